/* What keeps the file healthy: idle work, other people's changes, backup, check. */
#ifndef STORE_UPKEEP_H
#define STORE_UPKEEP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "store/db.h"

/* A counter that moves when anybody, this connection included, has committed. Costs microseconds. */
int64_t db_change_counter(struct db *db);
/* Descriptor that becomes readable when somebody may have committed (inotify); -1 when there is none. Drain with db_watch_drain(). */
int db_watch_fd(struct db *db);
void db_watch_drain(struct db *db);

/* One bounded step of idle work (checkpoint with the gate held, search index merge). True when more is left. Never waits. */
bool db_idle_step(struct db *db);

/* A complete, verified copy at target through the engine's own means; other people go on working. force replaces target. */
enum status db_backup(struct db *db, const char *target, bool force, struct err *err);
/* Is file a healthy office file? Used by restore and by the verification of a backup. */
enum status db_verify_file(const char *path, struct err *err);
/* Put backup in the place of path; what was there is first kept as path.before-restore-N (its name is appended to kept). Nobody may have it open. */
enum status db_restore(const char *backup, const char *path, struct buf *kept, struct err *err);
/* Integrity, foreign keys, search indexes; one line per finding is appended to report. ST_CORRUPT when there is any. */
enum status db_check(struct db *db, struct buf *report, struct err *err);

/* Keys of the meta table. NULL when absent; caller frees. */
char *db_meta_get(struct db *db, const char *key);
enum status db_meta_set(
	struct db *db, const char *key, const char *value, struct err *err); /* in a transaction */
int db_schema_version(const struct db *db);

#endif
