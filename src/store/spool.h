/*
 * A segment on its way from the postings to the database: its pages lie in a scratch file, its keys in memory (a few bytes for
 * each page). So a thread can make it while the connection does something else.
 */
#ifndef STORE_SPOOL_H
#define STORE_SPOOL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "postings.h"
#include "segment.h"

struct spool {
	int fd; /* -1: none */
	uint64_t len;
	struct buf out, keys;
	int pages;  /* leaf pages of the segment */
	int failed; /* errno of the scratch file; 0: none */
};

#define SPOOL_INIT       \
	{                \
		.fd = -1 \
	}

/* Make the segment; nothing is left in p. s->failed says whether it worked. */
void spool_make(struct spool *s, struct postings *p, size_t page_size);
/* Give it to the sink, as segment `number`. False when the sink refused something or s->failed is set. */
bool spool_give(struct spool *s, int number, const struct segment_sink *sink);
void spool_release(struct spool *s);

#endif
