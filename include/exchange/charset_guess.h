/*
 * Which encoding a sample of a text file has, in this order: byte order mark; NUL pattern of UTF-16
 * without a mark; strict UTF-8 (also when a few bytes of mostly good UTF-8 are wrong, or when whole
 * lines are UTF-8 and others are not, so that the reader can name where); then a score of letter frequencies and of what may stand beside what in a
 * word, over the single-byte sets, weighted by the language of the desk.
 */
#ifndef EXCHANGE_CHARSET_GUESS_H
#define EXCHANGE_CHARSET_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "exchange/charset.h"

struct charset_guess {
	enum charset charset;
	bool has_bom;
	bool sure;  /* a mark, plain ASCII, good UTF-8, or a score far ahead of the next reading */
	bool ascii; /* nothing in the sample depends on the encoding */
};

/*
 * sample  the first bytes of the file; a character cut at its end does no harm
 * lang    "ru", "bg", "pl", "en" ... or NULL: leans towards the sets of that language when letters tie
 * Costs about 50 ns a byte for single-byte sets (the first 64 KiB are enough), 1 ns for UTF-8.
 */
void charset_guess(const char *sample, size_t len, const char *lang, struct charset_guess *out);

#endif
