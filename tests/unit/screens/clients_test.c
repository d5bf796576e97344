/* The list of clients: columns at every size, the filter, actions on the client under the cursor, marks and the trash. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "screen_fixture.h"
#include "screens/clients.h"

static struct screen_fixture fx;
static struct fixture_people people;

static int setup(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	fixture_fill(&fx, &people);
	screen_show(&fx, &clients_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int setup_empty(void **state)
{
	(void)state;
	screen_fixture_start(&fx);
	screen_show(&fx, &clients_screen, KIND_NONE, 0, 0, NULL);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	screen_fixture_stop(&fx);
	return 0;
}

/* Each phone begins in the column of its heading, whatever letters stand before it. */
static void test_columns_are_aligned(void **state)
{
	static const int sizes[][2] = {{16, 60}, {24, 80}, {40, 120}, {50, 200}};
	static const char *const phones[] = {
		"+7 495 123-45-67", "8 916 555-44-33", "+48 22 123 45 67", "+48 601 222 333"};

	(void)state;
	for (int i = 0; i < 4; i++) {
		int row, col, head;

		screen_size(&fx, sizes[i][0], sizes[i][1]);
		screen_find(&fx, "Phone", &row, &head);
		assert_int_equal(row, 2);
		for (size_t k = 0; k < sizeof phones / sizeof *phones; k++) {
			screen_find(&fx, phones[k], &row, &col);
			assert_int_equal(col, head);
		}
	}
}

static void test_columns_go_by_importance(void **state)
{
	(void)state;
	screen_size(&fx, 16, 60);
	screen_has(&fx, "Next");
	screen_has_not(&fx, "City");
	screen_has_not(&fx, "Owner");
	screen_size(&fx, 24, 80);
	screen_has(&fx, "City");
	screen_has(&fx, "Last");
	screen_has_not(&fx, "Owner");
	screen_size(&fx, 24, 110);
	screen_has(&fx, "Owner");
}

static void test_overdue_is_marked_twice(void **state)
{
	int row, col;

	(void)state;
	screen_find(&fx, "! 3 d ago", &row, &col);
	assert_int_equal(canvas_role_at(&fx.canvas, row, col), ROLE_OVERDUE);
	screen_has(&fx, "3 d  ");
}

static void test_filter_as_you_type(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "123-45-6");
	screen_has(&fx, "ООО «Ромашка»");
	screen_has_not(&fx, "Żółć");
	screen_keys(&fx, "Esc");
	screen_has(&fx, "Żółć Łukasz");
	screen_keys(&fx, "F9");
	screen_type(&fx, "zolc");
	screen_has(&fx, "Żółć Łukasz");
	screen_has_not(&fx, "Ромашка");
	screen_keys(&fx, "Esc /");
	screen_type(&fx, "city:Москва kind:person");
	screen_has(&fx, "Иванов");
	screen_has_not(&fx, "▌ ООО");
}

/* "bdfyjd" is what "иванов" gives on a Latin keyboard. */
static void test_filter_in_the_wrong_layout(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "bdfyjd");
	screen_has(&fx, "Иванов Пётр");
	screen_has_not(&fx, "Żółć");
}

static void test_filter_error_points_at_the_character(void **state)
{
	int row, col, mark_row, mark_col;

	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "Иванов nosuch:1");
	screen_find(&fx, "nosuch:1", &row, &col);
	screen_find(&fx, "^", &mark_row, &mark_col);
	assert_int_equal(mark_col, col);
	for (int i = 0; i < 8; i++)
		screen_keys(&fx, "Backspace");
	screen_type(&fx, "(");
	assert_int_equal(mark_row, row + 1);
	/* What was found before stays in view. */
	screen_has(&fx, "Иванов");
}

static void test_new_takes_what_was_typed(void **state)
{
	(void)state;
	screen_keys(&fx, "/");
	screen_type(&fx, "Квазар");
	screen_has(&fx, "Nobody matches \"Квазар\"");
	screen_keys(&fx, "F7");
	assert_int_equal(fx.nav.kind, NAV_OPEN);
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_string_equal(fx.nav.arg.preset, "name=Квазар\n");
	screen_keys(&fx, "Esc /");
	screen_type(&fx, "8 800 555");
	screen_keys(&fx, "F7");
	assert_string_equal(fx.nav.arg.preset, "phone=8 800 555\n");
	screen_keys(&fx, "Esc F7");
	assert_int_equal(fx.nav.screen, SCREEN_FORM);
	assert_null(fx.nav.arg.preset);
}

static void test_actions_mean_the_client_under_the_cursor(void **state)
{
	static const struct {
		const char *key;
		enum screen_id screen;
	} acts[] = {{"Enter", SCREEN_CARD}, {"c", SCREEN_LOG}, {"o", SCREEN_LOG},
		{"t", SCREEN_FORM}, {"d", SCREEN_FORM}, {"e", SCREEN_FORM}};
	char preset[40];

	(void)state;
	screen_keys(&fx, "Down");
	for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
		screen_keys(&fx, acts[i].key);
		assert_int_equal(fx.nav.kind, NAV_OPEN);
		assert_int_equal(fx.nav.screen, acts[i].screen);
		if (*acts[i].key == 't' || *acts[i].key == 'd') {
			snprintf(preset, sizeof preset, "client=#%lld\n", (long long)people.zolc);
			assert_string_equal(fx.nav.arg.preset, preset);
		} else {
			assert_int_equal(fx.nav.arg.id, people.zolc);
		}
	}
}

