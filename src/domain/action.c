/*
 * Writing records: one action is one transaction, one txn row and its changes. The invariants kept here: nothing is written
 * without being logged, the search index follows search_text and digits, and maintained columns are right at commit.
 */
#include "domain/action.h"

#include <stdlib.h>
#include <string.h>

#include "action_index.h"
#include "action_private.h"
#include "base/clock.h"
#include "base/mem.h"
#include "client_digits.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "kind_sql.h"
#include "office_private.h"
#include "record_rows.h"
#include "record_sql.h"
#include "rules.h"
#include "rules_sql.h"
#include "store/search.h"
#include "store/tx.h"

enum status action_begin_class(
	struct office *o, const char *what, enum txn_class cls, int64_t undoes, struct err *err)
{
	enum status st = tx_begin(o->db, err);

	if (st)
		return st;
	o->action = mem_alloc(sizeof(*o->action));
	o->action->cls = cls;
	o->action->at = clock_now();
	o->action->index = action_index_new();
	o->action->log = change_log_new();
	st = change_sql_txn(o, what, cls, undoes, &o->action->txn, err);
	if (st)
		action_cancel(o);
	return st;
}

enum status action_begin(struct office *o, const char *what, struct err *err)
{
	return action_begin_class(o, what, TXN_ACTION, 0, err);
}

enum status action_begin_setup(struct office *o, const char *what, struct err *err)
{
	return action_begin_class(o, what, TXN_SETUP, 0, err);
}

bool action_is_open(const struct office *o)
{
	return o->action != NULL;
}

static void drop_state(struct office *o)
{
	if (o->action) {
		record_rows_free(o->action->rows);
		action_index_free(o->action->index);
		change_log_free(o->action->log);
		free(o->action->clients);
		free(o->action->mark);
		free(o->action);
	}
	o->action = NULL;
	o->lenient = false;
}

void action_cancel(struct office *o)
{
	bool reload = o->action && o->action->lists_grew;

	if (o->action && o->action->bulk)
		bulk_abandon(o->action->bulk);
	tx_rollback(o->db);
	drop_state(o);
	if (reload) {
		o->nlists = 0; /* entries that were rolled back */
		office_reload(o, NULL);
	}
}

void action_set_lenient(struct office *o, bool lenient)
{
	o->lenient = lenient;
}

bool action_is_lenient(const struct office *o)
{
	return o->lenient;
}

static enum status flush_inserted(struct office *o, enum kind_id k, struct err *err)
{
	struct action_state *a = o->action;
	enum status st;

	if (!a->inserted[k].first)
		return ST_OK;
	st = change_sql_log(o, a->txn, office_kind(o, k)->name, 'i', a->inserted[k].first,
		a->inserted[k].last, err);
	a->inserted[k].first = a->inserted[k].last = 0;
	return st;
}

static enum status note_insert(struct office *o, enum kind_id k, int64_t id, struct err *err)
{
	struct action_state *a = o->action;
	enum status st;

	a->logged = true;
	if (a->inserted[k].first && id == a->inserted[k].last + 1) {
		a->inserted[k].last = id;
		return ST_OK;
	}
	st = flush_inserted(o, k, err);
	a->inserted[k].first = a->inserted[k].last = id;
	return st;
}

static void touch_client(struct action_state *a, int64_t id)
{
	if (!id || (a->nclients && a->clients[a->nclients - 1] == id))
		return;
	a->clients = mem_grow(a->clients, &a->cap_clients, a->nclients + 1, sizeof(*a->clients));
	a->clients[a->nclients++] = id;
}

void action_touch_record(struct office *o, const struct record *r)
{
	int64_t ids[4];
	int n = rules_touched_clients(r, ids);

	for (int i = 0; i < n; i++)
		touch_client(o->action, ids[i]);
}

