/* Tell a file that cannot be a delimited table by how it begins. */
#ifndef EXCHANGE_NOT_TEXT_H
#define EXCHANGE_NOT_TEXT_H

#include <stddef.h>

/*
 * What the first bytes (a few thousand) say the file is, translated, as the end of a sentence that
 * starts with its name: "is an archive (zip); unpack it first". NULL when it may be a table.
 */
const char *not_text(const char *data, size_t len);

#endif
