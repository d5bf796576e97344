/*
 * Home: what is due, what has gone quiet, what changed since yesterday; each line is acted on where it stands. The tasks are read
 * at once, the other sections after the first frame.
 */
#include "screens/today.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "client_peek.h"
#include "domain/list.h"
#include "screens/actions.h"
#include "screens/record_acts.h"
#include "today_rows.h"
#include "tui/list.h"

enum { TODAY_COLUMNS = 4 };

/* A line of the list: a row of a section, or the section's heading (row -1). */
struct today_line {
	enum today_section section;
	int row;
};

struct today {
	struct office *office;
	enum date_order date_order;
	bool mine;
	struct today_rows sections[TODAY_SECTIONS];
	int64_t wanted; /* task to put the cursor on when it is there; 0 none */
	int next;       /* section to be read by the next tick; TODAY_SECTIONS: all are there */
	struct today_line *lines;
	int n;
	bool is_new; /* no client yet: a hint stands below the lines */
	struct list list;
	struct list_column columns[TODAY_COLUMNS];
	struct rect rect;
	bool aside; /* the news stand in a column of their own */
	struct client_peek peek;
};

static const struct today_row *today_row_at(const struct today *s, int line)
{
	const struct today_line *l = &s->lines[line];

	return l->row < 0 ? NULL : &s->sections[l->section].rows[l->row];
}

static const struct today_row *today_current(const struct today *s)
{
	return s->list.cursor < s->n ? today_row_at(s, s->list.cursor) : NULL;
}

/* --- Lines for the list ----------------------------------------------------------------------- */

static int today_count(void *arg)
{
	return ((struct today *)arg)->n;
}

static int64_t today_id(void *arg, int line)
{
	const struct today *s = arg;
	const struct today_row *r = today_row_at(s, line);

	return ((int64_t)s->lines[line].section << 56) | (r ? r->id : 0);
}

static void today_cell(void *arg, int line, int column, struct list_cell *out)
{
	const struct today *s = arg;
	const struct today_row *r = today_row_at(s, line);

	if (!r)
		return;
	const char *texts[TODAY_COLUMNS] = {r->when, r->what, r->who, r->note};
	buf_add(&out->text, texts[column]);
	out->role = column == 0 ? r->role : column == 3 ? ROLE_DIM : ROLE_NORMAL;
}

static void today_flatten(struct today *s)
{
	int all = 0;

	for (int i = 0; i < TODAY_SECTIONS; i++)
		all += s->sections[i].n + 1;
	s->lines = mem_realloc(s->lines, (size_t)all * sizeof *s->lines);
	s->n = 0;
	for (int i = 0; i < TODAY_SECTIONS; i++)
		for (int row = -1; row < s->sections[i].n && s->sections[i].n > 0 &&
				   !(s->aside && i == TODAY_NEWS);
			row++)
			s->lines[s->n++] = (struct today_line){(enum today_section)i, row};
}

/* The cursor never rests on a heading. */
static void today_settle(struct today *s, int by)
{
	int line = s->list.cursor;

	while (line >= 0 && line < s->n && !today_row_at(s, line))
		line += by;
	if (line < 0 || line >= s->n)
		line = s->n > 1 ? 1 : 0;
	list_select(&s->list, line);
	/* The heading above the first row is seen with it. */
	if (line == 1)
		s->list.top = 0;
}

static enum status today_read(struct today *s, enum today_section section, struct err *err)
{
	struct today_ask ask = {.office = s->office,
		.mine = s->mine,
		.date_order = s->date_order,
		.today = clock_today()};
	int64_t id = s->wanted ? ((int64_t)TODAY_DUE << 56) | s->wanted
		     : s->n    ? list_id(&s->list)
			       : 0;
	enum status st = today_rows_read(&ask, section, &s->sections[section], err);

	today_flatten(s);
	list_reset(&s->list);
	s->wanted = 0;
	if (id)
		list_select_id(&s->list, id);
	today_settle(s, 1);
	return st;
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *today_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct today *s = mem_alloc(sizeof *s);

	(void)arg;
	s->office = env->office;
	s->date_order = env->date_order;
	s->mine = true;
	s->columns[0] = (struct list_column){.title = _("When"), .cols = 11};
	s->columns[1] = (struct list_column){.title = _("What"), .cols = 20, .grow = 3};
	s->columns[2] =
		(struct list_column){.title = _("Client"), .cols = 16, .grow = 2, .priority = 1};
	s->columns[3] = (struct list_column){.title = _("Note"), .cols = 13, .priority = 2};
	list_init(&s->list, s->columns, TODAY_COLUMNS,
		(struct list_source){
			.arg = s, .count = today_count, .cell = today_cell, .id = today_id});
	s->list.name_column = 1;
	s->list.focus = true;
	return s;
}

