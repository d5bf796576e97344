/* Completing a task: result into the history, the next step as a new task, all in one action. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/undo.h"
#include "domain/work.h"
#include "screen_fixture.h"
#include "screens/finish_task.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &finish_task_screen, KIND_TASK, people.late, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void test_result_note_and_next_step(void **state)
{
	struct undo_result undone;
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	screen_has(&fx, "Done: Перезвонить директору · ООО «Ромашка»");
	screen_keys(&fx, "Right Enter");
	screen_type(&fx, "Согласен");
	screen_keys(&fx, "Enter Enter");
	screen_type(&fx, "Выслать счёт");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "+2d");
	screen_keys(&fx, "Enter Enter Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_string_equal(fx.nav.message, "Done. Next: Выслать счёт, Wed 04.03.2026.  u = undo");
	assert_int_equal(fixture_count(&fx, KIND_TASK, "state:done result:reached"), 1);
	fixture_newest(&fx, KIND_INTERACTION, &r);
	assert_string_equal(record_text(&r, INTERACTION_BODY), "Согласен");
	assert_int_equal(record_num(&r, INTERACTION_CLIENT), people.romashka);
	record_release(&r);
	fixture_newest(&fx, KIND_TASK, &r);
	assert_string_equal(record_text(&r, TASK_SUBJECT), "Выслать счёт");
	assert_int_equal(record_num(&r, TASK_DUE_DAY), clock_today() + 2);
	record_release(&r);
	fixture_ok(undo_action(fx.office.o, 0, &undone, &err), &err);
	assert_int_equal(fixture_count(&fx, KIND_TASK, "state:open"), 2);
	assert_int_equal(fixture_count(&fx, KIND_INTERACTION, ""), 2);
}

static void test_done_at_once(void **state)
{
	(void)state;
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_string_equal(fx.nav.message, "Done.  u = undo");
	assert_int_equal(fixture_count(&fx, KIND_TASK, "state:done"), 1);
	assert_int_equal(fixture_count(&fx, KIND_TASK, ""), 2);
}

/* Somebody else was quicker: told, and nothing is written twice. */
static void test_finished_meanwhile(void **state)
{
	struct err err = ERR_INIT;
	struct screen_arg arg = {.kind = KIND_TASK, .id = people.late};
	void *again;

	(void)state;
	fixture_ok(work_finish(fx.office.o, people.late, NULL, NULL, NULL, NULL, &err), &err);
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.message_kind, MESSAGE_ERROR);
	assert_non_null(strstr(fx.nav.message, "not open any more"));
	again = finish_task_screen.open(&fx.env, &arg);
	assert_int_equal(finish_task_screen.load(again, &fx.env, &err), ST_CONFLICT);
	finish_task_screen.release(again);
}

static void test_esc_leaves_it_open(void **state)
{
	(void)state;
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fixture_count(&fx, KIND_TASK, "state:open"), 2);
}

#define FINISH_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FINISH_TEST(test_result_note_and_next_step),
		FINISH_TEST(test_done_at_once),
		FINISH_TEST(test_finished_meanwhile),
		FINISH_TEST(test_esc_leaves_it_open),
	};

	return cmocka_run_group_tests_name("finish_task", tests, NULL, NULL);
}