static int compare_ids(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static enum status maintain(struct office *o, struct err *err)
{
	struct action_state *a = o->action;
	enum status st = ST_OK;

	if (a->maintain_all || a->nclients > ACTION_MANY)
		return rules_sql_maintain_all(o, err);
	if (a->nclients)
		qsort(a->clients, a->nclients, sizeof(*a->clients), compare_ids);
	for (size_t i = 0; !st && i < a->nclients; i++)
		if (!i || a->clients[i] != a->clients[i - 1])
			st = rules_sql_maintain(o, a->clients[i], err);
	return st;
}

/* Owners first, so that undo, which goes backwards, takes away what belongs to them before them. */
enum status action_flush_inserted(struct office *o, struct err *err)
{
	static const enum kind_id owners[] = {KIND_CLIENT, KIND_PIPELINE, KIND_STAGE, KIND_DEAL};
	enum status st = ST_OK;

	for (size_t i = 0; !st && i < sizeof(owners) / sizeof(owners[0]); i++)
		st = flush_inserted(o, owners[i], err);
	for (int k = 0; !st && k < KIND_COUNT; k++)
		st = flush_inserted(o, (enum kind_id)k, err);
	return st;
}

static enum status finish(struct office *o, struct err *err)
{
	enum status st = o->action->bulk ? action_bulk_end(o, err) : ST_OK;

	if (!st)
		st = action_flush_inserted(o, err);
	if (!st)
		st = change_log_write(o, err);
	if (!st)
		st = maintain(o, err);
	if (!st)
		st = action_index_finish(o, err);
	return st ? st : tx_commit(o->db, err);
}

enum status action_commit(struct office *o, int64_t *txn, struct err *err)
{
	struct action_state *a = o->action;
	bool empty = a->cls == TXN_ACTION && !a->logged, reload = a->lists_grew;
	enum status st = empty ? ST_OK : finish(o, err);

	if (txn && !st)
		*txn = empty ? 0 : a->txn;
	if (st || empty) {
		action_cancel(o);
		return st;
	}
	drop_state(o);
	if (reload)
		office_reload(
			o, NULL); /* what is written is written: office_refresh() tries again */
	return ST_OK;
}

/* A value that its office list does not know becomes an entry of it. */
static enum status grow_list(
	struct office *o, const struct field *f, const char *code, struct err *err)
{
	struct record entry;
	enum status st;

	if (!*code || office_list_code(o, f->list, code))
		return ST_OK;
	record_init(&entry, o, KIND_CHOICE);
	record_set_text(&entry, CHOICE_LIST, f->list);
	record_set_text(&entry, CHOICE_TITLE, code);
	record_set_text(&entry, CHOICE_CODE, code);
	st = record_save(o, &entry, err);
	if (!st)
		office_list_append(o, f->list, entry.id, code, code);
	record_release(&entry);
	o->action->lists_grew = true;
	return st;
}

static enum status grow_lists(struct office *o, const struct record *r, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];
		char *copy, *save = NULL;

		if (!r->values[i].set || !f->list || !record_changed(r, i))
			continue;
		copy = mem_strdup(record_text(r, i));
		for (char *part = strtok_r(copy, f->type == FT_SET ? "," : "", &save); !st && part;
			part = strtok_r(NULL, ",", &save))
			st = grow_list(o, f, part, err);
		free(copy);
	}
	return st;
}

static enum status index_insert(struct office *o, const struct record *r, struct err *err)
{
	struct action_state *a = o->action;
	struct buf text = BUF_INIT;
	enum status st;

	if (a->bulk && a->bulk_kind == r->kind->id) {
		if (!a->bulk_first)
			a->bulk_first = r->id;
		a->bulk_last = r->id;
		return ST_OK;
	}
	if (action_index_is_made_again(o, r->kind->id))
		return ST_OK;
	record_search_text(o, r, &text);
	st = search_add(o->db, r->kind->table, r->id, buf_str(&text), err);
	buf_release(&text);
	if (!st && r->kind->has_digits && record_has(r, CLIENT_DIGITS))
		st = search_add_digits(
			o->db, r->kind->table, r->id, record_text(r, CLIENT_DIGITS), err);
	return st;
}

static void stamp(struct office *o, struct record *r, bool is_new)
{
	int common = r->kind->nfields - FIELDS_COMMON_COUNT; /* custom fields come behind */

	while (strcmp(r->kind->fields[common].name, "created_at"))
		common--;
	for (int i = is_new ? 0 : 2; i < FIELDS_COMMON_COUNT; i += 2) {
		record_set_num(r, common + i, o->action->at);
		if (o->user_id)
			record_set_num(r, common + i + 1, o->user_id);
	}
}

