/*
 * Stale deals: open deals on which nothing happened for more days than their stage allows: no change of stage, no contact
 * held, no task done. The age of the deal itself does not matter.
 */
#include "base/date.h"
#include "base/i18n.h"
#include "answer.h"
#include "reports.h"
#include "stages.h"

enum { STALE_COUNT, STALE_AMOUNT, STALE_DAYS };

static const struct report_measure stale_measures[] = {
	{"count", N_("Deals"), REPORT_COUNT, MEASURE_SUM, STALE_COUNT, 0},
	{"amount", N_("Amount"), REPORT_MONEY, MEASURE_SUM, STALE_AMOUNT, 0},
	{"days", N_("Days idle"), REPORT_DAYS, MEASURE_MAX, STALE_DAYS, 0},
};

/* Candidates by the stage change alone; then what happened since. */
#define STALE_COLUMNS                                                                            \
	"t.currency, t.amount, COALESCE(t.stage_since, t.created_at),"                           \
	" (SELECT max(i.started_at) FROM interaction i WHERE i.deal_id = t.id AND i.deleted_at " \
	"IS NULL AND i.state = 'held'),"                                                         \
	" (SELECT max(k.completed_at) FROM task k WHERE k.deal_id = t.id AND k.deleted_at IS "   \
	"NULL AND k.state = 'done')"

static int64_t stale_last_sign(struct query *q)
{
	int64_t last = query_get_int(q, 2);

	for (int col = 3; col <= 4; col++) {
		if (!query_is_null(q, col) && query_get_int(q, col) > last)
			last = query_get_int(q, col);
	}
	return last;
}

static enum status stale_read_stage(const struct report_scope *s, const struct stage_item *stage,
	struct tally *t, struct err *err)
{
	struct buf columns = BUF_INIT;
	enum status st;
	bool row;

	struct query *q = scope_query(s, scope_columns(s, STALE_COLUMNS, &columns), "deal", false,
		"t.stage_id = @1 AND COALESCE(t.stage_since, t.created_at) < @2");
	buf_release(&columns);
	scope_int(s, q, 1, stage->id);
	scope_int(s, q, 2, date_to_instant(s->today - (int32_t)stage->rotting_days, 0));
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t idle = s->today - date_of_instant(stale_last_sign(q), NULL);

		if (idle <= stage->rotting_days)
			continue;
		struct tally_row *r = tally_at(t, query_get_int(q, 5), NULL, query_get_text(q, 0));
		tally_add(t, r, STALE_COUNT, 1);
		tally_add(t, r, STALE_AMOUNT, query_get_int(q, 1));
		tally_max(r, STALE_DAYS, idle);
	}
	query_done(q);
	return st;
}

enum status report_stale(const struct report_scope *s, struct report_table *out, struct err *err)
{
	struct stages stages;
	struct tally t = {0};
	enum status st = stages_load(s->o, &stages, err);

	for (int i = 0; i < stages.n && !st; i++) {
		const struct stage_item *stage = &stages.items[i];

		if (stage->outcome == STAGE_IS_OPEN && stage->rotting_days > 0)
			st = stale_read_stage(s, stage, &t, err);
	}
	st = st ? st : answer_check(&t, err);
	if (!st) {
		answer_order(s, &t, STALE_COUNT, STALE_DAYS, NULL, NULL);
		answer_build(s, &t, stale_measures, sizeof stale_measures / sizeof *stale_measures,
			2, NULL, NULL, out);
	}
	tally_release(&t);
	stages_release(&stages);
	return st;
}
