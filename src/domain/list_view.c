/*
 * Looking at some fields of every match. One record is filled over and over; its texts are the engine's own, so it must never
 * be released with them in it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "domain/list.h"
#include "kind_sql.h"
#include "list_sql.h"

#define LIST_VIEW_PAGE 2000 /* rows in one view of the file: a millisecond or two */

struct list_view {
	struct office *o;
	const struct kind *k;
	const struct filter *filter;
	int *fields;
	int nfields;
	char *sql;
	struct record r;
	int64_t last; /* id */
};

/* The currency of the amounts comes along when it is not asked for. */
static void list_view_fields(struct list_view *v, const int *fields, int nfields)
{
	int currency = kind_field(v->k, "currency");
	bool money = false;

	v->fields = mem_alloc(sizeof *v->fields * (size_t)(nfields + 1));
	for (int i = 0; i < nfields; i++) {
		v->fields[v->nfields++] = fields[i];
		money |= v->k->fields[fields[i]].type == FT_MONEY;
	}
	if (money && currency >= 0)
		v->fields[v->nfields++] = currency;
}

static void list_view_init(struct list_view *v, struct office *o, const struct list_request *req,
	const int *fields, int nfields, bool bounded)
{
	struct buf sql = BUF_INIT;

	*v = (struct list_view){
		.o = o, .k = office_kind(o, req->kind), .filter = req->filter, .last = -1};
	list_view_fields(v, fields, nfields);
	list_sql_beyond(&sql, v->k, v->fields, v->nfields, v->filter, bounded);
	v->sql = buf_take(&sql);
	record_make(&v->r, v->k);
}

static void list_view_empty(struct list_view *v)
{
	memset(v->r.values, 0, sizeof *v->r.values * (size_t)v->r.nvalues);
}

static void list_view_release(struct list_view *v)
{
	list_view_empty(v);
	record_release(&v->r);
	free(v->fields);
	free(v->sql);
}

static void list_view_value(struct query *q, int col, const struct field *f, struct value *v)
{
	bool is_text = kind_type_is_text(f->type), is_day = f->type == FT_DATE && !f->custom_id;
	const char *text = is_text || is_day ? query_get_text(q, col) : NULL;
	int32_t day;

	*v = (struct value){0};
	if (is_text && text && *text)
		*v = (struct value){.set = true, .text = (char *)text};
	else if (is_day && text && date_parse_iso(text, &day))
		*v = (struct value){.set = true, .num = day};
	else if (!is_text && !is_day && !query_is_null(q, col))
		*v = (struct value){.set = true, .num = query_get_int(q, col)};
}

/* The rows behind the last one, up to a bound (see list_sql_beyond()); *rows how many there were. */
static enum status list_view_page(struct list_view *v, int64_t bound,
	bool (*each)(void *, const struct record *), void *arg, int *rows, bool *go_on,
	struct err *err)
{
	int first = v->filter ? filter_nparams(v->filter) + 1 : 1;
	struct query *q = db_query(office_db(v->o), v->sql);
	enum status st;
	bool row;

	if (v->filter)
		filter_bind(v->filter, q);
	query_int(q, first, v->last);
	query_int(q, first + 1, bound);
	*rows = 0;
	while ((st = query_step(q, &row, err)) == ST_OK && row && *go_on) {
		v->r.id = v->last = query_get_int(q, 0);
		v->r.version = query_get_int(q, 1);
		for (int i = 0; i < v->nfields; i++)
			list_view_value(
				q, i + 2, &v->k->fields[v->fields[i]], &v->r.values[v->fields[i]]);
		*go_on = each(arg, &v->r);
		(*rows)++;
	}
	query_done(q);
	return st;
}

enum status list_each_view(struct office *o, const struct list_request *req, const int *fields,
	int nfields, bool (*each)(void *arg, const struct record *r), void *arg, struct err *err)
{
	int rows = LIST_VIEW_PAGE;
	struct list_view v;
	enum status st = ST_OK;
	bool go_on = true;

	list_view_init(&v, o, req, fields, nfields, false);
	while (!st && go_on && rows == LIST_VIEW_PAGE)
		st = list_view_page(&v, LIST_VIEW_PAGE, each, arg, &rows, &go_on, err);
	list_view_release(&v);
	return st;
}

enum status list_each_between(struct office *o, const struct list_request *req, int64_t beyond,
	int64_t upto, const int *fields, int nfields,
	bool (*each)(void *arg, const struct record *r), void *arg, struct err *err)
{
	struct list_view v;
	enum status st;
	bool go_on = true;
	int rows;

	list_view_init(&v, o, req, fields, nfields, true);
	v.last = beyond;
	st = list_view_page(&v, upto, each, arg, &rows, &go_on, err);
	list_view_release(&v);
	return st;
}

enum status list_last_id(struct office *o, enum kind_id kind, int64_t *out, struct err *err)
{
	struct buf sql = BUF_INIT;
	enum status st;

	list_sql_last(&sql, office_kind(o, kind));
	st = query_one_int(db_query(office_db(o), buf_str(&sql)), 0, out, err);
	buf_release(&sql);
	return st;
}
