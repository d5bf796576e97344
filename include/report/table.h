/*
 * The one plain table that every report answers with, whoever shows it: columns with a type, rows of cells, a total line for
 * each currency. Amounts in different currencies are never added up: a row has one currency, and totals have one each.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

enum report_type {
	REPORT_TEXT,
	REPORT_COUNT,
	REPORT_MONEY, /* minor units of the row's currency */
	REPORT_PERCENT, /* thousandths of a percent, cut and not rounded, so that showing rounds once */
	REPORT_DAYS,
};

struct report_column {
	char *name;  /* for CSV headers and JSON: "amount" */
	char *title; /* translated */
	enum report_type type;
	bool right; /* aligned to the right */
};

struct report_cell {
	char *text;  /* of a REPORT_TEXT column; owned, NULL when empty */
	int64_t num; /* of the others */
	bool set;    /* false: nothing to show (an average of nothing) */
};

struct report_row {
	struct report_cell *cells; /* one a column */
	char currency[4];          /* of its money; "" when it has none */
	int64_t id; /* of the record the row is about (owner, stage ...); 0 when there is none */
};

struct report_table {
	char *title;    /* "Won by month" */
	char *subtitle; /* period, cut and filter in words */
	struct report_column *columns;
	int ncolumns;
	struct report_row *rows;
	int nrows;
	struct report_row *totals; /* one a currency; the first text cell says so */
	int ntotals;
	int chart_column; /* what a bar chart shows beside column 0; -1: nothing */
};

/* Add a column; titles are copied. Columns come before rows. Returns its index. */
int report_table_column(
	struct report_table *t, const char *name, const char *title, enum report_type type);
/* Add an empty row (or total line); borrowed until the next is added. */
struct report_row *report_table_row(struct report_table *t, const char *currency);
struct report_row *report_table_total(struct report_table *t, const char *currency);
void report_row_text(struct report_row *r, int col, const char *s);
void report_row_num(struct report_row *r, int col, int64_t v);
void report_table_release(struct report_table *t);

/*
 * Append a cell as text. Rows count on into the totals: row nrows is the first total line.
 *   decimal   '.' or ',' for people: grouped amounts, "12.5 %"; 0 for files: "1200.50", "12.50"
 * A cell with nothing to show appends nothing.
 */
void report_cell_text(const struct report_table *t, int row, int col, char decimal, struct buf *b);

#endif
