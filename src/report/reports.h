/* The shipped reports. Each fills the columns, rows, totals and chart column of an empty table; title and subtitle are the catalogue's. */
#ifndef REPORT_REPORTS_H
#define REPORT_REPORTS_H

#include "base/err.h"
#include "report/table.h"
#include "scope.h"

/* pipeline.c: open deals, with their weighted amount. The period is that of the expected close; all time asks for no date. */
enum status report_pipeline(
	const struct report_scope *s, struct report_table *out, struct err *err);
/* closed.c: deals won, and lost, by the day they were closed. */
enum status report_won(const struct report_scope *s, struct report_table *out, struct err *err);
enum status report_lost(const struct report_scope *s, struct report_table *out, struct err *err);
/* activity.c: what people did: contacts held by channel, tasks done, deals opened and won. The filter is over users. */
enum status report_activity(
	const struct report_scope *s, struct report_table *out, struct err *err);
/* stale.c: open deals on which nothing happened for longer than their stage allows. */
enum status report_stale(const struct report_scope *s, struct report_table *out, struct err *err);
/* overdue.c: open tasks whose day is over. */
enum status report_overdue(const struct report_scope *s, struct report_table *out, struct err *err);

#endif
