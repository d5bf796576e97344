/* The rows of one sheet, from its elements (ECMA-376 part 1, 18.3.1). */
#ifndef EXCHANGE_XLSX_ROWS_H
#define EXCHANGE_XLSX_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/table_row.h"
#include "exchange/xlsx_limits.h"
#include "xlsx_tables.h"

struct xlsx_rows;

/* All that is given is borrowed and outlives the reader; notes goes on being filled. */
enum status xlsx_rows_open(const struct xlsx_book *book, const struct xlsx_book_sheet *sheet,
	const struct xlsx_strings *strings, const struct xlsx_styles *styles,
	struct xlsx_notes *notes, struct xlsx_rows **out, struct err *err);
void xlsx_rows_free(struct xlsx_rows *r); /* NULL is fine */

/* Rows get at least so many cells, at most XLSX_IN_MAX_COLUMNS. */
void xlsx_rows_set_width(struct xlsx_rows *r, size_t width);
/* The next row with a value: its cells, n and line. Otherwise as xlsx_in_next(). */
enum status xlsx_rows_next(struct xlsx_rows *r, struct table_row *row, struct err *err);
/* Parts of a million that were read. */
int xlsx_rows_progress(const struct xlsx_rows *r);

#endif
