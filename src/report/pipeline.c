/*
 * Pipeline: the open deals now. Read stage by stage from the index over (stage, currency, amount, probability): the cut by stage
 * touches no deal row. The weighted amount is rounded for each deal, so it agrees with the sum of what lists show.
 */
#include "base/buf.h"
#include "base/i18n.h"
#include "base/money.h"
#include "answer.h"
#include "reports.h"
#include "stages.h"

enum { PIPELINE_COUNT, PIPELINE_AMOUNT, PIPELINE_WEIGHTED };

static const struct report_measure pipeline_measures[] = {
	{"count", N_("Deals"), REPORT_COUNT, MEASURE_SUM, PIPELINE_COUNT, 0},
	{"amount", N_("Amount"), REPORT_MONEY, MEASURE_SUM, PIPELINE_AMOUNT, 0},
	{"weighted", N_("Weighted"), REPORT_MONEY, MEASURE_SUM, PIPELINE_WEIGHTED, 0},
	{"share", N_("Share"), REPORT_PERCENT, MEASURE_SHARE, PIPELINE_AMOUNT, 0},
};

static enum status pipeline_read_stage(const struct report_scope *s, const struct stage_item *stage,
	struct tally *t, struct err *err)
{
	bool number = report_cut_is_number(s->cut), dated = !scope_is_all_time(s);
	struct buf columns = BUF_INIT;
	enum status st;
	bool row;

	struct query *q = scope_query(s,
		scope_columns(s, "t.currency, t.amount, t.probability", &columns), "deal",
		s->cut->of_client,
		dated ? "t.stage_id = @1 AND t.expected_close >= @2 AND t.expected_close <= @3"
		      : "t.stage_id = @1");
	buf_release(&columns);
	scope_int(s, q, 1, stage->id);
	if (dated)
		scope_bind_days(s, q, 2);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t amount = query_get_int(q, 1);
		int64_t probability =
			query_is_null(q, 2) ? stage->probability : query_get_int(q, 2);
		struct tally_row *r = tally_at(t, number ? query_get_int(q, 3) : 0,
			number ? NULL : query_get_text(q, 3), query_get_text(q, 0));

		tally_add(t, r, PIPELINE_COUNT, 1);
		tally_add(t, r, PIPELINE_AMOUNT, amount);
		tally_add(t, r, PIPELINE_WEIGHTED, money_share(amount, probability));
	}
	query_done(q);
	return st;
}

/* What names and order of the groups need. */
struct pipeline_view {
	struct stages stages;
	bool mixed; /* stages of several pipelines are told apart by the pipeline's name */
};

static int64_t pipeline_rank(const void *arg, int64_t num)
{
	int hint = 0;
	const struct pipeline_view *view = arg;
	const struct stage_item *stage = stages_find(&view->stages, num, &hint);

	return stage ? stage - view->stages.items : view->stages.n;
}

static bool pipeline_has_rows(const struct stages *stages, const struct tally *t, int64_t pipeline)
{
	int hint = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct stage_item *stage = stages_find(stages, t->rows[i].num, &hint);

		if (stage && stage->pipeline_id == pipeline)
			return true;
	}
	return false;
}

/* A stage without deals is shown in a pipeline that has some: an empty stage says something too. */
static void pipeline_fill(const struct stages *stages, struct tally *t)
{
	char currency[4];

	answer_main_currency(t, PIPELINE_COUNT, currency);
	for (int i = 0; i < stages->n; i++) {
		const struct stage_item *stage = &stages->items[i];
		bool present = false;

		for (size_t k = 0; k < t->n; k++)
			present |= t->rows[k].num == stage->id;
		if (!present && stage->outcome == STAGE_IS_OPEN && !stage->is_trashed &&
			pipeline_has_rows(stages, t, stage->pipeline_id))
			tally_at(t, stage->id, NULL, currency);
	}
}

static void pipeline_label(const void *arg, const struct tally_row *row, struct buf *b)
{
	const struct pipeline_view *view = arg;
	int hint = 0;
	const struct stage_item *stage = stages_find(&view->stages, row->num, &hint);

	if (!stage)
		return;
	if (view->mixed)
		buf_addf(b, "%s: ", stage->pipeline);
	buf_add(b, stage->name);
}

static bool pipeline_is_mixed(const struct stages *stages, const struct tally *t)
{
	int64_t seen = 0;
	int hint = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct stage_item *stage = stages_find(stages, t->rows[i].num, &hint);

		if (stage && seen && stage->pipeline_id != seen)
			return true;
		seen = stage ? stage->pipeline_id : seen;
	}
	return false;
}

enum status report_pipeline(const struct report_scope *s, struct report_table *out, struct err *err)
{
	bool by_stage = s->cut->axis == AXIS_RECORD && s->cut->kind == KIND_STAGE;
	struct pipeline_view view = {0};
	struct tally t = {0};
	enum status st = stages_load(s->o, &view.stages, err);

	for (int i = 0; i < view.stages.n && !st; i++) {
		if (view.stages.items[i].outcome == STAGE_IS_OPEN)
			st = pipeline_read_stage(s, &view.stages.items[i], &t, err);
	}
	st = st ? st : answer_check(&t, err);
	if (!st && by_stage) {
		pipeline_fill(&view.stages, &t);
		view.mixed = pipeline_is_mixed(&view.stages, &t);
	}
	if (!st) {
		answer_order(s, &t, PIPELINE_COUNT, PIPELINE_AMOUNT,
			by_stage ? pipeline_rank : NULL, &view);
		answer_build(s, &t, pipeline_measures,
			sizeof pipeline_measures / sizeof *pipeline_measures, 1,
			by_stage ? pipeline_label : NULL, &view, out);
	}
	tally_release(&t);
	stages_release(&view.stages);
	return st;
}
