/*
 * Every match of a list. An order with an index is read page by page; one without would sort the whole table for each
 * page, so its ids are sorted once and the rows are read by id.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "domain/list.h"
#include "list_plan.h"
#include "record_sql.h"

#define LIST_EACH_PAGE 500

/* Every id in list order: what an order without an index costs once, eight bytes a row. */
static enum status list_read_ids(
	const struct list_plan *p, int64_t **ids, size_t *n, struct err *err)
{
	enum status st = ST_OK;
	size_t cap = 0;
	bool row;

	for (int i = 0; i < p->nspans && !st; i++) {
		struct query *q = list_span_query(p, p->spans[i], "t.id", -1);

		while ((st = query_step(q, &row, err)) == ST_OK && row) {
			*ids = mem_grow(*ids, &cap, *n + 1, sizeof **ids);
			(*ids)[(*n)++] = query_get_int(q, 0);
		}
		query_done(q);
	}
	return st;
}

/* ST_NOT_FOUND when the row is gone since its id was read. */
static enum status list_read_row(
	struct office *o, const struct kind *k, int64_t id, struct record *out, struct err *err)
{
	struct buf sql = BUF_INIT;
	enum status st;
	bool row = false;

	list_sql_row(&sql, k, record_columns(k));
	struct query *q = db_query(office_db(o), buf_str(&sql));
	buf_release(&sql);
	query_int(q, 1, id);
	st = query_step(q, &row, err);
	if (!st && row)
		record_read_row(o, q, k, out);
	query_done(q);
	if (st || !row)
		return st ? st : ST_NOT_FOUND;
	st = record_read_custom(o, out, err);
	if (st)
		record_release(out);
	return st;
}

static enum status list_each_sorted(const struct list_plan *p, int64_t max,
	bool (*each)(void *, struct record *), void *arg, struct err *err)
{
	int64_t *ids = NULL, given = 0;
	bool go_on = true;
	struct record r;
	size_t n = 0;
	enum status st;

	st = list_read_ids(p, &ids, &n, err);
	for (size_t i = 0; i < n && go_on && !st && given < max; i++) {
		st = list_read_row(p->o, p->k, ids[i], &r, err);
		if (st == ST_OK) {
			go_on = each(arg, &r);
			record_release(&r);
			given++;
		} else if (st == ST_NOT_FOUND)
			st = ST_OK;
	}
	free(ids);
	return st;
}

static enum status list_each_paged(struct office *o, const struct list_request *req, int64_t max,
	bool (*each)(void *, struct record *), void *arg, struct err *err)
{
	struct list_request next = *req;
	struct record anchor = {0};
	struct list_page page = {.more = true};
	enum status st = ST_OK;
	int64_t given = 0;
	bool go_on = true;

	while (!st && go_on && page.more && given < max) {
		next.limit = max - given < LIST_EACH_PAGE ? (int)(max - given) : LIST_EACH_PAGE;
		page = (struct list_page){0};
		st = list_load(o, &next, &page, err);
		if (st || !page.n)
			break;
		record_release(&anchor);
		record_copy(&anchor, &page.rows[req->backward ? 0 : page.n - 1]);
		next.anchor = &anchor;
		next.include_anchor = false;
		for (int i = 0; i < page.n && go_on; i++, given++)
			go_on = each(arg, &page.rows[req->backward ? page.n - 1 - i : i]);
		bool more = page.more;
		list_page_release(&page);
		page.more = more;
	}
	record_release(&anchor);
	return st;
}

enum status list_each(struct office *o, const struct list_request *req,
	bool (*each)(void *arg, struct record *r), void *arg, struct err *err)
{
	int64_t max = req->limit > 0 ? req->limit : INT64_MAX;
	struct list_plan plan;
	enum status st;

	list_plan_init(&plan, o, req);
	if (plan.key.indexed)
		st = list_each_paged(o, req, max, each, arg, err);
	else
		st = list_each_sorted(&plan, max, each, arg, err);
	list_plan_release(&plan);
	return st;
}
