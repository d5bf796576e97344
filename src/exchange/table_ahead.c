/*
 * A ring of batches between one writer (the thread) and one reader (the caller). Invariant: batches first .. first + count - 1
 * belong to the caller, the others to the thread; so does the table while `running`.
 */
#include "table_ahead.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

#include "base/buf.h"
#include "base/mem.h"

enum {
	AHEAD_ALONE = 256, /* rows that are read without a thread: a preview needs none */
	AHEAD_BATCHES = 3,
	AHEAD_ROWS = 512, /* of a batch, or so many bytes of text */
	AHEAD_BYTES = 64 * 1024,
	AHEAD_KEEP = 1024 * 1024 /* a text longer than this is not kept for the next batch */
};

struct ahead_batch {
	struct buf text;
	struct table_cell
		*cells; /* of all rows; text is where it starts until the batch is whole */
	size_t ncells, cap_cells;
	struct table_row rows[AHEAD_ROWS];
	int n;
	enum status st; /* what came behind the rows */
	struct err err;
	int64_t done;
};

struct table_ahead {
	struct table_in *in;
	int alone;                 /* rows read without a thread so far */
	struct ahead_batch *batch; /* the caller's; NULL: none yet */
	int row;
	int64_t done;

	struct ahead_batch batches[AHEAD_BATCHES];
	pthread_mutex_t lock;
	pthread_cond_t moved;
	int first, count;
	bool closing, running, joined;
	pthread_t thread;
};

struct table_ahead *table_ahead_new(struct table_in *in)
{
	struct table_ahead *a = mem_alloc(sizeof(*a));

	a->in = in;
	pthread_mutex_init(&a->lock, NULL);
	pthread_cond_init(&a->moved, NULL);
	return a;
}

/* --- The thread --- */

static void batch_add(struct ahead_batch *b, const struct table_row *row)
{
	b->cells = mem_grow(b->cells, &b->cap_cells, b->ncells + row->n, sizeof(*b->cells));
	for (size_t i = 0; i < row->n; i++) {
		struct table_cell *cell = &b->cells[b->ncells + i];

		cell->len = row->cells[i].len;
		cell->exact = row->cells[i].exact;
		cell->text = (const char *)b->text.len; /* becomes a pointer in batch_close() */
		buf_addn(&b->text, row->cells[i].text, cell->len + 1);
	}
	b->ncells += row->n;
	b->rows[b->n++] = *row;
}

static void batch_close(struct ahead_batch *b)
{
	struct table_cell *cells = b->cells;

	for (size_t i = 0; i < b->ncells; i++)
		cells[i].text = b->text.data + (size_t)cells[i].text;
	for (int i = 0; i < b->n; i++) {
		b->rows[i].cells = cells;
		cells += b->rows[i].n;
	}
}

static void batch_fill(struct table_ahead *a, struct ahead_batch *b)
{
	struct table_row row;

	if (b->text.cap > AHEAD_KEEP)
		buf_release(&b->text);
	buf_clear(&b->text);
	b->n = 0;
	b->ncells = 0;
	b->err = (struct err)ERR_INIT;
	while (b->n < AHEAD_ROWS && b->text.len < AHEAD_BYTES &&
		(b->st = table_in_next(a->in, &row, &b->err)) == ST_OK)
		batch_add(b, &row);
	b->done = table_in_done(a->in);
	batch_close(b);
}

/* A batch of the thread's; NULL when no more are wanted. */
static struct ahead_batch *ahead_free_batch(struct table_ahead *a)
{
	struct ahead_batch *b = NULL;

	pthread_mutex_lock(&a->lock);
	while (a->count == AHEAD_BATCHES && !a->closing)
		pthread_cond_wait(&a->moved, &a->lock);
	if (!a->closing)
		b = &a->batches[(a->first + a->count) % AHEAD_BATCHES];
	pthread_mutex_unlock(&a->lock);
	return b;
}

static void *ahead_thread(void *arg)
{
	struct table_ahead *a = arg;
	struct ahead_batch *b;
	bool more = true;

	while (more && (b = ahead_free_batch(a)) != NULL) {
		batch_fill(a, b);
		more = b->st == ST_OK;
		pthread_mutex_lock(&a->lock);
		a->count++;
		pthread_cond_signal(&a->moved);
		pthread_mutex_unlock(&a->lock);
	}
	return NULL;
}

static void ahead_start(struct table_ahead *a)
{
	sigset_t all, old;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	a->running = pthread_create(&a->thread, NULL, ahead_thread, a) == 0;
	pthread_sigmask(SIG_SETMASK, &old, NULL);
}

/* --- The caller --- */

/* The batch at hand is given back, and the next one waited for. */
static void ahead_turn(struct table_ahead *a)
{
	pthread_mutex_lock(&a->lock);
	if (a->batch) {
		a->first = (a->first + 1) % AHEAD_BATCHES;
		a->count--;
		pthread_cond_signal(&a->moved);
	}
	while (a->count == 0)
		pthread_cond_wait(&a->moved, &a->lock);
	a->batch = &a->batches[a->first];
	pthread_mutex_unlock(&a->lock);
	a->row = 0;
	a->done = a->batch->done;
}

enum status table_ahead_next(struct table_ahead *a, struct table_row *row, struct err *err)
{
	if (!a->running && a->alone < AHEAD_ALONE) {
		a->alone++;
		return table_in_next(a->in, row, err);
	}
	if (!a->running)
		ahead_start(a);
	if (!a->running)
		return table_in_next(a->in, row, err); /* no thread is to be had */
	while (!a->batch || (a->row == a->batch->n && a->batch->st == ST_OK))
		ahead_turn(a);
	if (a->row < a->batch->n) {
		*row = a->batch->rows[a->row++];
		return ST_OK;
	}
	if (a->batch->st != ST_NOT_FOUND && err)
		*err = a->batch->err;
	return a->batch->st;
}

int64_t table_ahead_done(const struct table_ahead *a)
{
	return a->running ? a->done : table_in_done(a->in);
}

void table_ahead_stop(struct table_ahead *a)
{
	pthread_mutex_lock(&a->lock);
	a->closing = true;
	pthread_cond_signal(&a->moved);
	pthread_mutex_unlock(&a->lock);
	if (a->running && !a->joined)
		pthread_join(a->thread, NULL);
	a->joined = true;
}

void table_ahead_free(struct table_ahead *a)
{
	if (!a)
		return;
	table_ahead_stop(a);
	for (int i = 0; i < AHEAD_BATCHES; i++) {
		buf_release(&a->batches[i].text);
		free(a->batches[i].cells);
	}
	pthread_cond_destroy(&a->moved);
	pthread_mutex_destroy(&a->lock);
	table_in_free(a->in);
	free(a);
}
