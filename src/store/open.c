/*
 * Opening: find out what the file is before anything is changed, refuse with a sentence, or make a new office. Cheap on
 * purpose: no check of the content, that is db_check()'s.
 */
#include "store/db.h"

#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "connect.h"
#include "gate.h"
#include "place.h"
#include "store/migrate.h"
#include "store/tx.h"
#include "store/upkeep.h"
#include "store_private.h"

static int open_committed(void *arg, sqlite3 *h, const char *name, int frames)
{
	struct db *db = arg;

	(void)h;
	(void)name;
	db->wal_frames = frames;
	return SQLITE_OK;
}

/* Settings that need the file to be readable; its kind is known by now. */
static enum status open_settings(struct db *db, struct err *err)
{
	char sql[96];
	int which, rc;

	snprintf(sql, sizeof sql, "PRAGMA synchronous=FULL; PRAGMA cache_size=-%d", DB_CACHE_KIB);
	sqlite3_wal_hook(db->h, open_committed, db);
	rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = db_own(db, OWN_DATA_VERSION, &db->data_version);
	/* Prepared now, so that a commit or a rollback never lacks the memory for it. */
	for (which = OWN_BEGIN; rc == SQLITE_OK && which <= OWN_ROLLBACK; which++) {
		static const char *const sql_of[] = {"BEGIN IMMEDIATE", "COMMIT", "ROLLBACK"};

		rc = sqlite3_prepare_v3(
			db->h, sql_of[which], -1, SQLITE_PREPARE_PERSISTENT, &db->own[which], NULL);
	}
	return rc == SQLITE_OK ? ST_OK : fail_db(db, rc, err);
}

/* The answer must be looked at: a file system without shared memory silently keeps the old mode. */
static enum status open_wal(struct db *db, struct err *err)
{
	char mode[16];
	int rc = connect_text(db->h, "PRAGMA journal_mode", mode, sizeof mode);

	if (rc == SQLITE_OK && strcmp(mode, "wal") != 0)
		rc = connect_text(db->h, "PRAGMA journal_mode=WAL", mode, sizeof mode);
	if (rc != SQLITE_OK)
		return fail_db(db, rc, err);
	if (strcmp(mode, "wal") != 0)
		return err_set(err, ST_IO,
			_("%s: this file system cannot carry an office (no shared memory)."),
			db->path);
	return ST_OK;
}

/* One transaction from version from to the latest; the gate is held. Someone else may have done it meanwhile. */
static enum status open_migrate_tx(struct db *db, int from, struct err *err)
{
	int64_t now = 0;
	int rc = db_own(db, OWN_BEGIN, NULL);
	enum status st = ST_OK;

	if (rc != SQLITE_OK)
		return fail_db(db, rc, err);
	db->in_tx = true;
	rc = db_own(db, OWN_USER_VERSION, &now);
	if (rc == SQLITE_OK && now == from)
		st = migrate_apply(db, from, err);
	if (rc == SQLITE_OK && st == ST_OK)
		rc = db_own(db, OWN_COMMIT, NULL);
	if (rc != SQLITE_OK)
		st = fail_db(db, rc, err);
	if (sqlite3_get_autocommit(db->h) == 0)
		(void)db_own(db, OWN_ROLLBACK, NULL);
	db->in_tx = false;
	return st;
}

/* References cannot be followed while tables are rebuilt; migrate_apply() checks them at its end. */
static enum status open_migrate(struct db *db, int from, struct err *err)
{
	enum status st = ST_OK;

	sqlite3_db_config(db->h, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL);
	st = open_migrate_tx(db, from, err);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_ENABLE_FKEY, 1, NULL);
	if (st == ST_OK)
		db->version = migrate_latest();
	return st;
}

/* Keep the old file as "real.before-vN"; the gate is held. */
static enum status open_keep_old(struct db *db, struct err *err)
{
	char suffix[32];
	char *name, *temp;
	sqlite3 *src;
	enum status st = connect_open(db->real, db->path, CONNECT_READ, NULL, &src, err);

	if (st != ST_OK)
		return st;
	snprintf(suffix, sizeof suffix, ".before-v%d", migrate_latest());
	name = place_free_name(db->real, suffix);
	temp = place_temp_name(db->real);
	st = backup_copy(src, temp, db->real, name, false, err);
	sqlite3_close(src);
	if (st == ST_OK)
		st = backup_install(temp, name, false, name, err);
	free(temp);
	free(name);
	return st;
}

