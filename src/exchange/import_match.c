/* Which record a row means: an in-memory hash from keys to ids. */
#include "import_match.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/keys.h"

/* Ten bytes: with 48 bits of the hash it hardly ever happens that a record must be read in vain. */
struct slot {
	uint16_t tag[3]; /* of the key's hash */
	uint16_t id[2];  /* both 0: free */
};

#define MATCH_RESERVE_MAX (4 << 20) /* keys: a size that is only estimated should not cost more */

struct import_match {
	struct office *o;
	enum kind_id kind;
	int field;
	struct slot *slots;
	size_t mask, used;
	import_match_also_fn *also; /* NULL */
	void *also_arg;
};

/* FNV-1a, finished as in splitmix64 so that both halves are good. */
static uint64_t hash(const char *s)
{
	uint64_t h = 1469598103934665603u;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 1099511628211u;
	h ^= h >> 30;
	h *= 0xbf58476d1ce4e5b9u;
	h ^= h >> 27;
	return h * 0x94d049bb133111ebu;
}

#define TAG_BITS 48

static uint64_t slot_tag(const struct slot *s)
{
	return (uint64_t)s->tag[2] << 32 | (uint64_t)s->tag[1] << 16 | s->tag[0];
}

static uint32_t slot_id(const struct slot *s)
{
	return (uint32_t)s->id[1] << 16 | s->id[0];
}

/* The place of a slot needs only its tag, so that the table can grow without the keys. */
static void place(struct import_match *m, uint64_t tag, uint32_t id)
{
	size_t at = tag & m->mask;

	while (slot_id(&m->slots[at]))
		at = (at + 1) & m->mask;
	m->slots[at] = (struct slot){{(uint16_t)tag, (uint16_t)(tag >> 16), (uint16_t)(tag >> 32)},
		{(uint16_t)id, (uint16_t)(id >> 16)}};
}

static void resize(struct import_match *m, size_t size)
{
	struct slot *old = m->slots;
	size_t n = old ? m->mask + 1 : 0;

	m->mask = size - 1;
	m->slots = mem_alloc(sizeof(*m->slots) * size);
	for (size_t i = 0; i < n; i++)
		if (slot_id(&old[i]))
			place(m, slot_tag(&old[i]), slot_id(&old[i]));
	free(old);
}

void import_match_reserve(struct import_match *m, int64_t more)
{
	size_t size = m->slots ? m->mask + 1 : 1024, want = m->used + (size_t)(more > 0 ? more : 0);

	while (size / 4 * 3 <= want && want < MATCH_RESERVE_MAX)
		size *= 2;
	if (!m->slots || size > m->mask + 1)
		resize(m, size);
}

void import_match_add(struct import_match *m, int64_t id, const char *key)
{
	if (!*key || id <= 0 || id > UINT32_MAX)
		return;
	if (!m->slots || m->used * 4 >= (m->mask + 1) * 3)
		resize(m, m->slots ? (m->mask + 1) * 2 : 1024);
	place(m, hash(key) >> (64 - TAG_BITS), (uint32_t)id);
	m->used++;
}

static void add_stored(void *arg, int64_t id, const char *key)
{
	import_match_add(arg, id, key);
}

enum status import_match_new(
	struct office *o, enum kind_id kind, int field, struct import_match **out, struct err *err)
{
	struct import_match *m = mem_alloc(sizeof(*m));
	enum status st;

	m->o = o;
	m->kind = kind;
	m->field = field;
	st = keys_each(o, kind, field, add_stored, m, err);
	if (st) {
		import_match_free(m);
		return st;
	}
	*out = m;
	return ST_OK;
}

void import_match_also(struct import_match *m, import_match_also_fn *fn, void *arg)
{
	m->also = fn;
	m->also_arg = arg;
}

void import_match_free(struct import_match *m)
{
	if (m)
		free(m->slots);
	free(m);
}

/* Has this record really that key? (A tag is only a part of the hash.) */
static enum status is_really(
	struct import_match *m, int64_t id, const char *key, bool *same, struct err *err)
{
	struct buf own = BUF_INIT;
	struct record r;
	enum status st = record_load(m->o, m->kind, id, &r, err);

	if (st)
		return st;
	key_of_record(m->o, &r, m->field, &own);
	*same = !r.deleted_at && !strcmp(buf_str(&own), key);
	if (!*same && !r.deleted_at && m->also)
		st = m->also(m->also_arg, id, key, same, err);
	buf_release(&own);
	record_release(&r);
	return st;
}

enum status import_match_find(struct import_match *m, const char *key, int64_t *id, struct err *err)
{
	uint64_t tag = hash(key) >> (64 - TAG_BITS);
	bool same = false;
	enum status st;

	*id = 0;
	if (!*key || !m->slots)
		return ST_OK;
	for (size_t at = tag & m->mask; slot_id(&m->slots[at]); at = (at + 1) & m->mask) {
		if (slot_tag(&m->slots[at]) != tag)
			continue;
		st = is_really(m, slot_id(&m->slots[at]), key, &same, err);
		if (st)
			return st;
		if (same) {
			*id = slot_id(&m->slots[at]);
			return ST_OK;
		}
	}
	return ST_OK;
}
