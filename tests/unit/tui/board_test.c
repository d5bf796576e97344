/* The board: moving, wide and narrow windows, loading, clicks. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/board.h"

enum { COLUMNS = 5 };

static int loaded[COLUMNS] = {3, 0, 10, 1, 2};

static int columns(void *arg)
{
	return *(int *)arg;
}

static void head(void *arg, int column, struct board_head *out)
{
	static const char *const titles[] = {"Новые", "Предложение", "Torg", "Выиграны", "Lost"};

	(void)arg;
	buf_add(&out->title, titles[column]);
	buf_addf(&out->sum, "%d 000 RUB", column * 100);
	out->count = column == 2 ? 40 : loaded[column];
}

static int cards(void *arg, int column)
{
	(void)arg;
	return loaded[column];
}

static void card(void *arg, int column, int n, struct board_card *out)
{
	(void)arg;
	buf_addf(&out->line[0], "Сделка %d-%d", column, n);
	buf_add(&out->line[1], "Żółć");
	buf_add(&out->line[2], "! late");
	out->role[2] = ROLE_OVERDUE;
}

static bool more(void *arg, int column)
{
	(void)arg;
	if (column != 2 || loaded[2] >= 40)
		return false;
	loaded[2] += 10;
	return true;
}

static int count = COLUMNS;
static struct board b;
static struct canvas c;

static int setup(void **state)
{
	struct board_source source = {&count, columns, head, cards, card, more};

	(void)state;
	count = COLUMNS;
	loaded[0] = 3;
	loaded[2] = 10;
	board_init(&b, source);
	b.focus = true;
	b.empty = "Пусто";
	canvas_init(&c, 18, 100);
	board_fit(&b, (struct rect){0, 0, 18, 100});
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	board_release(&b);
	canvas_release(&c);
	return 0;
}

static void show(int cols)
{
	canvas_resize(&c, 18, cols);
	board_fit(&b, (struct rect){0, 0, 18, cols});
	board_draw(&b, &c, (struct rect){0, 0, 18, cols});
}

static void test_draw_wide(void **state)
{
	(void)state;
	show(100);
	draw_assert_row(&c, 0,
		" Новые           3 │ Предложение     0 │ Torg           40 │ Выиграны        1 │ "
		"Lost             2");
	draw_assert_row(&c, 1,
		"         0 000 RUB │       100 000 RUB │       200 000 RUB │       300 000 RUB │  "
		"      400 000 RUB");
	draw_assert_row(&c, 3,
		"▌Сделка 0-0        │ Пусто             │ Сделка 2-0        │ Сделка 3-0        │ "
		"Сделка 4-0");
	assert_int_equal(canvas_role_at(&c, 3, 1), ROLE_SELECTED);
	assert_int_equal(canvas_role_at(&c, 0, 1), ROLE_TAB_ACTIVE);
	assert_int_equal(canvas_role_at(&c, 5, 1), ROLE_OVERDUE);
	draw_assert_has(&c, "36 more");
	assert_true(c.cursor_on && c.cursor_row == 3 && c.cursor_col == 1);
}

static void test_moves(void **state)
{
	(void)state;
	assert_false(board_move(&b, BOARD_UP));
	assert_false(board_move(&b, BOARD_LEFT));
	assert_true(board_move(&b, BOARD_DOWN));
	assert_true(board_move(&b, BOARD_RIGHT));
	assert_int_equal(board_column(&b), 1);
	assert_int_equal(board_card(&b), -1); /* empty column */
	assert_false(board_move(&b, BOARD_DOWN));
	board_move(&b, BOARD_LEFT);
	assert_int_equal(board_card(&b), 1); /* each column remembers */
	for (int i = 0; i < 10; i++)
		board_move(&b, BOARD_RIGHT);
	assert_int_equal(board_column(&b), 4);
}

static void test_loads_more(void **state)
{
	(void)state;
	board_select(&b, 2, 9);
	assert_true(board_move(&b, BOARD_DOWN));
	assert_int_equal(board_card(&b), 10);
	assert_int_equal(loaded[2], 20);
	board_move(&b, BOARD_END);
	assert_int_equal(board_card(&b), 39);
	show(100);
	draw_assert_has(&c, "▌Сделка 2-39");
	draw_assert_not(&c, "more");
	board_move(&b, BOARD_HOME);
	assert_int_equal(board_card(&b), 0);
}

static void test_narrow_shows_one_column(void **state)
{
	(void)state;
	board_select(&b, 2, 1);
	show(60);
	draw_assert_row(&c, 0, "◀ Предложение 0  Torg 40  Выиграны 1  Lost 2");
	draw_assert_row(&c, 1, " Torg                                                    40");
	draw_assert_has(&c, "▌Сделка 2-1");
	draw_assert_not(&c, "Сделка 3-0");
}

static void test_scrolls_sideways(void **state)
{
	(void)state;
	show(80); /* four of five */
	draw_assert_not(&c, "Lost");
	board_select(&b, 4, 0);
	show(80);
	draw_assert_has(&c, "Lost");
	draw_assert_not(&c, "Новые");
}

static void test_mouse(void **state)
{
	struct rect r = {0, 0, 18, 100};
	struct event ev = draw_mouse(MOUSE_PRESS, 7, 45);

	(void)state;
	show(100);
	assert_true(board_handle(&b, &ev, r));
	assert_int_equal(board_column(&b), 2);
	assert_int_equal(board_card(&b), 1);
	ev = draw_mouse(MOUSE_WHEEL_DOWN, 7, 45);
	assert_true(board_handle(&b, &ev, r));
	assert_int_equal(board_card(&b), 2);
}

static void test_cards_disappear(void **state)
{
	(void)state;
	board_select(&b, 0, 2);
	loaded[0] = 1;
	board_reset(&b);
	assert_int_equal(board_card(&b), 0);
	count = 0;
	board_reset(&b);
	assert_int_equal(board_card(&b), -1);
	assert_false(board_move(&b, BOARD_DOWN));
	show(100);
	show(60);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_draw_wide, setup, teardown),
		cmocka_unit_test_setup_teardown(test_moves, setup, teardown),
		cmocka_unit_test_setup_teardown(test_loads_more, setup, teardown),
		cmocka_unit_test_setup_teardown(test_narrow_shows_one_column, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scrolls_sideways, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mouse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cards_disappear, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
