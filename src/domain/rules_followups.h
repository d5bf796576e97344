/* Records that a rule asks the action to save beside the one that was saved. */
#ifndef DOMAIN_RULES_FOLLOWUPS_H
#define DOMAIN_RULES_FOLLOWUPS_H

#include "domain/record.h"

struct followups {
	struct record *items; /* to be inserted; owned */
	int n;
};

/* A new record in the list, with defaults. Borrowed until the next call. */
struct record *followups_add(struct followups *f, struct office *o, enum kind_id kind);
void followups_release(struct followups *f);

#endif
