/*
 * Records that may mean the same thing. Two clients are candidates when they share an e-mail, a phone or a tax id (contact points
 * count too), or the name without its company form together with the city or with the domain of the e-mail (not a public mail
 * host's). A company and a person share a number or an address for good reasons, so those two count only with the same name. A key
 * with more than 20 records is noise and ignored. Products and users are compared by name and by code (sku, login, e-mail).
 * Pairs that somebody declared to be different are left out; the relation "not the same as" remembers them.
 */
#ifndef DOMAIN_DUPLICATES_H
#define DOMAIN_DUPLICATES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/job.h"
#include "domain/office.h"
#include "domain/record.h"

enum duplicate_reason { /* bits */
	DUPLICATE_TAX_ID = 1,
	DUPLICATE_EMAIL = 2,
	DUPLICATE_PHONE = 4,
	DUPLICATE_NAME_CITY = 8,
	DUPLICATE_NAME_DOMAIN = 16,
	DUPLICATE_NAME = 32, /* products, users */
	DUPLICATE_CODE = 64, /* sku, login */
};

enum { DUPLICATE_NOISE = 20 }; /* matches of one key, above which it says nothing */

/* Are records of this kind compared at all? */
bool duplicates_apply(enum kind_id kind);
/* Append what the bits mean, translated: "same e-mail, same phone". */
void duplicate_reasons_text(unsigned reasons, struct buf *b);

struct duplicate {
	int64_t id;
	unsigned reasons;
};

/*
 * Live records that r (saved or not, whatever its kind; only its values count) may repeat, the surest first, at most max.
 * Each key is one look into an index that is there anyway: about a millisecond among a million clients. Not while action_bulk_begin()
 * holds the indexes back. A name is found by how it begins: "Info Tech" does not find "InfoTech" here, the scan does.
 */
enum status duplicates_of(struct office *o, const struct record *r, struct duplicate *out, int max,
	int *n, struct err *err);
/* Weaker: those of the same name without company form (reason DUPLICATE_NAME), for a warning before more is known. */
enum status duplicates_named(struct office *o, const struct record *r, struct duplicate *out,
	int max, int *n, struct err *err);

/*
 * The keys of a record by its own values (a client's contact points are not its own), for those who compare many in memory: two
 * records with the same key of the same reason are candidates, but for what the comment above says of persons and noise.
 * Returns how many of out were filled.
 */
enum { DUPLICATE_KEYS_MAX = 16 };
struct duplicate_key {
	enum duplicate_reason reason;
	uint64_t hash;
};
int duplicate_keys(struct office *o, const struct record *r,
	struct duplicate_key out[static DUPLICATE_KEYS_MAX]);

struct duplicate_group {
	int64_t *ids; /* ascending */
	int n;        /* >= 2 */
	unsigned reasons;
};
struct duplicate_groups {
	struct duplicate_group *items; /* those with more reasons first */
	int n;
	int64_t *ids; /* of all groups */
};

/*
 * All groups of a kind: records that are candidates of each other, directly or through a third. Reads the table once. Memory: 24 MiB
 * (for tens of millions of records up to 80), ten bytes a record, and what is found; some 64 bytes a record go through a temporary
 * file of hashes. job (NULL: none) is told how far it is, by ids, and stops it: ST_CANCELLED. Release what ST_OK gave.
 */
enum status duplicates_scan(struct office *o, enum kind_id kind, struct job *job,
	struct duplicate_groups *out, struct err *err);
void duplicate_groups_release(struct duplicate_groups *g);

/*
 * Declare clients to be different from each other, every pair of ids: one action, which undo takes back. ST_USAGE for other kinds,
 * ST_NOT_FOUND when one is gone. txn may be NULL.
 */
enum status duplicates_dismiss(struct office *o, enum kind_id kind, const int64_t *ids, int n,
	int64_t *txn, struct err *err);

#endif
