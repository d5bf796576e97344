/* Cursor, scrolling, marks and drawing of a list; see the header for who keeps the rows. */
#include "tui/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { LIST_GUTTER = 2, LIST_COLUMNS_MAX = 32, LIST_WHEEL = 3 };

void list_init(struct list *l, const struct list_column *columns, int n, struct list_source source)
{
	*l = (struct list){.columns = columns,
		.column_count = n,
		.source = source,
		.sort_column = -1,
		.page = 1};
}

void list_release(struct list *l)
{
	free(l->marks);
	*l = (struct list){0};
}

int list_count(const struct list *l)
{
	return l->source.count(l->source.arg);
}

static int64_t list_id_at(const struct list *l, int row)
{
	return l->source.id != NULL ? l->source.id(l->source.arg, row) : row;
}

int64_t list_id(const struct list *l)
{
	return l->cursor < list_count(l) ? list_id_at(l, l->cursor) : -1;
}

/* Keep the cursor among the rows and on the screen. */
static void list_settle(struct list *l)
{
	int count = list_count(l);

	if (l->cursor >= count)
		l->cursor = count - 1;
	if (l->cursor < 0)
		l->cursor = 0;
	if (l->top > count - l->page)
		l->top = count - l->page;
	if (l->top > l->cursor)
		l->top = l->cursor;
	if (l->top < l->cursor - l->page + 1)
		l->top = l->cursor - l->page + 1;
	if (l->top < 0)
		l->top = 0;
}

void list_reset(struct list *l)
{
	list_settle(l);
}

void list_fit(struct list *l, int rows)
{
	l->page = rows > 2 ? rows - 1 : 1;
	list_settle(l);
}

/* Load a page beyond an end; the cursor stays on its record. False when nothing came. */
static bool list_more(struct list *l, enum list_end end)
{
	struct list_shift shift = {0, 0};

	if (l->source.more == NULL || !l->source.more(l->source.arg, end, &shift) ||
		shift.added <= 0)
		return false;
	l->cursor += shift.front;
	l->top += shift.front;
	return true;
}

/* Move by rows, loading as long as that helps; the view moves along by `scroll`. */
static bool list_step(struct list *l, int by, int scroll)
{
	int64_t before = list_id(l);
	int want;

	while (by > 0 && l->cursor + by >= list_count(l) && list_more(l, LIST_LAST))
		;
	while (by < 0 && l->cursor + by < 0 && list_more(l, LIST_FIRST))
		;
	want = l->cursor + by;
	l->top += scroll;
	l->cursor = want < 0 ? 0 : want;
	list_settle(l);
	return list_id(l) != before;
}

static bool list_jump(struct list *l, enum list_end end)
{
	int64_t before = list_id(l);

	if (l->source.jump != NULL)
		l->source.jump(l->source.arg, end);
	else
		while (list_more(l, end))
			;
	l->cursor = end == LIST_FIRST ? 0 : list_count(l) - 1;
	l->top = end == LIST_FIRST ? 0 : l->cursor;
	list_settle(l);
	return list_id(l) != before;
}

bool list_move(struct list *l, enum list_move move)
{
	int page = l->page > 1 ? l->page - 1 : 1;

	switch (move) {
	case LIST_UP: return list_step(l, -1, 0);
	case LIST_DOWN: return list_step(l, 1, 0);
	case LIST_PAGE_UP: return list_step(l, -page, -page);
	case LIST_PAGE_DOWN: return list_step(l, page, page);
	case LIST_HOME: return list_jump(l, LIST_FIRST);
	default: return list_jump(l, LIST_LAST);
	}
}

void list_select(struct list *l, int row)
{
	l->cursor = row;
	list_settle(l);
}

bool list_select_id(struct list *l, int64_t id)
{
	int count = list_count(l);

	for (int i = 0; i < count; i++)
		if (list_id_at(l, i) == id) {
			list_select(l, i);
			return true;
		}
	return false;
}

