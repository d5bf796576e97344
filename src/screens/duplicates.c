/*
 * The groups of duplicates. Names are read for the rows in sight only, in fit(). After something was written the search runs again,
 * beside the list, unless it takes long: then what was dealt with here leaves the list at once and the rest stays as it was found.
 */
#include "screens/duplicates.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/duplicates.h"
#include "domain/merge.h"
#include "domain/setup.h"
#include "screens/actions.h"
#include "screens/merge_form.h"
#include "tui/list.h"
#include "tui/progress.h"

enum { COLUMNS = 3, POLL_MS = 100, QUICK_MS = 1500, NAMES_SHOWN = 4, PROGRESS_ROWS = 7 };

/* The search, as its thread sees it. */
struct duplicates_work {
	const char *db_path;
	const struct office_options *options;
	enum kind_id kind;
	struct duplicate_groups groups;
};

struct duplicates_row {
	const struct duplicate_group *group;
	char *names; /* NULL: not read yet */
};

struct duplicates {
	const struct screen_env *env;
	enum kind_id kind;
	struct job *job; /* NULL: no search runs */
	struct duplicates_work work;
	struct progress progress;
	struct duplicate_groups groups;
	struct duplicates_row *rows;
	int n;
	bool searched, again; /* a search has ended; another one is due */
	int64_t took_ms;
	struct list list;
	struct list_column columns[COLUMNS];
	struct rect rect;
};

/* --- The search ------------------------------------------------------------------------------- */

static enum status duplicates_run(struct job *job, void *arg, struct err *err)
{
	struct duplicates_work *w = arg;
	struct office *o;
	enum status st = office_start(w->db_path, w->options, &o, err);

	if (st)
		return st;
	st = duplicates_scan(o, w->kind, job, &w->groups, err);
	office_close(o);
	return st;
}

static void duplicates_start(struct duplicates *s)
{
	if (s->job) {
		s->again = true;
		return;
	}
	s->again = false;
	s->work = (struct duplicates_work){
		.db_path = s->env->db_path, .options = s->env->options, .kind = s->kind};
	progress_init(
		&s->progress, _("Looking for duplicates"), _("records"), 0, clock_monotonic_ms());
	s->job = job_start(duplicates_run, &s->work);
}

static void duplicates_drop_rows(struct duplicates *s)
{
	for (int i = 0; i < s->n; i++)
		free(s->rows[i].names);
	free(s->rows);
	s->rows = NULL;
	s->n = 0;
}

static void duplicates_take(struct duplicates *s)
{
	int64_t id = s->n ? s->rows[s->list.cursor].group->ids[0] : 0;

	duplicates_drop_rows(s);
	duplicate_groups_release(&s->groups);
	s->groups = s->work.groups;
	s->rows = mem_alloc(sizeof *s->rows * (size_t)(s->groups.n + 1));
	for (s->n = 0; s->n < s->groups.n; s->n++)
		s->rows[s->n].group = &s->groups.items[s->n];
	list_reset(&s->list);
	if (id)
		list_select_id(&s->list, id);
}

static unsigned duplicates_poll(struct duplicates *s, struct nav *nav)
{
	int64_t done, total;
	struct err err = ERR_INIT;
	enum status st;

	job_state(s->job, &done, &total, &s->took_ms);
	if (!job_is_done(s->job)) {
		s->progress.total = total;
		progress_update(&s->progress, done, clock_monotonic_ms());
		return SCREEN_REDRAW;
	}
	st = job_finish(s->job, &err);
	s->job = NULL;
	progress_release(&s->progress);
	if (st)
		return nav_fail(nav, &err) | (s->searched ? 0 : SCREEN_CLOSE);
	duplicates_take(s);
	s->searched = true;
	if (s->again)
		duplicates_start(s);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* --- The list --------------------------------------------------------------------------------- */

static int duplicates_count(void *arg)
{
	return ((struct duplicates *)arg)->n;
}

static int64_t duplicates_id(void *arg, int row)
{
	return ((struct duplicates *)arg)->rows[row].group->ids[0];
}

static void duplicates_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct duplicates_row *r = &((struct duplicates *)arg)->rows[row];

	switch (column) {
	case 0: buf_add(&out->text, r->names ? r->names : ""); break;
	case 1: buf_addf(&out->text, "%d", r->group->n); break;
	default: duplicate_reasons_text(r->group->reasons, &out->text); break;
	}
}

