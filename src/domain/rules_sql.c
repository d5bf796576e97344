/* Look-ups that the rules need, and the maintained columns of clients. */
#include "rules_sql.h"

#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "record_sql.h"
#include "store/db.h"

/* The latest held interaction (or where the client is the person), and the earliest open task. */
#define LAST_CONTACT                                                                               \
	"(SELECT max(m) FROM (SELECT max(i.started_at) AS m FROM interaction i WHERE i.client_id " \
	"= client.id"                                                                              \
	" AND i.deleted_at IS NULL AND i.state = 'held' UNION ALL SELECT max(i.started_at) FROM "  \
	"interaction i"                                                                            \
	" WHERE i.person_id = client.id AND i.deleted_at IS NULL AND i.state = 'held') AS u)"
#define NEXT_TASK                                                                               \
	"(SELECT min(k.due_day) FROM task k WHERE k.client_id = client.id AND k.state = 'open'" \
	" AND k.deleted_at IS NULL)"

enum status rules_sql_unique(struct office *o, const struct record *r, int field, struct err *err)
{
	const struct field *f = &r->kind->fields[field];
	char sql[192];
	struct query *q;
	int64_t other = 0;
	enum status st;

	snprintf(sql, sizeof(sql),
		"SELECT id FROM %s WHERE %s = ?1 AND id <> ?2 AND deleted_at IS NULL LIMIT 1",
		r->kind->table, f->column);
	q = db_query(office_db(o), sql);
	record_bind(q, 1, f, &r->values[field]);
	query_int(q, 2, r->id);
	st = query_one_int(q, 0, &other, err);
	if (!st && other)
		return err_set(err, ST_BAD_DATA, _("%s \"%s\" is taken by #%lld"), _(f->title),
			record_text(r, field), (long long)other);
	return st;
}

enum status rules_sql_count(struct office *o, const char *table, const char *column, int64_t id,
	int64_t *n, struct err *err)
{
	char sql[160];
	struct query *q;

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE %s = ?1 AND deleted_at IS NULL",
		table, column);
	q = db_query(office_db(o), sql);
	query_int(q, 1, id);
	return query_one_int(q, 0, n, err);
}

enum status rules_sql_last_position(
	struct office *o, const char *list, int64_t *out, struct err *err)
{
	struct query *q = db_query(office_db(o),
		"SELECT max(position) FROM choice WHERE list = ?1 AND deleted_at IS NULL");

	query_text(q, 1, list);
	return query_one_int(q, 0, out, err);
}

enum status rules_sql_stage(
	struct office *o, int64_t stage_id, struct stage_facts *out, struct err *err)
{
	struct query *q = db_query(office_db(o), "SELECT pipeline_id, probability, class, name "
						 "FROM stage WHERE id = ?1 AND deleted_at IS NULL");
	bool row = false;
	enum status st;

	query_int(q, 1, stage_id);
	st = query_step(q, &row, err);
	if (!st && row) {
		out->pipeline_id = query_get_int(q, 0);
		out->has_probability = !query_is_null(q, 1);
		out->probability = query_get_int(q, 1);
		snprintf(out->cls, sizeof(out->cls), "%s", query_get_text(q, 2));
		snprintf(out->name, sizeof(out->name), "%s", query_get_text(q, 3));
	}
	query_done(q);
	if (!st && !row)
		return err_set(err, ST_NOT_FOUND, _("The stage does not exist any more"));
	return st;
}

enum status rules_sql_more_digits(
	struct office *o, int64_t client_id, struct buf *digits, struct err *err)
{
	struct query *q = db_query(office_db(o),
		"SELECT normalised FROM contact_point WHERE client_id = ?1"
		" AND kind IN ('phone', 'mobile', 'fax') AND deleted_at IS NULL ORDER BY id");
	enum status st;
	bool row;

	query_int(q, 1, client_id);
	while ((st = query_step(q, &row, err)) == ST_OK && row)
		if (query_get_text(q, 0))
			buf_addf(digits, " %s", query_get_text(q, 0));
	query_done(q);
	return st;
}