static bool list_handle_mouse(struct list *l, const struct event *ev, struct rect r)
{
	int row = l->top + ev->row - r.row - 1;

	if (!rect_has(r, ev->row, ev->col))
		return false;
	if (ev->mouse == MOUSE_WHEEL_UP)
		return list_step(l, -LIST_WHEEL, -LIST_WHEEL);
	if (ev->mouse == MOUSE_WHEEL_DOWN)
		return list_step(l, LIST_WHEEL, LIST_WHEEL);
	if ((ev->mouse != MOUSE_PRESS && ev->mouse != MOUSE_DOUBLE) || ev->row == r.row ||
		row >= list_count(l))
		return false;
	list_select(l, row);
	return true;
}

bool list_handle(struct list *l, const struct event *ev, struct rect r)
{
	if (ev->kind == EVENT_MOUSE)
		return list_handle_mouse(l, ev, r);
	if (ev->kind != EVENT_KEY || ev->mods != 0)
		return false;
	switch (ev->key) {
	case K_UP: return list_move(l, LIST_UP);
	case K_DOWN: return list_move(l, LIST_DOWN);
	case K_PGUP: return list_move(l, LIST_PAGE_UP);
	case K_PGDN: return list_move(l, LIST_PAGE_DOWN);
	case K_HOME: return list_move(l, LIST_HOME);
	case K_END: return list_move(l, LIST_END);
	default: return false;
	}
}

