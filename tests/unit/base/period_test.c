/* base/period: words, calendar spans, ranges, translated words, stepping. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/period.h"

/* Wednesday, 18 March 2026. */
static int32_t today(void)
{
	int32_t day = 0;

	assert_true(date_from_ymd(2026, 3, 18, &day));
	return day;
}

static struct period parse(const char *s)
{
	struct period p = {0, 0};
	struct err err = ERR_INIT;

	if (period_parse(s, today(), &p, &err) != ST_OK)
		fail_msg("\"%s\": %s", s, err.text);
	return p;
}

static void expect(const char *s, const char *from, const char *to)
{
	struct period p = parse(s);
	char first[DATE_LEN], last[DATE_LEN];

	date_format_iso(p.from, first);
	date_format_iso(p.to, last);
	if (strcmp(first, from) != 0 || strcmp(last, to) != 0)
		fail_msg("\"%s\" is %s..%s", s, first, last);
}

static void words(void **state)
{
	(void)state;
	expect("all", "0001-01-01", "9999-12-31");
	expect("today", "2026-03-18", "2026-03-18");
	expect("yesterday", "2026-03-17", "2026-03-17");
	expect("week", "2026-03-16", "2026-03-22");
	expect("this-week", "2026-03-16", "2026-03-22");
	expect("last week", "2026-03-09", "2026-03-15");
	expect("next_week", "2026-03-23", "2026-03-29");
	expect("month", "2026-03-01", "2026-03-31");
	expect("This Month", "2026-03-01", "2026-03-31");
	expect("last-month", "2026-02-01", "2026-02-28");
	expect("quarter", "2026-01-01", "2026-03-31");
	expect("last-quarter", "2025-10-01", "2025-12-31");
	expect("next-quarter", "2026-04-01", "2026-06-30");
	expect("year", "2026-01-01", "2026-12-31");
	expect("last-year", "2025-01-01", "2025-12-31");
	expect("last-30-days", "2026-02-17", "2026-03-18");
	expect("last-1-day", "2026-03-18", "2026-03-18");
	expect("last 2 weeks", "2026-03-05", "2026-03-18");
	expect("next-7-days", "2026-03-18", "2026-03-24");
}

static void calendar_spans(void **state)
{
	(void)state;
	expect("2017", "2017-01-01", "2017-12-31");
	expect("2017-03", "2017-03-01", "2017-03-31");
	expect("2016-02", "2016-02-01", "2016-02-29");
	expect("2017-Q1", "2017-01-01", "2017-03-31");
	expect("2017-q4", "2017-10-01", "2017-12-31");
	expect("2017 q2", "2017-04-01", "2017-06-30");
	expect("2017-03-05", "2017-03-05", "2017-03-05");
	expect("9999", "9999-01-01", "9999-12-31");
	expect("9999-12", "9999-12-01", "9999-12-31");
}

static void ranges(void **state)
{
	(void)state;
	expect("2017-01-15..2017-02-15", "2017-01-15", "2017-02-15");
	expect("2017..2018", "2017-01-01", "2018-12-31");
	expect("2017-03..2017-Q3", "2017-03-01", "2017-09-30");
	expect("..2017", "0001-01-01", "2017-12-31");
	expect("2017 .. ", "2017-01-01", "9999-12-31");
	expect("..", "0001-01-01", "9999-12-31");
	expect("last-month..today", "2026-02-01", "2026-03-18");
	expect("-1w..+1w", "2026-03-11", "2026-03-25");
}

static void wrong_periods_are_named(void **state)
{
	static const char *const WRONG[] = {"", "  ", "sometime", "last-0-days", "last--days",
		"last-9999999-days", "2017-13", "2017-Q5", "20171", "2018..2017", "2017..foo",
		"this", "last", "month..week..year", "2017-02-30"};
	struct period p = {1, 2};

	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
		struct err err = ERR_INIT;

		if (period_parse(WRONG[i], today(), &p, &err) == ST_OK)
			fail_msg("\"%s\" is taken", WRONG[i]);
		assert_int_equal(err.status, ST_USAGE);
		assert_true(err.offset >= 0);
		assert_non_null(strstr(err.text, WRONG[i]));
	}
	assert_int_equal(p.from, 1);
	assert_int_equal(p.to, 2);
}