enum status rules_sql_maintain(struct office *o, int64_t client_id, struct err *err)
{
	struct query *q = db_query(office_db(o), "UPDATE client SET last_contact_at = " LAST_CONTACT
						 ", next_task_day = " NEXT_TASK " WHERE id = ?1");

	query_int(q, 1, client_id);
	return query_run(q, NULL, err);
}

enum status rules_sql_maintain_all(struct office *o, struct err *err)
{
	return query_run(
		db_query(office_db(o), "UPDATE client SET last_contact_at = " LAST_CONTACT
				       ", next_task_day = " NEXT_TASK
				       " WHERE last_contact_at IS DISTINCT FROM " LAST_CONTACT
				       " OR next_task_day IS DISTINCT FROM " NEXT_TASK),
		NULL, err);
}

/* The first column of every row; query_done() included. */
static enum status collect_ids(struct query *q, int64_t **ids, int *n, struct err *err)
{
	int64_t *found = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		found = mem_grow(found, &cap, (size_t)count + 1, sizeof(*found));
		found[count++] = query_get_int(q, 0);
	}
	query_done(q);
	*ids = found;
	*n = count;
	return st;
}

enum status rules_sql_children(struct office *o, const char *table, const char *column, int64_t id,
	bool trashed, int64_t **ids, int *n, struct err *err)
{
	char sql[160];
	struct query *q;

	snprintf(sql, sizeof(sql),
		"SELECT id FROM %s WHERE %s = ?1 AND deleted_at IS %s ORDER BY id", table, column,
		trashed ? "NOT NULL" : "NULL");
	q = db_query(office_db(o), sql);
	query_int(q, 1, id);
	return collect_ids(q, ids, n, err);
}

enum status rules_sql_owners(struct office *o, const char *table, const char *column, int64_t first,
	int64_t last, int64_t **ids, int *n, struct err *err)
{
	char sql[192];
	struct query *q;

	snprintf(sql, sizeof(sql),
		"SELECT DISTINCT %s FROM %s WHERE %s >= ?1 AND %s <= ?2 AND deleted_at IS NULL",
		column, table, column, column);
	q = db_query(office_db(o), sql);
	query_int(q, 1, first);
	query_int(q, 2, last);
	return collect_ids(q, ids, n, err);
}

enum status rules_sql_rows(struct office *o, const char *table, int64_t first, int64_t last,
	bool trashed, int64_t **ids, int *n, struct err *err)
{
	char sql[160];
	struct query *q;

	snprintf(sql, sizeof(sql),
		"SELECT id FROM %s WHERE id >= ?1 AND id <= ?2 AND deleted_at IS %s ORDER BY id",
		table, trashed ? "NOT NULL" : "NULL");
	q = db_query(office_db(o), sql);
	query_int(q, 1, first);
	query_int(q, 2, last);
	return collect_ids(q, ids, n, err);
}

enum status rules_sql_orphans(struct office *o, const char *table, const char *column,
	const char *owner, int64_t first, int64_t last, int64_t **ids, int *n, struct err *err)
{
	char sql[256];
	struct query *q;

	snprintf(sql, sizeof(sql),
		"SELECT c.id FROM %s c JOIN %s p ON p.id = c.%s WHERE c.id >= ?1 AND c.id <= ?2"
		" AND c.deleted_at IS NOT NULL AND p.deleted_at IS NOT NULL ORDER BY c.id",
		table, owner, column);
	q = db_query(office_db(o), sql);
	query_int(q, 1, first);
	query_int(q, 2, last);
	return collect_ids(q, ids, n, err);
}

enum status rules_sql_is_trashed(
	struct office *o, const char *table, int64_t id, bool *trashed, struct err *err)
{
	char sql[96];
	int64_t at = -1;
	struct query *q;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT coalesce(deleted_at, 0) FROM %s WHERE id = ?1", table);
	q = db_query(office_db(o), sql);
	query_int(q, 1, id);
	st = query_one_int(q, -1, &at, err);
	*trashed = at > 0;
	return st ? st : at < 0 ? ST_NOT_FOUND : ST_OK;
}
