/* The row of tabs: badges, the active one, narrow screens, clicks. */
#include "unit/tui/draw.h"

#include "tui/tabs.h"

static const struct tab tabs[] = {{"Сегодня", 3}, {"Clients", 0}, {"Сделки", 0}};

static void test_draw(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 60);
	tabs_draw(&c, (struct rect){0, 0, 1, 60}, tabs, 3, 1, "ivan");
	draw_assert_row(&c, 0, " 1 Сегодня 3  2 Clients  3 Сделки                      ivan");
	assert_int_equal(canvas_role_at(&c, 0, 2), ROLE_TAB);
	assert_int_equal(canvas_role_at(&c, 0, 15), ROLE_TAB_ACTIVE);
	assert_int_equal(tabs_at((struct rect){0, 0, 1, 60}, tabs, 3, "ivan", 0), 0);
	assert_int_equal(tabs_at((struct rect){0, 0, 1, 60}, tabs, 3, "ivan", 15), 1);
	assert_int_equal(tabs_at((struct rect){0, 0, 1, 60}, tabs, 3, "ivan", 50), -1);
	canvas_release(&c);
}

static void test_narrow(void **state)
{
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 38);
	tabs_draw(&c, (struct rect){0, 0, 1, 38}, tabs, 3, 0, "ivan");
	draw_assert_row(&c, 0, " 1 Сегодня 3  2 Clients  3 Сделки");
	canvas_resize(&c, 1, 32);
	tabs_draw(&c, (struct rect){0, 0, 1, 32}, tabs, 3, 0, "ivan");
	draw_assert_row(&c, 0, " 1 Сегодня  2 Clients  3 Сделки");
	assert_int_equal(tabs_at((struct rect){0, 0, 1, 32}, tabs, 3, "ivan", 11), 1);
	canvas_resize(&c, 1, 24);
	tabs_draw(&c, (struct rect){0, 0, 1, 24}, tabs, 3, 0, "");
	draw_assert_row(&c, 0, " 1 Сего… 2 Clie… 3 Сдел…");
	canvas_resize(&c, 1, 5);
	tabs_draw(&c, (struct rect){0, 0, 1, 5}, tabs, 3, 0, "a long text");
	canvas_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_draw),
		cmocka_unit_test(test_narrow),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
