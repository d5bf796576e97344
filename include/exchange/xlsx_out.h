/*
 * An Excel workbook out: one table with a bold header on a fill, frozen, with filter buttons and column widths. Constant
 * memory; the rows wait in temporary files ($TMPDIR, about eight times the size of the workbook) until the end. Reading it back
 * with xlsx_in gives every text as it was.
 *
 * Text cells are always text: "00700", "+48 600", "=cmd" stay what they are and need no guard. Characters that XML
 * cannot hold are written as Excel does ("_x0007_"); bytes that are no UTF-8 become U+FFFD. Text may have 32,767 characters
 * (UTF-16 units): one that has more fails the whole workbook with its row and column, before anything is given to the stream.
 *
 * A sheet holds XLSX_SHEET_ROWS rows. More rows go on in a sheet "NAME 2" with the same header, and so on; xlsx_in reads them as one.
 *
 * Failures are kept and reported by xlsx_out_finish(), so that rows are written without checks; write into
 * file_out (base/file.h) and commit only when finish says ST_OK. A pipe does as well: the stream gets the finished workbook in one
 * go, and nothing at all when it failed.
 */
#ifndef EXCHANGE_XLSX_OUT_H
#define EXCHANGE_XLSX_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

#define XLSX_OUT_MAX_TEXT 32767 /* UTF-16 units in a cell */
#define XLSX_OUT_MAX_COLUMNS 16384

struct xlsx_column {
	const char *title; /* UTF-8; borrowed until xlsx_out_finish() */
	int width_cols;    /* characters; 0: as wide as the title needs, at least 10 */
};

struct xlsx_out_options {
	/*
	 * The sheet's name, made to fit what Excel allows (31 characters, none of []:*?/\); NULL or nothing left: the
	 * translated "Sheet".
	 */
	const char *sheet;
	int64_t sheet_rows; /* rows of a sheet, the header among them, at least 2; 0: XLSX_SHEET_ROWS */
};

struct xlsx_out;

/*
 * Write to f (borrowed; not closed) a table of n columns, at least one. ST_IO when the library is not installed or there
 * is no place for temporary files, ST_BAD_DATA for more than XLSX_OUT_MAX_COLUMNS.
 */
enum status xlsx_out_new(FILE *f, const struct xlsx_out_options *opt,
	const struct xlsx_column *columns, size_t n, struct xlsx_out **out, struct err *err);

/* The next cell. Cells beyond the columns are dropped, those left out are empty. */
void xlsx_out_text(struct xlsx_out *o, const char *s); /* UTF-8; NULL and "" are an empty cell */
void xlsx_out_textn(struct xlsx_out *o, const char *s, size_t len);
void xlsx_out_empty(struct xlsx_out *o);
/*
 * A plain decimal with a point ("-1200.50"): a number when it has at most 15 digits, so that it stays exact, and no
 * leading zeros; anything else is text.
 */
void xlsx_out_number(struct xlsx_out *o, const char *s);
void xlsx_out_int(struct xlsx_out *o, int64_t v);
/* Minor units of a currency with so many digits after the point (money_digits()), shown grouped: 1,200.50. */
void xlsx_out_money(struct xlsx_out *o, int64_t minor, int digits);
/* Basis points: 1250 is shown as 12.50%. */
void xlsx_out_percent(struct xlsx_out *o, int64_t bp);
/* Days since 1970-01-01, shown as the reader's Excel shows dates. Before 1900-03-01, which Excel counts wrongly, text. */
void xlsx_out_date(struct xlsx_out *o, int32_t day);
/*
 * UTC seconds, as local time (TZ). In the hour that a clock change repeats, ISO 8601 UTC text: a sheet knows no zones.
 */
void xlsx_out_instant(struct xlsx_out *o, int64_t at);
void xlsx_out_bool(struct xlsx_out *o, bool v);
void xlsx_out_end_row(struct xlsx_out *o);

/* Did it fail already? Then the rest need not be written; xlsx_out_finish() says why. */
bool xlsx_out_failed(const struct xlsx_out *o);

/*
 * Build the workbook, give it to the stream, flush, and free o whatever happens. ST_BAD_DATA for a text that is too long ("row
 * 5, column Notes: ..."), ST_IO when any write failed. The finished sheets are unpacked and their rows and cells counted, since the
 * library does not notice a full disk.
 */
enum status xlsx_out_finish(struct xlsx_out *o, struct err *err);
/* Give up: nothing is written, everything is freed. o may be NULL. */
void xlsx_out_abandon(struct xlsx_out *o);

#endif
