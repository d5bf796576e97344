/* base/date: the calendar, reading dates of files and of people, instants in many zones. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"

static int32_t ymd(int year, int month, int day)
{
	int32_t out = 0;

	assert_true(date_from_ymd(year, month, day, &out));
	return out;
}

static void every_day_of_the_calendar_comes_back(void **state)
{
	int year = 1, month = 1, day = 1, wday = 0; /* 0001-01-01 was a Monday */

	(void)state;
	for (int32_t d = DATE_MIN; d <= DATE_MAX; d++) {
		int y, m, md;
		int32_t back;

		date_to_ymd(d, &y, &m, &md);
		if (y != year || m != month || md != day || date_weekday(d) != wday)
			fail_msg("day %d is %d-%d-%d", (int)d, y, m, md);
		if (!date_from_ymd(y, m, md, &back) || back != d)
			fail_msg("%d-%d-%d is not day %d", y, m, md, (int)d);
		day++;
		wday = (wday + 1) % 7;
		if (!date_from_ymd(year, month, day, &back)) {
			day = 1;
			month++;
		}
		if (month == 13) {
			month = 1;
			year++;
		}
	}
	assert_int_equal(year, 10000);
}

static void every_day_is_written_and_read(void **state)
{
	(void)state;
	for (int32_t d = DATE_MIN; d <= DATE_MAX; d += 13) {
		char iso[DATE_LEN], text[DATE_LEN];
		int32_t back = 0;

		date_format_iso(d, iso);
		if (!date_parse_iso(iso, &back) || back != d)
			fail_msg("%s", iso);
		for (int order = DATE_DMY; order <= DATE_YMD; order++) {
			date_format(d, (enum date_order)order, text);
			if (!date_parse_file(text, (enum date_order)order, &back) || back != d)
				fail_msg("%s in order %d", text, order);
		}
		if (!date_parse_words(iso, 0, &back) || back != d)
			fail_msg("%s as words", iso);
	}
}

static void days_that_do_not_exist(void **state)
{
	int32_t out = 4711;

	(void)state;
	assert_false(date_from_ymd(2023, 2, 29, &out));
	assert_false(date_from_ymd(1900, 2, 29, &out));
	assert_false(date_from_ymd(2024, 4, 31, &out));
	assert_false(date_from_ymd(2024, 0, 1, &out));
	assert_false(date_from_ymd(2024, 13, 1, &out));
	assert_false(date_from_ymd(2024, 1, 0, &out));
	assert_false(date_from_ymd(0, 1, 1, &out));
	assert_false(date_from_ymd(10000, 1, 1, &out));
	assert_int_equal(out, 4711);
	assert_int_equal(ymd(2000, 2, 29), 11016);
	assert_int_equal(ymd(1970, 1, 1), 0);
	assert_int_equal(ymd(1, 1, 1), DATE_MIN);
	assert_int_equal(ymd(9999, 12, 31), DATE_MAX);
}

static void iso_is_strict(void **state)
{
	static const char *const WRONG[] = {"", "2024-1-01", "2024-01-1", "2024-01-011", "24-01-01",
		"2024/01/01", "2024-01-01 ", " 2024-01-01", "2024-02-30", "2024-01-0x",
		"+024-01-01", "0000-01-01"};
	int32_t out = 4711;

	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		assert_false(date_parse_iso(WRONG[i], &out));
	assert_int_equal(out, 4711);
}

