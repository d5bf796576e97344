/*
 * The search index within an action. A row that changes is noted with what the index has of it, and brought up to date from what
 * stands in the file then: at once, or, in an action that changes many rows, in batches in the order of their ids (the engine
 * takes rows in that order much more cheaply), or by making the whole index again at the end when so many change that this
 * costs less.
 */
#ifndef DOMAIN_ACTION_INDEX_H
#define DOMAIN_ACTION_INDEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"

struct action_index;

struct action_index *action_index_new(void);
void action_index_free(struct action_index *x); /* NULL is fine; what waits is forgotten */

/*
 * From here to the end of the action nobody searches: changed rows may wait. done of total steps of the action are behind it,
 * from which follows how many rows will change. To be said again as it goes on.
 */
void action_index_wait(struct office *o, int64_t done, int64_t total);
/* Was action_index_wait() called? */
bool action_index_waits(const struct office *o);
/* Must what the index has of a row be told to action_index_changed()? No, when the index is made again anyway. */
bool action_index_asks(struct office *o, enum kind_id kind, int64_t id);
/*
 * The row has got other texts or digits; these are what stood in the file before, NULL: the same as now, "": nothing. Takes them
 * over. Only for what action_index_asks() for.
 */
enum status action_index_changed(struct office *o, const struct kind *k, int64_t id, char *text,
	char *digits, struct err *err);
/* Is the whole index of the kind made again when the action ends? */
bool action_index_is_made_again(const struct office *o, enum kind_id kind);
/* All of it, at the end of the action. */
enum status action_index_finish(struct office *o, struct err *err);

/* For action_mark(): what is noted from here on can be forgotten (keep false); nothing is written meanwhile. */
void action_index_mark(struct office *o);
void action_index_unmark(struct office *o, bool keep);

#endif