static void the_offset_points_at_the_wrong_end(void **state)
{
	struct period p;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(period_parse("2017..foo", today(), &p, &err), ST_USAGE);
	assert_int_equal(err.offset, 6);
}

static void the_menu_is_understood(void **state)
{
	int count = 0;

	(void)state;
	assert_string_equal(period_word(0), "this-month");
	for (int i = 0; period_word(i) != NULL; i++) {
		struct period by_word = parse(period_word(i));
		struct period by_title = parse(period_title(period_word(i)));

		assert_string_not_equal(period_title(period_word(i)), period_word(i));
		assert_int_equal(by_word.from, by_title.from);
		assert_int_equal(by_word.to, by_title.to);
		count++;
	}
	assert_true(count > 10);
	assert_null(period_word(-1));
	assert_string_equal(period_title("2017-03"), "2017-03");
}

static void expect_step(const char *s, int step, const char *from, const char *to)
{
	struct period p = period_step(parse(s), step);
	char first[DATE_LEN], last[DATE_LEN];

	date_format_iso(p.from, first);
	date_format_iso(p.to, last);
	if (strcmp(first, from) != 0 || strcmp(last, to) != 0)
		fail_msg("\"%s\" %+d is %s..%s", s, step, first, last);
}

static void stepping(void **state)
{
	(void)state;
	expect_step("2017-01", 1, "2017-02-01", "2017-02-28");
	expect_step("2017-03", -1, "2017-02-01", "2017-02-28");
	expect_step("2017-02", 1, "2017-03-01", "2017-03-31");
	expect_step("2017-Q1", 1, "2017-04-01", "2017-06-30");
	expect_step("2017-Q1", -1, "2016-10-01", "2016-12-31");
	expect_step("2016", 1, "2017-01-01", "2017-12-31");
	expect_step("2017", -10, "2007-01-01", "2007-12-31");
	expect_step("this-week", 1, "2026-03-23", "2026-03-29");
	expect_step("today", -1, "2026-03-17", "2026-03-17");
	expect_step("2017-01-10..2017-01-19", 1, "2017-01-20", "2017-01-29");
	expect_step("2017-01..2017-06", 1, "2017-07-01", "2017-12-31");
	expect_step("2017-03", 0, "2017-03-01", "2017-03-31");
	expect_step("all", 1, "0001-01-01", "9999-12-31");
	expect_step("2017..", 1, "2017-01-01", "9999-12-31");
	expect_step("9998", 5, "9998-01-01", "9998-12-31"); /* there is nothing behind */
	expect_step("2017-01-10", 2000000000, "2017-01-10", "2017-01-10");
	expect_step("2017", -2000000000, "2017-01-01", "2017-12-31");
}

/* There and back again is where it began. */
static void steps_come_back(void **state)
{
	static const char *const SPANS[] = {"2017-01", "2016-02", "2017-Q4", "2016", "this-week",
		"2017-01-10..2017-01-19", "2017-01..2017-06"};

	(void)state;
	for (size_t i = 0; i < sizeof SPANS / sizeof *SPANS; i++)
		for (int step = -30; step <= 30; step++) {
			struct period p = parse(SPANS[i]);
			struct period back = period_step(period_step(p, step), -step);

			assert_int_equal(back.from, p.from);
			assert_int_equal(back.to, p.to);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words),
		cmocka_unit_test(calendar_spans),
		cmocka_unit_test(ranges),
		cmocka_unit_test(wrong_periods_are_named),
		cmocka_unit_test(the_offset_points_at_the_wrong_end),
		cmocka_unit_test(the_menu_is_understood),
		cmocka_unit_test(stepping),
		cmocka_unit_test(steps_come_back),
	};

	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", "en", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
