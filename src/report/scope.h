/* What one run of a report looks at: the office, the cut, the period and the filter, and queries within them. */
#ifndef REPORT_SCOPE_H
#define REPORT_SCOPE_H

#include <stdint.h>

#include "base/period.h"
#include "cut.h"
#include "domain/filter.h"
#include "domain/office.h"
#include "store/db.h"

struct report_scope {
	struct office *o;
	const struct report_cut *cut;
	struct period period;
	const struct filter *filter; /* NULL: every live record */
	int32_t today;
	int64_t now;
};

/*
 * A query over table t (and its client c when with_client): "SELECT columns FROM table t WHERE filter AND conditions".
 * conditions names its parameters @1, @2 ...; they are bound with scope_int() and scope_text(), the filter's are bound already.
 */
struct query *scope_query(const struct report_scope *s, const char *columns, const char *table,
	bool with_client, const char *conditions);
/* The same scope without its filter, for what is of another kind. */
struct report_scope scope_unfiltered(const struct report_scope *s);
void scope_int(const struct report_scope *s, struct query *q, int param, int64_t v);
void scope_text(const struct report_scope *s, struct query *q, int param, const char *v);

/* Bind the period to @param and @param+1: as ISO dates (both included), or as instants (the second is not included). */
void scope_bind_days(const struct report_scope *s, struct query *q, int param);
void scope_bind_instants(const struct report_scope *s, struct query *q, int param);
bool scope_is_all_time(const struct report_scope *s);

/* "columns, key" with the SQL of the cut behind; the same buffer each time. */
const char *scope_columns(const struct report_scope *s, const char *columns, struct buf *b);

#endif