static void months_are_added_within_the_month(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(ymd(2023, 1, 31), 1), ymd(2023, 2, 28));
	assert_int_equal(date_add_months(ymd(2024, 1, 31), 1), ymd(2024, 2, 29));
	assert_int_equal(date_add_months(ymd(2024, 3, 31), -1), ymd(2024, 2, 29));
	assert_int_equal(date_add_months(ymd(2024, 2, 29), 12), ymd(2025, 2, 28));
	assert_int_equal(date_add_months(ymd(2024, 12, 15), 1), ymd(2025, 1, 15));
	assert_int_equal(date_add_months(ymd(2024, 1, 15), -1), ymd(2023, 12, 15));
	assert_int_equal(date_add_months(ymd(2024, 1, 15), 0), ymd(2024, 1, 15));
	assert_int_equal(date_add_months(DATE_MAX, 1), DATE_MAX);
	assert_int_equal(date_add_months(DATE_MIN, -1), DATE_MIN);
	assert_int_equal(date_month_start(ymd(2024, 2, 29)), ymd(2024, 2, 1));
	assert_int_equal(date_quarter_start(ymd(2024, 6, 30)), ymd(2024, 4, 1));
	assert_int_equal(date_quarter_start(ymd(2024, 12, 31)), ymd(2024, 10, 1));
	assert_int_equal(date_year_start(ymd(2024, 12, 31)), ymd(2024, 1, 1));
}

struct file_case {
	const char *text;
	enum date_order order;
	int year, month, day; /* year 0: no date */
};

