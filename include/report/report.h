/*
 * The catalogue of reports and how to run one. A report is a question over a period, cut by one thing (stage, owner, month
 * ...), over the records that a filter lets through; the answer is a struct report_table.
 *
 * Deals count once however many lines or people they have. Lost deals are never forecast; a weighted amount is rounded half
 * to even for each deal. Days are days of the local calendar. What is in the trash does not count.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include <stdbool.h>

#include "base/err.h"
#include "base/period.h"
#include "domain/kind.h"
#include "domain/office.h"
#include "report/table.h"

#define REPORT_MAX_CUTS 12

struct report_def {
	const char *name;    /* "won-by-month" */
	const char *aliases; /* other names, separated by '|'; NULL */
	const char *title;   /* N_(), with its default cut */
	const char *subject; /* N_() the same without a cut: "Won deals" */
	const char *help;    /* N_() one line: what it answers */
	enum kind_id kind;   /* what the filter is over */
	const char *cuts
		[REPORT_MAX_CUTS]; /* codes in menu order, the first is the default; NULL behind the last */
	const char *period; /* default, in the words of period.h */
	const char *
		period_of; /* N_() what the period is about: "Closed in"; NULL: the report knows no period */
};

/* By place in the catalogue; NULL behind the last. */
const struct report_def *report_at(int i);
/* By name or alias; '_' and '-' are the same. NULL when there is none. */
const struct report_def *report_find(const char *name);
const char *report_cut_title(const char *cut); /* translated; the code itself when unknown */

struct report_request {
	const char *name;
	struct period period; /* {0, 0}: the report's default */
	const char *cut;      /* NULL or "": the default */
	const char *filter;   /* in the filter language; NULL or "": everything */
};

/*
 * Run a report. *out is filled on ST_OK (no rows is ST_OK) and released by the caller with report_table_release(); untouched
 * on failure. ST_USAGE: unknown name or cut; what filter_compile() says about the filter, with its offset.
 * Costs about one scan of an index over the period; nothing is written.
 */
enum status report_run(struct office *o, const struct report_request *req, struct report_table *out,
	struct err *err);

#endif
