/*
 * The window of loaded rows. Plain words in the default order are answered by the search index, which gives its best rows first
 * and is asked for more rows as the cursor goes down; everything else pages by key in both directions.
 */
#include "screens/record_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/list.h"
#include "record_list_private.h"

enum { ROWS_PAGE = 40, ROWS_MIN = 20, ROWS_SEARCH_MAX = 2000 };

void record_list_drop(struct record_list *rl)
{
	for (int i = 0; i < rl->n; i++)
		record_release(&rl->rows[i]);
	free(rl->rows);
	rl->rows = NULL;
	rl->n = 0;
	rl->more_before = rl->more_after = false;
}

/* The whole window becomes that page. */
static void record_list_take(struct record_list *rl, struct list_page *page)
{
	record_list_drop(rl);
	rl->rows = page->rows;
	rl->n = page->n;
	rl->more_after = page->more;
}

static int record_list_page_rows(const struct record_list *rl)
{
	return rl->list.page + 1 > ROWS_MIN ? rl->list.page + 1 : ROWS_MIN;
}

/* Does the search index answer? Then rows come best first and there is nothing before the first. */
static bool record_list_is_search(const struct record_list *rl)
{
	return rl->kind->searchable && !rl->kind->of_client && !rl->fixed && !rl->descending &&
	       rl->order_field == LIST_ORDER_DEFAULT && rl->compiled &&
	       filter_is_plain(rl->compiled) && !filter_is_empty(rl->compiled);
}

static enum status record_list_search(struct record_list *rl, int limit, struct err *err)
{
	struct list_page page;
	enum status st = list_search(
		rl->office, rl->kind->id, lineedit_text(&rl->filter), limit, &page, err);

	if (!st)
		record_list_take(rl, &page);
	return st;
}

static struct list_request record_list_request(const struct record_list *rl, int limit)
{
	return (struct list_request){.kind = rl->kind->id,
		.filter = rl->compiled,
		.order_field = rl->order_field,
		.descending = rl->descending,
		.limit = limit};
}

enum status record_list_restart(struct record_list *rl, struct err *err)
{
	struct list_request req = record_list_request(rl, record_list_page_rows(rl));
	struct list_page page;
	enum status st;

	if (record_list_is_search(rl)) {
		st = record_list_search(rl, req.limit, err);
	} else {
		st = list_load(rl->office, &req, &page, err);
		if (!st)
			record_list_take(rl, &page);
	}
	if (st)
		return st;
	rl->list.top = 0;
	list_reset(&rl->list);
	list_select(&rl->list, 0);
	return ST_OK;
}

/* Rows of a page before (front) or behind the window's. */
static void record_list_join(struct record_list *rl, struct list_page *page, bool front)
{
	size_t old = (size_t)rl->n, add = (size_t)page->n;

	if (add == 0)
		return;
	rl->rows = mem_realloc(rl->rows, (old + add) * sizeof *rl->rows);
	if (front) {
		memmove(rl->rows + add, rl->rows, old * sizeof *rl->rows);
		memcpy(rl->rows, page->rows, add * sizeof *rl->rows);
	} else {
		memcpy(rl->rows + old, page->rows, add * sizeof *rl->rows);
	}
	rl->n += page->n;
	free(page->rows);
}

/* Let go of rows at the other end when the window gets too large; returns how many. */
static int record_list_trim(struct record_list *rl, bool front)
{
	int over = rl->n - RECORD_LIST_WINDOW;

	if (over <= 0)
		return 0;
	for (int i = 0; i < over; i++)
		record_release(&rl->rows[front ? i : rl->n - 1 - i]);
	rl->n -= over;
	if (front) {
		memmove(rl->rows, rl->rows + over, (size_t)rl->n * sizeof *rl->rows);
		rl->more_before = true;
	} else {
		rl->more_after = true;
	}
	return over;
}

/* The two-way part of record_list_load(): rows from anchor on, and some before it. */
static enum status record_list_around(
	struct record_list *rl, const struct record *anchor, int before, struct err *err)
{
	struct list_request req = record_list_request(rl, record_list_page_rows(rl));
	struct list_page after, back = {0};
	enum status st;
	int at;

	req.anchor = anchor;
	req.include_anchor = true;
	st = list_load(rl->office, &req, &after, err);
	if (st)
		return st;
	req.include_anchor = false;
	req.backward = true;
	/* Near the end of the list more rows before it fill the page. */
	req.limit = req.limit - after.n > before ? req.limit - after.n : before + 1;
	st = list_load(rl->office, &req, &back, err);
	if (st) {
		list_page_release(&after);
		return st;
	}
	at = back.n;
	record_list_take(rl, &after);
	rl->more_before = back.more;
	record_list_join(rl, &back, true);
	list_reset(&rl->list);
	list_select(&rl->list, at < rl->n ? at : rl->n - 1);
	rl->list.top = rl->list.cursor > before ? rl->list.cursor - before : 0;
	list_fit(&rl->list, rl->rect.rows);
	return ST_OK;
}

static enum status record_list_search_again(struct record_list *rl, int64_t id, struct err *err)
{
	int limit = rl->n > record_list_page_rows(rl) ? rl->n : record_list_page_rows(rl);
	enum status st = record_list_search(rl, limit, err);

