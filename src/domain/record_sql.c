/* Rows to records and records to rows: the one place that reads and writes record tables. */
#include "record_sql.h"

#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "kind_sql.h"
#include "office_private.h"

const char *record_columns(const struct kind *k)
{
	return office_kind_entry(k)->columns;
}

static void read_value(struct query *q, int col, const struct field *f, struct value *v)
{
	int32_t day;

	if (query_is_null(q, col))
		return;
	if (kind_type_is_text(f->type))
		value_set_text(v, query_get_text(q, col));
	else if (f->type != FT_DATE)
		value_set_num(v, query_get_int(q, col));
	else if (date_parse_iso(query_get_text(q, col), &day))
		value_set_num(v, day);
}

void record_read_row(struct office *o, struct query *q, const struct kind *k, struct record *out)
{
	(void)o;
	record_make(out, k);
	out->id = query_get_int(q, 0);
	out->version = query_get_int(q, 1);
	out->deleted_at = query_get_int(q, 2);
	for (int i = 0; i < out->nvalues && !k->fields[i].custom_id; i++) {
		read_value(q, KIND_SQL_FIRST_FIELD + i, &k->fields[i], &out->values[i]);
		value_copy(&out->base[i], &out->values[i]);
	}
}

enum status record_read_custom(struct office *o, struct record *r, struct err *err)
{
	const struct kind *k = r->kind;
	enum status st;
	struct query *q;
	bool row;

	if (!k->fields[r->nvalues - 1].custom_id)
		return ST_OK;
	q = db_query(o->db, "SELECT v.field_id, v.num, v.text FROM custom_field f JOIN "
			    "custom_value v ON v.field_id = f.id"
			    " WHERE f.kind = ?1 AND v.record_id = ?2");
	query_text(q, 1, k->name);
	query_int(q, 2, r->id);
	while ((st = query_step(q, &row, err)) == ST_OK && row)
		for (int i = 0; i < r->nvalues; i++) {
			const struct field *f = &k->fields[i];

			if (f->custom_id != query_get_int(q, 0))
				continue;
			if (kind_type_is_text(f->type))
				value_set_text(&r->values[i], query_get_text(q, 2));
			else
				value_set_num(&r->values[i], query_get_int(q, 1));
			value_copy(&r->base[i], &r->values[i]);
		}
	query_done(q);
	return st;
}

enum status record_load(
	struct office *o, enum kind_id kind, int64_t id, struct record *out, struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	struct query *q = db_query(o->db, office_load_sql(o, k));
	bool row = false;
	enum status st;

	query_int(q, 1, id);
	st = query_step(q, &row, err);
	if (!st && row)
		record_read_row(o, q, k, out);
	query_done(q);
	if (st)
		return st;
	if (!row)
		return err_set(err, ST_NOT_FOUND, _("%s #%lld does not exist"), _(k->title),
			(long long)id);
	st = record_read_custom(o, out, err);
	if (st)
		record_release(out);
	return st;
}

const char *record_order_column(const struct kind *k, int field)
{
	if (field < 0 || (k->searchable && field == k->title_field))
		return "sort_key";
	return k->fields[field].column;
}

void record_bind(struct query *q, int param, const struct field *f, const struct value *v)
{
	char iso[DATE_LEN];

	if (!v->set)
		query_null(q, param);
	else if (v->text)
		query_text_borrowed(q, param, v->text);
	else if (f->type == FT_DATE) {
		date_format_iso((int32_t)v->num, iso);
		query_text(q, param, iso);
	} else
		query_int(q, param, v->num);
}

void record_search_text(struct office *o, const struct record *r, struct buf *text)
{
	for (int i = 0; i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];
		const struct value *v = &r->values[i];

		if (!(f->flags & FF_SEARCH) || !v->set || !v->text)
			continue;
		if (text->len)
			buf_addch(text, ' ');
		fold_text(text,
			f->type == FT_PICK ? office_list_title(o, f->list, v->text) : v->text);
	}
}

void record_sort_key(const struct record *r, struct buf *key)
{
	fold_sort_key(key, record_text(r, r->kind->title_field));
}

static enum status write_custom(struct office *o, const struct record *r, int i, struct err *err)
{
	const struct field *f = &r->kind->fields[i];
	const struct value *v = &r->values[i];
	struct query *q;

	if (v->set)
		q = db_query(o->db, "INSERT INTO custom_value (field_id, record_id, num, text) "
				    "VALUES (?1, ?2, ?3, ?4)"
				    " ON CONFLICT (field_id, record_id) DO UPDATE SET num = "
				    "excluded.num, text = excluded.text");
	else
		q = db_query(
			o->db, "DELETE FROM custom_value WHERE field_id = ?1 AND record_id = ?2");
	query_int(q, 1, f->custom_id);
	query_int(q, 2, r->id);
	if (v->set && v->text) {
		query_null(q, 3);
		query_text(q, 4, v->text);
	} else if (v->set) {
		query_int(q, 3, v->num);
		query_null(q, 4);
	}
	return query_run(q, NULL, err);
}

enum status record_sql_insert_custom(struct office *o, const struct record *r, struct err *err)
{
	enum status st = ST_OK;

	for (int i = r->nvalues - 1; !st && i >= 0 && r->kind->fields[i].custom_id; i--)
		if (r->values[i].set)
			st = write_custom(o, r, i, err);
	return st;
}

