/* The agenda: headings by day, order within a day, paging, marks, and what keys do to tasks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/work.h"
#include "screen_fixture.h"
#include "screens/tasks.h"

static struct screen_fixture fx;
static struct fixture_people people;
static int64_t early, tomorrow, later, nodate;

static int setup(void **state)
{
	char client[40];

	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	fixture_link(client, sizeof client, "client", people.zolc);
	early = fixture_make(&fx, KIND_TASK, "subject=Zadzwonić rano", "due_day=2026-03-02",
		"due_time=9:15", "priority=urgent", client, NULL);
	fixture_make(&fx, KIND_TASK, "subject=Без времени", "due_day=2026-03-02", NULL);
	tomorrow = fixture_make(&fx, KIND_TASK, "subject=Завтрашнее", "due_day=2026-03-03", NULL);
	fixture_make(&fx, KIND_TASK, "subject=В пятницу", "due_day=2026-03-06", NULL);
	later = fixture_make(&fx, KIND_TASK, "subject=В апреле", "due_day=2026-04-15", NULL);
	nodate = fixture_make(&fx, KIND_TASK, "subject=Когда-нибудь", NULL);
	screen_show(&fx, &tasks_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int setup_empty(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	screen_show(&fx, &tasks_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static int row_of(const char *text)
{
	int row, col;

	screen_find(&fx, text, &row, &col);
	return row;
}

static void test_days(void **state)
{
	static const int sizes[][2] = {{24, 80}, {40, 120}, {50, 200}};
	static const char *const lines[] = {"Overdue", "Перезвонить директору",
		"Today, Mon 02.03.2026", "Zadzwonić rano", "Отправить договор", "Без времени",
		"Tomorrow, Tue 03.03.2026", "Завтрашнее", "Fri 06.03.2026", "В пятницу", "Later",
		"В апреле", "No date", "Когда-нибудь"};

	(void)state;
	for (int i = 0; i < 3; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		for (size_t k = 1; k < sizeof lines / sizeof *lines; k++)
			assert_true(row_of(lines[k - 1]) < row_of(lines[k]));
	}
	screen_has(&fx, "! 3 d");
	screen_has(&fx, "09:15");
	screen_has(&fx, "↑↑");
	screen_has(&fx, "15.04.2026");
	/* 60x16 shows the beginning; the rest comes by moving. */
	screen_size(&fx, 16, 60);
	screen_has(&fx, "Overdue");
	screen_has_not(&fx, "Когда-нибудь");
	screen_keys(&fx, "End");
	screen_has(&fx, "Когда-нибудь");
}

static void test_cursor_passes_headings(void **state)
{
	(void)state;
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.arg.id, people.romashka);
	screen_keys(&fx, "Up x");
	assert_int_equal(fx.nav.screen, SCREEN_FINISH);
	assert_int_equal(fx.nav.arg.id, people.late);
	screen_keys(&fx, "Down x");
	assert_int_equal(fx.nav.arg.id, early);
	screen_keys(&fx, "Down Down Down x");
	assert_int_equal(fx.nav.arg.id, tomorrow);
	screen_keys(&fx, "End x");
	assert_int_equal(fx.nav.arg.id, nodate);
	screen_keys(&fx, "Up X");
	assert_int_equal(fx.nav.screen, SCREEN_DATE);
	assert_int_equal(fx.nav.arg.id, later);
	screen_keys(&fx, "Home x");
	assert_int_equal(fx.nav.arg.id, people.late);
}

/* A finished task goes; the cursor goes on to the next one. */
static void test_done_goes_on(void **state)
{
	(void)state;
	screen_keys(&fx, "Down");
	assert_int_equal(work_finish(fx.office.o, early, "reached", NULL, NULL, NULL, NULL), ST_OK);
	fx.ops->returned(fx.state, &fx.env, &(struct screen_arg){.kind = KIND_TASK, .id = early});
	screen_reload(&fx);
	screen_has_not(&fx, "Zadzwonić");
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.today);
}

/* A task that got another day is left behind; a new one is gone to. */
static void test_returned(void **state)
{
	int64_t fresh;

	(void)state;
	screen_keys(&fx, "Down");
	assert_int_equal(
		work_reschedule(fx.office.o, &early, 1, clock_today() + 40, NULL, NULL), ST_OK);
	fx.ops->returned(fx.state, &fx.env, &(struct screen_arg){.kind = KIND_TASK, .id = early});
	screen_reload(&fx);
	assert_true(row_of("Zadzwonić") > row_of("Later"));
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.today);
	fresh = fixture_make(&fx, KIND_TASK, "subject=Новая", "due_day=2026-03-05", NULL);
	fx.ops->returned(fx.state, &fx.env, &(struct screen_arg){.kind = KIND_TASK, .id = fresh});
	screen_reload(&fx);
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, fresh);
}

