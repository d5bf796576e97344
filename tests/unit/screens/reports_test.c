/* The reports screen: numbers equal those of report_run(), periods, cuts, filters, files, and what stands behind a row. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "base/file.h"
#include "domain/work.h"
#include "report/report.h"
#include "screen_fixture.h"
#include "screens/reports.h"

static struct screen_fixture fx;
static struct fixture_people people;

static void settle(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0)
		fx.ops->tick(fx.state, &fx.env, &fx.nav);
}

static void won(const char *title, const char *amount, const char *closed)
{
	char stage[40], day[40], money[40], name[80];

	snprintf(name, sizeof name, "title=%s", title);
	snprintf(money, sizeof money, "amount=%s", amount);
	snprintf(day, sizeof day, "closed_at=%s", closed);
	fixture_make(&fx, KIND_DEAL, name, money, day,
		fixture_link(
			stage, sizeof stage, "stage", work_stage_of_class(fx.office.o, 1, "won")),
		NULL);
}

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	won("Январь", "1000", "2026-01-15");
	won("Łódź", "2500.50", "2026-02-10");
	won("Февраль", "499.50", "2026-02-28");
	char lost[40];
	fixture_make(&fx, KIND_DEAL, "title=Потеря", "amount=300", "lost_reason=price",
		fixture_link(
			lost, sizeof lost, "stage", work_stage_of_class(fx.office.o, 1, "lost")),
		NULL);
	fixture_make(&fx, KIND_DEAL, "title=Półki", "amount=700", "currency=PLN", NULL);
	screen_show(&fx, &reports_screen, KIND_NONE, 0, 0, NULL);
	settle();
	return 0;
}

static int setup_empty(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	screen_show(&fx, &reports_screen, KIND_NONE, 0, 0, NULL);
	settle();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

/* Every cell of the report's answer stands on the screen. */
static void assert_shows(
	const char *name, const char *cut, struct period period, const char *filter)
{
	struct report_request req = {.name = name, .cut = cut, .period = period, .filter = filter};
	struct report_table t;
	struct buf cell = BUF_INIT;
	struct err err = ERR_INIT;

	fixture_ok(report_run(fx.office.o, &req, &t, &err), &err);
	assert_true(t.nrows > 0);
	for (int row = 0; row < t.nrows + t.ntotals; row++)
		for (int col = 0; col < t.ncolumns; col++) {
			buf_clear(&cell);
			report_cell_text(&t, row, col, ',', &cell);
			screen_has(&fx, buf_str(&cell));
		}
	screen_has(&fx, t.subtitle);
	buf_release(&cell);
	report_table_release(&t);
}

static void test_every_report_at_every_size(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		screen_keys(&fx, "Home");
		for (int k = 0; report_at(k); k++) {
			screen_has(&fx, report_at(k)->title);
			screen_keys(&fx, "Down");
			settle();
		}
	}
	screen_size(&fx, 50, 200);
	screen_keys(&fx, "Home");
	for (int k = 0; report_at(k); k++) {
		settle();
		if (k != 4)
			assert_shows(report_at(k)->name, NULL, (struct period){0, 0}, NULL);
		screen_keys(&fx, "Down");
	}
}

/* Totals over rows that are out of sight would look wrong if nothing told so. */
static void test_hidden_rows_are_counted(void **state)
{
	(void)state;
	screen_size(&fx, 16, 60);
	screen_keys(&fx, "Home Down c");
	screen_type(&fx, "month");
	screen_keys(&fx, "Enter");
	settle();
	screen_has_not(&fx, " more ");
	screen_keys(&fx, "c");
	screen_type(&fx, "month");
	screen_keys(&fx, "Enter");
	for (int i = 0; i < 6; i++) {
		char won[40];

		snprintf(won, sizeof won, "closed_at=2025-%02d-01", i + 1);
		fixture_make(&fx, KIND_DEAL, "title=Old", "stage=Won", "amount=5", won, NULL);
	}
	screen_reload(&fx);
	settle();
	screen_has(&fx, " more ─");
}

static void test_bars_and_totals(void **state)
{
	int row, col, other, bar;

	(void)state;
	screen_keys(&fx, "Down");
	settle();
	screen_has(&fx, "Amount, RUB");
	screen_find(&fx, "2026-01", &row, &col);
	screen_find(&fx, "2026-02", &other, &col);
	assert_int_equal(other, row + 1);
	/* The greatest fills its room, the other is a third of it. */
	for (bar = 0; canvas_role_at(&fx.canvas, other, 79 - bar) != ROLE_CHART; bar++)
		assert_true(bar < 40);
	for (col = 0; canvas_role_at(&fx.canvas, row, col) != ROLE_CHART; col++)
		assert_true(col < 79);
	int room = 80 - bar - col, third = 0;
	while (canvas_role_at(&fx.canvas, row, col + third) == ROLE_CHART)
		third++;
	assert_in_range(third, room / 3, room / 3 + 1);
	screen_find(&fx, "Total", &other, &col);
	assert_int_equal(other, row + 3);
	/* Several currencies are never added up, and each has its own total. */
	screen_keys(&fx, "Home");
	settle();
	screen_has(&fx, "PLN");
	screen_has(&fx, "700,00");
}

