/*
 * Finding. Never ranked by relevance: newest first, so that the index stops at the screen's height. Terms are always quoted
 * words made here, because the engine's query language would reach other things.
 */
#include "store/search.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "index.h"
#include "store_private.h"
#include "token.h"

enum {
	SEARCH_SQL = 2048,
	SEARCH_WORDS_MAX = 16,
	SEARCH_PREFIX = 6,            /* the longest prefix that the index tables keep a list for */
	SEARCH_CANDIDATES = 2000,     /* rows looked at for words of one letter */
	SEARCH_CANDIDATES_LONG = 300, /* and for words longer than SEARCH_PREFIX */
	SEARCH_DIGITS_MAX = 32
};

#define SEARCH_LAST "\xf4\x8f\xbf\xbf" /* U+10FFFF: behind everything that starts so */

/* Put into, or take out of, one index. A NULL or empty text has nothing in it. */
static enum status search_change(
	struct db *db, const char *sql, int64_t id, const char *text, struct err *err)
{
	struct query *q = db_query(db, sql);

	query_int(q, 1, id);
	query_text(q, 2, text);
	return query_run(q, NULL, err);
}

enum status search_add(
	struct db *db, const char *table, int64_t id, const char *text, struct err *err)
{
	char sql[SEARCH_SQL];

	if (text == NULL || *text == '\0')
		return ST_OK;
	index_check_name(table);
	snprintf(sql, sizeof sql, "INSERT INTO search_%s(rowid, search_text) VALUES (?1, ?2)",
		table);
	return search_change(db, sql, id, text, err);
}

enum status search_remove(
	struct db *db, const char *table, int64_t id, const char *text, struct err *err)
{
	char sql[SEARCH_SQL];

	if (text == NULL || *text == '\0')
		return ST_OK;
	index_check_name(table);
	snprintf(sql, sizeof sql,
		"INSERT INTO search_%s(search_%s, rowid, search_text) VALUES ('delete', ?1, ?2)",
		table, table);
	return search_change(db, sql, id, text, err);
}

static enum status search_change_digits(
	struct db *db, const char *sql, int64_t id, const char *digits, struct err *err)
{
	struct buf grams = BUF_INIT;
	enum status st = ST_OK;

	index_grams(&grams, digits);
	if (grams.len > 0)
		st = search_change(db, sql, id, buf_str(&grams), err);
	buf_release(&grams);
	return st;
}

enum status search_add_digits(
	struct db *db, const char *table, int64_t id, const char *digits, struct err *err)
{
	char sql[SEARCH_SQL];

	if (digits == NULL)
		return ST_OK;
	index_check_name(table);
	snprintf(sql, sizeof sql, "INSERT INTO digits_%s(rowid, grams) VALUES (?1, ?2)", table);
	return search_change_digits(db, sql, id, digits, err);
}

enum status search_remove_digits(
	struct db *db, const char *table, int64_t id, const char *digits, struct err *err)
{
	char sql[SEARCH_SQL];

	if (digits == NULL)
		return ST_OK;
	index_check_name(table);
	snprintf(sql, sizeof sql,
		"INSERT INTO digits_%s(digits_%s, rowid, grams) VALUES ('delete', ?1, ?2)", table,
		table);
	return search_change_digits(db, sql, id, digits, err);
}

void search_sql_words(char *out, size_t size, const char *table, const char *alias, int param)
{
	index_check_name(table);
	snprintf(out, size, "%s.id IN (SELECT rowid FROM search_%s WHERE search_%s MATCH ?%d)",
		alias, table, table, param);
}

void search_sql_digits(
	char *out, size_t size, const char *table, const char *alias, int param, int param_like)
{
	index_check_name(table);
	snprintf(out, size,
		"(%s.id IN (SELECT rowid FROM digits_%s WHERE digits_%s MATCH ?%d) AND %s.digits "
		"LIKE ?%d)",
		alias, table, table, param, alias, param_like);
}

static void search_term_add(struct buf *b, const char *word, size_t len, bool prefix)
{
	if (b->len > 0)
		buf_addch(b, ' ');
	buf_addch(b, '"');
	buf_addn(b, word, len);
	buf_add(b, prefix ? "\"*" : "\"");
}