static enum status insert(struct office *o, struct record *r, struct err *err)
{
	struct action_state *a = o->action;
	enum status st;

	stamp(o, r, true);
	if (a->rows && a->bulk_kind == r->kind->id)
		st = record_rows_add(a->rows, o, r, err);
	else
		st = record_sql_insert(o, r, err);
	if (!st)
		st = note_insert(o, r->kind->id, r->id, err);
	if (!st && r->kind->searchable)
		st = index_insert(o, r, err);
	return st;
}

static bool is_logged(const struct field *f)
{
	return (f->column || f->custom_id) && !(f->flags & FF_HIDDEN) &&
	       strcmp(f->name, "modified_at") && strcmp(f->name, "modified_by");
}

/* What the search index has of a row that r is about to change; NULL for both when it need not be known. */
static enum status indexed_texts(
	struct office *o, const struct record *r, char **text, char **digits, struct err *err)
{
	const struct kind *k = r->kind;
	bool words = record_words_change(r);
	bool numbers = k->has_digits && record_changed(r, CLIENT_DIGITS);
	char *row[2] = {NULL, NULL};
	enum status st;

	*text = *digits = NULL;
	if ((!words && !numbers) || !action_index_asks(o, k->id, r->id))
		return ST_OK;
	st = record_sql_search_row(o, k, r->id, &row[0], &row[1], err);
	if (!st && words)
		*text = mem_strdup(row[0] ? row[0] : "");
	if (!st && numbers)
		*digits = mem_strdup(row[1] ? row[1] : "");
	free(row[0]);
	free(row[1]);
	return st;
}

enum status action_write_update(struct office *o, struct record *r, bool *done, struct err *err)
{
	struct action_state *a = o->action;
	const struct kind *k = r->kind;
	char *text = NULL, *digits = NULL;
	enum status st;

	stamp(o, r, false);
	st = indexed_texts(o, r, &text, &digits, err);
	if (!st)
		st = record_sql_update(o, r, done, err);
	if (*done)
		a->logged = true;
	for (int i = 0; !st && *done && i < r->nvalues; i++)
		if (is_logged(&k->fields[i]) && record_changed(r, i))
			st = change_sql_log_field(o, a->txn, r, i, err);
	if (!st && !action_index_waits(o))
		st = change_log_write(o, err);
	if (!st && *done && (text || digits))
		return action_index_changed(o, k, r->id, text, digits, err);
	free(text);
	free(digits);
	return st;
}

/* Take from the other side what only the other side changed. ST_CONFLICT when both changed a field. */
static enum status merge_theirs(struct office *o, struct record *r, struct err *err)
{
	struct buf names = BUF_INIT;
	struct record theirs;
	enum status st = record_load(o, r->kind->id, r->id, &theirs, err);

	if (st)
		return st;
	if (theirs.deleted_at) {
		record_release(&theirs);
		return err_set(err, ST_CONFLICT, _("Somebody deleted this record meanwhile"));
	}
	for (int i = 0; i < r->nvalues && i < theirs.nvalues; i++) {
		bool mine = record_changed(r, i) &&
			    strcmp(r->kind->fields[i].name, "modified_at") &&
			    strcmp(r->kind->fields[i].name, "modified_by");

		if (!mine)
			value_copy(&r->values[i], &theirs.values[i]);
		else if (!value_equal(&theirs.values[i], &r->base[i]) &&
			 !value_equal(&theirs.values[i], &r->values[i]) &&
			 !(r->kind->fields[i].flags & (FF_HIDDEN | FF_READONLY)))
			buf_addf(
				&names, "%s%s", names.len ? ", " : "", _(r->kind->fields[i].title));
		value_copy(&r->base[i], &theirs.values[i]);
	}
	r->version = theirs.version;
	record_release(&theirs);
	if (names.len)
		st = err_set(err, ST_CONFLICT,
			_("Somebody else changed this meanwhile: %s. Save again to keep yours."),
			names.data);
	buf_release(&names);
	return st;
}

static enum status update(struct office *o, struct record *r, struct err *err)
{
	bool done = false;
	enum status st = action_write_update(o, r, &done, err);

