/*
 * Undo and redo from the change log. Undo of an action is an action of its own that reverses its changes, newest first; redo is
 * the undo of that undo. What somebody changed since is kept, counted and named. The log is read in blocks, so that an import that
 * updated a million records can be taken back in the memory of a small one.
 */
#include "domain/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "action_index.h"
#include "action_private.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "kind_sql.h"
#include "office_private.h"
#include "rules.h"
#include "undo_keep.h"

enum { UNDO_BLOCK = 5000 };

struct undo_run {
	struct office *o;
	int64_t txn; /* being reversed */
	struct undo_result *result;
	struct job *job;
	bool keeps_mapping;            /* an import is taken back, not the mapping that it saved */
	int64_t done, size;            /* log rows, ranges counted by their ids */
	const struct change_row *rows; /* the block */
	int n;
	struct change_row *inserted; /* the rows of op i, few */
	int ninserted;
};

/* field NULL: the whole record. */
static void undo_keep(
	struct undo_run *u, const struct kind *k, int64_t id, const struct field *field)
{
	struct undo_result *r = u->result;
	struct undo_kept *kept;

	r->kept++;
	if (r->nnamed >= UNDO_KEPT_NAMED)
		return;
	kept = &r->named[r->nnamed++];
	*kept = (struct undo_kept){.kind = k->id, .id = id};
	if (field)
		text_copy(kept->field, sizeof(kept->field), field->name);
}

/* Trash or bring back ids first..last, but for those in keep. */
static enum status write_except(struct undo_run *u, const struct kind *k, int64_t first,
	int64_t last, bool trash, const struct id_set *keep, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && i <= keep->n; i++) {
		int64_t end = i < keep->n ? keep->ids[i] - 1 : last, changed = 0;

		if (first <= end)
			st = action_write_trash(u->o, k, first, end, trash, &changed, err);
		u->result->records += changed;
		if (i < keep->n)
			first = keep->ids[i] + 1;
	}
	for (int i = 0; !st && i < keep->n; i++)
		undo_keep(u, k, keep->ids[i], NULL);
	return st;
}

/* Rows that came, or came back, go to the trash. */
static enum status undo_coming(
	struct undo_run *u, const struct kind *k, const struct change_row *row, struct err *err)
{
	struct id_set keep = {0};
	enum status st = undo_keep_live(
		u->o, k, row->first, row->last, u->txn, u->inserted, u->ninserted, &keep, err);

	if (!st)
		st = write_except(u, k, row->first, row->last, true, &keep, err);
	id_set_release(&keep);
	return st;
}

static enum status undo_trash(
	struct undo_run *u, const struct kind *k, const struct change_row *row, struct err *err)
{
	struct id_set keep = {0};
	enum status st = undo_keep_trashed(u->o, k, row->first, row->last, u->txn, &keep, err);

	if (!st)
		st = write_except(u, k, row->first, row->last, false, &keep, err);
	id_set_release(&keep);
	return st;
}

static bool log_matches(const struct field *f, const struct value *now, const struct value *logged)
{
	char num[32];

	if (!now->set || !logged->set)
		return now->set == logged->set;
	if (kind_type_is_text(f->type))
		return !strcmp(now->text, logged->text);
	snprintf(num, sizeof(num), "%lld", (long long)now->num);
	return !strcmp(num, logged->text);
}

static void put_back(struct record *r, int field, const struct value *logged)
{
	if (!logged->set)
		record_clear(r, field);
	else if (kind_type_is_text(r->kind->fields[field].type))
		record_set_text(r, field, logged->text);
	else
		record_set_num(r, field, atoll(logged->text));
}

static bool inserted_here(const struct undo_run *u, const struct change_row *row)
{
	for (int i = 0; i < u->ninserted; i++)
		if (!strcmp(u->inserted[i].kind, row->kind) && u->inserted[i].first <= row->first &&
			row->first <= u->inserted[i].last)
			return true;
	return false;
}

static bool same_record(const struct change_row *a, const struct change_row *b)
{
	return b->op == 'u' && a->first == b->first && !strcmp(a->kind, b->kind);
}

/* The row of rows[0..n) that changed this field; NULL. */
static const struct change_row *row_of_field(
	const struct kind *k, const struct change_row *rows, int n, int field)
{
	for (int i = 0; i < n; i++)
		if (kind_field(k, rows[i].field) == field)
			return &rows[i];
	return NULL;
}

