/* Tell what a file is by its bytes: text, a workbook, or something that no table can be read from. */
#ifndef EXCHANGE_NOT_TEXT_H
#define EXCHANGE_NOT_TEXT_H

#include <stddef.h>

#include "exchange/source.h"

/*
 * What the source is, judged by its first len bytes (a few thousand), and for archives and old Excel files by the lists of
 * their parts, which are read. ST_BAD_DATA with "NAME is an archive (zip); unpack it first." when no table can be read from it.
 */
enum status not_text(const struct source *s, const char *head, size_t len,
	enum source_format *format, struct err *err);

#endif