/* A new office needs other words than a good morning. */
static bool today_is_new(const struct today *s)
{
	struct list_request req = {
		.kind = KIND_CLIENT, .order_field = LIST_ORDER_DEFAULT, .limit = 1};
	struct list_page page = {0};
	bool none = list_load(s->office, &req, &page, NULL) == ST_OK && page.n == 0;

	list_page_release(&page);
	return none;
}

static enum status today_load(void *state, const struct screen_env *env, struct err *err)
{
	struct today *s = state;

	(void)env;
	s->next = TODAY_DUE + 1;
	enum status st = today_read(s, TODAY_DUE, err);
	s->is_new = today_is_new(s);
	s->list.empty = s->is_new
				? NULL
				: _("Nothing is due, and no deal waits for you.\n\n2 = clients   3 "
				    "= deals   t = new task   m = everybody's");
	s->peek.id = -1;
	return st;
}

static int today_wait(const void *state)
{
	return ((const struct today *)state)->next < TODAY_SECTIONS ? 0 : -1;
}

static unsigned today_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct today *s = state;
	struct err err = ERR_INIT;

	(void)env;
	if (today_read(s, (enum today_section)s->next++, &err) != ST_OK)
		return nav_fail(nav, &err);
	return SCREEN_REDRAW;
}

static void today_fit(void *state, const struct layout *l)
{
	struct today *s = state;
	const struct today_row *r = today_current(s);

	s->rect = l->main;
	if (s->aside != (l->side.rows > 0)) {
		s->aside = l->side.rows > 0;
		today_flatten(s);
		list_reset(&s->list);
		today_settle(s, 1);
		r = today_current(s);
	}
	list_fit(&s->list, l->main.rows);
	if (l->card.rows > 0)
		client_peek_read(&s->peek, s->office, r ? r->client : 0, false);
}

/* Headings go over all columns. */
static void today_draw_headings(const struct today *s, struct canvas *c)
{
	for (int i = 0; i + 1 < s->rect.rows && s->list.top + i < s->n; i++) {
		const struct today_line *l = &s->lines[s->list.top + i];
		const struct today_rows *rows = &s->sections[l->section];

		if (l->row < 0)
			canvas_textf(c, s->rect.row + 1 + i, s->rect.col + 2, s->rect.cols - 2,
				ROLE_TITLE, "%s (%d%s)", today_section_title(l->section), rows->n,
				rows->more ? "+" : "");
	}
}

static void today_draw_welcome(const struct today *s, struct canvas *c)
{
	struct rect r = s->rect;

	rect_cut_top(&r, s->n + 2);
	canvas_wrap(c, rect_inset(r, 0, 2), 0, ROLE_HINT,
		_("There are no clients in this office yet.\n\n2, then a   the first client\n6, "
		  "then "
		  "Enter   bring in a CSV file\n?   help"));
}

static void today_draw_news(const struct today *s, struct canvas *c, struct rect r)
{
	const struct today_rows *news = &s->sections[TODAY_NEWS];

	canvas_text(c, r.row, r.col + 1, r.cols - 1, ROLE_TITLE, today_section_title(TODAY_NEWS));
	for (int i = 0; i < news->n && i + 1 < r.rows; i++) {
		canvas_text(c, r.row + 1 + i, r.col + 1, 10, ROLE_DIM, news->rows[i].when);
		canvas_text(
			c, r.row + 1 + i, r.col + 12, r.cols - 12, ROLE_NORMAL, news->rows[i].what);
	}
}

