/* Which record a row means: from the hash of a key to the ids it may be (key_store.h), and from those to the record itself. */
#include "import_match.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/keys.h"
#include "key_store.h"

struct import_match {
	struct office *o;
	enum kind_id kind;
	int field;
	struct key_store *keys;
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

void import_match_add(struct import_match *m, int64_t id, const char *key)
{
	if (*key && id > 0)
		key_store_add(m->keys, hash(key), id);
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
	m->keys = key_store_new(0);
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
		key_store_free(m->keys);
	free(m);
}

/* Has this record really that key? (Two may have one hash.) */
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

/* One question. */
struct ask {
	struct import_match *m;
	const char *key;
	int64_t id; /* 0: none yet */
	enum status st;
	struct err *err;
};

static bool ask_record(void *arg, int64_t id)
{
	struct ask *a = arg;
	bool same = false;

	a->st = is_really(a->m, id, a->key, &same, a->err);
	if (!a->st && same)
		a->id = id;
	return !a->st && !same;
}

enum status import_match_find(struct import_match *m, const char *key, int64_t *id, struct err *err)
{
	struct ask a = {.m = m, .key = key, .err = err};

	*id = 0;
	if (!*key)
		return ST_OK;
	if (!key_store_find(m->keys, hash(key), ask_record, &a))
		return err_errno(err, _("temporary file"));
	*id = a.id;
	return a.st;
}
