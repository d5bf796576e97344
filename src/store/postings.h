/*
 * Which rows have which terms, for many rows: collected in memory of a fixed size, put aside as sorted runs in a scratch file
 * when it is full, and given back term by term. Rows come in order of their ids, so that the runs of a term only follow each
 * other.
 */
#ifndef STORE_POSTINGS_H
#define STORE_POSTINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "segment.h"

struct postings;

/* memory: bytes that the terms and their rows may take, at least POSTINGS_MIN */
#define POSTINGS_MIN 4096
#define POSTINGS_TERM 32768 /* bytes of the longest term, as in the engine; longer words are cut */
struct postings *postings_new(size_t memory);
void postings_free(struct postings *p); /* NULL is fine */

/* The hash of a term is made by its user while it walks through the letters. */
#define POSTINGS_HASH 0x9E3779B9u
static inline uint32_t postings_hash(uint32_t h, unsigned char c)
{
	return (h ^ c) * 0x01000193u;
}

/*
 * Row id, not smaller than any before, has the term: the letter `first` and the len bytes of text behind it. h is the hash of
 * those. Twice in a row counts once.
 */
void postings_add(
	struct postings *p, char first, const char *text, size_t len, uint32_t h, int64_t id);

/* Write everything as a segment; nothing is left afterwards. False with errno when the scratch file cannot be kept. */
bool postings_write(struct postings *p, struct segment *to);

#endif
