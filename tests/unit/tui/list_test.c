/* The list: paging through rows that are loaded piece by piece, columns, marks, drawing. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/list.h"

enum { ALL = 100, LOAD = 10, KEEP = 30 };

/* A window of at most KEEP rows over ALL. */
struct store {
	int first, count;
	int loads;
};

static const char *const names[] = {"Иванов Пётр", "Żółć Łukasz", "中文", "и\xcc\x86од", "Müller"};

static int store_count(void *arg)
{
	return ((struct store *)arg)->count;
}

static void store_cell(void *arg, int row, int column, struct list_cell *out)
{
	int n = ((struct store *)arg)->first + row;

	if (column == 0)
		buf_add(&out->text, names[n % 5]);
	else if (column == 1)
		buf_addf(&out->text, "%d", n);
	else
		buf_add(&out->text, "city");
	if (n % 10 == 3)
		out->role = ROLE_OVERDUE;
}

static int64_t store_id(void *arg, int row)
{
	return 1000 + ((struct store *)arg)->first + row;
}

static bool store_more(void *arg, enum list_end end, struct list_shift *out)
{
	struct store *s = arg;

	s->loads++;
	if (end == LIST_LAST) {
		int n = ALL - s->first - s->count < LOAD ? ALL - s->first - s->count : LOAD, drop;

		s->count += n;
		drop = s->count > KEEP ? s->count - KEEP : 0;
		s->first += drop;
		s->count -= drop;
		*out = (struct list_shift){-drop, n};
		return n > 0;
	} else {
		int n = s->first < LOAD ? s->first : LOAD;

		s->first -= n;
		s->count = s->count + n > KEEP ? KEEP : s->count + n;
		*out = (struct list_shift){n, n};
		return n > 0;
	}
}

static void store_jump(void *arg, enum list_end end)
{
	struct store *s = arg;

	s->first = end == LIST_FIRST ? 0 : ALL - LOAD;
	s->count = LOAD;
}

static const struct list_column columns[] = {
	{.title = "Имя", .cols = 12, .grow = 1},
	{.title = "Номер", .cols = 6, .right = true, .priority = 1},
	{.title = "City", .cols = 8, .priority = 2},
};

static struct store store;
static struct list list;
static struct canvas c;

static int setup(void **state)
{
	struct list_source source = {
		&store, store_count, store_cell, store_id, store_more, store_jump};

	(void)state;
	store = (struct store){0, LOAD, 0};
	list_init(&list, columns, 3, source);
	list.focus = true;
	list_fit(&list, 6); /* five rows */
	canvas_init(&c, 6, 40);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	list_release(&list);
	canvas_release(&c);
	return 0;
}

static void show(void)
{
	canvas_clear(&c);
	list_draw(&list, &c, (struct rect){0, 0, 6, 40});
}

static void test_draws_aligned(void **state)
{
	(void)state;
	list.sort_column = 0;
	show();
	draw_assert_row(&c, 0, "  Имя                  ▲  Номер City");
	draw_assert_row(&c, 1, "▌ Иванов Пётр                 0 city");
	draw_assert_row(&c, 2, "  Żółć Łukasz                 1 city");
	draw_assert_row(&c, 3, "  中文                        2 city");
	draw_assert_row(&c, 4, "  и\xcc\x86од                         3 city");
	assert_int_equal(canvas_role_at(&c, 1, 2), ROLE_SELECTED);
	assert_int_equal(canvas_role_at(&c, 1, 30), ROLE_NORMAL); /* only the name is bold: bytes */
	assert_int_equal(canvas_role_at(&c, 4, 2), ROLE_OVERDUE);
	assert_true(c.cursor_on && c.cursor_row == 1 && c.cursor_col == 2);
	list.focus = false;
	show();
	assert_false(c.cursor_on);
	draw_assert_row(&c, 1, "  Иванов Пётр                 0 city");
}

static void test_moves_load_pages(void **state)
{
	(void)state;
	assert_false(list_move(&list, LIST_UP));
	for (int i = 1; i < ALL; i++) {
		assert_true(list_move(&list, LIST_DOWN));
		assert_int_equal(list_id(&list), 1000 + i);
		assert_true(list.cursor >= list.top && list.cursor < list.top + 5);
	}
	assert_false(list_move(&list, LIST_DOWN));
	for (int i = ALL - 2; i >= 0; i--) {
		assert_true(list_move(&list, LIST_UP));
		assert_int_equal(list_id(&list), 1000 + i);
		assert_true(list.cursor >= list.top && list.cursor < list.top + 5);
	}
	assert_false(list_move(&list, LIST_UP));
	assert_true(store.count <= KEEP);
}

