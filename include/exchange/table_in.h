/*
 * One reader over the formats that tables come in: rows of a delimited text, of a sheet of a workbook, of vCards. Which one it
 * is is seen by the bytes, never by the name's ending.
 */
#ifndef EXCHANGE_TABLE_IN_H
#define EXCHANGE_TABLE_IN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/csv_in.h"
#include "exchange/source.h"
#include "exchange/table_row.h"

enum table_format { TABLE_CSV, TABLE_XLSX, TABLE_VCARD };

/* How the table is to be read. */
struct table_how {
	enum table_format format;
	struct csv_dialect csv; /* of a delimited text; its has_header is that of a sheet too */
	int sheet;              /* of a workbook, from 0 */
};

struct table_in;

/* What the source holds; anything that is neither a workbook nor vCards is taken for delimited text. */
enum table_format table_format_of(const struct source *src);
const char *table_format_name(
	enum table_format format); /* "CSV", "XLSX", "vCard": not translated */

/*
 * The names of a workbook's sheets, in its order, and the first that is not hidden; none for other formats. Free with
 * table_sheets_free(). ST_BAD_DATA when the workbook cannot be read.
 */
enum status table_sheets(struct source *src, enum table_format format, char ***names, int *n,
	int *first, struct err *err);
void table_sheets_free(char **names, int n);

/*
 * Open a reader at the first row. src and how are borrowed; src outlives the reader. ST_BAD_DATA with the place, as csv_in_open().
 */
enum status table_in_open(
	struct source *src, const struct table_how *how, struct table_in **out, struct err *err);
void table_in_free(struct table_in *in); /* NULL is fine */

/* The header's cells, borrowed for the reader's life; NULL when there is none. vCards always have one. */
const struct table_row *table_in_header(const struct table_in *in);
/* The next row. ST_NOT_FOUND at the end (err untouched), ST_BAD_DATA with "FILE, line L: ..." when it cannot be read further. */
enum status table_in_next(struct table_in *in, struct table_row *row, struct err *err);
/* How far, of how much: for progress only. */
int64_t table_in_done(const struct table_in *in);
int64_t table_in_total(const struct table_in *in);
/* Append sentences about what the rows given so far leave out of the file (errors of cells, ...); false when there is nothing. */
bool table_in_left_out(const struct table_in *in, struct buf *out);

#endif
