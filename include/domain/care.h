/* The office file as a whole: copies, checks, what is in it. For rooms that may not know the store. */
#ifndef DOMAIN_CARE_H
#define DOMAIN_CARE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/kind.h"
#include "domain/office.h"

/* A complete, verified copy at target; other people go on working. force replaces an existing target. */
enum status care_backup(struct office *o, const char *target, bool force, struct err *err);
/*
 * Put the copy in the place of the office at path, which nobody may have open. The name under which the former file is kept
 * is appended to kept (nothing when there was none).
 */
enum status care_restore(const char *copy, const char *path, struct buf *kept, struct err *err);
/* Examine everything; one line a finding is appended to report. ST_CORRUPT when there is any. */
enum status care_check(struct office *o, struct buf *report, struct err *err);

/* Did opening make a new, empty office? */
bool care_is_new(struct office *o);
bool care_is_read_only(struct office *o);
int care_format(struct office *o); /* number of the file's schema */

/* Live and deleted records of a kind. Counts all rows: not for a screen. */
enum status care_count(
	struct office *o, enum kind_id kind, int64_t *live, int64_t *deleted, struct err *err);
/* Actions in the log, undone ones included. */
enum status care_actions(struct office *o, int64_t *out, struct err *err);

#endif