static enum status open_upgrade(struct db *db, int version, struct err *err)
{
	int64_t now = version;
	enum status st = gate_enter(db->gate, db->gate_wait_ms, err);

	if (st != ST_OK)
		return st;
	(void)db_own(db, OWN_USER_VERSION, &now);
	if (now == version) /* nobody did it while we waited */
		st = open_keep_old(db, err);
	if (st == ST_OK)
		st = open_migrate(db, version, err);
	gate_leave(db->gate, false);
	return st;
}

/* Read without writing. Without a log beside the file and with no way to make one, it is read without locks. */
static enum status open_for_reading(
	struct db *db, const struct place *p, int *version, struct err *err)
{
	struct err first = ERR_INIT;
	enum status st = connect_open(p->real, db->path, CONNECT_READ, NULL, &db->h, &first);

	if (st == ST_OK)
		st = connect_identify(db->h, db->path, version, &first);
	if (st == ST_OK)
		return ST_OK;
	if ((st == ST_IO || st == ST_DENIED) && !place_side_exists(p->real, "-wal") &&
		!place_can_make(p)) {
		sqlite3_close(db->h);
		db->snapshot = true;
		db->seen = p->st;
		st = connect_open(p->real, db->path, CONNECT_SNAPSHOT, NULL, &db->h, err);
		return st == ST_OK ? connect_identify(db->h, db->path, version, err) : st;
	}
	return err_set(err, st, "%s", first.text);
}

static enum status open_not_there(const struct db *db, struct err *err)
{
	return err_set(err, ST_NOT_FOUND, _("There is no file %s."), db->path);
}

static enum status open_empty(const struct db *db, struct err *err)
{
	return err_set(err, ST_CORRUPT, _("%s is an empty file, not an office."), db->path);
}

static enum status open_fill(
	struct db *db, const struct place *p, enum db_mode mode, struct err *err);

static enum status open_to_write(
	struct db *db, const struct place *p, enum db_mode mode, struct err *err)
{
	int version = 0;
	enum status st = connect_open(p->real, db->path, CONNECT_WRITE, NULL, &db->h, err);

	if (st == ST_OK)
		st = connect_identify(db->h, db->path, &version, err);
	if (st != ST_OK)
		return st;
	if (version < 0) {
		/* Somebody was stopped while making it. */
		if (mode != DB_OPEN_OR_CREATE)
			return open_empty(db, err);
		sqlite3_close(db->h);
		db->h = NULL;
		return open_fill(db, p, mode, err);
	}
	db->version = version;
	st = gate_open(p, &db->gate, err);
	if (st == ST_OK)
		st = open_settings(db, err);
	if (st == ST_OK)
		st = open_wal(db, err);
	if (st == ST_OK && version < migrate_latest())
		st = open_upgrade(db, version, err);
	return st;
}

static enum status open_to_read(struct db *db, const struct place *p, struct err *err)
{
	int version = 0;
	enum status st;

	db->read_only = true;
	st = open_for_reading(db, p, &version, err);
	if (st != ST_OK)
		return st;
	if (version < 0)
		return open_empty(db, err);
	if (version < migrate_latest())
		return err_set(err, ST_CORRUPT,
			_("%s was made by an older Kartoteka (format %d, this program uses %d) and "
			  "cannot be brought up to date "
			  "because it may only be read."),
			db->path, version, migrate_latest());
	db->version = version;
	return open_settings(db, err);
}

static enum status open_existing(
	struct db *db, const struct place *p, enum db_mode mode, struct err *err)
{
	if (!place_can_read(p))
		return err_set(err, ST_IO, _("%s: you are not allowed to read it."), db->path);
	if (p->st.st_size == 0)
		return mode == DB_OPEN_OR_CREATE ? open_fill(db, p, mode, err)
						 : open_empty(db, err);
	if (mode == DB_READ_ONLY || !place_can_write(p))
		return open_to_read(db, p, err);
	return open_to_write(db, p, mode, err);
}

static void open_remove(const struct db *db)
{
	static const char *const side[] = {"", "-wal", "-shm", "-journal"};
	size_t i;

	for (i = 0; i < sizeof side / sizeof side[0]; i++) {
		char *name = mem_printf("%s%s", db->real, side[i]);

		unlink(name);
		free(name);
	}
}

/* Give back everything but the gate. */
static void open_drop_handle(struct db *db)
{
	int i;

	query_cache_clear(db);
	for (i = 0; i < OWN_COUNT; i++)
		sqlite3_finalize(db->own[i]);
	memset(db->own, 0, sizeof db->own);
	sqlite3_close(db->h);
	db->h = NULL;
}

