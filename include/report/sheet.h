/*
 * A report's table as paper wants it: its columns, one that names the currency when a row has another than the office's, and bars
 * beside the rows. The two callbacks fit struct print_grid of exchange/print.h.
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include "report/table.h"

struct report_sheet {
	const struct report_table *table; /* borrowed */
	char decimal;
	bool currency, bars; /* has these columns */
	int ncolumns;
	char scale_of[4]; /* kept from cell to cell: a currency and its greatest value */
	int64_t scale;
};

void report_sheet_init(struct report_sheet *s, const struct report_table *t,
	const char *office_currency, char decimal);
/* Title of a column (borrowed), and how it is shown. arg is a struct report_sheet. */
const char *report_sheet_column(void *arg, int col, bool *right, bool *bar);
/* Append a cell; of bars the length in thousandths of the longest in its currency. Rows count on into the totals. */
void report_sheet_cell(void *arg, int row, int col, struct buf *b);

#endif
