/*
 * What one connection is, seen only inside this room. Everything that goes to the file goes through struct db; the modules
 * here share it and nothing else.
 */
#ifndef STORE_PRIVATE_H
#define STORE_PRIVATE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "base/err.h"

#define DB_CACHE_KIB 12288
#define DB_BUSY_MS 10000 /* the net under the gate, for programs that do not know it */
#define DB_GATE_WAIT_MS 60000
#define DB_WAL_MAX_FRAMES 4000 /* 16 MB: above that a commit does the checkpoint itself */

struct feed;
struct gate;
struct query;

/* The few statements of the room's own that run at every save or wake-up. */
enum own_stmt {
	OWN_BEGIN,
	OWN_COMMIT,
	OWN_ROLLBACK,
	OWN_USER_VERSION,
	OWN_DATA_VERSION,
	OWN_COUNT
};

struct cached {
	uint64_t hash;
	struct query *query;
};

struct db {
	sqlite3 *h;
	char *path;        /* as the person named it, for sentences */
	char *real;        /* without links; the side files are named after it */
	struct gate *gate; /* NULL when the file is only read */
	int gate_wait_ms;
	bool read_only, created;
	bool snapshot;    /* opened without locks, because nobody can write beside us */
	struct stat seen; /* snapshot: how the file was then */
	int version;      /* of the schema */

	sqlite3_stmt *own[OWN_COUNT];
	struct cached *cache;
	size_t cache_len, cache_cap;
	uint64_t cache_clock;
	int queries_out;

	bool in_tx;
	int tx_rc;  /* what made the engine roll back by itself */
	bool stale; /* the engine rolled back by itself: see tx_forget_words() */
	int read_depth;
	int wal_frames;

	struct feed *feed; /* rows on their way (feed.h); NULL: the engine is free */
	void (*settle)(struct db *db);

	int64_t commits, changes; /* own commits; other people's as far as they were noticed */
	int64_t data_version;
	int watch_fd;
	int64_t idle_done; /* the change counter when the last idle step found nothing more to do */
	size_t idle_next;
};

/* fail.c: the one place where the engine's codes become a status and a sentence. h may be NULL. */
enum status fail_set(sqlite3 *h, const char *path, int rc, struct err *err);
enum status fail_db(struct db *db, int rc, struct err *err);

/* db.c: end statements that the engine's search module left open when it ran out of memory. No query of ours may be out. */
void db_quiet(struct db *db);

/* tx.c: the same as tx_begin(), tx_commit() and tx_rollback() for one who holds the gate; not counted as a change. */
enum status tx_start(struct db *db, struct err *err);
enum status tx_finish(struct db *db, struct err *err);
void tx_drop(struct db *db);

/* Before anything goes to the engine: rows that are on their way arrive first. */
static inline void db_settle(struct db *db)
{
	if (db->feed != NULL)
		db->settle(db);
}

/* query.c */
void query_cache_clear(struct db *db);
/* Run statements that are not worth a place in the cache. */
enum status db_exec(struct db *db, const char *sql, struct err *err);
/* Run one of the room's own statements; *value (may be NULL) gets the first column. Returns the engine's code. */
int db_own(struct db *db, enum own_stmt which, int64_t *value);

#endif
