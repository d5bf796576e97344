/*
 * The ring of blocks has one writer (the caller) and one reader (the statement, through the source below). Invariants: blocks
 * first .. first + count - 1 belong to the reader, the one behind them to the writer; while `running` the engine belongs to
 * the thread.
 */
#include "feed.h"

#include <assert.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "index_build.h"
#include "store/db.h"
#include "store_private.h"

#ifndef FEED_ROWS
#define FEED_ROWS 256 /* of a block */
#endif
#define FEED_BLOCKS 4
#define FEED_COLUMNS 200

enum feed_type { FEED_NULL, FEED_INT, FEED_TEXT };

struct feed_cell {
	int64_t v;    /* the number, or where in the block's text it starts */
	uint32_t len; /* of the text */
	uint8_t type;
};

struct feed_block {
	struct feed_cell *cells; /* FEED_ROWS of them for each column */
	int rows;
	int64_t first_id; /* of the rows */
	struct buf text;
};

struct feed {
	struct db *db;
	char *table;
	sqlite3_stmt *stmt;
	int columns;
	struct index_build *index;
	int text_column, digits_column; /* -1: none */
	int64_t next_id;                /* 0: to be asked for */
	int64_t given;                  /* rows since then */

	struct feed_block blocks[FEED_BLOCKS];
	struct feed_block *fill; /* NULL before the first columns */
	pthread_mutex_t lock;
	pthread_cond_t moved;
	int first, count;
	bool closing; /* no block comes any more */
	bool dropped; /* and what is there is not wanted */
	bool ended;   /* the statement is through */
	bool running;
	pthread_t thread;
	int rc; /* what the statement came to; kept when it failed */
};

/* --- The source: a table-valued function without arguments, store_feed --- */

struct feed_table {
	sqlite3_vtab base;
	struct feed *feed;
};

struct feed_cursor {
	sqlite3_vtab_cursor base;
	struct feed *feed;
	struct feed_block *block; /* NULL at the end */
	int row;
};

static int feed_connect(
	sqlite3 *h, void *aux, int argc, const char *const *argv, sqlite3_vtab **out, char **why)
{
	struct buf sql = BUF_INIT;
	struct feed_table *t;
	int rc;

	(void)argc;
	(void)argv;
	(void)why;
	buf_add(&sql, "CREATE TABLE feed (c0");
	for (int i = 1; i < FEED_COLUMNS; i++)
		buf_addf(&sql, ", c%d", i);
	buf_addch(&sql, ')');
	rc = sqlite3_declare_vtab(h, buf_str(&sql));
	buf_release(&sql);
	if (rc != SQLITE_OK)
		return rc;
	t = sqlite3_malloc(sizeof *t);
	if (t == NULL)
		return SQLITE_NOMEM;
	*t = (struct feed_table){.feed = aux};
	*out = &t->base;
	return SQLITE_OK;
}

static int feed_disconnect(sqlite3_vtab *t)
{
	sqlite3_free(t);
	return SQLITE_OK;
}

static int feed_best_index(sqlite3_vtab *t, sqlite3_index_info *info)
{
	(void)t;
	info->estimatedCost = 1e6;
	return SQLITE_OK;
}

static int feed_open(sqlite3_vtab *t, sqlite3_vtab_cursor **out)
{
	struct feed_cursor *c = sqlite3_malloc(sizeof *c);

	if (c == NULL)
		return SQLITE_NOMEM;
	*c = (struct feed_cursor){.feed = ((struct feed_table *)t)->feed};
	*out = &c->base;
	return SQLITE_OK;
}

static int feed_close(sqlite3_vtab_cursor *c)
{
	sqlite3_free(c);
	return SQLITE_OK;
}

/* Wait for a block; NULL when none comes any more. */
static struct feed_block *feed_wait(struct feed *f)
{
	struct feed_block *block = NULL;

	pthread_mutex_lock(&f->lock);
	while (f->count == 0 && !f->closing)
		pthread_cond_wait(&f->moved, &f->lock);
	if (f->count > 0 && !f->dropped)
		block = &f->blocks[f->first];
	pthread_mutex_unlock(&f->lock);
	return block;
}