enum status record_sql_insert(struct office *o, struct record *r, struct err *err)
{
	const struct kind *k = r->kind;
	struct query *q = db_query(o->db, office_insert_sql(o, k));
	struct buf key = BUF_INIT, text = BUF_INIT;
	enum status st;
	int n = 0;

	for (int i = 0; i < r->nvalues; i++)
		if (kind_field_is_stored(&k->fields[i]) && ++n && r->values[i].set)
			record_bind(q, n, &k->fields[i], &r->values[i]);
	if (k->searchable) {
		record_sort_key(r, &key);
		record_search_text(o, r, &text);
		query_text_borrowed(q, n + 1, buf_str(&key));
		query_text_borrowed(q, n + 2, buf_str(&text));
	}
	st = query_insert(q, &r->id, err);
	r->version = 1;
	if (!st)
		st = record_sql_insert_custom(o, r, err);
	buf_release(&key);
	buf_release(&text);
	return st;
}

bool record_words_change(const struct record *r)
{
	for (int i = 0; r->kind->searchable && i < r->nvalues; i++) {
		const struct field *f = &r->kind->fields[i];

		if ((f->flags & FF_SEARCH) && (f->type == FT_PICK || record_changed(r, i)))
			return true;
	}
	return false;
}

static bool key_changes(const struct record *r)
{
	return r->kind->searchable && record_changed(r, r->kind->title_field);
}

/* ", column = ?n" */
static void update_column(struct buf *b, const char *column, int n)
{
	buf_add(b, ", ");
	buf_add(b, column);
	buf_add(b, " = ?");
	if (n >= 100)
		buf_addch(b, (char)('0' + n / 100));
	if (n >= 10)
		buf_addch(b, (char)('0' + n / 10 % 10));
	buf_addch(b, (char)('0' + n % 10));
}

/* "UPDATE t SET a = ?4, b = ?5 ... WHERE id = ?1 AND version = ?2" for the changed stored fields. */
static void update_text(const struct record *r, struct buf *b)
{
	int n = 2;

	buf_add(b, "UPDATE ");
	buf_add(b, r->kind->table);
	buf_add(b, " SET version = version + 1");
	for (int i = 0; i < r->nvalues; i++)
		if (kind_field_is_stored(&r->kind->fields[i]) && record_changed(r, i))
			update_column(b, r->kind->fields[i].column, ++n);
	if (key_changes(r))
		update_column(b, "sort_key", ++n);
	if (record_words_change(r))
		update_column(b, "search_text", ++n);
	buf_add(b, " WHERE id = ?1 AND version = ?2 AND deleted_at IS NULL");
}

enum status record_sql_update(struct office *o, struct record *r, bool *done, struct err *err)
{
	struct buf sql = BUF_INIT, key = BUF_INIT, text = BUF_INIT;
	int64_t changed = 0;
	struct query *q;
	enum status st;
	int n = 2;

	update_text(r, &sql);
	q = db_query(o->db, buf_str(&sql));
	query_int(q, 1, r->id);
	query_int(q, 2, r->version);
	for (int i = 0; i < r->nvalues; i++)
		if (kind_field_is_stored(&r->kind->fields[i]) && record_changed(r, i))
			record_bind(q, ++n, &r->kind->fields[i], &r->values[i]);
	if (key_changes(r)) {
		record_sort_key(r, &key);
		query_text_borrowed(q, ++n, buf_str(&key));
	}
	if (record_words_change(r)) {
		record_search_text(o, r, &text);
		query_text_borrowed(q, ++n, buf_str(&text));
	}
	st = query_run(q, &changed, err);
	*done = !st && changed == 1;
	if (*done)
		r->version++;
	for (int i = 0; *done && !st && i < r->nvalues; i++)
		if (r->kind->fields[i].custom_id && record_changed(r, i))
			st = write_custom(o, r, i, err);
	buf_release(&sql);
	buf_release(&key);
	buf_release(&text);
	return st;
}

enum status record_sql_trash(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err)
{
	char sql[256];
	struct query *q;

	snprintf(sql, sizeof(sql),
		"UPDATE %s SET deleted_at = ?3, version = version + 1 WHERE id >= ?1 AND id <= ?2 "
		"AND deleted_at IS %s",
		k->table, trash ? "NULL" : "NOT NULL");
	q = db_query(o->db, sql);
	query_int(q, 1, first);
	query_int(q, 2, last);
	if (trash)
		query_int(q, 3, clock_now());
	else
		query_null(q, 3);
	return query_run(q, changed, err);
}

enum status record_sql_largest_id(
	struct office *o, const struct kind *k, int64_t *id, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof(sql), "SELECT max(id) FROM %s", k->table);
	return query_one_int(db_query(o->db, sql), 0, id, err);
}

enum status record_sql_search_row(struct office *o, const struct kind *k, int64_t id, char **text,
	char **digits, struct err *err)
{
	char sql[128];
	struct query *q;
	bool row = false;
	enum status st;

	snprintf(sql, sizeof(sql), "SELECT search_text, %s FROM %s WHERE id = ?1",
		k->has_digits ? "digits" : "NULL", k->table);
	q = db_query(o->db, sql);
	query_int(q, 1, id);
	st = query_step(q, &row, err);
	*text = row ? mem_strdup(query_get_text(q, 0)) : NULL;
	*digits = row ? mem_strdup(query_get_text(q, 1)) : NULL;
	query_done(q);
	return st;
}
