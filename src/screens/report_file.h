/* A report's table as a file that a spreadsheet of the user's country opens, or as text for the clipboard. */
#ifndef SCREENS_REPORT_FILE_H
#define SCREENS_REPORT_FILE_H

#include <stdbool.h>

#include "base/err.h"
#include "report/table.h"

/*
 * Translated headings, rows and totals; the end of the name says whether as a workbook (.xlsx), JSON lines (.json) or CSV: UTF-8
 * with its mark, ';' between cells where the decimal sign is ','. Mode 0600.
 * ST_CONFLICT: the file exists and replace is not set.
 */
enum status report_file_write(const struct report_table *t, const char *path, char decimal,
	bool replace, struct err *err);

/* The same with tabs between cells; the caller frees *text. ST_BAD_DATA when it is more than terminals take. */
enum status report_file_text(
	const struct report_table *t, char decimal, char **text, struct err *err);

#endif
