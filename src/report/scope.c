/* Queries of reports: the filter's condition first, with its parameters, then the report's own. */
#include "scope.h"

#include <ctype.h>

#include "base/date.h"

/* "@1" becomes the parameter behind the filter's. */
static void scope_expand(struct buf *sql, const char *text, int first)
{
	for (; *text; text++) {
		if (*text == '@' && isdigit((unsigned char)text[1]))
			buf_addf(sql, "?%d", first + (*++text - '1'));
		else
			buf_addch(sql, *text);
	}
}

static int scope_first_param(const struct report_scope *s)
{
	return s->filter ? filter_nparams(s->filter) + 1 : 1;
}

struct query *scope_query(const struct report_scope *s, const char *columns, const char *table,
	bool with_client, const char *conditions)
{
	struct buf sql = BUF_INIT;

	buf_addf(&sql, "SELECT %s FROM %s t%s WHERE %s AND ", columns, table,
		with_client ? " LEFT JOIN client c ON c.id = t.client_id" : "",
		s->filter ? filter_sql(s->filter) : "t.deleted_at IS NULL");
	scope_expand(&sql, conditions, scope_first_param(s));
	struct query *q = db_query(office_db(s->o), buf_str(&sql));
	buf_release(&sql);
	if (s->filter)
		filter_bind(s->filter, q);
	return q;
}

struct report_scope scope_unfiltered(const struct report_scope *s)
{
	struct report_scope all = *s;

	all.filter = NULL;
	return all;
}

void scope_int(const struct report_scope *s, struct query *q, int param, int64_t v)
{
	query_int(q, scope_first_param(s) + param - 1, v);
}

void scope_text(const struct report_scope *s, struct query *q, int param, const char *v)
{
	query_text(q, scope_first_param(s) + param - 1, v);
}

void scope_bind_days(const struct report_scope *s, struct query *q, int param)
{
	char from[DATE_LEN], to[DATE_LEN];

	date_format_iso(s->period.from, from);
	date_format_iso(s->period.to, to);
	scope_text(s, q, param, from);
	scope_text(s, q, param + 1, to);
}

void scope_bind_instants(const struct report_scope *s, struct query *q, int param)
{
	bool open_start = s->period.from == DATE_MIN, open_end = s->period.to == DATE_MAX;

	scope_int(s, q, param, open_start ? INT64_MIN : date_to_instant(s->period.from, 0));
	scope_int(s, q, param + 1, open_end ? INT64_MAX : date_to_instant(s->period.to + 1, 0));
}

bool scope_is_all_time(const struct report_scope *s)
{
	return s->period.from == DATE_MIN && s->period.to == DATE_MAX;
}

const char *scope_columns(const struct report_scope *s, const char *columns, struct buf *b)
{
	buf_clear(b);
	buf_addf(b, "%s, %s", columns, s->cut->sql);
	return buf_str(b);
}
