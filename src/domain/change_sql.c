/* The change log: one txn row an action, and what it changed. */
#include "change_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "kind_sql.h"

enum {
	Q_TXN,
	Q_GET,
	Q_LAST_ACTION,
	Q_LAST_UNDO,
	Q_MARK,
	Q_ROWS,
	Q_INSERTED,
	Q_SIZE,
	Q_KEEPS_MAPPING,
	Q_TOUCHED_RANGE,
	Q_TRASHED_BY,
};

/* A change to a record that is there, by an action in force after ?4. */
#define LATER "c.txn_id > ?4 AND c.op <> 'i' AND x.class = 0 AND x.undone_by IS NULL"

static const char *const sql[] = {
	[Q_TXN] = "INSERT INTO txn (at, user_id, what, class, undoes, origin) VALUES (?1, ?2, ?3, "
		  "?4, ?5, ?6) RETURNING id",
	[Q_GET] = "SELECT class, undoes, undone_by, what FROM txn WHERE id = ?1",
	[Q_LAST_ACTION] =
		"SELECT max(id) FROM txn WHERE user_id = ?1 AND class = 0 AND undone_by IS NULL",
	[Q_LAST_UNDO] = "SELECT max(id) FROM txn WHERE user_id = ?1 AND class = 1 AND undone_by IS "
			"NULL AND id >"
			" (SELECT coalesce(max(id), 0) FROM txn WHERE user_id = ?1 AND class = 0)",
	[Q_MARK] = "UPDATE txn SET undone_by = ?2 WHERE id = ?1",
	[Q_ROWS] = "SELECT op, kind, record_id, last_id, field, old_value, new_value, id FROM "
		   "change WHERE txn_id = ?1 AND id < ?2 ORDER BY id DESC LIMIT ?3",
	[Q_INSERTED] = "SELECT op, kind, record_id, last_id, field, old_value, new_value, id FROM "
		       "change WHERE txn_id = ?1 AND op = 'i' AND id < ?2 ORDER BY id DESC LIMIT "
		       "?3",
	[Q_SIZE] = "SELECT coalesce(sum(coalesce(last_id, record_id) - record_id + 1), 0) FROM "
		   "change WHERE txn_id = ?1",
	[Q_KEEPS_MAPPING] = "SELECT count(*) FROM import_batch WHERE txn_id = ?1 AND kind <> "
			    "'import_profile'",
	[Q_TOUCHED_RANGE] =
		"SELECT c.record_id, coalesce(c.last_id, c.record_id) FROM change c JOIN txn x ON "
		"x.id = c.txn_id WHERE c.kind = ?1 AND c.record_id >= ?2 AND c.record_id <= ?3"
		" AND " LATER
		" UNION ALL SELECT c.record_id, c.last_id FROM change c JOIN txn x ON "
		"x.id = c.txn_id WHERE c.kind = ?1 AND c.last_id IS NOT NULL AND c.record_id < ?2"
		" AND c.last_id >= ?2 AND " LATER,
	[Q_TRASHED_BY] = "SELECT max(txn_id) FROM change WHERE kind = ?1 AND op = 'd'"
			 " AND (record_id = ?2 OR (last_id IS NOT NULL AND record_id <= ?2 AND "
			 "last_id >= ?2))",
};

static void bind_id(struct query *q, int param, int64_t id)
{
	if (id)
		query_int(q, param, id);
	else
		query_null(q, param);
}

enum status change_sql_txn(struct office *o, const char *what, enum txn_class cls, int64_t undoes,
	int64_t *id, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_TXN]);

	query_int(q, 1, clock_now());
	bind_id(q, 2, office_user_id(o));
	query_text(q, 3, what);
	query_int(q, 4, cls);
	bind_id(q, 5, undoes);
	query_text(q, 6, office_options(o)->origin);
	return query_one_int(q, 0, id, err);
}

enum status change_sql_get(struct office *o, int64_t txn, struct txn_row *out, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_GET]);
	bool row = false;
	enum status st;

	query_int(q, 1, txn);
	st = query_step(q, &row, err);
	if (!st && row) {
		*out = (struct txn_row){
			.id = txn,
			.cls = (enum txn_class)query_get_int(q, 0),
			.undoes = query_get_int(q, 1),
			.undone_by = query_get_int(q, 2),
		};
		text_copy(out->what, sizeof(out->what), query_get_text(q, 3));
	}
	query_done(q);
	if (!st && !row)
		return err_set(err, ST_NOT_FOUND, _("There is no action %lld in the history"),
			(long long)txn);
	return st;
}

static enum status last_id(struct office *o, int which, int64_t *id, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[which]);

	query_int(q, 1, office_user_id(o));
	return query_one_int(q, 0, id, err);
}

enum status change_sql_last_action(struct office *o, int64_t *id, struct err *err)
{
	return last_id(o, Q_LAST_ACTION, id, err);
}