static void files_have_many_forms(void **state)
{
	static const struct file_case CASES[] = {
		{"2017-03-01", DATE_DMY, 2017, 3, 1},
		{"2017-03-01 00:00:00", DATE_MDY, 2017, 3, 1},
		{"2017-03-01T10:20:30Z", DATE_YMD, 2017, 3, 1},
		{"2017/3/1", DATE_DMY, 2017, 3, 1},
		{"20170301", DATE_DMY, 2017, 3, 1},
		{"01.02.2017", DATE_DMY, 2017, 2, 1},
		{"01/02/2017", DATE_MDY, 2017, 1, 2},
		{"1/2/17 12:30 PM", DATE_MDY, 2017, 1, 2},
		{"1.2.17", DATE_DMY, 2017, 2, 1},
		{"17-02-01", DATE_YMD, 2017, 2, 1},
		{"31.12.69", DATE_DMY, 1969, 12, 31},
		{"31.12.68", DATE_DMY, 2068, 12, 31},
		{" 15. 3. 2026 ", DATE_DMY, 2026, 3, 15},
		{"15.03.2026 г.", DATE_DMY, 2026, 3, 15},
		{"15.03.2026 г., 14:30", DATE_DMY, 2026, 3, 15},
		{"15.03.2026, 14:30", DATE_DMY, 2026, 3, 15},
		{"5 марта 2017 г.", DATE_DMY, 2017, 3, 5},
		{"5 МАЯ 2017", DATE_DMY, 2017, 5, 5},
		{"12 май 2017", DATE_DMY, 2017, 5, 12},
		{"3 октомври 2017", DATE_DMY, 2017, 10, 3},
		{"1 января 17", DATE_DMY, 2017, 1, 1},
		{"5 Mar 2017", DATE_DMY, 2017, 3, 5},
		{"5-Mar-17", DATE_DMY, 2017, 3, 5},
		{"Mar 5, 2017", DATE_DMY, 2017, 3, 5},
		{"Friday, March 5, 2021", DATE_MDY, 2021, 3, 5},
		{"Sept. 5, 2021", DATE_MDY, 2021, 9, 5},
		{"2017-Mar-05", DATE_MDY, 2017, 3, 5},
		{"7 września 2017 r.", DATE_DMY, 2017, 9, 7},
		{"7 paź 2017", DATE_DMY, 2017, 10, 7},
		{"7 lis 2017", DATE_DMY, 2017, 11, 7},
		{"11 сент. 2017", DATE_DMY, 2017, 9, 11},
		{"", DATE_DMY, 0, 0, 0},
		{"03/25/2017", DATE_DMY, 0, 0, 0},
		{"25/03/2017", DATE_MDY, 0, 0, 0},
		{"31.02.2017", DATE_DMY, 0, 0, 0},
		{"01.02.217", DATE_DMY, 0, 0, 0},
		{"01.02.2017", DATE_YMD, 0, 0, 0},
		{"1.2", DATE_DMY, 0, 0, 0},
		{"1 2 2017", DATE_DMY, 0, 0, 0},
		{"12.03.2017 foo", DATE_DMY, 0, 0, 0},
		{"12.03.2017x", DATE_DMY, 0, 0, 0},
		{"12.03.201712:30", DATE_DMY, 0, 0, 0},
		{"5 abc 2017", DATE_DMY, 0, 0, 0},
		{"5 ma 2017", DATE_DMY, 0, 0, 0},
		{"20171301", DATE_DMY, 0, 0, 0},
		{"1234567890", DATE_DMY, 0, 0, 0},
		{"-1.2.2017", DATE_DMY, 0, 0, 0},
		{"tomorrow", DATE_DMY, 0, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct file_case *c = &CASES[i];
		int32_t got = 4711;
		bool good = date_parse_file(c->text, c->order, &got);

		if (good != (c->year != 0))
			fail_msg("\"%s\" %s", c->text, good ? "is taken" : "is refused");
		assert_int_equal(got, c->year != 0 ? ymd(c->year, c->month, c->day) : 4711);
	}
}

struct word_case {
	const char *text;
	int year, month, day; /* year 0: no date */
};

static const struct word_case WORDS[] = {
	{"today", 2026, 3, 18},
	{"Tod", 2026, 3, 18},
	{"сегодня", 2026, 3, 18},
	{"днес", 2026, 3, 18},
	{"dziś", 2026, 3, 18},
	{"tomorrow", 2026, 3, 19},
	{"tom", 2026, 3, 19},
	{"завтра", 2026, 3, 19},
	{"ЗАВ", 2026, 3, 19},
	{"утре", 2026, 3, 19},
	{"jutro", 2026, 3, 19},
	{"yesterday", 2026, 3, 17},
	{"вчера", 2026, 3, 17},
	{"wczoraj", 2026, 3, 17},
	{"послезавтра", 2026, 3, 20},
	{"pojutrze", 2026, 3, 20},
	{"позавчера", 2026, 3, 16},
	{"завчера", 2026, 3, 16},
	{"wed", 2026, 3, 25},
	{"thu", 2026, 3, 19},
	{"tuesday", 2026, 3, 24},
	{"mon", 2026, 3, 23},
	{"пт", 2026, 3, 20},
	{"пятница", 2026, 3, 20},
	{"пят", 2026, 3, 20},
	{"петък", 2026, 3, 20},
	{"piątek", 2026, 3, 20},
	{"неделя", 2026, 3, 22},
	{"воскресенье", 2026, 3, 22},
	{"niedz", 2026, 3, 22},
	{"+3d", 2026, 3, 21},
	{"3d", 2026, 3, 21},
	{"-1w", 2026, 3, 11},
	{"+2m", 2026, 5, 18},
	{"1y", 2027, 3, 18},
	{"+3д", 2026, 3, 21},
	{"2 нед", 2026, 4, 1},
	{"+1м", 2026, 4, 18},
	{"1 год", 2027, 3, 18},
	{"2 седмици", 2026, 4, 1},
	{"2 tygodnie", 2026, 4, 1},
	{"1r", 2027, 3, 18},
	{"in 3 days", 2026, 3, 21},
	{"через неделю", 2026, 3, 25},
	{"след 2 дни", 2026, 3, 20},
	{"za 2 dni", 2026, 3, 20},
	{"3 days ago", 2026, 3, 15},
	{"2 дня назад", 2026, 3, 16},
	{"преди 2 дни", 2026, 3, 16},
	{"2 dni temu", 2026, 3, 16},
	{"+0d", 2026, 3, 18},
	{"eow", 2026, 3, 22},
	{"eom", 2026, 3, 31},
	{"EOQ", 2026, 3, 31},
	{"eoy", 2026, 12, 31},
	{"конец месяца", 2026, 3, 31},
	{"край на месеца", 2026, 3, 31},
	{"koniec roku", 2026, 12, 31},
	{"end of week", 2026, 3, 22},
	{"18", 2026, 3, 18},
	{"20", 2026, 3, 20},
	{"15", 2026, 4, 15},
	{"31", 2026, 3, 31},
	{"15.3", 2026, 3, 15},
	{"15.3.", 2026, 3, 15},
	{"15.12", 2025, 12, 15},
	{"15/6", 2026, 6, 15},
	{"3/25", 2026, 3, 25},
	{"29.2", 2028, 2, 29},
	{"15 мар", 2026, 3, 15},
	{"15 марта", 2026, 3, 15},
	{"mar 15", 2026, 3, 15},
	{"15.3.26", 2026, 3, 15},
	{"15.3.2026", 2026, 3, 15},
	{"15-3-26", 2026, 3, 15},
	{"2026-03-15", 2026, 3, 15},
	{" 15 марта 2027 г. ", 2027, 3, 15},
	{"", 0, 0, 0},
	{"  ", 0, 0, 0},
	{"to", 0, 0, 0},
	{"foo", 0, 0, 0},
	{"32", 0, 0, 0},
	{"0", 0, 0, 0},
	{"15.13", 0, 0, 0},
	{"31.2", 0, 0, 0},
	{"d", 0, 0, 0},
	{"3x", 0, 0, 0},
	{"+3", 0, 0, 0},
	{"+", 0, 0, 0},
	{"tomorrows", 0, 0, 0},
	{"99999y", 0, 0, 0},
	{"999999999999d", 0, 0, 0},
	{"-9999y", 0, 0, 0},
	{"end", 0, 0, 0},
	{"mar", 0, 0, 0},
	{"15.3.26 14:00", 0, 0, 0},
	{"30.2.2026", 0, 0, 0},
	{"now now", 0, 0, 0},
};
/* Today is Wednesday, 18 March 2026. */
static void people_type_words(void **state)
{
	int32_t today = ymd(2026, 3, 18);

	(void)state;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		const struct word_case *c = &WORDS[i];
		int32_t got = 4711;
		bool good = date_parse_words(c->text, today, &got);
		char iso[DATE_LEN];

		date_format_iso(got, iso);
		if (good != (c->year != 0))
			fail_msg("\"%s\" %s (%s)", c->text, good ? "is taken" : "is refused", iso);
		if (good && got != ymd(c->year, c->month, c->day))
			fail_msg("\"%s\" is %s", c->text, iso);
		assert_true(good || got == 4711);
	}
}

