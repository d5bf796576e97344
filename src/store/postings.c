/*
 * Memory is one block (the arena) in which terms and pieces of their lists lie as they came, and a table of the terms by hash.
 * Places in the arena are counted in units of eight bytes. The differences between the ids of a term's rows are kept as the
 * varints that end up in the segment.
 *
 * A run in the file is a sequence of struct run_term, each with the bytes of the term and its differences behind it.
 */
#include "postings.h"

#include <assert.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/scratch.h"

#define POSTINGS_SLOTS (1 << 16)
#define POSTINGS_UNIT 8
#define POSTINGS_READ (48 << 10) /* more than the longest term */
#define HASH_START 0x9E3779B9u
#define ORDER_DIGIT ((size_t)1 << 16)

enum { CHUNK_FIRST = 24, CHUNK_MAX = 248 };

/* Differences, some of them: `used` bytes of data. */
struct chunk {
	uint32_t next; /* unit in the arena; 0: none */
	uint16_t used, cap;
	uint8_t data[];
};

struct posting {
	uint32_t next; /* of the same slot */
	uint32_t hash;
	int64_t first, last;
	uint32_t head, tail; /* chunks; 0: there is only the first row */
	uint32_t bytes;      /* in all chunks */
	uint32_t len;
	char term
		[]; /* of a whole word, followed by the places of its beginnings: see posting_beginnings() */
};

struct run_term {
	int64_t first, last;
	uint32_t bytes, len;
};

struct run {
	uint64_t at, end; /* in the file; at: of what is not in window */
	uint8_t *window;
	size_t pos, len;
	struct run_term head; /* of the term that comes next */
	const char *term;     /* in window */
};

struct postings {
	uint64_t *arena;
	size_t size;   /* of arena, bytes */
	uint32_t used; /* units */
	uint32_t *slots;
	size_t terms;
	int fd; /* -1: none yet */
	uint64_t file_len;
	struct run *runs;
	size_t nruns, runs_cap;
	int failed; /* errno of the scratch file */
};

/* For sorting: the first bytes of a term as a number, and where it is. */
struct order {
	uint64_t key;
	const struct posting *p;
};

struct postings *postings_new(size_t memory)
{
	struct postings *p = mem_alloc(sizeof *p);

	p->size = memory > POSTINGS_MIN ? memory : POSTINGS_MIN;
	p->arena = mem_alloc(p->size);
	p->slots = mem_alloc(POSTINGS_SLOTS * sizeof *p->slots);
	p->used = 1;
	p->fd = -1;
	return p;
}

void postings_free(struct postings *p)
{
	if (p == NULL)
		return;
	if (p->fd >= 0)
		close(p->fd);
	for (size_t i = 0; i < p->nruns; i++)
		free(p->runs[i].window);
	free(p->runs);
	free(p->arena);
	free(p->slots);
	free(p);
}

static void *postings_at(const struct postings *p, uint32_t unit)
{
	return p->arena + unit;
}

static uint32_t postings_take(struct postings *p, size_t bytes)
{
	uint32_t at = p->used;

	p->used += (uint32_t)((bytes + POSTINGS_UNIT - 1) / POSTINGS_UNIT);
	return at;
}

/* --- Runs --- */

static int order_compare(const void *a, const void *b)
{
	const struct order *x = a, *y = b;
	size_t len = x->p->len < y->p->len ? x->p->len : y->p->len;
	int c = memcmp(x->p->term, y->p->term, len);

	return c != 0 ? c : (x->p->len > y->p->len) - (x->p->len < y->p->len);
}

/* By key, two bytes at a time from the last: no comparisons. */
static void order_by_key(struct order *all, size_t n)
{
	struct order *from = all, *to = mem_alloc((n + 1) * sizeof *to), *other = to;
	size_t *at = mem_alloc(ORDER_DIGIT * sizeof *at);

	for (int shift = 0; shift < 64; shift += 16) {
		struct order *swap = from;
		size_t sum = 0;

		memset(at, 0, ORDER_DIGIT * sizeof *at);
		for (size_t i = 0; i < n; i++)
			at[from[i].key >> shift & (ORDER_DIGIT - 1)]++;
		for (size_t i = 0; i < ORDER_DIGIT; i++) {
			size_t count = at[i];

			at[i] = sum;
			sum += count;
		}
		for (size_t i = 0; i < n; i++)
			to[at[from[i].key >> shift & (ORDER_DIGIT - 1)]++] = from[i];
		from = to;
		to = swap;
	}
	free(other);
	free(at);
}

static struct order *postings_sorted(const struct postings *p)
{
	struct order *all = mem_alloc(p->terms * sizeof *all);
	size_t n = 0;

