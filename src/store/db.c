/* Plain facts about a connection, and its read transactions. Opening and closing are in open.c, statements in query.c. */
#include "store/db.h"

#include <assert.h>

#include "store_private.h"

const char *db_path(const struct db *db)
{
	return db->path;
}

bool db_is_read_only(const struct db *db)
{
	return db->read_only;
}

bool db_was_created(const struct db *db)
{
	return db->created;
}

enum status db_read_begin(struct db *db, struct err *err)
{
	if (!db->in_tx && db->read_depth == 0) {
		enum status st = db_exec(db, "BEGIN", err);

		if (st != ST_OK)
			return st;
	}
	db->read_depth++;
	return ST_OK;
}

void db_read_end(struct db *db)
{
	assert(db->read_depth > 0);
	if (--db->read_depth == 0 && !db->in_tx && sqlite3_get_autocommit(db->h) == 0)
		(void)db_own(db, OWN_ROLLBACK, NULL);
}

void db_quiet(struct db *db)
{
	sqlite3_stmt *stmt = NULL;

	if (db->queries_out > 0 || sqlite3_txn_state(db->h, NULL) == SQLITE_TXN_NONE)
		return;
	while ((stmt = sqlite3_next_stmt(db->h, stmt)) != NULL)
		if (sqlite3_stmt_busy(stmt))
			sqlite3_reset(stmt);
	/* The end of any statement ends a read that nobody owns. */
	if (sqlite3_txn_state(db->h, NULL) == SQLITE_TXN_READ)
		(void)db_own(db, OWN_USER_VERSION, NULL);
}

void db_assert_idle(struct db *db)
{
	assert(db->queries_out == 0);
	assert(db->read_depth == 0);
	assert(!db->in_tx);
	db_quiet(db);
	assert(sqlite3_txn_state(db->h, NULL) == SQLITE_TXN_NONE);
}

void db_interrupt(struct db *db)
{
	sqlite3_interrupt(db->h);
}
