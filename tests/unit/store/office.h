/* A directory of its own for each test, and a table "thing" with both search indexes. */
#ifndef TESTS_STORE_OFFICE_H
#define TESTS_STORE_OFFICE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../../../src/store/index.h"
#include "base/err.h"
#include "base/mem.h"
#include "store/db.h"
#include "store/search.h"
#include "store/tx.h"
#include "store/upkeep.h"

#ifndef OFFICE_ROOT
#define OFFICE_ROOT "/tmp"
#endif

struct office {
	char dir[64];
	char path[96];
};

static inline int office_setup(void **state)
{
	struct office *o = mem_alloc(sizeof *o);

	snprintf(o->dir, sizeof o->dir, OFFICE_ROOT "/kartoteka-test-XXXXXX");
	if (mkdtemp(o->dir) == NULL) {
		snprintf(o->dir, sizeof o->dir, "/tmp/kartoteka-test-XXXXXX");
		if (mkdtemp(o->dir) == NULL)
			return -1;
	}
	snprintf(o->path, sizeof o->path, "%s/office.db", o->dir);
	*state = o;
	return 0;
}

static inline int office_unlink(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	(void)at;
	return remove(path);
}

static inline int office_teardown(void **state)
{
	struct office *o = *state;

	chmod(o->dir, 0700);
	nftw(o->dir, office_unlink, 8, FTW_DEPTH | FTW_PHYS);
	free(o);
	return 0;
}

static inline char *office_file(const struct office *o, const char *name)
{
	return mem_printf("%s/%s", o->dir, name);
}

#define assert_ok(call)                                                               \
	do {                                                                          \
		struct err err = ERR_INIT;                                            \
		enum status status_ = (call);                                         \
		if (status_ != ST_OK)                                                 \
			fail_msg("%s: status %d: %s", #call, (int)status_, err.text); \
	} while (0)

/* The call uses &err; it must fail with want and a sentence that contains words. */
#define assert_fails(call, want, words)                                               \
	do {                                                                          \
		struct err err = ERR_INIT;                                            \
		enum status status_ = (call);                                         \
		if (status_ != (want) || strstr(err.text, (words)) == NULL)           \
			fail_msg("%s: status %d: %s", #call, (int)status_, err.text); \
	} while (0)

static inline struct db *office_open(const struct office *o, enum db_mode mode)
{
	struct db *db = NULL;

	assert_ok(db_open(o->path, mode, &db, &err));
	return db;
}

static inline void office_run(struct db *db, const char *sql)
{
	assert_ok(query_run(db_query(db, sql), NULL, &err));
}

static inline int64_t office_int(struct db *db, const char *sql)
{
	int64_t n = -1;

	assert_ok(query_one_int(db_query(db, sql), -1, &n, &err));
	return n;
}

/* A new office with the table thing. */
static inline struct db *office_new(const struct office *o)
{
	struct db *db = office_open(o, DB_CREATE);

	assert_ok(tx_begin(db, &err));
	office_run(db,
		"CREATE TABLE thing (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, digits TEXT, "
		"deleted_at INTEGER,"
		" sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT '') STRICT");
	office_run(db, "CREATE INDEX thing_name ON thing (sort_key) WHERE deleted_at IS NULL");
	office_run(db, "CREATE INDEX thing_cover ON thing (search_text, digits)");
	office_run(db, "CREATE VIRTUAL TABLE search_thing USING fts5 (search_text, "
		       "content='thing', content_rowid='id',"
		       " detail=none, columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 "
		       "remove_diacritics 0')");
	office_run(db, "CREATE VIRTUAL TABLE digits_thing USING fts5 (grams, content='', "
		       "detail=none, columnsize=0,"
		       " prefix='3', tokenize='unicode61')");
	assert_ok(index_configure(db, &err));
	assert_ok(tx_commit(db, &err));
	return db;
}

/* Inside a transaction; the text is name, sort key and search text at once. */
static inline int64_t office_add(struct db *db, const char *text, const char *digits)
{
	struct query *q = db_query(db,
		"INSERT INTO thing (name, digits, sort_key, search_text) VALUES (?1, ?2, ?1, ?1)"
		" RETURNING id");
	int64_t id = 0;
	bool row;

	query_text(q, 1, text);
	query_text(q, 2, digits);
	assert_ok(query_step(q, &row, &err));
	assert_true(row);
	id = query_get_int(q, 0);
	query_done(q);
	assert_ok(search_add(db, "thing", id, text, &err));
	assert_ok(search_add_digits(db, "thing", id, digits, &err));
	return id;
}

/* One row in a transaction of its own. */
static inline int64_t office_save(struct db *db, const char *text, const char *digits)
{
	int64_t id;

	assert_ok(tx_begin(db, &err));
	id = office_add(db, text, digits);
	assert_ok(tx_commit(db, &err));
	return id;
}

#endif