/* Would the record belong to one in the trash? */
static enum status is_orphaned(struct undo_run *u, const struct kind *k, int field,
	const struct value *logged, bool *orphaned, struct err *err)
{
	struct record probe;
	enum status st;

	*orphaned = false;
	if (k->fields[field].type != FT_LINK || !logged->set)
		return ST_OK;
	record_make(&probe, k);
	put_back(&probe, field, logged);
	st = rules_owners_live(u->o, &probe, true, err);
	*orphaned = st == ST_DENIED || st == ST_NOT_FOUND;
	record_release(&probe);
	return *orphaned ? ST_OK : st;
}

/* Does this field go back? r->base is what stands in the file. Not when it was changed since, unless it follows one that does; nor without that one. */
static enum status goes_back(struct undo_run *u, const struct record *r,
	const struct change_row *rows, int n, int field, bool *yes, struct err *err)
{
	const struct kind *k = r->kind;
	const struct change_row *row = row_of_field(k, rows, n, field), *lead;
	bool bound = false, orphaned = false;
	int leader = rules_leader(k->id, field, &bound);
	enum status st = is_orphaned(u, k, field, &row->old_value, &orphaned, err);

	*yes = log_matches(&k->fields[field], &r->base[field], &row->new_value);
	lead = leader < 0 ? NULL : row_of_field(k, rows, n, leader);
	if (lead && !log_matches(&k->fields[leader], &r->base[leader], &lead->new_value))
		*yes = false;
	else if (lead && bound)
		*yes = true;
	*yes = *yes && !orphaned;
	return st;
}

static enum status put_fields_back(
	struct undo_run *u, struct record *r, const struct change_row *rows, int n, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && i < n; i++) {
		int field = kind_field(r->kind, rows[i].field);
		bool yes;

		if (field < 0 || field >= r->nvalues)
			continue;
		st = goes_back(u, r, rows, n, field, &yes, err);
		if (!st && yes)
			put_back(r, field, &rows[i].old_value);
		else if (!st)
			undo_keep(u, r->kind, r->id, &r->kind->fields[field]);
	}
	return st;
}

static enum status write_back(struct undo_run *u, struct record *r, struct err *err)
{
	bool done = true;
	enum status st = rules_derive(u->o, r, err);

	if (!st)
		st = action_write_update(u->o, r, &done, err);
	if (!st)
		action_touch_record(u->o, r);
	if (!st && r->kind->id == KIND_CONTACT_POINT)
		st = action_contact_point_changed(u->o, r, err);
	if (done)
		u->result->records++;
	else
		undo_keep(u, r->kind, r->id, NULL);
	return st;
}

/* rows[at..] that change the same record, as one write. *used rows were taken. */
static enum status undo_update(
	struct undo_run *u, const struct kind *k, int at, int *used, struct err *err)
{
	const struct change_row *row = &u->rows[at];
	struct record r;
	enum status st;

	for (*used = 1; at + *used < u->n && same_record(row, &u->rows[at + *used]); (*used)++)
		;
	if (inserted_here(u, row))
		return ST_OK;
	st = record_load(u->o, k->id, row->first, &r, err);
	if (st == ST_NOT_FOUND) {
		undo_keep(u, k, row->first, NULL);
		return ST_OK;
	}
	if (st)
		return st;
	if (r.deleted_at)
		undo_keep(u, k, r.id, NULL);
	else
		st = put_fields_back(u, &r, row, *used, err);
	if (!st && record_is_dirty(&r))
		st = write_back(u, &r, err);
	record_release(&r);
	return st;
}

static const struct kind *kind_of_row(struct office *o, const struct change_row *row)
{
	for (int k = 0; k < KIND_COUNT; k++)
		if (!strcmp(office_kind(o, (enum kind_id)k)->name, row->kind))
			return office_kind(o, (enum kind_id)k);
	return NULL;
}

/* One change, or all of one record that stand together; *used rows of the block. */
static enum status reverse_row(struct undo_run *u, int at, int *used, struct err *err)
{
	const struct change_row *row = &u->rows[at];
	const struct kind *k = kind_of_row(u->o, row);

	*used = 1;
	if (!k || (k->id == KIND_IMPORT_PROFILE && u->keeps_mapping))
		return ST_OK;
	switch (row->op) {
	case 'i':
	case 'r': return undo_coming(u, k, row, err);
	case 'u': return undo_update(u, k, at, used, err);
	case 'd': return undo_trash(u, k, row, err);
	default: return ST_OK;
	}
}

static enum status reverse_block(struct undo_run *u, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0, used = 1; !st && i < u->n; i += used) {
		if (job_is_cancelled(u->job))
			return err_set(err, ST_CANCELLED, _("Cancelled: nothing was taken back"));
		st = reverse_row(u, i, &used, err);
		u->done += u->rows[i].last - u->rows[i].first + used;
		job_progress(u->job, u->done, u->size);
		action_index_wait(u->o, u->done, u->size);
	}
	return st;
}