static void test_marks_and_bulk(void **state)
{
	(void)state;
	screen_keys(&fx, "Space Space");
	screen_has(&fx, "2 marked");
	screen_keys(&fx, "X");
	assert_int_equal(fx.nav.screen, SCREEN_DATE);
	assert_int_equal(fx.nav.arg.id, people.late);
	char other[40];
	snprintf(other, sizeof other, "%lld", (long long)early);
	assert_string_equal(fx.nav.arg.preset, other);
	screen_keys(&fx, "Esc");
	screen_has_not(&fx, "marked");
	screen_keys(&fx, "*");
	screen_has(&fx, "8 marked");
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_TASK, ""), 0);
	screen_has(&fx, "No open tasks.");
	screen_has_not(&fx, "marked");
}

static void test_filter(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	assert_true(fx.ops->typing(fx.state));
	screen_type(&fx, "zadz");
	screen_has(&fx, "Zadzwonić");
	screen_has_not(&fx, "Overdue");
	screen_has_not(&fx, "Завтрашнее");
	screen_keys(&fx, "Enter x");
	assert_int_equal(fx.nav.arg.id, early);
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Завтрашнее");
	screen_keys(&fx, "/");
	screen_type(&fx, "nothing such");
	screen_has(&fx, "No open task fits the filter.");
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Overdue");
}

static void test_mine(void **state)
{
	int64_t anna = fixture_make(&fx, KIND_USER, "name=Anna", "login=anna", NULL);
	char who[40];

	(void)state;
	fixture_make(&fx, KIND_TASK, "subject=Чужое дело", "due_day=2026-03-03",
		fixture_link(who, sizeof who, "assignee", anna), NULL);
	screen_reload(&fx);
	screen_has_not(&fx, "Чужое");
	screen_keys(&fx, "m");
	screen_has(&fx, "Чужое");
	screen_has(&fx, "Anna");
	screen_keys(&fx, "m");
	screen_has_not(&fx, "Чужое");
}

/* Many tasks: pages come while the cursor goes down and up again, each under its heading. */
static void test_pages(void **state)
{
	char subject[40], day[40];

	(void)state;
	for (int i = 0; i < 150; i++) {
		snprintf(subject, sizeof subject, "subject=Дело %03d", i);
		snprintf(day, sizeof day, "due_day=2026-05-%02d", 1 + i / 10);
		fixture_make(&fx, KIND_TASK, subject, day, NULL);
	}
	screen_reload(&fx);
	for (int i = 0; i < 14; i++)
		screen_keys(&fx, "PgDn");
	screen_has(&fx, "Дело 149");
	screen_has(&fx, "Когда-нибудь");
	/* A reload far down keeps the task under the cursor. */
	screen_keys(&fx, "Up Up Up x");
	int64_t id = fx.nav.arg.id;
	screen_reload(&fx);
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, id);
	for (int i = 0; i < 180; i++)
		screen_keys(&fx, "Up");
	screen_has(&fx, "Overdue");
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.late);
	screen_keys(&fx, "End x");
	assert_int_equal(fx.nav.arg.id, nodate);
}

static void test_step_goes_from_client_to_client(void **state)
{
	struct screen_arg arg = {.kind = KIND_NONE};

	(void)state;
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &arg));
	assert_int_equal(arg.id, people.zolc);
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &arg));
	assert_int_equal(arg.id, people.romashka);
	assert_false(fx.ops->step(fx.state, &fx.env, 1, &arg));
}

static void test_other_orders_have_no_headings(void **state)
{
	(void)state;
	screen_keys(&fx, "S");
	screen_has_not(&fx, "Overdue");
	screen_has(&fx, "Перезвонить директору");
	screen_keys(&fx, "S");
	screen_has(&fx, "Overdue");
}

static void test_empty(void **state)
{
	(void)state;
	screen_has(&fx, "No open tasks. F7 = new");
	screen_keys(&fx, "x");
	assert_string_equal(fx.nav.message, "There is no task under the cursor.");
	screen_keys(&fx, "Down Up End Home PgDn Space *");
	screen_has(&fx, "No open tasks.");
	screen_keys(&fx, "a");
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_days),
		TEST(test_cursor_passes_headings),
		TEST(test_done_goes_on),
		TEST(test_returned),
		TEST(test_marks_and_bulk),
		TEST(test_filter),
		TEST(test_mine),
		TEST(test_pages),
		TEST(test_step_goes_from_client_to_client),
		TEST(test_other_orders_have_no_headings),
		cmocka_unit_test_setup_teardown(test_empty, setup_empty, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
