/*
 * Physical lines of a source, decoded to UTF-8, in pieces that never hold more than one line end:
 * a parser that is fed piece by piece ends at most one row in each, and always knows its line.
 */
#ifndef EXCHANGE_TEXT_LINES_H
#define EXCHANGE_TEXT_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/charset.h"
#include "exchange/source.h"

/* In place of a charset: bytes as they are, for a format that names the encoding value by value. */
#define TEXT_LINES_BYTES CHARSET_COUNT

enum text_lines_end {
	TEXT_LINES_MORE,
	TEXT_LINES_END,       /* everything was given */
	TEXT_LINES_NUL,       /* a NUL comes next */
	TEXT_LINES_BAD_BYTES, /* bytes that the encoding does not have come next */
	TEXT_LINES_READ,      /* the source cannot be read */
};

struct text_lines {
	const struct source *source;
	struct charset_in *decoder;
	char *chunk;
	size_t chunk_size;
	struct buf window; /* decoded text; what is before pos was given */
	size_t pos;
	size_t next_lf, next_cr; /* where the next of each is, at or behind pos; window.len: none */
	uint64_t read;           /* bytes of the source taken */
	enum text_lines_end ahead; /* what waits behind the window */
	struct err ahead_err;
	int64_t line;   /* of the last piece, from 1 */
	int64_t column; /* characters of that line before the last piece */
	bool line_ended;
	const char *piece; /* the last piece: len bytes of UTF-8, whole characters, no NUL */
	size_t len;
};

enum status text_lines_open(struct text_lines *t, const struct source *source, enum charset charset,
	bool replace_bad, struct err *err);
void text_lines_release(struct text_lines *t);

/* The next piece into t->piece, t->len; false at the end, t->ahead says which end. */
bool text_lines_next(struct text_lines *t);
/* Bytes of the source that the pieces so far stand for; between two chunks an estimate. */
uint64_t text_lines_consumed(const struct text_lines *t);

#endif
