/*
 * What was imported: one row for every import that wrote something, made inside its action. Whether it is in force says the action
 * (undo.h), so an undone import shows as undone and a redone one as in force again. Never deleted: an import can be looked into,
 * and taken back, years later.
 */
#ifndef DOMAIN_IMPORT_BATCH_H
#define DOMAIN_IMPORT_BATCH_H

#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"
#include "domain/undo.h"

#define IMPORT_BATCH_HASH 65 /* SHA-256 as 64 hex digits and '\0' */

struct import_batch {
	int64_t txn, at;   /* its action, and when (UTC seconds) */
	char user[64];     /* who; "" unknown */
	enum kind_id kind; /* KIND_NONE when a damaged file names none */
	char *file;        /* as it was named */
	int64_t bytes;
	char sha256[IMPORT_BATCH_HASH]; /* "" when it could not be computed */
	char format[16];                /* "csv", "xlsx", "vcard" */
	int64_t created, updated, unchanged, duplicates, failed, others;
	char *profile;     /* the mapping that was used; NULL none */
	char *reject;      /* where failed rows were written; NULL */
	int64_t undone_at; /* 0: in force */
	char undone_by[64];
};

/* Note what the open action imports. txn, at, user and undone_* are not read. */
enum status import_batch_put(struct office *o, const struct import_batch *b, struct err *err);

/* Newest first; before_txn 0: from the newest. Release with import_batch_list_free(). */
enum status import_batch_list(struct office *o, int64_t before_txn, int limit,
	struct import_batch **out, int *n, struct err *err);
void import_batch_list_free(struct import_batch *list, int n);
/* ST_NOT_FOUND when txn is no import. Release with import_batch_release(). */
enum status import_batch_get(
	struct office *o, int64_t txn, struct import_batch *out, struct err *err);
/* The newest import in force of a file with these bytes; ST_NOT_FOUND (no message) when there is none. */
enum status import_batch_find(
	struct office *o, const char *sha256, struct import_batch *out, struct err *err);
void import_batch_release(struct import_batch *b);

/*
 * The records behind an import, in the order of the log: a new record is one entry of op 'i', an updated one an entry for each
 * field. A page at a time: begin with a cursor of zeros. Fewer than limit entries: that was the last page. Free with
 * change_list_free(). The mapping that was saved with it is not among them.
 */
struct import_batch_cursor {
	int64_t change, done; /* the log row to go on with, and how many of its ids were told */
};
enum status import_batch_rows(struct office *o, int64_t txn, struct import_batch_cursor *at,
	int limit, struct change_entry **out, int *n, struct err *err);

#endif