/* A text, which has a NUL behind it in the block; NULL for none. */
static const char *feed_text_of(
	const struct feed *f, const struct feed_block *block, int row, int column)
{
	const struct feed_cell *cell = &block->cells[row * f->columns + column];

	return column >= 0 && cell->type == FEED_TEXT ? block->text.data + cell->v : NULL;
}

static void feed_index(struct feed *f, const struct feed_block *block)
{
	for (int i = 0; i < block->rows; i++)
		index_build_row(f->index, block->first_id + i,
			feed_text_of(f, block, i, f->text_column),
			feed_text_of(f, block, i, f->digits_column));
}

/* The reader is through with its block. */
static void feed_give_back(struct feed *f, struct feed_block *block)
{
	if (f->index != NULL)
		feed_index(f, block);
	block->rows = 0;
	buf_clear(&block->text);
	pthread_mutex_lock(&f->lock);
	f->first = (f->first + 1) % FEED_BLOCKS;
	f->count--;
	pthread_cond_signal(&f->moved);
	pthread_mutex_unlock(&f->lock);
}

static int feed_filter(
	sqlite3_vtab_cursor *cursor, int n, const char *s, int argc, sqlite3_value **argv)
{
	struct feed_cursor *c = (struct feed_cursor *)cursor;

	(void)n;
	(void)s;
	(void)argc;
	(void)argv;
	c->row = 0;
	c->block = feed_wait(c->feed);
	return SQLITE_OK;
}

static int feed_next(sqlite3_vtab_cursor *cursor)
{
	struct feed_cursor *c = (struct feed_cursor *)cursor;

	if (++c->row < c->block->rows)
		return SQLITE_OK;
	feed_give_back(c->feed, c->block);
	c->row = 0;
	c->block = feed_wait(c->feed);
	return SQLITE_OK;
}

static int feed_eof(sqlite3_vtab_cursor *cursor)
{
	const struct feed_cursor *c = (const struct feed_cursor *)cursor;

	return c->block == NULL;
}

static int feed_column(sqlite3_vtab_cursor *cursor, sqlite3_context *ctx, int column)
{
	const struct feed_cursor *c = (const struct feed_cursor *)cursor;
	const struct feed_cell *cell = &c->block->cells[c->row * c->feed->columns + column];

	if (cell->type == FEED_INT)
		sqlite3_result_int64(ctx, cell->v);
	else if (cell->type == FEED_TEXT)
		sqlite3_result_text(
			ctx, c->block->text.data + cell->v, (int)cell->len, SQLITE_STATIC);
	return SQLITE_OK;
}

static int feed_rowid(sqlite3_vtab_cursor *cursor, sqlite3_int64 *id)
{
	*id = ((const struct feed_cursor *)cursor)->row;
	return SQLITE_OK;
}

static const sqlite3_module feed_module = {
	.xConnect = feed_connect,
	.xBestIndex = feed_best_index,
	.xDisconnect = feed_disconnect,
	.xOpen = feed_open,
	.xClose = feed_close,
	.xFilter = feed_filter,
	.xNext = feed_next,
	.xEof = feed_eof,
	.xColumn = feed_column,
	.xRowid = feed_rowid,
};

/* --- Running the statement --- */

static void feed_run(struct feed *f)
{
	int rc = sqlite3_step(f->stmt);

	if (rc != SQLITE_DONE)
		f->rc = rc;
	rc = sqlite3_reset(f->stmt);
	if (rc != SQLITE_OK)
		f->rc = rc;
	pthread_mutex_lock(&f->lock);
	f->ended = true;
	pthread_cond_signal(&f->moved);
	pthread_mutex_unlock(&f->lock);
}

static void *feed_thread(void *arg)
{
	feed_run(arg);
	return NULL;
}

