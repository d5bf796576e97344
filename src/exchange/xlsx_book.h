/* What a workbook is made of: its sheets, and where its shared texts and styles are (ECMA-376 part 1, 12.3). */
#ifndef EXCHANGE_XLSX_BOOK_H
#define EXCHANGE_XLSX_BOOK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "exchange/source.h"
#include "xlsx_zip.h"

struct xlsx_book_sheet {
	char *name;
	char *rel;  /* id of its relation */
	char *path; /* of its part; NULL until the relations are matched */
	bool hidden;
};

struct xlsx_book {
	struct xlsx_zip *zip;
	struct xlsx_book_sheet *sheets; /* those with cells, in the order of the tabs */
	size_t n, cap;
	char *strings_path, *styles_path; /* NULL: it has none */
	bool date1904;
};

/* Open src (borrowed) and read its contents. Status as xlsx_in_sheets(). */
enum status xlsx_book_open(struct source *src, struct xlsx_book **out, struct err *err);
void xlsx_book_free(struct xlsx_book *b); /* NULL is fine */

/* The path that a target means in the part at base: absolute or relative, "." and ".." put out. The caller frees. */
char *xlsx_resolve(const char *base, const char *target);

#endif
