/* Pipeline by stage, against plain loops over what was put in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "unit/report/report_fixture.h"

/* Half to even, written the long way. Amounts and probabilities are not negative here. */
static int64_t weighted(const struct fact *f)
{
	int64_t bp = f->probability >= 0 ? f->probability : fact_probability[f->stage];
	int64_t whole = f->amount * bp / 10000, rest = f->amount * bp % 10000;

	if (rest > 5000 || (rest == 5000 && whole % 2))
		whole++;
	return whole;
}

static bool counts(const struct fact *f, struct period p)
{
	return !f->trashed && f->stage < 4 && f->expected >= p.from && f->expected <= p.to;
}

typedef int key_fn(const struct fact *f);

static int by_stage(const struct fact *f)
{
	return f->stage;
}
static int by_owner(const struct fact *f)
{
	return f->owner;
}
static int by_product(const struct fact *f)
{
	return f->product;
}
static int by_source(const struct fact *f)
{
	return f->source;
}
static int by_country(const struct fact *f)
{
	return f->country;
}
static int by_industry(const struct fact *f)
{
	return f->industry;
}

static void check_group(const struct report_table *t, const char *label, const char *currency,
	key_fn *key, int value, struct period p)
{
	const struct report_row *row = find_row(t, label, currency);
	int64_t count = 0, amount = 0, weight = 0, total = 0;

	for (int i = 0; i < DEALS; i++) {
		if (!counts(&facts[i], p) || strcmp(facts[i].currency, currency) != 0)
			continue;
		total += facts[i].amount;
		if (key(&facts[i]) != value)
			continue;
		count++;
		amount += facts[i].amount;
		weight += weighted(&facts[i]);
	}
	assert_int_equal(cell(t, row, "count"), count);
	assert_int_equal(cell(t, row, "amount"), amount);
	assert_int_equal(cell(t, row, "weighted"), weight);
	if (row && total)
		assert_int_equal(cell(t, row, "share"), amount * 100000 / total);
	assert_int_equal(!row, !count);
}

static void check_totals(const struct report_table *t, struct period p)
{
	static const char *const currencies[] = {"EUR", "JPY"};

	assert_int_equal(t->ntotals, 2);
	for (int c = 0; c < 2; c++) {
		int64_t count = 0, amount = 0, weight = 0;

		for (int i = 0; i < DEALS; i++) {
			if (counts(&facts[i], p) && !strcmp(facts[i].currency, currencies[c])) {
				count++;
				amount += facts[i].amount;
				weight += weighted(&facts[i]);
			}
		}
		const struct report_row *total = find_total(t, currencies[c]);
		assert_int_equal(cell(t, total, "count"), count);
		assert_int_equal(cell(t, total, "amount"), amount);
		assert_int_equal(cell(t, total, "weighted"), weight);
		assert_int_equal(cell(t, total, "share"), 100000);
	}
}

static void check_cut(const char *cut, key_fn *key, const char *const *labels, int n,
	const char *none, struct period p)
{
	struct report_table t;

	run("pipeline-by-stage", cut, p, NULL, &t);
	for (int i = none ? -1 : 0; i < n; i++) {
		check_group(&t, i < 0 ? none : labels[i], "EUR", key, i, p);
		check_group(&t, i < 0 ? none : labels[i], "JPY", key, i, p);
	}
	check_totals(&t, p);
	report_table_release(&t);
}

static void test_cuts(void **state)
{
	(void)state;
	check_cut("stage", by_stage, fact_stages, STAGES, NULL, all_time);
	check_cut("owner", by_owner, fact_owners, OWNERS, "(none)", all_time);
	check_cut("product", by_product, fact_products, PRODUCTS, "(none)", all_time);
	check_cut("source", by_source, fact_source_titles, 3, "(none)", all_time);
	check_cut("industry", by_industry, fact_industry_titles, 2, "(none)", all_time);
	check_cut("country", by_country, fact_countries, 3, "(none)", all_time);
}

static void test_period_is_expected_close(void **state)
{
	struct period p = {17200, 17260};

	(void)state;
	check_cut("stage", by_stage, fact_stages, STAGES, NULL, p);
	check_cut("owner", by_owner, fact_owners, OWNERS, "(none)", p);
}

