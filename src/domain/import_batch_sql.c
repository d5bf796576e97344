/* The rows of import_batch, and the records behind one. */
#include <stdlib.h>
#include <string.h>

#include "action_private.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/import_batch.h"
#include "office_private.h"
#include "store/db.h"

#define COLUMNS                                                                               \
	"b.txn_id, x.at, coalesce(s.name, ''), b.kind, b.file, b.bytes, b.sha256, b.format, " \
	"b.created, b.updated, b.unchanged, b.duplicates, b.failed, b.others, b.profile, "    \
	"b.reject,"                                                                           \
	" y.at, coalesce(v.name, '')"
#define TABLES                                                                          \
	" FROM import_batch b JOIN txn x ON x.id = b.txn_id LEFT JOIN user s ON s.id"   \
	" = x.user_id LEFT JOIN txn y ON y.id = x.undone_by LEFT JOIN user v ON v.id =" \
	" y.user_id"

static const char put_sql[] =
	"INSERT INTO import_batch (txn_id, kind, file, bytes, sha256, format, created, updated,"
	" unchanged, duplicates, failed, others, profile, reject) VALUES (?1, ?2, ?3, ?4, ?5, ?6,"
	" ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)";
static const char list_sql[] =
	"SELECT " COLUMNS TABLES " WHERE b.txn_id < ?1 ORDER BY b.txn_id DESC LIMIT ?2";
static const char get_sql[] = "SELECT " COLUMNS TABLES " WHERE b.txn_id = ?1";
static const char find_sql[] =
	"SELECT " COLUMNS TABLES
	" WHERE b.sha256 = ?1 AND x.undone_by IS NULL ORDER BY b.txn_id DESC LIMIT 1";
static const char rows_sql[] =
	"SELECT x.id, x.at, coalesce(s.name, ''), c.kind, c.record_id, coalesce(c.last_id, "
	"c.record_id), c.op, c.field, c.old_value, c.new_value, c.id FROM change c JOIN txn x ON "
	"x.id = c.txn_id LEFT JOIN user s ON s.id = x.user_id WHERE c.txn_id = ?1 AND c.id >= ?2"
	" AND (c.kind <> 'import_profile' OR (SELECT b.kind FROM import_batch b WHERE b.txn_id ="
	" ?1) = 'import_profile')"
	" ORDER BY c.id LIMIT ?3";

enum status import_batch_put(struct office *o, const struct import_batch *b, struct err *err)
{
	struct query *q = db_query(office_db(o), put_sql);

	query_int(q, 1, o->action->txn);
	query_text(q, 2, office_kind(o, b->kind)->name);
	query_text(q, 3, b->file ? b->file : "");
	query_int(q, 4, b->bytes);
	query_text(q, 5, b->sha256);
	query_text(q, 6, b->format);
	query_int(q, 7, b->created);
	query_int(q, 8, b->updated);
	query_int(q, 9, b->unchanged);
	query_int(q, 10, b->duplicates);
	query_int(q, 11, b->failed);
	query_int(q, 12, b->others);
	query_text(q, 13, b->profile);
	query_text(q, 14, b->reject);
	return query_run(q, NULL, err);
}

static void read_batch(struct office *o, struct query *q, struct import_batch *b)
{
	*b = (struct import_batch){
		.txn = query_get_int(q, 0),
		.at = query_get_int(q, 1),
		.kind = office_kind_by_name(o, query_get_text(q, 3), NULL),
		.file = mem_strdup(query_get_text(q, 4)),
		.bytes = query_get_int(q, 5),
		.created = query_get_int(q, 8),
		.updated = query_get_int(q, 9),
		.unchanged = query_get_int(q, 10),
		.duplicates = query_get_int(q, 11),
		.failed = query_get_int(q, 12),
		.others = query_get_int(q, 13),
		.profile = mem_strdup(query_get_text(q, 14)),
		.reject = mem_strdup(query_get_text(q, 15)),
		.undone_at = query_get_int(q, 16),
	};
	text_copy(b->user, sizeof(b->user), query_get_text(q, 2));
	text_copy(b->sha256, sizeof(b->sha256), query_get_text(q, 6));
	text_copy(b->format, sizeof(b->format), query_get_text(q, 7));
	text_copy(b->undone_by, sizeof(b->undone_by), query_get_text(q, 17));
}

