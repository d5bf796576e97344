/*
 * Is the index what the table says, and make it so again. The engine compares the words itself; the digit index keeps no
 * content, so how many rows each gram has is counted on both sides.
 */
#include "store/search.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "index.h"
#include "store/tx.h"
#include "store_private.h"

enum { GRAM_COUNT = 10 + 100 + 1000 + 10000 };

enum status search_rebuild(struct db *db, const char *table, struct err *err)
{
	static const char *const prefixes[] = {"search_", "digits_"};
	enum status st = ST_OK;
	size_t i;

	assert(db->in_tx);
	index_check_name(table);
	for (i = 0; i < 2 && st == ST_OK; i++) {
		char sql[256];

		if (!index_exists(db, prefixes[i], table))
			continue;
		snprintf(sql, sizeof sql, "INSERT INTO %s%s(%s%s) VALUES ('delete-all')",
			prefixes[i], table, prefixes[i], table);
		st = db_exec(db, sql, err);
	}
	if (st == ST_OK)
		st = index_fill(db, table, INT64_MIN, INT64_MAX, err);
	return st;
}

static enum status search_differs(const char *table, struct err *err)
{
	return err_set(err, ST_CORRUPT, _("The search index of \"%s\" does not match its records."),
		table);
}

static enum status search_check_words(struct db *db, const char *table, struct err *err)
{
	char sql[256];
	int rc;

	snprintf(sql, sizeof sql,
		"INSERT INTO search_%s(search_%s, rank) VALUES ('integrity-check', 1)", table,
		table);
	rc = sqlite3_exec(db->h, sql, NULL, NULL, NULL);
	if ((rc & 0xff) == SQLITE_CORRUPT)
		return search_differs(table, err);
	return rc == SQLITE_OK ? ST_OK : fail_db(db, rc, err);
}

/* The number of a gram of one to four digits, -1 when it is none. */
static int gram_number(const char *s, size_t len)
{
	static const int base[] = {0, 0, 10, 110, 1110};
	int n = 0;
	size_t i;

	if (len < 1 || len > 4)
		return -1;
	for (i = 0; i < len; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		n = n * 10 + (s[i] - '0');
	}
	return base[len] + n;
}

/* Count the rows that should have each gram. seen holds the last row counted, so that a gram counts once a row. */
static enum status grams_expected(
	struct db *db, const char *table, int64_t *counts, int64_t *seen, struct err *err)
{
	char *sql = mem_printf(
		"SELECT id, digits FROM %s NOT INDEXED WHERE digits <> '' ORDER BY id", table);
	struct query *q = db_query(db, sql);
	struct buf grams = BUF_INIT;
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *s;
		size_t len;

		buf_clear(&grams);
		index_grams(&grams, query_get_text(q, 1));
		for (s = buf_str(&grams); (len = strcspn(s, " ")) > 0; s += len + 1) {
			int g = gram_number(s, len);

			if (g >= 0 && seen[g] != query_get_int(q, 0)) {
				seen[g] = query_get_int(q, 0);
				counts[g]++;
			}
		}
	}
	query_done(q);
	buf_release(&grams);
	free(sql);
	return st;
}

/* Take away what the index has; a gram that is no gram makes counts[0] wrong on purpose. */
static enum status grams_found(struct db *db, int64_t *counts, struct err *err)
{
	struct query *q = db_query(db, "SELECT term, doc FROM temp.store_grams_check");
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *term = query_get_text(q, 0);
		int g = gram_number(term, strlen(term));

		counts[g >= 0 ? g : 0] -= query_get_int(q, 1);
	}
	query_done(q);
	return st;
}

static enum status search_check_digits(struct db *db, const char *table, struct err *err)
{
	int64_t *counts = mem_alloc(2 * GRAM_COUNT * sizeof *counts);
	char *sql = mem_printf("CREATE VIRTUAL TABLE temp.store_grams_check USING "
			       "fts5vocab('main', 'digits_%s', 'row')",
		table);
	enum status st = grams_expected(db, table, counts, counts + GRAM_COUNT, err);
	int i;

	if (st == ST_OK)
		st = db_exec(db, sql, err);
	if (st == ST_OK) {
		st = grams_found(db, counts, err);
		(void)db_exec(db, "DROP TABLE temp.store_grams_check", NULL);
	}
	for (i = 0; i < GRAM_COUNT && st == ST_OK; i++)
		if (counts[i] != 0)
			st = search_differs(table, err);
	free(sql);
	free(counts);
	return st;
}

static enum status search_check_both(struct db *db, const char *table, struct err *err)
{
	enum status st = ST_OK;

	/* The engine's comparison counts as a write: a file that is only read goes without. */
	if (!db->read_only && index_exists(db, "search_", table))
		st = search_check_words(db, table, err);
	if (st == ST_OK && index_exists(db, "digits_", table))
		st = search_check_digits(db, table, err);
	return st;
}

enum status search_check(struct db *db, const char *table, struct err *err)
{
	enum status st;

	index_check_name(table);
	if (db->in_tx || db->read_only)
		return search_check_both(db, table, err);
	st = tx_begin(db, err);
	if (st != ST_OK)
		return st;
	st = search_check_both(db, table, err);
	tx_rollback(db);
	return st;
}
