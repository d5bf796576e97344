/*
 * Statements and their cache. A statement is found by its text, so that callers keep plain SQL strings; one that is in use
 * already gets a twin. The cache forgets the longest unused.
 */
#include "store/db.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "store_private.h"

#ifndef QUERY_CACHE_MAX
#define QUERY_CACHE_MAX 160
#endif

struct query {
	struct db *db;
	sqlite3_stmt *stmt; /* NULL when the file could not be read to prepare it: rc says why */
	char *sql;
	const char *from; /* the caller's text when it was last taken: only compared, never read */
	uint64_t used;
	int rc;
	bool out, stepped, ended, writes;
};

static uint64_t query_hash(const char *sql)
{
	uint64_t h = 1469598103934665603ULL;

	for (; *sql != '\0'; sql++)
		h = (h ^ (unsigned char)*sql) * 1099511628211ULL;
	return h;
}

static void query_free(struct query *q)
{
	sqlite3_finalize(q->stmt);
	free(q->sql);
	free(q);
}

void query_cache_clear(struct db *db)
{
	size_t i;

	for (i = 0; i < db->cache_len; i++)
		query_free(db->cache[i].query);
	free(db->cache);
	db->cache = NULL;
	db->cache_len = db->cache_cap = 0;
	db->queries_out = 0;
}

static struct query *query_find(struct db *db, uint64_t hash, const char *sql)
{
	size_t i;

	for (i = 0; i < db->cache_len; i++)
		if (db->cache[i].hash == hash && !db->cache[i].query->out &&
			strcmp(db->cache[i].query->sql, sql) == 0)
			return db->cache[i].query;
	return NULL;
}

/* Drop the longest unused statement; when all are in use the cache grows. */
static void query_evict(struct db *db)
{
	size_t i, oldest = db->cache_len;

	for (i = 0; i < db->cache_len; i++)
		if (!db->cache[i].query->out &&
			(oldest == db->cache_len ||
				db->cache[i].query->used < db->cache[oldest].query->used))
			oldest = i;
	if (oldest == db->cache_len)
		return;
	query_free(db->cache[oldest].query);
	db->cache[oldest] = db->cache[--db->cache_len];
}

/* Wrong SQL is a mistake in the program; a file that cannot be read is not, and is reported by the first step. */
static void query_prepare(struct query *q)
{
	const char *why;

	q->rc = sqlite3_prepare_v3(q->db->h, q->sql, -1, SQLITE_PREPARE_PERSISTENT, &q->stmt, NULL);
	if (q->rc == SQLITE_OK)
		return;
	why = sqlite3_errmsg(q->db->h);
	if (q->rc == SQLITE_ERROR && strncmp(why, "vtable constructor", 18) != 0) {
		log_line("store: %s: %s", why, q->sql);
		abort();
	}
}

/* Most texts are constants: the same address as last time saves the hash of a long statement. */
static struct query *query_find_known(struct db *db, const char *sql)
{
	size_t i;

	for (i = 0; i < db->cache_len; i++)
		if (db->cache[i].query->from == sql && !db->cache[i].query->out)
			return strcmp(db->cache[i].query->sql, sql) == 0 ? db->cache[i].query
									 : NULL;
	return NULL;
}

struct query *db_query(struct db *db, const char *sql)
{
	struct query *q = query_find_known(db, sql);
	uint64_t hash;

	db_settle(db);
	if (q == NULL) {
		hash = query_hash(sql);
		q = query_find(db, hash, sql);
	}
	if (q == NULL) {
		if (db->cache_len >= QUERY_CACHE_MAX)
			query_evict(db);
		q = mem_alloc(sizeof *q);
		q->db = db;
		q->sql = mem_strdup(sql);
		db->cache =
			mem_grow(db->cache, &db->cache_cap, db->cache_len + 1, sizeof db->cache[0]);
		db->cache[db->cache_len++] = (struct cached){hash, q};
	}
	if (q->stmt == NULL) {
		query_prepare(q);
		q->writes = q->stmt != NULL && !sqlite3_stmt_readonly(q->stmt);
	}
	q->from = sql;
	q->used = ++db->cache_clock;
	q->out = true;
	q->stepped = q->ended = false;
	db->queries_out++;
	return q;
}

/* A parameter the statement does not have is a mistake; a text over the size limit is the person's. */
static void query_bound(struct query *q, int rc)
{
	if (rc == SQLITE_RANGE || rc == SQLITE_MISUSE) {
		log_line("store: cannot bind: %s", q->sql);
		abort();
	}
	if (rc != SQLITE_OK && q->rc == SQLITE_OK)
		q->rc = rc;
}

void query_int(struct query *q, int param, int64_t v)
{
	if (q->stmt != NULL)
		query_bound(q, sqlite3_bind_int64(q->stmt, param, v));
}

void query_text(struct query *q, int param, const char *s)
{
	if (q->stmt != NULL)
		query_bound(q, sqlite3_bind_text(q->stmt, param, s, -1, SQLITE_TRANSIENT));
}

void query_text_borrowed(struct query *q, int param, const char *s)
{
	if (q->stmt != NULL)
		query_bound(q, sqlite3_bind_text(q->stmt, param, s, -1, SQLITE_STATIC));
}

