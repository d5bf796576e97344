/*
 * The structure block of an index table: which segments it has, level by level, on each from the oldest to the newest.
 */
#ifndef STORE_STRUCTURE_H
#define STORE_STRUCTURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define STRUCTURE_LEVELS 64

struct structure {
	uint8_t cookie[4];
	uint64_t writes;
	int levels;
	struct buf level[STRUCTURE_LEVELS]; /* the bytes of its segments */
	uint64_t merging[STRUCTURE_LEVELS], count[STRUCTURE_LEVELS];
	int largest; /* number of a segment */
};

/* False when it is of another form; *s must be released all the same. */
bool structure_read(struct structure *s, const void *block, size_t len);
/* Append the block. */
void structure_write(const struct structure *s, struct buf *out);
void structure_release(struct structure *s);

/*
 * A new segment of so many pages. It goes to the highest level, but not among the small ones of level 0: merging those should not
 * copy it. Its rows must be in no other segment: then its age does not matter.
 */
void structure_add(struct structure *s, int number, int pages);

/* Append a number, or read one and move *p behind it; false when it is cut off. */
void structure_add_number(struct buf *b, uint64_t v);
bool structure_number(const uint8_t **p, const uint8_t *end, uint64_t *v);

#endif
