/* Questions: choosing by arrows, letters in any layout, text that is longer than the screen. */
#include "unit/tui/draw.h"

#include "tui/dialog.h"

static struct dialog d;
static struct canvas c;

static int setup(void **state)
{
	static const char *const choices[] = {"Save", "Отменить", "Quit"};

	(void)state;
	dialog_init(&d, "Вопрос", "Сохранить изменения?", choices, 3);
	canvas_init(&c, 12, 60);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	dialog_release(&d);
	canvas_release(&c);
	return 0;
}

#define press(code) draw_press(dialog_handle, &d, code)

static void test_arrows_and_enter(void **state)
{
	(void)state;
	assert_int_equal(press(K_RIGHT), DIALOG_OPEN);
	assert_int_equal(press(K_ENTER), 1);
	press(K_TAB);
	press(K_RIGHT); /* round */
	assert_int_equal(press(K_ENTER), 0);
	press(K_LEFT);
	assert_int_equal(press(K_ENTER), 2);
	assert_int_equal(press(K_ESC), DIALOG_CANCEL);
	assert_int_equal(draw_press_mod(dialog_handle, &d, 'c', MOD_CTRL), DIALOG_CANCEL);
}

static void test_letters(void **state)
{
	(void)state;
	assert_int_equal(press('s'), 0);
	assert_int_equal(press('S'), 0);
	assert_int_equal(press(0x43e), 1); /* о */
	assert_int_equal(press('x'), DIALOG_OPEN);
	assert_int_equal(press(0x439), DIALOG_OPEN); /* й means nothing without a layout */
	d.layout = LAYOUT_RU;
	assert_int_equal(press(0x439), 2); /* the key of q */
	assert_int_equal(press('j'), 1);   /* the key of о */
}

static void test_draw(void **state)
{
	(void)state;
	dialog_draw(&d, &c, (struct rect){0, 0, 12, 60});
	draw_assert_row(&c, 3, "  ┌─ Вопрос ─────────────────────────────────────────────┐");
	draw_assert_has(&c, "Сохранить изменения?");
	draw_assert_has(&c, "[ Save ]    Отменить      Quit");
	assert_true(c.cursor_on);
	assert_int_equal(canvas_role_at(&c, c.cursor_row, c.cursor_col), ROLE_BUTTON_FOCUS);
}

static void test_long_text_scrolls(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	for (int i = 0; i < 30; i++)
		buf_addf(&b, "line %d\n", i);
	dialog_release(&d);
	dialog_init_notice(&d, "T", buf_str(&b));
	dialog_draw(&d, &c, (struct rect){0, 0, 12, 60});
	draw_assert_has(&c, "line 0");
	draw_assert_has(&c, "[ OK ]");
	for (int i = 0; i < 50; i++)
		press(K_DOWN);
	canvas_clear(&c);
	dialog_draw(&d, &c, (struct rect){0, 0, 12, 60});
	draw_assert_has(&c, "line 29");
	draw_assert_not(&c, "line 0");
	dialog_draw(&d, &c, (struct rect){0, 0, 2, 5}); /* no room, no harm */
	buf_release(&b);
}

static void test_safe_answer_first(void **state)
{
	(void)state;
	dialog_release(&d);
	dialog_init_yesno(&d, "T", "Delete 40 clients?", false);
	assert_int_equal(press(K_ENTER), 1);
	assert_int_equal(press('y'), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_arrows_and_enter, setup, teardown),
		cmocka_unit_test_setup_teardown(test_letters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_draw, setup, teardown),
		cmocka_unit_test_setup_teardown(test_long_text_scrolls, setup, teardown),
		cmocka_unit_test_setup_teardown(test_safe_answer_first, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
