/*
 * Noticing what others did, and idle work: merging the search index and copying the write-ahead log into the file. Both hold
 * the gate and are left alone when somebody else has it.
 */
#include "store/upkeep.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/mem.h"
#include "gate.h"
#include "index.h"
#include "store_private.h"

/* Pages of one merge step: a few milliseconds. */
#define IDLE_PAGES 16
/* A long merge is checkpointed in between, or its last step would be a long one. */
#define IDLE_WAL_FRAMES 1000
/* What is read of the news about the directory before the news themselves are looked at. */
#define DRAIN_READS 64
/* A log file of more bytes is cut off, below that it is written over. */
#define IDLE_WAL_TRUNCATE (4 << 20)

int64_t db_change_counter(struct db *db)
{
	int64_t version = db->data_version;

	if (db_own(db, OWN_DATA_VERSION, &version) == SQLITE_OK && version != db->data_version) {
		db->data_version = version;
		db->changes++;
	}
	return db->changes + db->commits;
}

int db_watch_fd(struct db *db)
{
	char *dir;

	if (db->watch_fd >= 0)
		return db->watch_fd;
	db->watch_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (db->watch_fd < 0)
		return -1;
	/* The directory, because the log file goes and comes back; IN_ATTRIB is gate_leave() after a commit. */
	dir = mem_strndup(db->real, (size_t)(strrchr(db->real, '/') - db->real) + 1);
	if (inotify_add_watch(db->watch_fd, dir, IN_MODIFY | IN_ATTRIB | IN_MOVED_TO) < 0) {
		close(db->watch_fd);
		db->watch_fd = -1;
	}
	free(dir);
	return db->watch_fd;
}

void db_watch_drain(struct db *db)
{
	char events[4096];

	if (db->watch_fd < 0)
		return;
	/* Bounded: somebody may write faster than this reads. What is left makes it readable again. */
	for (int i = 0; i < DRAIN_READS && read(db->watch_fd, events, sizeof events) > 0; i++)
		continue;
}

/* Merge a little in the next index that has something to merge, in turn; false when none has. */
static bool idle_merge(struct db *db)
{
	char **names;
	bool worked = false;
	size_t i, n;

	if (index_list(db, &names, &n, NULL) != ST_OK)
		return false;
	for (i = 0; i < n && !worked; i++) {
		const char *index = names[(db->idle_next + i) % n];

		if (tx_start(db, NULL) != ST_OK)
			break;
		if (index_merge(db, index, IDLE_PAGES, &worked, NULL) != ST_OK)
			tx_drop(db);
		else if (tx_finish(db, NULL) != ST_OK)
			worked = false;
	}
	/* The others next time: a long merge in one would let pieces pile up in them. */
	if (n > 0)
		db->idle_next = (db->idle_next + (worked ? i : 0)) % n;
	index_list_free(names, n);
	return worked;
}

static void idle_checkpoint(struct db *db)
{
	char *wal = mem_printf("%s-wal", db->real);
	int left = 0, done = 0;
	struct stat st;
	int mode = SQLITE_CHECKPOINT_PASSIVE;

	if (stat(wal, &st) == 0 && st.st_size > IDLE_WAL_TRUNCATE)
		mode = SQLITE_CHECKPOINT_TRUNCATE;
	free(wal);
	sqlite3_busy_timeout(db->h, 0);
	(void)sqlite3_wal_checkpoint_v2(db->h, "main", mode, &left, &done);
	db->wal_frames = 0;
	sqlite3_busy_timeout(db->h, DB_BUSY_MS);
}

bool db_idle_step(struct db *db)
{
	int64_t now;
	bool more;

	if (db->read_only || db->in_tx || db->read_depth > 0 || db->queries_out > 0)
		return false;
	now = db_change_counter(db);
	if (now == db->idle_done)
		return false;
	if (gate_enter(db->gate, 0, NULL) != ST_OK)
		return false;
	if (db->wal_frames > IDLE_WAL_FRAMES) {
		idle_checkpoint(
			db); /* a long merge in pieces: the last checkpoint would be a long one */
		more = true;
	} else if (!(more = idle_merge(db))) {
		idle_checkpoint(db);
		db->idle_done = now;
	}
	gate_leave(db->gate, false);
	return more;
}

char *db_meta_get(struct db *db, const char *key)
{
	struct query *q = db_query(db, "SELECT value FROM meta WHERE key = ?1");
	char *value = NULL;
	bool row;

	query_text(q, 1, key);
	if (query_step(q, &row, NULL) == ST_OK && row)
		value = mem_strdup(query_get_text(q, 0));
	query_done(q);
	return value;
}

enum status db_meta_set(struct db *db, const char *key, const char *value, struct err *err)
{
	struct query *q = db_query(db, "INSERT INTO meta (key, value) VALUES (?1, ?2)"
				       " ON CONFLICT (key) DO UPDATE SET value = excluded.value");

	assert(db->in_tx);
	query_text(q, 1, key);
	query_text(q, 2, value);
	return query_run(q, NULL, err);
}

int db_schema_version(const struct db *db)
{
	return db->version;
}