static void duplicates_read_names(struct duplicates *s, struct duplicates_row *row)
{
	struct buf b = BUF_INIT;

	for (int i = 0; i < row->group->n && i < NAMES_SHOWN; i++) {
		buf_add(&b, i ? " = " : "");
		office_title(s->env->office, s->kind, row->group->ids[i], &b);
	}
	if (row->group->n > NAMES_SHOWN)
		buf_add(&b, " …");
	row->names = buf_take(&b);
}

/* A group that was dealt with. */
static void duplicates_remove(struct duplicates *s, int64_t id)
{
	for (int i = 0; i < s->n; i++) {
		const struct duplicate_group *g = s->rows[i].group;
		bool has = false;

		for (int j = 0; j < g->n; j++)
			has |= g->ids[j] == id;
		if (!has)
			continue;
		free(s->rows[i].names);
		memmove(s->rows + i, s->rows + i + 1, sizeof *s->rows * (size_t)(--s->n - i));
		list_reset(&s->list);
		return;
	}
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *duplicates_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct duplicates *s = mem_alloc(sizeof *s);

	s->env = env;
	s->kind = duplicates_apply(arg->kind) ? arg->kind : KIND_CLIENT;
	s->columns[0] = (struct list_column){.title = _("Records"), .cols = 24, .grow = 3};
	s->columns[1] = (struct list_column){.title = "#", .cols = 3, .right = true};
	s->columns[2] = (struct list_column){.title = _("Why"), .cols = 22, .grow = 1};
	list_init(&s->list, s->columns, COLUMNS,
		(struct list_source){.arg = s,
			.count = duplicates_count,
			.cell = duplicates_cell,
			.id = duplicates_id});
	s->list.focus = true;
	s->list.empty = _("Nothing is there twice.\nThe same e-mail, phone or tax ID, or the same "
			  "name and city, would be listed here.");
	return s;
}

static void duplicates_release(void *state)
{
	struct duplicates *s = state;

	if (s->job) {
		job_cancel(s->job);
		job_finish(s->job, NULL);
		progress_release(&s->progress);
		duplicate_groups_release(&s->work.groups);
	}
	duplicates_drop_rows(s);
	duplicate_groups_release(&s->groups);
	list_release(&s->list);
	free(s);
}

static enum status duplicates_load(void *state, const struct screen_env *env, struct err *err)
{
	struct duplicates *s = state;

	(void)env;
	(void)err;
	for (int i = 0; i < s->n; i++) {
		free(s->rows[i].names);
		s->rows[i].names = NULL;
	}
	if (!s->searched || s->took_ms < QUICK_MS)
		duplicates_start(s);
	return ST_OK;
}

static void duplicates_fit(void *state, const struct layout *l)
{
	struct duplicates *s = state;

	s->rect = l->body;
	list_fit(&s->list, l->body.rows);
	for (int i = s->list.top; i < s->n && i <= s->list.top + s->list.page; i++)
		if (!s->rows[i].names)
			duplicates_read_names(s, &s->rows[i]);
}

static void duplicates_draw_hint(
	const struct duplicates *s, const struct screen_env *env, struct canvas *c, struct rect r)
{
	struct buf open = BUF_INIT, different = BUF_INIT;

	keymap_first_key(env->keymap, ACT_OPEN, &open);
	keymap_first_key(env->keymap, ACT_DIFFERENT, &different);
	if (s->job && s->searched)
		canvas_text(c, r.row, r.col, r.cols, ROLE_HINT, _("searching again …"));
	else if (s->n)
		canvas_textf(c, r.row, r.col, r.cols, ROLE_HINT, _("%s merges, %s = no duplicates"),
			buf_str(&open), buf_str(&different));
	buf_release(&open);
	buf_release(&different);
}