void import_batch_release(struct import_batch *b)
{
	free(b->file);
	free(b->profile);
	free(b->reject);
	*b = (struct import_batch){0};
}

void import_batch_list_free(struct import_batch *list, int n)
{
	for (int i = 0; i < n; i++)
		import_batch_release(&list[i]);
	free(list);
}

enum status import_batch_list(struct office *o, int64_t before_txn, int limit,
	struct import_batch **out, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), list_sql);
	struct import_batch *list = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	query_int(q, 1, before_txn ? before_txn : INT64_MAX);
	query_int(q, 2, limit);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		list = mem_grow(list, &cap, (size_t)count + 1, sizeof(*list));
		read_batch(o, q, &list[count++]);
	}
	query_done(q);
	*out = list;
	*n = count;
	return st;
}

/* The row that q gives; releases q. */
static enum status read_one(
	struct office *o, struct query *q, struct import_batch *out, struct err *err)
{
	bool row = false;
	enum status st = query_step(q, &row, err);

	if (!st && row)
		read_batch(o, q, out);
	query_done(q);
	return st ? st : row ? ST_OK : ST_NOT_FOUND;
}

enum status import_batch_get(
	struct office *o, int64_t txn, struct import_batch *out, struct err *err)
{
	struct query *q = db_query(office_db(o), get_sql);
	enum status st;

	query_int(q, 1, txn);
	st = read_one(o, q, out, err);
	if (st == ST_NOT_FOUND)
		return err_set(err, st, _("There is no import %lld"), (long long)txn);
	return st;
}

enum status import_batch_find(
	struct office *o, const char *sha256, struct import_batch *out, struct err *err)
{
	struct query *q;

	if (!*sha256)
		return ST_NOT_FOUND;
	q = db_query(office_db(o), find_sql);
	query_text(q, 1, sha256);
	return read_one(o, q, out, err);
}

/* --- The records behind one --------------------------------------------------------------------- */

struct rows_out {
	struct change_entry *list;
	size_t cap;
	int n, limit;
};

static void rows_add(struct rows_out *out, struct office *o, struct query *q, int64_t id)
{
	struct change_entry *e;

	out->list = mem_grow(out->list, &out->cap, (size_t)out->n + 1, sizeof(*out->list));
	e = &out->list[out->n++];
	*e = (struct change_entry){
		.txn = query_get_int(q, 0),
		.at = query_get_int(q, 1),
		.kind = office_kind_by_name(o, query_get_text(q, 3), NULL),
		.record_id = id,
		.op = query_get_text(q, 6)[0],
		.field = mem_strdup(query_get_text(q, 7)),
		.old_text = mem_strdup(query_get_text(q, 8)),
		.new_text = mem_strdup(query_get_text(q, 9)),
	};
	text_copy(e->user, sizeof(e->user), query_get_text(q, 2));
}

/* The ids of one log row that were not told yet, as far as the page goes. */
static void rows_take(
	struct rows_out *out, struct office *o, struct query *q, struct import_batch_cursor *at)
{
	int64_t change = query_get_int(q, 10), first = query_get_int(q, 4),
		last = query_get_int(q, 5);

	if (change != at->change)
		at->done = 0;
	at->change = change;
	while (first + at->done <= last && out->n < out->limit)
		rows_add(out, o, q, first + at->done++);
	if (first + at->done > last)
		*at = (struct import_batch_cursor){change + 1, 0};
}

enum status import_batch_rows(struct office *o, int64_t txn, struct import_batch_cursor *at,
	int limit, struct change_entry **out, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), rows_sql);
	struct rows_out rows = {.limit = limit};
	enum status st = ST_OK;
	bool row = true;

	query_int(q, 1, txn);
	query_int(q, 2, at->change);
	query_int(q, 3, limit);
	while (rows.n < limit && (st = query_step(q, &row, err)) == ST_OK && row)
		/* A row of a kind that nobody knows can only come from a damaged file. */
		if (office_kind_by_name(o, query_get_text(q, 3), NULL) != KIND_NONE)
			rows_take(&rows, o, q, at);
	query_done(q);
	*out = rows.list;
	*n = rows.n;
	return st;
}
