/*
 * The tables of the engine that are written here: data (id, block): the structure is block 10, the averages are block 1; idx
 * (segid, term, pgno). They are closed against writing (DEFENSIVE) but while this is done.
 */
#include "index_build.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "index.h"
#include "postings.h"
#include "segment.h"
#include "spool.h"
#include "structure.h"
#include "store/db.h"
#include "store_private.h"
#include "words.h"

enum {
	BUILD_MEMORY = 4 << 20, /* for each table: more does not fit the processor's cache */
	BUILD_SEGMENTS = 1900,  /* more is left to the engine */
	BUILD_AVERAGES = 1,     /* blocks */
	BUILD_STRUCTURE = 10,
	BUILD_WORD = 64
};

/* One index table. */
struct build_index {
	char name[80];
	struct postings *postings;
	size_t page_size;
	struct postings_prefixes prefixes;
	int64_t rows, words, id; /* so far; id: of the row at hand */
	int64_t probe_id;
	char probe[BUILD_WORD]; /* a word of row probe_id */
	struct spool spool;
};

struct index_build {
	struct db *db;
	struct build_index text, digits; /* name "" when there is no such table */
	struct words *words;
	int64_t first, last, rows;
	bool broken;
	struct buf grams;
	bool making, running; /* the segments; running: by a thread */
	pthread_t thread;
};

/* --- What the tables are --- */

static char *build_one_text(struct db *db, const char *sql, const char *arg)
{
	struct query *q = db_query(db, sql);
	char *text = NULL;
	bool row;

	query_text(q, 1, arg);
	if (query_step(q, &row, NULL) == ST_OK && row)
		text = mem_strdup(query_get_text(q, 0));
	query_done(q);
	return text;
}

/* The numbers in prefix='1 2 3'. */
static bool build_prefixes(struct build_index *x, const char *sql)
{
	const char *p = strstr(sql, "prefix='");

	if (p == NULL)
		return true;
	for (p += strlen("prefix='"); *p != '\'' && *p != '\0';) {
		char *end;
		long n = strtol(p, &end, 10);

		if (end == p || n < 1 || n > 99 || x->prefixes.n == POSTINGS_PREFIXES)
			return false;
		x->prefixes.chars[x->prefixes.n++] = (int)n;
		p = end + strspn(end, " ");
	}
	return true;
}

/* False when the table is there but not of the known form. */
static bool build_index_open(
	struct db *db, struct build_index *x, const char *prefix, const char *table)
{
	char sql[160], *text;
	bool known;

	if (!index_exists(db, prefix, table))
		return true;
	snprintf(x->name, sizeof x->name, "%s%s", prefix, table);
	text = build_one_text(
		db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?1", x->name);
	known = text != NULL && strstr(text, "detail=none") && strstr(text, "columnsize=0") &&
		(strstr(text, "(search_text,") || strstr(text, "(grams,")) &&
		(strstr(text, "tokenize='unicode61 remove_diacritics 0'") ||
			strstr(text, "tokenize='unicode61')")) &&
		build_prefixes(x, text);
	free(text);
	snprintf(sql, sizeof sql, "SELECT v FROM %s_config WHERE k = ?1", x->name);
	text = build_one_text(db, sql, "pgsz");
	x->page_size = text != NULL ? (size_t)strtoul(text, NULL, 10) : 4050;
	free(text);
	if (!known || x->page_size < 64 || x->page_size > 32768)
		return false;
	x->postings = postings_new(BUILD_MEMORY);
	return true;
}

struct index_build *index_build_new(struct db *db, const char *table)
{
	struct index_build *b = mem_alloc(sizeof *b);

