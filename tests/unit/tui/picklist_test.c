/* Choosing from a table and from a look-up. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/picklist.h"

static const struct pick choices[] = {{"new", "Новый", NULL}, {"offer", "Предложение", "2 wk"},
	{"won", "Выигран", NULL}, {"lost", "Проигран", NULL}};

static struct picklist p;
static struct canvas c;

static int setup(void **state)
{
	(void)state;
	picklist_init(&p, choices, 4);
	canvas_init(&c, 12, 40);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	picklist_release(&p);
	canvas_release(&c);
	return 0;
}

#define type(text) draw_type(picklist_handle, &p, text)
#define press(code) draw_press(picklist_handle, &p, code)

static void test_choose_by_arrows(void **state)
{
	(void)state;
	picklist_open(&p, "offer");
	assert_string_equal(picklist_chosen(&p)->value, "offer");
	press(K_DOWN);
	assert_int_equal(press(K_ENTER), PICK_CHOSEN);
	assert_string_equal(picklist_chosen(&p)->value, "won");
	press(K_PGDN);
	assert_string_equal(picklist_chosen(&p)->value, "lost");
	press(K_PGUP);
	press(K_UP);
	assert_string_equal(picklist_chosen(&p)->value, "new");
	assert_int_equal(press(K_ESC), PICK_CANCEL);
}

static void test_filter_as_typed(void **state)
{
	(void)state;
	picklist_open(&p, NULL);
	type("игр");
	assert_int_equal(p.count, 2);
	type("zz");
	assert_int_equal(p.count, 0);
	assert_int_equal(press(K_ENTER), PICK_CHANGED); /* nothing to choose */
	assert_null(picklist_chosen(&p));
	press(K_BACKSPACE);
	press(K_BACKSPACE);
	assert_int_equal(p.count, 2);
}

static void test_draw(void **state)
{
	(void)state;
	picklist_open(&p, "offer");
	picklist_draw(&p, &c, (struct rect){0, 0, picklist_rows(&p), 34}, "Этап");
	draw_assert_row(&c, 0, "┌─ Этап ─────────────────────────┐");
	draw_assert_row(&c, 2, "│ Новый                          │");
	draw_assert_row(&c, 3, "│▌Предложение          2 wk      │");
	draw_assert_row(&c, 6, "└────────────────────────────────┘");
	assert_int_equal(canvas_role_at(&c, 3, 3), ROLE_POPUP_SELECTED);
	assert_true(c.cursor_on);
}

/* In less room than the list would like, the cursor stays to be seen, and its place is told. */
static void test_draw_in_little_room(void **state)
{
	(void)state;
	picklist_open(&p, NULL);
	press(K_DOWN);
	press(K_DOWN);
	picklist_draw(&p, &c, (struct rect){0, 0, 5, 34}, "Этап");
	draw_assert_row(&c, 2, "│ Предложение          2 wk      │");
	draw_assert_row(&c, 3, "│▌Выигран                        │");
	draw_assert_row(&c, 4, "└─────────────────────────── 3/4 ┘");
}

static int asked;

static void find(void *arg, const char *typed, struct picklist *out)
{
	char value[16], label[32];

	(void)arg;
	asked++;
	for (int i = 0; i < 20 && typed[0] != '\0'; i++) {
		snprintf(value, sizeof(value), "%d", i);
		snprintf(label, sizeof(label), "%s %d", typed, i);
		picklist_add(out, value, label, NULL);
	}
}

static void test_lookup(void **state)
{
	(void)state;
	picklist_release(&p);
	picklist_init_find(&p, find, NULL, true);
	asked = 0;
	picklist_open(&p, NULL);
	assert_int_equal(p.count, 0);
	type("Ив");
	assert_int_equal(asked, 3);
	assert_int_equal(p.count, 20);
	for (int i = 0; i < 15; i++)
		press(K_DOWN);
	picklist_draw(&p, &c, (struct rect){0, 0, 12, 30}, "Клиент");
	draw_assert_has(&c, "▌Ив 15");
	draw_assert_not(&c, "Ив 1 ");
	assert_int_equal(press(K_INSERT), PICK_ADD);
	assert_string_equal(lineedit_text(&p.edit), "Ив");
	press(K_BACKSPACE);
	assert_int_equal(p.cursor, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_choose_by_arrows, setup, teardown),
		cmocka_unit_test_setup_teardown(test_filter_as_typed, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw_in_little_room, setup, teardown),
		cmocka_unit_test_setup_teardown(test_lookup, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