static void test_one_goes_at_once(void **state)
{
	(void)state;
	screen_keys(&fx, "Down D");
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, "Żółć"), 0);
	assert_non_null(strstr(fx.nav.message, "trash: Żółć Łukasz.  u = undo"));
	screen_has_not(&fx, "Żółć");
	screen_has(&fx, "▌ Иванов");
}

static void test_many_go_after_a_question(void **state)
{
	(void)state;
	screen_keys(&fx, "Space Space D");
	screen_has(&fx, "Move 2 clients to the trash");
	assert_true(fx.ops->typing(fx.state));
	screen_keys(&fx, "Enter");
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, ""), 4);
	screen_keys(&fx, "D y");
	assert_int_equal(fixture_count(&fx, KIND_CLIENT, ""), 2);
	assert_false(fx.ops->typing(fx.state));
	screen_has_not(&fx, "marked");
}

static void test_preview_line(void **state)
{
	(void)state;
	screen_keys(&fx, "End");
	screen_has(&fx, " Active · Перезвонить директору ! 3 d ago · deal \"Поставка");
	screen_keys(&fx, "Home");
	screen_has_not(&fx, "Поставка мебели");
}

static void test_card_beside_the_list(void **state)
{
	int row, col, name_row, name_col;

	(void)state;
	screen_size(&fx, 40, 120);
	screen_keys(&fx, "End");
	screen_find(&fx, "Company · Active · A", &row, &col);
	screen_find(&fx, "info@romashka.ru", &name_row, &name_col);
	assert_true(name_col > fx.layout.card.col);
	screen_has(&fx, "Tasks 2 · Deals 1");
	screen_has(&fx, "Иванов Пётр Сергеевич, директор");
	screen_keys(&fx, "Home");
	screen_has(&fx, "Tasks 0 · Deals 0");
	screen_has_not(&fx, "info@romashka.ru");
	screen_size(&fx, 50, 200);
	screen_has(&fx, "Contacts by month");
}

static void test_empty_office_says_how_to_begin(void **state)
{
	(void)state;
	screen_has(&fx, "No clients yet.");
	screen_has(&fx, "F7 makes the first one");
	screen_keys(&fx, "D");
	assert_int_equal(fx.flags & SCREEN_CHANGED, 0);
	screen_size(&fx, 40, 120);
	screen_has(&fx, "No clients yet.");
}

static void test_steps_for_the_card(void **state)
{
	struct screen_arg arg;

	(void)state;
	assert_true(fx.ops->step(fx.state, &fx.env, 1, &arg));
	assert_int_equal(arg.id, people.zolc);
	assert_true(fx.ops->step(fx.state, &fx.env, -1, &arg));
	assert_int_equal(arg.id, people.swiat);
	assert_false(fx.ops->step(fx.state, &fx.env, -1, &arg));
}

/* The cursor goes to the record that a screen above came back with. */
static void test_returned_puts_the_cursor_there(void **state)
{
	struct screen_arg arg = {.kind = KIND_CLIENT, .id = people.ivanov};

	(void)state;
	fx.ops->returned(fx.state, &fx.env, &arg);
	screen_has(&fx, "▌ Иванов");
	arg.id = fixture_make(&fx, KIND_CLIENT, "name=Борей", NULL);
	fx.ops->returned(fx.state, &fx.env, &arg);
	screen_reload(&fx);
	screen_has(&fx, "▌ Борей");
}

static void test_sort_and_reverse(void **state)
{
	int first, last, col;

	(void)state;
	screen_keys(&fx, "S");
	screen_find(&fx, "ООО «Ромашка»  ", &first, &col);
	screen_find(&fx, "Świat Książki", &last, &col);
	assert_true(first < last);
}

#define CLIENTS_TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CLIENTS_TEST(test_columns_are_aligned),
		CLIENTS_TEST(test_columns_go_by_importance),
		CLIENTS_TEST(test_overdue_is_marked_twice),
		CLIENTS_TEST(test_filter_as_you_type),
		CLIENTS_TEST(test_filter_in_the_wrong_layout),
		CLIENTS_TEST(test_filter_error_points_at_the_character),
		CLIENTS_TEST(test_new_takes_what_was_typed),
		CLIENTS_TEST(test_actions_mean_the_client_under_the_cursor),
		CLIENTS_TEST(test_one_goes_at_once),
		CLIENTS_TEST(test_many_go_after_a_question),
		CLIENTS_TEST(test_preview_line),
		CLIENTS_TEST(test_card_beside_the_list),
		cmocka_unit_test_setup_teardown(
			test_empty_office_says_how_to_begin, setup_empty, teardown),
		CLIENTS_TEST(test_steps_for_the_card),
		CLIENTS_TEST(test_returned_puts_the_cursor_there),
		CLIENTS_TEST(test_sort_and_reverse),
	};

	return cmocka_run_group_tests_name("clients", tests, NULL, NULL);
}
