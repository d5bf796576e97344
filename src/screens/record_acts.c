/* What several screens do with the record under their cursor in the same way. */
#include "screens/record_acts.h"

#include <stdlib.h>

#include "base/mem.h"
#include "domain/action.h"
#include "screens/actions.h"
#include "tui/term.h"

/* --- Delete ----------------------------------------------------------------------------------- */

static char *record_acts_delete_what(
	const struct screen_env *env, enum kind_id kind, const int64_t *ids, int n)
{
	const struct kind *k = office_kind(env->office, kind);
	struct buf title = BUF_INIT;
	char *what;

	if (n > 1)
		return mem_printf(_("Delete %d: %s"), n, _(k->plural));
	office_title(env->office, kind, ids[0], &title);
	what = mem_printf(_("Delete %s %s"), _(k->title), buf_str(&title));
	buf_release(&title);
	return what;
}

unsigned record_acts_delete(
	const struct screen_env *env, enum kind_id kind, const int64_t *ids, int n, struct nav *nav)
{
	struct buf title = BUF_INIT;
	struct err err = ERR_INIT;
	enum status st;
	char *what;
	unsigned flags;

	if (n == 0) {
		nav_say(nav, MESSAGE_INFO, _("There is nothing to delete."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	what = record_acts_delete_what(env, kind, ids, n);
	st = action_begin(env->office, what, &err);
	for (int i = 0; i < n && !st; i++)
		st = record_trash(env->office, kind, ids[i], 0, &err);
	if (!st)
		st = action_commit(env->office, NULL, &err);
	if (st) {
		action_cancel(env->office);
		flags = nav_fail(nav, &err);
	} else if (n == 1) {
		office_title(env->office, kind, ids[0], &title);
		flags = nav_done(nav, env, _("Moved to the trash: %s."), buf_str(&title));
	} else {
		flags = nav_done(nav, env,
			P_("%d record moved to the trash.", "%d records moved to the trash.", n),
			n);
	}
	buf_release(&title);
	free(what);
	return flags;
}

/* --- Copy ------------------------------------------------------------------------------------- */

unsigned record_acts_copy(const struct screen_env *env, const struct record *r, struct nav *nav)
{
	struct buf text = BUF_INIT, value = BUF_INIT;

	for (int i = 0; r && i < r->kind->nfields && i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];

		if (f->flags & FF_HIDDEN || !record_has(r, i))
			continue;
		buf_clear(&value);
		record_format(env->office, r, i, STYLE_SHOW, &value);
		buf_addf(&text, "%s: %s\n", f->custom_id ? f->title : _(f->title), buf_str(&value));
	}
	if (!text.len)
		nav_say(nav, MESSAGE_INFO, _("There is nothing to copy."));
	else if (term_copy(buf_str(&text)))
		nav_say(nav, MESSAGE_INFO, _("Sent to the terminal's clipboard."));
	else
		nav_say(nav, MESSAGE_WARNING, _("Too long for the terminal's clipboard."));
	buf_release(&text);
	buf_release(&value);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* --- Open ------------------------------------------------------------------------------------- */

unsigned record_acts_open(enum kind_id kind, int64_t id, struct nav *nav)
{
	switch (kind) {
	case KIND_CLIENT: return nav_open(nav, SCREEN_CARD, kind, id, NULL);
	case KIND_DEAL: return nav_open(nav, SCREEN_DEAL, kind, id, NULL);
	default: return nav_open(nav, SCREEN_FORM, kind, id, NULL);
	}
}

/* A new record that points at the client and, where its kind can, at the deal. */
static unsigned record_acts_new(
	enum kind_id kind, int64_t client_id, int64_t deal_id, const char *more, struct nav *nav)
{
	struct buf preset = BUF_INIT;
	unsigned flags;

	if (client_id)
		buf_addf(&preset, "client=#%lld\n", (long long)client_id);
	if (deal_id && kind != KIND_DEAL)
		buf_addf(&preset, "deal=#%lld\n", (long long)deal_id);
	buf_add(&preset, more);
	flags = nav_open(nav, SCREEN_FORM, kind, 0, buf_str(&preset));
	buf_release(&preset);
	return flags;
}

static unsigned record_acts_new_person(int64_t client_id, struct nav *nav)
{
	char *preset = mem_printf("kind=person\nworks_at=%lld\n", (long long)client_id);
	unsigned flags = nav_open(nav, SCREEN_FORM, KIND_CLIENT, 0, preset);

	free(preset);
	return flags;
}

static bool record_acts_is_client(int action)
{
	return action == ACT_LOG || action == ACT_NOTE || action == ACT_TASK ||
	       action == ACT_NEW_DEAL || action == ACT_NEW_PERSON;
}

unsigned record_acts_client(const struct screen_env *env, int action, int64_t client_id,
	int64_t deal_id, struct nav *nav)
{
	(void)env;
	if (!record_acts_is_client(action))
		return 0;
	if (action == ACT_TASK)
		return record_acts_new(KIND_TASK, client_id, deal_id, "", nav);
	if (action == ACT_NEW_DEAL)
		return record_acts_new(KIND_DEAL, client_id, 0, "", nav);
	if (!client_id) {
		nav_say(nav, MESSAGE_INFO,
			_("There is no client here; choose one in Clients (2)."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	switch (action) {
	case ACT_LOG: return nav_open_other(nav, SCREEN_LOG, client_id, deal_id, NULL);
	case ACT_NOTE: return nav_open_other(nav, SCREEN_LOG, client_id, deal_id, "note");
	default: return record_acts_new_person(client_id, nav);
	}
}

unsigned record_acts_task(int action, int64_t task_id, struct nav *nav)
{
	if (action != ACT_DONE && action != ACT_RESCHEDULE)
		return 0;
	if (!task_id) {
		nav_say(nav, MESSAGE_INFO, _("There is no task under the cursor."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return nav_open(
		nav, action == ACT_DONE ? SCREEN_FINISH : SCREEN_DATE, KIND_TASK, task_id, NULL);
}
