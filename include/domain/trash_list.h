/*
 * What people deleted. Records that are in the trash because their action was undone are not deleted by anybody: they come back
 * by redo (history, imports) and are left out here, be they a million.
 */
#ifndef DOMAIN_TRASH_LIST_H
#define DOMAIN_TRASH_LIST_H

#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"

struct trash_entry {
	enum kind_id kind;
	int64_t id, deleted_at;
	int64_t by; /* user; 0 unknown */
};

/* The latest deleted records of one kind, latest first. Caller frees *out. */
enum status trash_list(struct office *o, enum kind_id kind, int limit, struct trash_entry **out,
	int *n, struct err *err);

#endif
