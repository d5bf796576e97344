/* Finding the record that a text names: "#id", an external id, a login, a sku, the title. */
#include "resolve_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"

struct found {
	int64_t id;
	int n; /* 2 and more: several */
};

/* Rows of `sql` (id, text) with ?1 = key; those whose text is the same as wanted (NULL: all) count. */
static enum status look(struct office *o, const char *sql, const char *key, const char *wanted,
	struct found *out, struct err *err)
{
	struct query *q = db_query(office_db(o), sql);
	enum status st;
	bool row;

	if (key)
		query_text(q, 1, key);
	while ((st = query_step(q, &row, err)) == ST_OK && row && out->n < 100) {
		if (wanted && !fold_same(query_get_text(q, 1) ? query_get_text(q, 1) : "", wanted))
			continue;
		out->id = out->n++ ? out->id : query_get_int(q, 0);
	}
	query_done(q);
	return st;
}

static enum status by_id(
	struct office *o, const struct kind *k, const char *digits, int64_t *id, struct err *err)
{
	char sql[128], *end;
	struct query *q;
	int64_t wanted = strtoll(digits, &end, 10);
	enum status st;

	if (*end || wanted <= 0)
		return err_set(err, ST_NOT_FOUND, _("%s #%s does not exist"), _(k->title), digits);
	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE id = ?1 AND deleted_at IS NULL",
		k->table);
	q = db_query(office_db(o), sql);
	query_int(q, 1, wanted);
	st = query_one_int(q, 0, id, err);
	if (!st && !*id)
		return err_set(err, ST_NOT_FOUND, _("%s #%lld does not exist"), _(k->title),
			(long long)wanted);
	return st;
}

static enum status by_column(struct office *o, const struct kind *k, const char *column,
	const char *text, struct found *out, struct err *err)
{
	char sql[160];

	if (kind_field(k, column) < 0)
		return ST_OK;
	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE %s = ?1 AND deleted_at IS NULL LIMIT 2",
		k->table, column);
	return look(o, sql, text, NULL, out, err);
}

static enum status by_title(struct office *o, const struct kind *k, const char *text,
	struct found *out, struct err *err)
{
	const char *title = k->fields[k->title_field].column;
	struct buf key = BUF_INIT;
	char sql[192];
	enum status st;

	if (!k->searchable) {
		snprintf(sql, sizeof(sql),
			"SELECT id, %s FROM %s WHERE deleted_at IS NULL ORDER BY id", title,
			k->table);
		return look(o, sql, NULL, text, out, err);
	}
	fold_sort_key(&key, text);
	snprintf(sql, sizeof(sql),
		"SELECT id FROM %s WHERE sort_key = ?1 AND deleted_at IS NULL LIMIT 100", k->table);
	st = look(o, sql, buf_str(&key), NULL, out, err);
	buf_release(&key);
	return st;
}

enum status record_resolve(
	struct office *o, enum kind_id kind, const char *text, int64_t *id, struct err *err)
{
	static const char *const exact[] = {"external_id", "login", "sku"};
	const struct kind *k = office_kind(o, kind);
	struct found found = {0};
	enum status st = ST_OK;

	if (text[0] == '#')
		return by_id(o, k, text + 1, id, err);
	for (size_t i = 0; !st && !found.n && i < sizeof(exact) / sizeof(exact[0]); i++)
		st = by_column(o, k, exact[i], text, &found, err);
	if (!st && !found.n)
		st = by_title(o, k, text, &found, err);
	if (st)
		return st;
	if (!found.n)
		return err_set(err, ST_NOT_FOUND, _("nothing is called \"%.80s\""), text);
	if (found.n > 1)
		return err_set(err, ST_BAD_DATA,
			_("%d records are called \"%.80s\": name one by #id"), found.n, text);
	*id = found.id;
	return ST_OK;
}

enum status resolve_stage(
	struct office *o, int64_t pipeline_id, const char *text, int64_t *id, struct err *err)
{
	const char *slash = strchr(text, '/');
	struct query *q;
	int64_t other = 0;
	enum status st;
	bool row;

	if (text[0] == '#')
		return by_id(o, office_kind(o, KIND_STAGE), text + 1, id, err);
	if (slash) {
		char *name = mem_strndup(text, (size_t)(slash - text));

		st = record_resolve(o, KIND_PIPELINE, name, &pipeline_id, err);
		free(name);
		if (st)
			return st;
		text = slash + 1;
	}
	q = db_query(office_db(o), "SELECT s.id, s.name, s.pipeline_id FROM stage s JOIN pipeline "
				   "p ON p.id = s.pipeline_id"
				   " WHERE s.deleted_at IS NULL AND p.deleted_at IS NULL ORDER BY "
				   "p.position, p.id, s.position, s.id");
	*id = 0;
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		if (!fold_same(query_get_text(q, 1), text))
			continue;
		if (query_get_int(q, 2) == pipeline_id && !*id)
			*id = query_get_int(q, 0);
		else if (!other)
			other = query_get_int(q, 0);
	}
	query_done(q);
	if (!st && !*id && !slash)
		*id = other;
	if (!st && !*id)
		return err_set(err, ST_NOT_FOUND, _("no stage is called \"%.80s\""), text);
	return st;
}