	if (st || done)
		return st;
	st = merge_theirs(o, r, err);
	if (!st)
		st = rules_check(o, r, !o->lenient, err);
	if (!st && record_is_dirty(r))
		st = action_write_update(o, r, &done, err);
	return st;
}

static enum status save_followups(
	struct office *o, const struct record *r, bool was_new, struct err *err)
{
	struct followups f = {0};
	enum status st = rules_follow(o, r, was_new, &f, err);

	for (int i = 0; !st && i < f.n; i++)
		st = record_save(o, &f.items[i], err);
	followups_release(&f);
	return st;
}

enum status action_contact_point_changed(struct office *o, const struct record *r, struct err *err)
{
	const struct value *before = &r->base[CONTACT_POINT_CLIENT];
	enum status st = client_digits_refresh(o, record_num(r, CONTACT_POINT_CLIENT), err);

	if (!st && before->set && before->num != record_num(r, CONTACT_POINT_CLIENT))
		st = client_digits_refresh(o, before->num, err);
	return st;
}

/* Of an import, to foresee how many rows change. */
static void note_progress(struct office *o, enum kind_id kind)
{
	struct action_state *a = o->action;

	if (a->bulk && a->bulk_kind == kind && a->bulk_expected)
		action_index_wait(o, ++a->bulk_saved, a->bulk_expected);
}

static enum status save(struct office *o, struct record *r, bool was_new, struct err *err)
{
	enum status st = rules_check(o, r, !o->lenient, err);

	if (!st)
		st = grow_lists(o, r, err);
	if (!st)
		st = was_new ? insert(o, r, err) : update(o, r, err);
	if (st)
		return st;
	note_progress(o, r->kind->id);
	action_touch_record(o, r);
	if (r->kind->id == KIND_CONTACT_POINT)
		st = action_contact_point_changed(o, r, err);
	if (!st)
		st = save_followups(o, r, was_new, err);
	if (r->kind->id == KIND_CHOICE || r->kind->id == KIND_CUSTOM_FIELD)
		o->action->lists_grew = true;
	return st;
}

enum status record_save(struct office *o, struct record *r, struct err *err)
{
	bool was_new = r->id == 0;
	enum status st;

	if (!was_new && !record_is_dirty(r))
		return ST_OK;
	st = save(o, r, was_new, err);
	if (st && was_new)
		r->id = r->version = 0;
	if (!st && !(was_new && o->action->bulk && o->action->bulk_kind == r->kind->id))
		record_rebase(r);
	return st;
}

enum status action_bulk_begin(
	struct office *o, enum kind_id kind, int64_t expected, struct err *err)
{
	struct action_state *a = o->action;
	enum status st;

	a->bulk_kind = kind;
	a->bulk_first = a->bulk_last = a->bulk_saved = 0;
	a->bulk_expected = expected;
	if (!office_kind(o, kind)->searchable)
		return ST_OK;
	st = bulk_begin(o->db, office_kind(o, kind)->table, expected, &a->bulk, err);
	if (!st)
		a->rows = record_rows_new(office_kind(o, kind), a->bulk);
	if (!st && expected)
		action_index_wait(o, 0, expected);
	return st;
}

enum status action_bulk_end(struct office *o, struct err *err)
{
	struct action_state *a = o->action;
	struct bulk *bulk = a->bulk;

	if (!bulk)
		return ST_OK;
	a->bulk = NULL;
	record_rows_free(a->rows);
	a->rows = NULL;
	if (action_index_is_made_again(o, a->bulk_kind))
		return bulk_end(bulk, 0, 0, err);
	return bulk_end(bulk, a->bulk_first, a->bulk_last, err);
}

/* A record that was not saved is as it was, so that it can be saved again; after a conflict it has been merged. */
enum status record_put(
	struct office *o, struct record *r, const char *what, int64_t *txn, struct err *err)
{
	struct record before;
	enum status st = action_begin(o, what, err);
	bool merged;

	if (st)
		return st;
	record_copy(&before, r);
	st = record_save(o, r, err);
	merged = st == ST_CONFLICT;
	if (st)
		action_cancel(o);
	else
		st = action_commit(o, txn, err);
	if (st && !merged) {
		record_release(r);
		*r = before;
	} else
		record_release(&before);
	return st;
}
