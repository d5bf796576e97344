/* What a list of records shows and how it takes keys; how it reads its rows is in record_list_rows.c. */
#include "screens/record_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/list.h"
#include "record_list_private.h"
#include "screens/actions.h"

enum {
	COUNT_FILTERED_MAX = 10000,
	COUNT_TOTAL_MAX = 100000,
	COUNT_SORT_MAX = 20000, /* more rows are only ordered by an index */
	COUNT_AFTER_MS = 150,
	FILTER_MAX = 400,
};

/* --- Columns ---------------------------------------------------------------------------------- */

static int record_list_cols(const struct field *f)
{
	if (f->width_cols > 0)
		return f->width_cols;
	switch (f->type) {
	case FT_BOOL: return 4;
	case FT_TIME: return 5;
	case FT_INT:
	case FT_PERCENT: return 7;
	case FT_QUANTITY:
	case FT_CHOICE:
	case FT_DATE:
	case FT_INSTANT: return 10;
	case FT_MONEY: return 13;
	case FT_PHONE: return 17;
	default: return 18;
	}
}

static bool record_list_is_right(enum field_type type)
{
	return type == FT_INT || type == FT_MONEY || type == FT_PERCENT || type == FT_QUANTITY;
}

void record_list_set_columns(struct record_list *rl, const int *fields, int n)
{
	rl->ncolumns = n < RECORD_LIST_COLUMNS ? n : RECORD_LIST_COLUMNS;
	for (int i = 0; i < rl->ncolumns; i++) {
		const struct field *f = &rl->kind->fields[fields[i]];
		enum field_type type = f->type;

		rl->fields[i] = fields[i];
		rl->columns[i] = (struct list_column){
			.title = f->custom_id ? f->title : _(f->title),
			.cols = record_list_cols(f),
			.grow = i == 0                               ? 3
				: type == FT_TEXT || type == FT_LINK ? 1
								     : 0,
			.priority = i,
			.right = record_list_is_right(type),
		};
	}
	rl->list.column_count = rl->ncolumns;
}

static void record_list_default_columns(struct record_list *rl)
{
	int fields[RECORD_LIST_COLUMNS] = {rl->kind->title_field}, n = 1;

	for (int i = 0; i < rl->kind->nfields && n < RECORD_LIST_COLUMNS; i++)
		if (rl->kind->fields[i].flags & FF_COLUMN && i != rl->kind->title_field)
			fields[n++] = i;
	record_list_set_columns(rl, fields, n);
}

/* --- Life ------------------------------------------------------------------------------------- */

void record_list_init(struct record_list *rl, const struct screen_env *env, enum kind_id kind)
{
	*rl = (struct record_list){.office = env->office,
		.kind = office_kind(env->office, kind),
		.date_order = env->date_order,
		.order_field = LIST_ORDER_DEFAULT,
		.count = -1,
		.total = -1};
	lineedit_init(&rl->filter, FILTER_MAX);
	list_init(&rl->list, rl->columns, 0, record_list_source(rl));
	rl->list.focus = true;
	record_list_default_columns(rl);
}

void record_list_release(struct record_list *rl)
{
	record_list_drop(rl);
	filter_free(rl->compiled);
	lineedit_release(&rl->filter);
	list_release(&rl->list);
	free(rl->fixed);
}

void record_list_set_fixed(struct record_list *rl, const char *filter)
{
	free(rl->fixed);
	rl->fixed = filter && *filter ? mem_strdup(filter) : NULL;
}

void record_list_set_filter(struct record_list *rl, const char *text)
{
	lineedit_set(&rl->filter, text);
}

void record_list_filter_text(const struct record_list *rl, struct buf *out)
{
	const char *typed = lineedit_text(&rl->filter);

	if (rl->fixed && *typed)
		buf_addf(out, "(%s) (%s)", rl->fixed, typed);
	else
		buf_add(out, rl->fixed ? rl->fixed : typed);
}

void record_list_compile(struct record_list *rl)
{
	struct filter *filter = NULL;
	struct buf text = BUF_INIT;

	rl->filter_err = (struct err)ERR_INIT;
	record_list_filter_text(rl, &text);
	filter_compile(rl->office, rl->kind->id, buf_str(&text), &filter, &rl->filter_err);
	buf_release(&text);
	if (!filter) {
		/* The position is that in the typed part: "(fixed) (" stands before it. */
		if (rl->fixed && rl->filter_err.offset >= 0)
			rl->filter_err.offset -= (int)text_count(rl->fixed) + 4;
		return;
	}
	rl->filter_err.status = ST_OK;
	filter_free(rl->compiled);
	rl->compiled = filter;
}

