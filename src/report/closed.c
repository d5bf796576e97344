/*
 * Won and lost deals by the day they were closed, from the index over (closed_at, stage, currency, amount, owner). The class
 * of a stage is looked up here; where the key of the cut is not in that index, the stage is tested before the deal row is read.
 */
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "answer.h"
#include "reports.h"
#include "stages.h"

enum { CLOSED_COUNT, CLOSED_AMOUNT };

static const struct report_measure won_measures[] = {
	{"count", N_("Deals"), REPORT_COUNT, MEASURE_SUM, CLOSED_COUNT, 0},
	{"amount", N_("Amount"), REPORT_MONEY, MEASURE_SUM, CLOSED_AMOUNT, 0},
	{"average", N_("Average"), REPORT_MONEY, MEASURE_AVERAGE, CLOSED_AMOUNT, CLOSED_COUNT},
	{"share", N_("Share"), REPORT_PERCENT, MEASURE_SHARE, CLOSED_AMOUNT, 0},
};

static const struct report_measure lost_measures[] = {
	{"count", N_("Deals"), REPORT_COUNT, MEASURE_SUM, CLOSED_COUNT, 0},
	{"amount", N_("Amount"), REPORT_MONEY, MEASURE_SUM, CLOSED_AMOUNT, 0},
	{"average", N_("Average"), REPORT_MONEY, MEASURE_AVERAGE, CLOSED_AMOUNT, CLOSED_COUNT},
	{"share", N_("Share of deals"), REPORT_PERCENT, MEASURE_SHARE, CLOSED_COUNT, 0},
};

/* First day of the group of a closing date; dates come in runs, so the last answer is kept. */
struct closed_group {
	char iso[DATE_LEN];
	int64_t key;
};

static int64_t closed_time_key(
	const struct report_cut *cut, const char *iso, struct closed_group *last)
{
	int32_t day = 0;

	if (!strcmp(last->iso, iso))
		return last->key;
	date_parse_iso(iso, &day);
	strncpy(last->iso, iso, sizeof last->iso - 1);
	return last->key = report_cut_day(cut, day);
}

/* Is the key of the cut in the index over closing dates? */
static bool closed_is_covered(const struct report_cut *cut)
{
	return report_cut_is_time(cut) || !strcmp(cut->code, "owner");
}

/*
 * The plus signs keep the engine from an index: over stages, which would give up the range of days; and over days where every
 * deal row is wanted anyway, because reading the table in its own order (by id) is cheaper.
 */
static struct query *closed_query(const struct report_scope *s, enum stage_outcome outcome)
{
	static const char base[] = "t.closed_at, t.stage_id, t.currency, t.amount";
	static const char stages[] = "+t.stage_id IN (SELECT s.id FROM stage s WHERE s.class = @3)";
	bool whole = scope_is_all_time(s) && !closed_is_covered(s->cut);
	struct buf columns = BUF_INIT, within = BUF_INIT;

	buf_addf(&within,
		whole ? "+t.closed_at >= @1 AND +t.closed_at <= @2 AND %s ORDER BY t.id"
		      : "t.closed_at >= @1 AND t.closed_at <= @2 AND %s",
		stages);
	struct query *q =
		scope_query(s, report_cut_is_time(s->cut) ? base : scope_columns(s, base, &columns),
			"deal", s->cut->of_client, buf_str(&within));
	buf_release(&columns);
	buf_release(&within);
	scope_bind_days(s, q, 1);
	scope_text(s, q, 3, outcome == STAGE_IS_WON ? "won" : "lost");
	return q;
}

static enum status closed_read(
	const struct report_scope *s, enum stage_outcome outcome, struct tally *t, struct err *err)
{
	bool time = report_cut_is_time(s->cut), number = report_cut_is_number(s->cut);
	struct query *q = closed_query(s, outcome);
	struct closed_group last = {{0}, 0};
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t key = time     ? closed_time_key(s->cut, query_get_text(q, 0), &last)
			      : number ? query_get_int(q, 4)
				       : 0;
		struct tally_row *r = tally_at(
			t, key, number ? NULL : query_get_text(q, 4), query_get_text(q, 2));

		tally_add(t, r, CLOSED_COUNT, 1);
		tally_add(t, r, CLOSED_AMOUNT, query_get_int(q, 3));
	}
	query_done(q);
	return st;
}

/* Months between the first and the last in which nothing was closed stand there with zeros, or a chart would lie. */
static void closed_fill(const struct report_scope *s, struct tally *t)
{
	int64_t first = INT64_MAX, last = INT64_MIN;
	size_t n = t->n;
	char currency[4];

	answer_main_currency(t, CLOSED_COUNT, currency);
	for (size_t i = 0; i < n; i++) {
		first = t->rows[i].num < first ? t->rows[i].num : first;
		last = t->rows[i].num > last ? t->rows[i].num : last;
	}
	for (int64_t day = first; n && day <= last; day = report_cut_next(s->cut, (int32_t)day)) {
		bool present = false;

		for (size_t i = 0; i < n && !present; i++)
			present = t->rows[i].num == day;
		if (!present)
			tally_at(t, day, NULL, currency);
	}
}

static enum status closed_run(const struct report_scope *s, enum stage_outcome outcome, int value,
	const struct report_measure *measures, int n, int chart, struct report_table *out,
	struct err *err)
{
	struct tally t = {0};
	enum status st = closed_read(s, outcome, &t, err);

	st = st ? st : answer_check(&t, err);
	if (!st) {
		if (report_cut_is_time(s->cut))
			closed_fill(s, &t);
		answer_order(s, &t, CLOSED_COUNT, value, NULL, NULL);
		answer_build(s, &t, measures, n, chart, NULL, NULL, out);
	}
	tally_release(&t);
	return st;
}

enum status report_won(const struct report_scope *s, struct report_table *out, struct err *err)
{
	return closed_run(s, STAGE_IS_WON, CLOSED_AMOUNT, won_measures,
		sizeof won_measures / sizeof *won_measures, 1, out, err);
}

enum status report_lost(const struct report_scope *s, struct report_table *out, struct err *err)
{
	return closed_run(s, STAGE_IS_LOST, CLOSED_COUNT, lost_measures,
		sizeof lost_measures / sizeof *lost_measures, 0, out, err);
}
