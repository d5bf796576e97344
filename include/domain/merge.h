/*
 * Two or more records of a kind become one, in one action: the survivor gets the values that were chosen, everything that belonged
 * to the others is moved to it, the others go to the trash with a trace. Undo of the action is un-merge, also years later: what
 * was changed since is kept and named (undo.h). Clients, products and users can be merged.
 *
 * Unless chosen otherwise: the first non-empty value wins, in the order of the records; an address, and the amounts of one currency,
 * are taken whole; tags and other sets are united, notes joined; "do not call" and "do not mail" hold when anybody has them. Phones,
 * e-mails, websites and addresses that lost become contact points and addresses of the survivor, so no word is lost.
 */
#ifndef DOMAIN_MERGE_H
#define DOMAIN_MERGE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"
#include "domain/undo.h"

enum {
	MERGE_MAX = 20, /* records */
	MERGE_UNITED = -1,
	MERGE_NONE = -2, /* no record has a value */
};

struct merge {
	struct office *office;
	const struct kind *kind;
	struct record records[MERGE_MAX]; /* [0] survives */
	int n;
	int *take;            /* of each field: whose value (index), MERGE_UNITED, MERGE_NONE */
	bool *chosen;         /* of each field: by a person */
	struct record result; /* the survivor as it will be */
};

bool merge_applies(enum kind_id kind);
/*
 * Read the records; ids[0] survives. ST_NOT_FOUND, ST_DENIED when one is in the trash, ST_USAGE for fewer than two, the same twice,
 * too many, or a kind that is not merged. Release what ST_OK gave.
 */
enum status merge_load(struct office *o, enum kind_id kind, const int64_t *ids, int n,
	struct merge *out, struct err *err);
void merge_release(struct merge *m);

/* Is there something to choose: a field that people fill in and that does not say the same in all records? */
bool merge_differs(const struct merge *m, int field);
/* May all values of the field be kept together? */
bool merge_can_unite(const struct merge *m, int field);
/* Take the value of record `which` (index; empty is a value too), or MERGE_UNITED. Fields that are taken whole with it follow. */
void merge_take(struct merge *m, int field, int which);
/* The same by name and id ("phone", 12; id 0: all together). ST_USAGE names what is wrong. */
enum status merge_take_named(struct merge *m, const char *field, int64_t id, struct err *err);

struct merge_done {
	int64_t txn;           /* 0 after a dry run */
	int moved[KIND_COUNT]; /* records that belong to the survivor now */
	int kept;              /* contact points and addresses made of values that lost */
	int dropped;           /* repeated ones, relations to itself: they went to the trash too */
};

/*
 * Merge. ST_CONFLICT when one of the records was changed since merge_load(). dry: everything is tried and taken back. done may be
 * NULL.
 */
enum status merge_apply(struct merge *m, bool dry, struct merge_done *done, struct err *err);

/* The merge that made a record what it is, or that put it into the trash; the latest in force. */
struct merge_trace {
	int64_t txn, at; /* UTC seconds */
	char user[64];
	int64_t survivor;
	int64_t others[MERGE_MAX];
	int nothers;
};
/* ST_NOT_FOUND with a sentence when there is none. */
enum status merge_find(
	struct office *o, enum kind_id kind, int64_t id, struct merge_trace *out, struct err *err);
/* Take that merge back. */
enum status merge_undo(
	struct office *o, enum kind_id kind, int64_t id, struct undo_result *out, struct err *err);

#endif