/* Bytes of the first chars characters of a word. */
static size_t search_cut(const char *word, size_t len, size_t chars)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (((unsigned char)word[i] & 0xC0) != 0x80 && chars-- == 0)
			break;
	return i;
}

/* What was not said fully in a term: the rows that match it must be looked at. */
struct search_loss {
	int left_out; /* words of one letter */
	int cut;      /* words longer than SEARCH_PREFIX */
};

/* The term for words; with loss only what the index answers at once, and what that leaves open is counted. */
static char *search_term(const char *words, struct search_loss *loss)
{
	struct buf b = BUF_INIT;
	const char *word;
	size_t len;
	int n = 0;

	while (n < SEARCH_WORDS_MAX && token_next(&words, &word, &len)) {
		size_t use = loss ? search_cut(word, len, SEARCH_PREFIX) : len;

		if (loss && token_chars(word, len) < 2) {
			loss->left_out++;
			continue;
		}
		if (loss)
			loss->cut += use < len;
		search_term_add(&b, word, use, true);
		n++;
	}
	if (n > 0)
		return buf_take(&b);
	buf_release(&b);
	return NULL;
}

char *search_term_words(const char *folded_words)
{
	return folded_words != NULL ? search_term(folded_words, NULL) : NULL;
}

/* Only the digits of s, at most SEARCH_DIGITS_MAX. */
static size_t search_only_digits(const char *s, char out[SEARCH_DIGITS_MAX + 1])
{
	size_t n = 0;

	for (; *s != '\0' && n < SEARCH_DIGITS_MAX; s++)
		if (*s >= '0' && *s <= '9')
			out[n++] = *s;
	out[n] = '\0';
	return n;
}

char *search_term_digits(const char *digits)
{
	char run[SEARCH_DIGITS_MAX + 1];
	struct buf b = BUF_INIT;
	size_t i, n = digits != NULL ? search_only_digits(digits, run) : 0;

	if (n < 3)
		return NULL;
	if (n == 3)
		search_term_add(&b, run, 3, true);
	for (i = 0; i + 4 <= n; i++)
		search_term_add(&b, run + i, 4, false);
	return buf_take(&b);
}

/* What search_find() is filling. */
struct search_hits {
	struct db *db;
	const char *table;
	const char *extra; /* " AND (...)" or "" */
	int64_t *ids;
	int max, n;
	int candidates; /* how many rows may be looked at */
};

static void search_hit(struct search_hits *h, int64_t id)
{
	int i;

	for (i = 0; i < h->n; i++)
		if (h->ids[i] == id)
			return;
	h->ids[h->n++] = id;
}

/* Take rows of q (id, text) until the list is full; keep only those that has() agrees to. Closes q. */
static enum status search_collect(struct search_hits *h, struct query *q,
	bool (*has)(const char *text, const char *words), const char *words, bool *gave_up,
	struct err *err)
{
	enum status st = ST_OK;
	bool row = true;
	int seen = 0;

	while (h->n < h->max && (st = query_step(q, &row, err)) == ST_OK && row) {
		if (has != NULL && ++seen > h->candidates) {
			*gave_up = true;
			break;
		}
		if (has == NULL || has(query_get_text(q, 1), words))
			search_hit(h, query_get_int(q, 0));
	}
	query_done(q);
	return st;
}

static enum status search_by_key(struct search_hits *h, const char *prefix, struct err *err)
{
	char *last = mem_printf("%s" SEARCH_LAST, prefix);
	char *sql = mem_printf("SELECT t.id FROM %s t WHERE t.sort_key >= ?1 AND t.sort_key < ?2 "
			       "AND t.deleted_at IS NULL%s"
			       " ORDER BY t.sort_key LIMIT ?3",
		h->table, h->extra);
	struct query *q = db_query(h->db, sql);
	enum status st;

	query_text(q, 1, prefix);
	query_text(q, 2, last);
	query_int(q, 3, h->max);
	st = search_collect(h, q, NULL, NULL, NULL, err);
	free(sql);
	free(last);
	return st;
}

