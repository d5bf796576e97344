/* Tell what a file is by its bytes: text, a workbook, or something that no table can be read from. */
#ifndef EXCHANGE_NOT_TEXT_H
#define EXCHANGE_NOT_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "exchange/source_format.h"

#define NOT_TEXT_MORE (64 * 1024)

/* A piece of a file. */
struct look {
	const char *data;
	size_t len;
};

/*
 * Archives and old Excel files have a list of their parts: the offset of a piece with it, to be read as far as NOT_TEXT_MORE
 * bytes go; 0 when the file has none. size is the file's.
 */
uint64_t not_text_more(const struct look *head, uint64_t size);

/*
 * What the file is, judged by its first bytes (a few thousand) and that piece (empty when there is none): translated, as the end
 * of a sentence that starts with its name, "is an archive (zip); unpack it first". NULL when it may be a table, of *format.
 */
const char *not_text(const struct look *head, const struct look *more, enum source_format *format);

#endif