static void test_period(void **state)
{
	struct period feb = {0, 0};

	(void)state;
	assert_int_equal(period_parse("2026-02", 0, &feb, NULL), ST_OK);
	screen_keys(&fx, "Down v");
	assert_true(fx.ops->typing(fx.state));
	screen_has(&fx, "All time");
	screen_type(&fx, "2026-");
	screen_has(&fx, "is not a period");
	screen_type(&fx, "02");
	screen_has(&fx, "01.02.2026");
	screen_keys(&fx, "Enter");
	settle();
	assert_false(fx.ops->typing(fx.state));
	assert_shows("won-by-month", NULL, feb, NULL);
	screen_has_not(&fx, "2026-01 ");
	screen_keys(&fx, "[");
	settle();
	screen_has(&fx, "01.01.2026 – 31.01.2026");
	screen_has(&fx, "000,00");
	screen_keys(&fx, "[");
	settle();
	screen_has(&fx, "Nothing in this period: 01.12.2025 – 31.12.2025.");
	screen_keys(&fx, "] ]");
	settle();
	assert_shows("won-by-month", NULL, feb, NULL);
	/* Each report keeps its own period. */
	screen_keys(&fx, "Up");
	settle();
	screen_has(&fx, "all time");
	screen_keys(&fx, "[");
	assert_string_equal(fx.nav.message, "All time has no neighbours; v chooses a period.");
	screen_keys(&fx, "Down");
	settle();
	assert_shows("won-by-month", NULL, feb, NULL);
	screen_keys(&fx, "v Esc");
	assert_false(fx.ops->typing(fx.state));
}

static void test_report_without_period(void **state)
{
	(void)state;
	screen_keys(&fx, "End Up");
	settle();
	screen_has(&fx, "As of 02.03.2026");
	screen_keys(&fx, "v");
	assert_false(fx.ops->typing(fx.state));
	assert_string_equal(fx.nav.message, "This report is about now; it has no period.");
}

static void test_cut(void **state)
{
	(void)state;
	screen_keys(&fx, "Down c");
	screen_has(&fx, "Group by");
	screen_type(&fx, "own");
	screen_keys(&fx, "Enter");
	settle();
	assert_shows("won-by-month", "owner", (struct period){0, 0}, NULL);
	screen_has(&fx, "Won deals");
	/* Behind a row stand the deals that it counts. */
	screen_keys(&fx, "Tab Enter");
	assert_int_equal(fx.nav.screen, SCREEN_RECORDS);
	assert_int_equal(fx.nav.arg.kind, KIND_DEAL);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, fx.nav.arg.preset), 3);
}

static void test_rows_agree_with_what_they_count(void **state)
{
	char *filter;

	(void)state;
	screen_keys(&fx, "Enter Enter");
	assert_int_equal(fx.nav.screen, SCREEN_RECORDS);
	filter = mem_strdup(fx.nav.arg.preset);
	assert_int_equal(fixture_count(&fx, KIND_DEAL, filter), 1);
	assert_non_null(strstr(filter, " currency:"));
	free(filter);
	/* A month is no field of a deal. */
	screen_keys(&fx, "Esc Down");
	settle();
	screen_keys(&fx, "Tab Enter");
	assert_int_equal(fx.nav.kind, NAV_NONE);
	assert_non_null(strstr(fx.nav.message, "no list behind this row"));
	/* Overdue tasks by person. */
	screen_keys(&fx, "Esc End");
	settle();
	screen_keys(&fx, "Tab Enter");
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
	assert_int_equal(fixture_count(&fx, KIND_TASK, fx.nav.arg.preset), 1);
}

static void test_filter(void **state)
{
	(void)state;
	screen_keys(&fx, "Down /");
	screen_type(&fx, "amount>2000");
	screen_keys(&fx, "Enter");
	settle();
	assert_shows("won-by-month", NULL, (struct period){0, 0}, "amount>2000");
	screen_has_not(&fx, "2026-01 ");
	screen_keys(&fx, "/ Esc");
	settle();
	screen_has(&fx, "2026-01 ");
	screen_keys(&fx, "/");
	screen_type(&fx, "colour:red");
	screen_has(&fx, "^");
	screen_keys(&fx, "Enter");
	assert_true(fx.ops->typing(fx.state));
	screen_keys(&fx, "Esc");
	assert_false(fx.ops->typing(fx.state));
	screen_has(&fx, "2026-01 ");
}

