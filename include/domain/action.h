/*
 * Writing. Everything a person does is one action = one txn row with the changes it made; nothing writes records any other
 * way, import included. Inside an action the rules of tx.h hold.
 *
 *     action_begin(o, _("Log a call"), &err);
 *     record_save(o, &call, &err); record_save(o, &task, &err);
 *     action_commit(o, &txn, &err);            or, after any failure, action_cancel(o)
 */
#ifndef DOMAIN_ACTION_H
#define DOMAIN_ACTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"
#include "domain/record.h"

/* what: a short sentence for the history, in the user's language ("New client Ромашка"). */
enum status action_begin(struct office *o, const char *what, struct err *err);
/* The same for filling an office (a demo): in the log, but no undo takes it back. */
enum status action_begin_setup(struct office *o, const char *what, struct err *err);
enum status action_commit(struct office *o, int64_t *txn, struct err *err);
void action_cancel(struct office *o);
bool action_is_open(const struct office *o);

/*
 * Insert (id 0) or update (only changed fields; nothing at all when none). Validates, derives, logs, keeps the search index
 * and maintained columns. A version conflict is merged when no field was changed on both sides; else ST_CONFLICT and
 * *r has the other side's values in base (so that record_changed() still names mine); ST_CONFLICT too when it was deleted meanwhile.
 */
enum status record_save(struct office *o, struct record *r, struct err *err);
/* Into the trash and back; version 0 skips the check. Dependent records (a client's tasks ...) go and come with it in the same action. */
enum status record_trash(
	struct office *o, enum kind_id kind, int64_t id, int64_t version, struct err *err);
enum status record_restore(struct office *o, enum kind_id kind, int64_t id, struct err *err);

/* An action of one save: begin, save, commit. txn may be NULL. */
enum status record_put(
	struct office *o, struct record *r, const char *what, int64_t *txn, struct err *err);
enum status record_remove(struct office *o, enum kind_id kind, int64_t id, int64_t version,
	int64_t *txn, struct err *err);

/*
 * Many inserts of one kind inside an action (import): indexes and search are made at the end, maintained columns once, and the
 * log keeps id ranges. A record inserted so keeps its old base: load it again before changing it.
 * expected is the number of rows to come. Rules and validation are the same.
 */
enum status action_bulk_begin(
	struct office *o, enum kind_id kind, int64_t expected, struct err *err);
enum status action_bulk_end(struct office *o, struct err *err);
/*
 * A place in the open action to come back to: action_unmark() forgets it, and without keep everything written since is taken
 * back, the rest of the action is not. One at a time. Not for records of the kind that action_bulk_begin() is for.
 */
enum status action_mark(struct office *o, struct err *err);
enum status action_unmark(struct office *o, bool keep, struct err *err);
bool action_is_marked(const struct office *o);
/* Custom fields that the open action has made are in office_kind() from here on; action_cancel() takes them out again. */
enum status action_take_fields(struct office *o, struct err *err);
/* What record_save() would make of r before it writes: derived values, and the rules' answer. Writes nothing. */
enum status record_prepare(struct office *o, struct record *r, struct err *err);
/* Rules that ask a person for something (a lost reason) are waived while an import runs. */
void action_set_lenient(struct office *o, bool lenient);
bool action_is_lenient(const struct office *o);

#endif
