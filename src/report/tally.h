/* Sums by key: what a report counts while it reads an index once. */
#ifndef REPORT_TALLY_H
#define REPORT_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TALLY_VALUES 12

struct tally_row {
	int64_t num; /* the key: a number (id, day, month) ... */
	char *text;  /* ... or a text; NULL for numbers and for nothing */
	char currency[4];
	int64_t values[TALLY_VALUES];
	int64_t order[2]; /* set before sorting */
};

struct tally {
	struct tally_row *rows;
	size_t n, cap;
	uint32_t *slots; /* hash: index + 1 into rows */
	size_t nslots;
	size_t last; /* the row of the call before: keys come in runs */
	int64_t grand
		[TALLY_VALUES]; /* of what was added, without signs: as long as it fits, every sum of rows does */
	bool overflow; /* it did not: the sums are worthless */
};

/* The row of a key, made when it is new; borrowed until the next call. */
struct tally_row *tally_at(struct tally *t, int64_t num, const char *text, const char *currency);
/* Add v to a value of the row; marks t->overflow instead of wrapping. tally_max() keeps the greatest (of values >= 0). */
void tally_add(struct tally *t, struct tally_row *row, int value, int64_t v);
void tally_max(struct tally_row *row, int value, int64_t v);
/* Sort the rows; the tally takes no more keys afterwards. */
void tally_sort(struct tally *t, int (*compare)(const void *, const void *));
void tally_release(struct tally *t);

#endif
