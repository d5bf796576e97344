/*
 * Runs are sorted by hash; of equal hashes the one that was added earlier is first. When there are KEY_FAN runs of a tier, they
 * become one of the next: so there are few, however many keys there are. Adding and finding cost a few hundred instructions
 * and, for what is found, some reads of a kilobyte.
 */
#include "key_store.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/scratch.h"

#define KEY_FILTER ((size_t)4 << 20) /* bytes */
#define KEY_HELD 98304               /* usual: 3/4 of a table of 2 MB */

enum {
	KEY_FAN = 8,
	KEY_RUNS = 128,
	KEY_WINDOW = 64, /* entries that are read at once to find one */
	KEY_BLOCK = 1024 /* and to merge */
};

struct key_entry {
	uint64_t hash;
	int64_t id; /* 0: free */
};

struct key_run {
	uint64_t at; /* in the file */
	size_t n;
	int tier;
};

struct key_store {
	uint64_t *filter;
	struct key_entry *table;
	size_t size, used, held; /* size: a power of two */
	struct key_run runs[KEY_RUNS];
	int nruns;
	int fd; /* -1: none yet */
	uint64_t file_len;
	int failed; /* errno */
};

struct key_store *key_store_new(size_t held)
{
	struct key_store *s = mem_alloc(sizeof(*s));

	s->held = held ? held : KEY_HELD;
	for (s->size = 16; s->size * 3 / 4 < s->held;)
		s->size *= 2;
	s->filter = mem_alloc(KEY_FILTER);
	s->table = mem_alloc(sizeof(*s->table) * s->size);
	s->fd = -1;
	return s;
}

void key_store_free(struct key_store *s)
{
	if (!s)
		return;
	if (s->fd >= 0)
		close(s->fd);
	free(s->filter);
	free(s->table);
	free(s);
}

/* --- The filter: four bits in one word of eight bytes for each hash --- */

static uint64_t filter_bits(uint64_t hash)
{
	return (uint64_t)1 << (hash & 63) | (uint64_t)1 << (hash >> 6 & 63) |
	       (uint64_t)1 << (hash >> 12 & 63) | (uint64_t)1 << (hash >> 18 & 63);
}

static uint64_t *filter_word(struct key_store *s, uint64_t hash)
{
	return &s->filter[(hash >> 24) % (KEY_FILTER / sizeof(*s->filter))];
}

/* --- Runs --- */

static bool store_failed(struct key_store *s, bool ok)
{
	if (!ok && !s->failed)
		s->failed = errno ? errno : EIO;
	return s->failed != 0;
}

static bool read_entries(
	struct key_store *s, const struct key_run *r, size_t from, struct key_entry *out, size_t n)
{
	size_t len = n * sizeof(*out);
	long got;

	errno = 0;
	got = scratch_read(s->fd, r->at + from * sizeof(*out), out, len);
	return !store_failed(s, got == (long)len);
}

static void write_entries(struct key_store *s, const struct key_entry *entries, size_t n)
{
	if (s->fd < 0)
		s->fd = scratch_open();
	if (!store_failed(s, s->fd >= 0) &&
		!store_failed(s, scratch_write(s->fd, s->file_len, entries, n * sizeof(*entries))))
		s->file_len += n * sizeof(*entries);
}

/* One of the runs that are merged. */
struct key_source {
	struct key_run run;
	size_t next; /* entries read */
	struct key_entry *block;
	size_t at, len;
};

static bool source_has(struct key_store *s, struct key_source *from)
{
	size_t left = from->run.n - from->next;

	if (from->at < from->len)
		return true;
	from->at = 0;
	from->len = left < KEY_BLOCK ? left : KEY_BLOCK;
	if (!from->len || !read_entries(s, &from->run, from->next, from->block, from->len))
		return false;
	from->next += from->len;
	return true;
}

/* The source with the smallest hash, the oldest of equal ones; NULL when all are empty. */
static struct key_source *source_first(struct key_store *s, struct key_source *all)
{
	struct key_source *first = NULL;

	for (int i = 0; i < KEY_FAN; i++)
		if (source_has(s, &all[i]) &&
			(!first || all[i].block[all[i].at].hash < first->block[first->at].hash))
			first = &all[i];
	return first;
}