static void feed_start(struct feed *f)
{
	sigset_t all, old;

	f->closing = f->ended = false;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	f->running = pthread_create(&f->thread, NULL, feed_thread, f) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* Let what was handed over run to the end, in the thread or, without one, here. The engine is the caller's afterwards. */
static void feed_stop(struct feed *f)
{
	pthread_mutex_lock(&f->lock);
	f->closing = true;
	pthread_cond_signal(&f->moved);
	pthread_mutex_unlock(&f->lock);
	if (f->running)
		pthread_join(f->thread, NULL);
	else if (f->count > 0 && f->rc == SQLITE_OK && !f->dropped)
		feed_run(f);
	f->running = false;
	f->closing = f->ended = false;
}

/* The block being filled goes to the reader. */
static void feed_hand_over(struct feed *f)
{
	pthread_mutex_lock(&f->lock);
	f->count++;
	pthread_cond_signal(&f->moved);
	pthread_mutex_unlock(&f->lock);
	f->fill = NULL;
}

/* A free block to fill; NULL when the statement failed. */
static struct feed_block *feed_free_block(struct feed *f)
{
	struct feed_block *block = NULL;

	pthread_mutex_lock(&f->lock);
	while (f->count == FEED_BLOCKS && !f->ended)
		pthread_cond_wait(&f->moved, &f->lock);
	if (!f->ended && (f->running || f->rc == SQLITE_OK))
		block = &f->blocks[(f->first + f->count) % FEED_BLOCKS];
	pthread_mutex_unlock(&f->lock);
	return block;
}

/* What goes to the engine besides must find all rows in their table. */
static void feed_settle(struct db *db)
{
	struct feed *f = db->feed;

	db->feed = NULL; /* what is done from here on needs no settling */
	if (f->fill != NULL && f->fill->rows > 0)
		feed_hand_over(f);
	feed_stop(f);
	/* An id that was promised went to somebody else's row? */
	if (f->rc == SQLITE_OK && f->given > 0 &&
		sqlite3_last_insert_rowid(db->h) != f->next_id - 1)
		f->rc = SQLITE_CORRUPT;
	f->next_id = f->given = 0;
}

static enum status feed_status(struct feed *f, struct err *err)
{
	if (f->rc == SQLITE_OK)
		return ST_OK;
	if (f->db->in_tx && sqlite3_get_autocommit(f->db->h) != 0)
		f->db->tx_rc = f->rc;
	return fail_set(NULL, f->db->path, f->rc, err);
}

/* The id of the next row, as the engine counts them. */
static enum status feed_ask_id(struct feed *f, struct err *err)
{
	char *sql =
		mem_printf("SELECT max(coalesce((SELECT max(id) FROM %s), 0), coalesce((SELECT seq "
			   "FROM sqlite_sequence WHERE name = ?1), 0)) + 1",
			f->table);
	struct query *q = db_query(f->db, sql);
	enum status st;

	query_text(q, 1, f->table);
	st = query_one_int(q, 1, &f->next_id, err);
	free(sql);
	return st;
}

/* --- The door --- */

struct feed *feed_new(struct db *db, const char *table, struct index_build *index)
{
	struct feed *f = mem_alloc(sizeof *f);

	f->db = db;
	f->table = mem_strdup(table);
	f->index = index;
	pthread_mutex_init(&f->lock, NULL);
	pthread_cond_init(&f->moved, NULL);
	f->rc = sqlite3_create_module_v2(db->h, "store_feed", &feed_module, f, NULL);
	return f;
}

void feed_free(struct feed *f)
{
	if (f == NULL)
		return;
	pthread_mutex_lock(&f->lock);
	f->dropped = true;
	pthread_mutex_unlock(&f->lock);
	f->db->feed = NULL;
	feed_stop(f);
	sqlite3_finalize(f->stmt);
	(void)sqlite3_create_module_v2(f->db->h, "store_feed", NULL, NULL, NULL);
	for (int i = 0; i < FEED_BLOCKS; i++) {
		free(f->blocks[i].cells);
		buf_release(&f->blocks[i].text);
	}
	pthread_cond_destroy(&f->moved);
	pthread_mutex_destroy(&f->lock);
	free(f->table);
	free(f);
}

static void feed_sql(const struct feed *f, const char *const *names, int n, struct buf *sql)
{
	buf_addf(sql, "INSERT INTO %s (", f->table);
	for (int i = 0; i < n; i++)
		buf_addf(sql, "%s%s", i > 0 ? ", " : "", names[i]);
	buf_add(sql, ") SELECT ");
	for (int i = 0; i < n; i++)
		buf_addf(sql, "%sc%d", i > 0 ? ", " : "", i);
	buf_add(sql, " FROM store_feed");
}

static int feed_find(const char *const *names, int n, const char *name)
{
	while (--n >= 0 && strcmp(names[n], name) != 0)
		continue;
	return n;
}

enum status feed_columns(struct feed *f, const char *const *names, int n, struct err *err)
{
	struct buf sql = BUF_INIT;

	assert(n > 0 && n <= FEED_COLUMNS);
	db_settle(f->db);
	if (f->rc != SQLITE_OK)
		return feed_status(f, err);
	sqlite3_finalize(f->stmt);
	f->stmt = NULL;
	feed_sql(f, names, n, &sql);
	f->rc = sqlite3_prepare_v3(
		f->db->h, buf_str(&sql), -1, SQLITE_PREPARE_PERSISTENT, &f->stmt, NULL);
	buf_release(&sql);
	f->columns = n;
	f->fill = NULL;
	f->text_column = feed_find(names, n, "search_text");
	f->digits_column = feed_find(names, n, "digits");
	for (int i = 0; i < FEED_BLOCKS; i++) {
		free(f->blocks[i].cells);
		f->blocks[i].cells = mem_alloc(sizeof *f->blocks[i].cells * FEED_ROWS * (size_t)n);
	}
	return feed_status(f, err);
}

static struct feed_cell *feed_row(const struct feed *f)
{
	return f->fill->cells + f->fill->rows * f->columns;
}

/* The cell of the next row; NULL when nothing is taken any more. */
static struct feed_cell *feed_cell(struct feed *f, int column)
{
	if (f->fill == NULL) {
		f->fill = feed_free_block(f);
		if (f->fill == NULL)
			return NULL;
		memset(feed_row(f), 0, sizeof(struct feed_cell) * (size_t)f->columns);
	}
	assert(column >= 0 && column < f->columns);
	return feed_row(f) + column;
}

void feed_int(struct feed *f, int column, int64_t v)
{
	struct feed_cell *cell = feed_cell(f, column);

	if (cell != NULL)
		*cell = (struct feed_cell){.v = v, .type = FEED_INT};
}

void feed_text(struct feed *f, int column, const char *s)
{
	struct feed_cell *cell = feed_cell(f, column);
	size_t len = strlen(s);

	if (cell == NULL)
		return;
	*cell = (struct feed_cell){
		.v = (int64_t)f->fill->text.len, .len = (uint32_t)len, .type = FEED_TEXT};
	buf_addn(&f->fill->text, s, len + 1);
}

enum status feed_add(struct feed *f, int64_t *id, struct err *err)
{
	struct feed_block *block;
	enum status st;

	(void)feed_cell(f, 0);
	if (f->fill == NULL) {
		db_settle(f->db);
		return feed_status(f, err);
	}
	if (f->next_id == 0 && (st = feed_ask_id(f, err)) != ST_OK)
		return st;
	f->db->feed = f;
	f->db->settle = feed_settle;
	*id = f->next_id++;
	f->given++;
	block = f->fill;
	if (block->rows == 0)
		block->first_id = *id;
	if (++block->rows < FEED_ROWS) {
		memset(feed_row(f), 0, sizeof(struct feed_cell) * (size_t)f->columns);
		return ST_OK;
	}
	feed_hand_over(f);
	if (!f->running)
		feed_start(f);
	if (!f->running)
		db_settle(f->db);
	return ST_OK;
}

enum status feed_finish(struct feed *f, struct err *err)
{
	db_settle(f->db);
	return feed_status(f, err);
}
