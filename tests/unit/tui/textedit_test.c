/* The note editor: wrapping, lines up and down, newlines, scrolling. */
#include "unit/tui/draw.h"

#include "tui/textedit.h"

static struct textedit t;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	textedit_init(&t, 0);
	textedit_fit(&t, 3, 10);
	canvas_init(&c, 3, 12);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	textedit_release(&t);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(textedit_handle, &t, text)
#define press(code) draw_press(textedit_handle, &t, code)

static void show(void)
{
	canvas_clear(&c);
	textedit_draw(&t, &c, (struct rect){0, 0, 3, 10}, true);
}

static void test_wraps_at_blanks(void **state)
{
	(void)state;
	type("раз два три четыре");
	show();
	draw_assert_row(&c, 0, "раз два");
	draw_assert_row(&c, 1, "три");
	draw_assert_row(&c, 2, "четыре");
	assert_int_equal(textedit_lines(&t), 3);
	assert_int_equal(c.cursor_row, 2);
	assert_int_equal(c.cursor_col, 6);
}

static void test_long_words_are_cut(void **state)
{
	(void)state;
	type("12345678901234");
	show();
	draw_assert_row(&c, 0, "123456789");
	draw_assert_row(&c, 1, "01234");
	assert_int_equal(c.cursor_col, 5);
}

static void test_enter_and_empty_last_line(void **state)
{
	(void)state;
	type("один");
	assert_int_equal(press(K_ENTER), EDIT_CHANGED);
	show();
	assert_int_equal(textedit_lines(&t), 2);
	assert_int_equal(c.cursor_row, 1);
	assert_int_equal(c.cursor_col, 0);
	type("два");
	assert_string_equal(textedit_text(&t), "один\nдва");
	press(K_HOME);
	press(K_BACKSPACE);
	assert_string_equal(textedit_text(&t), "одиндва");
}

static void test_up_and_down_keep_the_column(void **state)
{
	(void)state;
	textedit_set(&t, "abcdef\nab\nabcdef");
	press(K_UP);
	show();
	assert_int_equal(c.cursor_row, 1);
	assert_int_equal(c.cursor_col, 2);
	press(K_UP); /* the wanted column is still 6 */
	show();
	assert_int_equal(c.cursor_row, 0);
	assert_int_equal(c.cursor_col, 6);
	assert_int_equal(press(K_UP), EDIT_IGNORED);
	press(K_DOWN);
	press(K_DOWN);
	show();
	assert_int_equal(c.cursor_col, 6);
	assert_int_equal(press(K_DOWN), EDIT_IGNORED);
}

static void test_down_over_a_wrapped_line(void **state)
{
	(void)state;
	textedit_set(&t, "раз два три четыре");
	for (int i = 0; i < 3; i++)
		press(K_PGUP);
	press(K_HOME);
	press(K_DOWN);
	show();
	assert_int_equal(c.cursor_row, 1);
	assert_int_equal(c.cursor_col, 0);
}

static void test_scrolls_to_the_cursor(void **state)
{
	(void)state;
	textedit_set(&t, "1\n2\n3\n4\n5");
	textedit_fit(&t, 3, 10);
	show();
	draw_assert_row(&c, 0, "3");
	draw_assert_row(&c, 2, "5");
	for (int i = 0; i < 4; i++)
		press(K_UP);
	show();
	draw_assert_row(&c, 0, "1");
	press(K_PGDN);
	show();
	assert_int_equal(c.cursor_row, 2);
}

static void test_paste_keeps_newlines(void **state)
{
	struct event ev = draw_paste("a\r\nb\n\033[2Jc");

	(void)state;
	textedit_handle(&t, &ev);
	assert_string_equal(textedit_text(&t), "a\nb\n[2Jc");
	draw_press_mod(textedit_handle, &t, 'z', MOD_CTRL);
	assert_string_equal(textedit_text(&t), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_wraps_at_blanks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_words_are_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(test_enter_and_empty_last_line, setup, teardown),
		cmocka_unit_test_setup_teardown(test_up_and_down_keep_the_column, setup, teardown),
		cmocka_unit_test_setup_teardown(test_down_over_a_wrapped_line, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scrolls_to_the_cursor, setup, teardown),
		cmocka_unit_test_setup_teardown(test_paste_keeps_newlines, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
