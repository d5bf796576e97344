/* A report's table as a CSV file, the way a spreadsheet of the user's country opens it. */
#ifndef SCREENS_REPORT_FILE_H
#define SCREENS_REPORT_FILE_H

#include <stdbool.h>

#include "base/err.h"
#include "report/table.h"

/*
 * Translated headings, rows and totals; UTF-8 with its mark; ';' between cells where the decimal sign is ','. Mode 0600.
 * ST_CONFLICT: the file exists and replace is not set.
 */
enum status report_file_write(const struct report_table *t, const char *path, char decimal,
	bool replace, struct err *err);

#endif
