/* All duplicates of a kind: one walk over the table for the keys, then who shares one, then who hangs together. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/client.h"
#include "domain/list.h"
#include "duplicate_spill.h"
#include "duplicate_sql.h"

enum { SCAN_BEAT = 1024 }; /* records between looks at the job */

/* Two records that share a key. */
struct scan_link {
	int64_t a, b;
	unsigned reason;
};

struct duplicate_scan {
	enum kind_id kind;
	struct job *job;
	struct duplicate_scratch scratch;
	struct duplicate_spill *spill;
	int64_t seen, last;
	int64_t *different; /* pairs declared so, ascending */
	int ndifferent;
	struct scan_link *links;
	size_t nlinks, cap_links;
	bool cancelled;
	enum status st;
	struct err *err;
};

static bool go_on(struct duplicate_scan *s, int64_t id)
{
	if (s->job && ++s->seen % SCAN_BEAT == 0) {
		job_progress(s->job, id, s->last);
		s->cancelled = job_is_cancelled(s->job);
	}
	return !s->cancelled && !s->st;
}

static unsigned reason_number(enum duplicate_reason reason)
{
	return (unsigned)__builtin_ctz((unsigned)reason);
}

static void add_key(struct duplicate_scan *s, int64_t id, const struct duplicate_key *key,
	const struct duplicate_self *self)
{
	struct spill_entry e = {.hash = key->hash,
		.id = (uint64_t)id & ((UINT64_C(1) << 40) - 1),
		.reason = reason_number(key->reason) & 7,
		.is_person = self->is_person,
		.name = self->name >> 12};

	if (!s->st)
		s->st = spill_add(s->spill, &e, s->err);
}

static bool scan_record(void *arg, const struct record *r)
{
	struct duplicate_scan *s = arg;
	struct duplicate_key keys[DUPLICATE_KEYS_MAX];
	struct duplicate_facts facts;
	struct duplicate_self self;
	int n;

	duplicate_facts_of(r, &facts);
	n = duplicate_keys_make(s->kind, &facts, &s->scratch, keys, &self);
	for (int i = 0; i < n; i++)
		add_key(s, r->id, &keys[i], &self);
	return go_on(s, r->id);
}

static bool scan_point(
	void *arg, int64_t client_id, const char *email, const struct duplicate_facts *client)
{
	struct duplicate_scan *s = arg;
	struct duplicate_key key, unused[DUPLICATE_KEYS_MAX];
	struct duplicate_self self;

	duplicate_keys_make(s->kind, client, &s->scratch, unused, &self);
	if (duplicate_key_email(email, &s->scratch, &key))
		add_key(s, client_id, &key, &self);
	return go_on(s, s->last);
}

static int compare_pairs(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return (x[1] > y[1]) - (x[1] < y[1]);
}

static bool is_pair(
	struct duplicate_scan *s, const struct spill_entry *a, const struct spill_entry *b)
{
	struct duplicate_self x = {a->is_person, a->name}, y = {b->is_person, b->name};
	int64_t pair[2] = {(int64_t)a->id, (int64_t)b->id};

	if (!duplicate_agree((enum duplicate_reason)(1u << a->reason), &x, &y))
		return false;
	return !s->ndifferent ||
	       !bsearch(pair, s->different, (size_t)s->ndifferent, sizeof(pair), compare_pairs);
}

static bool link_entries(void *arg, const struct spill_entry *e, size_t n)
{
	struct duplicate_scan *s = arg;

	if (n > DUPLICATE_NOISE + 1)
		return true;
	for (size_t i = 0; i < n; i++)
		for (size_t j = i + 1; j < n; j++) {
			if (!is_pair(s, &e[i], &e[j]))
				continue;
			s->links =
				mem_grow(s->links, &s->cap_links, s->nlinks + 1, sizeof(*s->links));
			s->links[s->nlinks++] = (struct scan_link){
				(int64_t)e[i].id, (int64_t)e[j].id, 1u << e[i].reason};
		}
	return !s->job || !(s->cancelled = job_is_cancelled(s->job));
}

/* --- Who hangs together ----------------------------------------------------------------------- */

struct scan_forest {
	int64_t *ids; /* ascending, each once */
	int *parent;
	unsigned *reasons; /* of the trees, at their roots */
	int *size;
	int n;
};

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void forest_init(struct scan_forest *f, const struct duplicate_scan *s)
{
	size_t n = 0;

	*f = (struct scan_forest){.ids = mem_alloc(sizeof(*f->ids) * (2 * s->nlinks + 1))};
	for (size_t i = 0; i < s->nlinks; i++) {
		f->ids[n++] = s->links[i].a;
		f->ids[n++] = s->links[i].b;
	}
	qsort(f->ids, n, sizeof(*f->ids), compare_ids);
	for (size_t i = 0; i < n; i++)
		if (!f->n || f->ids[f->n - 1] != f->ids[i])
			f->ids[f->n++] = f->ids[i];
	f->parent = mem_alloc(sizeof(*f->parent) * (size_t)(f->n + 1));
	f->size = mem_alloc(sizeof(*f->size) * (size_t)(f->n + 1));
	f->reasons = mem_alloc(sizeof(*f->reasons) * (size_t)(f->n + 1));
	for (int i = 0; i < f->n; i++) {
		f->parent[i] = i;
		f->size[i] = 1;
	}
}