static void duplicates_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct duplicates *s = state;
	struct rect r = l->title;
	int used = canvas_textf(c, r.row, r.col + 1, r.cols - 1, ROLE_TITLE, "%s: %s",
		_("Duplicates"), _(office_kind(env->office, s->kind)->plural));

	duplicates_draw_hint(
		s, env, c, (struct rect){r.row, r.col + used + 4, 1, r.cols - used - 5});
	if (!s->searched) {
		if (s->job)
			progress_draw(&s->progress, c,
				rect_center(l->body, PROGRESS_ROWS, l->body.cols - 4));
		return;
	}
	list_draw(&s->list, c, s->rect);
}

static void duplicates_position(const void *state, struct buf *out)
{
	const struct duplicates *s = state;

	if (s->n)
		buf_addf(out, "%d/%d", s->list.cursor + 1, s->n);
}

/* --- Actions ---------------------------------------------------------------------------------- */

static unsigned duplicates_merge(struct duplicates *s, struct nav *nav)
{
	const struct duplicate_group *g;

	if (!s->n)
		return 0;
	g = s->rows[s->list.cursor].group;
	if (g->n > MERGE_MAX)
		nav_say(nav, MESSAGE_INFO, _("The first %d of %d are shown."), MERGE_MAX, g->n);
	return merge_form_open_ids(nav, s->kind, g->ids, g->n);
}

static unsigned duplicates_different(
	struct duplicates *s, const struct screen_env *env, struct nav *nav)
{
	const struct duplicate_group *g;
	struct err err = ERR_INIT;
	int64_t first;

	if (!s->n)
		return 0;
	g = s->rows[s->list.cursor].group;
	first = g->ids[0];
	if (g->n > DUPLICATE_NOISE) {
		nav_say(nav, MESSAGE_WARNING,
			_("These are too many to declare different at once."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (duplicates_dismiss(env->office, s->kind, g->ids, g->n, NULL, &err) != ST_OK)
		return nav_fail(nav, &err);
	duplicates_remove(s, first);
	return nav_done(nav, env, _("They will not be shown as duplicates any more."));
}

static unsigned duplicates_move(struct duplicates *s, enum list_move move)
{
	list_move(&s->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned duplicates_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct duplicates *s = state;

	switch (action) {
	case ACT_OPEN:
	case ACT_MERGE: return duplicates_merge(s, nav);
	case ACT_DIFFERENT: return duplicates_different(s, env, nav);
	case ACT_UP: return duplicates_move(s, LIST_UP);
	case ACT_DOWN: return duplicates_move(s, LIST_DOWN);
	case ACT_TOP: return duplicates_move(s, LIST_HOME);
	case ACT_BOTTOM: return duplicates_move(s, LIST_END);
	default: return 0;
	}
}

static unsigned duplicates_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct duplicates *s = state;
	bool open = ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE;

	(void)env;
	if (open && ev->row > s->rect.row && rect_has(s->rect, ev->row, ev->col)) {
		list_handle(&s->list, ev, s->rect);
		return duplicates_merge(s, nav);
	}
	return list_handle(&s->list, ev, s->rect) ? SCREEN_HANDLED | SCREEN_REDRAW : 0;
}

static void duplicates_returned(
	void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct duplicates *s = state;

	(void)env;
	if (arg->id)
		duplicates_remove(s, arg->id);
}

static int duplicates_wait_ms(const void *state)
{
	return ((const struct duplicates *)state)->job ? POLL_MS : -1;
}

static unsigned duplicates_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct duplicates *s = state;

	(void)env;
	return s->job ? duplicates_poll(s, nav) : 0;
}

const struct screen_ops duplicates_screen = {
	.title = N_("Duplicates"),
	.contexts = CTX_DUPLICATES,
	.help = N_(
		"Records that may be there twice, those with more reasons first. Open a group to "
		"merge it, or say that they are no duplicates: then they are not shown again. "
		"Both can be undone. What more than twenty records share is no reason."),
	.open = duplicates_open,
	.load = duplicates_load,
	.draw = duplicates_draw,
	.fit = duplicates_fit,
	.handle = duplicates_handle,
	.event = duplicates_event,
	.returned = duplicates_returned,
	.position = duplicates_position,
	.wait_ms = duplicates_wait_ms,
	.tick = duplicates_tick,
	.release = duplicates_release,
};
