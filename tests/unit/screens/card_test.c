/* The client card: its panels at every size, and what keys do to the row under the cursor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "screen_fixture.h"
#include "screens/card.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &card_screen, KIND_CLIENT, people.romashka, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

static void test_head(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};

	(void)state;
	for (int i = 0; i < 4; i++) {
		screen_size(&fx, sizes[i][0], sizes[i][1]);
		screen_has(&fx, " ООО «Ромашка»");
		screen_has(&fx, "Company · Active · A");
		screen_has(&fx, "+7 495 123-45-67 · info@romashka.ru · Москва");
	}
}

static void test_all_panels_at_home(void **state)
{
	int info, work, history, col, right;

	(void)state;
	screen_find(&fx, "▌Details", &info, &col);
	screen_find(&fx, "Tasks 2 · Deals 1", &work, &right);
	screen_find(&fx, "History 2", &history, &col);
	assert_int_equal(info, work);
	assert_true(right >= 40);
	assert_true(history > info);
	screen_has(&fx, "! 3 d ago   Перезвонить дире");
	screen_has(&fx, "27.02.2026 14:30 Call · Reached  Прайс-лист");
	screen_has(&fx, "Иванов Пётр");
}

static void test_one_panel_on_small_windows(void **state)
{
	(void)state;
	screen_size(&fx, 16, 60);
	screen_has(&fx, " Details    History 2    Tasks 2 · Deals 1");
	screen_has_not(&fx, "Прайс-лист");
	screen_keys(&fx, "Tab");
	screen_has(&fx, "Прайс-лист");
	screen_has_not(&fx, "Next task");
	screen_keys(&fx, "Tab");
	screen_has(&fx, "Отправить договор");
	screen_keys(&fx, "Tab");
	screen_has(&fx, "Next task");
}

static void test_zoom(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab z");
	screen_has(&fx, "Вторая строка.");
	screen_has_not(&fx, "Отправить договор");
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Отправить договор");
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_keys(&fx, "Esc");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fx.nav.arg.id, people.romashka);
}

static void test_columns_of_the_panels_do_not_overlap(void **state)
{
	int left, right, row, rule;

	(void)state;
	screen_size(&fx, 40, 120);
	screen_find(&fx, "8 916 555-44-33", &row, &left);
	screen_find(&fx, "History 2", &row, &right);
	rule = right - 2;
	assert_true(left + 15 < rule);
	for (row = 4; row < 37; row++) {
		struct buf line = BUF_INIT;

		canvas_row(&fx.canvas, row, &line);
		assert_non_null(strstr(buf_str(&line), "│"));
		buf_release(&line);
	}
}

static void test_overdue_is_marked_twice(void **state)
{
	int row, col;

	(void)state;
	screen_find(&fx, "! 3 d ago   Пере", &row, &col);
	assert_int_equal(canvas_role_at(&fx.canvas, row, col), ROLE_OVERDUE);
	screen_find(&fx, "! today", &row, &col);
	assert_int_equal(canvas_role_at(&fx.canvas, row, col), ROLE_TODAY);
}

static void test_people_open_and_leave(void **state)
{
	(void)state;
	screen_keys(&fx, "Down Down Enter");
	assert_int_equal(fx.nav.screen, SCREEN_CARD);
	assert_int_equal(fx.nav.arg.id, people.ivanov);
	screen_keys(&fx, "D");
	assert_int_equal(fixture_count(&fx, KIND_RELATION, ""), 1);
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Иванов"), 1);
	screen_has_not(&fx, "Иванов Пётр");
	screen_keys(&fx, "End");
	screen_has(&fx, "p adds a person who works here.");
}

static void test_new_person(void **state)
{
	char preset[60];

	(void)state;
	screen_keys(&fx, "p");
	snprintf(preset, sizeof preset, "works_at=%lld", (long long)people.romashka);
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_non_null(strstr(fx.nav.arg.preset, preset));
	screen_show(&fx, &card_screen, KIND_CLIENT, people.ivanov, 0, NULL);
	screen_has(&fx, "Companies and people");
	screen_size(&fx, 24, 120);
	screen_has(&fx, "ООО «Ромашка», директор");
	screen_keys(&fx, "p");
	assert_int_equal(fx.nav.kind, NAV_NONE);
	assert_non_null(strstr(fx.nav.message, "This is a person"));
}

static void test_tasks_under_the_cursor(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab Tab x");
	assert_int_equal(fx.nav.screen, SCREEN_FINISH);
	assert_int_equal(fx.nav.arg.id, people.late);
	screen_keys(&fx, "Down X");
	assert_int_equal(fx.nav.screen, SCREEN_DATE);
	assert_int_equal(fx.nav.arg.id, people.today);
	screen_keys(&fx, "Enter");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.kind, KIND_TASK);
	screen_keys(&fx, "Down Enter");
	assert_int_equal(fx.nav.screen, SCREEN_DEAL);
	assert_int_equal(fx.nav.arg.id, people.deal);
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.kind, NAV_NONE);
}

static void test_a_call_on_a_deal_belongs_to_it(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab Tab End c");
	assert_int_equal(fx.nav.screen, SCREEN_LOG);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	assert_int_equal(fx.nav.arg.other, people.deal);
}

static void test_edit_goes_to_the_field(void **state)
{
	(void)state;
	screen_keys(&fx, "Down Down Down e");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_int_equal(fx.nav.arg.id, people.romashka);
	assert_string_equal(fx.nav.arg.preset, "focus=website\n");
}

static void test_next_record_keeps_the_panel(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab z ]");
	assert_int_equal(fx.nav.kind, NAV_STEP);
	assert_int_equal(fx.nav.arg.other, 1);
	screen_show(&fx, &card_screen, KIND_CLIENT, people.swiat, 0, "panel=1\nzoom=1\n");
	screen_has(&fx, "Nothing yet. c logs a call or a meeting.");
	screen_has_not(&fx, "Next task");
}

static void test_history_of_the_people_is_the_companys(void **state)
{
	char link[40];

	(void)state;
	fixture_make(&fx, KIND_INTERACTION,
		fixture_link(link, sizeof link, "client", people.ivanov), "subject=С директором",
		"started_at=2026-03-01 10:00", NULL);
	screen_reload(&fx);
	screen_has(&fx, "History 3");
	screen_has(&fx, "Call  С директором  — Иванов Пётр");
	/* As the person that was spoken with. */
	fixture_make(&fx, KIND_INTERACTION,
		fixture_link(link, sizeof link, "person", people.ivanov), "subject=Лично",
		"started_at=2026-03-01 11:00", NULL);
	screen_show(&fx, &card_screen, KIND_CLIENT, people.ivanov, 0, NULL);
	screen_has(&fx, "Лично");
}

