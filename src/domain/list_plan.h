/* How one list request is read: its order, its anchor and its spans. */
#ifndef DOMAIN_LIST_PLAN_H
#define DOMAIN_LIST_PLAN_H

#include "base/date.h"
#include "domain/list.h"
#include "list_sql.h"

#define LIST_MAX_SPANS 3

struct list_plan {
	struct office *o;
	const struct kind *k;
	const struct filter *filter;
	struct list_key key;
	bool down; /* direction of reading, not of the list */
	bool inclusive;
	bool has_anchor;
	int64_t anchor_id;
	struct value anchor;       /* value of the order field; not set: the anchor has none */
	char anchor_iso[DATE_LEN]; /* the same for a date column */
	enum list_span spans[LIST_MAX_SPANS];
	int nspans;
};

void list_plan_init(struct list_plan *p, struct office *o, const struct list_request *req);
void list_plan_release(struct list_plan *p);

/* The query of one span, bound and ready; limit < 0: none. */
struct query *list_span_query(
	const struct list_plan *p, enum list_span span, const char *columns, int limit);

#endif