	for (size_t i = 0; i < POSTINGS_SLOTS; i++)
		for (uint32_t at = p->slots[i]; at != 0;) {
			const struct posting *t = postings_at(p, at);
			uint64_t key = 0;

			for (size_t k = 0; k < sizeof key; k++)
				key = key << 8 | (k < t->len ? (uint8_t)t->term[k] : 0);
			all[n++] = (struct order){key, t};
			at = t->next;
		}
	order_by_key(all, n);
	/* Those that are alike in their first bytes. */
	for (size_t i = 0, same; i < n; i += same) {
		for (same = 1; i + same < n && all[i + same].key == all[i].key; same++)
			continue;
		if (same > 1)
			qsort(all + i, same, sizeof *all, order_compare);
	}
	return all;
}

static void postings_write_term(const struct postings *p, const struct posting *t, struct buf *out)
{
	struct run_term head = {t->first, t->last, t->bytes, t->len};

	buf_addn(out, (const char *)&head, sizeof head);
	buf_addn(out, t->term, t->len);
	for (uint32_t at = t->head; at != 0;) {
		const struct chunk *c = postings_at(p, at);

		buf_addn(out, (const char *)c->data, c->used);
		at = c->next;
	}
}

static bool postings_put_aside(struct postings *p, struct buf *out)
{
	bool ok = p->failed == 0 && scratch_write(p->fd, p->file_len, buf_str(out), out->len);

	if (!ok && p->failed == 0)
		p->failed = errno;
	p->file_len += out->len;
	buf_clear(out);
	return ok;
}

/* What is in memory becomes a run. After a failure nothing is kept, and postings_write() says so. */
static void postings_spill(struct postings *p)
{
	struct order *all = postings_sorted(p);
	struct buf out = BUF_INIT;
	uint64_t start = p->file_len;

	if (p->fd < 0 && (p->fd = scratch_open()) < 0)
		p->failed = errno;
	for (size_t i = 0; i < p->terms && p->failed == 0; i++) {
		postings_write_term(p, all[i].p, &out);
		if (out.len > POSTINGS_READ)
			postings_put_aside(p, &out);
	}
	if (p->failed == 0)
		postings_put_aside(p, &out);
	p->runs = mem_grow(p->runs, &p->runs_cap, p->nruns + 1, sizeof *p->runs);
	p->runs[p->nruns++] = (struct run){.at = start, .end = p->file_len};
	buf_release(&out);
	free(all);
	memset(p->slots, 0, POSTINGS_SLOTS * sizeof *p->slots);
	p->used = 1;
	p->terms = 0;
}

/* --- Collecting --- */

static uint32_t hash_step(uint32_t h, unsigned char c)
{
	return (h ^ c) * 0x01000193u;
}

/* Of a term: its first letter is the last in the hash, so that those of beginnings are made on the way. */
static uint32_t hash_end(uint32_t h, char first)
{
	h = hash_step(h, (unsigned char)first);
	return h ^ h >> 15;
}

/* Units in the arena, one for each prefix; 0: the word is shorter. */
static uint32_t *posting_beginnings(struct posting *t)
{
	size_t at = (sizeof *t + t->len + sizeof(uint32_t) - 1) / sizeof(uint32_t);

	return (uint32_t *)t + at;
}

/* A term that is not there yet; more: places of beginnings behind it. There is room. */
static struct posting *postings_new_term(struct postings *p, char first, const char *text,
	size_t len, uint32_t h, int more, int64_t id)
{
	uint32_t at = postings_take(
		p, sizeof(struct posting) + len + 1 + ((size_t)more + 1) * sizeof(uint32_t));
	struct posting *t = postings_at(p, at);

	*t = (struct posting){.next = p->slots[h % POSTINGS_SLOTS],
		.hash = h,
		.first = id,
		.last = id,
		.len = (uint32_t)len + 1};
	t->term[0] = first;
	memcpy(t->term + 1, text, len);
	p->slots[h % POSTINGS_SLOTS] = at;
	p->terms++;
	return t;
}

/* A chunk with room behind the others of t; NULL when memory is full. */
static struct chunk *postings_new_chunk(struct postings *p, struct posting *t)
{
	struct chunk *c = t->tail != 0 ? postings_at(p, t->tail) : NULL;
	size_t cap = CHUNK_FIRST;
	uint32_t at;

