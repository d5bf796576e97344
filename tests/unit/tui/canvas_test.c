/* The grid: columns stay aligned for any script, nothing leaves the clip, stored text is made safe. */
#include "unit/tui/draw.h"

static struct canvas c;

static int setup(void **state)
{
	(void)state;
	canvas_init(&c, 4, 20);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	canvas_release(&c);
	return 0;
}

static void test_text_of_many_scripts(void **state)
{
	(void)state;
	assert_int_equal(canvas_text(&c, 0, 0, 20, ROLE_NORMAL, "Иванов Пётр"), 11);
	assert_int_equal(canvas_text(&c, 1, 0, 20, ROLE_NORMAL, "Żółć Łódź"), 9);
	assert_int_equal(canvas_text(&c, 2, 0, 20, ROLE_NORMAL, "中文"), 4);
	assert_int_equal(canvas_text(&c, 3, 0, 20, ROLE_NORMAL, "и\xcc\x86o\xcc\x81"), 2);
	draw_assert_row(&c, 0, "Иванов Пётр");
	draw_assert_row(&c, 1, "Żółć Łódź");
	draw_assert_row(&c, 2, "中文");
	draw_assert_row(&c, 3, "и\xcc\x86o\xcc\x81");
}

static void test_cut_with_ellipsis(void **state)
{
	(void)state;
	assert_int_equal(canvas_text(&c, 0, 0, 6, ROLE_NORMAL, "Ромашка"), 6);
	draw_assert_row(&c, 0, "Ромаш…");
	assert_int_equal(
		canvas_text(&c, 1, 0, 4, ROLE_NORMAL, "中文字"), 3); /* a half does not fit */
	draw_assert_row(&c, 1, "中…");
	assert_int_equal(canvas_text(&c, 2, 0, 7, ROLE_NORMAL, "Ромашка"), 7);
	draw_assert_row(&c, 2, "Ромашка");
	assert_int_equal(canvas_text(&c, 3, 0, 1, ROLE_NORMAL, "ab"), 1);
	draw_assert_row(&c, 3, "…");
}

static void test_alignment(void **state)
{
	(void)state;
	canvas_text_right(&c, 0, 0, 10, ROLE_NORMAL, "中1");
	draw_assert_row(&c, 0, "       中1");
	canvas_text_center(&c, 1, 0, 10, ROLE_NORMAL, "Łódź");
	draw_assert_row(&c, 1, "   Łódź");
	canvas_text(&c, 2, 0, 20, ROLE_NORMAL, "xxxxxxxxxxxxxxxxxxxx");
	canvas_text_pad(&c, 2, 2, 6, ROLE_TITLE, "ab");
	draw_assert_row(&c, 2, "xxab    xxxxxxxxxxxx");
	assert_int_equal(canvas_role_at(&c, 2, 7), ROLE_TITLE);
	assert_int_equal(canvas_role_at(&c, 2, 8), ROLE_NORMAL);
}

static void test_overwriting_halves_of_wide_characters(void **state)
{
	(void)state;
	canvas_text(&c, 0, 0, 20, ROLE_NORMAL, "中文");
	canvas_text(&c, 0, 1, 1, ROLE_NORMAL, "x");
	draw_assert_row(&c, 0, " x文");
	canvas_text(&c, 0, 2, 1, ROLE_NORMAL, "y");
	draw_assert_row(&c, 0, " xy");
	canvas_text(&c, 1, 0, 20, ROLE_NORMAL, "a中b");
	canvas_text(&c, 1, 2, 2, ROLE_NORMAL, "文");
	draw_assert_row(&c, 1, "a 文");
}

static void test_clip(void **state)
{
	struct rect old;

	(void)state;
	old = canvas_clip(&c, (struct rect){1, 5, 2, 5});
	canvas_text(&c, 0, 0, 20, ROLE_NORMAL, "outside");
	canvas_text(&c, 1, 0, 20, ROLE_NORMAL, "abcdefghijklmnop");
	canvas_text(&c, 2, 9, 9, ROLE_NORMAL, "中");
	canvas_fill(&c, (struct rect){-5, -5, 100, 100}, ROLE_TITLE);
	canvas_text(&c, 1, 0, 20, ROLE_NORMAL, "abcdefghijklmnop");
	canvas_cursor(&c, 0, 0);
	assert_false(c.cursor_on);
	canvas_unclip(&c, old);
	draw_assert_row(&c, 0, "");
	draw_assert_row(&c, 1, "     fghij");
	draw_assert_row(&c, 2, "");
	assert_int_equal(canvas_role_at(&c, 2, 5), ROLE_TITLE);
	assert_int_equal(canvas_role_at(&c, 3, 5), ROLE_NORMAL);
	canvas_text(&c, -1, -3, 20, ROLE_NORMAL, "far");
	canvas_text(&c, 3, -2, 20, ROLE_NORMAL, "Ёж и лев");
	draw_assert_row(&c, 3, " и лев");
}

