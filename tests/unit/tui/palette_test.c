/* Palette and menu: filtering, order, keys shown, headings. */
#include "unit/tui/draw.h"

#include "tui/palette.h"

static struct palette p;
static struct canvas c;

static void fill(void)
{
	palette_add(&p, 1, "Clients", "client_new", "New client", "F7, a", "Make a new client");
	palette_add(&p, 2, "Clients", "client_delete", "Delete client", "F8, D", NULL);
	palette_add(&p, 3, "Сделки", "deal_won", "Выиграть сделку", "w", "Mark the deal as won");
	palette_add(&p, 4, "View", "redraw", "Redraw", "Ctrl-L", "");
	palette_filter(&p, false);
}

static int setup(void **state)
{
	(void)state;
	palette_init(&p, "Actions", false);
	fill();
	canvas_init(&c, 24, 80);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	palette_release(&p);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(palette_handle, &p, text)
#define press(code) draw_press(palette_handle, &p, code)

static void test_choose(void **state)
{
	(void)state;
	assert_int_equal(palette_chosen(&p)->id, 1);
	press(K_DOWN);
	assert_int_equal(press(K_ENTER), PALETTE_CHOSEN);
	assert_int_equal(palette_chosen(&p)->id, 2);
	press(K_PGDN);
	assert_int_equal(palette_chosen(&p)->id, 4);
	assert_int_equal(press(K_ESC), PALETTE_CANCEL);
}

static void test_typing_filters(void **state)
{
	(void)state;
	type("del");
	assert_int_equal(palette_chosen(&p)->id, 2);
	draw_press_mod(palette_handle, &p, 'u', MOD_CTRL);
	type("сделку");
	assert_int_equal(p.shown_count, 1);
	assert_int_equal(palette_chosen(&p)->id, 3);
	draw_press_mod(palette_handle, &p, 'u', MOD_CTRL);
	type("deal_w"); /* by command name */
	assert_int_equal(palette_chosen(&p)->id, 3);
	type("qqq");
	assert_null(palette_chosen(&p));
	assert_int_equal(press(K_ENTER), PALETTE_CHANGED);
}

static void test_tab_completes(void **state)
{
	(void)state;
	type("redr");
	press(K_TAB);
	assert_string_equal(palette_typed(&p), "redraw");
}

static void test_draw(void **state)
{
	(void)state;
	palette_draw(&p, &c, (struct rect){0, 0, 24, 80});
	draw_assert_has(&c, "│>  ");
	draw_assert_has(&c, "▌New client");
	draw_assert_has(&c, "F7, a");
	draw_assert_has(&c, "Make a new client");
	assert_int_equal(canvas_role_at(&c, 4, 10), ROLE_POPUP_SELECTED);
	palette_draw(&p, &c, (struct rect){0, 0, 3, 10});
}

static void test_menu_groups(void **state)
{
	(void)state;
	palette_release(&p);
	palette_init(&p, "Menu", true);
	fill();
	palette_draw(&p, &c, (struct rect){0, 0, 24, 80});
	draw_assert_row(&c, 4,
		"  │ Clients                                                                  │");
	draw_assert_has(&c, "│▌New client");
	draw_assert_row(&c, 7,
		"  │ Сделки                                                                   │");
	press(K_DOWN);
	press(K_DOWN);
	assert_int_equal(palette_chosen(&p)->id, 3);
}

static void test_long_menus_scroll(void **state)
{
	(void)state;
	for (int i = 0; i < 40; i++)
		palette_add(&p, 100 + i, "More", "", i == 39 ? "the end" : "entry", "", "");
	p.menu = true;
	palette_filter(&p, false);
	for (int i = 0; i < 60; i++)
		press(K_DOWN);
	palette_draw(&p, &c, (struct rect){0, 0, 24, 80});
	draw_assert_has(&c, "▌the end");
	draw_assert_not(&c, "New client");
}

static void test_entries_from_a_lookup(void **state)
{
	(void)state;
	type("ив");
	palette_empty(&p);
	palette_add(&p, 50, "", "", "Петров (найден по телефону)", "", "");
	palette_filter(&p, true);
	assert_int_equal(palette_chosen(&p)->id, 50);
	assert_string_equal(palette_typed(&p), "ив");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_choose, setup, teardown),
		cmocka_unit_test_setup_teardown(test_typing_filters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tab_completes, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_menu_groups, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_menus_scroll, setup, teardown),
		cmocka_unit_test_setup_teardown(test_entries_from_a_lookup, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