	if (st)
		return st;
	list_reset(&rl->list);
	list_select_id(&rl->list, id);
	return ST_OK;
}

enum status record_list_load(struct record_list *rl, struct err *err)
{
	int64_t id = rl->wanted ? rl->wanted : record_list_id(rl);
	int depth = rl->wanted ? rl->list.page / 2 : rl->list.cursor - rl->list.top;
	const struct record *current = record_list_current(rl);
	struct record anchor = {0};
	enum status st;

	rl->kind = office_kind(rl->office, rl->kind->id);
	rl->wanted = 0;
	rl->count = rl->total = -1;
	record_list_compile(rl);
	if (!rl->compiled)
		return err_set(err, rl->filter_err.status, "%s", rl->filter_err.text);
	if (!id)
		return record_list_restart(rl, err);
	if (record_list_is_search(rl))
		return record_list_search_again(rl, id, err);
	if (record_load(rl->office, rl->kind->id, id, &anchor, NULL) != ST_OK) {
		if (!current)
			return record_list_restart(rl, err);
		record_copy(&anchor, current);
	}
	st = record_list_around(rl, &anchor, depth, err);
	record_release(&anchor);
	return st;
}

bool record_list_select(struct record_list *rl, int64_t id)
{
	struct record anchor;
	enum status st;

	if (list_select_id(&rl->list, id))
		return true;
	if (record_list_is_search(rl) ||
		record_load(rl->office, rl->kind->id, id, &anchor, NULL) != ST_OK)
		return false;
	st = anchor.deleted_at ? ST_NOT_FOUND
			       : record_list_around(rl, &anchor, rl->list.page / 2, NULL);
	record_release(&anchor);
	return !st && record_list_id(rl) == id;
}

void record_list_want(struct record_list *rl, int64_t id)
{
	rl->wanted = id;
}

/* --- What struct list asks for ---------------------------------------------------------------- */

static int record_list_src_count(void *arg)
{
	return ((struct record_list *)arg)->n;
}

static int64_t record_list_src_id(void *arg, int row)
{
	return ((struct record_list *)arg)->rows[row].id;
}

static bool record_list_more_found(struct record_list *rl, struct list_shift *out)
{
	int had = rl->n;
	int limit = had + ROWS_PAGE < ROWS_SEARCH_MAX ? had + ROWS_PAGE : ROWS_SEARCH_MAX;

	if (!rl->more_after || limit <= had || record_list_search(rl, limit, &rl->filter_err))
		return false;
	*out = (struct list_shift){.added = rl->n - had};
	return out->added > 0;
}

static bool record_list_src_more(void *arg, enum list_end end, struct list_shift *out)
{
	struct record_list *rl = arg;
	struct list_request req = record_list_request(rl, ROWS_PAGE);
	struct list_page page;
	bool front = end == LIST_FIRST;
	int added;

	if (rl->n == 0 || !(front ? rl->more_before : rl->more_after))
		return false;
	if (record_list_is_search(rl))
		return !front && record_list_more_found(rl, out);
	req.anchor = front ? &rl->rows[0] : &rl->rows[rl->n - 1];
	req.backward = front;
	if (list_load(rl->office, &req, &page, &rl->filter_err))
		return false;
	added = page.n;
	if (front)
		rl->more_before = page.more;
	else
		rl->more_after = page.more;
	record_list_join(rl, &page, front);
	int dropped = record_list_trim(rl, !front);
	*out = (struct list_shift){.front = front ? added : -dropped, .added = added};
	return added > 0;
}

static void record_list_src_jump(void *arg, enum list_end end)
{
	struct record_list *rl = arg;
	struct list_request req = record_list_request(rl, record_list_page_rows(rl));
	struct list_page page;

	if (record_list_is_search(rl)) {
		record_list_search(rl, end == LIST_LAST ? ROWS_SEARCH_MAX : req.limit, NULL);
		return;
	}
	req.backward = end == LIST_LAST;
	if (list_load(rl->office, &req, &page, &rl->filter_err))
		return;
	bool more = page.more;
	record_list_take(rl, &page);
	if (end == LIST_LAST) {
		rl->more_before = more;
		rl->more_after = false;
	}
}

static void record_list_src_cell(void *arg, int row, int column, struct list_cell *out)
{
	struct record_list *rl = arg;
	const struct record *r = &rl->rows[row];
	int field = rl->fields[column];
	enum field_type type = rl->kind->fields[field].type;
	char near[64];

	if (rl->cell && rl->cell(rl->cell_arg, r, field, out))
		return;
	if ((type == FT_DATE || type == FT_INSTANT) && record_has(r, field)) {
		int64_t at = record_num(r, field);
		int32_t day = type == FT_DATE ? (int32_t)at : date_of_instant(at, NULL);

		date_format_near(day, clock_today(), rl->date_order, near, sizeof near);
		buf_add(&out->text, near);
		return;
	}
	record_format(rl->office, r, field, STYLE_SHOW, &out->text);
}

struct list_source record_list_source(struct record_list *rl)
{
	return (struct list_source){
		.arg = rl,
		.count = record_list_src_count,
		.cell = record_list_src_cell,
		.id = record_list_src_id,
		.more = record_list_src_more,
		.jump = record_list_src_jump,
	};
}
