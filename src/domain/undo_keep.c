/*
 * What undo must leave alone. A record that was changed since stays, with what was made for it in the same action; so does one that
 * live records belong to by now. Nothing comes back to a record that is in the trash.
 */
#include "undo_keep.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "rules.h"
#include "rules_sql.h"

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Takes ids over. */
static void id_set_add(struct id_set *s, int64_t *ids, int n)
{
	if (n) {
		s->ids = mem_realloc(s->ids, sizeof(*ids) * (size_t)(s->n + n));
		memcpy(s->ids + s->n, ids, sizeof(*ids) * (size_t)n);
		s->n += n;
	}
	free(ids);
}

static void id_set_sort(struct id_set *s)
{
	int n = 0;

	if (s->n)
		qsort(s->ids, (size_t)s->n, sizeof(*s->ids), compare_ids);
	for (int i = 0; i < s->n; i++)
		if (!n || s->ids[n - 1] != s->ids[i])
			s->ids[n++] = s->ids[i];
	s->n = n;
}

void id_set_release(struct id_set *s)
{
	free(s->ids);
	*s = (struct id_set){0};
}

static enum status add_touched(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, struct id_set *out, struct err *err)
{
	int64_t *ids = NULL;
	int n = 0;
	enum status st = change_sql_touched_range(o, k->name, first, last, txn, &ids, &n, err);

	id_set_add(out, ids, n);
	return st;
}

/* Records that live ones point at. */
static enum status add_owners(struct office *o, const struct kind *k, const struct dependency *d,
	int64_t first, int64_t last, struct id_set *out, struct err *err)
{
	enum status st = ST_OK;

	for (; !st && d->kind != KIND_NONE; d++) {
		const struct kind *child = office_kind(o, d->kind);
		int64_t *ids = NULL;
		int n = 0;

		if (d->owner != k->id)
			continue;
		st = rules_sql_owners(o, child->table, child->fields[d->field].column, first, last,
			&ids, &n, err);
		id_set_add(out, ids, n);
	}
	return st;
}

static bool has_inserted(const struct change_row *rows, int n, const struct kind *k)
{
	for (int i = 0; i < n; i++)
		if (rows[i].op == 'i' && !strcmp(rows[i].kind, k->name))
			return true;
	return false;
}

/* Parts of records that stay because they were changed. */
static enum status add_parts(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, const struct change_row *siblings, int nsiblings, struct id_set *out,
	struct err *err)
{
	enum status st = ST_OK;

	for (const struct dependency *d = dependencies; !st && d->kind != KIND_NONE; d++) {
		const struct kind *owner = office_kind(o, d->owner);
		int64_t *ids = NULL;
		int n = 0;

		if (d->kind != k->id || !has_inserted(siblings, nsiblings, owner))
			continue;
		st = change_sql_touched_owners(o, k->table, k->fields[d->field].column, owner->name,
			first, last, txn, &ids, &n, err);
		id_set_add(out, ids, n);
	}
	return st;
}

enum status undo_keep_live(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, const struct change_row *siblings, int n, struct id_set *out, struct err *err)
{
	enum status st = add_touched(o, k, first, last, txn, out, err);

	if (!st)
		st = add_parts(o, k, first, last, txn, siblings, n, out, err);
	if (!st)
		st = add_owners(o, k, dependencies, first, last, out, err);
	if (!st)
		st = add_owners(o, k, holdings, first, last, out, err);
	id_set_sort(out);
	return st;
}

static enum status add_orphans(struct office *o, const struct kind *k, const struct dependency *d,
	int64_t first, int64_t last, struct id_set *out, struct err *err)
{
	enum status st = ST_OK;

	for (; !st && d->kind != KIND_NONE; d++) {
		int64_t *ids = NULL;
		int n = 0;

		if (d->kind != k->id)
			continue;
		st = rules_sql_orphans(o, k->table, k->fields[d->field].column,
			office_kind(o, d->owner)->table, first, last, &ids, &n, err);
		id_set_add(out, ids, n);
	}
	return st;
}

enum status undo_keep_trashed(struct office *o, const struct kind *k, int64_t first, int64_t last,
	int64_t txn, struct id_set *out, struct err *err)
{
	enum status st = add_touched(o, k, first, last, txn, out, err);

	if (!st)
		st = add_orphans(o, k, dependencies, first, last, out, err);
	if (!st)
		st = add_orphans(o, k, holdings, first, last, out, err);
	id_set_sort(out);
	return st;
}