/* --- Keys ------------------------------------------------------------------------------------- */

bool record_list_typing(const struct record_list *rl)
{
	return rl->typing;
}

/* The typed filter changed: rows from the start, unless it does not compile as it stands. */
static unsigned record_list_refilter(struct record_list *rl, struct nav *nav)
{
	struct err err = ERR_INIT;

	record_list_compile(rl);
	rl->count = -1;
	if (rl->filter_err.status == ST_OK && record_list_restart(rl, &err) != ST_OK)
		return nav_fail(nav, &err);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned record_list_clear(struct record_list *rl)
{
	rl->typing = false;
	if (rl->list.mark_count) {
		list_mark_clear(&rl->list);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (!*lineedit_text(&rl->filter))
		return 0;
	int64_t id = record_list_id(rl);
	lineedit_set(&rl->filter, "");
	record_list_want(rl, id);
	return SCREEN_HANDLED | SCREEN_RELOAD;
}

static bool record_list_can_sort(const struct record_list *rl, int field)
{
	const struct field *f = &rl->kind->fields[field];
	bool few = rl->total >= 0 && !rl->total_more && rl->total <= COUNT_SORT_MAX;

	return f->flags & FF_SORT || (f->column && few && f->type != FT_LINK);
}

static unsigned record_list_sort(
	struct record_list *rl, int column, bool descending, struct nav *nav)
{
	int64_t id = record_list_id(rl);

	rl->order_field = rl->fields[column];
	rl->descending = descending;
	rl->list.sort_column = column;
	rl->list.sort_desc = descending;
	rl->wanted = id;
	nav_say(nav, MESSAGE_INFO, _("Ordered by %s."), rl->columns[column].title);
	return SCREEN_HANDLED | SCREEN_RELOAD;
}

static unsigned record_list_sort_next(struct record_list *rl, struct nav *nav)
{
	for (int i = 1; i <= rl->ncolumns; i++) {
		int column = (rl->list.sort_column + i) % rl->ncolumns;

		if (record_list_can_sort(rl, rl->fields[column]))
			return record_list_sort(rl, column, false, nav);
	}
	nav_say(nav, MESSAGE_WARNING, _("This list has no column to order by."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned record_list_reverse(struct record_list *rl)
{
	rl->descending = !rl->descending;
	rl->list.sort_desc = rl->descending;
	rl->wanted = record_list_id(rl);
	return SCREEN_HANDLED | SCREEN_RELOAD;
}

static unsigned record_list_move(struct record_list *rl, enum list_move move)
{
	list_move(&rl->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned record_list_mark_all(struct record_list *rl)
{
	if (rl->list.mark_count)
		list_mark_clear(&rl->list);
	else
		list_mark_loaded(&rl->list);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

unsigned record_list_handle(struct record_list *rl, int action, struct nav *nav)
{
	switch (action) {
	case ACT_UP: return record_list_move(rl, LIST_UP);
	case ACT_DOWN: return record_list_move(rl, LIST_DOWN);
	case ACT_TOP: return record_list_move(rl, LIST_HOME);
	case ACT_BOTTOM: return record_list_move(rl, LIST_END);
	case ACT_FILTER: rl->typing = true; return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_SORT: return record_list_sort_next(rl, nav);
	case ACT_REVERSE: return record_list_reverse(rl);
	case ACT_MARK: list_mark_toggle(&rl->list); return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_MARK_ALL: return record_list_mark_all(rl);
	case ACT_BACK: return record_list_clear(rl);
	default: return 0;
	}
}

static unsigned record_list_type(struct record_list *rl, const struct event *ev, struct nav *nav)
{
	if (event_is(ev, K_ESC, 0)) {
		if (!*lineedit_text(&rl->filter)) {
			rl->typing = false;
			return SCREEN_HANDLED | SCREEN_REDRAW;
		}
		return record_list_clear(rl);
	}
	if (event_is(ev, K_ENTER, 0) || event_is(ev, K_TAB, 0)) {
		rl->typing = false;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	/* Home and End are the filter's while it is typed; up, down and the pages are the list's. */
	if (!event_is(ev, K_HOME, 0) && !event_is(ev, K_END, 0) &&
		list_handle(&rl->list, ev, rl->rect))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	switch (lineedit_handle(&rl->filter, ev)) {
	case EDIT_CHANGED: return record_list_refilter(rl, nav);
	case EDIT_MOVED: return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static unsigned record_list_heading(struct record_list *rl, int column, struct nav *nav)
{
	if (column == rl->list.sort_column)
		return record_list_reverse(rl);
	if (record_list_can_sort(rl, rl->fields[column]))
		return record_list_sort(rl, column, false, nav);
	nav_say(nav, MESSAGE_WARNING, _("This long list cannot be ordered by %s."),
		rl->columns[column].title);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

unsigned record_list_event(struct record_list *rl, const struct event *ev, struct nav *nav)
{
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_PRESS) {
		int column = list_heading_at(&rl->list, rl->rect, ev->row, ev->col);

		if (column >= 0)
			return record_list_heading(rl, column, nav);
	}
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE && ev->row > rl->rect.row &&
		rect_has(rl->rect, ev->row, ev->col))
		return nav_action(nav, ACT_OPEN) | SCREEN_REDRAW;
	if (rl->typing)
		return record_list_type(rl, ev, nav);
	if (list_handle(&rl->list, ev, rl->rect))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	/* At an end of the list the arrows do nothing, and that needs no word. */
	if (ev->kind == EVENT_KEY && ev->mods == 0 && ev->key >= K_UP && ev->key <= K_PGDN &&
		ev->key != K_LEFT && ev->key != K_RIGHT)
		return SCREEN_HANDLED;
	return 0;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

void record_list_fit(struct record_list *rl, struct rect rows)
{
	rl->rect = rows;
	list_fit(&rl->list, rows.rows);
	/* After a resize there may be room for rows that were not needed before. */
	while (rl->n > 0 && rl->n < rl->list.page && rl->more_after) {
		struct list_shift shift = {0};

		if (!rl->list.source.more(rl, LIST_LAST, &shift))
			break;
	}
}

static void record_list_add_number(struct buf *out, int64_t n, bool more)
{
	char text[32];

	money_format(n, 0, '.', text, sizeof text);
	buf_add(out, text);
	if (more)
		buf_addch(out, '+');
}

static void record_list_counts(const struct record_list *rl, struct buf *out)
{
	bool filtered = *lineedit_text(&rl->filter) != '\0';
	struct buf count = BUF_INIT, total = BUF_INIT;

	if (rl->list.mark_count)
		buf_addf(out, _("%zu marked  "), rl->list.mark_count);
	record_list_add_number(&count, rl->count, rl->count_more);
	record_list_add_number(&total, rl->total, rl->total_more);
	if (filtered && rl->count >= 0 && rl->total >= 0)
		buf_addf(out, _("%s of %s"), buf_str(&count), buf_str(&total));
	else if (filtered ? rl->count >= 0 : rl->total >= 0)
		buf_add(out, filtered ? buf_str(&count) : buf_str(&total));
	buf_release(&count);
	buf_release(&total);
}

/* What is wrong with the filter, its mark below the character where it begins. */
static void record_list_draw_error(
	const struct record_list *rl, struct canvas *c, struct rect row, int filter_col)
{
	int col = filter_col + (rl->filter_err.offset > 0 ? rl->filter_err.offset : 0);
	int room = row.col + row.cols;
	int cols = text_cols(rl->filter_err.text) + 2;

	if (rl->filter_err.offset < 0 || col > room - 2)
		col = filter_col < room - 2 ? filter_col : row.col;
	canvas_fill(c, row, ROLE_NORMAL);
	if (col + cols > room && col - cols >= row.col) {
		canvas_text_right(
			c, row.row, row.col, col - 1 - row.col, ROLE_ERROR, rl->filter_err.text);
		canvas_text(c, row.row, col, 1, ROLE_ERROR, "^");
		return;
	}
	canvas_text(c, row.row, col, 1, ROLE_ERROR, "^");
	if (col + cols > room)
		canvas_text_right(
			c, row.row + 1, row.col, row.cols, ROLE_ERROR, rl->filter_err.text);
	else
		canvas_text(c, row.row, col + 2, room - col - 2, ROLE_ERROR, rl->filter_err.text);
}

void record_list_draw(
	const struct record_list *rl, struct canvas *c, struct rect title_row, const char *title)
{
	struct rect row = title_row;
	struct buf counts = BUF_INIT;
	bool filtered = rl->typing || *lineedit_text(&rl->filter);
	int col = row.col + 1;

	struct list list = rl->list;

	if (*lineedit_text(&rl->filter))
		list.empty =
			rl->no_match ? rl->no_match : _("Nothing matches; Esc clears the filter.");
	list_draw(&list, c, rl->rect);
	record_list_counts(rl, &counts);
	row.cols -= text_cols(buf_str(&counts)) + 3;
	canvas_text_right(
		c, row.row, title_row.col, title_row.cols - 1, ROLE_DIM, buf_str(&counts));
	buf_release(&counts);
	col += canvas_text(c, row.row, col, row.cols - 1, ROLE_TITLE, title);
	if (filtered) {
		col += canvas_text(c, row.row, col + 2, 12, ROLE_LABEL, _("Filter:")) + 3;
		lineedit_draw(&rl->filter, c, row.row, col, row.col + row.cols - col, rl->typing);
	}
	if (filtered && rl->filter_err.status != ST_OK)
		record_list_draw_error(
			rl, c, (struct rect){rl->rect.row, rl->rect.col, 1, rl->rect.cols}, col);
}

void record_list_position(const struct record_list *rl, struct buf *out)
{
	bool filtered = *lineedit_text(&rl->filter) != '\0';
	int64_t count = filtered ? rl->count : rl->total;

	if (rl->n == 0 || rl->more_before)
		return;
	buf_addf(out, "%d", rl->list.cursor + 1);
	if (count >= 0) {
		buf_addch(out, '/');
		record_list_add_number(out, count, filtered ? rl->count_more : rl->total_more);
	}
}

/* --- What the owner asks ---------------------------------------------------------------------- */

const struct record *record_list_current(const struct record_list *rl)
{
	return rl->list.cursor < rl->n ? &rl->rows[rl->list.cursor] : NULL;
}

int64_t record_list_id(const struct record_list *rl)
{
	const struct record *r = record_list_current(rl);

	return r ? r->id : 0;
}

/* The row under the cursor stands for itself when nothing is marked. */
int record_list_chosen(const struct record_list *rl, const int64_t **ids)
{
	const struct record *r = record_list_current(rl);

	if (rl->list.mark_count) {
		*ids = rl->list.marks;
		return (int)rl->list.mark_count;
	}
	*ids = r ? &r->id : NULL;
	return r ? 1 : 0;
}

bool record_list_step(struct record_list *rl, int step, struct screen_arg *out)
{
	if (!list_move(&rl->list, step < 0 ? LIST_UP : LIST_DOWN))
		return false;
	*out = (struct screen_arg){.kind = rl->kind->id, .id = record_list_id(rl)};
	return true;
}

/* --- Counting --------------------------------------------------------------------------------- */

int record_list_wait_ms(const struct record_list *rl)
{
	bool filtered = *lineedit_text(&rl->filter) != '\0';

	return rl->total < 0 || (filtered && rl->count < 0) ? COUNT_AFTER_MS : -1;
}

static void record_list_count(struct record_list *rl, const struct filter *filter, int64_t max,
	int64_t *count, bool *more)
{
	*more = false;
	if (list_count_matches(rl->office, rl->kind->id, filter, max + 1, count, NULL) != ST_OK)
		*count = 0;
	if (*count > max) {
		*count = max;
		*more = true;
	}
}

unsigned record_list_tick(struct record_list *rl)
{
	struct filter *fixed = NULL;

	if (rl->total < 0 && filter_compile(rl->office, rl->kind->id, rl->fixed ? rl->fixed : "",
				     &fixed, NULL) == ST_OK)
		record_list_count(rl, fixed, COUNT_TOTAL_MAX, &rl->total, &rl->total_more);
	else if (rl->count < 0 && !rl->more_after && !rl->more_before) {
		rl->count = rl->n;
		rl->count_more = false;
	} else if (rl->count < 0)
		record_list_count(
			rl, rl->compiled, COUNT_FILTERED_MAX, &rl->count, &rl->count_more);
	filter_free(fixed);
	return SCREEN_REDRAW;
}