/* Does text have words that start with each word of words? */
static bool search_has_words(const char *text, const char *words)
{
	const char *want, *have, *at;
	size_t want_len, have_len;

	while (token_next(&words, &want, &want_len)) {
		bool found = false;

		at = text;
		while (!found && token_next(&at, &have, &have_len))
			found = have_len >= want_len && memcmp(have, want, want_len) == 0;
		if (!found)
			return false;
	}
	return true;
}

static enum status search_match(
	struct search_hits *h, const char *term, const char *check, bool *gave_up, struct err *err)
{
	char *sql = mem_printf("SELECT t.id, t.search_text FROM search_%s CROSS JOIN %s t ON t.id "
			       "= search_%s.rowid"
			       " WHERE search_%s MATCH ?1 AND t.deleted_at IS NULL%s ORDER BY "
			       "search_%s.rowid DESC",
		h->table, h->table, h->table, h->table, h->extra, h->table);
	struct query *q = db_query(h->db, sql);

	query_text(q, 1, term);
	free(sql);
	return search_collect(h, q, check != NULL ? search_has_words : NULL, check, gave_up, err);
}

/*
 * Two kinds of words are dear to match. Words of one letter match a large part of the table; beside longer words they are
 * left out. A word longer than the prefixes that have a list of their own is as dear as it is frequent, because the engine
 * merges the lists of all words that start so; it is cut to the longest such prefix. Both are looked for in the candidates,
 * which finds what is frequent; when there are too many candidates the full match decides, which is cheap for what is rare.
 */
static enum status search_by_words(struct search_hits *h, const char *words, struct err *err)
{
	struct search_loss loss = {0};
	bool gave_up = false;
	char *term = search_term(words, &loss);
	enum status st = ST_OK;

	h->candidates = loss.left_out > 0 ? SEARCH_CANDIDATES : SEARCH_CANDIDATES_LONG;
	if (term != NULL)
		st = search_match(h, term, loss.left_out || loss.cut ? words : NULL, &gave_up, err);
	if (st == ST_OK && (term == NULL || gave_up)) {
		free(term);
		term = search_term_words(words);
		if (term != NULL)
			st = search_match(h, term, NULL, NULL, err);
	}
	free(term);
	return st;
}

static enum status search_by_digits(struct search_hits *h, const char *digits, struct err *err)
{
	char run[SEARCH_DIGITS_MAX + 1];
	char *term = search_term_digits(digits);
	char *like, *sql;
	struct query *q;
	enum status st;

	if (term == NULL)
		return ST_OK;
	search_only_digits(digits, run);
	like = mem_printf("%%%s%%", run);
	sql = mem_printf(
		"SELECT t.id FROM digits_%s CROSS JOIN %s t ON t.id = digits_%s.rowid WHERE "
		"digits_%s MATCH ?1"
		" AND t.digits LIKE ?2 AND t.deleted_at IS NULL%s ORDER BY digits_%s.rowid DESC",
		h->table, h->table, h->table, h->table, h->extra, h->table);
	q = db_query(h->db, sql);
	query_text(q, 1, term);
	query_text(q, 2, like);
	st = search_collect(h, q, NULL, NULL, NULL, err);
	free(sql);
	free(like);
	free(term);
	return st;
}

enum status search_find(struct db *db, const char *table, const char *folded_words,
	const char *key_prefix, const char *digits, const char *extra_where, int64_t *ids, int max,
	int *n, struct err *err)
{
	char *extra = extra_where != NULL && *extra_where != '\0'
			      ? mem_printf(" AND (%s)", extra_where)
			      : mem_strdup("");
	struct search_hits h = {.db = db, .table = table, .extra = extra, .ids = ids, .max = max};
	enum status st = ST_OK;

	index_check_name(table);
	*n = 0;
	if (key_prefix != NULL && *key_prefix != '\0')
		st = search_by_key(&h, key_prefix, err);
	if (st == ST_OK && digits != NULL)
		st = search_by_digits(&h, digits, err);
	if (st == ST_OK && folded_words != NULL)
		st = search_by_words(&h, folded_words, err);
	free(extra);
	if (st == ST_OK)
		*n = h.n;
	return st;
}
