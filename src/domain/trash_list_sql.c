/*
 * What people deleted, without what an undo put away. An undone import is one range of ids in the log, however long, so ranges are
 * left out by comparing ids; single records are looked up in the log one by one.
 */
#include <stdlib.h>

#include "base/mem.h"
#include "domain/trash_list.h"
#include "store/db.h"

/* A range can be undone, redone, and deleted by hand afterwards: then it was not the undo. It lasts no longer than this. */
#define UNDO_SECONDS "3600"
enum { RANGES_MAX = 300 };

static const char ranges_sql[] =
	"SELECT c.record_id, c.last_id, x.at FROM change c JOIN txn x ON x.id = c.txn_id WHERE"
	" c.kind = ?1 AND c.last_id IS NOT NULL AND c.op = 'd' AND x.class = 1 AND x.undone_by IS"
	" NULL ORDER BY c.last_id - c.record_id DESC LIMIT ?2";

/* Appends " AND NOT (...)" for every range that an undo put away. */
static enum status add_ranges(
	struct office *o, const struct kind *k, struct buf *sql, struct err *err)
{
	struct query *q = db_query(office_db(o), ranges_sql);
	enum status st;
	bool row;

	query_text(q, 1, k->name);
	query_int(q, 2, RANGES_MAX);
	while ((st = query_step(q, &row, err)) == ST_OK && row)
		buf_addf(sql,
			" AND NOT (t.id BETWEEN %lld AND %lld AND t.deleted_at BETWEEN %lld AND"
			" %lld + " UNDO_SECONDS ")",
			(long long)query_get_int(q, 0), (long long)query_get_int(q, 1),
			(long long)query_get_int(q, 2), (long long)query_get_int(q, 2));
	query_done(q);
	return st;
}

static void make_sql(const struct kind *k, const char *ranges, struct buf *sql)
{
	buf_addf(sql,
		"SELECT t.id, t.deleted_at, t.modified_by FROM %s t WHERE t.deleted_at IS NOT NULL"
		"%s AND NOT EXISTS (SELECT 1 FROM change c JOIN txn x ON x.id = c.txn_id WHERE"
		" c.kind = '%s' AND c.record_id = t.id AND c.op = 'd' AND x.class = 1 AND"
		" x.undone_by IS NULL AND t.deleted_at BETWEEN x.at AND x.at + " UNDO_SECONDS
		") ORDER BY t.deleted_at DESC, t.id DESC LIMIT ?1",
		k->table, ranges, k->name);
}

enum status trash_list(struct office *o, enum kind_id kind, int limit, struct trash_entry **out,
	int *n, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct buf ranges = BUF_INIT, sql = BUF_INIT;
	struct trash_entry *list = NULL;
	size_t cap = 0;
	struct query *q;
	int count = 0;
	bool row;
	enum status st = add_ranges(o, k, &ranges, err);

	make_sql(k, buf_str(&ranges), &sql);
	q = db_query(office_db(o), buf_str(&sql));
	query_int(q, 1, limit);
	while (!st && (st = query_step(q, &row, err)) == ST_OK && row) {
		list = mem_grow(list, &cap, (size_t)count + 1, sizeof(*list));
		list[count++] = (struct trash_entry){.kind = kind,
			.id = query_get_int(q, 0),
			.deleted_at = query_get_int(q, 1),
			.by = query_get_int(q, 2)};
	}
	query_done(q);
	buf_release(&ranges);
	buf_release(&sql);
	*out = list;
	*n = count;
	return st;
}
