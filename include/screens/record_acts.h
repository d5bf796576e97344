/*
 * What several screens do with the record under their cursor in the same way. Each returns flags of screen.h; the ones that take
 * an action return 0 when it is not theirs, so that a screen's handle() can try them in turn.
 */
#ifndef SCREENS_RECORD_ACTS_H
#define SCREENS_RECORD_ACTS_H

#include <stdint.h>

#include "domain/record.h"
#include "screens/screen.h"

/* Into the trash, all in one action; versions are not checked. Says what was done and how to take it back. */
unsigned record_acts_delete(const struct screen_env *env, enum kind_id kind, const int64_t *ids,
	int n, struct nav *nav);
/* The record's text, one "field: value" a line, to the terminal's clipboard. */
unsigned record_acts_copy(const struct screen_env *env, const struct record *r, struct nav *nav);
/* Where a record is looked at: the client card, the deal card, else its form. */
unsigned record_acts_open(enum kind_id kind, int64_t id, struct nav *nav);
/* LOG NOTE TASK NEW_DEAL NEW_PERSON for a client (0: none is under the cursor, and that is said) and, may be 0, a deal. */
unsigned record_acts_client(const struct screen_env *env, int action, int64_t client_id,
	int64_t deal_id, struct nav *nav);
/* DONE and RESCHEDULE for a task (0: none is under the cursor, and that is said). */
unsigned record_acts_task(int action, int64_t task_id, struct nav *nav);

#endif
