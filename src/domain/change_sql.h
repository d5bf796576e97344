/* The change log: one txn row an action, and what it changed. Inside a write transaction where it writes. */
#ifndef DOMAIN_CHANGE_SQL_H
#define DOMAIN_CHANGE_SQL_H

#include "domain/office.h"
#include "domain/record.h"
#include "store/db.h"

enum txn_class { TXN_ACTION, TXN_UNDO, TXN_REDO, TXN_SETUP };

enum status change_sql_txn(struct office *o, const char *what, enum txn_class cls, int64_t undoes,
	int64_t *id, struct err *err);
/* op 'i' 'd' 'r' on ids first..last (last 0 or = first: one). */
enum status change_sql_log(struct office *o, int64_t txn, const char *kind, char op, int64_t first,
	int64_t last, struct err *err);
/*
 * op 'u': one field of r, base value to edited value. It may wait in log, which takes a few such changes, for the others to be
 * written with it: change_log_write() does that, change_sql_log() first of all; what waits is not in the file.
 */
struct change_log;
enum status change_sql_log_field(
	struct office *o, int64_t txn, const struct record *r, int field, struct err *err);
struct change_log *change_log_new(void);
void change_log_free(struct change_log *log); /* NULL is fine; what waits is forgotten */
enum status change_log_write(struct office *o, struct err *err);
/* Forget what waits. */
void change_log_drop(struct office *o);

struct txn_row {
	int64_t id, undoes, undone_by;
	enum txn_class cls;
	char what[160];
};
enum status change_sql_get(struct office *o, int64_t txn, struct txn_row *out, struct err *err);
/* The user's last action in force; the user's last undo in force that no action followed. id 0: none. */
enum status change_sql_last_action(struct office *o, int64_t *id, struct err *err);
enum status change_sql_last_undo(struct office *o, int64_t *id, struct err *err);
enum status change_sql_mark_undone(struct office *o, int64_t txn, int64_t by, struct err *err);

struct change_row {
	int64_t id;
	char op;
	char kind[32];
	int64_t first, last;
	char field[64];
	struct value old_value, new_value; /* text as logged */
	bool old_set, new_set;
};
/* The changes of an action, newest first, into an owned array: those before log row `before` (0: all), at most limit (0: all). */
enum status change_sql_rows(struct office *o, int64_t txn, int64_t before, int limit,
	struct change_row **out, int *n, struct err *err);
/* Those of op i alone. */
enum status change_sql_inserted(
	struct office *o, int64_t txn, struct change_row **out, int *n, struct err *err);
/* How many records they name, one for each field changed. */
enum status change_sql_size(struct office *o, int64_t txn, int64_t *size, struct err *err);
/* Is it an import that saved its mapping besides? That one stays when the import is undone: the next try wants it. */
enum status change_sql_keeps_mapping(struct office *o, int64_t txn, bool *keeps, struct err *err);
void change_rows_free(struct change_row *rows, int n);
/* The action that trashed a record last; 0: none. */
enum status change_sql_trashed_by(
	struct office *o, const char *kind, int64_t id, int64_t *txn, struct err *err);
/* Ids in first..last that an action in force after txn changed, trashed or brought back; owned array, any order, may repeat. */
enum status change_sql_touched_range(struct office *o, const char *kind, int64_t first,
	int64_t last, int64_t txn, int64_t **ids, int *n, struct err *err);
/* Ids in first..last of table whose link column points at a record of owner that was changed so; likewise. */
enum status change_sql_touched_owners(struct office *o, const char *table, const char *column,
	const char *owner, int64_t first, int64_t last, int64_t txn, int64_t **ids, int *n,
	struct err *err);

#endif