	if (c != NULL)
		cap = c->cap * 2 + sizeof *c < CHUNK_MAX ? c->cap * 2u + sizeof *c : CHUNK_MAX;
	if ((size_t)p->used * POSTINGS_UNIT + sizeof *c + cap + 64 > p->size)
		return NULL;
	at = postings_take(p, sizeof *c + cap);
	if (c != NULL)
		c->next = at;
	else
		t->head = at;
	t->tail = at;
	c = postings_at(p, at);
	c->next = 0;
	c->used = 0;
	c->cap = (uint16_t)cap;
	return c;
}

/* False when memory is full: the term must be found anew. */
static bool postings_append(struct postings *p, struct posting *t, int64_t id)
{
	uint64_t delta = (uint64_t)(id - t->last);
	struct chunk *c = t->tail != 0 ? postings_at(p, t->tail) : NULL;
	size_t n = 1;

	if (c == NULL || c->used + SEGMENT_VARINT > c->cap)
		c = postings_new_chunk(p, t);
	if (c == NULL)
		return false;
	if (delta < 0x80)
		c->data[c->used] = (uint8_t)delta;
	else
		n = segment_put_varint(c->data + c->used, delta);
	c->used = (uint16_t)(c->used + n);
	t->bytes += (uint32_t)n;
	t->last = id;
	return true;
}

/* Most are a few bytes. */
static inline bool postings_same(const char *a, const char *b, size_t len)
{
	while (len > 0 && *a == *b) {
		a++;
		b++;
		len--;
	}
	return len == 0;
}

static struct posting *postings_find(
	const struct postings *p, char first, const char *text, size_t len, uint32_t h)
{
	struct posting *t;

	for (uint32_t at = p->slots[h % POSTINGS_SLOTS]; at != 0; at = t->next) {
		t = postings_at(p, at);
		if (t->hash == h && t->len == len + 1 && t->term[0] == first &&
			postings_same(t->term + 1, text, len))
			return t;
	}
	return NULL;
}

/* The row gets a word that is known with its beginnings; false when memory is full in between. */
static bool postings_add_known(struct postings *p, struct posting *t, int beginnings, int64_t id)
{
	const uint32_t *at = posting_beginnings(t);

	if (t->last == id)
		return true; /* and so have they */
	for (int i = 0; i < beginnings; i++) {
		struct posting *b = at[i] != 0 ? postings_at(p, at[i]) : NULL;

		if (b != NULL && b->last != id && !postings_append(p, b, id))
			return false;
	}
	return postings_append(p, t, id);
}

/* The place of a beginning, which gets the row. There is room. */
static uint32_t postings_beginning(
	struct postings *p, char first, const char *text, size_t len, uint32_t h, int64_t id)
{
	struct posting *t;

	h = hash_end(h, first);
	t = postings_find(p, first, text, len, h);
	if (t == NULL)
		t = postings_new_term(p, first, text, len, h, 0, id);
	else if (t->last != id)
		postings_append(p, t, id);
	return (uint32_t)((uint64_t *)t - p->arena);
}

/* A new word. */
static void postings_add_new(struct postings *p, const char *word, size_t len,
	const struct postings_prefixes *prefixes, int64_t id)
{
	uint32_t at[POSTINGS_PREFIXES] = {0}, h = HASH_START;
	int chars = 0;
	size_t i = 0;

	while (i < len) {
		do
			h = hash_step(h, (unsigned char)word[i++]);
		while (i < len && ((unsigned char)word[i] & 0xC0) == 0x80);
		chars++;
		for (int k = 0; k < prefixes->n; k++)
			if (prefixes->chars[k] == chars)
				at[k] = postings_beginning(p, (char)('1' + k), word, i, h, id);
	}
	memcpy(posting_beginnings(
		       postings_new_term(p, '0', word, len, hash_end(h, '0'), prefixes->n, id)),
		at, sizeof *at * (size_t)prefixes->n);
}

void postings_add(struct postings *p, const char *word, size_t len,
	const struct postings_prefixes *prefixes, int64_t id)
{
	size_t need = ((size_t)prefixes->n + 1) *
		      (sizeof(struct posting) + len + sizeof(struct chunk) + CHUNK_MAX + 64);
	uint32_t h = HASH_START;
	struct posting *t;

	assert(len > 0 && len <= POSTINGS_TERM && prefixes->n <= POSTINGS_PREFIXES);
	for (size_t i = 0; i < len; i++)
		h = hash_step(h, (unsigned char)word[i]);
	t = postings_find(p, '0', word, len, hash_end(h, '0'));
	if (t != NULL && postings_add_known(p, t, prefixes->n, id))
		return;
	if (t != NULL || (size_t)p->used * POSTINGS_UNIT + need > p->size)
		postings_spill(p);
	postings_add_new(p, word, len, prefixes, id);
}

/* --- Giving back --- */

