/* The catalogue, bad requests, titles, and the text of cells. Stale deals too: they need a clock that moves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/interaction.h"
#include "domain/task.h"
#include "unit/report/report_fixture.h"

static void test_catalogue(void **state)
{
	static const char *const wanted[] = {"pipeline-by-stage", "won-by-month", "activity",
		"lost-reasons", "stale-deals", "overdue-tasks"};
	int n = 0;

	(void)state;
	for (const struct report_def *d; (d = report_at(n)); n++) {
		assert_string_equal(d->name, wanted[n]);
		assert_ptr_equal(report_find(d->name), d);
		assert_non_null(d->cuts[0]);
		for (int i = 0; i < REPORT_MAX_CUTS && d->cuts[i]; i++)
			assert_string_not_equal(report_cut_title(d->cuts[i]), d->cuts[i]);
	}
	assert_int_equal(n, 6);
	assert_null(report_at(-1));
	assert_string_equal(report_find("won_by_month")->name, "won-by-month");
	assert_string_equal(report_find("activity-by-person")->name, "activity");
	assert_string_equal(report_find("Activity_By_Person")->name, "activity");
	assert_null(report_find("wonderful"));
	assert_null(report_find(""));
}

static void refuse(
	const char *name, const char *cut, const char *filter, enum status st, const char *word)
{
	struct report_request req = {.name = name, .cut = cut, .filter = filter};
	struct report_table t = {.nrows = 77};
	struct err err = ERR_INIT;

	assert_int_equal(report_run(fx.o, &req, &t, &err), st);
	assert_int_equal(t.nrows, 77);
	if (!strstr(err.text, word))
		fail_msg("\"%s\" lacks \"%s\"", err.text, word);
}

static void test_bad_requests(void **state)
{
	(void)state;
	refuse("nosuch", NULL, NULL, ST_USAGE, "won-by-month");
	refuse(NULL, NULL, NULL, ST_USAGE, "won-by-month");
	refuse("won-by-month", "stage", NULL, ST_USAGE, "quarter");
}

/* Every report runs with each of its cuts, with and without a filter and a period, and has a cell for every column. */
static void test_every_cut_runs(void **state)
{
	struct period some = {17150, 17250};

	(void)state;
	for (int n = 0; report_at(n); n++) {
		const struct report_def *d = report_at(n);

		for (int i = 0; i < REPORT_MAX_CUTS && d->cuts[i]; i++) {
			for (int with = 0; with < 2; with++) {
				struct report_table t;
				struct buf b = BUF_INIT;

				run(d->name, d->cuts[i], with ? some : all_time,
					with ? "created_at>2000-01-01" : NULL, &t);
				assert_true(t.ncolumns >= 2);
				assert_true(t.chart_column < t.ncolumns);
				for (int r = 0; r < t.nrows + t.ntotals; r++) {
					for (int c = 0; c < t.ncolumns; c++)
						report_cell_text(&t, r, c, '.', &b);
				}
				assert_true(!t.nrows || b.len > 0);
				buf_release(&b);
				report_table_release(&t);
			}
		}
	}
}

static void test_titles(void **state)
{
	struct report_table t;

	(void)state;
	run("won-by-month", "owner", (struct period){17167, 17531}, "product:Valve", &t);
	assert_string_equal(t.title, "Won deals");
	assert_string_equal(
		t.subtitle, "Closed: 01.01.2017 – 31.12.2017 · Cut: Owner · Filter: product:Valve");
	report_table_release(&t);
	run("overdue-tasks", NULL, (struct period){17167, 17531}, NULL, &t);
	assert_string_equal(t.title, "Overdue tasks by person");
	assert_string_equal(t.subtitle, "As of 15.09.2017 · Cut: Person");
	report_table_release(&t);
}

static void check_text(
	const struct report_table *t, int row, int col, char decimal, const char *want)
{
	struct buf b = BUF_INIT;

	report_cell_text(t, row, col, decimal, &b);
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
}

static void test_cell_text(void **state)
{
	struct report_table t = {0};

	(void)state;
	report_table_column(&t, "name", "Name", REPORT_TEXT);
	report_table_column(&t, "count", "Count", REPORT_COUNT);
	report_table_column(&t, "amount", "Amount", REPORT_MONEY);
	report_table_column(&t, "share", "Share", REPORT_PERCENT);
	assert_false(t.columns[0].right);
	assert_true(t.columns[2].right);
	for (int i = 0; i < 5; i++)
		report_table_row(&t, "JPY");
	struct report_row *r = report_table_row(&t, "EUR");
	report_row_text(r, 0, "Ёлка");
	report_row_num(r, 1, 1234);
	report_row_num(r, 2, 123456789);
	report_row_num(r, 3, 67046); /* 67.05 in two digits, yet not 67.1 in one */
	r = report_table_total(&t, "JPY");
	report_row_num(r, 2, 120);
	report_row_num(r, 3, 12550);
	check_text(&t, 5, 0, '.', "Ёлка");
	check_text(&t, 5, 1, 0, "1234");
	check_text(&t, 5, 1, ',', "1\u00a0234");
	check_text(&t, 5, 2, ',', "1\u00a0234\u00a0567,89");
	check_text(&t, 5, 2, 0, "1234567.89");
	check_text(&t, 5, 3, '.', "67.0 %");
	check_text(&t, 5, 3, 0, "67.05");
	check_text(&t, 6, 3, ',', "12,6 %");
	check_text(&t, 6, 2, 0, "120");
	check_text(&t, 6, 1, 0, "");
	report_table_release(&t);
}