static void test_order_and_columns(void **state)
{
	struct report_table t;
	int last = -1;

	(void)state;
	run("pipeline", NULL, (struct period){0, 0}, NULL, &t);
	assert_string_equal(t.title, "Pipeline by stage");
	assert_string_equal(t.columns[0].title, "Stage");
	assert_string_equal(t.columns[1].name, "currency");
	assert_string_equal(t.columns[t.chart_column].name, "amount");
	for (int i = 0; i < t.nrows; i++) {
		int stage = 0;

		while (strcmp(fact_stages[stage], t.rows[i].cells[0].text) != 0)
			stage++;
		assert_true(stage >= last);
		assert_int_equal(t.rows[i].id, stage_ids[stage]);
		last = stage;
	}
	assert_string_equal(t.totals[0].cells[0].text, "Total");
	assert_string_equal(t.totals[0].currency, "EUR");
	report_table_release(&t);
	run("pipeline", "owner", all_time, NULL, &t);
	assert_string_equal(t.title, "Pipeline");
	for (int i = 1; i < t.nrows; i++) {
		if (!strcmp(t.rows[i - 1].currency, t.rows[i].currency))
			assert_true(cell(&t, &t.rows[i - 1], "amount") >=
				    cell(&t, &t.rows[i], "amount"));
	}
	report_table_release(&t);
}

static void test_filter(void **state)
{
	struct report_table t;
	int64_t count = 0, amount = 0;

	(void)state;
	run("pipeline-by-stage", "stage", all_time, "currency:JPY product:Valve", &t);
	for (int i = 0; i < DEALS; i++) {
		if (counts(&facts[i], all_time) && facts[i].product == 2 &&
			!strcmp(facts[i].currency, "JPY")) {
			count++;
			amount += facts[i].amount;
		}
	}
	assert_int_equal(t.ntotals, 1);
	assert_int_equal(t.columns[1].type, REPORT_COUNT);
	assert_int_equal(cell(&t, &t.totals[0], "count"), count);
	assert_int_equal(cell(&t, &t.totals[0], "amount"), amount);
	report_table_release(&t);
}

/* Agrees with the weighted amount that lists show for each deal. */
static void test_nothing_open(void **state)
{
	struct report_table t;

	(void)state;
	run("pipeline-by-stage", NULL, (struct period){10, 20}, NULL, &t);
	assert_int_equal(t.nrows, 0);
	assert_int_equal(t.ntotals, 0);
	report_table_release(&t);
}

/* A stage of the pipeline that holds nothing is shown; a second pipeline is told apart by name. */
static void test_empty_stage_and_second_pipeline(void **state)
{
	struct report_table t;
	struct record r;
	int64_t pipeline, stage;

	(void)state;
	run("pipeline-by-stage", "stage", all_time, "stage:New,Proposal", &t);
	assert_non_null(find_row(&t, "Qualified", "EUR"));
	assert_int_equal(cell(&t, find_row(&t, "Qualified", "EUR"), "count"), 0);
	assert_null(find_row(&t, "Won", "EUR"));
	report_table_release(&t);
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_PIPELINE);
	record_set_text(&r, PIPELINE_NAME, "Service");
	record_set_num(&r, PIPELINE_POSITION, 2);
	pipeline = fixture_save(&fx, &r);
	record_init(&r, fx.o, KIND_STAGE);
	record_set_text(&r, STAGE_NAME, "New");
	record_set_num(&r, STAGE_PIPELINE, pipeline);
	record_set_text(&r, STAGE_CLASS, "hold");
	record_set_num(&r, STAGE_PROBABILITY, 5000);
	stage = fixture_save(&fx, &r);
	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, "second");
	record_set_num(&r, DEAL_STAGE, stage);
	record_set_num(&r, DEAL_AMOUNT, 25);
	record_set_text(&r, DEAL_CURRENCY, "EUR");
	record_set_num(&r, DEAL_EXPECTED_CLOSE, 19000);
	fixture_save(&fx, &r);
	fixture_commit(&fx);
	run("pipeline-by-stage", "stage", all_time, NULL, &t);
	assert_string_equal(t.rows[0].cells[0].text, "Sales: New");
	assert_string_equal(t.rows[t.nrows - 1].cells[0].text, "Service: New");
	assert_int_equal(cell(&t, &t.rows[t.nrows - 1], "weighted"), 12);
	report_table_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_period_is_expected_close),
		cmocka_unit_test(test_order_and_columns),
		cmocka_unit_test(test_filter),
		cmocka_unit_test(test_nothing_open),
		cmocka_unit_test(test_empty_stage_and_second_pipeline),
	};

	return cmocka_run_group_tests_name("pipeline", tests, open_office, close_office);
}