static void test_pages_and_ends(void **state)
{
	(void)state;
	list_move(&list, LIST_PAGE_DOWN);
	assert_int_equal(list_id(&list), 1004);
	show();
	draw_assert_row(&c, 1, "▌ Müller                      4 city");
	list_move(&list, LIST_END);
	assert_int_equal(list_id(&list), 1099);
	show();
	draw_assert_row(&c, 5, "▌ Müller                     99 city");
	assert_false(list_move(&list, LIST_PAGE_DOWN));
	for (int i = 0; i < 40; i++)
		list_move(&list, LIST_PAGE_UP);
	assert_int_equal(list_id(&list), 1000);
	list_move(&list, LIST_END);
	list_move(&list, LIST_HOME);
	assert_int_equal(list_id(&list), 1000);
}

static void test_scroll_position_stays_while_loading(void **state)
{
	(void)state;
	for (int i = 0; i < 9; i++)
		list_move(&list, LIST_DOWN);
	show();
	draw_assert_row(&c, 5, "▌ Müller                      9 city");
	list_move(&list, LIST_DOWN); /* loads; the view moves by one row */
	show();
	draw_assert_row(&c, 4, "  Müller                      9 city");
	draw_assert_row(&c, 5, "▌ Иванов Пётр                10 city");
}

static void test_narrow_screens_drop_columns(void **state)
{
	int w[3];

	(void)state;
	list_widths(columns, 3, 40, w);
	assert_true(w[0] == 22 && w[1] == 6 && w[2] == 8);
	list_widths(columns, 3, 29, w);
	assert_true(w[0] == 20 && w[1] == 6 && w[2] == 0);
	list_widths(columns, 3, 18, w);
	assert_true(w[0] == 16 && w[1] == 0 && w[2] == 0);
	list_widths(columns, 3, 8, w);
	assert_true(w[0] == 6);
	canvas_clear(&c);
	list_draw(&list, &c, (struct rect){0, 0, 6, 18});
	draw_assert_row(&c, 1, "▌ Иванов Пётр");
	list_draw(&list, &c, (struct rect){0, 0, 0, 0});
	list_draw(&list, &c, (struct rect){0, 0, 1, 1});
}

static void test_marks(void **state)
{
	(void)state;
	list_mark_toggle(&list);
	list_mark_toggle(&list);
	list_move(&list, LIST_DOWN);
	list_mark_toggle(&list);
	assert_int_equal(list.mark_count, 3);
	assert_true(list_is_marked(&list, 1000) && list_is_marked(&list, 1001) &&
		    list_is_marked(&list, 1003));
	assert_false(list_is_marked(&list, 1002));
	show();
	assert_int_equal(canvas_role_at(&c, 1, 1), ROLE_MARKED);
	draw_assert_row(&c, 1, " *Иванов Пётр                 0 city");
	list_select(&list, 0);
	list_mark_toggle(&list);
	assert_false(list_is_marked(&list, 1000));
	list_mark_loaded(&list);
	assert_int_equal(list.mark_count, LOAD);
	list_move(&list, LIST_END); /* marks outlive the window */
	assert_true(list_is_marked(&list, 1001));
	list_mark_clear(&list);
	assert_int_equal(list.mark_count, 0);
}

static void test_mouse(void **state)
{
	struct rect r = {2, 0, 6, 40};
	struct event ev = draw_mouse(MOUSE_PRESS, 5, 10);

	(void)state;
	assert_true(list_handle(&list, &ev, r));
	assert_int_equal(list.cursor, 2);
	ev = draw_mouse(MOUSE_WHEEL_DOWN, 5, 10);
	assert_true(list_handle(&list, &ev, r));
	assert_int_equal(list.cursor, 5);
	ev = draw_mouse(MOUSE_PRESS, 0, 10);
	assert_false(list_handle(&list, &ev, r));
	assert_int_equal(list_heading_at(&list, r, 2, 3), 0);
	assert_int_equal(list_heading_at(&list, r, 2, 27), 1);
	assert_int_equal(list_heading_at(&list, r, 3, 3), -1);
}

static void test_empty(void **state)
{
	struct event ev;

	(void)state;
	store.count = 0;
	list_reset(&list);
	list.empty = "Пусто. F7 добавит.";
	assert_int_equal(list_id(&list), -1);
	list_mark_toggle(&list);
	assert_int_equal(list.mark_count, 0);
	show();
	draw_assert_row(&c, 2, "  Пусто. F7 добавит.");
	ev = draw_key(K_PGUP);
	assert_false(list_handle(&list, &ev, (struct rect){0, 0, 6, 40}));
}

static void test_cursor_follows_a_shrinking_list(void **state)
{
	(void)state;
	list_select(&list, 9);
	store.count = 3;
	list_reset(&list);
	assert_int_equal(list.cursor, 2);
	assert_int_equal(list.top, 0);
	assert_true(list_select_id(&list, 1001));
	assert_int_equal(list.cursor, 1);
	assert_false(list_select_id(&list, 5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_draws_aligned, setup, teardown),
		cmocka_unit_test_setup_teardown(test_moves_load_pages, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pages_and_ends, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_scroll_position_stays_while_loading, setup, teardown),
		cmocka_unit_test_setup_teardown(test_narrow_screens_drop_columns, setup, teardown),
		cmocka_unit_test_setup_teardown(test_marks, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mouse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_empty, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_cursor_follows_a_shrinking_list, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
