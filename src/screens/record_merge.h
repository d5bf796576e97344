/* Two people changed the same record: which fields, and whose values are kept. */
#ifndef SCREENS_RECORD_MERGE_H
#define SCREENS_RECORD_MERGE_H

#include "base/buf.h"
#include "domain/record.h"

/*
 * before is the record as one person edited it, after the same after record_put() answered ST_CONFLICT (their values in its
 * base). The fields that both changed, one a line: "Phone: yours 12, theirs 34". Returns their number.
 */
int record_merge_text(
	struct office *o, const struct record *before, const struct record *after, struct buf *out);
/* Take their values in those fields; what only I changed stays. */
void record_merge_theirs(const struct record *before, struct record *after);

/*
 * The record is in the trash meanwhile: bring it back and save what I changed, in one action. r is loaded anew on success.
 */
enum status record_merge_revive(
	struct office *o, struct record *r, const char *what, struct err *err);

#endif
