/*
 * Rows of a sheet of an Excel workbook (.xlsx, .xlsm; also the strict form of ISO 29500), one at a time. Memory is the
 * same for any number of rows; only the texts that the workbook shares between cells are held, once each, up to a cap.
 *
 * Cells come as text, as the person sees them in the sheet, but never in a form that depends on a language:
 *   text      runs of rich text joined, phonetic guides left out, "_x000D_" decoded; NUL and halves
 *             of surrogate pairs become U+FFFD
 *   numbers   the decimal with a point that has at most 15 digits, as Excel shows it ("0.3", not 0.30000000000000004);
 *             no exponent from 1E-20 to 1E+21. Whole numbers that the file spells out keep all digits.
 *   percents  "12.5%" when the cell's format shows a percent
 *   dates     "2026-03-08", "2026-03-08 14:30", with ":15" when there are seconds, "14:30" for a time alone, "36:30" for
 *             elapsed hours: what the cell's number format shows decides, in the workbook's 1900 or 1904 system. The day
 *             29 February 1900, which only Excel knows, stays "1900-02-29"; a serial number that is no day stays a number.
 *   true, false; what a formula came to when the workbook was saved
 *   errors    such as #N/A, and formulas saved without a value, are empty cells: an error is no data. They are counted, see
 *             xlsx_in_notes(), so that the person can be told.
 * Cells covered by a merge are empty, whatever the file keeps under it. Rows without a value are no rows, but keep
 * row numbers right; the last cells of a row that the file leaves out are given as empty ones, up to the width of the first row.
 *
 * A sheet that is full (its last row is XLSX_SHEET_ROWS) goes on in the next sheet when that is called the same with a
 * number behind it ("Clients", "Clients 2", "Clients 3") and has the same header: what xlsx_out writes when one sheet
 * is not enough. Row numbers then go on counting.
 *
 * Formats: ECMA-376 part 1 (SpreadsheetML), part 2 (packages). Refused with one sentence: damaged or encrypted files, parts
 * that unpack to more than 250 times their size, document type declarations, elements nested beyond all reason.
 */
#ifndef EXCHANGE_XLSX_IN_H
#define EXCHANGE_XLSX_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/source.h"
#include "exchange/table_row.h"
#include "exchange/xlsx_limits.h"

struct xlsx_sheet {
	char *name;  /* UTF-8, at least one character */
	bool hidden; /* by a person or a program */
};

struct xlsx_sheets {
	struct xlsx_sheet
		*items; /* in the order of the tabs; chart and dialog sheets are left out */
	size_t n;
};

/* clang-format off */
#define XLSX_SHEETS_INIT {0}
/* clang-format on */

/*
 * The sheets of a workbook. ST_BAD_DATA when src is none, is damaged or has no sheet with cells; ST_IO also when the
 * libraries that read it are not installed. *out is released with xlsx_sheets_release(); untouched on failure.
 */
enum status xlsx_in_sheets(struct source *src, struct xlsx_sheets *out, struct err *err);
void xlsx_sheets_release(struct xlsx_sheets *s);

struct xlsx_in;

/*
 * Open a sheet of src (borrowed, must outlive the reader) and read the header, the first row with a value, when there is
 * one. sheet counts from 0 among those of xlsx_in_sheets(). The sheet is unpacked once for its merges, about a tenth of the time
 * that reading takes, so that a file that is damaged anywhere is refused now.
 * ST_BAD_DATA as above, when there is no such sheet, and when a header is wanted and there is no row at all.
 */
enum status xlsx_in_open(
	struct source *src, size_t sheet, bool has_header, struct xlsx_in **out, struct err *err);
void xlsx_in_free(struct xlsx_in *in); /* in may be NULL */

/* The header's cells, borrowed for the reader's life; NULL when it has none. */
const struct table_row *xlsx_in_header(const struct xlsx_in *in);

/*
 * The next row. ST_NOT_FOUND at the end (err untouched); ST_BAD_DATA with "FILE, sheet S, row R, column C: ..." when the
 * sheet cannot be read further, again on every later call; ST_IO. 0.7 µs a cell,
 * most of them expat's.
 */
enum status xlsx_in_next(struct xlsx_in *in, struct table_row *row, struct err *err);

/* How much of the sheet was read so far, for progress: of source_size(). */
uint64_t xlsx_in_consumed(const struct xlsx_in *in);

/* What was left out of the rows given so far; borrowed, and goes on counting. */
const struct xlsx_notes *xlsx_in_notes(const struct xlsx_in *in);

#endif