static void test_nothing_can_steer_the_terminal(void **state)
{
	(void)state;
	canvas_text(&c, 0, 0, 20, ROLE_NORMAL, "a\033[2Jb\nc");
	draw_assert_row(&c, 0, "a^[[2Jb c");
	canvas_text(&c, 1, 0, 20, ROLE_NORMAL, "x\xe2\x80\xaey");
	draw_assert_row(&c, 1, "x<U+202E>y");
	canvas_text(&c, 2, 0, 20, ROLE_NORMAL, "\xff\xfe");
	for (int i = 0; i < c.rows * c.cols; i++)
		assert_true(c.cells[i].ch == 0 || c.cells[i].ch >= 0x20);
}

static void test_many_marks_are_cut(void **state)
{
	(void)state;
	canvas_text(&c, 0, 0, 20, ROLE_NORMAL, "e\xcc\x81\xcc\x82\xcc\x83\xcc\x84z");
	assert_int_equal(c.cells[0].mark[0], 0x301);
	assert_int_equal(c.cells[1].ch, 'z');
}

static void test_ascii_terminal(void **state)
{
	(void)state;
	draw_make_ascii(&c);
	canvas_text(&c, 1, 1, 18, ROLE_NORMAL, "Łódź");
	canvas_text(&c, 2, 1, 4, ROLE_NORMAL, "Лодка");
	canvas_box(&c, (struct rect){0, 0, 4, 20}, "T");
	draw_assert_row(&c, 0, "+- T --------------+");
	draw_assert_row(&c, 1, "|Lodz              |");
	draw_assert_row(&c, 2, "|Lod~              |");
	draw_assert_row(&c, 3, "+------------------+");
}

static void test_box(void **state)
{
	(void)state;
	canvas_box(&c, (struct rect){0, 0, 3, 12}, "Клиент");
	draw_assert_row(&c, 0, "┌─ Клиент ─┐");
	draw_assert_row(&c, 1, "│          │");
	draw_assert_row(&c, 2, "└──────────┘");
	canvas_box(&c, (struct rect){0, 0, 1, 1}, "x"); /* too small: nothing */
	draw_assert_row(&c, 0, "┌─ Клиент ─┐");
}

static void test_wrap(void **state)
{
	(void)state;
	assert_int_equal(
		canvas_wrap(&c, (struct rect){0, 0, 2, 8}, 0, ROLE_NORMAL, "раз два три\nчетыре"),
		3);
	draw_assert_row(&c, 0, "раз два");
	draw_assert_row(&c, 1, "три");
	draw_assert_row(&c, 2, "");
	canvas_clear(&c);
	canvas_wrap(&c, (struct rect){0, 0, 2, 8}, 1, ROLE_NORMAL, "раз два три\nчетыре");
	draw_assert_row(&c, 0, "три");
	draw_assert_row(&c, 1, "четыре");
	canvas_clear(&c); /* a cell never holds a control character, a tab neither */
	canvas_wrap(&c, (struct rect){0, 0, 2, 8}, 0, ROLE_NORMAL, "а\tб\rв");
	draw_assert_row(&c, 0, "а б^Mв");
}

static void test_rects(void **state)
{
	struct rect r = {0, 0, 24, 80}, cut;

	(void)state;
	cut = rect_cut_top(&r, 1);
	assert_int_equal(cut.rows, 1);
	assert_int_equal(r.row, 1);
	cut = rect_cut_bottom(&r, 3);
	assert_int_equal(cut.row, 21);
	assert_int_equal(r.rows, 20);
	cut = rect_cut_left(&r, 100);
	assert_int_equal(cut.cols, 80);
	assert_int_equal(r.cols, 0);
	r = rect_inset((struct rect){2, 2, 3, 3}, 2, 2);
	assert_true(r.rows == 0 && r.cols == 0);
	r = rect_center((struct rect){0, 0, 10, 20}, 4, 50);
	assert_true(r.row == 3 && r.rows == 4 && r.col == 0 && r.cols == 20);
	assert_true(rect_has(r, 3, 19));
	assert_false(rect_has(r, 7, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_text_of_many_scripts, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cut_with_ellipsis, setup, teardown),
		cmocka_unit_test_setup_teardown(test_alignment, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_overwriting_halves_of_wide_characters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_clip, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_nothing_can_steer_the_terminal, setup, teardown),
		cmocka_unit_test_setup_teardown(test_many_marks_are_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ascii_terminal, setup, teardown),
		cmocka_unit_test_setup_teardown(test_box, setup, teardown),
		cmocka_unit_test_setup_teardown(test_wrap, setup, teardown),
		cmocka_unit_test_setup_teardown(test_rects, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
