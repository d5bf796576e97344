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
#define POSTINGS_PREFIXES 8
#define POSTINGS_TERM 32768 /* bytes of the longest term, as in the engine; longer words are cut */
struct postings *postings_new(size_t memory);
void postings_free(struct postings *p); /* NULL is fine */

/* Beginnings of words that are terms too: so many characters each, in the order of the table's definition. */
struct postings_prefixes {
	int n;
	int chars[POSTINGS_PREFIXES];
};

/*
 * Row id, not smaller than any before, has the word, len > 0 bytes: the terms are '0' and the word, and '1', '2' ... and its
 * beginnings, of which it has those that are not longer than itself. Twice in a row counts once.
 */
void postings_add(struct postings *p, const char *word, size_t len,
	const struct postings_prefixes *prefixes, int64_t id);

/* Write everything as a segment; nothing is left afterwards. False with errno when the scratch file cannot be kept. */
bool postings_write(struct postings *p, struct segment *to);

#endif
