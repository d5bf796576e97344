/* The key bar: ten places of eight columns at 80, seven on narrow screens, clicks. */
#include "unit/tui/draw.h"

#include "tui/fkeys.h"

static const struct fkey keys[10] = {
	{"Help", "?"},
	{"Меню", "m"},
	{"View", NULL},
	{"Правка и ещё", "e"},
	{NULL, NULL},
	{"Note", "o"},
	{"New", "a"},
	{"Del", "D"},
	{"Find", "/"},
	{"Quit", "q"},
};

static void test_eighty(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 80);
	fkeys_draw(&c, (struct rect){0, 0, 1, 80}, keys, false);
	draw_assert_row(&c, 0,
		"1Help   2Меню   3View   4Правк… 5       6Note   7New    8Del    9Find   10Quit");
	assert_int_equal(canvas_role_at(&c, 0, 0), ROLE_KEY);
	assert_int_equal(canvas_role_at(&c, 0, 1), ROLE_KEY_LABEL);
	canvas_clear(&c);
	fkeys_draw(&c, (struct rect){0, 0, 1, 80}, keys, true);
	draw_assert_row(&c, 0,
		"?Help   mМеню   3View   eПравк… 5       oNote   aNew    DDel    /Find   qQuit");
	canvas_release(&c);
}

static void test_narrow(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 63);
	fkeys_draw(&c, (struct rect){0, 0, 1, 63}, keys, false);
	draw_assert_row(&c, 0, "1Help    2Меню    3View    4Правка… 5        6Note    ?Help");
	canvas_release(&c);
}

static void test_clicks(void **state)
{
	(void)state;
	assert_int_equal(fkeys_at((struct rect){0, 0, 1, 80}, 0), 1);
	assert_int_equal(fkeys_at((struct rect){0, 0, 1, 80}, 79), 10);
	assert_int_equal(fkeys_at((struct rect){0, 0, 1, 80}, 80), 0);
	assert_int_equal(fkeys_at((struct rect){0, 0, 1, 63}, 60), 11);
	assert_int_equal(fkeys_at((struct rect){0, 0, 1, 63}, 10), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_eighty),
		cmocka_unit_test(test_narrow),
		cmocka_unit_test(test_clicks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
