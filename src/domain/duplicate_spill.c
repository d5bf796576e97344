/* Two bits for each of many hash values tell most keys that occur once; the few that remain are sorted. */
#include "duplicate_spill.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

#ifndef SPILL_SLICE /* entries; a test takes fewer */
#define SPILL_SLICE (1u << 20)
#endif

enum { BITS = 24, BLOCK = 4096 };

struct duplicate_spill {
	struct spill_entry *slice;
	size_t n, cap;
	uint64_t total;
	FILE *file; /* NULL: all are in the slice */
	unsigned char *seen, *twice;
};

struct duplicate_spill *spill_new(void)
{
	return mem_alloc(sizeof(struct duplicate_spill));
}

void spill_free(struct duplicate_spill *s)
{
	if (!s)
		return;
	if (s->file)
		fclose(s->file);
	free(s->slice);
	free(s->seen);
	free(s->twice);
	free(s);
}

static enum status write_slice(struct duplicate_spill *s, struct err *err)
{
	if (!s->file)
		s->file = tmpfile();
	if (!s->file || fwrite(s->slice, sizeof(*s->slice), s->n, s->file) != s->n)
		return err_errno(err, _("Temporary file"));
	s->n = 0;
	return ST_OK;
}

static void put(struct duplicate_spill *s, const struct spill_entry *e)
{
	s->slice = mem_grow(s->slice, &s->cap, s->n + 1, sizeof(*s->slice));
	s->slice[s->n++] = *e;
}

enum status spill_add(struct duplicate_spill *s, const struct spill_entry *e, struct err *err)
{
	enum status st = s->n == SPILL_SLICE ? write_slice(s, err) : ST_OK;

	put(s, e);
	s->total++;
	return st;
}

/* Only those whose bits say that another has the same hash. */
static void keep_repeated(struct duplicate_spill *s)
{
	size_t bytes = (1u << BITS) / 8, n = 0;

	if (!s->seen) {
		s->seen = mem_alloc(bytes);
		s->twice = mem_alloc(bytes);
	}
	memset(s->seen, 0, bytes);
	memset(s->twice, 0, bytes);
	for (size_t i = 0; i < s->n; i++) {
		uint32_t bit = (uint32_t)s->slice[i].hash & ((1u << BITS) - 1);
		unsigned char mask = (unsigned char)(1u << (bit & 7));

		s->twice[bit >> 3] |= s->seen[bit >> 3] & mask;
		s->seen[bit >> 3] |= mask;
	}
	for (size_t i = 0; i < s->n; i++) {
		uint32_t bit = (uint32_t)s->slice[i].hash & ((1u << BITS) - 1);

		if (s->twice[bit >> 3] & (1u << (bit & 7)))
			s->slice[n++] = s->slice[i];
	}
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
	keep_repeated(s);
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

/* Entries whose hash falls into part number part of parts. */
static enum status read_slice(
	struct duplicate_spill *s, uint64_t part, uint64_t parts, struct err *err)
{
	struct spill_entry *block = mem_alloc(sizeof(*block) * BLOCK);
	size_t got;

	s->n = 0;
	rewind(s->file);
	while ((got = fread(block, sizeof(*block), BLOCK, s->file)) > 0)
		for (size_t i = 0; i < got; i++)
			if (((block[i].hash >> 32) * parts) >> 32 == part)
				put(s, &block[i]);
	free(block);
	return ferror(s->file) ? err_errno(err, _("Temporary file")) : ST_OK;
}

enum status spill_each(struct duplicate_spill *s,
	bool (*each)(void *arg, const struct spill_entry *entries, size_t n), void *arg,
	struct err *err)
{
	uint64_t parts = s->total / (SPILL_SLICE / 4 * 3) + 1;
	enum status st = ST_OK;

	if (!s->file) {
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
