/*
 * SQL texts of lists. Each span is one range of one index, in the order of the key with the id as tie-break in the same
 * direction; a single condition with OR would make the engine sort the whole table instead.
 *
 * "Every row with a value" is written as a range from the least value on, not as IS NOT NULL: the engine would walk over all
 * empty entries at the start of the index otherwise.
 */
#include "list_sql.h"

#include <stdio.h>

#include "domain/list.h"
#include "kind_sql.h"
#include "record_sql.h"

static const char *list_where(const struct filter *f)
{
	return f ? filter_sql(f) : "t.deleted_at IS NULL";
}

static int list_first_param(const struct filter *f)
{
	return f ? filter_nparams(f) + 1 : 1;
}

/* Is the field compared as text? Dates are ISO text in a column of their own, but a number among the custom values. */
static bool list_field_is_text(const struct field *f)
{
	return kind_type_is_text(f->type) || (f->type == FT_DATE && !f->custom_id);
}

/* The value of a field as an expression over t, custom fields included. */
static void list_field_expr(char *out, size_t size, const struct kind *k, int field)
{
	const struct field *f = &k->fields[field];

	if (f->custom_id)
		snprintf(out, size,
			"(SELECT v.%s FROM custom_value v WHERE v.field_id = %lld AND v.record_id "
			"= t.id)",
			list_field_is_text(f) ? "text" : "num", (long long)f->custom_id);
	else if (f->column)
		snprintf(out, size, "t.%s", f->column);
	else
		snprintf(out, size, "(%s)", f->sql);
}

void list_sql_key(struct list_key *key, const struct kind *k, int field)
{
	bool by_title = field == LIST_ORDER_NAME || field == k->title_field;

	*key = (struct list_key){.field = by_title ? k->title_field : field, .is_text = true};
	if (by_title && k->searchable) {
		snprintf(key->expr, sizeof key->expr, "t.sort_key");
		key->by_name = key->indexed = true;
		return;
	}
	const struct field *f = &k->fields[key->field];
	list_field_expr(key->expr, sizeof key->expr, k, key->field);
	key->is_text = list_field_is_text(f);
	key->nullable = !(f->flags & FF_REQUIRED);
	key->indexed = f->flags & FF_SORT;
}

bool list_span_has_value(enum list_span span)
{
	return span == SPAN_TIES || span == SPAN_BEYOND || span == SPAN_VALUES;
}

bool list_span_has_id(enum list_span span)
{
	return span == SPAN_TIES || span == SPAN_EMPTY_TIES;
}

void list_sql_span(struct buf *sql, const struct kind *k, const char *columns,
	const struct filter *f, const struct list_key *key, enum list_span span, bool down,
	bool inclusive, bool limited)
{
	int p = list_first_param(f);
	const char *beyond = down ? "<" : ">", *dir = down ? " DESC" : "";

	buf_addf(sql, "SELECT %s FROM %s t WHERE %s", columns, k->table, list_where(f));
	switch (span) {
	case SPAN_TIES: buf_addf(sql, " AND %s = ?%d", key->expr, p); break;
	case SPAN_BEYOND: buf_addf(sql, " AND %s %s ?%d", key->expr, beyond, p); break;
	case SPAN_VALUES: buf_addf(sql, " AND %s >= ?%d", key->expr, p); break;
	case SPAN_EMPTY:
	case SPAN_EMPTY_TIES: buf_addf(sql, " AND %s IS NULL", key->expr); break;
	}
	if (list_span_has_id(span))
		buf_addf(sql, " AND t.id %s%s ?%d", beyond, inclusive ? "=" : "", p + 1);
	buf_add(sql, " ORDER BY ");
	if (span == SPAN_BEYOND || span == SPAN_VALUES)
		buf_addf(sql, "%s%s, ", key->expr, dir);
	buf_addf(sql, "t.id%s", dir);
	if (limited)
		buf_addf(sql, " LIMIT ?%d", p + 2);
}

void list_sql_beyond(struct buf *sql, const struct kind *k, const int *fields, int nfields,
	const struct filter *f, bool bounded)
{
	char expr[LIST_EXPR_SIZE];
	int p = list_first_param(f);

	buf_add(sql, "SELECT t.id, t.version");
	for (int i = 0; i < nfields; i++) {
		list_field_expr(expr, sizeof expr, k, fields[i]);
		buf_addf(sql, ", %s", expr);
	}
	buf_addf(sql, " FROM %s t WHERE %s AND t.id > ?%d", k->table, list_where(f), p);
	buf_addf(sql, bounded ? " AND t.id <= ?%d ORDER BY t.id" : " ORDER BY t.id LIMIT ?%d",
		p + 1);
}

void list_sql_last(struct buf *sql, const struct kind *k)
{
	buf_addf(sql, "SELECT max(id) FROM %s", k->table);
}

void list_sql_row(struct buf *sql, const struct kind *k, const char *columns)
{
	buf_addf(sql, "SELECT %s FROM %s t WHERE t.id = ?1", columns, k->table);
}

void list_sql_seek(
	struct buf *sql, const struct kind *k, const struct filter *f, const struct list_key *key)
{
	buf_addf(sql, "SELECT t.id FROM %s t WHERE %s AND %s >= ?%d ORDER BY %s, t.id LIMIT 1",
		k->table, list_where(f), key->expr, list_first_param(f), key->expr);
}

void list_sql_count(struct buf *sql, const struct kind *k, const struct filter *f, bool bounded)
{
	if (bounded)
		buf_addf(sql, "SELECT count(*) FROM (SELECT t.id FROM %s t WHERE %s LIMIT ?%d) m",
			k->table, list_where(f), list_first_param(f));
	else
		buf_addf(sql, "SELECT count(*) FROM %s t WHERE %s", k->table, list_where(f));
}

void list_sql_sum(struct buf *sql, const struct kind *k, const struct filter *f, int field)
{
	char expr[LIST_EXPR_SIZE];
	int currency = -1;

	for (int i = 0; i < k->nfields; i++) {
		if (k->fields[i].type == FT_CURRENCY && k->fields[i].column)
			currency = i;
	}
	list_field_expr(expr, sizeof expr, k, field);
	if (k->fields[field].type == FT_MONEY && currency >= 0)
		buf_addf(sql, "SELECT t.%s", k->fields[currency].column);
	else
		buf_add(sql, "SELECT NULL");
	buf_addf(sql,
		", count(*), sum(%s / %d), sum(%s %% %d) FROM %s t WHERE %s GROUP BY 1 ORDER BY 1",
		expr, LIST_SUM_SPLIT, expr, LIST_SUM_SPLIT, k->table, list_where(f));
}
