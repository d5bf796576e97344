/* What the sheets of a workbook refer to: the texts that cells share, and what the styles' number formats show. */
#ifndef EXCHANGE_XLSX_TABLES_H
#define EXCHANGE_XLSX_TABLES_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "xlsx_book.h"
#include "xlsx_value.h"

struct xlsx_strings {
	struct buf text; /* one after the other, each with its NUL */
	uint32_t *start; /* of each, and of the one that would follow */
	size_t n, cap;
};

/* Read them; none when the workbook has none. ST_BAD_DATA also beyond XLSX_IN_MAX_SHARED. */
enum status xlsx_strings_load(
	const struct xlsx_book *book, struct xlsx_strings *out, struct err *err);
void xlsx_strings_release(struct xlsx_strings *s);
/* Text i, which must be below n. */
const char *xlsx_strings_get(const struct xlsx_strings *s, size_t i, size_t *len);

struct xlsx_styles {
	uint8_t *looks; /* enum xlsx_look of the cell formats, as cells number them */
	size_t n, cap;
};

enum status xlsx_styles_load(
	const struct xlsx_book *book, struct xlsx_styles *out, struct err *err);
void xlsx_styles_release(struct xlsx_styles *s);

#endif
