/* Reports on paper: which columns there are, and how long the bars. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "report/sheet.h"

static struct report_table t;

static void add_row(const char *name, int64_t amount, const char *currency)
{
	struct report_row *r = report_table_row(&t, currency);

	report_row_text(r, 0, name);
	report_row_num(r, 1, amount);
}

static int setup(void **state)
{
	struct report_row *total;

	(void)state;
	t = (struct report_table){.chart_column = 1};
	report_table_column(&t, "stage", "Stage", REPORT_TEXT);
	report_table_column(&t, "amount", "Amount", REPORT_MONEY);
	add_row("New", 100000, "EUR");
	add_row("Won", 50000, "EUR");
	total = report_table_total(&t, "EUR");
	report_row_text(total, 0, "Total");
	report_row_num(total, 1, 150000);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	report_table_release(&t);
	return 0;
}

static void cell(struct report_sheet *s, int row, int col, const char *expected)
{
	struct buf b = BUF_INIT;

	report_sheet_cell(s, row, col, &b);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void bars_stand_behind_the_columns(void **state)
{
	struct report_sheet s;
	bool right, bar;

	(void)state;
	report_sheet_init(&s, &t, "EUR", '.');
	assert_int_equal(s.ncolumns, 3);
	assert_string_equal(report_sheet_column(&s, 0, &right, &bar), "Stage");
	assert_false(right || bar);
	assert_string_equal(report_sheet_column(&s, 1, &right, &bar), "Amount");
	assert_true(right && !bar);
	assert_string_equal(report_sheet_column(&s, 2, &right, &bar), "");
	assert_true(bar);
	cell(&s, 0, 0, "New");
	cell(&s, 1, 1, "500.00");
	cell(&s, 0, 2, "1000");
	cell(&s, 1, 2, "500");
	cell(&s, 2, 0, "Total");
	cell(&s, 2, 2, "");
}

/* Each currency has a scale of its own, and a column that names it. */
static void currencies_are_not_compared(void **state)
{
	struct report_sheet s;
	bool right, bar;

	(void)state;
	add_row("Won", 900000, "RUB");
	report_sheet_init(&s, &t, "EUR", ',');
	assert_int_equal(s.ncolumns, 4);
	assert_string_equal(report_sheet_column(&s, 2, &right, &bar), "Currency");
	assert_false(right || bar);
	report_sheet_column(&s, 3, &right, &bar);
	assert_true(bar);
	cell(&s, 0, 2, "EUR");
	cell(&s, 2, 2, "RUB");
	cell(&s, 0, 3, "1000");
	cell(&s, 2, 3, "1000");
	cell(&s, 1, 3, "500");
}

static void without_a_chart_there_are_no_bars(void **state)
{
	struct report_sheet s;

	(void)state;
	t.chart_column = -1;
	report_sheet_init(&s, &t, "EUR", '.');
	assert_int_equal(s.ncolumns, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(bars_stand_behind_the_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(currencies_are_not_compared, setup, teardown),
		cmocka_unit_test_setup_teardown(without_a_chart_there_are_no_bars, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
