/*
 * Delimited text out: minimal quoting, formula guard by default, any encoding of charset.h, constant
 * memory (1 MB buffer). Reading the file back with csv_in gives every cell as it was.
 *
 * Failures of the stream are kept and reported by csv_out_finish(), so that rows are written without
 * checks; write into file_out (base/file.h) and commit only when finish says ST_OK.
 */
#ifndef EXCHANGE_CSV_OUT_H
#define EXCHANGE_CSV_OUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/charset.h"
#include "exchange/guard.h"

struct csv_out_options {
	char delimiter; /* , ; tab or | */
	char decimal;   /* sign written in number cells: '.' or ',' */
	enum charset charset;
	bool bom;  /* start with a byte order mark (UTF-8 and UTF-16 only) */
	bool crlf; /* line ends for Windows programs */
	enum guard_level guard;
	bool visible; /* for a terminal: text as text_visible() shows it, not as it is */
};

#define CSV_OUT_OPTIONS_INIT                                                                      \
	{                                                                                         \
		.delimiter = ',', .decimal = '.', .charset = CHARSET_UTF8, .guard = GUARD_FORMULA \
	}

struct csv_out;

/*
 * Write to f (borrowed; not closed). ST_IO when the system cannot convert to the encoding. f NULL: rows of UTF-8 are kept
 * for csv_out_swap(), however many.
 */
enum status csv_out_new(
	FILE *f, const struct csv_out_options *opt, struct csv_out **out, struct err *err);

/* The next cell: text (UTF-8; NULL is empty), guarded as the options say. */
void csv_out_text(struct csv_out *o, const char *s);
void csv_out_textn(struct csv_out *o, const char *s, size_t len);
/* The next cell: a plain decimal with a point ("-1200.50"), never guarded; anything else is text. */
void csv_out_number(struct csv_out *o, const char *s);
void csv_out_int(struct csv_out *o, int64_t v);
void csv_out_end_row(struct csv_out *o);

/* What a writer without a file has kept, into b; the memory that b had is used for what comes. */
void csv_out_swap(struct csv_out *o, struct buf *b);
/* Whole rows that a writer without a file has made by the same options. */
void csv_out_rows(struct csv_out *o, const char *bytes, size_t len);

/*
 * How many characters the encoding could not hold so far (written as '?'), and which (see
 * charset.h). Ask before csv_out_finish().
 */
uint64_t csv_out_missing(struct csv_out *o);
void csv_out_name_missing(struct csv_out *o, struct buf *b);

/* Flush, and free o whatever happens. ST_IO when any write failed. */
enum status csv_out_finish(struct csv_out *o, struct err *err);

#endif
