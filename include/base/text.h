/* UTF-8: decode, measure in terminal columns, cut, clean what comes in, make visible what goes out. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/* Decode one code point at *p (< end) and move *p past it; a bad byte gives U+FFFD and moves by 1. */
uint32_t text_decode(const char **p, const char *end);
/* Encode c into out (4 bytes at most, not terminated); returns the number of bytes. */
int text_encode(uint32_t c, char *out);
/* Is it well-formed UTF-8 without NUL? *bad (may be NULL) is the offset of the first bad byte. */
bool text_is_utf8(const char *s, size_t len, size_t *bad);

/* Columns of one code point: 0 combining, 1, 2. Never negative: unprintables count as their substitute. */
int text_char_cols(uint32_t c);
/* Columns of a string as it will be drawn (after text_visible). */
int text_cols(const char *s);
/* Append s to b as text_visible() shows it, cut to at most cols columns with a final "…" when cut. */
void text_fit(struct buf *b, const char *s, int cols);
/* The same, padded with spaces to exactly cols columns; right puts the padding in front. */
void text_pad(struct buf *b, const char *s, int cols, bool right);
/* Byte offset of the grapheme (base plus combining marks) after/before byte offset at. */
size_t text_next(const char *s, size_t at);
size_t text_prev(const char *s, size_t at);
size_t text_count(const char *s); /* code points */
/* Copy s (NULL is "") into out of size bytes, cut between characters where it is too long. */
void text_copy(char *out, size_t size, const char *s);

/*
 * Clean text that comes in: NFC, trimmed, control characters dropped; with multiline, newline and
 * tab are kept and CR LF becomes LF; without, they become a space and runs of blanks are kept.
 * A lone CR, NEL and the Unicode line separators count as newlines.
 * s may be any bytes; bad UTF-8 becomes U+FFFD. Appends to b.
 */
void text_clean(struct buf *b, const char *s, size_t len, bool multiline);
/* False when it may be that text_clean() gives something else than s, or when s is empty. */
bool text_is_clean(const char *s, size_t len);

/*
 * Make stored text safe to show: C0 as ^X, DEL as ^?, C1, bidirectional overrides, tag characters
 * and other invisible formatting as <U+202E>, also private and unassigned code points and a mark
 * without a base; at most two combining marks a cell; bad bytes as U+FFFD; newline and tab as a
 * space unless multiline. Making it visible twice changes nothing. Nothing it returns can steer a terminal. Appends to b.
 */
void text_visible(struct buf *b, const char *s, bool multiline);

/* Latin letters for text that an 8-bit or ASCII terminal cannot show ("Пётр" gives "Pyotr"). */
void text_translit(struct buf *b, const char *s);

/*
 * Break s into lines of at most cols columns at blanks (and at newlines) and call line() for each,
 * in order, with a slice of s that is not terminated and still needs text_visible(). The blanks of a
 * break belong to no line; "" is one empty line and a final newline opens another.
 */
void text_wrap(
	const char *s, int cols, void (*line)(void *arg, const char *s, size_t len), void *arg);

#endif
