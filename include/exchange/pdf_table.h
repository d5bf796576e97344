/*
 * A table in a document: columns as wide as their cells, text wrapped where they do not fit, the head repeated on every page, every
 * second row shaded. The first rows are kept and measured, all others are drawn as they come.
 *
 * In a document that has not begun the table turns the paper when upright it is too narrow, and the type gets smaller, down to 6
 * points, before that is given up.
 */
#ifndef EXCHANGE_PDF_TABLE_H
#define EXCHANGE_PDF_TABLE_H

#include <stdbool.h>

#include "exchange/pdf_flow.h"

enum pdf_column_type {
	PDF_COLUMN_TEXT,
	PDF_COLUMN_WHOLE,  /* dates, phones and the like: wrapped only when nothing else helps */
	PDF_COLUMN_NUMBER, /* aligned to the right, never wrapped, condensed when too wide */
	PDF_COLUMN_BAR,    /* cells are numbers of thousandths, drawn as bars */
};

struct pdf_table;

struct pdf_table *pdf_table_new(struct pdf_flow *f);
/* Columns come before rows; the title is copied. Without any titles there is no head. */
void pdf_table_column(struct pdf_table *t, const char *title, enum pdf_column_type type);
/* The next cell of the row, as it is stored (NULL: empty); copied. */
void pdf_table_cell(struct pdf_table *t, const char *text);
/* A row has all its cells. strong: bold, below a rule (totals). False: it came to nothing, pdf_table_finish() says why. */
bool pdf_table_end_row(struct pdf_table *t, bool strong);
/* Draw what waits and free. ST_USAGE: so many columns do not fit on a page; else what pdf_out_check() says. */
enum status pdf_table_finish(struct pdf_table *t, struct err *err);

#endif
