/*
 * Many rows at once. Unique indexes stay, because they guard the data; so do those the engine made for constraints. What was
 * dropped is in the transaction: a rollback brings it back.
 */
#include "store/bulk.h"

#include <assert.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "feed.h"
#include "index.h"
#include "index_build.h"
#include "store_private.h"

enum {
	BULK_MIN_ROWS = 2000,
	BULK_FRACTION = 5,
	BULK_SORT_CACHE_KIB = 2048,
	BULK_FEED_CACHE_KIB = 4096
};

struct bulk {
	struct db *db;
	char *table;
	char **indexes; /* the statements that make them again */
	size_t len, cap;
	const char *column; /* that changes; NULL: there are new rows */
	bool drops;
	struct feed *feed;
	bool many;                 /* rows to come */
	bool changed;              /* rows that came by feed */
	struct index_build *index; /* of the rows of feed; NULL: it is made at the end */
};

/* Rows that are only put behind others need few pages. */
static void bulk_cache(struct db *db, int kib)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kib);
	(void)db_exec(db, sql, NULL);
}

static void bulk_free(struct bulk *b)
{
	size_t i;

	if (b->feed != NULL) {
		feed_free(b->feed);
		bulk_cache(b->db, DB_CACHE_KIB);
	}
	index_build_free(b->index);
	for (i = 0; i < b->len; i++)
		free(b->indexes[i]);
	free(b->indexes);
	free(b->table);
	free(b);
}

/* Rows there are, judged by the largest id: counting them would cost more than it saves. */
static enum status bulk_existing(struct db *db, const char *table, int64_t *rows, struct err *err)
{
	char *sql = mem_printf("SELECT max(id) FROM %s", table);
	enum status st = query_one_int(db_query(db, sql), 0, rows, err);

	free(sql);
	return st;
}

/* The column x of an index whose statement ends with WHERE x IS NOT NULL; false for every other index. */
static bool bulk_partial_column(const char *sql, char *out, size_t size)
{
	static const char where[] = " WHERE ", not_null[] = " IS NOT NULL";
	const char *at = strstr(sql, where);
	size_t len;

	if (at == NULL)
		return false;
	at += sizeof where - 1;
	len = strcspn(at, " ");
	if (len >= size || strcmp(at + len, not_null) != 0)
		return false;
	memcpy(out, at, len);
	out[len] = '\0';
	return true;
}

static bool bulk_is_named(const char *column, size_t len, const char *const *names, int n)
{
	for (int i = 0; i < n; i++)
		if (strncmp(names[i], column, len) == 0 && names[i][len] == '\0')
			return true;
	return false;
}

/* Is the index of columns of which none is named? Then its rows come in the order of their ids. */
static bool bulk_only_empty(const char *sql, const char *const *names, int n)
{
	const char *at = strchr(sql, '(');

	while (at != NULL && *at != ')') {
		size_t len;

		at += 1 + strspn(at + 1, " ");
		len = strcspn(at, " ,)");
		if (len == 0 || bulk_is_named(at, len, names, n))
			return false;
		at += len + strspn(at + len, " ");
		if (*at != ',' && *at != ')')
			return false; /* an expression, a collation */
	}
	return at != NULL;
}

/*
 * An index of the rows that have a value in one column costs nothing while no row gets one, an index of columns without values
 * little. It stays until the column is named; making it again would read the whole table.
 */
static bool bulk_may_stay(const char *sql, const char *const *names, int n)
{
	char column[64];

	if (bulk_partial_column(sql, column, sizeof column))
		return !bulk_is_named(column, strlen(column), names, n);
	return bulk_only_empty(sql, names, n);
}

/* Drop the indexes that rows with these columns would fill one by one. */
static enum status bulk_drop(struct bulk *b, const char *const *names, int n, struct err *err)
{
	struct query *q = db_query(b->db,
		"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
		" AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%' ORDER BY rowid");
	struct buf drop = BUF_INIT;
	enum status st;
	bool row;

	query_text(q, 1, b->table);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *make = query_get_text(q, 1);

		if (b->column != NULL ? strstr(make, b->column) == NULL
				      : bulk_may_stay(make, names, n))
			continue;
		buf_addf(&drop, "DROP INDEX \"%s\";", query_get_text(q, 0));
		b->indexes = mem_grow(b->indexes, &b->cap, b->len + 1, sizeof b->indexes[0]);
		b->indexes[b->len++] = mem_strdup(make);
	}
	query_done(q);
	if (st == ST_OK)
		st = db_exec(b->db, buf_str(&drop), err);
	buf_release(&drop);
	return st;
}

