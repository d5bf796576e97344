/* Only columns that have had a value are named in the statement: most files fill a third of a kind's fields. */
#include "record_rows.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/mem.h"
#include "kind_sql.h"
#include "record_sql.h"

struct record_rows {
	const struct kind *k;
	struct bulk *bulk;
	int *column; /* of each field; -1: it has had no value yet */
	const char **
		names; /* of the columns: sort_key and search_text come first where there are such */
	int n, nfields;
	struct buf key, text; /* scratch */
};

struct record_rows *record_rows_new(const struct kind *k, struct bulk *bulk)
{
	struct record_rows *rows = mem_alloc(sizeof(*rows));

	rows->k = k;
	rows->bulk = bulk;
	rows->nfields = k->nfields;
	rows->column = mem_alloc(sizeof(*rows->column) * (size_t)k->nfields);
	rows->names = mem_alloc(sizeof(*rows->names) * ((size_t)k->nfields + 2));
	for (int i = 0; i < k->nfields; i++)
		rows->column[i] = -1;
	if (k->searchable) {
		rows->names[0] = "sort_key";
		rows->names[1] = "search_text";
		rows->n = 2;
	}
	return rows;
}

void record_rows_free(struct record_rows *rows)
{
	if (!rows)
		return;
	free(rows->column);
	free(rows->names);
	buf_release(&rows->key);
	buf_release(&rows->text);
	free(rows);
}

/* Does a field without a column have a value in r? */
static bool needs_columns(const struct record_rows *rows, const struct record *r)
{
	for (int i = 0; i < rows->nfields; i++)
		if (r->values[i].set && rows->column[i] < 0)
			return true;
	return false;
}

/* Columns for all fields that have a value in r. */
static enum status add_columns(struct record_rows *rows, const struct record *r, struct err *err)
{
	int before = rows->n;

	if (!needs_columns(rows, r))
		return ST_OK;
	for (int i = 0; i < rows->nfields; i++) {
		const struct field *f = &rows->k->fields[i];

		if (!r->values[i].set || rows->column[i] >= 0 || !kind_field_is_stored(f))
			continue;
		rows->column[i] = rows->n;
		rows->names[rows->n++] = f->column;
	}
	return rows->n == before ? ST_OK : bulk_columns(rows->bulk, rows->names, rows->n, err);
}

static void give_value(struct record_rows *rows, int i, const struct value *v)
{
	char iso[DATE_LEN];

	if (v->text)
		bulk_text(rows->bulk, rows->column[i], v->text);
	else if (rows->k->fields[i].type == FT_DATE) {
		date_format_iso((int32_t)v->num, iso);
		bulk_text(rows->bulk, rows->column[i], iso);
	} else
		bulk_int(rows->bulk, rows->column[i], v->num);
}

enum status record_rows_add(
	struct record_rows *rows, struct office *o, struct record *r, struct err *err)
{
	enum status st = add_columns(rows, r, err);

	if (st)
		return st;
	for (int i = 0; i < rows->nfields; i++)
		if (r->values[i].set && rows->column[i] >= 0)
			give_value(rows, i, &r->values[i]);
	if (rows->k->searchable) {
		buf_clear(&rows->key);
		buf_clear(&rows->text);
		record_sort_key(r, &rows->key);
		record_search_text(o, r, &rows->text);
		bulk_text(rows->bulk, 0, buf_str(&rows->key));
		bulk_text(rows->bulk, 1, buf_str(&rows->text));
	}
	st = bulk_add(rows->bulk, &r->id, err);
	r->version = 1;
	return st ? st : record_sql_insert_custom(o, r, err);
}