	b->db = db;
	b->text.spool = b->digits.spool = (struct spool)SPOOL_INIT;
	if (!build_index_open(db, &b->text, "search_", table) ||
		!build_index_open(db, &b->digits, "digits_", table) ||
		(b->words = words_new(db)) == NULL) {
		index_build_free(b);
		return NULL;
	}
	return b;
}

static void build_wait(struct index_build *b)
{
	if (b->running)
		pthread_join(b->thread, NULL);
	b->running = false;
}

void index_build_free(struct index_build *b)
{
	if (b == NULL)
		return;
	build_wait(b);
	spool_release(&b->text.spool);
	spool_release(&b->digits.spool);
	words_free(b->words);
	postings_free(b->text.postings);
	postings_free(b->digits.postings);
	buf_release(&b->grams);
	free(b);
}

/* --- Rows --- */

static void build_word(void *arg, const char *word, size_t len)
{
	struct build_index *x = arg;

	if (len > POSTINGS_TERM)
		len = POSTINGS_TERM;
	x->words++;
	if (x->probe_id != x->id && len < sizeof x->probe) {
		x->probe_id = x->id;
		memcpy(x->probe, word, len);
		x->probe[len] = '\0';
	}
	postings_add(x->postings, word, len, &x->prefixes, x->id);
}

static void build_add(struct index_build *b, struct build_index *x, int64_t id, const char *text)
{
	if (*x->name == '\0' || text == NULL || *text == '\0')
		return;
	x->rows++;
	x->id = id;
	words_each(b->words, text, build_word, x);
}

void index_build_row(struct index_build *b, int64_t id, const char *text, const char *digits)
{
	if (b->rows++ == 0)
		b->first = id;
	else if (id <= b->last)
		b->broken = true; /* rows were taken back, and their ids given again */
	if (b->broken)
		return;
	b->last = id;
	build_add(b, &b->text, id, text);
	if (digits != NULL && *digits != '\0') {
		buf_clear(&b->grams);
		index_grams(&b->grams, digits);
		build_add(b, &b->digits, id, buf_str(&b->grams));
	}
}

bool index_build_is_whole(const struct index_build *b, int64_t first, int64_t last)
{
	return b->rows > 0 && !b->broken && b->first == first && b->last == last &&
	       b->rows == last - first + 1;
}

/* --- Making the segments --- */

static void build_make_one(struct build_index *x)
{
	if (x->words > 0)
		spool_make(&x->spool, x->postings, x->page_size);
	postings_free(x->postings);
	x->postings = NULL;
}

static void *build_make(void *arg)
{
	struct index_build *b = arg;

	build_make_one(&b->text);
	build_make_one(&b->digits);
	return NULL;
}

void index_build_start(struct index_build *b)
{
	sigset_t all, old;

	b->making = true;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	b->running = pthread_create(&b->thread, NULL, build_make, b) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (!b->running)
		build_make(b);
}

/* --- Putting them in --- */

/* The statements that write one index table. */
struct build_writer {
	sqlite3 *h;
	sqlite3_stmt *page, *key;
	int rc;
};

static bool build_put_page(void *arg, int64_t id, const void *data, size_t len)
{
	struct build_writer *w = arg;

	sqlite3_bind_int64(w->page, 1, id);
	sqlite3_bind_blob(w->page, 2, data, (int)len, SQLITE_STATIC);
	sqlite3_step(w->page);
	w->rc = sqlite3_reset(w->page);
	return w->rc == SQLITE_OK;
}

static bool build_put_key(void *arg, const void *term, size_t len, int64_t pgno)
{
	struct build_writer *w = arg;

	sqlite3_bind_blob(w->key, 2, term, (int)len, SQLITE_STATIC);
	sqlite3_bind_int64(w->key, 3, pgno);
	sqlite3_step(w->key);
	w->rc = sqlite3_reset(w->key);
	return w->rc == SQLITE_OK;
}

static enum status build_open_writer(
	struct db *db, const char *name, int number, struct build_writer *w, struct err *err)
{
	char page[160], key[160];

