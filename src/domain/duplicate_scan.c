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

/* As many links as it takes to hang together who may. */
static void link_run(struct duplicate_scan *s, const struct spill_entry *e, size_t n)
{
	unsigned char part[DUPLICATE_NOISE + 1];

	for (size_t i = 0; i < n; i++)
		part[i] = (unsigned char)i;
	for (size_t j = 1; j < n; j++)
		for (size_t i = 0; i < j; i++) {
			unsigned char old = part[j];

			if (part[i] == old || !is_pair(s, &e[i], &e[j]))
				continue;
			for (size_t k = 0; k <= j; k++)
				if (part[k] == old)
					part[k] = part[i];
			s->links =
				mem_grow(s->links, &s->cap_links, s->nlinks + 1, sizeof(*s->links));
			s->links[s->nlinks++] = (struct scan_link){
				(int64_t)e[i].id, (int64_t)e[j].id, 1u << e[i].reason};
		}
}

static bool link_entries(void *arg, const struct spill_entry *e, size_t n)
{
	struct duplicate_scan *s = arg;

	if (n <= DUPLICATE_NOISE + 1)
		link_run(s, e, n);
	return !s->job || !(s->cancelled = job_is_cancelled(s->job));
}

/* --- Who hangs together ----------------------------------------------------------------------- */

/* Nine bytes for every id there is: looking an id up among the found ones would cost more than all the rest. */
struct scan_forest {
	int64_t last;
	uint32_t *parent;       /* of each id; 0: it has no duplicate */
	unsigned char *reasons; /* of the trees, at their roots */
	uint32_t *group;        /* number of the tree, at its root */
};

static void forest_init(struct scan_forest *f, int64_t last)
{
	size_t n = (size_t)last + 1;

	*f = (struct scan_forest){.last = last,
		.parent = mem_alloc(sizeof(*f->parent) * n),
		.reasons = mem_alloc(n),
		.group = mem_alloc(sizeof(*f->group) * n)};
}

static void forest_release(struct scan_forest *f)
{
	free(f->parent);
	free(f->reasons);
	free(f->group);
}

static uint32_t forest_root(struct scan_forest *f, uint32_t i)
{
	if (!f->parent[i])
		f->parent[i] = i;
	while (f->parent[i] != i)
		i = f->parent[i] = f->parent[f->parent[i]];
	return i;
}

/* The lower id is the root, so that a group stands where its oldest record stands. Who came during the scan waits for the next one. */
static void forest_join(struct scan_forest *f, const struct scan_link *link)
{
	uint32_t a, b, low, high;

	if (link->a > f->last || link->b > f->last)
		return;
	a = forest_root(f, (uint32_t)link->a);
	b = forest_root(f, (uint32_t)link->b);
	low = a < b ? a : b;
	high = a < b ? b : a;
	f->reasons[low] |= f->reasons[high] | (unsigned char)link->reason;
	f->parent[high] = low;
}

static int compare_groups(const void *a, const void *b)
{
	const struct duplicate_group *x = a, *y = b;
	int more = __builtin_popcount(y->reasons) - __builtin_popcount(x->reasons);

	return more ? more : (x->ids[0] > y->ids[0]) - (x->ids[0] < y->ids[0]);
}

/* The sizes first, so that the ids of a group can stand together. */
static void forest_groups(struct scan_forest *f, struct duplicate_groups *out)
{
	size_t cap = 0, nids = 0;
	int64_t *next;

	*out = (struct duplicate_groups){0};
	for (int64_t id = 1; id <= f->last; id++) {
		uint32_t root;

		if (!f->parent[id])
			continue;
		root = forest_root(f, (uint32_t)id);
		if (root == id) {
			out->items =
				mem_grow(out->items, &cap, (size_t)out->n + 1, sizeof(*out->items));
			out->items[out->n] = (struct duplicate_group){.reasons = f->reasons[root]};
			f->group[root] = (uint32_t)out->n++;
		}
		out->items[f->group[root]].n++;
		nids++;
	}
	next = out->ids = mem_alloc(sizeof(*out->ids) * (nids + 1));
	for (int i = 0; i < out->n; i++) {
		out->items[i].ids = next;
		next += out->items[i].n;
		out->items[i].n = 0;
	}
	for (int64_t id = 1; id <= f->last; id++)
		if (f->parent[id]) {
			struct duplicate_group *g =
				&out->items[f->group[forest_root(f, (uint32_t)id)]];

			g->ids[g->n++] = id;
		}
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
		forest_init(&forest, s.last);
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
