/*
 * One office file: open, create, refuse, and the statements on it. Nothing outside this room knows which engine answers;
 * SQL given here keeps to what SQLite and PostgreSQL both take (numbered parameters ?1 ?2, ON CONFLICT, RETURNING,
 * window functions; no date functions, no rowid).
 *
 * A connection belongs to one thread. No statement is open while the program waits for a key: db_assert_idle() holds that.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct query;

enum db_mode {
	DB_OPEN,           /* must exist; an older schema is backed up and migrated */
	DB_CREATE,         /* must not exist (ST_CONFLICT when it does) */
	DB_OPEN_OR_CREATE, /* open, or create with its directories */
	DB_READ_ONLY,      /* must exist; never writes, an older schema is refused */
};

/*
 * Open path. ST_NOT_FOUND no such file; ST_CORRUPT not a Kartoteka file, damaged, or made by a newer program (each with its
 * own sentence); ST_IO the system refused (read-only directory, full disk, network file system).
 * When the file or its directory cannot be written, DB_OPEN gives a read-only connection: see db_is_read_only().
 */
enum status db_open(const char *path, enum db_mode mode, struct db **out, struct err *err);
void db_close(struct db *db); /* NULL is fine; rolls an open write back */
const char *db_path(const struct db *db);
bool db_is_read_only(const struct db *db);
bool db_was_created(const struct db *db); /* this open made a new, empty office */

/*
 * Statements. db_query() takes one from a cache by its SQL text and returns it ready for binding; query_done() gives it
 * back. SQL that does not compile is a programmer's mistake and aborts with the text in the log. Texts are copied when bound.
 */
struct query *db_query(struct db *db, const char *sql);
void query_int(struct query *q, int param, int64_t v);
void query_text(struct query *q, int param, const char *s); /* NULL binds NULL */
/* The same without a copy: s must stay as it is until query_done(). Parameters that are not bound are NULL. */
void query_text_borrowed(struct query *q, int param, const char *s);
void query_null(struct query *q, int param);
/* ST_OK with *row true when a row is there, false at the end. */
enum status query_step(struct query *q, bool *row, struct err *err);
bool query_is_null(struct query *q, int col);
int64_t query_get_int(struct query *q, int col);
const char *query_get_text(
	struct query *q, int col); /* NULL for NULL; borrowed until the next step or done */
void query_done(struct query *q);  /* NULL is fine */

/* Run to the end, rows ignored; query_done() included. changed (may be NULL) gets the number of rows changed. */
enum status query_run(struct query *q, int64_t *changed, struct err *err);
/* Run an INSERT of one row and give the id it got; query_done() included. */
enum status query_insert(struct query *q, int64_t *id, struct err *err);
/* One integer from the first row (fallback when there is no row or NULL); query_done() included. */
enum status query_one_int(struct query *q, int64_t fallback, int64_t *out, struct err *err);

/* A consistent view over several statements; keep it short. */
enum status db_read_begin(struct db *db, struct err *err);
void db_read_end(struct db *db);

/* No statement open, no transaction open. Called by the loop before it waits. */
void db_assert_idle(struct db *db);

/* Stop a running statement from another thread or a signal: it ends with ST_CANCELLED. */
void db_interrupt(struct db *db);

#endif
