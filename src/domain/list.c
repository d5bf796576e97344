/*
 * Lists by key. A page is read span by span (list_sql.h) in one short view of the file until it is full; rows without a
 * value in the order field come last in both directions, ties are broken by id in the direction of the list.
 */
#include "domain/list.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/mem.h"
#include "list_plan.h"
#include "record_sql.h"

static struct record *list_page_add(struct list_page *page, size_t *cap)
{
	page->rows = mem_grow(page->rows, cap, (size_t)page->n + 1, sizeof *page->rows);
	return &page->rows[page->n++];
}

static enum status list_read_span(const struct list_plan *p, enum list_span span, int want,
	struct list_page *page, size_t *cap, struct err *err)
{
	struct query *q = list_span_query(p, span, record_columns(p->k), want - page->n);
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row)
		record_read_row(p->o, q, p->k, list_page_add(page, cap));
	query_done(q);
	return st;
}

static enum status list_read_custom(struct office *o, struct list_page *page, struct err *err)
{
	for (int i = 0; i < page->n; i++) {
		enum status st = record_read_custom(o, &page->rows[i], err);

		if (st)
			return st;
	}
	return ST_OK;
}

static void list_page_cut(struct list_page *page, int limit)
{
	page->more = page->n > limit;
	while (page->n > limit)
		record_release(&page->rows[--page->n]);
}

static void list_page_reverse(struct list_page *page)
{
	for (int i = 0, j = page->n - 1; i < j; i++, j--) {
		struct record swap = page->rows[i];

		page->rows[i] = page->rows[j];
		page->rows[j] = swap;
	}
}

static enum status list_read_page(
	const struct list_plan *p, int limit, struct list_page *page, struct err *err)
{
	enum status st;
	size_t cap = 0;

	st = db_read_begin(office_db(p->o), err);
	if (st)
		return st;
	for (int i = 0; i < p->nspans && !st && page->n <= limit; i++)
		st = list_read_span(p, p->spans[i], limit + 1, page, &cap, err);
	list_page_cut(page, limit);
	if (!st)
		st = list_read_custom(p->o, page, err);
	db_read_end(office_db(p->o));
	return st;
}

enum status list_load(
	struct office *o, const struct list_request *req, struct list_page *out, struct err *err)
{
	struct list_page page = {0};
	struct list_plan plan;
	enum status st;

	list_plan_init(&plan, o, req);
	st = list_read_page(&plan, req->limit > 0 ? req->limit : 0, &page, err);
	list_plan_release(&plan);
	if (st) {
		list_page_release(&page);
		return st;
	}
	if (req->backward)
		list_page_reverse(&page);
	*out = page;
	return ST_OK;
}

void list_page_release(struct list_page *p)
{
	for (int i = 0; i < p->n; i++)
		record_release(&p->rows[i]);
	free(p->rows);
	*p = (struct list_page){0};
}

enum status list_seek_name(struct office *o, enum kind_id kind, const struct filter *f,
	const char *text, int64_t *anchor_id, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct buf sql = BUF_INIT, at = BUF_INIT;
	struct list_key key;
	enum status st;

	list_sql_key(&key, k, LIST_ORDER_NAME);
	if (key.by_name)
		fold_sort_key(&at, text);
	else
		buf_add(&at, text);
	list_sql_seek(&sql, k, f, &key);
	struct query *q = db_query(office_db(o), buf_str(&sql));
	if (f)
		filter_bind(f, q);
	query_text(q, f ? filter_nparams(f) + 1 : 1, buf_str(&at));
	st = query_one_int(q, 0, anchor_id, err);
	buf_release(&sql);
	buf_release(&at);
	return st;
}

enum status list_count_matches(struct office *o, enum kind_id kind, const struct filter *f,
	int64_t max, int64_t *out, struct err *err)
{
	struct buf sql = BUF_INIT;

	list_sql_count(&sql, office_kind(o, kind), f, max > 0);
	struct query *q = db_query(office_db(o), buf_str(&sql));
	buf_release(&sql);
	if (f)
		filter_bind(f, q);
	if (max > 0)
		query_int(q, f ? filter_nparams(f) + 1 : 1, max);
	return query_one_int(q, 0, out, err);
}
