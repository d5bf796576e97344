/* One row of a table file, as every reader (csv_in.h, xlsx_in.h, vcard_in.h) gives it. */
#ifndef EXCHANGE_TABLE_ROW_H
#define EXCHANGE_TABLE_ROW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct table_cell {
	const char *text; /* UTF-8, NUL-terminated; contains no NUL and may contain newlines */
	size_t len;
	bool exact; /* a number that the file keeps as one: with a decimal point, whatever texts have */
};

struct table_row {
	const struct table_cell *cells; /* borrowed until the next call on the reader */
	size_t n;
	int64_t line;   /* line of the file, or row of the sheet, on which the row starts, from 1 */
	int64_t number; /* from 1, the header not counted (it is row 0) */
	bool empty;     /* every cell is empty (";;;;") */
};

#endif
