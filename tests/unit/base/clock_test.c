/* base/clock: the fixed clock, and that a wrong value does not stop the real one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/date.h"

static void set_zone(const char *zone)
{
	setenv("TZ", zone, 1);
	tzset();
}

static void the_environment_fixes_the_clock(void **state)
{
	(void)state;
	set_zone("UTC0");
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	assert_int_equal(clock_now(), 1772442000);
	setenv("KARTOTEKA_NOW", "2026-03-02T12:00:00+03:00", 1);
	assert_int_equal(clock_now(), 1772442000);
	setenv("KARTOTEKA_NOW", "2026-03-02", 1);
	assert_int_equal(clock_now(), 1772442000 - 9 * 3600);
	unsetenv("KARTOTEKA_NOW");
}

static void today_is_the_local_day(void **state)
{
	int32_t day;

	(void)state;
	assert_true(date_from_ymd(2026, 3, 2, &day));
	setenv("KARTOTEKA_NOW", "2026-03-02T23:30:00Z", 1);
	set_zone("UTC0");
	assert_int_equal(clock_today(), day);
	set_zone("EST5");
	assert_int_equal(clock_today(), day);
	set_zone("MSK-3");
	assert_int_equal(clock_today(), day + 1);
	set_zone("LINT-14");
	assert_int_equal(clock_today(), day + 1);
	unsetenv("KARTOTEKA_NOW");
}

static void a_wrong_value_leaves_the_real_clock(void **state)
{
	int64_t before = time(NULL);

	(void)state;
	setenv("KARTOTEKA_NOW", "yesterday", 1);
	assert_true(clock_now() >= before);
	unsetenv("KARTOTEKA_NOW");
	assert_true(clock_now() >= before);
}

static void the_steady_clock_is_never_fixed(void **state)
{
	int64_t first = clock_monotonic_ms();

	(void)state;
	setenv("KARTOTEKA_NOW", "1990-01-01", 1);
	assert_true(clock_monotonic_ms() >= first);
	unsetenv("KARTOTEKA_NOW");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_environment_fixes_the_clock),
		cmocka_unit_test(today_is_the_local_day),
		cmocka_unit_test(a_wrong_value_leaves_the_real_clock),
		cmocka_unit_test(the_steady_clock_is_never_fixed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
