/*
 * The encodings that files may have: a fixed list, converted in chunks to and from UTF-8.
 *
 * Single-byte sets are 256-entry tables, built through iconv when a decoder or encoder is made.
 * Bytes that a set leaves undefined, C1 controls of the ISO sets and ill-formed UTF-8 or UTF-16 are
 * errors with their byte offset, never silently dropped; replacing them is the caller's choice.
 * U+0000 passes through (the reader above decides).
 */
#ifndef EXCHANGE_CHARSET_H
#define EXCHANGE_CHARSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

enum charset {
	CHARSET_UTF8,
	CHARSET_UTF16LE,
	CHARSET_UTF16BE,
	CHARSET_CP1251,
	CHARSET_CP1250,
	CHARSET_CP1252,
	CHARSET_KOI8R,
	CHARSET_CP866,
	CHARSET_ISO8859_2,
	CHARSET_ISO8859_5,
	CHARSET_COUNT
};

/* "UTF-8", "UTF-16LE", "CP1251" ...: for --encoding, messages and lists; not translated. */
const char *charset_name(enum charset cs);
/* The same with what it is used for, translated: "CP1251 (Windows, Cyrillic)". */
const char *charset_title(enum charset cs);
/* Name or common alias, letter case and punctuation ignored ("win-1251", "utf8", "latin2"); false when unknown. */
bool charset_find(const char *name, enum charset *out);

/*
 * The Unicode characters of a single-byte set; 0xFFFF marks a byte that means nothing.
 * ST_IO when the system has no such converter.
 */
#define CHARSET_UNDEFINED 0xFFFF
enum status charset_table(enum charset cs, uint16_t table[256], struct err *err);

/* Bytes of a file to UTF-8. A leading byte order mark is dropped. */
struct charset_in;
enum status charset_in_new(
	enum charset cs, bool replace_bad, struct charset_in **out, struct err *err);
/*
 * Append the UTF-8 of the next len bytes to out; only whole characters, the bytes of a split one
 * wait for the next call. last: nothing follows, a split character is now an error.
 * ST_BAD_DATA: everything before the bad byte was appended, charset_in_offset() is its offset in the
 * file, err names encoding and offset. The decoder cannot go on after that. With replace_bad a bad
 * byte becomes U+FFFD and is counted instead.
 */
enum status charset_in_feed(struct charset_in *in, const char *bytes, size_t len, bool last,
	struct buf *out, struct err *err);
uint64_t charset_in_offset(const struct charset_in *in);
uint64_t charset_in_replaced(const struct charset_in *in);
void charset_in_free(struct charset_in *in); /* in may be NULL */

/* UTF-8 to the bytes of a file. */
struct charset_out;
enum status charset_out_new(enum charset cs, struct charset_out **out, struct err *err);
/*
 * Append text (whole characters) in the file's encoding; out NULL only looks. What the set cannot
 * hold, and ill-formed UTF-8, becomes '?', is counted and remembered. For UTF-8 text is copied as is.
 */
void charset_out_feed(struct charset_out *o, const char *text, size_t len, struct buf *out);
uint64_t charset_out_missing(const struct charset_out *o); /* characters written as '?' */
/* Name the missing characters, the first eight distinct ones: "ł (U+0142), ж (U+0436)". Appends to b. */
void charset_out_name_missing(const struct charset_out *o, struct buf *b);
void charset_out_free(struct charset_out *o); /* o may be NULL */

#endif
