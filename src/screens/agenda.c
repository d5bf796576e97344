/*
 * Headings between rows. The record list owns the window of rows, the filter and the counts; the list here owns cursor, scrolling
 * and marks, and its lines point into the window. Ids of headings are negative, so that they are never marked.
 */
#include "agenda.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "domain/list.h"
#include "domain/task.h"
#include "near_day.h"

enum { SECTION_OVERDUE = -1, SECTION_LATER = 7, SECTION_NO_DAY = 8 };

enum { NO_TIME = 24 * 60 };

enum column { COLUMN_WHEN, COLUMN_WHAT, COLUMN_PRIORITY, COLUMN_CLIENT, COLUMN_KIND, COLUMN_WHO };

static const struct {
	enum task_field field;
	int cols, grow, priority;
} agenda_columns[AGENDA_COLUMNS] = {
	[COLUMN_WHEN] = {TASK_DUE_DAY, 11, 0, 0},
	[COLUMN_WHAT] = {TASK_SUBJECT, 20, 3, 0},
	[COLUMN_PRIORITY] = {TASK_PRIORITY, 2, 0, 0},
	[COLUMN_CLIENT] = {TASK_CLIENT, 16, 2, 1},
	[COLUMN_KIND] = {TASK_KIND, 9, 0, 2},
	[COLUMN_WHO] = {TASK_ASSIGNEE, 12, 1, 3},
};

/* --- Lines ------------------------------------------------------------------------------------ */

static int agenda_section(const struct agenda *a, const struct record *r)
{
	int64_t ahead = record_num(r, TASK_DUE_DAY) - a->today;

	if (!record_has(r, TASK_DUE_DAY))
		return SECTION_NO_DAY;
	return ahead < 0 ? SECTION_OVERDUE : ahead >= SECTION_LATER ? SECTION_LATER : (int)ahead;
}

/* Headings only make sense in order of the day. */
static bool agenda_is_by_day(const struct agenda *a)
{
	int field = a->rows.order_field;

	return (field == LIST_ORDER_DEFAULT || field == TASK_DUE_DAY) && !a->rows.descending;
}

static struct agenda_line *agenda_add(struct agenda *a)
{
	a->lines = mem_grow(a->lines, &a->cap, (size_t)a->n + 1, sizeof *a->lines);
	return &a->lines[a->n++];
}

static int64_t agenda_time(const struct record *r)
{
	return record_has(r, TASK_DUE_TIME) ? record_num(r, TASK_DUE_TIME) : NO_TIME;
}

/* Rows of one day stand by time, those without a time last: put the newest line where it belongs behind `first`. */
static void agenda_place(struct agenda *a, int first)
{
	const struct record *rows = a->rows.rows;
	struct agenda_line line = a->lines[a->n - 1];
	int at = a->n - 1;

	for (; at > first &&
		agenda_time(&rows[a->lines[at - 1].row]) > agenda_time(&rows[line.row]);
		at--)
		a->lines[at] = a->lines[at - 1];
	a->lines[at] = line;
}

static void agenda_build(struct agenda *a)
{
	const struct record *rows = a->rows.rows;
	bool by_day = agenda_is_by_day(a);
	int day = 0;

	a->n = 0;
	for (int i = 0; i < a->rows.n; i++) {
		int section = agenda_section(a, &rows[i]);

		if (by_day && (i == 0 || section != agenda_section(a, &rows[i - 1])))
			*agenda_add(a) = (struct agenda_line){-1, section};
		if (i == 0 || record_num(&rows[i], TASK_DUE_DAY) !=
				      record_num(&rows[i - 1], TASK_DUE_DAY))
			day = a->n;
		*agenda_add(a) = (struct agenda_line){i, section};
		if (by_day)
			agenda_place(a, day);
	}
}

static int agenda_line_of(const struct agenda *a, int64_t id)
{
	for (int i = 0; i < a->n; i++)
		if (a->lines[i].row >= 0 && a->rows.rows[a->lines[i].row].id == id)
			return i;
	return -1;
}