static void today_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct today *s = state;
	const struct today_row *r = today_current(s);
	char day[80];

	(void)env;
	date_format_long(clock_today(), s->date_order, day, sizeof day);
	int used = canvas_text(c, l->title.row, l->title.col + 1, l->title.cols, ROLE_TITLE, day);
	canvas_text(c, l->title.row, l->title.col + used + 4, l->title.cols, ROLE_DIM,
		s->mine ? _("mine") : _("everybody's"));
	layout_draw_rules(l, c);
	list_draw(&s->list, c, s->rect);
	today_draw_headings(s, c);
	if (s->is_new)
		today_draw_welcome(s, c);
	if (l->card.rows > 0)
		client_peek_draw(&s->peek, c, l->card);
	if (l->side.rows > 0)
		today_draw_news(s, c, l->side);
	if (r && l->preview.rows > 0)
		canvas_textf(c, l->preview.row, l->preview.col + 1, l->preview.cols - 2,
			ROLE_NORMAL, "%s%s%s%s%s", r->what, *r->who ? " · " : "", r->who,
			*r->note ? " · " : "", r->note);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static unsigned today_move(struct today *s, enum list_move move)
{
	list_move(&s->list, move);
	today_settle(s, move == LIST_UP || move == LIST_PAGE_UP ? -1 : 1);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned today_open_row(const struct today_row *r, struct nav *nav)
{
	if (!r)
		return 0;
	if (r->kind == KIND_NONE)
		return nav_open_other(nav, SCREEN_HISTORY, 0, r->id, NULL);
	if (r->kind == KIND_TASK && r->client)
		return nav_open(nav, SCREEN_CARD, KIND_CLIENT, r->client, NULL);
	return record_acts_open(r->kind, r->id, nav);
}

static unsigned today_copy(const struct today *s, const struct screen_env *env,
	const struct today_row *r, struct nav *nav)
{
	struct record record;
	unsigned flags;

	if (!r || r->kind == KIND_NONE ||
		record_load(s->office, r->kind, r->id, &record, NULL) != ST_OK)
		return 0;
	flags = record_acts_copy(env, &record, nav);
	record_release(&record);
	return flags;
}

static unsigned today_act(
	struct today *s, const struct screen_env *env, int action, struct nav *nav)
{
	const struct today_row *r = today_current(s);
	bool record = r && r->kind != KIND_NONE;
	unsigned flags = record_acts_task(action, r ? r->task : 0, nav);

	if (!flags)
		flags = record_acts_client(env, action, r ? r->client : 0, r ? r->deal : 0, nav);
	if (flags)
		return flags;
	switch (action) {
	case ACT_OPEN: return today_open_row(r, nav);
	case ACT_EDIT: return record ? nav_open(nav, SCREEN_FORM, r->kind, r->id, NULL) : 0;
	case ACT_NEW: return nav_open(nav, SCREEN_FORM, KIND_TASK, 0, NULL);
	case ACT_DELETE: return record ? record_acts_delete(env, r->kind, &r->id, 1, nav) : 0;
	case ACT_COPY: return today_copy(s, env, r, nav);
	default: return 0;
	}
}

static unsigned today_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct today *s = state;

	switch (action) {
	case ACT_UP: return today_move(s, LIST_UP);
	case ACT_DOWN: return today_move(s, LIST_DOWN);
	case ACT_TOP: return today_move(s, LIST_HOME);
	case ACT_BOTTOM: return today_move(s, LIST_END);
	case ACT_MINE: s->mine = !s->mine; return SCREEN_HANDLED | SCREEN_RELOAD;
	default: return today_act(s, env, action, nav);
	}
}

static unsigned today_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct today *s = state;
	bool up = ev->kind == EVENT_KEY ? ev->key == K_UP || ev->key == K_PGUP
					: ev->mouse == MOUSE_WHEEL_UP;

	if (!list_handle(&s->list, ev, s->rect))
		return 0;
	today_settle(s, up ? -1 : 1);
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE)
		return today_act(s, env, ACT_OPEN, nav);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* A new task that is due today is where the cursor goes. */
static void today_returned(void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	(void)env;
	if (arg->kind == KIND_TASK)
		((struct today *)state)->wanted = arg->id;
}

static void today_position(const void *state, struct buf *out)
{
	const struct today *s = state;
	const struct today_line *l = s->list.cursor < s->n ? &s->lines[s->list.cursor] : NULL;

	if (l && l->row >= 0)
		buf_addf(out, "%d/%d", l->row + 1, s->sections[l->section].n);
}

static void today_release(void *state)
{
	struct today *s = state;

	for (int i = 0; i < TODAY_SECTIONS; i++)
		today_rows_release(&s->sections[i]);
	client_peek_release(&s->peek);
	list_release(&s->list);
	free(s->lines);
	free(s);
}

const struct screen_ops today_screen = {
	.title = N_("Today"),
	.contexts = CTX_TODAY,
	.help = N_(
		"What to do now: tasks that are due, most urgent first, deals that have gone quiet "
		"or have no next step, clients nobody contacted, and what was done since "
		"yesterday. Each line is acted on where it stands: complete it, give it another "
		"day, log the call."),
	.open = today_open,
	.load = today_load,
	.draw = today_draw,
	.fit = today_fit,
	.handle = today_handle,
	.event = today_event,
	.returned = today_returned,
	.position = today_position,
	.wait_ms = today_wait,
	.tick = today_tick,
	.release = today_release,
};
