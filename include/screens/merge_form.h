/*
 * Two or more records side by side, to become one: for each field in which they differ, whose value wins. Opened with arg.kind and
 * the ids, the one that stays first, as arg.preset: "12,15". Closes with the record that stayed.
 */
#ifndef SCREENS_MERGE_FORM_H
#define SCREENS_MERGE_FORM_H

#include "screens/screen.h"

extern const struct screen_ops merge_form_screen;

/* Wish for it: the lowest of ids stays. Fewer than two: says how to mark more. */
unsigned merge_form_open_ids(struct nav *nav, enum kind_id kind, const int64_t *ids, int n);
/* The same for one record and its duplicates; says so when there are none. */
unsigned merge_form_open_duplicates(
	const struct screen_env *env, enum kind_id kind, int64_t id, struct nav *nav);
/* Take the last merge of a record back. */
unsigned merge_form_unmerge(
	const struct screen_env *env, enum kind_id kind, int64_t id, struct nav *nav);

#endif
