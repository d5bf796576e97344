/* A plain list of the records of any kind: products, users, entries of lists, stages ... */
#include "screens/records.h"

#include <stdlib.h>

#include "base/mem.h"
#include "domain/merge.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/print_dialog.h"
#include "screens/merge_form.h"
#include "screens/record_acts.h"
#include "screens/record_list.h"

struct records {
	struct record_list list;
	char *empty;
};

static void *records_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct records *s = mem_alloc(sizeof *s);
	struct buf key = BUF_INIT;

	record_list_init(&s->list, env, arg->kind);
	record_list_set_fixed(&s->list, arg->preset);
	keymap_first_key(env->keymap, ACT_NEW, &key);
	s->empty = mem_printf(_("Nothing here.  %s = new"), buf_str(&key));
	s->list.list.empty = s->empty;
	buf_release(&key);
	return s;
}

static enum status records_load(void *state, const struct screen_env *env, struct err *err)
{
	(void)env;
	return record_list_load(&((struct records *)state)->list, err);
}

static void records_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct records *s = state;

	(void)env;
	record_list_draw(&s->list, c, l->title, _(s->list.kind->plural));
}

static void records_fit(void *state, const struct layout *l)
{
	record_list_fit(&((struct records *)state)->list, l->body);
}

static bool records_typing(const void *state)
{
	return record_list_typing(&((const struct records *)state)->list);
}

static unsigned records_open_record(struct records *s, struct nav *nav)
{
	int64_t id = record_list_id(&s->list);

	if (!id)
		return 0;
	return record_acts_open(s->list.kind->id, id, nav);
}

static unsigned records_print(struct records *s, struct nav *nav)
{
	struct buf filter = BUF_INIT;
	unsigned flags;

	record_list_filter_text(&s->list, &filter);
	flags = print_dialog_list(
		nav, s->list.kind->id, buf_str(&filter), s->list.order_field, s->list.descending);
	buf_release(&filter);
	return flags;
}

static unsigned records_delete(struct records *s, const struct screen_env *env, struct nav *nav)
{
	const int64_t *ids;
	int n = record_list_chosen(&s->list, &ids);
	unsigned flags = record_acts_delete(env, s->list.kind->id, ids, n, nav);

	if (flags & SCREEN_CHANGED)
		list_mark_clear(&s->list.list);
	return flags;
}

static unsigned records_merge(
	struct records *s, const struct screen_env *env, int action, struct nav *nav)
{
	const int64_t *ids;
	int n = record_list_chosen(&s->list, &ids);
	enum kind_id kind = s->list.kind->id;

	if (!merge_applies(kind)) {
		nav_say(nav, MESSAGE_INFO, _("%s cannot be merged"), _(s->list.kind->plural));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (n && action == ACT_UNMERGE)
		return merge_form_unmerge(env, kind, ids[0], nav);
	if (n != 1)
		return merge_form_open_ids(nav, kind, ids, n);
	return merge_form_open_duplicates(env, kind, ids[0], nav);
}

static unsigned records_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct records *s = state;
	unsigned flags = record_list_handle(&s->list, action, nav);

	if (flags)
		return flags;
	switch (action) {
	case ACT_OPEN: return records_open_record(s, nav);
	case ACT_EDIT:
		return record_list_id(&s->list) ? nav_open(nav, SCREEN_FORM, s->list.kind->id,
							  record_list_id(&s->list), NULL)
						: 0;
	case ACT_NEW: return nav_open(nav, SCREEN_FORM, s->list.kind->id, 0, NULL);
	case ACT_DELETE: return records_delete(s, env, nav);
	case ACT_COPY: return record_acts_copy(env, record_list_current(&s->list), nav);
	case ACT_EXPORT: return export_dialog_rows(nav, &s->list);
	case ACT_MERGE:
	case ACT_UNMERGE: return records_merge(s, env, action, nav);
	case ACT_PRINT: return records_print(s, nav);
	default: return 0;
	}
}

static unsigned records_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	(void)env;
	return record_list_event(&((struct records *)state)->list, ev, nav);
}

static void records_returned(
	void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct records *s = state;

	(void)env;
	if (arg->kind == s->list.kind->id && arg->id)
		record_list_want(&s->list, arg->id);
}

static bool records_step(
	void *state, const struct screen_env *env, int step, struct screen_arg *out)
{
	(void)env;
	return record_list_step(&((struct records *)state)->list, step, out);
}

static void records_position(const void *state, struct buf *out)
{
	record_list_position(&((const struct records *)state)->list, out);
}

static int records_wait(const void *state)
{
	return record_list_wait_ms(&((const struct records *)state)->list);
}

static unsigned records_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	(void)env;
	(void)nav;
	return record_list_tick(&((struct records *)state)->list);
}

static void records_release(void *state)
{
	struct records *s = state;

	record_list_release(&s->list);
	free(s->empty);
	free(s);
}

const struct screen_ops records_screen = {
	.title = N_("Lists"),
	.contexts = CTX_LIST | CTX_RECORDS,
	.help = N_(
		"All records of one kind. Enter opens the one under the cursor; / filters by any "
		"field, for example active:yes."),
	.open = records_open,
	.load = records_load,
	.draw = records_draw,
	.fit = records_fit,
	.typing = records_typing,
	.handle = records_handle,
	.event = records_event,
	.returned = records_returned,
	.step = records_step,
	.position = records_position,
	.wait_ms = records_wait,
	.tick = records_tick,
	.release = records_release,
};