/* At least `need` bytes at pos of the window, when the run has them. */
static bool run_fill(struct postings *p, struct run *r, size_t need)
{
	long got;

	if (r->len - r->pos >= need)
		return true;
	memmove(r->window, r->window + r->pos, r->len - r->pos);
	r->len -= r->pos;
	r->pos = 0;
	got = POSTINGS_READ - r->len < r->end - r->at ? (long)(POSTINGS_READ - r->len)
						      : (long)(r->end - r->at);
	got = scratch_read(p->fd, r->at, r->window + r->len, (size_t)got);
	if (got < 0) {
		p->failed = errno;
		return false;
	}
	r->at += (uint64_t)got;
	r->len += (size_t)got;
	if (r->len < need && p->failed == 0)
		p->failed = EIO;
	return r->len >= need;
}

/* Look at the next term; false at the end and after a failure. */
static bool run_next(struct postings *p, struct run *r)
{
	if (p->failed != 0 || (r->at == r->end && r->pos == r->len) ||
		!run_fill(p, r, sizeof r->head))
		return false;
	memcpy(&r->head, r->window + r->pos, sizeof r->head);
	if (!run_fill(p, r, sizeof r->head + r->head.len))
		return false;
	r->pos += sizeof r->head;
	r->term = (const char *)r->window + r->pos;
	return true;
}

static int run_compare(const struct run *a, const struct run *b)
{
	size_t len = a->head.len < b->head.len ? a->head.len : b->head.len;
	int c = memcmp(a->term, b->term, len);

	if (c == 0)
		c = (a->head.len > b->head.len) - (a->head.len < b->head.len);
	return c != 0 ? c : (a > b) - (a < b); /* runs of one term in their order */
}

/* Let the run at the top of the heap sink to its place. */
static void heap_sink(struct run **heap, size_t n)
{
	struct run *r = heap[0];
	size_t at = 0, child;

	while ((child = 2 * at + 1) < n) {
		if (child + 1 < n && run_compare(heap[child + 1], heap[child]) < 0)
			child++;
		if (run_compare(r, heap[child]) < 0)
			break;
		heap[at] = heap[child];
		at = child;
	}
	heap[at] = r;
}

/*
 * The rows of the run's term go to the segment. A row may be in two runs, when memory was full in the middle of it: `begun` says
 * that the segment has it already.
 */
static void run_give(struct postings *p, struct run *r, bool begun, struct segment *to)
{
	size_t left = r->head.bytes;

	if (!begun)
		segment_row(to, r->head.first);
	r->pos += r->head.len;
	while (left > 0 && run_fill(p, r, left < SEGMENT_VARINT ? left : SEGMENT_VARINT)) {
		size_t n = left < r->len - r->pos ? left : r->len - r->pos;

		/* Only whole varints: the last byte of one has no high bit (none is nine bytes long). */
		while (n < left && (r->window[r->pos + n - 1] & 0x80) != 0)
			n--;
		segment_rows(to, r->window + r->pos, n);
		r->pos += n;
		left -= n;
	}
}

static size_t postings_open_runs(struct postings *p, struct run **heap)
{
	size_t n = 0;

	for (size_t i = 0; i < p->nruns; i++) {
		struct run *r = &p->runs[i];

		r->window = mem_alloc(POSTINGS_READ);
		if (!run_next(p, r))
			continue;
		heap[n] = r;
		for (size_t at = n++; at > 0 && run_compare(heap[at], heap[(at - 1) / 2]) < 0;
			at = (at - 1) / 2) {
			struct run *up = heap[(at - 1) / 2];

			heap[(at - 1) / 2] = heap[at];
			heap[at] = up;
		}
	}
	return n;
}

bool postings_write(struct postings *p, struct segment *to)
{
	struct buf term = BUF_INIT;
	struct run **heap;
	int64_t last = 0;
	size_t n;

	if (p->terms > 0)
		postings_spill(p);
	heap = mem_alloc((p->nruns + 1) * sizeof(struct run *));
	n = postings_open_runs(p, heap);
	while (n > 0 && p->failed == 0) {
		struct run *r = heap[0];
		bool same =
			r->head.len == term.len && memcmp(r->term, buf_str(&term), term.len) == 0;

		if (!same) {
			buf_clear(&term);
			buf_addn(&term, r->term, r->head.len);
			segment_term(to, r->term, r->head.len);
		}
		run_give(p, r, same && r->head.first == last, to);
		last = r->head.last;
		if (!run_next(p, r))
			heap[0] = heap[--n];
		if (n > 1)
			heap_sink(heap, n);
	}
	buf_release(&term);
	free(heap);
	errno = p->failed;
	return p->failed == 0;
}
