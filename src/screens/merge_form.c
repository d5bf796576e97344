/* Choosing whose values win. The rules of the default choice and of what goes together are domain/merge.h's. */
#include "screens/merge_form.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/duplicates.h"
#include "merge_form_state.h"
#include "screens/actions.h"

/* --- Ways to here ----------------------------------------------------------------------------- */

static int merge_form_compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

unsigned merge_form_open_ids(struct nav *nav, enum kind_id kind, const int64_t *ids, int n)
{
	int64_t sorted[MERGE_MAX];
	struct buf preset = BUF_INIT;
	unsigned flags;

	if (n < 2) {
		nav_say(nav, MESSAGE_INFO, _("Mark two or more with Space, then merge them."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	n = n < MERGE_MAX ? n : MERGE_MAX;
	memcpy(sorted, ids, sizeof *ids * (size_t)n);
	qsort(sorted, (size_t)n, sizeof *sorted, merge_form_compare);
	for (int i = 0; i < n; i++)
		buf_addf(&preset, "%s%lld", i ? "," : "", (long long)sorted[i]);
	flags = nav_open(nav, SCREEN_MERGE, kind, sorted[0], buf_str(&preset));
	buf_release(&preset);
	return flags;
}

unsigned merge_form_open_duplicates(
	const struct screen_env *env, enum kind_id kind, int64_t id, struct nav *nav)
{
	struct duplicate found[MERGE_MAX - 1];
	int64_t ids[MERGE_MAX] = {id};
	struct err err = ERR_INIT;
	struct record r;
	int n = 0;
	enum status st = record_load(env->office, kind, id, &r, &err);

	if (st)
		return nav_fail(nav, &err);
	st = duplicates_of(env->office, &r, found, MERGE_MAX - 1, &n, &err);
	record_release(&r);
	if (st)
		return nav_fail(nav, &err);
	for (int i = 0; i < n; i++)
		ids[i + 1] = found[i].id;
	if (n)
		return merge_form_open_ids(nav, kind, ids, n + 1);
	nav_say(nav, MESSAGE_INFO, _("No duplicate was found; Space marks what is to be merged."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

unsigned merge_form_unmerge(
	const struct screen_env *env, enum kind_id kind, int64_t id, struct nav *nav)
{
	struct undo_result undone;
	struct err err = ERR_INIT;

	if (merge_undo(env->office, kind, id, &undone, &err) != ST_OK)
		return nav_fail(nav, &err);
	if (undone.kept)
		nav_say(nav, MESSAGE_WARNING,
			P_("Taken apart again. %lld later change was kept.",
				"Taken apart again. %lld later changes were kept.", undone.kept),
			(long long)undone.kept);
	else
		nav_say(nav, MESSAGE_GOOD, _("Taken apart again."));
	return SCREEN_HANDLED | SCREEN_CHANGED;
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *merge_form_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct merge_form *s = mem_alloc(sizeof *s);
	const char *at = arg->preset ? arg->preset : "";

	s->env = env;
	s->kind = arg->kind;
	while (*at && s->nids < MERGE_MAX) {
		char *end;

		s->ids[s->nids++] = strtoll(at, &end, 10);
		at = end + (*end == ',');
		if (*end != ',')
			break;
	}
	return s;
}

static void merge_form_release(void *state)
{
	struct merge_form *s = state;

	if (s->loaded)
		merge_release(&s->merge);
	free(s->fields);
	free(s);
}

/* What somebody chose before the records were read again. */
static void merge_form_choose_again(struct merge *now, const struct merge *before)
{
	for (int f = 0; f < before->kind->nfields && f < now->kind->nfields; f++)
		if (before->chosen[f])
			merge_take(now, f, before->take[f]);
}

static void merge_form_list_fields(struct merge_form *s)
{
	free(s->fields);
	s->fields = mem_alloc(sizeof *s->fields * (size_t)s->merge.kind->nfields);
	s->nfields = 0;
	for (int f = 0; f < s->merge.kind->nfields; f++)
		if (merge_differs(&s->merge, f))
			s->fields[s->nfields++] = f;
	if (s->cursor >= s->nfields)
		s->cursor = s->nfields ? s->nfields - 1 : 0;
}

static enum status merge_form_load(void *state, const struct screen_env *env, struct err *err)
{
	struct merge_form *s = state;
	struct merge now;
	enum status st = merge_load(env->office, s->kind, s->ids, s->nids, &now, err);

	if (st)
		return st;
	if (s->loaded) {
		merge_form_choose_again(&now, &s->merge);
		merge_release(&s->merge);
	}
	s->merge = now;
	s->loaded = true;
	merge_form_list_fields(s);
	return ST_OK;
}

/* --- Choosing --------------------------------------------------------------------------------- */

static int merge_form_field(const struct merge_form *s)
{
	return s->nfields ? s->fields[s->cursor] : -1;
}

static void merge_form_take(struct merge_form *s, int which)
{
	int field = merge_form_field(s);
	int least = field >= 0 && merge_can_unite(&s->merge, field) ? MERGE_UNITED : 0;

	if (field < 0 || which < least || which >= s->merge.n)
		return;
	merge_take(&s->merge, field, which);
	merge_form_show_column(s, which);
}

/* Round and round, "all together" among them where that can be. */
static void merge_form_turn(struct merge_form *s, int by)
{
	int field = merge_form_field(s), least, which, n;

	if (field < 0)
		return;
	least = merge_can_unite(&s->merge, field) ? MERGE_UNITED : 0;
	n = s->merge.n - least;
	which = s->merge.take[field] == MERGE_NONE ? least : s->merge.take[field];
	merge_form_take(s, (which - least + by + n) % n + least);
}

static void merge_form_move(struct merge_form *s, int by)
{
	int to = s->cursor + by, field;

	s->cursor = to >= s->nfields ? s->nfields - 1 : to;
	if (s->cursor < 0)
		s->cursor = 0;
	merge_form_scroll(s);
	field = merge_form_field(s);
	if (field >= 0)
		merge_form_show_column(s, s->merge.take[field]);
}

static unsigned merge_form_save(struct merge_form *s, struct nav *nav)
{
	struct err err = ERR_INIT;
	struct merge_done done;
	unsigned flags;

	if (merge_apply(&s->merge, false, &done, &err) != ST_OK) {
		flags = nav_fail(nav, &err);
		return err.status == ST_CONFLICT ? flags | SCREEN_RELOAD : flags;
	}
	flags = nav_done(nav, s->env, _("Merged: %s."),
		record_text(&s->merge.result, s->merge.kind->title_field));
	nav->arg.kind = s->kind;
	nav->arg.id = s->ids[0];
	return flags | SCREEN_CLOSE;
}

static bool merge_form_key(struct merge_form *s, const struct event *ev)
{
	switch (ev->key) {
	case K_UP: merge_form_move(s, -1); return true;
	case K_ENTER:
	case K_TAB:
	case K_DOWN: merge_form_move(s, 1); return true;
	case K_PGUP: merge_form_move(s, -s->page); return true;
	case K_PGDN: merge_form_move(s, s->page); return true;
	case K_HOME: merge_form_move(s, -s->nfields); return true;
	case K_END: merge_form_move(s, s->nfields); return true;
	case K_LEFT: merge_form_turn(s, -1); return true;
	case ' ':
	case K_RIGHT: merge_form_turn(s, 1); return true;
	case '+':
	case '0': merge_form_take(s, MERGE_UNITED); return true;
	default: break;
	}
	if (ev->key < '1' || ev->key > '9')
		return false;
	merge_form_take(s, (int)(ev->key - '1'));
	return true;
}

static unsigned merge_form_click(struct merge_form *s, const struct event *ev)
{
	int row = ev->row - s->rows.row, which = merge_form_column_at(s, ev->col);

	if (row < 0 || row >= s->rows.rows || s->top + row >= s->nfields)
		return SCREEN_HANDLED;
	s->cursor = s->top + row;
	if (which >= 0)
		merge_form_take(s, which);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned merge_form_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct merge_form *s = state;

	(void)env;
	if (ev->kind == EVENT_MOUSE) {
		if (ev->mouse == MOUSE_WHEEL_UP || ev->mouse == MOUSE_WHEEL_DOWN)
			merge_form_move(s, ev->mouse == MOUSE_WHEEL_UP ? -1 : 1);
		else if (ev->mouse == MOUSE_PRESS)
			return merge_form_click(s, ev);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (event_is(ev, K_F(2), 0) || event_is(ev, 's', MOD_CTRL))
		return merge_form_save(s, nav);
	if (event_is(ev, K_ESC, 0))
		return SCREEN_HANDLED | SCREEN_CLOSE;
	if (ev->kind != EVENT_KEY || ev->mods != 0 || !merge_form_key(s, ev))
		return 0;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned merge_form_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	(void)state;
	(void)env;
	(void)action;
	(void)nav;
	return 0;
}

static bool merge_form_typing(const void *state)
{
	(void)state;
	return true;
}

static void merge_form_position(const void *state, struct buf *out)
{
	const struct merge_form *s = state;

	if (s->nfields)
		buf_addf(out, "%d/%d", s->cursor + 1, s->nfields);
}

const struct screen_ops merge_form_screen = {
	.title = N_("Merge"),
	.help = N_("Records side by side, and on the right what they become. Up and down go "
		   "through the "
		   "fields in which they differ; left and right, or the number of a column, choose "
		   "whose "
		   "value wins; + keeps all tags or notes. Phones, e-mails and addresses that lose "
		   "are "
		   "kept beside. F2 or Ctrl-S merges: history, tasks and deals of all go to the "
		   "one that "
		   "stays. Undo takes it apart again, also years later."),
	.open = merge_form_open,
	.load = merge_form_load,
	.draw = merge_form_draw,
	.fit = merge_form_fit,
	.typing = merge_form_typing,
	.handle = merge_form_handle,
	.event = merge_form_event,
	.position = merge_form_position,
	.release = merge_form_release,
};