static void the_short_day_finds_a_month_that_has_it(void **state)
{
	int32_t got = 0;

	(void)state;
	assert_true(date_parse_words("31", ymd(2026, 4, 2), &got));
	assert_int_equal(got, ymd(2026, 5, 31));
	assert_true(date_parse_words("30", ymd(2026, 1, 31), &got));
	assert_int_equal(got, ymd(2026, 3, 30));
	assert_true(date_parse_words("1", ymd(2026, 12, 31), &got));
	assert_int_equal(got, ymd(2027, 1, 1));
	assert_true(date_parse_words("10.1", ymd(2026, 12, 20), &got));
	assert_int_equal(got, ymd(2027, 1, 10));
}

/* Any weekday word names one of the seven days after today. */
static void weekdays_are_always_ahead(void **state)
{
	static const char *const DAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

	(void)state;
	for (int32_t today = 20000; today < 20014; today++)
		for (int i = 0; i < 7; i++) {
			int32_t got = 0;

			assert_true(date_parse_words(DAYS[i], today, &got));
			assert_int_equal(date_weekday(got), i);
			assert_in_range(got, today + 1, today + 7);
		}
}

static void expect_time(const char *s, int minute)
{
	int got = -1;

	assert_int_equal(date_parse_time(s, &got), minute >= 0);
	assert_int_equal(got, minute);
}

