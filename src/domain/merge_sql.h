/* The trace that a merge leaves in the change log. */
#ifndef DOMAIN_MERGE_SQL_H
#define DOMAIN_MERGE_SQL_H

#include "domain/merge.h"

/* Inside an action: other was merged into survivor. */
enum status merge_sql_trace(struct office *o, int64_t txn, const struct kind *k, int64_t survivor,
	int64_t other, struct err *err);
/* The latest merge in force that a record took part in; txn 0: none. */
enum status merge_sql_find(struct office *o, const struct kind *k, int64_t id,
	struct merge_trace *out, struct err *err);

#endif