/* The schema into a new or empty file; the gate is held. *done is false when another one was quicker. */
static enum status open_make(struct db *db, const struct place *p, bool *done, struct err *err)
{
	int version = 0;
	enum status st =
		connect_open(p->real, db->path, CONNECT_CREATE, gate_path(db->gate), &db->h, err);

	if (st == ST_OK)
		st = connect_identify(db->h, db->path, &version, err);
	*done = version < 0;
	if (st != ST_OK || version >= 0)
		return st;
	st = open_settings(db, err);
	if (st == ST_OK)
		st = open_wal(db, err);
	if (st == ST_OK)
		st = open_migrate(db, 0, err);
	db->created = st == ST_OK;
	return st;
}

static enum status open_place(struct db *db, enum db_mode mode, struct err *err);

static enum status open_fill(
	struct db *db, const struct place *p, enum db_mode mode, struct err *err)
{
	bool appeared, done = false;
	enum status st;

	if (!place_can_make(p))
		return err_set(err, ST_IO,
			_("%s: you are not allowed to make files in this directory."), db->path);
	st = gate_open(p, &db->gate, err);
	if (st == ST_OK)
		st = gate_enter(db->gate, db->gate_wait_ms, err);
	if (st != ST_OK)
		return st;
	appeared = !p->exists && place_side_exists(p->real, "");
	if (!appeared)
		st = open_make(db, p, &done, err);
	if (st != ST_OK && !p->exists && !appeared) {
		open_drop_handle(db);
		open_remove(db);
		if (gate_was_made(db->gate))
			unlink(gate_path(db->gate));
	}
	gate_leave(db->gate, done && st == ST_OK);
	if (st != ST_OK || done)
		return st;
	open_drop_handle(db);
	gate_close(db->gate);
	db->gate = NULL;
	return open_place(db, mode, err);
}

static enum status open_place(struct db *db, enum db_mode mode, struct err *err)
{
	struct place p;
	enum status st;

	errno = 0;
	st = place_find(db->path, &p, err);
	if (st != ST_OK && errno == ENOENT && mode != DB_CREATE && mode != DB_OPEN_OR_CREATE)
		return open_not_there(db, err);
	if (st != ST_OK)
		return st;
	free(db->real);
	db->real = mem_strdup(p.real);
	st = place_check_fs(&p, db->path, err);
	if (st == ST_OK && p.exists && mode == DB_CREATE)
		st = err_set(err, ST_CONFLICT, _("%s already exists."), db->path);
	else if (st == ST_OK && p.exists)
		st = open_existing(db, &p, mode, err);
	else if (st == ST_OK && (mode == DB_OPEN || mode == DB_READ_ONLY))
		st = open_not_there(db, err);
	else if (st == ST_OK)
		st = open_fill(db, &p, mode, err);
	place_release(&p);
	return st;
}

enum status db_open(const char *path, enum db_mode mode, struct db **out, struct err *err)
{
	struct db *db = mem_alloc(sizeof *db);
	enum status st = ST_OK;

	db->path = mem_strdup(path);
	db->gate_wait_ms = DB_GATE_WAIT_MS;
	db->watch_fd = -1;
	db->idle_done = -1;
	if (mode == DB_OPEN_OR_CREATE)
		st = file_make_dirs(path, err);
	if (st == ST_OK)
		st = open_place(db, mode, err);
	if (st != ST_OK) {
		db_close(db);
		return st;
	}
	*out = db;
	return ST_OK;
}

/*
 * The engine copies its log into the file when the last one closes it. Only with the gate in hand: else it is told to leave
 * the log, which the next one reads.
 */
static void open_close_handle(struct db *db)
{
	bool gated = db->gate != NULL && gate_enter(db->gate, 0, NULL) == ST_OK;

	sqlite3_busy_timeout(db->h, 0);
	if (gated)
		sqlite3_db_config(db->h, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
	open_drop_handle(db);
	if (gated)
		gate_leave(db->gate, false);
}

void db_close(struct db *db)
{
	if (db == NULL)
		return;
	if (db->h != NULL) {
		tx_rollback(db);
		if (db->commits > 0)
			(void)db_idle_step(
				db); /* commands leave as little to merge as the desk does */
		open_close_handle(db);
	}
	if (db->watch_fd >= 0)
		close(db->watch_fd);
	gate_close(db->gate);
	free(db->real);
	free(db->path);
	free(db);
}