/* How many of the rows go without the last record, whose other rows may be in the next block. */
static int whole_records(const struct change_row *rows, int n)
{
	int end = n - 1;

	while (end > 0 && rows[end].op == 'u' && same_record(&rows[end], &rows[end - 1]))
		end--;
	return end > 0 ? end : n;
}

static enum status reverse(struct undo_run *u, struct err *err)
{
	int64_t before = 0;
	bool more = true;
	enum status st = change_sql_inserted(u->o, u->txn, &u->inserted, &u->ninserted, err);

	if (!st)
		st = change_sql_size(u->o, u->txn, &u->size, err);
	if (!st)
		st = change_sql_keeps_mapping(u->o, u->txn, &u->keeps_mapping, err);
	while (!st && more) {
		struct change_row *rows = NULL;
		int n = 0;

		st = change_sql_rows(u->o, u->txn, before, UNDO_BLOCK, &rows, &n, err);
		more = n == UNDO_BLOCK;
		u->rows = rows;
		u->n = more ? whole_records(rows, n) : n;
		if (!st)
			st = reverse_block(u, err);
		if (u->n)
			before = rows[u->n - 1].id;
		change_rows_free(rows, n);
	}
	change_rows_free(u->inserted, u->ninserted);
	return st;
}

/* Somebody may have taken the same action back while this desk waited for its turn. */
static enum status check_in_force(struct office *o, int64_t txn, struct err *err)
{
	struct txn_row t = {0};
	enum status st = change_sql_get(o, txn, &t, err);

	if (!st && t.undone_by)
		st = err_set(err, ST_NOT_FOUND, _("\"%s\" is undone already"), t.what);
	return st;
}

/* Reverse txn as an action of class cls, and mark it (and, for a redo, the action it brings back). */
static enum status run(struct office *o, const struct txn_row *t, enum txn_class cls,
	struct job *job, struct undo_result *out, struct err *err)
{
	struct undo_run u = {.o = o, .txn = t->id, .result = out, .job = job};
	enum status st;

	out->txn = t->id;
	text_copy(out->what, sizeof(out->what), t->what);
	out->records = out->kept = 0;
	out->nnamed = 0;
	st = action_begin_class(o, t->what, cls, t->id, err);
	if (st)
		return st;
	action_index_wait(o, 0, 0);
	st = check_in_force(o, t->id, err);
	if (!st)
		st = reverse(&u, err);
	if (!st)
		st = change_sql_mark_undone(o, t->id, o->action->txn, err);
	if (!st && cls == TXN_REDO)
		st = change_sql_mark_undone(o, t->undoes, 0, err);
	if (st) {
		action_cancel(o);
		return st;
	}
	return action_commit(o, NULL, err);
}

enum status undo_action(struct office *o, int64_t txn, struct undo_result *out, struct err *err)
{
	return undo_action_job(o, txn, NULL, out, err);
}

enum status undo_action_job(
	struct office *o, int64_t txn, struct job *job, struct undo_result *out, struct err *err)
{
	struct txn_row t = {0};
	enum status st = ST_OK;

	if (!txn)
		st = change_sql_last_action(o, &txn, err);
	if (!st && !txn)
		return err_set(err, ST_NOT_FOUND, _("There is nothing to undo"));
	if (!st)
		st = change_sql_get(o, txn, &t, err);
	if (st)
		return st;
	if (t.undone_by)
		return err_set(err, ST_NOT_FOUND, _("\"%s\" is undone already"), t.what);
	if (t.cls == TXN_SETUP)
		return err_set(
			err, ST_DENIED, _("\"%s\" set the office up and cannot be undone"), t.what);
	if (t.cls == TXN_UNDO)
		return run(o, &t, TXN_REDO, job, out, err);
	if (t.cls == TXN_REDO)
		return err_set(err, ST_DENIED, _("Undo the action itself (%lld), not its redo"),
			(long long)t.undoes);
	return run(o, &t, TXN_UNDO, job, out, err);
}

enum status redo_action(struct office *o, struct undo_result *out, struct err *err)
{
	struct txn_row t = {0};
	int64_t txn = 0;
	enum status st = change_sql_last_undo(o, &txn, err);

	if (!st && !txn)
		return err_set(err, ST_NOT_FOUND, _("There is nothing to redo"));
	if (!st)
		st = change_sql_get(o, txn, &t, err);
	return st ? st : run(o, &t, TXN_REDO, NULL, out, err);
}
