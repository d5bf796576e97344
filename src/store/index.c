/*
 * Index tables. Filling scans the table NOT INDEXED ORDER BY id: through a covering index the rows would come out of order
 * and the engine would flush at each step back. A larger hash while filling makes fewer and larger segments.
 */
#include "index.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "index_build.h"
#include "store/db.h"
#include "store_private.h"

/* Segments of one level that make the engine merge by itself; idle merging keeps far below. */
#define INDEX_CRISIS 1000
/* Bytes in memory while filling (more costs memory and saves no time), and otherwise. */
/* Bytes in memory while filling: what does not fit the processor's cache costs more time than it saves. */
#define INDEX_HASH_FILL (2 << 20)
#define INDEX_HASH_USUAL (1 << 20)

/* As many rows are not given to the engine one by one. */
#define INDEX_MANY 2000

enum { INDEX_SQL = 512 };

void index_check_name(const char *table)
{
	assert(*table != '\0' &&
		strspn(table, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(table));
	assert(strlen(table) < 64);
}

enum status index_list(struct db *db, char ***out, size_t *n, struct err *err)
{
	struct query *q =
		db_query(db, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE "
			     "'CREATE VIRTUAL TABLE%'"
			     " AND (name GLOB 'search_*' OR name GLOB 'digits_*') ORDER BY name");
	char **names = NULL;
	size_t len = 0, cap = 0;
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		names = mem_grow(names, &cap, len + 1, sizeof names[0]);
		names[len++] = mem_strdup(query_get_text(q, 0));
	}
	query_done(q);
	if (st != ST_OK) {
		index_list_free(names, len);
		return st;
	}
	*out = names;
	*n = len;
	return ST_OK;
}

void index_list_free(char **names, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
}

