/*
 * The trace that a merge leaves in the change log: two rows of op 'm' for each record that went, one under either id. Undo passes
 * over them; they count while their action is in force.
 */
#include "merge_sql.h"

#include <stdio.h>

#include "base/text.h"

static enum status add_row(struct office *o, int64_t txn, const struct kind *k, int64_t id,
	const char *field, int64_t other, struct err *err)
{
	struct query *q = db_query(office_db(o),
		"INSERT INTO change (txn_id, kind, record_id, op, field, new_value)"
		" VALUES (?1, ?2, ?3, 'm', ?4, ?5)");
	char text[32];

	snprintf(text, sizeof(text), "%lld", (long long)other);
	query_int(q, 1, txn);
	query_text(q, 2, k->name);
	query_int(q, 3, id);
	query_text(q, 4, field);
	query_text(q, 5, text);
	return query_run(q, NULL, err);
}

enum status merge_sql_trace(struct office *o, int64_t txn, const struct kind *k, int64_t survivor,
	int64_t other, struct err *err)
{
	enum status st = add_row(o, txn, k, other, "merged_into", survivor, err);

	return st ? st : add_row(o, txn, k, survivor, "merged_from", other, err);
}

static enum status find_action(struct office *o, const struct kind *k, int64_t id,
	struct merge_trace *out, struct err *err)
{
	struct query *q = db_query(office_db(o),
		"SELECT x.id, x.at, coalesce(s.name, '') FROM change c JOIN txn x ON x.id = "
		"c.txn_id"
		" LEFT JOIN user s ON s.id = x.user_id WHERE c.kind = ?1 AND c.record_id = ?2"
		" AND c.op = 'm' AND x.undone_by IS NULL ORDER BY x.id DESC LIMIT 1");
	bool row = false;
	enum status st;

	query_text(q, 1, k->name);
	query_int(q, 2, id);
	st = query_step(q, &row, err);
	if (!st && row) {
		out->txn = query_get_int(q, 0);
		out->at = query_get_int(q, 1);
		text_copy(out->user, sizeof(out->user), query_get_text(q, 2));
	}
	query_done(q);
	return st;
}

enum status merge_sql_find(struct office *o, const struct kind *k, int64_t id,
	struct merge_trace *out, struct err *err)
{
	enum status st;
	struct query *q;
	bool row;

	*out = (struct merge_trace){0};
	st = find_action(o, k, id, out, err);
	if (st || !out->txn)
		return st;
	q = db_query(office_db(o),
		"SELECT record_id, CAST(new_value AS INTEGER) FROM change WHERE txn_id = ?1"
		" AND op = 'm' AND field = 'merged_into' ORDER BY id");
	query_int(q, 1, out->txn);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		out->survivor = query_get_int(q, 1);
		if (out->nothers < MERGE_MAX)
			out->others[out->nothers++] = query_get_int(q, 0);
	}
	query_done(q);
	return st;
}
