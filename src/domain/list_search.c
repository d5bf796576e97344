/*
 * Search as you type. The search index gives ids: names that start so, then other matches, newest first. What was typed on the
 * wrong keyboard layout is tried when nothing matches as it stands.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/list.h"
#include "list_sql.h"
#include "record_sql.h"
#include "store/search.h"

#define LIST_DIGITS_MIN 3

static const char *const list_layouts[] = {"ru", "bg", "bg-phonetic", "uk"};

struct list_hits {
	int64_t *ids;
	int n, max;
};

/* Only digits and what people put between them: a phone number, whole or in part. */
static bool list_is_number(const char *typed)
{
	int digits = 0;

	for (const char *p = typed; *p; p++) {
		if (isdigit((unsigned char)*p))
			digits++;
		else if (!strchr(" +-./()", *p))
			return false;
	}
	return digits >= LIST_DIGITS_MIN;
}

static bool list_has_hit(const struct list_hits *h, int64_t id)
{
	for (int i = 0; i < h->n; i++) {
		if (h->ids[i] == id)
			return true;
	}
	return false;
}

static enum status list_find_words(struct office *o, const struct kind *k, const char *typed,
	struct list_hits *h, struct err *err)
{
	int64_t *found = mem_alloc(sizeof *found * (size_t)h->max);
	struct buf words = BUF_INIT, key = BUF_INIT;
	int n = 0;

	fold_text(&words, typed);
	fold_sort_key(&key, typed);
	enum status st = search_find(office_db(o), k->table, buf_str(&words), buf_str(&key), NULL,
		NULL, found, h->max, &n, err);
	for (int i = 0; i < n && h->n < h->max && !st; i++) {
		if (!list_has_hit(h, found[i]))
			h->ids[h->n++] = found[i];
	}
	free(found);
	buf_release(&words);
	buf_release(&key);
	return st;
}

/* The digits as typed; when nobody has them, the other ways to put the same number. */
static enum status list_find_digits(struct office *o, const struct kind *k, const char *typed,
	struct list_hits *h, struct err *err)
{
	struct buf asked = BUF_INIT;
	enum status st = ST_OK;
	char *ways, *rest;

	fold_phone_asked(&asked, typed, office_options(o)->country_code);
	rest = ways = buf_take(&asked);
	for (char *digits = strsep(&rest, " "); digits && !st && !h->n; digits = strsep(&rest, " "))
		st = search_find(
			office_db(o), k->table, "", "", digits, NULL, h->ids, h->max, &h->n, err);
	free(ways);
	return st;
}

static enum status list_find(struct office *o, const struct kind *k, const char *typed,
	struct list_hits *h, struct err *err)
{
	enum status st = ST_OK;

	if (k->has_digits && list_is_number(typed))
		st = list_find_digits(o, k, typed, h, err);
	if (!st && h->n < h->max)
		st = list_find_words(o, k, typed, h, err);
	for (size_t i = 0; i < sizeof list_layouts / sizeof *list_layouts && !st && !h->n; i++) {
		struct buf other = BUF_INIT;

		if (fold_layout(&other, typed, list_layouts[i]))
			st = list_find_words(o, k, buf_str(&other), h, err);
		buf_release(&other);
	}
	return st;
}

/* The rows of the ids in their order; one that is gone meanwhile is left out. */
static enum status list_read_hits(struct office *o, const struct kind *k, const struct list_hits *h,
	int limit, struct list_page *page, struct err *err)
{
	struct buf sql = BUF_INIT;
	enum status st = ST_OK;
	bool row;

	list_sql_row(&sql, k, record_columns(k));
	page->rows = mem_alloc(sizeof *page->rows * (size_t)(limit ? limit : 1));
	for (int i = 0; i < h->n && i < limit && !st; i++) {
		struct query *q = db_query(office_db(o), buf_str(&sql));

		query_int(q, 1, h->ids[i]);
		st = query_step(q, &row, err);
		if (!st && row)
			record_read_row(o, q, k, &page->rows[page->n++]);
		query_done(q);
	}
	for (int i = 0; i < page->n && !st; i++)
		st = record_read_custom(o, &page->rows[i], err);
	page->more = h->n > limit;
	buf_release(&sql);
	return st;
}

enum status list_search(struct office *o, enum kind_id kind, const char *typed, int limit,
	struct list_page *out, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct list_page page = {0};
	struct list_hits h = {.max = limit + 1};
	struct buf words = BUF_INIT;
	enum status st;

	fold_text(&words, typed);
	bool all = !words.len || !k->searchable;
	buf_release(&words);
	if (all)
		return list_load(o,
			&(struct list_request){
				.kind = kind, .order_field = LIST_ORDER_DEFAULT, .limit = limit},
			out, err);
	st = db_read_begin(office_db(o), err);
	if (st)
		return st;
	h.ids = mem_alloc(sizeof *h.ids * (size_t)h.max);
	st = list_find(o, k, typed, &h, err);
	if (!st)
		st = list_read_hits(o, k, &h, limit, &page, err);
	db_read_end(office_db(o));
	free(h.ids);
	if (st)
		list_page_release(&page);
	else
		*out = page;
	return st;
}