enum status bulk_begin_column(struct db *db, const char *table, const char *column,
	int64_t expected_rows, struct bulk **out, struct err *err)
{
	struct bulk *b;
	int64_t existing = 0;
	enum status st;

	assert(db->in_tx);
	index_check_name(table);
	st = bulk_existing(db, table, &existing, err);
	if (st != ST_OK)
		return st;
	b = mem_alloc(sizeof *b);
	b->db = db;
	b->table = mem_strdup(table);
	b->column = column;
	b->many = expected_rows > BULK_MIN_ROWS;
	b->drops = expected_rows > BULK_MIN_ROWS && expected_rows > existing / BULK_FRACTION;
	if (b->drops && column != NULL)
		st = bulk_drop(b, NULL, 0, err);
	if (st != ST_OK) {
		bulk_free(b);
		return st;
	}
	*out = b;
	return ST_OK;
}

enum status bulk_begin(
	struct db *db, const char *table, int64_t expected_rows, struct bulk **out, struct err *err)
{
	return bulk_begin_column(db, table, NULL, expected_rows, out, err);
}

/*
 * A small page cache makes sorting faster: its runs then fit the processor's. Sorting goes through (nameless, private)
 * temporary files here, because a million names do not belong into memory.
 */
static enum status bulk_make_indexes(struct bulk *b, struct err *err)
{
	enum status st = ST_OK;
	char sql[96];
	size_t i;

	if (b->len == 0)
		return ST_OK;
	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d; PRAGMA threads=2", BULK_SORT_CACHE_KIB);
	st = db_exec(b->db, sql, err);
	/* Refused when the connection has used a temporary table before: then memory it is. */
	(void)db_exec(b->db, "PRAGMA temp_store=FILE", NULL);
	malloc_trim(0); /* the cache was the inserting thread's: sorting would not get its memory */
	for (i = 0; i < b->len && st == ST_OK; i++)
		st = db_exec(b->db, b->indexes[i], err);
	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d; PRAGMA threads=0", DB_CACHE_KIB);
	(void)db_exec(b->db, sql, NULL);
	(void)db_exec(b->db, "PRAGMA temp_store=MEMORY", NULL);
	return st;
}

enum status bulk_columns(struct bulk *b, const char *const *names, int n, struct err *err)
{
	enum status st = b->drops ? bulk_drop(b, names, n, err) : ST_OK;

	if (b->feed == NULL) {
		if (b->many)
			b->index = index_build_new(b->db, b->table);
		b->feed = feed_new(b->db, b->table, b->index);
		bulk_cache(b->db, BULK_FEED_CACHE_KIB);
	}
	return st == ST_OK ? feed_columns(b->feed, names, n, err) : st;
}

void bulk_int(struct bulk *b, int column, int64_t v)
{
	feed_int(b->feed, column, v);
}

void bulk_text(struct bulk *b, int column, const char *s)
{
	feed_text(b->feed, column, s);
}

enum status bulk_add(struct bulk *b, int64_t *id, struct err *err)
{
	return feed_add(b->feed, id, err);
}

void bulk_changed(struct bulk *b)
{
	b->changed = true;
}

/* The search index from what was collected, or from the table. */
static enum status bulk_index(struct bulk *b, int64_t first_id, int64_t last_id, struct err *err)
{
	enum status st = ST_OK;
	bool done = false;

	if (b->index != NULL)
		st = index_build_finish(b->index, &done, err);
	index_build_free(b->index);
	b->index = NULL;
	return st == ST_OK && !done ? index_fill(b->db, b->table, first_id, last_id, err) : st;
}

enum status bulk_end(struct bulk *b, int64_t first_id, int64_t last_id, struct err *err)
{
	enum status st = b->feed != NULL ? feed_finish(b->feed, err) : ST_OK;

	if (b->index != NULL && !b->changed && index_build_is_whole(b->index, first_id, last_id))
		index_build_start(b->index);
	else {
		index_build_free(b->index);
		b->index = NULL;
	}
	if (st == ST_OK)
		st = bulk_make_indexes(b, err);
	if (st == ST_OK && first_id > 0)
		st = bulk_index(b, first_id, last_id, err);
	bulk_free(b);
	return st;
}

void bulk_abandon(struct bulk *b)
{
	if (b != NULL)
		bulk_free(b);
}
