/* Records that have everything a row says: for kinds and rows that have no key. */
#ifndef EXCHANGE_IMPORT_SAME_H
#define EXCHANGE_IMPORT_SAME_H

#include "domain/record.h"

struct import_same;

/*
 * All live records of the kind by n of their fields (copied; none of them custom), but for ids from before on (0: all). 16 bytes a
 * record.
 */
enum status import_same_new(struct office *o, enum kind_id kind, const int *fields, int n,
	int64_t before, struct import_same **out, struct err *err);
void import_same_free(struct import_same *s); /* NULL is fine */
/*
 * The next record that is the same as r in those fields; 0 when there is none (any more). Each is given once, so that two equal
 * rows mean two equal records.
 */
enum status import_same_take(
	struct import_same *s, const struct record *r, int64_t *id, struct err *err);

#endif
