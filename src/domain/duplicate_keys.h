/* What makes two records look alike, as hashes: the one place that decides it, for the look-up and for the scan. */
#ifndef DOMAIN_DUPLICATE_KEYS_H
#define DOMAIN_DUPLICATE_KEYS_H

#include "domain/duplicates.h"

/* What the keys are made of; NULL or "" where there is none. Texts are borrowed. */
struct duplicate_facts {
	const char *kind; /* of clients: company, person */
	const char *name; /* or title */
	const char *email;
	const char *city;
	const char *digits; /* of all phones, blanks between */
	const char *tax_id;
	const char *code; /* sku, login */
};

/* What a company and a person must share besides a number or an address. */
struct duplicate_self {
	bool is_person;
	uint32_t name; /* hash of the name's key; 0: none */
};

struct duplicate_scratch {
	struct buf name, other;
};
void duplicate_scratch_release(struct duplicate_scratch *s);

/* The fields of a kind that facts are read from, in the order of enum duplicate_column; -1 where a kind has none. */
enum duplicate_column {
	DUPLICATE_COL_KIND,
	DUPLICATE_COL_NAME,
	DUPLICATE_COL_EMAIL,
	DUPLICATE_COL_CITY,
	DUPLICATE_COL_DIGITS,
	DUPLICATE_COL_TAX,
	DUPLICATE_COL_CODE,
	DUPLICATE_COLUMNS
};
const int *duplicate_fields(enum kind_id kind);
/* Of a record whose texts outlive the facts. */
void duplicate_facts_of(const struct record *r, struct duplicate_facts *out);

/* The keys; returns how many. */
int duplicate_keys_make(enum kind_id kind, const struct duplicate_facts *facts,
	struct duplicate_scratch *scratch, struct duplicate_key out[static DUPLICATE_KEYS_MAX],
	struct duplicate_self *self);
/* The key of one e-mail address; false when it is none. */
bool duplicate_key_email(
	const char *email, struct duplicate_scratch *scratch, struct duplicate_key *out);
/* May two records be the same, given that they share this? */
bool duplicate_agree(enum duplicate_reason reason, const struct duplicate_self *a,
	const struct duplicate_self *b);

#endif
