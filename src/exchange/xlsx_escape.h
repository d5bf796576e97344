/* Characters that a workbook's XML cannot hold are written "_x0007_", and what looks like that "_x005F_x0007_". */
#ifndef EXCHANGE_XLSX_ESCAPE_H
#define EXCHANGE_XLSX_ESCAPE_H

#include <stddef.h>

#include "base/buf.h"

/* Decode in place; the new length. Nothing grows. NUL and halves of surrogate pairs become U+FFFD. */
size_t xlsx_unescape(char *s, size_t len);
/*
 * Append s so that decoding gives it back; what is no UTF-8, and NUL, becomes U+FFFD.
 */
void xlsx_escape(struct buf *b, const char *s, size_t len);

#endif
