/*
 * Merged cells of a sheet. The file lists them behind the rows, so they are looked up in the unpacked bytes before the rows
 * are read; that also tells a damaged part before anything is made of it.
 */
#ifndef EXCHANGE_XLSX_MERGE_H
#define EXCHANGE_XLSX_MERGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "xlsx_zip.h"

struct xlsx_range {
	int32_t row1, row2, col1, col2; /* from 1, both ends in it */
};

struct xlsx_merges {
	struct xlsx_range *items; /* by row1 */
	size_t n, cap;
	size_t next;    /* the first that starts below the row at hand */
	int32_t *until; /* for each column, from 1: the row down to which a merge covers it */
	int32_t row;    /* at hand */
	int32_t ncols;
};

/* Unpack the part and note its merges, as far as they lie within ncols columns. Status as xlsx_part_open() and read. */
enum status xlsx_merges_load(
	struct xlsx_zip *z, const char *path, int ncols, struct xlsx_merges *out, struct err *err);
void xlsx_merges_release(struct xlsx_merges *m);
/* Go on to a row further down. */
void xlsx_merges_row(struct xlsx_merges *m, int32_t row);
/* Is the cell of that row and column (at most ncols) hidden under a merge? Its top left cell is not. */
bool xlsx_merges_cover(const struct xlsx_merges *m, int32_t col);

/*
 * A cell's address, "AB12", at *s: the column from 1 and the row; *s is moved behind it. False when it is none, or has more
 * than 9,999,999 columns or 2,147,483,647 rows.
 */
bool xlsx_address(const char **s, int32_t *row, int32_t *col);
/* The letters of a column, from 1. */
void xlsx_letters(int32_t col, char out[8]);

#endif