/* --- What struct list asks for ---------------------------------------------------------------- */

static int agenda_count(void *arg)
{
	return ((struct agenda *)arg)->n;
}

static int64_t agenda_id(void *arg, int at)
{
	const struct agenda *a = arg;
	const struct agenda_line *line = &a->lines[at];

	return line->row < 0 ? -10 - line->section : a->rows.rows[line->row].id;
}

/* The task at the cursor, or the first one below a heading there. */
static int64_t agenda_anchor(const struct agenda *a)
{
	int at = a->list.cursor;

	while (at < a->n && a->lines[at].row < 0)
		at++;
	return at < a->n ? a->rows.rows[a->lines[at].row].id : 0;
}

static bool agenda_more(void *arg, enum list_end end, struct list_shift *out)
{
	struct agenda *a = arg;
	struct list_source source = a->rows.list.source;
	int64_t id = agenda_anchor(a);
	int before = agenda_line_of(a, id), after;

	if (!source.more(source.arg, end, out))
		return false;
	agenda_build(a);
	after = agenda_line_of(a, id);
	out->front = before >= 0 && after >= 0 ? after - before : 0;
	return true;
}

static void agenda_jump(void *arg, enum list_end end)
{
	struct agenda *a = arg;
	struct list_source source = a->rows.list.source;

	source.jump(source.arg, end);
	agenda_build(a);
}

static void agenda_heading(const struct agenda *a, int section, struct buf *out)
{
	char day[80];

	switch (section) {
	case SECTION_OVERDUE: buf_add(out, _("Overdue")); return;
	case SECTION_LATER: buf_add(out, _("Later")); return;
	case SECTION_NO_DAY: buf_add(out, _("No date")); return;
	default: break;
	}
	date_format_long(a->today + section, a->rows.date_order, day, sizeof day);
	if (section == 0)
		buf_addf(out, _("Today, %s"), day);
	else if (section == 1)
		buf_addf(out, _("Tomorrow, %s"), day);
	else
		buf_add(out, day);
}

/* Under the heading of a day the time is enough. */
static void agenda_when(const struct agenda *a, const struct record *r, struct list_cell *out)
{
	int section = agenda_section(a, r);
	int64_t minute = record_num(r, TASK_DUE_TIME);
	bool day = section == SECTION_LATER || !agenda_is_by_day(a);
	char near[64];

	out->role = section == SECTION_OVERDUE ? ROLE_OVERDUE
		    : section == 0             ? ROLE_TODAY
					       : ROLE_NORMAL;
	if (section == SECTION_OVERDUE) {
		buf_add(&out->text, "! ");
		near_day_past((int32_t)record_num(r, TASK_DUE_DAY), a->today, a->rows.date_order,
			&out->text);
	} else if (day && section != SECTION_NO_DAY) {
		date_format_near((int32_t)record_num(r, TASK_DUE_DAY), a->today, a->rows.date_order,
			near, sizeof near);
		buf_add(&out->text, near);
	} else if (record_has(r, TASK_DUE_TIME)) {
		buf_addf(&out->text, "%02d:%02d", (int)(minute / 60), (int)(minute % 60));
	}
}

static void agenda_priority(const struct record *r, struct list_cell *out)
{
	const char *priority = record_text(r, TASK_PRIORITY);

	if (!strcmp(priority, "urgent")) {
		buf_add(&out->text, "↑↑");
		out->role = ROLE_BAD;
	} else if (!strcmp(priority, "high")) {
		buf_add(&out->text, "↑");
		out->role = ROLE_BAD;
	} else if (!strcmp(priority, "low")) {
		buf_add(&out->text, "↓");
	}
}

