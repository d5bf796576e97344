/* The reports screen in two halves: what it does (reports.c) and what it looks like (reports_draw.c). */
#ifndef SCREENS_REPORTS_STATE_H
#define SCREENS_REPORTS_STATE_H

#include <stdbool.h>
#include <stdint.h>

#include "filter_line.h"
#include "report/report.h"
#include "report_file.h"
#include "report_pick.h"
#include "report_rows.h"
#include "report_view.h"
#include "screens/screen.h"

/* What is asked of one report; NULL: its default. */
struct report_ask {
	char *period; /* as for period_parse() */
	char *cut;
	char *filter;
	int64_t cost_ms; /* of the last run */
};

struct reports {
	const struct screen_env *env;
	int n, current;          /* reports of the catalogue */
	struct report_ask *asks; /* one a report */
	bool on_table;           /* the table has the focus, else the catalogue */
	bool stale;              /* to be run when the keys have come to rest */
	int shown;               /* report whose answer is in view; -1: the cursor starts anew */
	struct err failed;       /* of the last run; ST_OK when it answered */
	struct report_view view;
	struct report_pick pick;
	struct filter_line filter;
	struct lineedit path; /* file to write */
	bool naming, replace; /* the path is typed; it may replace a file */
	struct rect names;    /* of the catalogue */
	int names_top;
	struct rect answer; /* subtitle and table */
};

const struct report_def *reports_def(const struct reports *s);
struct period reports_period(const struct reports *s);
/* What is asked of the report under the cursor; texts are borrowed. */
struct report_request reports_request(const struct reports *s);

/* For struct screen_ops. */
void reports_fit(void *state, const struct layout *l);
void reports_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l);

#endif
