/* Bars to one scale, eighths of a cell, ASCII where there are no blocks. */
#include "unit/tui/draw.h"

#include <math.h>

#include "tui/chart.h"

static struct canvas c;

static int setup(void **state)
{
	(void)state;
	canvas_init(&c, 4, 30);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	canvas_release(&c);
	return 0;
}

static const struct chart_bar bars[] = {
	{"Новый", 100, "100", ROLE_CHART},
	{"Łódź", 50, "50", ROLE_CHART},
	{"中文", 1, "1", ROLE_CHART},
	{"loss", -5, "-5", ROLE_CHART},
	{"bad", NAN, NULL, ROLE_CHART},
};

static void test_bars(void **state)
{
	(void)state;
	chart_bars(&c, (struct rect){0, 0, 4, 30}, bars, 5, 0);
	draw_assert_row(&c, 0, "Новый ████████████████████ 100");
	draw_assert_row(&c, 1, "Łódź  ██████████            50");
	draw_assert_row(&c, 2, "中文  ▎                      1");
	draw_assert_row(&c, 3, "loss                        -5");
	canvas_clear(&c);
	chart_bars(&c, (struct rect){0, 0, 1, 30}, bars, 5, 1); /* scrolled: the same scale */
	draw_assert_row(&c, 0, "Łódź  ██████████            50");
}

static void test_ascii(void **state)
{
	static const double values[] = {0, 1, 4, 8};

	(void)state;
	draw_make_ascii(&c);
	chart_bars(&c, (struct rect){0, 0, 1, 30}, bars + 1, 1, 0);
	draw_assert_row(&c, 0, "Lodz ###################### 50");
	chart_sparkline(&c, 1, 0, 10, ROLE_CHART, values, 4);
	draw_assert_row(&c, 1, " _-#");
}

static void test_sparkline(void **state)
{
	static const double values[] = {0, 1, 2, 4, 8};

	(void)state;
	chart_sparkline(&c, 0, 0, 10, ROLE_CHART, values, 5);
	draw_assert_row(&c, 0, " ▁▂▄█");
	chart_sparkline(&c, 1, 0, 2, ROLE_CHART, values, 5); /* the last ones */
	draw_assert_row(&c, 1, "▄█");
	chart_sparkline(&c, 2, 0, 5, ROLE_CHART, values, 1); /* all zero */
	draw_assert_row(&c, 2, "");
}

static void test_no_room(void **state)
{
	(void)state;
	chart_bars(&c, (struct rect){0, 0, 4, 3}, bars, 5, 0);
	chart_bars(&c, (struct rect){0, 0, 4, 30}, bars, 0, 0);
	chart_bars(&c, (struct rect){0, 0, 4, 30}, bars, 5, 9);
	for (int row = 0; row < 4; row++)
		assert_true(c.cells[row * 30 + 3].ch == ' '); /* nothing outside */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_bars, setup, teardown),
		cmocka_unit_test_setup_teardown(test_ascii, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sparkline, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_room, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
