/* Dates in words, by arrows and from the calendar. */
#include "unit/tui/draw.h"

#include "tui/datefield.h"

static int32_t today; /* Monday 2026-03-02 */
static struct datefield d;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	assert_true(date_from_ymd(2026, 3, 2, &today));
	datefield_init(&d, today, DATE_DMY);
	canvas_init(&c, 16, 60);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	datefield_release(&d);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(datefield_handle, &d, text)
#define press(code) draw_press(datefield_handle, &d, code)

static void assert_day(int32_t wanted)
{
	int32_t day;

	assert_true(datefield_day(&d, &day));
	assert_int_equal(day, wanted);
}

static void test_words(void **state)
{
	int32_t day;

	(void)state;
	assert_true(datefield_is_empty(&d));
	assert_false(datefield_day(&d, &day));
	type("+3d");
	assert_day(today + 3);
	datefield_clear(&d);
	type("завтра");
	assert_day(today + 1);
	datefield_clear(&d);
	type("8.3.26");
	assert_day(today + 6);
	datefield_clear(&d);
	type("31.02.2026");
	assert_false(datefield_day(&d, &day));
	assert_false(datefield_is_empty(&d));
}

static void test_order(void **state)
{
	(void)state;
	d.order = DATE_MDY;
	type("03/08/2026");
	assert_day(today + 6);
	datefield_set(&d, today);
	assert_string_equal(lineedit_text(&d.edit), "03/02/2026");
}

static void test_arrows(void **state)
{
	(void)state;
	press(K_UP); /* empty: begins with today */
	assert_day(today);
	press(K_UP);
	assert_day(today + 1);
	press(K_DOWN);
	press(K_DOWN);
	assert_day(today - 1);
	press(K_PGUP);
	assert_day(date_add_months(today - 1, 1));
	press(K_PGDN);
	assert_string_equal(lineedit_text(&d.edit), "01.03.2026");
	type("5"); /* typing begins anew after arrows */
	assert_string_equal(lineedit_text(&d.edit), "5");
}

static void test_preview(void **state)
{
	(void)state;
	type("+6d");
	datefield_draw(&d, &c, 0, 0, 50, true);
	draw_assert_has(&c, "= Sun 08.03.2026");
	canvas_clear(&c);
	type("x");
	datefield_draw(&d, &c, 0, 0, 50, true);
	draw_assert_has(&c, "? no date");
	datefield_draw(&d, &c, 0, 0, 3, true); /* no room, no harm */
}

static void test_calendar(void **state)
{
	(void)state;
	press(K_F(4));
	assert_true(d.calendar);
	datefield_draw_calendar(&d, &c, (struct rect){0, 0, 16, 60}, 1, 10);
	draw_assert_row(&c, 3, "          │ Mar 2026             │");
	draw_assert_row(&c, 5, "          │                    1 │");
	draw_assert_row(&c, 6, "          │  2  3  4  5  6  7  8 │");
	press(K_DOWN);
	press(K_RIGHT);
	assert_int_equal(press(K_ENTER), EDIT_CHANGED);
	assert_false(d.calendar);
	assert_day(today + 8);
	press(K_F(4));
	press(K_PGDN);
	press(K_ESC);
	assert_day(today + 8);
}

static void test_calendar_stays_inside(void **state)
{
	(void)state;
	press(K_F(4));
	datefield_draw_calendar(&d, &c, (struct rect){0, 0, 16, 60}, 14, 55);
	draw_assert_row(&c, 13, "                                    └──────────────────────┘");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_words, setup, teardown),
		cmocka_unit_test_setup_teardown(test_order, setup, teardown),
		cmocka_unit_test_setup_teardown(test_arrows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_preview, setup, teardown),
		cmocka_unit_test_setup_teardown(test_calendar, setup, teardown),
		cmocka_unit_test_setup_teardown(test_calendar_stays_inside, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