enum status change_sql_last_undo(struct office *o, int64_t *id, struct err *err)
{
	return last_id(o, Q_LAST_UNDO, id, err);
}

enum status change_sql_mark_undone(struct office *o, int64_t txn, int64_t by, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_MARK]);

	query_int(q, 1, txn);
	bind_id(q, 2, by);
	return query_run(q, NULL, err);
}

static void read_row(struct query *q, struct change_row *row)
{
	*row = (struct change_row){
		.id = query_get_int(q, 7),
		.op = query_get_text(q, 0)[0],
		.first = query_get_int(q, 2),
		.last = query_is_null(q, 3) ? query_get_int(q, 2) : query_get_int(q, 3),
		.old_set = !query_is_null(q, 5),
		.new_set = !query_is_null(q, 6),
	};
	snprintf(row->kind, sizeof(row->kind), "%s", query_get_text(q, 1));
	if (!query_is_null(q, 4))
		snprintf(row->field, sizeof(row->field), "%s", query_get_text(q, 4));
	value_set_text(&row->old_value, query_get_text(q, 5));
	value_set_text(&row->new_value, query_get_text(q, 6));
}

static enum status read_rows(struct office *o, int which, int64_t txn, int64_t before, int limit,
	struct change_row **out, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[which]);
	struct change_row *rows = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	query_int(q, 1, txn);
	query_int(q, 2, before ? before : INT64_MAX);
	query_int(q, 3, limit ? limit : -1);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		rows = mem_grow(rows, &cap, (size_t)count + 1, sizeof(*rows));
		read_row(q, &rows[count++]);
	}
	query_done(q);
	*out = rows;
	*n = count;
	return st;
}

enum status change_sql_rows(struct office *o, int64_t txn, int64_t before, int limit,
	struct change_row **out, int *n, struct err *err)
{
	return read_rows(o, Q_ROWS, txn, before, limit, out, n, err);
}

enum status change_sql_inserted(
	struct office *o, int64_t txn, struct change_row **out, int *n, struct err *err)
{
	return read_rows(o, Q_INSERTED, txn, 0, 0, out, n, err);
}

enum status change_sql_size(struct office *o, int64_t txn, int64_t *size, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_SIZE]);

	query_int(q, 1, txn);
	return query_one_int(q, 0, size, err);
}

enum status change_sql_keeps_mapping(struct office *o, int64_t txn, bool *keeps, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_KEEPS_MAPPING]);
	int64_t n = 0;
	enum status st;

	query_int(q, 1, txn);
	st = query_one_int(q, 0, &n, err);
	*keeps = n > 0;
	return st;
}

void change_rows_free(struct change_row *rows, int n)
{
	for (int i = 0; i < n; i++) {
		value_clear(&rows[i].old_value);
		value_clear(&rows[i].new_value);
	}
	free(rows);
}

enum status change_sql_trashed_by(
	struct office *o, const char *kind, int64_t id, int64_t *txn, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_TRASHED_BY]);

	query_text(q, 1, kind);
	query_int(q, 2, id);
	return query_one_int(q, 0, txn, err);
}

enum status change_sql_touched_range(struct office *o, const char *kind, int64_t first,
	int64_t last, int64_t txn, int64_t **ids, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), sql[Q_TOUCHED_RANGE]);
	int64_t *found = NULL;
	size_t cap = 0, count = 0;
	enum status st;
	bool row;

	query_text(q, 1, kind);
	query_int(q, 2, first);
	query_int(q, 3, last);
	query_int(q, 4, txn);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t from = query_get_int(q, 0), to = query_get_int(q, 1);

		for (int64_t id = from < first ? first : from; id <= to && id <= last; id++) {
			found = mem_grow(found, &cap, count + 1, sizeof(*found));
			found[count++] = id;
		}
	}
	query_done(q);
	*ids = found;
	*n = (int)count;
	return st;
}

enum status change_sql_touched_owners(struct office *o, const char *table, const char *column,
	const char *owner, int64_t first, int64_t last, int64_t txn, int64_t **ids, int *n,
	struct err *err)
{
	struct buf text = BUF_INIT;
	int64_t *found = NULL;
	size_t cap = 0, count = 0;
	struct query *q;
	enum status st;
	bool row;

	buf_addf(&text,
		"SELECT t.id FROM %s t WHERE t.id >= ?2 AND t.id <= ?3 AND EXISTS (SELECT 1 FROM "
		"change c JOIN txn x ON x.id = c.txn_id WHERE c.kind = ?1 AND c.record_id = t.%s "
		"AND " LATER ")",
		table, column);
	q = db_query(office_db(o), buf_str(&text));
	buf_release(&text);
	query_text(q, 1, owner);
	query_int(q, 2, first);
	query_int(q, 3, last);
	query_int(q, 4, txn);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		found = mem_grow(found, &cap, count + 1, sizeof(*found));
		found[count++] = query_get_int(q, 0);
	}
	query_done(q);
	*ids = found;
	*n = (int)count;
	return st;
}