/* Place of id among the marks, or where it would go. */
static size_t list_mark_place(const struct list *l, int64_t id)
{
	size_t from = 0, to = l->mark_count;

	while (from < to) {
		size_t mid = (from + to) / 2;

		if (l->marks[mid] < id)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

bool list_is_marked(const struct list *l, int64_t id)
{
	size_t at = list_mark_place(l, id);

	return at < l->mark_count && l->marks[at] == id;
}

void list_mark_id(struct list *l, int64_t id, bool on)
{
	size_t at = list_mark_place(l, id);
	bool is = at < l->mark_count && l->marks[at] == id;

	if (on == is)
		return;
	if (on) {
		l->marks = mem_grow(l->marks, &l->mark_cap, l->mark_count + 1, sizeof(*l->marks));
		memmove(l->marks + at + 1, l->marks + at, (l->mark_count - at) * sizeof(*l->marks));
		l->marks[at] = id;
		l->mark_count++;
	} else {
		l->mark_count--;
		memmove(l->marks + at, l->marks + at + 1, (l->mark_count - at) * sizeof(*l->marks));
	}
}

void list_mark_toggle(struct list *l)
{
	int64_t id = list_id(l);

	if (list_count(l) == 0)
		return;
	list_mark_id(l, id, !list_is_marked(l, id));
	list_move(l, LIST_DOWN);
}

void list_mark_loaded(struct list *l)
{
	int count = list_count(l);

	for (int i = 0; i < count; i++)
		list_mark_id(l, list_id_at(l, i), true);
}

void list_mark_clear(struct list *l)
{
	l->mark_count = 0;
}

/* Columns that the shown ones need. */
static int list_needed(const struct list_column *columns, int n, const int *shown)
{
	int cols = LIST_GUTTER - 1;

	for (int i = 0; i < n; i++)
		if (shown[i] != 0)
			cols += columns[i].cols + 1;
	return cols;
}

/* Drop the least important column (the rightmost among equals); false when all that are left must stay. */
static bool list_drop(const struct list_column *columns, int n, int *shown)
{
	int least = -1;

	for (int i = 0; i < n; i++)
		if (shown[i] != 0 && columns[i].priority > 0 &&
			(least < 0 || columns[i].priority >= columns[least].priority))
			least = i;
	if (least < 0)
		return false;
	shown[least] = 0;
	return true;
}

void list_widths(const struct list_column *columns, int n, int cols, int *out)
{
	int grow = 0, room, given = 0, last = -1;

	for (int i = 0; i < n; i++)
		out[i] = columns[i].cols;
	while (list_needed(columns, n, out) > cols && list_drop(columns, n, out))
		;
	room = cols - list_needed(columns, n, out);
	for (int i = 0; i < n; i++)
		grow += out[i] != 0 ? columns[i].grow : 0;
	for (int i = 0; i < n && grow > 0 && room > 0; i++)
		if (out[i] != 0 && columns[i].grow > 0) {
			int share = room * columns[i].grow / grow;

			out[i] += share;
			given += share;
			last = i;
		}
	if (last >= 0)
		out[last] += room - given;
	for (int i = 0; i < n && room < 0;
		i++) /* even the needed ones are too wide: cut from the widest */
		if (out[i] > 1 && out[i] + room >= 1) {
			out[i] += room;
			room = 0;
		}
}

static void list_draw_text(const struct list *l, struct canvas *c, struct rect cell, int column,
	enum role role, const char *text)
{
	if (l->columns[column].right)
		canvas_text_right(c, cell.row, cell.col, cell.cols, role, text);
	else
		canvas_text(c, cell.row, cell.col, cell.cols, role, text);
}

static void list_draw_header(
	const struct list *l, struct canvas *c, struct rect r, const int *widths)
{
	int col = r.col + LIST_GUTTER;

	canvas_fill(c, (struct rect){r.row, r.col, 1, r.cols}, ROLE_HEADER);
	for (int i = 0; i < l->column_count; i++) {
		struct rect cell = {r.row, col, 1, widths[i]};

		if (widths[i] == 0)
			continue;
		col += widths[i] + 1;
		if (i == l->sort_column && cell.cols > 3) {
			struct rect mark = rect_cut_right(&cell, 1);

			canvas_glyph(c, mark.row, mark.col, ROLE_HEADER,
				l->sort_desc ? GLYPH_DOWN : GLYPH_UP);
		}
		list_draw_text(l, c, cell, i, ROLE_HEADER, l->columns[i].title);
	}
}

static void list_draw_row(const struct list *l, struct canvas *c, struct rect r, const int *widths,
	int row, struct list_cell *cell)
{
	bool cursor = row == l->cursor,
	     marked = l->mark_count > 0 && list_is_marked(l, list_id_at(l, row));
	int col = r.col + LIST_GUTTER;

	if (cursor && l->focus) {
		canvas_glyph(c, r.row, r.col, ROLE_SELECTED_MARK, GLYPH_MARK);
		canvas_role(c, (struct rect){r.row, r.col + 1, 1, 1}, ROLE_SELECTED);
	}
	if (marked)
		canvas_text(c, r.row, r.col + 1, 1, ROLE_MARKED, "*");
	for (int i = 0; i < l->column_count; i++) {
		if (widths[i] == 0)
			continue;
		buf_clear(&cell->text);
		cell->role = ROLE_NORMAL;
		l->source.cell(l->source.arg, row, i, cell);
		if (marked && cell->role == ROLE_NORMAL)
			cell->role = ROLE_MARKED;
		if (cursor && l->focus && i == l->name_column)
			cell->role = ROLE_SELECTED;
		list_draw_text(l, c, (struct rect){r.row, col, 1, widths[i]}, i, cell->role,
			buf_str(&cell->text));
		col += widths[i] + 1;
	}
	if (cursor && l->focus)
		canvas_cursor(c, r.row, r.col + LIST_GUTTER);
}

void list_draw(const struct list *l, struct canvas *c, struct rect r)
{
	struct list_cell cell = {BUF_INIT, ROLE_NORMAL};
	struct rect old = canvas_clip(c, r);
	int widths[LIST_COLUMNS_MAX], count = list_count(l);

	list_widths(l->columns, l->column_count, r.cols, widths);
	list_draw_header(l, c, r, widths);
	for (int i = 0; i < r.rows - 1 && l->top + i < count; i++)
		list_draw_row(l, c, (struct rect){r.row + 1 + i, r.col, 1, r.cols}, widths,
			l->top + i, &cell);
	if (count == 0 && l->empty != NULL) {
		struct rect in = {
			r.row + 2, r.col + LIST_GUTTER, r.rows - 2, r.cols - 2 * LIST_GUTTER};

		canvas_wrap(c, in, 0, ROLE_HINT, l->empty);
		if (l->focus)
			canvas_cursor(c, in.row, in.col);
	}
	buf_release(&cell.text);
	canvas_unclip(c, old);
}

int list_heading_at(const struct list *l, struct rect r, int row, int col)
{
	int widths[LIST_COLUMNS_MAX], at = r.col + LIST_GUTTER;

	if (row != r.row || !rect_has(r, row, col))
		return -1;
	list_widths(l->columns, l->column_count, r.cols, widths);
	for (int i = 0; i < l->column_count; i++) {
		if (widths[i] == 0)
			continue;
		if (col >= at && col < at + widths[i])
			return i;
		at += widths[i] + 1;
	}
	return -1;
}
