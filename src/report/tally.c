/* An open-addressing hash over rows in order of arrival. */
#include "tally.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define TALLY_FIRST_SLOTS 64

static uint64_t tally_hash(int64_t num, const char *text, const char *currency)
{
	uint64_t h = 14695981039346656037u ^ (uint64_t)num;

	h *= 1099511628211u;
	for (const char *p = text ? text : ""; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	for (int i = 0; i < 3 && currency[i]; i++)
		h = (h ^ (unsigned char)currency[i]) * 1099511628211u;
	return h ^ (h >> 29);
}

static bool tally_is(const struct tally_row *r, int64_t num, const char *text, const char *currency)
{
	if (r->num != num || !r->text != !text ||
		strncmp(r->currency, currency, sizeof r->currency - 1) != 0)
		return false;
	return !text || !strcmp(r->text, text);
}

static void tally_rehash(struct tally *t)
{
	t->nslots = t->nslots ? t->nslots * 4 : TALLY_FIRST_SLOTS;
	free(t->slots);
	t->slots = mem_alloc(t->nslots * sizeof *t->slots);
	for (size_t i = 0; i < t->n; i++) {
		size_t at = tally_hash(t->rows[i].num, t->rows[i].text, t->rows[i].currency) &
			    (t->nslots - 1);

		while (t->slots[at])
			at = (at + 1) & (t->nslots - 1);
		t->slots[at] = (uint32_t)i + 1;
	}
}

struct tally_row *tally_at(struct tally *t, int64_t num, const char *text, const char *currency)
{
	if (!currency)
		currency = "";
	if (t->n && tally_is(&t->rows[t->last], num, text, currency))
		return &t->rows[t->last];
	if (t->n * 2 >= t->nslots)
		tally_rehash(t);
	size_t at = tally_hash(num, text, currency) & (t->nslots - 1);
	for (; t->slots[at]; at = (at + 1) & (t->nslots - 1)) {
		t->last = t->slots[at] - 1;
		if (tally_is(&t->rows[t->last], num, text, currency))
			return &t->rows[t->last];
	}
	t->rows = mem_grow(t->rows, &t->cap, t->n + 1, sizeof *t->rows);
	t->rows[t->n] = (struct tally_row){.num = num, .text = mem_strdup(text)};
	strncpy(t->rows[t->n].currency, currency, sizeof t->rows->currency - 1);
	t->last = t->n++;
	t->slots[at] = (uint32_t)t->n;
	return &t->rows[t->last];
}

void tally_add(struct tally *t, struct tally_row *row, int value, int64_t v)
{
	int64_t size = v < 0 ? -(v + 1) : v;

	assert(value < TALLY_VALUES);
	if (__builtin_add_overflow(t->grand[value], size, &t->grand[value]) ||
		t->grand[value] == INT64_MAX)
		t->overflow = true;
	if (!t->overflow)
		row->values[value] += v;
}

void tally_max(struct tally_row *row, int value, int64_t v)
{
	if (v > row->values[value])
		row->values[value] = v;
}

void tally_sort(struct tally *t, int (*compare)(const void *, const void *))
{
	if (t->n)
		qsort(t->rows, t->n, sizeof *t->rows, compare);
}

void tally_release(struct tally *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->rows[i].text);
	free(t->rows);
	free(t->slots);
	*t = (struct tally){0};
}
