/* A hash of whole rows: what is found is compared with the record itself, then taken out. */
#include "import_same.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/parts.h"

struct same_slot {
	uint64_t hash;
	int64_t id; /* 0: free; < 0: taken */
};

struct import_same {
	struct office *o;
	enum kind_id kind;
	int *fields, n;
	int64_t before;
	struct same_slot *slots;
	size_t mask, used;
	struct buf key, own;
};

static uint64_t hash_of(const char *s)
{
	uint64_t h = 1469598103934665603u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	h ^= h >> 30;
	h *= 0xbf58476d1ce4e5b9u;
	return h ^ h >> 27;
}

static void place(struct import_same *s, uint64_t hash, int64_t id)
{
	size_t at = hash & s->mask;

	while (s->slots[at].id)
		at = (at + 1) & s->mask;
	s->slots[at] = (struct same_slot){hash, id};
}

static void grow(struct import_same *s)
{
	struct same_slot *old = s->slots;
	size_t n = old ? s->mask + 1 : 0, size = n ? n * 2 : 1024;

	s->mask = size - 1;
	s->slots = mem_alloc(sizeof(*s->slots) * size);
	for (size_t i = 0; i < n; i++)
		if (old[i].id)
			place(s, old[i].hash, old[i].id);
	free(old);
}

static void add_row(void *arg, int64_t id, const char *key)
{
	struct import_same *s = arg;

	if (s->before && id >= s->before)
		return;
	if (!s->slots || s->used * 4 >= (s->mask + 1) * 3)
		grow(s);
	place(s, hash_of(key), id);
	s->used++;
}

enum status import_same_new(struct office *o, enum kind_id kind, const int *fields, int n,
	int64_t before, struct import_same **out, struct err *err)
{
	struct import_same *s = mem_alloc(sizeof(*s));
	enum status st;

	s->o = o;
	s->kind = kind;
	s->n = n;
	s->before = before;
	s->fields = mem_alloc(sizeof(int) * (size_t)(n + 1));
	memcpy(s->fields, fields, sizeof(int) * (size_t)n);
	st = parts_rows_each(o, kind, fields, n, add_row, s, err);
	if (st)
		import_same_free(s);
	else
		*out = s;
	return st;
}

void import_same_free(struct import_same *s)
{
	if (!s)
		return;
	free(s->fields);
	free(s->slots);
	buf_release(&s->key);
	buf_release(&s->own);
	free(s);
}

static enum status is_really(struct import_same *s, int64_t id, bool *same, struct err *err)
{
	struct record stored;
	enum status st = record_load(s->o, s->kind, id, &stored, err);

	if (st)
		return st;
	buf_clear(&s->own);
	parts_row_key(&stored, s->fields, s->n, &s->own);
	*same = !stored.deleted_at && !strcmp(buf_str(&s->own), buf_str(&s->key));
	record_release(&stored);
	return ST_OK;
}

/* The lowest of several, whatever order the table has them in. */
enum status import_same_take(
	struct import_same *s, const struct record *r, int64_t *id, struct err *err)
{
	struct same_slot *found = NULL;
	uint64_t hash;
	bool same = false;
	enum status st;

	*id = 0;
	if (!s->slots)
		return ST_OK;
	buf_clear(&s->key);
	parts_row_key(r, s->fields, s->n, &s->key);
	hash = hash_of(buf_str(&s->key));
	for (size_t at = hash & s->mask; s->slots[at].id; at = (at + 1) & s->mask)
		if (s->slots[at].hash == hash && s->slots[at].id > 0 &&
			(!found || s->slots[at].id < found->id))
			found = &s->slots[at];
	if (!found)
		return ST_OK;
	st = is_really(s, found->id, &same, err);
	if (st || !same)
		return st;
	*id = found->id;
	found->id = -found->id;
	return ST_OK;
}