static void test_history_pages_back(void **state)
{
	char link[40], subject[40];

	(void)state;
	fixture_link(link, sizeof link, "client", people.romashka);
	for (int i = 0; i < 70; i++) {
		snprintf(subject, sizeof subject, "subject=Разговор %02d", i);
		fixture_make(
			&fx, KIND_INTERACTION, link, subject, "started_at=2026-02-28 10:00", NULL);
	}
	screen_reload(&fx);
	screen_has(&fx, "History 30+");
	screen_keys(&fx, "Tab");
	for (int i = 0; i < 30; i++)
		screen_keys(&fx, "Down");
	screen_has(&fx, "History 60+");
	screen_keys(&fx, "G");
	screen_has(&fx, "History 72");
	screen_has(&fx, "▌ 01.10.2025");
	/* A reload keeps the cursor and what was read. */
	screen_reload(&fx);
	screen_has(&fx, "▌ 01.10.2025");
	screen_keys(&fx, "g");
	screen_has(&fx, "▌ 28.02.2026");
	screen_keys(&fx, "PgDn PgDn PgDn PgUp");
	screen_has(&fx, "▌ 28.02.2026");
}

static void test_delete(void **state)
{
	(void)state;
	screen_keys(&fx, "Tab D");
	assert_int_equal(fixture_count(&fx, KIND_INTERACTION, ""), 1);
	assert_int_equal(fx.flags & SCREEN_CLOSE, 0);
	screen_keys(&fx, "Shift-Tab D");
	assert_true(fx.flags & SCREEN_CLOSE);
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Ромашка"), 0);
}

static void test_trashed_client_says_so(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	fixture_ok(record_remove(fx.office.o, KIND_CLIENT, people.romashka, 0, NULL, &err), &err);
	screen_reload(&fx);
	screen_has(&fx, "! in the trash");
}

static void test_clicks(void **state)
{
	struct event click = {.kind = EVENT_MOUSE, .mouse = MOUSE_PRESS};

	(void)state;
	screen_find(&fx, "Отправить договор", &click.row, &click.col);
	screen_event(&fx, &click);
	screen_keys(&fx, "x");
	assert_int_equal(fx.nav.arg.id, people.today);
	screen_size(&fx, 16, 60);
	screen_find(&fx, "History 2", &click.row, &click.col);
	screen_event(&fx, &click);
	screen_has(&fx, "Прайс-лист");
}

/* Text that means to steer the terminal is shown, not obeyed. */
static void test_hostile_text(void **state)
{
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	fixture_ok(record_load(fx.office.o, KIND_CLIENT, people.romashka, &r, &err), &err);
	record_set_text(&r, CLIENT_CITY,
		"a\033[2Jb\xe2\x80\xae"
		"c");
	fixture_ok(record_put(fx.office.o, &r, "test", NULL, &err), &err);
	record_release(&r);
	screen_reload(&fx);
	screen_has(&fx, "a^[[2Jb<U+202E>c");
}

#define CARD_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CARD_TEST(test_head),
		CARD_TEST(test_all_panels_at_home),
		CARD_TEST(test_one_panel_on_small_windows),
		CARD_TEST(test_zoom),
		CARD_TEST(test_columns_of_the_panels_do_not_overlap),
		CARD_TEST(test_overdue_is_marked_twice),
		CARD_TEST(test_people_open_and_leave),
		CARD_TEST(test_new_person),
		CARD_TEST(test_tasks_under_the_cursor),
		CARD_TEST(test_a_call_on_a_deal_belongs_to_it),
		CARD_TEST(test_edit_goes_to_the_field),
		CARD_TEST(test_next_record_keeps_the_panel),
		CARD_TEST(test_history_of_the_people_is_the_companys),
		CARD_TEST(test_history_pages_back),
		CARD_TEST(test_delete),
		CARD_TEST(test_trashed_client_says_so),
		CARD_TEST(test_clicks),
		CARD_TEST(test_hostile_text),
	};

	return cmocka_run_group_tests_name("card", tests, NULL, NULL);
}
