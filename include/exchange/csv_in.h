/*
 * Rows of a delimited text file, one at a time, in constant memory (below 16 MB for any file).
 *
 * libcsv reads strictly first: a quote in the middle of a field or after a closing one, or one that
 * is never closed, ends the reading with its line and column. Such a file can be opened once more with
 * dialect.lenient, when the person agrees; then watch row.n, a stray quote may merge rows.
 * Blanks around unquoted cells are trimmed; blank lines are no rows but keep line numbers right;
 * line ends may be LF, CRLF and CR, also mixed. A byte order mark and Excel's "sep=;" line are eaten.
 * Too many or too few cells are the row's trouble, told by row.n, and do not stop the reader.
 */
#ifndef EXCHANGE_CSV_IN_H
#define EXCHANGE_CSV_IN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/charset.h"
#include "exchange/source.h"
#include "exchange/table_row.h"

#define CSV_IN_MAX_FIELD (1024 * 1024)   /* bytes of UTF-8 in a cell */
#define CSV_IN_MAX_ROW (4 * 1024 * 1024) /* bytes of UTF-8 in a row */
#define CSV_IN_MAX_COLUMNS 1024

/* How the file is written; csv_sniff() guesses one, the caller may change any of it. */
struct csv_dialect {
	enum charset charset;
	char delimiter;  /* , ; tab or | */
	char quote;      /* '"', or 0: quotes are ordinary characters */
	bool has_header; /* the first row names the columns */
	bool lenient;    /* stray quotes are taken as they stand */
	bool replace_bad; /* bytes that are wrong in the encoding become U+FFFD instead of an error */
	bool raw;         /* leave the apostrophe of the formula guard (guard.h) in place */
};

#define CSV_DIALECT_INIT                                                                    \
	{                                                                                   \
		.charset = CHARSET_UTF8, .delimiter = ',', .quote = '"', .has_header = true \
	}

enum csv_trouble {
	CSV_TROUBLE_NONE,
	CSV_TROUBLE_STRAY_QUOTE, /* lenient reading would go on */
	CSV_TROUBLE_OPEN_QUOTE,  /* lenient reading would go on */
	CSV_TROUBLE_LONG_FIELD,
	CSV_TROUBLE_LONG_ROW,
	CSV_TROUBLE_COLUMNS,
	CSV_TROUBLE_NUL,
	CSV_TROUBLE_BAD_BYTES, /* another encoding, or replace_bad, would go on */
	CSV_TROUBLE_READ,
};

/* Where reading stopped. */
struct csv_fault {
	enum csv_trouble trouble;
	int64_t line;       /* physical line, from 1 */
	int64_t column;     /* character in that line, from 1; 0 when unknown */
	int64_t start_line; /* line on which the row, or the open quote, began */
	uint64_t byte;      /* offset in the file, for BAD_BYTES */
};

struct csv_in;

/*
 * Open a reader at the start of src (borrowed, must outlive it) and read the header when there is one.
 * ST_BAD_DATA when the header is wanted and there is no row at all, or as csv_in_next(); *fault, when not
 * NULL, says where.
 */
enum status csv_in_open(struct source *src, const struct csv_dialect *dialect, struct csv_in **out,
	struct csv_fault *fault, struct err *err);
void csv_in_free(struct csv_in *in); /* in may be NULL */

/* The header's cells, borrowed for the reader's life; NULL when the dialect has none. */
const struct table_row *csv_in_header(const struct csv_in *in);

/*
 * The next row. ST_NOT_FOUND at the end (err untouched); ST_BAD_DATA with "FILE, line L, column C: ..."
 * when the file cannot be read further, again on every later call; ST_IO. Costs about 11,000
 * instructions for a row of 14 cells and 240 bytes, nearly all of them libcsv's.
 */
enum status csv_in_next(struct csv_in *in, struct table_row *row, struct err *err);

/* What stopped csv_in_next() with ST_BAD_DATA or ST_IO; trouble is NONE before. */
const struct csv_fault *csv_in_fault(const struct csv_in *in);

/* Bytes of the file consumed by the rows given so far (to within one chunk of 256 KiB); of source_size(). */
uint64_t csv_in_consumed(const struct csv_in *in);
/* Bytes replaced by U+FFFD so far (replace_bad). */
uint64_t csv_in_replaced(const struct csv_in *in);

#endif