void query_null(struct query *q, int param)
{
	if (q->stmt != NULL)
		query_bound(q, sqlite3_bind_null(q->stmt, param));
}

/* A file that is read without locks must still be the one that was opened. */
static bool query_snapshot_holds(struct db *db)
{
	struct stat now;

	return !db->snapshot || (stat(db->real, &now) == 0 && now.st_ino == db->seen.st_ino &&
					now.st_size == db->seen.st_size &&
					now.st_mtim.tv_sec == db->seen.st_mtim.tv_sec &&
					now.st_mtim.tv_nsec == db->seen.st_mtim.tv_nsec);
}

static enum status query_first(struct query *q, struct err *err)
{
	struct db *db = q->db;

	q->stepped = true;
	if (db->in_tx && sqlite3_get_autocommit(db->h) != 0)
		return fail_db(db, db->tx_rc != SQLITE_OK ? db->tx_rc : SQLITE_ABORT, err);
	if (!query_snapshot_holds(db))
		return err_set(err, ST_CONFLICT,
			_("%s was changed by somebody else while you could only look at it. Open "
			  "it again."),
			db->path);
	return ST_OK;
}

enum status query_step(struct query *q, bool *row, struct err *err)
{
	struct db *db = q->db;
	int rc;

	*row = false;
	if (q->ended)
		return ST_OK;
	db_settle(db);
	assert(db->in_tx || !q->writes);
	if (q->rc != SQLITE_OK)
		return fail_set(q->stmt == NULL ? db->h : NULL, db->path, q->rc, err);
	if (!q->stepped) {
		enum status st = query_first(q, err);

		if (st != ST_OK)
			return st;
	}
	rc = sqlite3_step(q->stmt);
	if (rc == SQLITE_ROW) {
		*row = true;
		return ST_OK;
	}
	q->ended = true;
	if (rc == SQLITE_DONE)
		return ST_OK;
	if (db->in_tx && sqlite3_get_autocommit(db->h) != 0)
		db->tx_rc = rc;
	return fail_db(db, rc, err);
}

bool query_is_null(struct query *q, int col)
{
	return sqlite3_column_type(q->stmt, col) == SQLITE_NULL;
}

int64_t query_get_int(struct query *q, int col)
{
	return sqlite3_column_int64(q->stmt, col);
}

const char *query_get_text(struct query *q, int col)
{
	return (const char *)sqlite3_column_text(q->stmt, col);
}

void query_done(struct query *q)
{
	if (q == NULL || !q->out)
		return;
	db_settle(q->db);
	if (q->stmt != NULL) {
		sqlite3_reset(q->stmt);
		sqlite3_clear_bindings(q->stmt);
	}
	q->rc = SQLITE_OK;
	q->out = false;
	q->db->queries_out--;
}

enum status query_run(struct query *q, int64_t *changed, struct err *err)
{
	enum status st;
	bool row;

	do
		st = query_step(q, &row, err);
	while (st == ST_OK && row);
	if (changed != NULL)
		*changed = st == ST_OK && q->writes ? sqlite3_changes64(q->db->h) : 0;
	query_done(q);
	return st;
}

enum status query_insert(struct query *q, int64_t *id, struct err *err)
{
	sqlite3 *h = q->db->h;
	enum status st = query_run(q, NULL, err);

	if (st == ST_OK)
		*id = sqlite3_last_insert_rowid(h);
	return st;
}

enum status query_one_int(struct query *q, int64_t fallback, int64_t *out, struct err *err)
{
	enum status st;
	bool row;

	st = query_step(q, &row, err);
	if (st == ST_OK)
		*out = row && !query_is_null(q, 0) ? query_get_int(q, 0) : fallback;
	query_done(q);
	return st;
}

enum status db_exec(struct db *db, const char *sql, struct err *err)
{
	int rc;

	db_settle(db);
	rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		return ST_OK;
	if (db->in_tx && sqlite3_get_autocommit(db->h) != 0)
		db->tx_rc = rc;
	return fail_db(db, rc, err);
}

int db_own(struct db *db, enum own_stmt which, int64_t *value)
{
	static const char *const sql[OWN_COUNT] = {
		[OWN_BEGIN] = "BEGIN IMMEDIATE",
		[OWN_COMMIT] = "COMMIT",
		[OWN_ROLLBACK] = "ROLLBACK",
		[OWN_USER_VERSION] = "PRAGMA user_version",
		[OWN_DATA_VERSION] = "PRAGMA data_version",
	};
	sqlite3_stmt **stmt = &db->own[which];
	int rc = SQLITE_OK;

	db_settle(db);
	if (*stmt == NULL)
		rc = sqlite3_prepare_v3(
			db->h, sql[which], -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL);
	if (rc != SQLITE_OK)
		return rc;
	rc = sqlite3_step(*stmt);
	if (rc == SQLITE_ROW && value != NULL)
		*value = sqlite3_column_int64(*stmt, 0);
	if (rc == SQLITE_ROW || rc == SQLITE_DONE) {
		sqlite3_reset(*stmt);
		return SQLITE_OK;
	}
	return sqlite3_reset(*stmt);
}