bool index_exists(struct db *db, const char *prefix, const char *table)
{
	struct query *q = db_query(
		db, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1 || ?2");
	int64_t n = 0;

	query_text(q, 1, prefix);
	query_text(q, 2, table);
	return query_one_int(q, 0, &n, NULL) == ST_OK && n > 0;
}

static enum status index_set(
	struct db *db, const char *index, const char *key, int value, struct err *err)
{
	char sql[INDEX_SQL];

	snprintf(sql, sizeof sql, "INSERT INTO %s(%s, rank) VALUES ('%s', %d)", index, index, key,
		value);
	return db_exec(db, sql, err);
}

enum status index_configure(struct db *db, struct err *err)
{
	enum status st;
	char **names;
	size_t i, n;

	st = index_list(db, &names, &n, err);
	if (st != ST_OK)
		return st;
	for (i = 0; i < n && st == ST_OK; i++) {
		st = index_set(db, names[i], "automerge", 0, err);
		if (st == ST_OK)
			st = index_set(db, names[i], "crisismerge", INDEX_CRISIS, err);
	}
	index_list_free(names, n);
	return st;
}

enum status index_merge(struct db *db, const char *index, int pages, bool *worked, struct err *err)
{
	int64_t before = sqlite3_total_changes64(db->h);
	char sql[INDEX_SQL];
	struct query *q;
	enum status st;

	snprintf(sql, sizeof sql, "INSERT INTO %s(%s, rank) VALUES ('merge', ?1)", index, index);
	q = db_query(db, sql);
	query_int(q, 1, pages);
	st = query_run(q, NULL, err);
	/* The command itself counts as one change. */
	*worked = st == ST_OK && sqlite3_total_changes64(db->h) - before >= 2;
	return st;
}

static void index_gram_run(struct buf *out, const char *run, size_t len)
{
	size_t i;

	for (i = 0; i + 4 <= len; i++) {
		buf_addn(out, run + i, 4);
		buf_addch(out, ' ');
	}
	i = len < 3 ? 0 : len - 3;
	buf_addn(out, run + i, len - i);
	buf_addch(out, ' ');
}

void index_grams(struct buf *out, const char *digits)
{
	while (*digits != '\0') {
		size_t len = strspn(digits, "0123456789");

		if (len > 0)
			index_gram_run(out, digits, len);
		digits += len;
		digits += strcspn(digits, "0123456789");
	}
}

static void index_grams_sql(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	const char *digits = (const char *)sqlite3_value_text(argv[0]);
	struct buf b = BUF_INIT;

	(void)argc;
	if (digits != NULL)
		index_grams(&b, digits);
	sqlite3_result_text(ctx, buf_str(&b), (int)b.len, SQLITE_TRANSIENT);
	buf_release(&b);
}

static enum status index_run_range(
	struct db *db, const char *sql, int64_t first, int64_t last, struct err *err)
{
	struct query *q = db_query(db, sql);

	query_int(q, 1, first);
	query_int(q, 2, last);
	return query_run(q, NULL, err);
}

/* One INSERT .. SELECT with the large hash around it. */
static enum status index_fill_one(struct db *db, const char *index, const char *sql, int64_t first,
	int64_t last, struct err *err)
{
	enum status st = index_set(db, index, "hashsize", INDEX_HASH_FILL, err);

	if (st == ST_OK)
		st = index_run_range(db, sql, first, last, err);
	if (st == ST_OK)
		st = index_set(db, index, "hashsize", INDEX_HASH_USUAL, err);
	return st;
}

/* Many rows beside the engine; *done false with ST_OK: nothing was done. */
static enum status index_fill_many(
	struct db *db, const char *table, int64_t first, int64_t last, bool *done, struct err *err)
{
	struct index_build *b = index_build_new(db, table);
	enum status st = ST_OK;
	struct query *q;
	bool row;
	char *sql;

	if (b == NULL)
		return ST_OK;
	sql = mem_printf("SELECT id, search_text, %s FROM %s NOT INDEXED"
			 " WHERE id BETWEEN ?1 AND ?2 ORDER BY id",
		index_exists(db, "digits_", table) ? "digits" : "NULL", table);
	q = db_query(db, sql);
	query_int(q, 1, first);
	query_int(q, 2, last);
	while ((st = query_step(q, &row, err)) == ST_OK && row)
		index_build_row(b, query_get_int(q, 0), query_get_text(q, 1), query_get_text(q, 2));
	query_done(q);
	if (st == ST_OK)
		st = index_build_finish(b, done, err);
	index_build_free(b);
	free(sql);
	return st;
}

enum status index_fill(
	struct db *db, const char *table, int64_t first, int64_t last, struct err *err)
{
	char sql[INDEX_SQL], index[80];
	enum status st = ST_OK;
	bool done = false;

	index_check_name(table);
	if (first < last - INDEX_MANY)
		st = index_fill_many(db, table, first, last, &done, err);
	if (st != ST_OK || done)
		return st;
	if (index_exists(db, "search_", table)) {
		snprintf(index, sizeof index, "search_%s", table);
		snprintf(sql, sizeof sql,
			"INSERT INTO %s(rowid, search_text) SELECT id, search_text FROM %s NOT "
			"INDEXED"
			" WHERE id BETWEEN ?1 AND ?2 AND search_text <> '' ORDER BY id",
			index, table);
		st = index_fill_one(db, index, sql, first, last, err);
	}
	if (st == ST_OK && index_exists(db, "digits_", table)) {
		sqlite3_create_function(db->h, "store_grams", 1,
			SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, NULL,
			index_grams_sql, NULL, NULL);
		snprintf(index, sizeof index, "digits_%s", table);
		snprintf(sql, sizeof sql,
			"INSERT INTO %s(rowid, grams) SELECT id, store_grams(digits) FROM %s NOT "
			"INDEXED"
			" WHERE id BETWEEN ?1 AND ?2 AND digits <> '' ORDER BY id",
			index, table);
		st = index_fill_one(db, index, sql, first, last, err);
	}
	return st;
}
