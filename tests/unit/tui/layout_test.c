/* Where things go at each size: nothing overlaps, nothing lies outside, thresholds as documented. */
#include "unit/tui/draw.h"

#include "tui/layout.h"

static bool inside(struct rect r, int rows, int cols)
{
	return r.row >= 0 && r.col >= 0 && r.rows >= 0 && r.cols >= 0 && r.row + r.rows <= rows &&
	       r.col + r.cols <= cols;
}

static bool overlap(struct rect a, struct rect b)
{
	return a.rows > 0 && b.rows > 0 && a.row < b.row + b.rows && b.row < a.row + a.rows &&
	       a.col < b.col + b.cols && b.col < a.col + a.cols;
}

static void test_every_size(void **state)
{
	(void)state;
	for (int rows = 1; rows < 70; rows++)
		for (int cols = 1; cols < 260; cols++) {
			struct layout l;

			layout_compute(rows, cols, &l);
			assert_int_equal(l.too_small, rows < 16 || cols < 60);
			if (l.too_small)
				continue;
			const struct rect parts[] = {l.tabs, l.title, l.main, l.card, l.side,
				l.chart, l.rule, l.preview, l.message, l.keys};

			for (int i = 0; i < 10; i++) {
				assert_true(inside(parts[i], rows, cols));
				for (int k = i + 1; k < 10; k++)
					assert_false(overlap(parts[i], parts[k]));
			}
			assert_true(l.main.rows >= 12 && l.main.cols >= 58);
		}
}

static void test_thresholds(void **state)
{
	struct layout l;

	(void)state;
	layout_compute(24, 80, &l);
	assert_int_equal(l.panes, 1);
	assert_int_equal(l.main.row, 2);
	assert_int_equal(l.main.rows, 18);
	assert_int_equal(l.preview.row, 21);
	assert_int_equal(l.message.row, 22);
	assert_int_equal(l.keys.row, 23);
	layout_compute(16, 60, &l);
	assert_int_equal(l.preview.rows, 0);
	assert_int_equal(l.main.rows, 12);
	layout_compute(40, 120, &l);
	assert_int_equal(l.panes, 2);
	assert_true(l.card.cols >= 50 && l.side.rows == 0);
	layout_compute(40, 160, &l);
	assert_int_equal(l.panes, 3);
	assert_true(l.side.cols >= 40 && l.chart.rows == 0);
	layout_compute(50, 200, &l);
	assert_true(l.chart.rows > 5);
}

static void test_too_small(void **state)
{
	static const int sizes[][2] = {{1, 1}, {2, 3}, {10, 40}};
	struct canvas c;

	(void)state;
	canvas_init(&c, 1, 1);
	for (size_t i = 0; i < 3; i++) {
		canvas_resize(&c, sizes[i][0], sizes[i][1]);
		layout_draw_too_small(&c);
	}
	draw_assert_has(&c, "Window 40x10: at least 60x16 is needed");
	/* What does not fit into a line goes on in the next. */
	canvas_resize(&c, 8, 30);
	layout_draw_too_small(&c);
	draw_assert_has(&c, "Window 30x8: at least 60x16 is");
	draw_assert_has(&c, "needed");
	draw_assert_has(&c, "quit.");
	canvas_release(&c);
}

static void test_rules(void **state)
{
	struct canvas c;
	struct layout l;

	(void)state;
	canvas_init(&c, 50, 200);
	layout_compute(50, 200, &l);
	layout_draw_rules(&l, &c);
	assert_int_equal(canvas_role_at(&c, l.card.row, l.card.col - 1), ROLE_BORDER);
	assert_int_equal(canvas_role_at(&c, l.side.row, l.side.col - 1), ROLE_BORDER);
	assert_int_equal(canvas_role_at(&c, l.chart.row - 1, l.chart.col), ROLE_BORDER);
	canvas_release(&c);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_size),
		cmocka_unit_test(test_thresholds),
		cmocka_unit_test(test_too_small),
		cmocka_unit_test(test_rules),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