/* An action of its own: everything in one has the instant at which it began. */
static int64_t make_idle_deal(const char *title, const char *since)
{
	struct record r;
	int64_t id;

	setenv("KARTOTEKA_NOW", since, 1);
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, title);
	record_set_num(&r, DEAL_STAGE, stage_ids[0]); /* rots after 14 days */
	record_set_num(&r, DEAL_AMOUNT, 1000);
	id = fixture_save(&fx, &r);
	fixture_commit(&fx);
	return id;
}

static void make_call(int64_t deal, const char *at, const char *what)
{
	struct record r;
	int64_t when = 0;

	assert_true(date_parse_instant(at, &when));
	record_init(&r, fx.o, KIND_INTERACTION);
	record_set_text(&r, INTERACTION_SUBJECT, "call");
	record_set_text(&r, INTERACTION_STATE, what);
	record_set_num(&r, INTERACTION_STARTED_AT, when);
	record_set_num(&r, INTERACTION_DEAL, deal);
	record_set_num(&r, INTERACTION_CLIENT, client_ids[0]);
	fixture_save(&fx, &r);
}

static void make_done(int64_t deal, const char *at)
{
	struct record r;
	int64_t when = 0;

	assert_true(date_parse_instant(at, &when));
	record_init(&r, fx.o, KIND_TASK);
	record_set_text(&r, TASK_SUBJECT, "todo");
	record_set_text(&r, TASK_STATE, "done");
	record_set_num(&r, TASK_COMPLETED_AT, when);
	record_set_num(&r, TASK_DEAL, deal);
	fixture_save(&fx, &r);
}

/* Idle is counted from the last sign of life, not from the deal's own age. */
static void test_stale(void **state)
{
	struct report_table t;
	int64_t called, planned, done, limit;

	(void)state;
	make_idle_deal("silent", "2019-01-01T10:00:00Z");
	called = make_idle_deal("called", "2019-01-01T10:00:00Z");
	planned = make_idle_deal("planned only", "2019-01-01T10:00:00Z");
	done = make_idle_deal("worked on", "2019-01-01T10:00:00Z");
	limit = make_idle_deal("called at the limit", "2019-01-01T10:00:00Z");
	make_idle_deal("at the limit", "2019-01-17T10:00:00Z");
	make_idle_deal("a day over", "2019-01-16T10:00:00Z");
	fixture_begin(&fx);
	make_call(called, "2019-01-10T10:00:00Z", "held");
	make_call(limit, "2019-01-17T01:00:00Z", "held");
	make_call(planned, "2019-01-30T10:00:00Z", "planned");
	make_done(done, "2019-01-30T10:00:00Z");
	fixture_commit(&fx);
	setenv("KARTOTEKA_NOW", "2019-01-31T09:00:00Z", 1);
	run("stale-deals", "deal", all_time, "created_at>=2019-01-01", &t);
	assert_int_equal(cell(&t, find_row(&t, "silent", "EUR"), "days"), 30);
	assert_int_equal(cell(&t, find_row(&t, "called", "EUR"), "days"), 21);
	assert_int_equal(cell(&t, find_row(&t, "planned only", "EUR"), "days"), 30);
	assert_int_equal(cell(&t, find_row(&t, "a day over", "EUR"), "days"), 15);
	assert_null(find_row(&t, "worked on", "EUR"));
	assert_null(find_row(&t, "at the limit", "EUR"));
	assert_null(find_row(&t, "called at the limit", "EUR"));
	assert_int_equal(t.nrows, 4);
	assert_int_equal(cell(&t, &t.totals[0], "days"), 30);
	assert_int_equal(cell(&t, &t.totals[0], "amount"), 4000);
	report_table_release(&t);
}

static void test_too_large(void **state)
{
	struct record r;

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < 1000; i++) {
		record_init(&r, fx.o, KIND_DEAL);
		record_set_text(&r, DEAL_TITLE, "huge");
		record_set_num(&r, DEAL_AMOUNT, 10000000000000000);
		record_set_text(&r, DEAL_CURRENCY, "BGN");
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
	refuse("pipeline-by-stage", NULL, NULL, ST_BAD_DATA, "too large");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_catalogue),
		cmocka_unit_test(test_bad_requests),
		cmocka_unit_test(test_every_cut_runs),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_cell_text),
		cmocka_unit_test(test_stale),
		cmocka_unit_test(test_too_large),
	};

	return cmocka_run_group_tests_name("report", tests, open_office, close_office);
}