static void merge_last(struct key_store *s)
{
	struct key_source all[KEY_FAN] = {0}, *from;
	struct key_entry *blocks = mem_alloc(sizeof(*blocks) * KEY_BLOCK * (KEY_FAN + 1));
	struct key_entry *out = blocks + KEY_FAN * KEY_BLOCK;
	struct key_run merged = {.at = s->file_len, .tier = s->runs[s->nruns - 1].tier + 1};
	size_t n = 0;

	s->nruns -= KEY_FAN;
	for (int i = 0; i < KEY_FAN; i++) {
		all[i].run = s->runs[s->nruns + i];
		all[i].block = blocks + (size_t)i * KEY_BLOCK;
		merged.n += all[i].run.n;
	}
	while ((from = source_first(s, all)) != NULL) {
		out[n++] = from->block[from->at++];
		if (n == KEY_BLOCK) {
			write_entries(s, out, n);
			n = 0;
		}
	}
	if (n > 0)
		write_entries(s, out, n);
	s->runs[s->nruns++] = merged;
	free(blocks);
}

static bool is_full_tier(const struct key_store *s)
{
	return s->nruns >= KEY_FAN &&
	       s->runs[s->nruns - KEY_FAN].tier == s->runs[s->nruns - 1].tier;
}

static int compare_entries(const void *a, const void *b)
{
	const struct key_entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* The table becomes a run. Of equal hashes in it the order is that of their ids, which are given in order. */
static void spill(struct key_store *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->size; i++)
		if (s->table[i].id)
			s->table[n++] = s->table[i];
	qsort(s->table, n, sizeof(*s->table), compare_entries);
	s->runs[s->nruns++] = (struct key_run){s->file_len, n, 0};
	write_entries(s, s->table, n);
	memset(s->table, 0, sizeof(*s->table) * s->size);
	s->used = 0;
	while (is_full_tier(s))
		merge_last(s);
}

void key_store_add(struct key_store *s, uint64_t hash, int64_t id)
{
	size_t at = hash & (s->size - 1);

	if (s->used == s->held)
		spill(s);
	while (s->table[at].id)
		at = (at + 1) & (s->size - 1);
	s->table[at] = (struct key_entry){hash, id};
	s->used++;
	*filter_word(s, hash) |= filter_bits(hash);
}

/*
 * The first entry of the run that is not smaller than hash. Hashes are spread evenly, so that it is looked for where it should
 * be, and where that is wrong, between the places that are known.
 */
static size_t lower_bound(struct key_store *s, const struct key_run *r, uint64_t hash)
{
	struct key_entry w[KEY_WINDOW];
	size_t from = 0, to = r->n; /* it is in from..to */
	uint64_t low = 0, high = UINT64_MAX;

	for (int tries = 0; from < to; tries++) {
		double share =
			tries < 4 && high > low ? (double)(hash - low) / (double)(high - low) : 0.5;
		size_t at = from + (size_t)(share * (double)(to - from)), n, i = 0;

		at = at > from + KEY_WINDOW / 2 ? at - KEY_WINDOW / 2 : from;
		n = to - at < KEY_WINDOW ? to - at : KEY_WINDOW;
		if (n == 0 || !read_entries(s, r, at, w, n))
			return to;
		while (i < n && w[i].hash < hash)
			i++;
		if (i == n) {
			from = at + n;
			low = w[n - 1].hash;
		} else if (i > 0 || at == from)
			return at + i;
		else {
			to = at; /* w[0] is not smaller: perhaps others before it are not */
			high = w[0].hash;
		}
	}
	return from;
}

/* False when each() has had enough. */
static bool find_in_run(struct key_store *s, const struct key_run *r, uint64_t hash,
	bool (*each)(void *arg, int64_t id), void *arg)
{
	struct key_entry e;

	for (size_t at = lower_bound(s, r, hash); at < r->n; at++) {
		if (!read_entries(s, r, at, &e, 1))
			return false;
		if (e.hash != hash)
			return true;
		if (!each(arg, e.id))
			return false;
	}
	return true;
}

bool key_store_find(
	struct key_store *s, uint64_t hash, bool (*each)(void *arg, int64_t id), void *arg)
{
	uint64_t bits = filter_bits(hash);
	bool more = (*filter_word(s, hash) & bits) == bits;

	for (int i = 0; more && !s->failed && i < s->nruns; i++)
		more = find_in_run(s, &s->runs[i], hash, each, arg);
	for (size_t at = hash & (s->size - 1); more && !s->failed && s->table[at].id;
		at = (at + 1) & (s->size - 1))
		if (s->table[at].hash == hash)
			more = each(arg, s->table[at].id);
	errno = s->failed;
	return !s->failed;
}
