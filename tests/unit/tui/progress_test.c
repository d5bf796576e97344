/* Progress: numbers, bar, stopping. */
#include "unit/tui/draw.h"

#include "tui/progress.h"

static struct progress p;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	progress_init(&p, "Импорт", "rows", 2000, 10000);
	canvas_init(&c, 9, 70);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	progress_release(&p);
	canvas_release(&c);
	return 0;
}

static void test_rate_and_time_left(void **state)
{
	(void)state;
	assert_int_equal(progress_left_s(&p), -1);
	progress_update(&p, 10, 10100); /* too early to tell */
	assert_int_equal(progress_left_s(&p), -1);
	progress_update(&p, 500, 15000);
	assert_true(progress_rate(&p) > 99.9 && progress_rate(&p) < 100.1);
	assert_int_equal(progress_left_s(&p), 15);
	progress_update(&p, 2000, 30000);
	assert_int_equal(progress_left_s(&p), 0);
}

static void test_draw(void **state)
{
	(void)state;
	progress_update(&p, 500, 15000);
	progress_draw(&p, &c, (struct rect){0, 0, 9, 70});
	draw_assert_has(&c, "─ Импорт ─");
	draw_assert_has(&c, "████████████▌");
	draw_assert_has(&c, "25 %");
	draw_assert_has(&c, "500 of 2000 rows   100 a second   0:15 left");
	draw_assert_has(&c, "Esc stops");
	assert_true(c.cursor_on);
}

static void test_bar(void **state)
{
	(void)state;
	progress_draw_bar(&c, 0, 0, 16, 1, 3);
	draw_assert_row(&c, 0, "███▎        33 %");
	progress_draw_bar(&c, 1, 0, 16, 99, 3);
	draw_assert_row(&c, 1, "██████████ 100 %");
	progress_draw_bar(&c, 2, 0, 16, 5, 0);
	draw_assert_row(&c, 2, "");
	progress_draw_bar(&c, 2, 0, 3, 5, 10);
	draw_assert_row(&c, 2, "");
	draw_make_ascii(&c);
	progress_draw_bar(&c, 3, 0, 16, 1, 2);
	draw_assert_row(&c, 3, "#####       50 %");
}

static void test_unknown_total(void **state)
{
	(void)state;
	p.total = 0;
	progress_update(&p, 700, 15000);
	progress_draw(&p, &c, (struct rect){0, 0, 9, 70});
	draw_assert_has(&c, "700 rows   140 a second");
	draw_assert_not(&c, "%");
	draw_assert_not(&c, "left");
}

static void test_cancel(void **state)
{
	struct event ev = draw_key('x');

	(void)state;
	assert_false(progress_handle(&p, &ev));
	assert_false(p.cancelled);
	ev = draw_key(K_ESC);
	assert_true(progress_handle(&p, &ev));
	assert_true(p.cancelled);
	progress_draw(&p, &c, (struct rect){0, 0, 9, 70});
	draw_assert_has(&c, "Stopping");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rate_and_time_left, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_bar, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unknown_total, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cancel, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
