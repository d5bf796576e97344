/*
 * Deleting is the trash: a record goes with what belongs to it, and comes back with what went in the same action. Nothing live
 * belongs to something in the trash.
 */
#include <stdlib.h>
#include <string.h>

#include "action_private.h"
#include "base/i18n.h"
#include "client_digits.h"
#include "domain/client.h"
#include "office_private.h"
#include "record_sql.h"
#include "rules.h"
#include "rules_sql.h"

static enum status touch_row(struct office *o, const struct kind *k, int64_t id, struct err *err)
{
	struct record r;
	enum status st = record_load(o, k->id, id, &r, err);

	if (st)
		return st == ST_NOT_FOUND ? ST_OK : st;
	action_touch_record(o, &r);
	if (k->id == KIND_CONTACT_POINT)
		st = client_digits_refresh(o, record_num(&r, CONTACT_POINT_CLIENT), err);
	record_release(&r);
	return st;
}

/* The clients whose maintained columns depend on the rows first..last. */
static enum status touch_rows(
	struct office *o, const struct kind *k, int64_t first, int64_t last, struct err *err)
{
	enum status st = ST_OK;

	if (k->id != KIND_INTERACTION && k->id != KIND_TASK && k->id != KIND_CONTACT_POINT)
		return ST_OK;
	if (last - first > ACTION_MANY && k->id != KIND_CONTACT_POINT) {
		o->action->maintain_all = true;
		return ST_OK;
	}
	for (int64_t id = first; !st && id <= last; id++)
		st = touch_row(o, k, id, err);
	return st;
}

/* So many that the indexes over what is live are better made again than kept up. */
static enum status trash_many(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err)
{
	struct bulk *bulk;
	enum status st =
		bulk_begin_column(o->db, k->table, "deleted_at", last - first + 1, &bulk, err);

	if (st)
		return st;
	*changed = 0;
	/* In pieces: what a statement changes is kept in memory until it is through. */
	for (int64_t from = first; !st && from <= last; from += ACTION_MANY) {
		int64_t to = last - from < ACTION_MANY ? last : from + ACTION_MANY - 1, some = 0;

		st = record_sql_trash(o, k, from, to, trash, &some, err);
		*changed += some;
	}
	if (!st)
		return bulk_end(bulk, 0, 0, err);
	bulk_abandon(bulk);
	return st;
}

static enum status log_rows(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, struct err *err)
{
	enum status st;

	if (first > last)
		return ST_OK;
	st = change_sql_log(o, o->action->txn, k->name, trash ? 'd' : 'r', first, last, err);
	return st ? st : touch_rows(o, k, first, last, err);
}

/* Rows that are as wanted already are left out of the log: undo must not touch them either. */
static enum status write_rows(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err)
{
	int64_t *others = NULL;
	int n = 0;
	enum status st = ST_OK;

	if (first != last)
		st = rules_sql_rows(o, k->table, first, last, trash, &others, &n, err);
	if (!st)
		st = last - first > ACTION_MANY
			     ? trash_many(o, k, first, last, trash, changed, err)
			     : record_sql_trash(o, k, first, last, trash, changed, err);
	for (int i = 0; !st && *changed && i < n; i++) {
		st = log_rows(o, k, first, others[i] - 1, trash, err);
		first = others[i] + 1;
	}
	if (!st && *changed)
		st = log_rows(o, k, first, last, trash, err);
	free(others);
	return st;
}

enum status action_write_trash(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err)
{
	enum status st = action_flush_inserted(o, err);

	*changed = 0;
	if (!st)
		st = write_rows(o, k, first, last, trash, changed, err);
	if (*changed)
		o->action->logged = true;
	if (k->id == KIND_CHOICE || k->id == KIND_CUSTOM_FIELD)
		o->action->lists_grew = true;
	return st;
}

static enum status trash_children(
	struct office *o, const struct kind *k, int64_t id, struct err *err)
{
	enum status st = ST_OK;

	for (const struct dependency *d = dependencies; !st && d->kind != KIND_NONE; d++) {
		const struct kind *child = office_kind(o, d->kind);
		int64_t *ids = NULL;
		int n = 0;

		if (d->owner != k->id)
			continue;
		st = rules_sql_children(
			o, child->table, child->fields[d->field].column, id, false, &ids, &n, err);
		for (int i = 0; !st && i < n; i++)
			st = record_trash(o, d->kind, ids[i], 0, err);
		free(ids);
	}
	return st;
}

