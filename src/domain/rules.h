/*
 * The rules of the kinds, applied by action.c: what must hold before a save, and what follows from it. A rule never saves
 * itself: it asks for follow-up records, which the action saves in the same transaction.
 */
#ifndef DOMAIN_RULES_H
#define DOMAIN_RULES_H

#include "domain/office.h"
#include "domain/record.h"
#include "rules_followups.h"

/* Field rules (required, length, choice, unique) and the kind's own; may change r (derived fields). strict: a person is asked. */
enum status rules_check(struct office *o, struct record *r, bool strict, struct err *err);
/* Derived fields only: what undo must get right too. */
enum status rules_derive(struct office *o, struct record *r, struct err *err);
/* What follows; r->base still holds what was before. */
enum status rules_follow(struct office *o, const struct record *r, bool was_new,
	struct followups *f, struct err *err);
/* May this record be trashed? */
enum status rules_may_trash(struct office *o, const struct kind *k, int64_t id, struct err *err);
/* The clients (0 = none) whose maintained columns depend on r, before and after: at most 4. */
int rules_touched_clients(const struct record *r, int64_t out[4]);

/* The links through which records of `kind` belong to others and are trashed with them. Ends with kind KIND_NONE. */
struct dependency {
	enum kind_id owner, kind;
	int field; /* link of kind to owner */
};
extern const struct dependency dependencies[];
/* The links whose targets cannot go while live records are there: stages that hold deals. Ends likewise. */
extern const struct dependency holdings[];
/* ST_DENIED when r belongs to a record in the trash, ST_NOT_FOUND to none; only_changed: by way of a link that was changed. */
enum status rules_owners_live(
	struct office *o, const struct record *r, bool only_changed, struct err *err);

/*
 * A field that a rule sets with another one (the day a deal was closed, with its stage): whoever takes back the one must not
 * take back the other alone. The other field, or -1. *bound: it means nothing without it, whatever it is now.
 */
int rules_leader(enum kind_id kind, int field, bool *bound);

#endif
