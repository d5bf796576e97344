/*
 * Two bits for each of many hash values tell, when the last key has come, most of those that occur once: only the others are read
 * back and sorted.
 */
#include "duplicate_spill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#ifndef SPILL_SLICE /* entries; a test takes fewer */
#define SPILL_SLICE (1u << 20)
#endif

enum {
	BITS = 25,
	AHEAD = 16,
	BLOCK = 4096,
	FILLED = 1 << 22 /* keys, more than which the bits tell little */
};

struct duplicate_spill {
	struct spill_entry *slice;
	size_t n, cap;
	uint64_t total;
	FILE *file;           /* NULL: all are in the slice */
	unsigned char *cells; /* four a byte: bit 0 seen, bit 1 seen twice */
};

struct duplicate_spill *spill_new(void)
{
	struct duplicate_spill *s = mem_alloc(sizeof(*s));

	s->cells = mem_alloc((1u << BITS) / 4);
	return s;
}

void spill_free(struct duplicate_spill *s)
{
	if (!s)
		return;
	if (s->file)
		fclose(s->file);
	free(s->slice);
	free(s->cells);
	free(s);
}

static void put(struct duplicate_spill *s, const struct spill_entry *e)
{
	s->slice = mem_grow(s->slice, &s->cap, s->n + 1, sizeof(*s->slice));
	s->slice[s->n++] = *e;
}

static uint32_t cell_of(const struct spill_entry *e)
{
	return (uint32_t)e->hash & ((1u << BITS) - 1);
}

static bool is_repeated(const struct duplicate_spill *s, const struct spill_entry *e)
{
	uint32_t cell = cell_of(e);

	return s->cells[cell >> 2] >> (cell & 3) * 2 & 2;
}

/* Cells lie far apart: the next ones are on their way while one is worked on. */
static void mark_slice(struct duplicate_spill *s)
{
	for (size_t i = 0; i < s->n; i++) {
		uint32_t cell = cell_of(&s->slice[i]);
		unsigned shift = (cell & 3) * 2;
		unsigned char *byte = &s->cells[cell >> 2];

		if (i + AHEAD < s->n)
			__builtin_prefetch(&s->cells[cell_of(&s->slice[i + AHEAD]) >> 2], 1);
		*byte |= (unsigned char)((*byte >> shift & 1 ? 2u : 1u) << shift);
	}
}

static enum status write_slice(struct duplicate_spill *s, struct err *err)
{
	mark_slice(s);
	if (!s->file)
		s->file = tmpfile();
	if (!s->file || fwrite(s->slice, sizeof(*s->slice), s->n, s->file) != s->n)
		return err_errno(err, _("Temporary file"));
	s->n = 0;
	return ST_OK;
}

enum status spill_add(struct duplicate_spill *s, const struct spill_entry *e, struct err *err)
{
	enum status st = s->n == SPILL_SLICE ? write_slice(s, err) : ST_OK;

	put(s, e);
	s->total++;
	return st;
}

static void keep_repeated(struct duplicate_spill *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n; i++)
		if (is_repeated(s, &s->slice[i]))
			s->slice[n++] = s->slice[i];
	s->n = n;
}

static int compare_entries(const void *a, const void *b)
{
	const struct spill_entry *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

/* One record may have the same key twice: in its own field and as a contact point. */
static size_t drop_repeated_ids(struct spill_entry *e, size_t n)
{
	size_t kept = 1;

	for (size_t i = 1; i < n; i++)
		if (e[i].id != e[kept - 1].id)
			e[kept++] = e[i];
	return kept;
}

static bool tell_slice(struct duplicate_spill *s,
	bool (*each)(void *arg, const struct spill_entry *entries, size_t n), void *arg)
{
	if (s->n)
		qsort(s->slice, s->n, sizeof(*s->slice), compare_entries);
	for (size_t first = 0, last; first < s->n; first = last) {
		size_t n;

		for (last = first + 1; last < s->n && s->slice[last].hash == s->slice[first].hash;
			last++)
			;
		n = drop_repeated_ids(s->slice + first, last - first);
		if (n > 1 && !each(arg, s->slice + first, n))
			return false;
	}
	return true;
}

/* Entries that may be repeated and whose hash falls into part number part of parts. */
static enum status read_slice(
	struct duplicate_spill *s, uint64_t part, uint64_t parts, struct err *err)
{
	struct spill_entry *block = mem_alloc(sizeof(*block) * BLOCK);
	size_t got;

	s->n = 0;
	rewind(s->file);
	while ((got = fread(block, sizeof(*block), BLOCK, s->file)) > 0)
		for (size_t i = 0; i < got; i++)
			if (is_repeated(s, &block[i]) &&
				((block[i].hash >> 32) * parts) >> 32 == part)
				put(s, &block[i]);
	free(block);
	return ferror(s->file) ? err_errno(err, _("Temporary file")) : ST_OK;
}

enum status spill_each(struct duplicate_spill *s,
	bool (*each)(void *arg, const struct spill_entry *entries, size_t n), void *arg,
	struct err *err)
{
	uint64_t parts = s->total / FILLED + 1;
	enum status st = ST_OK;

	if (!s->file) {
		mark_slice(s);
		keep_repeated(s);
		tell_slice(s, each, arg);
		return ST_OK;
	}
	st = write_slice(s, err);
	for (uint64_t part = 0; !st && part < parts; part++) {
		st = read_slice(s, part, parts, err);
		if (!st && !tell_slice(s, each, arg))
			break;
	}
	return st;
}
