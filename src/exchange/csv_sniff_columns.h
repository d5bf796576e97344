/* The half of csv_sniff that looks at cells: header, numbers, dates. */
#ifndef EXCHANGE_CSV_SNIFF_COLUMNS_H
#define EXCHANGE_CSV_SNIFF_COLUMNS_H

#include <stdbool.h>

#include "base/err.h"
#include "exchange/csv_sniff.h"

/*
 * Fill columns, n_columns, n_rows, decimal, dates and dates_sure of out, read with out->dialect; with
 * guess_header also has_header and header_sure. ST_BAD_DATA when there is no first row or it is faulty.
 */
enum status csv_sniff_columns_guess(struct source *src, const char *lang, bool guess_header,
	struct csv_sniff *out, struct err *err);

#endif
