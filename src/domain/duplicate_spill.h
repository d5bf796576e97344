/*
 * Keys of a scan on their way to those that occur more than once. They are gathered in slices of 16 MiB; when there is more than one
 * slice, all go to a temporary file without a name, and those that may be repeated come back by ranges of their hash.
 */
#ifndef DOMAIN_DUPLICATE_SPILL_H
#define DOMAIN_DUPLICATE_SPILL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct spill_entry {
	uint64_t hash;
	uint64_t id : 40, reason : 3 /* number of the bit */, is_person : 1, name : 20;
};

struct duplicate_spill;

struct duplicate_spill *spill_new(void);
void spill_free(struct duplicate_spill *s); /* NULL is fine */
enum status spill_add(struct duplicate_spill *s, const struct spill_entry *e, struct err *err);
/* Call each() for every hash that was added for more than one id: its entries by id. false stops. */
enum status spill_each(struct duplicate_spill *s,
	bool (*each)(void *arg, const struct spill_entry *entries, size_t n), void *arg,
	struct err *err);

#endif