static void times_of_the_day(void **state)
{
	(void)state;
	expect_time("14:30", 870);
	expect_time("1430", 870);
	expect_time("14", 840);
	expect_time("9.05", 545);
	expect_time("930", 570);
	expect_time(" 7:00 ", 420);
	expect_time("00:00", 0);
	expect_time("23:59", 1439);
	expect_time("24:00", -1);
	expect_time("12:60", -1);
	expect_time("12:3", -1);
	expect_time("", -1);
	expect_time("noon", -1);
	expect_time("14305", -1);
	expect_time("14:30x", -1);
}

static void dates_as_they_are_shown(void **state)
{
	int32_t day = ymd(2026, 3, 8);
	char text[64];

	(void)state;
	date_format(day, DATE_DMY, text);
	assert_string_equal(text, "08.03.2026");
	date_format(day, DATE_MDY, text);
	assert_string_equal(text, "03/08/2026");
	date_format(day, DATE_YMD, text);
	assert_string_equal(text, "2026-03-08");
	date_format_long(day, DATE_DMY, text, sizeof text);
	assert_string_equal(text, "Sun 08.03.2026");
	date_format_long(day, DATE_DMY, text, 6);
	assert_string_equal(text, "Sun 0");
	assert_string_equal(date_month_name(1), "Jan");
	assert_string_equal(date_month_name(12), "Dec");
	assert_string_equal(date_month_name(13), "?");
	assert_string_equal(date_weekday_name(0), "Mon");
	assert_string_equal(date_weekday_name(7), "?");
}

static void expect_near(int shift, const char *expected)
{
	int32_t today = ymd(2026, 3, 18);
	char text[32];

	date_format_near(today + shift, today, DATE_DMY, text, sizeof text);
	assert_string_equal(text, expected);
}

static void near_days_are_words(void **state)
{
	(void)state;
	expect_near(0, "today");
	expect_near(1, "tomorrow");
	expect_near(-1, "yesterday");
	expect_near(2, "Fri");
	expect_near(6, "Tue");
	expect_near(7, "25.03.2026");
	expect_near(-3, "3 d ago");
	expect_near(-30, "30 d ago");
	expect_near(-31, "15.02.2026");
}

static void set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static const char *const ZONES[] = {"UTC0", "MSK-3", "EST5EDT,M3.2.0,M11.1.0",
	"CET-1CEST,M3.5.0,M10.5.0/3", "LINT-14", "AoE12", "NST3:30NDT,M3.2.0,M11.1.0", "NPT-5:45",
	"BRT3BRST,M10.3.0/0,M2.3.0/0", "LHST-10:30LHDT-11,M10.1.0,M4.1.0",
	"EET-2EEST,M3.5.0/0,M10.5.0/0"};

/* A day stays that day in every zone, clock changes at midnight included. */
static void days_do_not_shift(void **state)
{
	(void)state;
	for (size_t z = 0; z < sizeof ZONES / sizeof *ZONES; z++) {
		set_zone(ZONES[z]);
		for (int32_t day = ymd(2025, 1, 1); day < ymd(2027, 1, 1); day++)
			for (int minute = 0; minute < 1440; minute += 479) {
				int got = -1;
				int64_t at = date_to_instant(day, minute);

				if (date_of_instant(at, &got) != day)
					fail_msg(
						"%s: day %d minute %d", ZONES[z], (int)day, minute);
				assert_in_range(got, minute, minute + 60);
			}
	}
	set_zone("UTC0");
}

