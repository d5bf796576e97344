/* Overdue tasks: open ones whose day is over, from the index over the days of open tasks. */
#include "base/date.h"
#include "base/i18n.h"
#include "answer.h"
#include "reports.h"

enum { OVERDUE_COUNT, OVERDUE_OLDEST, OVERDUE_DAYS };

static const struct report_measure overdue_measures[] = {
	{"count", N_("Tasks"), REPORT_COUNT, MEASURE_SUM, OVERDUE_COUNT, 0},
	{"oldest", N_("Oldest, days"), REPORT_DAYS, MEASURE_MAX, OVERDUE_OLDEST, 0},
	{"average", N_("Average, days"), REPORT_DAYS, MEASURE_AVERAGE, OVERDUE_DAYS, OVERDUE_COUNT},
};

static enum status overdue_read(const struct report_scope *s, struct tally *t, struct err *err)
{
	bool number = report_cut_is_number(s->cut);
	struct buf columns = BUF_INIT;
	char today[DATE_LEN];
	enum status st;
	bool row;

	struct query *q = scope_query(s, scope_columns(s, "t.due_day", &columns), "task", false,
		"t.state = 'open' AND t.due_day < @1");
	buf_release(&columns);
	date_format_iso(s->today, today);
	scope_text(s, q, 1, today);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int32_t due = s->today;
		struct tally_row *r = tally_at(t, number ? query_get_int(q, 1) : 0,
			number ? NULL : query_get_text(q, 1), "");

		date_parse_iso(query_get_text(q, 0), &due);
		tally_add(t, r, OVERDUE_COUNT, 1);
		tally_add(t, r, OVERDUE_DAYS, s->today - due);
		tally_max(r, OVERDUE_OLDEST, s->today - due);
	}
	query_done(q);
	return st;
}

enum status report_overdue(const struct report_scope *s, struct report_table *out, struct err *err)
{
	struct tally t = {0};
	enum status st = overdue_read(s, &t, err);

	if (!st) {
		answer_order(s, &t, OVERDUE_COUNT, OVERDUE_COUNT, NULL, NULL);
		answer_build(s, &t, overdue_measures,
			sizeof overdue_measures / sizeof *overdue_measures, 0, NULL, NULL, out);
	}
	tally_release(&t);
	return st;
}