static void agenda_cell(void *arg, int at, int column, struct list_cell *out)
{
	const struct agenda *a = arg;
	const struct agenda_line *line = &a->lines[at];
	const struct record *r = line->row < 0 ? NULL : &a->rows.rows[line->row];

	if (!r)
		return;
	switch (column) {
	case COLUMN_WHEN: agenda_when(a, r, out); break;
	case COLUMN_PRIORITY: agenda_priority(r, out); break;
	default:
		record_format(a->rows.office, r, (int)agenda_columns[column].field, STYLE_SHOW,
			&out->text);
	}
}

/* --- Life ------------------------------------------------------------------------------------- */

void agenda_show_assignee(struct agenda *a, bool on)
{
	a->list.column_count = on ? AGENDA_COLUMNS : COLUMN_WHO;
}

void agenda_init(struct agenda *a, const struct screen_env *env)
{
	static const int fields[] = {TASK_SUBJECT, TASK_DUE_DAY};

	a->today = clock_today();
	record_list_init(&a->rows, env, KIND_TASK);
	record_list_set_columns(&a->rows, fields, 2);
	for (int i = 0; i < AGENDA_COLUMNS; i++)
		a->columns[i] = (struct list_column){
			.title = _(task_kind.fields[agenda_columns[i].field].title),
			.cols = agenda_columns[i].cols,
			.grow = agenda_columns[i].grow,
			.priority = agenda_columns[i].priority};
	a->columns[COLUMN_PRIORITY].title = "";
	list_init(&a->list, a->columns, AGENDA_COLUMNS,
		(struct list_source){.arg = a,
			.count = agenda_count,
			.cell = agenda_cell,
			.id = agenda_id,
			.more = agenda_more,
			.jump = agenda_jump});
	a->list.name_column = COLUMN_WHAT;
	a->list.focus = true;
}

void agenda_release(struct agenda *a)
{
	record_list_release(&a->rows);
	list_release(&a->list);
	free(a->lines);
}

/*
 * The cursor never rests on a heading; the heading above the first task is seen with it. The record list is told where the
 * cursor is and how far down the screen, so that it reads enough rows around it.
 */
static void agenda_settle(struct agenda *a, int by)
{
	int at = a->list.cursor, depth;

	while (at >= 0 && at < a->n && a->lines[at].row < 0)
		at += by;
	if (at < 0 || at >= a->n)
		at = a->n > 1 && a->lines[0].row < 0 ? 1 : 0;
	list_select(&a->list, at);
	if (at == 1 && a->lines[0].row < 0)
		a->list.top = 0;
	if (at >= a->n)
		return;
	depth = at - a->list.top;
	a->rows.list.cursor = a->lines[at].row;
	a->rows.list.top = a->rows.list.cursor > depth ? a->rows.list.cursor - depth : 0;
}

void agenda_refresh(struct agenda *a)
{
	int64_t id = record_list_id(&a->rows);
	int depth = a->list.cursor - a->list.top, at;

	a->today = clock_today();
	agenda_build(a);
	at = agenda_line_of(a, id);
	a->list.cursor = at < 0 ? 0 : at;
	a->list.top = a->list.cursor - depth;
	list_reset(&a->list);
	agenda_settle(a, 1);
}

enum status agenda_load(struct agenda *a, struct err *err)
{
	enum status st = record_list_load(&a->rows, err);

	agenda_refresh(a);
	return st;
}

const struct record *agenda_current(const struct agenda *a)
{
	int at = a->list.cursor;

	return at < a->n && a->lines[at].row >= 0 ? &a->rows.rows[a->lines[at].row] : NULL;
}

int agenda_chosen(const struct agenda *a, const int64_t **ids)
{
	const struct record *r = agenda_current(a);

	if (a->list.mark_count) {
		*ids = a->list.marks;
		return (int)a->list.mark_count;
	}
	*ids = r ? &r->id : NULL;
	return r ? 1 : 0;
}

/* --- Seeing and moving ------------------------------------------------------------------------ */

