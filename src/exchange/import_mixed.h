/* Lines of UTF-8 in a file that is read in another encoding: they become letters that nobody wrote. */
#ifndef EXCHANGE_IMPORT_MIXED_H
#define EXCHANGE_IMPORT_MIXED_H

#include <stdbool.h>

#include "exchange/import.h"

struct import_mixed;

/* NULL when the file is not read in a single-byte encoding. */
struct import_mixed *import_mixed_new(const struct import *imp);
void import_mixed_free(struct import_mixed *m); /* NULL is fine */
/* Was a cell of the row, as bytes of the file, UTF-8 with at least two letters beyond ASCII? */
bool import_mixed_is(struct import_mixed *m, const struct table_row *row);

#endif