	*w = (struct build_writer){.h = db->h};
	snprintf(page, sizeof page, "INSERT OR REPLACE INTO %s_data (id, block) VALUES (?1, ?2)",
		name);
	snprintf(key, sizeof key, "INSERT INTO %s_idx (segid, term, pgno) VALUES (?1, ?2, ?3)",
		name);
	sqlite3_db_config(db->h, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	w->rc = sqlite3_prepare_v2(db->h, page, -1, &w->page, NULL);
	if (w->rc == SQLITE_OK)
		w->rc = sqlite3_prepare_v2(db->h, key, -1, &w->key, NULL);
	if (w->rc != SQLITE_OK)
		return fail_db(db, w->rc, err);
	sqlite3_bind_int(w->key, 1, number);
	return ST_OK;
}

static void build_close_writer(struct build_writer *w)
{
	sqlite3_finalize(w->page);
	sqlite3_finalize(w->key);
	sqlite3_db_config(w->h, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

static bool build_block(struct db *db, const char *name, int64_t id, struct buf *out)
{
	char sql[160];
	sqlite3_stmt *stmt = NULL;
	bool found = false;

	snprintf(sql, sizeof sql, "SELECT block FROM %s_data WHERE id = ?1", name);
	if (sqlite3_prepare_v2(db->h, sql, -1, &stmt, NULL) == SQLITE_OK) {
		sqlite3_bind_int64(stmt, 1, id);
		found = sqlite3_step(stmt) == SQLITE_ROW;
	}
	if (found)
		buf_addn(out, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0));
	sqlite3_finalize(stmt);
	return found;
}

/* Rows and words of the table, as the averages have them: two numbers, or nothing yet. */
static bool build_averages(const struct build_index *x, struct db *db, struct buf *out)
{
	struct buf old = BUF_INIT;
	uint64_t rows = 0, words = 0;
	bool ok = build_block(db, x->name, BUILD_AVERAGES, &old);
	const uint8_t *p = (const uint8_t *)buf_str(&old), *end = p + old.len;

	if (ok && old.len > 0)
		ok = structure_number(&p, end, &rows) && structure_number(&p, end, &words) &&
		     p == end;
	structure_add_number(out, rows + (uint64_t)x->rows);
	structure_add_number(out, words + (uint64_t)x->words);
	buf_release(&old);
	return ok;
}

/* The segment of one table, and the structure with it. */
static enum status build_write(struct index_build *b, struct build_index *x, struct structure *s,
	const struct buf *averages, struct err *err)
{
	int number = s->largest + 1;
	struct build_writer w;
	struct segment_sink sink = {&w, build_put_page, build_put_key};
	enum status st = build_open_writer(b->db, x->name, number, &w, err);
	struct buf block = BUF_INIT;

	if (st == ST_OK && spool_give(&x->spool, number, &sink)) {
		structure_add(s, number, x->spool.pages);
		structure_write(s, &block);
		if (build_put_page(&w, BUILD_STRUCTURE, block.data, block.len))
			build_put_page(&w, BUILD_AVERAGES, averages->data, averages->len);
	}
	if (st == ST_OK && x->spool.failed != 0)
		st = err_set(err, ST_IO, _("No place for a temporary file: %s"),
			strerror(x->spool.failed));
	if (st == ST_OK && w.rc != SQLITE_OK)
		st = fail_db(b->db, w.rc, err);
	build_close_writer(&w);
	buf_release(&block);
	return st;
}

/*
 * The engine keeps the structure in memory. When a statement on the table is taken back it reads everything anew. Then it is asked
 * for a row that it can only know from the new segment.
 */
static enum status build_probe(
	struct db *db, const struct build_index *x, bool *found, struct err *err)
{
	char *sql = mem_printf("SAVEPOINT store_probe;"
			       "INSERT INTO %s(%s, rank) VALUES ('automerge', 0);"
			       "ROLLBACK TO store_probe; RELEASE store_probe",
		x->name, x->name);
	enum status st = db_exec(db, sql, err);
	char *term = mem_printf("\"%s\"", x->probe);
	int64_t n = 0;

	free(sql);
	*found = true;
	if (st == ST_OK && x->probe_id != 0) {
		struct query *q;

		sql = mem_printf("SELECT count(*) FROM %s WHERE %s MATCH ?1 AND rowid = ?2",
			x->name, x->name);
		q = db_query(db, sql);
		query_text(q, 1, term);
		query_int(q, 2, x->probe_id);
		st = query_one_int(q, 0, &n, err);
		*found = n == 1;
		free(sql);
	}
	free(term);
	return st;
}

static enum status build_install(
	struct index_build *b, struct build_index *x, bool *done, struct err *err)
{
	struct buf block = BUF_INIT, averages = BUF_INIT;
	struct structure s = {0};
	enum status st = ST_OK;

	*done = *x->name == '\0' || x->words == 0 ||
		(build_block(b->db, x->name, BUILD_STRUCTURE, &block) &&
			structure_read(&s, (const uint8_t *)buf_str(&block), block.len) &&
			s.largest < BUILD_SEGMENTS && build_averages(x, b->db, &averages));
	if (*done && x->words > 0) {
		st = build_write(b, x, &s, &averages, err);
		if (st == ST_OK)
			st = build_probe(b->db, x, done, err);
	}
	structure_release(&s);
	buf_release(&block);
	buf_release(&averages);
	return st;
}

enum status index_build_finish(struct index_build *b, bool *done, struct err *err)
{
	enum status st;

	assert(b->db->in_tx);
	*done = false;
	if (b->first <= 0 || b->last >= (int64_t)1 << 55)
		return ST_OK; /* differences between such ids are not what runs can hold */
	if (!b->making)
		build_make(b);
	build_wait(b);
	st = db_exec(b->db, "SAVEPOINT store_build", err);
	if (st != ST_OK)
		return st;
	st = build_install(b, &b->text, done, err);
	if (st == ST_OK && *done)
		st = build_install(b, &b->digits, done, err);
	if (st == ST_OK && !*done)
		st = db_exec(b->db, "ROLLBACK TO store_build", err);
	if (st == ST_OK)
		st = db_exec(b->db, "RELEASE store_build", err);
	return st;
}
