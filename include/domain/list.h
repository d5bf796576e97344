/*
 * Lists page by key, never by offset: a page begins behind an anchor (the order value and id of a row already seen). Each page
 * is a few index ranges; nothing counts all rows. Plain words are found by the search index: names that start so, then other matches.
 */
#ifndef DOMAIN_LIST_H
#define DOMAIN_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/filter.h"
#include "domain/office.h"
#include "domain/record.h"

#define LIST_ORDER_DEFAULT (-2) /* the kind's own, descending turns it round */
#define LIST_ORDER_NAME (-1)    /* sort_key; the title where a kind has none */

struct list_request {
	enum kind_id kind;
	const struct filter *filter; /* NULL: everything live */
	int order_field;             /* field index, LIST_ORDER_NAME or LIST_ORDER_DEFAULT */
	bool descending;
	const struct record *anchor; /* NULL: from the start (or, backward, from the end) */
	bool backward;               /* the rows before the anchor, still returned in list order */
	bool include_anchor;         /* the anchor row itself comes first (last when backward) */
	int limit;
};

struct list_page {
	struct record *rows; /* all fields loaded */
	int n;
	bool more; /* rows follow in the direction asked for */
};

enum status list_load(
	struct office *o, const struct list_request *req, struct list_page *out, struct err *err);
void list_page_release(struct list_page *p);
/* Jump: the first row at or after text in name order. Fills *anchor_id with its id, 0 when there is none. */
enum status list_seek_name(struct office *o, enum kind_id kind, const struct filter *f,
	const char *text, int64_t *anchor_id, struct err *err);
/* How many match; stops counting at max (0: no bound). */
enum status list_count_matches(struct office *o, enum kind_id kind, const struct filter *f,
	int64_t max, int64_t *out, struct err *err);
/* Sum of a money or number field over the matches, per currency code ("" for none): calls each(). */
enum status list_sum(struct office *o, enum kind_id kind, const struct filter *f, int field,
	void (*each)(void *arg, const char *currency, int64_t count, int64_t sum), void *arg,
	struct err *err);
/*
 * Every match in list order, one at a time (export); limit 0: all. each() returns false to stop and may keep nothing of *r.
 * Memory is that of a page; an order without an index (no FF_SORT) takes eight bytes a row besides. It is no single view of the
 * file: other people go on working.
 */
enum status list_each(struct office *o, const struct list_request *req,
	bool (*each)(void *arg, struct record *r), void *arg, struct err *err);
/*
 * Some fields of every match, by id, for those who only look: r has its id, these fields and the currency of its amounts. The
 * texts are borrowed and gone after each(). Costs a fraction of list_each(): the table is read once, in its own order. Of
 * the request only kind and filter count.
 */
enum status list_each_view(struct office *o, const struct list_request *req, const int *fields,
	int nfields, bool (*each)(void *arg, const struct record *r), void *arg, struct err *err);
/* The same for the ids behind `beyond` up to `upto`, in one view of the file: keep the range short. */
enum status list_each_between(struct office *o, const struct list_request *req, int64_t beyond,
	int64_t upto, const int *fields, int nfields,
	bool (*each)(void *arg, const struct record *r), void *arg, struct err *err);
/* The highest id of a kind, trash included; 0 when there is none. */
enum status list_last_id(struct office *o, enum kind_id kind, int64_t *out, struct err *err);
/* As-you-type: name starts first, then other matches, newest first; phone digits when the words are digits. */
enum status list_search(struct office *o, enum kind_id kind, const char *typed, int limit,
	struct list_page *out, struct err *err);

#endif