static void forest_release(struct scan_forest *f)
{
	free(f->ids);
	free(f->parent);
	free(f->size);
	free(f->reasons);
}

static int forest_root(struct scan_forest *f, int i)
{
	while (f->parent[i] != i)
		i = f->parent[i] = f->parent[f->parent[i]];
	return i;
}

static int forest_index(const struct scan_forest *f, int64_t id)
{
	return (int)((int64_t *)bsearch(&id, f->ids, (size_t)f->n, sizeof(id), compare_ids) -
		     f->ids);
}

/* The lower id is the root, so that a group stands where its oldest record stands. */
static void forest_join(struct scan_forest *f, const struct scan_link *link)
{
	int a = forest_root(f, forest_index(f, link->a));
	int b = forest_root(f, forest_index(f, link->b));
	int low = a < b ? a : b, high = a < b ? b : a;

	f->reasons[low] |= f->reasons[high] | link->reason;
	if (low == high)
		return;
	f->parent[high] = low;
	f->size[low] += f->size[high];
}

static int compare_groups(const void *a, const void *b)
{
	const struct duplicate_group *x = a, *y = b;
	int more = __builtin_popcount(y->reasons) - __builtin_popcount(x->reasons);

	return more ? more : compare_ids(x->ids, y->ids);
}

static void forest_groups(struct scan_forest *f, struct duplicate_groups *out)
{
	int *group = mem_alloc(sizeof(*group) * (size_t)(f->n + 1));
	int64_t *next;

	*out = (struct duplicate_groups){.ids = mem_alloc(sizeof(*out->ids) * (size_t)(f->n + 1))};
	for (int i = 0; i < f->n; i++)
		if (f->parent[i] == i)
			group[i] = out->n++;
	out->items = mem_alloc(sizeof(*out->items) * (size_t)(out->n + 1));
	next = out->ids;
	for (int i = 0; i < f->n; i++) {
		int root = forest_root(f, i);
		struct duplicate_group *g = &out->items[group[root]];

		if (root == i) {
			*g = (struct duplicate_group){.ids = next, .reasons = f->reasons[i]};
			next += f->size[i];
		}
		g->ids[g->n++] = f->ids[i];
	}
	free(group);
	if (out->n)
		qsort(out->items, (size_t)out->n, sizeof(*out->items), compare_groups);
}

static enum status scan_walk(struct duplicate_scan *s, struct office *o, struct err *err)
{
	const int *columns = duplicate_fields(s->kind);
	int fields[DUPLICATE_COLUMNS], n = 0;
	enum status st = duplicate_sql_last(o, office_kind(o, s->kind), &s->last, err);
	struct list_request req = {.kind = s->kind, .order_field = LIST_ORDER_DEFAULT};

	for (int i = 0; i < DUPLICATE_COLUMNS; i++)
		if (columns[i] >= 0)
			fields[n++] = columns[i];
	if (!st)
		st = list_each_view(o, &req, fields, n, scan_record, s, err);
	if (!st && !s->cancelled && !s->st && s->kind == KIND_CLIENT)
		st = duplicate_sql_points(o, 0, scan_point, s, err);
	if (!st)
		st = s->st;
	if (!st && s->kind == KIND_CLIENT)
		st = duplicate_sql_different(o, 0, &s->different, &s->ndifferent, err);
	return st;
}

enum status duplicates_scan(struct office *o, enum kind_id kind, struct job *job,
	struct duplicate_groups *out, struct err *err)
{
	struct duplicate_scan s = {.kind = kind, .job = job, .spill = spill_new(), .err = err};
	struct scan_forest forest;
	enum status st;

	*out = (struct duplicate_groups){0};
	st = duplicates_apply(kind) ? scan_walk(&s, o, err) : ST_OK;
	if (!st && !s.cancelled)
		st = spill_each(s.spill, link_entries, &s, err);
	if (!st && s.cancelled)
		st = err_set(err, ST_CANCELLED, _("Stopped"));
	if (!st && s.nlinks) {
		forest_init(&forest, &s);
		for (size_t i = 0; i < s.nlinks; i++)
			forest_join(&forest, &s.links[i]);
		forest_groups(&forest, out);
		forest_release(&forest);
	}
	spill_free(s.spill);
	duplicate_scratch_release(&s.scratch);
	free(s.different);
	free(s.links);
	return st;
}

void duplicate_groups_release(struct duplicate_groups *g)
{
	free(g->items);
	free(g->ids);
	*g = (struct duplicate_groups){0};
}
