/* The message line and its history. */
#include "unit/tui/draw.h"

#include "tui/message.h"

static struct message m;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	message_init(&m);
	canvas_init(&c, 1, 40);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	message_release(&m);
	canvas_release(&c);
	return 0;
}

static void test_line(void **state)
{
	(void)state;
	assert_string_equal(message_text(&m), "");
	message_set(&m, MESSAGE_GOOD, 5, "Saved %d. %s", 3, "u = undo");
	message_draw(&m, &c, (struct rect){0, 0, 1, 40}, "1/128");
	draw_assert_row(&c, 0, " Saved 3. u = undo                 1/128");
	assert_int_equal(canvas_role_at(&c, 0, 1), ROLE_GOOD);
	message_clear(&m);
	message_draw(&m, &c, (struct rect){0, 0, 1, 40}, NULL);
	draw_assert_row(&c, 0, "");
	assert_int_equal(m.count, 1); /* still in the history */
}

static void test_errors_are_told_without_colour_too(void **state)
{
	(void)state;
	message_set(&m, MESSAGE_ERROR, 5, "Диск полон");
	message_draw(&m, &c, (struct rect){0, 0, 1, 40}, NULL);
	draw_assert_row(&c, 0, " ! Диск полон");
}

static void test_long_message_leaves_the_position(void **state)
{
	(void)state;
	message_set(&m, MESSAGE_INFO, 5, "%s", "0123456789012345678901234567890123456789");
	message_draw(&m, &c, (struct rect){0, 0, 1, 40}, "12/34");
	draw_assert_row(&c, 0, " 0123456789012345678901234567890…  12/34");
}

/* The one that says what went wrong is read whole; elsewhere it is cut. */
static void test_long_errors_grow_upwards(void **state)
{
	struct canvas big;

	(void)state;
	canvas_init(&big, 14, 24);
	message_set(&m, MESSAGE_ERROR, 5, "%s", "book.xlsx is damaged: fetch or save it again");
	message_draw(&m, &big, (struct rect){13, 0, 1, 24}, "12/34");
	draw_assert_row(&big, 10, "");
	draw_assert_row(&big, 11, " ! book.xlsx is");
	draw_assert_row(&big, 12, "   damaged: fetch or");
	draw_assert_row(&big, 13, "   save it again");
	message_draw(&m, &big, (struct rect){5, 0, 1, 24}, NULL);
	draw_assert_row(&big, 5, " ! book.xlsx is damaged…");
	canvas_release(&big);
}

static void test_history_is_limited(void **state)
{
	(void)state;
	for (int i = 0; i < MESSAGE_HISTORY + 5; i++)
		message_set(&m, MESSAGE_INFO, i, "n%d", i);
	assert_int_equal(m.count, MESSAGE_HISTORY);
	assert_string_equal(m.items[0].text, "n5");
	assert_string_equal(message_text(&m), "n204");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_line, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_errors_are_told_without_colour_too, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_long_message_leaves_the_position, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_errors_grow_upwards, setup, teardown),
		cmocka_unit_test_setup_teardown(test_history_is_limited, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
