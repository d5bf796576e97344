/*
 * How a delimited file is written, guessed from its beginning: encoding, delimiter, "sep=" line, quote,
 * header, and for each column whether it holds numbers or dates, with which decimal sign and in which
 * order. Nothing is guessed silently: what is not certain is marked, so that it can be asked.
 */
#ifndef EXCHANGE_CSV_SNIFF_H
#define EXCHANGE_CSV_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/err.h"
#include "exchange/csv_in.h"

enum csv_kind { CSV_KIND_EMPTY, CSV_KIND_TEXT, CSV_KIND_NUMBER, CSV_KIND_DATE };

struct csv_column {
	enum csv_kind kind;    /* what all filled sample cells are; TEXT when they differ */
	char decimal;          /* NUMBER: '.' or ',' when a cell shows it, else 0 */
	enum date_order order; /* DATE: the order that fits every cell */
	bool order_sure;       /* DATE: only that order fits (a day above 12, or the year first) */
};

struct csv_sniff {
	struct csv_dialect dialect;
	bool charset_sure;
	bool ascii;          /* the sample reads the same in every encoding */
	bool delimiter_sure; /* false when another delimiter fits nearly as well, or none was found */
	bool header_sure;
	bool has_bom, has_sep_line;
	char decimal;               /* of the whole file: '.', ',' or 0 when no cell shows it */
	enum date_order dates;      /* of the whole file; DATE_YMD when there are no dates */
	bool dates_sure;            /* false: ask. True when there are no dates */
	size_t n_rows;              /* sample rows looked at, without the header */
	struct csv_column *columns; /* n_columns of them; owned */
	size_t n_columns;           /* cells of the first row */
};

#define CSV_SNIFF_INIT                      \
	{                                   \
		.dialect = CSV_DIALECT_INIT \
	}

/*
 * Guess from the first 64 KiB (when those are plain ASCII, the encoding from the first later part
 * that is not, up to 64 MB in) and the first 200 rows.
 *   lang   the desk's language, a hint for encodings and for dates that fit two orders; may be NULL
 *   out    release with csv_sniff_release()
 * ST_BAD_DATA when there is no row or the first one is faulty (an open quote, too many columns); the
 * dialect is guessed even then, so that the caller may change it and ask csv_sniff_columns(). Faults
 * further on are csv_in_next()'s to report.
 */
enum status csv_sniff(struct source *src, const char *lang, struct csv_sniff *out, struct err *err);

/* Guess the columns (and decimal, dates, n_rows) again after the caller changed out->dialect. */
enum status csv_sniff_columns(
	struct source *src, const char *lang, struct csv_sniff *out, struct err *err);
void csv_sniff_release(struct csv_sniff *s);

#endif
