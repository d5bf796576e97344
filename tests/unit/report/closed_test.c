/* Won by month and lost by reason, against plain loops over what was put in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/list.h"
#include "unit/report/report_fixture.h"

#define WON 4
#define LOST 5

struct sum {
	int64_t count, amount;
};

static struct sum sum_of(int stage, const char *currency, struct period p,
	bool (*in)(const struct fact *f, int key), int key)
{
	struct sum s = {0, 0};

	for (int i = 0; i < DEALS; i++) {
		const struct fact *f = &facts[i];

		if (f->trashed || f->stage != stage || strcmp(f->currency, currency) != 0 ||
			f->closed < p.from || f->closed > p.to)
			continue;
		if (in && !in(f, key))
			continue;
		s.count++;
		s.amount += f->amount;
	}
	return s;
}

static bool in_month(const struct fact *f, int key)
{
	int y, m, d;

	date_to_ymd(f->closed, &y, &m, &d);
	return y * 12 + m - 1 == key;
}
static bool in_quarter(const struct fact *f, int key)
{
	int y, m, d;

	date_to_ymd(f->closed, &y, &m, &d);
	return y * 4 + (m - 1) / 3 == key;
}
static bool in_owner(const struct fact *f, int key)
{
	return f->owner == key;
}
static bool in_product(const struct fact *f, int key)
{
	return f->product == key;
}
static bool in_source(const struct fact *f, int key)
{
	return f->source == key;
}
static bool in_industry(const struct fact *f, int key)
{
	return f->industry == key;
}
static bool in_country(const struct fact *f, int key)
{
	return f->country == key;
}
static bool in_reason(const struct fact *f, int key)
{
	return f->reason == key;
}

static void check_row(const struct report_table *t, const char *label, const char *currency,
	struct sum want, struct sum total, bool share_of_count)
{
	const struct report_row *r = find_row(t, label, currency);
	int64_t part = share_of_count ? want.count : want.amount,
		whole = share_of_count ? total.count : total.amount;

	assert_int_equal(cell(t, r, "count"), want.count);
	assert_int_equal(cell(t, r, "amount"), want.amount);
	if (!want.count)
		return;
	assert_int_equal(cell(t, r, "average"), (2 * want.amount + want.count) / (2 * want.count));
	assert_int_equal(cell(t, r, "share"), part * 100000 / whole);
}

static void check_cut(const char *report, int stage, const char *cut,
	bool (*in)(const struct fact *f, int key), const char *const *labels, int n,
	struct period p)
{
	static const char *const currencies[] = {"EUR", "JPY"};
	struct report_table t;

	run(report, cut, p, NULL, &t);
	for (int c = 0; c < 2; c++) {
		struct sum total = sum_of(stage, currencies[c], p, NULL, 0);

		for (int i = -1; i < n; i++)
			check_row(&t, i < 0 ? "(none)" : labels[i], currencies[c],
				sum_of(stage, currencies[c], p, in, i), total, stage == LOST);
		assert_int_equal(cell(&t, find_total(&t, currencies[c]), "count"), total.count);
		assert_int_equal(cell(&t, find_total(&t, currencies[c]), "amount"), total.amount);
	}
	report_table_release(&t);
}

static void test_months(void **state)
{
	struct report_table t;
	char label[16];
	int rows = 0;

	(void)state;
	run("won_by_month", NULL, all_time, NULL, &t);
	for (int key = 2016 * 12; key < 2018 * 12; key++) {
		snprintf(label, sizeof label, "%04d-%02d", key / 12, key % 12 + 1);
		check_row(&t, label, "EUR", sum_of(WON, "EUR", all_time, in_month, key),
			sum_of(WON, "EUR", all_time, NULL, 0), false);
		check_row(&t, label, "JPY", sum_of(WON, "JPY", all_time, in_month, key),
			sum_of(WON, "JPY", all_time, NULL, 0), false);
	}
	for (int i = 1; i < t.nrows; i++)
		rows += strcmp(t.rows[i - 1].cells[0].text, t.rows[i].cells[0].text) > 0;
	assert_int_equal(rows, 0);
	assert_string_equal(t.columns[t.chart_column].name, "amount");
	report_table_release(&t);
}

static void test_quarters(void **state)
{
	struct report_table t;
	char label[16];

	(void)state;
	run("won-by-month", "quarter", all_time, NULL, &t);
	for (int key = 2016 * 4; key < 2018 * 4; key++) {
		snprintf(label, sizeof label, "%04d-Q%d", key / 4, key % 4 + 1);
		check_row(&t, label, "EUR", sum_of(WON, "EUR", all_time, in_quarter, key),
			sum_of(WON, "EUR", all_time, NULL, 0), false);
	}
	report_table_release(&t);
}

static void test_won_cuts(void **state)
{
	struct period some = {17150, 17250};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct period p = i ? some : all_time;

		check_cut("won-by-month", WON, "owner", in_owner, fact_owners, OWNERS, p);
		check_cut("won-by-month", WON, "product", in_product, fact_products, PRODUCTS, p);
		check_cut("won-by-month", WON, "source", in_source, fact_source_titles, 3, p);
		check_cut("won-by-month", WON, "industry", in_industry, fact_industry_titles, 2, p);
		check_cut("won-by-month", WON, "country", in_country, fact_countries, 3, p);
	}
}

static void test_lost_cuts(void **state)
{
	struct period some = {17150, 17250};

	(void)state;
	check_cut("lost-reasons", LOST, "reason", in_reason, fact_reason_titles, 3, all_time);
	check_cut("lost-reasons", LOST, "reason", in_reason, fact_reason_titles, 3, some);
	check_cut("lost-reasons", LOST, "owner", in_owner, fact_owners, OWNERS, all_time);
	check_cut("lost-reasons", LOST, "industry", in_industry, fact_industry_titles, 2, some);
}

/* Both ends of a period count. */
static void test_period_ends(void **state)
{
	struct report_table t;
	int32_t day = 0;

	(void)state;
	for (int i = 0; i < DEALS && !day; i++) {
		if (!facts[i].trashed && facts[i].stage == WON)
			day = facts[i].closed;
	}
	struct period p = {day, day};
	int64_t want = sum_of(WON, "EUR", p, NULL, 0).count + sum_of(WON, "JPY", p, NULL, 0).count,
		got = 0;
	run("won-by-month", NULL, p, NULL, &t);
	for (int i = 0; i < t.ntotals; i++)
		got += cell(&t, &t.totals[i], "count");
	assert_true(want > 0);
	assert_int_equal(got, want);
	report_table_release(&t);
}

