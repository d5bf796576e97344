/* Another day for a task: words, keys for the usual days, several tasks at once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "screen_fixture.h"
#include "screens/reschedule.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &reschedule_screen, KIND_TASK, people.late, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void check_due(int64_t id, int days)
{
	struct err err = ERR_INIT;
	struct record r;

	fixture_ok(record_load(fx.office.o, KIND_TASK, id, &r, &err), &err);
	assert_int_equal(record_num(&r, TASK_DUE_DAY), clock_today() + days);
	record_release(&r);
}

/* The first letter replaces the day that stands there. */
static void test_words(void **state)
{
	(void)state;
	screen_has(&fx, "Another day: Перезвонить директору");
	screen_has(&fx, "27.02.2026");
	screen_type(&fx, "+3d");
	screen_has(&fx, "= Thu 05.03.2026");
	screen_keys(&fx, "Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_string_equal(fx.nav.message, "Due Thu 05.03.2026.  u = undo");
	check_due(people.late, 3);
	check_due(people.today, 0);
}

static void test_usual_days(void **state)
{
	static const struct {
		const char *key;
		int days;
	} usual[] = {{"F5", 0}, {"F6", 1}, {"F7", 7}, {"F8", 31}};

	(void)state;
	screen_has(&fx, "F7 next week   Mon 09.03.2026");
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++) {
		screen_show(&fx, &reschedule_screen, KIND_TASK, people.late, 0, NULL);
		screen_keys(&fx, usual[i].key);
		assert_true(fx.flags & SCREEN_CLOSE);
		check_due(people.late, usual[i].days);
	}
}

static void test_several(void **state)
{
	char ids[60];

	(void)state;
	snprintf(ids, sizeof ids, "%lld,%lld", (long long)people.late, (long long)people.today);
	screen_show(&fx, &reschedule_screen, KIND_TASK, 0, 0, ids);
	screen_has(&fx, "Another day for 2 tasks");
	screen_type(&fx, "wed");
	screen_keys(&fx, "Enter");
	check_due(people.late, 2);
	check_due(people.today, 2);
}

static void test_no_date(void **state)
{
	(void)state;
	screen_type(&fx, "xyz");
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "This is no date");
	check_due(people.late, -3);
}

#define RESCHEDULE_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		RESCHEDULE_TEST(test_words),
		RESCHEDULE_TEST(test_usual_days),
		RESCHEDULE_TEST(test_several),
		RESCHEDULE_TEST(test_no_date),
	};

	return cmocka_run_group_tests_name("reschedule", tests, NULL, NULL);
}
