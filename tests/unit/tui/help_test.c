/* Help: sections, scrolling, searching. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/help.h"

static struct help h;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	help_init(&h, "Помощь");
	help_heading(&h, "Движение");
	help_key(&h, "Up, k", "предыдущая строка");
	help_key(&h, "Down, j", "следующая строка");
	help_heading(&h, "Records");
	for (int i = 0; i < 30; i++) {
		char text[32];

		snprintf(text, sizeof(text), "line number %d", i);
		help_text(&h, text);
	}
	canvas_init(&c, 12, 50);
	help_fit(&h, (struct rect){0, 0, 12, 50});
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	help_release(&h);
	canvas_release(&c);
	return 0;
}

#define press(code) draw_press(help_handle, &h, code)

static void show(void)
{
	canvas_clear(&c);
	help_draw(&h, &c, (struct rect){0, 0, 12, 50});
}

static void test_draw(void **state)
{
	(void)state;
	show();
	draw_assert_row(&c, 0, "┌─ Помощь ───────────────────────────────────────┐");
	draw_assert_row(&c, 1, "│ Движение                                       │");
	draw_assert_row(&c, 2, "│ Up, k               предыдущая строка          │");
	assert_int_equal(canvas_role_at(&c, 2, 2), ROLE_KEY);
	draw_assert_has(&c, "Esc close");
}

static void test_scroll(void **state)
{
	(void)state;
	press(K_END);
	show();
	draw_assert_has(&c, "line number 29");
	press(K_DOWN);
	assert_int_equal(h.top, 35 - 9);
	press(K_PGUP);
	press('g');
	assert_int_equal(h.top, 0);
	press(' ');
	assert_int_equal(h.top, 8);
	press('k');
	assert_int_equal(h.top, 7);
}

static void test_search(void **state)
{
	(void)state;
	press('/');
	draw_type(help_handle, &h, "NUMBER 2");
	press(K_ENTER);
	show();
	draw_assert_row(&c, 1, "│ line number 2                                  │");
	assert_int_equal(canvas_role_at(&c, 1, 2), ROLE_MATCH);
	press('n');
	show();
	draw_assert_row(&c, 1, "│ line number 20                                 │");
	press('N');
	show();
	draw_assert_row(&c, 1, "│ line number 2                                  │");
	press('/');
	draw_type(help_handle, &h, "q"); /* text while searching, not "close" */
	assert_true(h.searching);
	press(K_ESC);
	assert_false(h.searching);
}

static void test_close(void **state)
{
	(void)state;
	assert_int_equal(press('q'), HELP_CLOSE);
	assert_int_equal(press(K_ESC), HELP_CLOSE);
	assert_int_equal(press('x'), HELP_IGNORED);
	assert_int_equal(press(0x439), HELP_IGNORED);
	h.layout = LAYOUT_RU;
	assert_int_equal(press(0x439), HELP_CLOSE); /* й lies on q */
}

static void test_long_text_wraps(void **state)
{
	(void)state;
	help_release(&h);
	help_init(&h, "T");
	help_key(&h, "F1", "a long explanation that needs more than one line of the window");
	help_key(&h, "F2", "short");
	help_fit(&h, (struct rect){0, 0, 12, 50});
	show();
	draw_assert_row(&c, 1, "│ F1                  a long explanation that    │");
	draw_assert_row(&c, 4, "│ F2                  short                      │");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scroll, setup, teardown),
		cmocka_unit_test_setup_teardown(test_search, setup, teardown),
		cmocka_unit_test_setup_teardown(test_close, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_text_wraps, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
