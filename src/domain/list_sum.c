/* Sums over a list, one per currency: amounts in different currencies are never added up. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "domain/list.h"
#include "list_sql.h"

struct list_total {
	char currency[8];
	int64_t count, sum;
};

static bool list_total_add(struct list_total *t, int64_t count, int64_t high, int64_t low)
{
	int64_t sum;

	t->count += count;
	return !__builtin_mul_overflow(high, (int64_t)LIST_SUM_SPLIT, &sum) &&
	       !__builtin_add_overflow(sum, low, &sum) &&
	       !__builtin_add_overflow(t->sum, sum, &t->sum);
}

static struct list_total *list_total_of(
	struct list_total **totals, int *n, size_t *cap, const char *currency)
{
	for (int i = 0; i < *n; i++) {
		if (!strcmp((*totals)[i].currency, currency))
			return &(*totals)[i];
	}
	*totals = mem_grow(*totals, cap, (size_t)*n + 1, sizeof **totals);
	struct list_total *t = &(*totals)[(*n)++];
	*t = (struct list_total){0};
	strncpy(t->currency, currency, sizeof t->currency - 1);
	return t;
}

enum status list_sum(struct office *o, enum kind_id kind, const struct filter *f, int field,
	void (*each)(void *arg, const char *currency, int64_t count, int64_t sum), void *arg,
	struct err *err)
{
	const struct kind *k = office_kind(o, kind);
	const char *none = k->fields[field].type == FT_MONEY ? office_currency(o) : "";
	struct list_total *totals = NULL;
	struct buf sql = BUF_INIT;
	size_t cap = 0;
	int n = 0;
	enum status st;
	bool row;

	list_sql_sum(&sql, k, f, field);
	struct query *q = db_query(office_db(o), buf_str(&sql));
	buf_release(&sql);
	if (f)
		filter_bind(f, q);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		const char *currency = query_is_null(q, 0) ? none : query_get_text(q, 0);
		struct list_total *t = list_total_of(&totals, &n, &cap, currency);

		if (!list_total_add(
			    t, query_get_int(q, 1), query_get_int(q, 2), query_get_int(q, 3))) {
			st = err_set(err, ST_BAD_DATA, _("The sum of \"%s\" is too large to show"),
				_(k->fields[field].title));
			break;
		}
	}
	query_done(q);
	for (int i = 0; i < n && !st; i++)
		each(arg, totals[i].currency, totals[i].count, totals[i].sum);
	free(totals);
	return st;
}
