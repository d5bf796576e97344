/*
 * One segment of a search index, written in the engine's own form: FTS5 format 4 with detail=none (doclists are row ids only).
 * The form is described at the head of fts5_index.c in SQLite's source. Filling an index this way costs a tenth of what it
 * costs through the engine, which takes every word of every row through its own hash.
 *
 * Terms come in byte order and once each; the rows of a term in order of their ids.
 */
#ifndef STORE_SEGMENT_H
#define STORE_SEGMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define SEGMENT_VARINT 9 /* bytes of the longest */

/* Where the pages go; each returns false when it cannot take any more, and then nothing else is given. */
struct segment_sink {
	void *arg;
	/* A record of the data table. */
	bool (*page)(void *arg, int64_t id, const void *data, size_t len);
	/* A row of the idx table: the first term at or behind which page `pgno >> 1` is to be looked at. */
	bool (*key)(void *arg, const void *term, size_t len, int64_t pgno);
};

struct segment;

/* The id of page 0 of a segment: its other pages and records come behind it. */
static inline int64_t segment_first_id(int number)
{
	return (int64_t)number << 37;
}

/* number: of the segment, 1..2000 (0: it is given one later); page_size: bytes that a page is filled up to. */
struct segment *segment_new(int number, size_t page_size, const struct segment_sink *sink);
void segment_free(struct segment *s); /* NULL is fine */

/* The rows of this term follow. */
void segment_term(struct segment *s, const void *term, size_t len);
void segment_row(struct segment *s, int64_t id);
/* Rows behind the last one, given as whole varints of the differences between them. */
void segment_rows(struct segment *s, const uint8_t *deltas, size_t len);
/* Write what is left. Returns the number of leaf pages, or -1 when the sink refused something. */
int segment_finish(struct segment *s);

/* Varints as the engine writes them: seven bits a byte, the highest first. put: returns the bytes written, at most SEGMENT_VARINT. */
size_t segment_put_varint(uint8_t *to, uint64_t v);
/* Read one of at most `left` bytes; returns its length, 0 when it is cut off. */
size_t segment_get_varint(const uint8_t *from, size_t left, uint64_t *v);

#endif
