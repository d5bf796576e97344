/* Logging a call: one dialog, one action, the next step as a task. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "domain/undo.h"
#include "screen_fixture.h"
#include "screens/log_call.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &log_call_screen, KIND_CLIENT, people.romashka, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void test_the_whole_flow_by_enter(void **state)
{
	struct undo_result undone;
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	screen_has(&fx, "Log a call: ООО «Ромашка»");
	screen_has(&fx, "Channel  * Call");
	screen_has(&fx, "▌Result");
	screen_keys(&fx, "Right Right Enter");
	screen_has(&fx, "▌Person");
	screen_type(&fx, "ива");
	screen_keys(&fx, "Enter");
	screen_has(&fx, "Иванов Пётр Сергеевич");
	screen_type(&fx, "Цены");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "Первая");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "Вторая");
	screen_keys(&fx, "Enter Enter");
	screen_has(&fx, "▌What");
	screen_type(&fx, "Перезвонить");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "fri");
	screen_has(&fx, "= Fri 06.03.2026");
	screen_keys(&fx, "Enter");
	screen_type(&fx, "15:30");
	screen_keys(&fx, "Enter Enter");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_string_equal(
		fx.nav.message, "Logged. Next: Перезвонить, Fri 06.03.2026 15:30.  u = undo");
	fixture_newest(&fx, KIND_INTERACTION, &r);
	assert_string_equal(record_text(&r, INTERACTION_CHANNEL), "call");
	assert_string_equal(record_text(&r, INTERACTION_DIRECTION), "out");
	assert_string_equal(record_text(&r, INTERACTION_RESULT), "no_answer");
	assert_string_equal(record_text(&r, INTERACTION_SUBJECT), "Цены");
	assert_string_equal(record_text(&r, INTERACTION_BODY), "Первая\nВторая");
	assert_int_equal(record_num(&r, INTERACTION_CLIENT), people.romashka);
	assert_int_equal(record_num(&r, INTERACTION_PERSON), people.ivanov);
	assert_int_equal(record_num(&r, INTERACTION_STARTED_AT), clock_now());
	record_release(&r);
	fixture_newest(&fx, KIND_TASK, &r);
	assert_string_equal(record_text(&r, TASK_SUBJECT), "Перезвонить");
	assert_int_equal(record_num(&r, TASK_DUE_DAY), clock_today() + 4);
	assert_int_equal(record_num(&r, TASK_DUE_TIME), 15 * 60 + 30);
	record_release(&r);
	fixture_ok(undo_action(fx.office.o, 0, &undone, &err), &err);
	assert_int_equal(fixture_count(&fx, KIND_INTERACTION, ""), 2);
	assert_int_equal(fixture_count(&fx, KIND_TASK, ""), 2);
}

static void test_saved_at_any_time(void **state)
{
	(void)state;
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_string_equal(fx.nav.message, "Logged.  u = undo");
	assert_int_equal(fixture_count(&fx, KIND_INTERACTION, ""), 3);
	assert_int_equal(fixture_count(&fx, KIND_TASK, ""), 2);
}

static void test_a_day_alone_is_a_follow_up(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++)
		screen_keys(&fx, "Tab");
	screen_has(&fx, "▌When");
	screen_type(&fx, "tomorrow");
	screen_keys(&fx, "Ctrl-S");
	assert_int_equal(fixture_count(&fx, KIND_TASK, "subject:\"Follow up\""), 1);
}

static void test_note(void **state)
{
	struct record r;

	(void)state;
	screen_show(&fx, &log_call_screen, KIND_CLIENT, people.romashka, people.deal, "note");
	screen_has(&fx, "Add a note: ООО «Ромашка» · Поставка мебели");
	screen_has(&fx, "▌Note");
	screen_type(&fx, "Ждут ответа");
	screen_keys(&fx, "F2");
	fixture_newest(&fx, KIND_INTERACTION, &r);
	assert_string_equal(record_text(&r, INTERACTION_CHANNEL), "note");
	assert_string_equal(record_text(&r, INTERACTION_SUBJECT), "Ждут ответа");
	assert_int_equal(record_num(&r, INTERACTION_DEAL), people.deal);
	record_release(&r);
}

static void test_bad_time_and_date(void **state)
{
	(void)state;
	for (int i = 0; i < 6; i++)
		screen_keys(&fx, "Tab");
	screen_type(&fx, "25:99");
	screen_keys(&fx, "Ctrl-S");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_has(&fx, "! This is no time");
	assert_int_equal(fixture_count(&fx, KIND_INTERACTION, ""), 2);
}

static void test_person_who_is_not_there_yet(void **state)
{
	struct screen_arg arg = {.kind = KIND_CLIENT};
	char preset[80];

	(void)state;
	screen_keys(&fx, "Tab");
	screen_type(&fx, "Сидорова");
	screen_keys(&fx, "Enter");
	snprintf(preset, sizeof preset, "name=Сидорова\nworks_at=%lld\n",
		(long long)people.romashka);
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_string_equal(fx.nav.arg.preset, preset);
	arg.id = fixture_make(&fx, KIND_CLIENT, "name=Сидорова", "kind=person", NULL);
	fx.ops->returned(fx.state, &fx.env, &arg);
	screen_reload(&fx);
	screen_has(&fx, "Person     Сидорова");
	screen_has(&fx, "▌Subject");
}

static void test_a_person_needs_no_person(void **state)
{
	(void)state;
	screen_show(&fx, &log_call_screen, KIND_CLIENT, people.ivanov, 0, NULL);
	screen_has_not(&fx, "Person ");
	screen_keys(&fx, "Ctrl-S");
	assert_true(fx.flags & SCREEN_CLOSE);
}

static void test_draft(void **state)
{
	struct buf draft = BUF_INIT;

	(void)state;
	screen_keys(&fx, "Tab Tab");
	screen_type(&fx, "Начато");
	fx.ops->draft(fx.state, &draft);
	screen_show(&fx, &log_call_screen, KIND_CLIENT, people.romashka, 0, NULL);
	fx.ops->undraft(fx.state, &fx.env, buf_str(&draft));
	screen_has(&fx, "Начато");
	screen_has(&fx, "Channel  * Call");
	buf_release(&draft);
}

static void test_sizes(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		screen_has(&fx, "Ctrl-S saves · Esc leaves");
		screen_has(&fx, "▌Result");
	}
	/* Fields below the edge come into view with the focus. */
	screen_size(&fx, 16, 60);
	screen_keys(&fx, "Tab Tab Tab Tab Tab Tab Tab");
	screen_has(&fx, "▌How");
}

#define LOG_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		LOG_TEST(test_the_whole_flow_by_enter),
		LOG_TEST(test_saved_at_any_time),
		LOG_TEST(test_a_day_alone_is_a_follow_up),
		LOG_TEST(test_note),
		LOG_TEST(test_bad_time_and_date),
		LOG_TEST(test_person_who_is_not_there_yet),
		LOG_TEST(test_a_person_needs_no_person),
		LOG_TEST(test_draft),
		LOG_TEST(test_sizes),
	};

	return cmocka_run_group_tests_name("log_call", tests, NULL, NULL);
}