struct sums {
	int64_t eur, jpy;
};

static void sums_add(void *arg, const char *currency, int64_t count, int64_t sum)
{
	struct sums *s = arg;

	(void)count;
	if (!strcmp(currency, "EUR"))
		s->eur = sum;
	else
		s->jpy = sum;
}

/* The report and the list of the same deals show one figure. */
static void test_agrees_with_list(void **state)
{
	static const char *const filters[] = {
		"class:won", "class:won owner:Мария", "class:won product:Насос"};
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct filter *f = NULL;
		struct sums s = {0, 0};
		struct report_table t;

		fixture_ok(filter_compile(fx.o, KIND_DEAL, filters[i], &f, &err), &err);
		fixture_ok(list_sum(fx.o, KIND_DEAL, f, DEAL_AMOUNT, sums_add, &s, &err), &err);
		filter_free(f);
		run("won-by-month", "month", all_time, filters[i], &t);
		assert_int_equal(cell(&t, find_total(&t, "EUR"), "amount"), s.eur);
		assert_int_equal(cell(&t, find_total(&t, "JPY"), "amount"), s.jpy);
		assert_true(s.eur > 0);
		report_table_release(&t);
	}
}

/* A month without a deal between two with some is a row of zeros. */
static void test_gap_is_shown(void **state)
{
	struct fact late = facts[0];
	struct report_table t;

	(void)state;
	late.stage = WON;
	late.currency = "EUR";
	late.closed = 17100 + 700;
	fixture_begin(&fx);
	make_deal(&late, DEALS + 1);
	fixture_commit(&fx);
	run("won-by-month", NULL, all_time, NULL, &t);
	assert_non_null(find_row(&t, "2018-03", "EUR"));
	assert_int_equal(cell(&t, find_row(&t, "2018-03", "EUR"), "count"), 0);
	assert_null(find_row(&t, "2018-03", "JPY"));
	assert_false(find_row(&t, "2018-03", "EUR")->cells[column(&t, "average")].set);
	report_table_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_quarters),
		cmocka_unit_test(test_won_cuts),
		cmocka_unit_test(test_lost_cuts),
		cmocka_unit_test(test_period_ends),
		cmocka_unit_test(test_agrees_with_list),
		cmocka_unit_test(test_gap_is_shown),
	};

	return cmocka_run_group_tests_name("closed", tests, open_office, close_office);
}
