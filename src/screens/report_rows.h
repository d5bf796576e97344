/* What stands behind a row of a report: the records that were counted. */
#ifndef SCREENS_REPORT_ROWS_H
#define SCREENS_REPORT_ROWS_H

#include "report/report.h"
#include "screens/screen.h"

/*
 * Wish for the list of records behind that row (a deal or a client: its card). Where no filter says what was counted (a
 * month, an industry ...) that is said.
 */
unsigned report_rows_open(const struct report_def *def, const struct report_request *req,
	const struct report_row *row, struct nav *nav);

#endif