enum status record_trash(
	struct office *o, enum kind_id kind, int64_t id, int64_t version, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	int64_t changed = 0;
	struct record r;
	enum status st = record_load(o, kind, id, &r, err);

	if (st)
		return st;
	if (version && r.version != version)
		st = err_set(err, ST_CONFLICT,
			_("Somebody else changed this record meanwhile: look at it again"));
	record_release(&r);
	if (!st)
		st = rules_may_trash(o, k, id, err);
	if (!st)
		st = trash_children(o, k, id, err);
	if (!st)
		st = action_write_trash(o, k, id, id, true, &changed, err);
	return st;
}

/* What one action trashed. */
struct trashed {
	const struct change_row *rows;
	int n;
};

static bool trashed_has(const struct trashed *t, const struct kind *k, int64_t id)
{
	for (int i = 0; i < t->n; i++) {
		const struct change_row *row = &t->rows[i];

		if (row->op == 'd' && row->first <= id && id <= row->last &&
			!strcmp(row->kind, k->name))
			return true;
	}
	return false;
}

static enum status restore_one(struct office *o, const struct kind *k, int64_t id,
	const struct trashed *t, bool asked, struct err *err);

static enum status restore_children(struct office *o, const struct kind *k, int64_t id,
	const struct trashed *t, struct err *err)
{
	enum status st = ST_OK;

	for (const struct dependency *d = dependencies; !st && d->kind != KIND_NONE; d++) {
		const struct kind *child = office_kind(o, d->kind);
		int64_t *ids = NULL;
		int n = 0;

		if (d->owner != k->id)
			continue;
		st = rules_sql_children(
			o, child->table, child->fields[d->field].column, id, true, &ids, &n, err);
		for (int i = 0; !st && i < n; i++)
			if (trashed_has(t, child, ids[i]))
				st = restore_one(o, child, ids[i], t, false, err);
		free(ids);
	}
	return st;
}

/* Those that r belongs to and that went with it. */
static enum status restore_owners(
	struct office *o, const struct record *r, const struct trashed *t, struct err *err)
{
	enum status st = ST_OK;

	for (const struct dependency *d = dependencies; !st && d->kind != KIND_NONE; d++) {
		const struct kind *owner = office_kind(o, d->owner);
		bool trashed = false;
		int64_t id;

		if (d->kind != r->kind->id || !record_has(r, d->field))
			continue;
		id = record_num(r, d->field);
		st = rules_sql_is_trashed(o, owner->table, id, &trashed, err);
		if (!st && trashed && trashed_has(t, owner, id))
			st = restore_one(o, owner, id, t, true, err);
	}
	return st;
}

/* What belongs to something that stays in the trash stays there too; only who asked for it is told. */
static enum status restore_one(struct office *o, const struct kind *k, int64_t id,
	const struct trashed *t, bool asked, struct err *err)
{
	int64_t changed = 0;
	struct record r;
	enum status st = record_load(o, k->id, id, &r, err);

	if (st)
		return st;
	if (asked)
		st = restore_owners(o, &r, t, err);
	if (!st)
		st = rules_owners_live(o, &r, false, err);
	record_release(&r);
	if (st)
		return asked || st != ST_DENIED ? st : ST_OK;
	st = action_write_trash(o, k, id, id, false, &changed, err);
	return st ? st : restore_children(o, k, id, t, err);
}

enum status record_restore(struct office *o, enum kind_id kind, int64_t id, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct change_row *rows = NULL;
	int64_t txn = 0;
	int n = 0;
	enum status st = change_sql_trashed_by(o, k->name, id, &txn, err);

	if (!st && txn)
		st = change_sql_rows(o, txn, 0, 0, &rows, &n, err);
	if (!st)
		st = restore_one(o, k, id, &(struct trashed){rows, n}, true, err);
	change_rows_free(rows, n);
	return st;
}

enum status record_remove(struct office *o, enum kind_id kind, int64_t id, int64_t version,
	int64_t *txn, struct err *err)
{
	struct buf what = BUF_INIT;
	enum status st;

	buf_addf(&what, _("Delete %s"), _(office_kind(o, kind)->title));
	buf_addch(&what, ' ');
	office_title(o, kind, id, &what);
	st = action_begin(o, buf_str(&what), err);
	buf_release(&what);
	if (st)
		return st;
	st = record_trash(o, kind, id, version, err);
	if (st) {
		action_cancel(o);
		return st;
	}
	return action_commit(o, txn, err);
}
