/*
 * Undo and redo of any action, across sessions, from the change log. A field that somebody changed since keeps the later value
 * and is counted and named. Undo is itself an action (and is in the history). Memory does not grow with the action.
 */
#ifndef DOMAIN_UNDO_H
#define DOMAIN_UNDO_H

#include <stdint.h>

#include "base/err.h"
#include "base/job.h"
#include "domain/office.h"

#define UNDO_KEPT_NAMED 100

/* What undo left alone, because it was changed, or is in use, since. */
struct undo_kept {
	enum kind_id kind;
	int64_t id;
	char field[64]; /* "" the whole record */
};

struct undo_result {
	int64_t txn;     /* the action that was undone or redone */
	char what[160];  /* its sentence */
	int64_t records; /* changed back */
	int64_t kept;    /* fields or records left as they are, because they were changed later */
	struct undo_kept named[UNDO_KEPT_NAMED]; /* the first of them */
	int nnamed;
};

/* txn 0: the user's last action that is not undone. ST_NOT_FOUND when there is nothing to undo. */
enum status undo_action(struct office *o, int64_t txn, struct undo_result *out, struct err *err);
/* The same with a job (may be NULL) that is told how far it is, in log rows; cancelled: ST_CANCELLED and nothing happened. */
enum status undo_action_job(
	struct office *o, int64_t txn, struct job *job, struct undo_result *out, struct err *err);
/* The user's last undo that no newer action followed. */
enum status redo_action(struct office *o, struct undo_result *out, struct err *err);

struct history_entry {
	int64_t txn, at;
	char user[64], what[160];
	int64_t undone_by; /* 0: in force */
	int cls;           /* 0 action, 1 undo, 2 redo */
	int64_t changes;   /* records that it made, changed, trashed or brought back */
};
/* Newest first. client_id 0: all; before_txn 0: from the newest. Caller frees *out. */
enum status history_list(struct office *o, int64_t client_id, int64_t before_txn, int limit,
	struct history_entry **out, int *n, struct err *err);

/* What one action changed, or what was changed on one record (txn 0): one entry a field. */
struct change_entry {
	int64_t txn, at, record_id;
	enum kind_id kind;
	char op; /* i insert, u update, d trash, r restore, m merge (field merged_into, merged_from) */
	int64_t last_id;                   /* of an insert range, else 0 */
	char *field, *old_text, *new_text; /* owned; NULL where none */
	char user[64];
};
enum status change_list(struct office *o, int64_t txn, enum kind_id kind, int64_t record_id,
	int limit, struct change_entry **out, int *n, struct err *err);
void change_list_free(struct change_entry *e, int n);

#endif