static void instants_are_written_and_read(void **state)
{
	static const int64_t TIMES[] = {
		0, -1, 1772442000, 951782399, -62135596800, 253402300799, 1795297466};
	char text[64];
	int64_t back;

	(void)state;
	for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++) {
		back = 4711;
		date_format_utc(TIMES[i], text);
		assert_true(date_parse_instant(text, &back));
		assert_int_equal(back, TIMES[i]);
	}
	date_format_utc(1795297466, text);
	assert_string_equal(text, "2026-11-21T21:44:26Z");
	set_zone("MSK-3");
	date_format_instant(1772442000, DATE_YMD, text, sizeof text);
	assert_string_equal(text, "2026-03-02 12:00");
	assert_true(date_parse_instant(text, &back));
	assert_int_equal(back, 1772442000);
	assert_true(date_parse_instant("2026-03-02 12:00:30", &back));
	assert_int_equal(back, 1772442030);
	assert_true(date_parse_instant("2026-03-02", &back));
	assert_int_equal(back, 1772442000 - 12 * 3600);
	assert_true(date_parse_instant("2026-03-02T10:00+01:00", &back));
	assert_int_equal(back, 1772442000);
	assert_true(date_parse_instant("2026-03-02T04:00:00-0500", &back));
	assert_int_equal(back, 1772442000);
	set_zone("UTC0");
}

static void wrong_instants_are_refused(void **state)
{
	static const char *const WRONG[] = {"", "2026-03-02T", "2026-03-02T9:00",
		"2026-03-02T24:00Z", "2026-03-02T09:60Z", "2026-03-02T09:00:00X",
		"2026-03-02T09:00:00+1", "2026-02-30", "2026-03-02x", "2026-03-02T09:00:0",
		"2026-03-02T09:00:00Z ", "2026-03-02T09:00+03:60"};
	int64_t at = 4711;

	(void)state;
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		if (date_parse_instant(WRONG[i], &at))
			fail_msg("\"%s\" is taken", WRONG[i]);
	assert_int_equal(at, 4711);
}

/* Whatever is typed: no crash, and what is taken is a day of the calendar. */
static void random_text_does_no_harm(void **state)
{
	static const char *const PIECES[] = {"1", "31", "2026", ".", "/", "-", " ", "mar", "г.",
		"T", "+", "d", "завтра", ",", ":", "0", "fri", "\xFF", "ago", "99999999", "я", "в",
		"in "};
	uint32_t seed = 7;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		char text[128] = "";
		int32_t day;
		int64_t at;
		int minute;

		for (int i = 0; i < 6; i++) {
			seed = seed * 1664525u + 1013904223u;
			strcat(text, PIECES[(seed >> 8) % (sizeof PIECES / sizeof *PIECES)]);
		}
		if (date_parse_words(text, 20000, &day))
			assert_in_range(day - DATE_MIN, 0, DATE_MAX - DATE_MIN);
		if (date_parse_file(text, (enum date_order)(round % 3), &day))
			assert_in_range(day - DATE_MIN, 0, DATE_MAX - DATE_MIN);
		if (date_parse_time(text, &minute))
			assert_in_range(minute, 0, 1439);
		date_parse_instant(text, &at);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_the_calendar_comes_back),
		cmocka_unit_test(every_day_is_written_and_read),
		cmocka_unit_test(days_that_do_not_exist),
		cmocka_unit_test(iso_is_strict),
		cmocka_unit_test(months_are_added_within_the_month),
		cmocka_unit_test(files_have_many_forms),
		cmocka_unit_test(people_type_words),
		cmocka_unit_test(the_short_day_finds_a_month_that_has_it),
		cmocka_unit_test(weekdays_are_always_ahead),
		cmocka_unit_test(times_of_the_day),
		cmocka_unit_test(dates_as_they_are_shown),
		cmocka_unit_test(near_days_are_words),
		cmocka_unit_test(days_do_not_shift),
		cmocka_unit_test(instants_are_written_and_read),
		cmocka_unit_test(wrong_instants_are_refused),
		cmocka_unit_test(random_text_does_no_harm),
	};

	setlocale(LC_ALL, "C.UTF-8");
	setenv("LANGUAGE", "en", 1);
	set_zone("UTC0");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
