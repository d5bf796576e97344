/* The line editor: text of any script, words, undo, paste, the limit, scrolling. */
#include "unit/tui/draw.h"

#include "tui/lineedit.h"

static struct lineedit e;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	lineedit_init(&e, 0);
	canvas_init(&c, 1, 12);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	lineedit_release(&e);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(lineedit_handle, &e, text)
#define press(code) draw_press(lineedit_handle, &e, code)
#define ctrl(code) draw_press_mod(lineedit_handle, &e, code, MOD_CTRL)
#define alt(code) draw_press_mod(lineedit_handle, &e, code, MOD_ALT)
#define assert_text(wanted) assert_string_equal(lineedit_text(&e), wanted)

static void test_typing_and_moves(void **state)
{
	(void)state;
	type("Пётр");
	press(K_HOME);
	press(K_RIGHT);
	type("-");
	assert_text("П-ётр");
	press(K_END);
	assert_int_equal(press(K_BACKSPACE), EDIT_CHANGED);
	press(K_LEFT);
	press(K_DELETE);
	assert_text("П-ё");
	assert_int_equal(press(K_DELETE), EDIT_MOVED); /* nothing behind it */
	assert_int_equal(press(K_UP), EDIT_IGNORED);
	assert_int_equal(press(K_F(1)), EDIT_IGNORED);
}

static void test_combining_marks_move_with_their_letter(void **state)
{
	(void)state;
	lineedit_set(&e, "aи\xcc\x86z");
	press(K_LEFT);
	press(K_LEFT);
	assert_int_equal(e.cursor, 1);
	press(K_DELETE);
	assert_text("az");
}

static void test_words(void **state)
{
	(void)state;
	lineedit_set(&e, "звонить Łukasz, завтра");
	ctrl('w');
	assert_text("звонить Łukasz, ");
	ctrl(K_LEFT);
	assert_int_equal(e.cursor, strlen("звонить "));
	alt('d');
	assert_text("звонить , ");
	alt('b');
	assert_int_equal(e.cursor, 0);
	ctrl(K_RIGHT);
	assert_int_equal(e.cursor, strlen("звонить"));
	ctrl('k');
	assert_text("звонить");
	ctrl('u');
	assert_text("");
}

static void test_undo(void **state)
{
	(void)state;
	type("abc"); /* one step */
	press(K_LEFT);
	type("X");
	ctrl('u');
	assert_text("c");
	assert_int_equal(ctrl('z'), EDIT_CHANGED);
	assert_text("abXc");
	ctrl('z');
	assert_text("abc");
	ctrl('z');
	assert_text("");
	assert_int_equal(ctrl('z'), EDIT_MOVED);
	for (int i = 0; i < 3 * LINEEDIT_UNDO_MAX; i++) {
		type("x");
		press(K_END);
	}
	for (int i = 0; i < LINEEDIT_UNDO_MAX; i++)
		assert_int_equal(ctrl('z'), EDIT_CHANGED);
	assert_int_equal(ctrl('z'), EDIT_MOVED);
	assert_int_equal(strlen(lineedit_text(&e)), 2 * LINEEDIT_UNDO_MAX);
}

static void test_paste(void **state)
{
	struct event ev = draw_paste("раз\nдва\tтри\x01 ");

	(void)state;
	type("<>");
	press(K_LEFT);
	assert_int_equal(lineedit_handle(&e, &ev), EDIT_CHANGED);
	assert_text("<раз два три >");
	ctrl('z');
	assert_text("<>");
	ev = draw_paste("");
	assert_int_equal(lineedit_handle(&e, &ev), EDIT_MOVED);
	ev = draw_paste("\xff");
	lineedit_handle(&e, &ev);
	assert_text("<\xef\xbf\xbd>");
}

static void test_limit_counts_characters(void **state)
{
	struct event ev = draw_paste("дежз");

	(void)state;
	e.max_chars = 5;
	type("абв");
	lineedit_handle(&e, &ev);
	assert_text("абвде");
	assert_int_equal(draw_press(lineedit_handle, &e, 'x'), EDIT_MOVED);
	assert_text("абвде");
	press(K_BACKSPACE);
	type("xy");
	assert_text("абвдx");
}

static void test_first_key_replaces_a_selected_text(void **state)
{
	(void)state;
	lineedit_set(&e, "08.03.2026");
	lineedit_select_all(&e);
	type("fri");
	assert_text("fri");
	lineedit_select_all(&e);
	press(K_LEFT); /* a move keeps the text */
	type("X");
	assert_text("frXi");
	lineedit_select_all(&e);
	press(K_BACKSPACE);
	assert_text("");
}

static void test_draw_scrolls(void **state)
{
	(void)state;
	type("абвгдежзийклмно"); /* 15 in 10 columns */
	lineedit_draw(&e, &c, 0, 0, 10, true);
	draw_assert_row(&c, 0, "клмно");
	assert_int_equal(c.cursor_col, 5);
	assert_int_equal(canvas_role_at(&c, 0, 9), ROLE_FIELD_FOCUS);
	assert_int_equal(canvas_role_at(&c, 0, 10), ROLE_NORMAL);
	press(K_HOME);
	lineedit_draw(&e, &c, 0, 0, 10, true);
	draw_assert_row(&c, 0, "абвгдежзи…");
	assert_int_equal(c.cursor_col, 0);
	canvas_clear(&c);
	lineedit_draw(&e, &c, 0, 0, 10, false);
	assert_false(c.cursor_on);
	assert_int_equal(canvas_role_at(&c, 0, 0), ROLE_FIELD);
}

static void test_cursor_behind_wide_text(void **state)
{
	(void)state;
	type("中文e\xcc\x81");
	lineedit_draw(&e, &c, 0, 1, 10, true);
	draw_assert_row(&c, 0, " 中文e\xcc\x81");
	assert_int_equal(c.cursor_col, 6);
	lineedit_click(&e, 10, 2);
	assert_int_equal(e.cursor, 3);
	lineedit_click(&e, 10, 99);
	assert_int_equal(e.cursor, strlen(lineedit_text(&e)));
}

static void test_password(void **state)
{
	(void)state;
	e.password = true;
	type("тайна");
	lineedit_draw(&e, &c, 0, 0, 10, true);
	draw_assert_row(&c, 0, "*****");
	assert_int_equal(c.cursor_col, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_typing_and_moves, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_combining_marks_move_with_their_letter, setup, teardown),
		cmocka_unit_test_setup_teardown(test_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_undo, setup, teardown),
		cmocka_unit_test_setup_teardown(test_paste, setup, teardown),
		cmocka_unit_test_setup_teardown(test_limit_counts_characters, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_first_key_replaces_a_selected_text, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw_scrolls, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cursor_behind_wide_text, setup, teardown),
		cmocka_unit_test_setup_teardown(test_password, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
