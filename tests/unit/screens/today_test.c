/* Today: what stands in which section, in what order, and that each line is acted on where it stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/undo.h"
#include "screen_fixture.h"
#include "screens/today.h"

static struct screen_fixture fx;
static struct fixture_people people;

/* The sections that are read after the first frame. */
static void read_all(void)
{
	while (fx.ops->wait_ms(fx.state) >= 0)
		fx.ops->tick(fx.state, &fx.env, &fx.nav);
}

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &today_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int setup_empty(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	screen_show(&fx, &today_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void due_tasks_come_first_and_late_ones_are_marked(void **state)
{
	int late, today, col;

	(void)state;
	screen_has(&fx, "Due (2)");
	screen_find(&fx, "Перезвонить директору", &late, &col);
	screen_find(&fx, "Отправить договор", &today, &col);
	assert_int_equal(today, late + 1);
	screen_find(&fx, "! ", &today, &col);
	assert_int_equal(today, late);
	screen_has(&fx, "15:00");
	screen_has(&fx, "ООО «Ромашка»");
}

static void the_first_frame_has_the_tasks_only(void **state)
{
	(void)state;
	screen_has_not(&fx, "Since yesterday");
	assert_true(fx.ops->wait_ms(fx.state) >= 0);
	read_all();
	screen_has(&fx, "Since yesterday");
	assert_true(fx.ops->wait_ms(fx.state) < 0);
}

static void the_cursor_skips_headings(void **state)
{
	(void)state;
	read_all();
	for (int i = 0; i < 30; i++) {
		screen_keys(&fx, "Down");
		screen_keys(&fx, "y");
		screen_keys(&fx, "Enter");
		assert_int_equal(fx.nav.kind, NAV_OPEN);
	}
	for (int i = 0; i < 40; i++)
		screen_keys(&fx, "Up");
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.late);
	screen_has(&fx, "Due (2)");
}

static void a_task_is_acted_on_in_place(void **state)
{
	(void)state;
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.screen, SCREEN_FINISH);
	assert_int_equal(fx.nav.arg.id, people.late);
	screen_keys(&fx, "X");
	assert_int_equal(fx.nav.screen, SCREEN_DATE);
	screen_keys(&fx, "c");
	assert_int_equal(fx.nav.screen, SCREEN_LOG);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_CARD);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	screen_keys(&fx, "e");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
	screen_keys(&fx, "t");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_non_null(strstr(fx.nav.arg.preset, "client=#"));
}

static void what_is_done_makes_room_for_the_next(void **state)
{
	(void)state;
	screen_keys(&fx, "D");
	assert_true(fx.flags & SCREEN_CHANGED);
	screen_has(&fx, "Due (1)");
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.today);
}

static void quiet_deals_are_told_and_lively_ones_not(void **state)
{
	char link[40];

	(void)state;
	read_all();
	screen_has_not(&fx, "Deals gone quiet");
	screen_has(&fx, "Deals without a next step (1)");
	/* Twenty days on nothing has happened. */
	setenv("KARTOTEKA_NOW", "2026-03-22T09:00:00Z", 1);
	screen_reload(&fx);
	read_all();
	screen_has(&fx, "Deals gone quiet (1)");
	fixture_make(&fx, KIND_INTERACTION, fixture_link(link, sizeof link, "deal", people.deal),
		"channel=call", "subject=Звонок", "state=held", "started_at=2026-03-21 10:00",
		NULL);
	screen_reload(&fx);
	read_all();
	screen_has_not(&fx, "Deals gone quiet");
}

static void a_deal_with_a_task_has_a_next_step(void **state)
{
	char link[40];

	(void)state;
	fixture_make(&fx, KIND_TASK, fixture_link(link, sizeof link, "deal", people.deal),
		"subject=Next", "due_day=2026-04-01", NULL);
	screen_reload(&fx);
	read_all();
	screen_has_not(&fx, "without a next step");
}

static void others_work_is_shown_when_asked(void **state)
{
	int64_t anna = fixture_make(&fx, KIND_USER, "name=Анна", "login=anna", NULL);
	char link[40];

	(void)state;
	fixture_make(&fx, KIND_TASK, fixture_link(link, sizeof link, "assignee", anna),
		"subject=Задача Анны", "due_day=2026-03-01", NULL);
	screen_reload(&fx);
	screen_has_not(&fx, "Задача Анны");
	screen_keys(&fx, "m");
	screen_has(&fx, "Задача Анны");
	screen_keys(&fx, "m");
	screen_has_not(&fx, "Задача Анны");
}

static void a_new_task_gets_the_cursor(void **state)
{
	struct screen_arg made = {.kind = KIND_TASK};

	(void)state;
	made.id = fixture_make(
		&fx, KIND_TASK, "subject=Новое", "due_day=2026-03-02", "priority=low", NULL);
	fx.ops->returned(fx.state, &fx.env, &made);
	screen_reload(&fx);
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, made.id);
}

static void a_new_office_is_welcomed(void **state)
{
	(void)state;
	read_all();
	screen_has(&fx, "There are no clients in this office yet.");
	screen_keys(&fx, "x");
	assert_true(*fx.nav.message);
	assert_int_equal(fx.nav.kind, NAV_NONE);
}

static void wide_windows_show_the_client_beside(void **state)
{
	(void)state;
	screen_size(&fx, 40, 120);
	screen_has(&fx, "+7 495 123-45-67");
	screen_has(&fx, "Прайс-лист");
	screen_size(&fx, 50, 200);
	read_all();
	screen_has(&fx, "Since yesterday");
	screen_size(&fx, 16, 60);
	screen_has(&fx, "Due (2)");
}

/* What was taken back did not happen, and taking it back is no news either. */
static void news_are_what_still_holds(void **state)
{
	struct undo_result done;
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 13; i++)
		fixture_make(&fx, KIND_CLIENT, "name=Lasting Ltd", NULL);
	for (int i = 0; i < 50; i++) {
		fixture_make(&fx, KIND_CLIENT, "name=Fleeting Ltd", NULL);
		fixture_ok(undo_action(fx.office.o, 0, &done, &err), &err);
	}
	screen_size(&fx, 50, 120);
	screen_show(&fx, &today_screen, KIND_NONE, 0, 0, NULL);
	read_all();
	screen_has(&fx, "Lasting Ltd");
	screen_has_not(&fx, "Fleeting Ltd");
	screen_has(&fx, "Since yesterday (12+)");
	screen_keys(&fx, "End Enter");
	assert_int_equal(fx.nav.screen, SCREEN_HISTORY);
	assert_true(fx.nav.arg.other > 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(due_tasks_come_first_and_late_ones_are_marked),
		TEST(the_first_frame_has_the_tasks_only),
		TEST(the_cursor_skips_headings),
		TEST(a_task_is_acted_on_in_place),
		TEST(what_is_done_makes_room_for_the_next),
		TEST(quiet_deals_are_told_and_lively_ones_not),
		TEST(news_are_what_still_holds),
		TEST(a_deal_with_a_task_has_a_next_step),
		TEST(others_work_is_shown_when_asked),
		TEST(a_new_task_gets_the_cursor),
		cmocka_unit_test_setup_teardown(a_new_office_is_welcomed, setup_empty, teardown),
		TEST(wide_windows_show_the_client_beside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