static void test_chart_alone(void **state)
{
	(void)state;
	screen_keys(&fx, "Down");
	settle();
	screen_keys(&fx, "z");
	screen_has_not(&fx, "Total");
	screen_has(&fx, "000,00 RUB");
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Total");
}

static void test_columns_shift(void **state)
{
	(void)state;
	screen_keys(&fx, "Down Down");
	settle();
	screen_has(&fx, "more columns");
	screen_has_not(&fx, "Opened");
	screen_keys(&fx, "Right Right Right");
	screen_has(&fx, "Opened");
	screen_has(&fx, "tester");
	screen_has_not(&fx, "Calls");
	screen_keys(&fx, "Left Left Left Left");
	screen_has(&fx, "Calls");
}

static void test_file(void **state)
{
	char path[160];
	char *data = NULL;
	size_t len;
	struct err err = ERR_INIT;

	(void)state;
	setenv("HOME", fx.office.dir, 1);
	snprintf(path, sizeof path, "%s/won.csv", fx.office.dir);
	screen_keys(&fx, "Down");
	settle();
	for (int i = 0; i < 2; i++) {
		screen_keys(&fx, "E");
		screen_has(&fx, "won-by-month-2026-03-02.csv");
		screen_keys(&fx, "Ctrl-U");
		screen_type(&fx, "~/won.csv");
		screen_keys(&fx, "Enter");
		if (i == 0)
			assert_non_null(strstr(fx.nav.message, "2 rows written to"));
	}
	/* The second time the file exists: asked once more, then replaced. */
	assert_non_null(strstr(fx.nav.message, "Enter again replaces"));
	assert_true(fx.ops->typing(fx.state));
	screen_keys(&fx, "Enter");
	assert_non_null(strstr(fx.nav.message, "2 rows written to"));
	assert_false(fx.ops->typing(fx.state));
	fixture_ok(file_read(path, 10000, &data, &len, &err), &err);
	assert_string_equal(data, "\xef\xbb\xbf"
				  "Month;Deals;Amount, RUB;Average, RUB;Share\n"
				  "2026-01;1;1000,00;1000,00;25,00\n"
				  "2026-02;2;3000,00;1500,00;75,00\n"
				  "Total;3;4000,00;1333,33;100,00\n");
	free(data);
	unlink(path);
	/* Pages are for P. */
	snprintf(path, sizeof path, "%s/won.PDF", fx.office.dir);
	screen_keys(&fx, "E Ctrl-U");
	screen_type(&fx, "~/won.PDF");
	screen_keys(&fx, "Enter");
	assert_non_null(strstr(fx.nav.message, "P makes a PDF"));
	assert_int_equal(access(path, F_OK), -1);
	screen_keys(&fx, "Esc");
	assert_false(fx.ops->typing(fx.state));
	/* The end of the name is the format. */
	snprintf(path, sizeof path, "%s/won.json", fx.office.dir);
	screen_keys(&fx, "E Ctrl-U");
	screen_type(&fx, "~/won.json");
	screen_keys(&fx, "Enter");
	fixture_ok(file_read(path, 10000, &data, &len, &err), &err);
	assert_memory_equal(
		data, "{\"Month\":\"2026-01\",\"Deals\":1,\"Amount, RUB\":\"1000.00\"", 46);
	free(data);
	unlink(path);
	snprintf(path, sizeof path, "%s/won.xlsx", fx.office.dir);
	screen_keys(&fx, "E Ctrl-U");
	screen_type(&fx, "~/won.xlsx");
	screen_keys(&fx, "Enter");
	fixture_ok(file_read(path, 100000, &data, &len, &err), &err);
	assert_memory_equal(data, "PK\x03\x04", 4);
	free(data);
	unlink(path);
}

static void test_empty(void **state)
{
	(void)state;
	for (int i = 0; report_at(i); i++) {
		screen_has(&fx, "Nothing");
		screen_keys(&fx, "Tab Down Enter z Tab E");
		assert_false(fx.ops->typing(fx.state));
		screen_keys(&fx, "Down");
		settle();
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_every_report_at_every_size),
		TEST(test_hidden_rows_are_counted),
		TEST(test_bars_and_totals),
		TEST(test_period),
		TEST(test_report_without_period),
		TEST(test_cut),
		TEST(test_rows_agree_with_what_they_count),
		TEST(test_filter),
		TEST(test_chart_alone),
		TEST(test_columns_shift),
		TEST(test_file),
		cmocka_unit_test_setup_teardown(test_empty, setup_empty, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
