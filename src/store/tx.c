/*
 * Write transactions. Order: gate, then the engine's lock; so nobody commits beside a checkpoint, and nobody waits in the
 * engine's own sleeping loop. A checkpoint of a large write-ahead log runs here too, while the gate is held.
 */
#include "store/tx.h"

#include <assert.h>

#include "base/i18n.h"
#include "gate.h"
#include "store_private.h"

/* After a move or a restore our writes would go to a file that has no name any more. */
static enum status tx_check_place(struct db *db, struct err *err)
{
	int moved = 0;
	int rc = sqlite3_file_control(db->h, "main", SQLITE_FCNTL_HAS_MOVED, &moved);

	if (rc != SQLITE_OK)
		return fail_db(db, rc, err);
	if (moved)
		return err_set(err, ST_IO,
			_("%s was moved, deleted or restored while it was open. Close the program "
			  "and open it again."),
			db->path);
	return ST_OK;
}

static enum status tx_check_version(struct db *db, struct err *err)
{
	int64_t version = 0;
	int rc = db_own(db, OWN_USER_VERSION, &version);

	if (rc != SQLITE_OK)
		return fail_db(db, rc, err);
	if (version != db->version)
		return err_set(err, ST_CORRUPT,
			_("%s was changed by another version of Kartoteka meanwhile (format %lld, "
			  "this program uses %d). "
			  "Close the program and use the newer one."),
			db->path, (long long)version, db->version);
	return ST_OK;
}

/*
 * When the engine took a transaction back in the middle of a statement (no memory, full disk), its search module can be left
 * with words of that statement and would write them with the next commit. Reading the schema anew makes it forget them.
 */
static enum status tx_forget_words(struct db *db, struct err *err)
{
	enum status st = ST_OK;

	if (db->stale)
		st = db_exec(db, "PRAGMA writable_schema=RESET", err);
	if (st == ST_OK)
		db->stale = false;
	return st;
}

enum status tx_start(struct db *db, struct err *err)
{
	enum status st = tx_forget_words(db, err);
	int rc;

	if (st == ST_OK)
		st = tx_check_place(db, err);
	if (st == ST_OK && (rc = db_own(db, OWN_BEGIN, NULL)) != SQLITE_OK)
		st = fail_db(db, rc, err);
	if (st != ST_OK)
		return st;
	db->in_tx = true;
	db->tx_rc = SQLITE_OK;
	st = tx_check_version(db, err);
	if (st != ST_OK)
		tx_drop(db);
	return st;
}

enum status tx_finish(struct db *db, struct err *err)
{
	enum status st;
	int rc;

	if (sqlite3_get_autocommit(db->h) != 0)
		rc = db->tx_rc != SQLITE_OK ? db->tx_rc : SQLITE_ABORT;
	else
		rc = db_own(db, OWN_COMMIT, NULL);
	if (rc == SQLITE_OK) {
		db->in_tx = false;
		return ST_OK;
	}
	st = fail_db(db, rc, err);
	tx_drop(db);
	return st;
}

void tx_drop(struct db *db)
{
	int tries;

	if (sqlite3_get_autocommit(db->h) != 0)
		db->stale = true;
	for (tries = 0; tries < 3 && sqlite3_get_autocommit(db->h) == 0; tries++)
		(void)db_own(db, OWN_ROLLBACK, NULL);
	db_quiet(db);
	db->in_tx = false;
}

enum status tx_begin(struct db *db, struct err *err)
{
	enum status st;

	db_assert_idle(db);
	if (db->read_only)
		return err_set(err, ST_DENIED, _("%s is open for reading only."), db->path);
	st = gate_enter(db->gate, db->gate_wait_ms, err);
	if (st != ST_OK)
		return st;
	st = tx_start(db, err);
	if (st != ST_OK)
		gate_leave(db->gate, false);
	return st;
}

/* The gate is held. Readers are not waited for: what they still need stays for the next time. */
static void tx_checkpoint(struct db *db)
{
	int left = 0, done = 0;

	sqlite3_busy_timeout(db->h, 0);
	(void)sqlite3_wal_checkpoint_v2(db->h, "main", SQLITE_CHECKPOINT_TRUNCATE, &left, &done);
	sqlite3_busy_timeout(db->h, DB_BUSY_MS);
	db->wal_frames = 0;
}

enum status tx_commit(struct db *db, struct err *err)
{
	enum status st;

	assert(db->in_tx);
	assert(db->queries_out == 0);
	st = tx_finish(db, err);
	if (st == ST_OK) {
		db->commits++;
		if (db->wal_frames > DB_WAL_MAX_FRAMES)
			tx_checkpoint(db);
	}
	gate_leave(db->gate, st == ST_OK);
	return st;
}

void tx_rollback(struct db *db)
{
	if (!db->in_tx)
		return;
	tx_drop(db);
	gate_leave(db->gate, false);
}

bool tx_is_open(const struct db *db)
{
	return db->in_tx;
}