void agenda_fit(struct agenda *a, struct rect rows)
{
	struct rect none = {rows.row, rows.col, 0, rows.cols};
	struct list_shift shift;

	/* The record list draws title, filter and counts, and no rows. */
	record_list_fit(&a->rows, none);
	a->rows.list.page = rows.rows > 2 ? rows.rows - 1 : 1;
	list_fit(&a->list, rows.rows);
	while (a->n > 0 && a->n < a->list.page && a->rows.more_after) {
		shift = (struct list_shift){0};
		if (!agenda_more(a, LIST_LAST, &shift))
			break;
	}
}

/* Headings go across all columns. */
static void agenda_draw_headings(const struct agenda *a, struct canvas *c, struct rect r)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i < a->list.page && a->list.top + i < a->n; i++) {
		const struct agenda_line *line = &a->lines[a->list.top + i];

		if (line->row >= 0)
			continue;
		buf_clear(&text);
		agenda_heading(a, line->section, &text);
		canvas_text(c, r.row + 1 + i, r.col + 1, r.cols - 1,
			line->section == SECTION_OVERDUE ? ROLE_OVERDUE : ROLE_TITLE,
			buf_str(&text));
	}
	buf_release(&text);
}

void agenda_draw(const struct agenda *a, struct canvas *c, struct rect title_row, const char *title)
{
	struct rect r = a->rows.rect;

	r.rows = a->list.page + 1;
	list_draw(&a->list, c, r);
	agenda_draw_headings(a, c, r);
	record_list_draw(&a->rows, c, title_row, title);
}

void agenda_move(struct agenda *a, enum list_move move)
{
	bool up = move == LIST_UP || move == LIST_PAGE_UP;

	/* From the first task on, up means what is before the window; the heading above it must not stop that. */
	if (up && a->list.cursor == 1 && a->lines[0].row < 0 && a->rows.more_before)
		list_select(&a->list, 0);
	list_move(&a->list, move);
	agenda_settle(a, up ? -1 : 1);
}

/* The record list counts the marks in its title row. */
static void agenda_share_marks(struct agenda *a)
{
	list_mark_clear(&a->rows.list);
	for (size_t i = 0; i < a->list.mark_count; i++)
		list_mark_id(&a->rows.list, a->list.marks[i], true);
}

void agenda_mark(struct agenda *a)
{
	if (agenda_current(a))
		list_mark_toggle(&a->list);
	agenda_settle(a, 1);
	agenda_share_marks(a);
}

void agenda_mark_all(struct agenda *a)
{
	bool any = a->list.mark_count > 0;

	list_mark_clear(&a->list);
	for (int i = 0; i < a->rows.n && !any; i++)
		list_mark_id(&a->list, a->rows.rows[i].id, true);
	agenda_share_marks(a);
}

bool agenda_event(struct agenda *a, const struct event *ev)
{
	static const struct {
		uint32_t key;
		enum list_move move;
	} keys[] = {{K_UP, LIST_UP}, {K_DOWN, LIST_DOWN}, {K_PGUP, LIST_PAGE_UP},
		{K_PGDN, LIST_PAGE_DOWN}, {K_HOME, LIST_HOME}, {K_END, LIST_END}};
	struct rect r = a->rows.rect;

	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (event_is(ev, keys[i].key, 0)) {
			agenda_move(a, keys[i].move);
			return true;
		}
	r.rows = a->list.page + 1;
	if (ev->kind != EVENT_MOUSE || !list_handle(&a->list, ev, r))
		return false;
	agenda_settle(a, ev->mouse == MOUSE_WHEEL_UP ? -1 : 1);
	return true;
}

int64_t agenda_next_id(const struct agenda *a)
{
	int at = a->list.cursor;

	for (int i = at + 1; i < a->n; i++)
		if (a->lines[i].row >= 0)
			return a->rows.rows[a->lines[i].row].id;
	for (int i = at - 1; i >= 0; i--)
		if (a->lines[i].row >= 0)
			return a->rows.rows[a->lines[i].row].id;
	return 0;
}
