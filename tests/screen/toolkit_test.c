/* The toolkit on a real pseudo-terminal: keys of several terminals, resizes, signals, fall-backs, charsets. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "vt.h"

static struct vt *demo_at(int rows, int cols, const char *const *env)
{
	const char *argv[] = {vt_beside("demo_app"), NULL};
	struct vt *vt = vt_start(rows, cols, argv, env);

	vt_idle(vt);
	return vt;
}

static struct vt *demo(void)
{
	return demo_at(24, 80, NULL);
}

static void quit(struct vt *vt)
{
	vt_keys(vt, "q");
	assert_int_equal(vt_exit_code(vt), 0);
	vt_free(vt);
}

static void test_first_frame(void **state)
{
	struct vt *vt = demo();
	int row, col;
	bool visible;

	(void)state;
	vt_assert_has(vt, "Demo 80x24 colors=256");
	assert_string_equal(vt_row(vt, 3),
		"▌ Иванов Пётр                                                                  0");
	assert_true(
		vt_find(vt, "3000", &row, &col)); /* behind a combining mark: still in its column */
	assert_int_equal(col, 76);
	assert_true(vt_find(vt, "2000", &row, &col)); /* behind wide characters */
	assert_int_equal(col, 76);
	vt_cursor(vt, &row, &col, &visible); /* on the selected name */
	assert_int_equal(row, 3);
	assert_int_equal(col, 2);
	assert_true(visible);
	assert_true(vt_attr(vt, 3, 2).bold);
	assert_false(vt_attr(vt, 4, 2).bold);
	assert_true(vt_bytes(vt) <= 2500);
	quit(vt);
}

static void test_stored_escapes_do_nothing(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_assert_has(vt, "evil^[[2Jname");
	vt_assert_has(vt, "Ivanov");
	assert_string_equal(vt_title(vt), "Demo ^[]2;x^G");
	quit(vt);
}

static void test_cursor_move_is_cheap(void **state)
{
	struct vt *vt = demo();
	size_t mark = strlen("\033]7777;idle\033\\"), before;

	(void)state;
	vt_keys(vt, "Down"); /* the message line appears with the first key */
	for (int i = 0; i < 5; i++) {
		before = vt_bytes(vt);
		vt_keys(vt, "Down");
		assert_true(vt_bytes(vt) - before - mark <= 130);
	}
	assert_true(strncmp(vt_row(vt, 9), "▌", strlen("▌")) == 0);
	quit(vt);
}

/* What one terminal or another sends, and the key it is. */
static const struct {
	const char *bytes, *shown;
} sequences[] = {
	{"\033[1~", "key Home"},
	{"\033[4~", "key End"},
	{"\033[7~", "key Home"},
	{"\033[8~", "key End"},
	{"\033OH", "key Home"},
	{"\033[F", "key End"},
	{"\033[11~", "key F1"},
	{"\033[14~", "key F4"},
	{"\033[[A", "key F1"},
	{"\033[[E", "key F5"},
	{"\033OP", "key F1"},
	{"\033[A", "key Up"},
	{"\033OA", "key Up"},
	{"\033[1;5C", "key Ctrl-Right"},
	{"\033Oc", "key Ctrl-Right"},
	{"\033[1;2A", "key Shift-Up"},
	{"\033[a", "key Shift-Up"},
	{"\b", "key Backspace"},
	{"\177", "key Backspace"},
	{"\0335", "key F5"},
	{"\033m", "key Alt-m"},
	{"\033[Z", "key Shift-Tab"},
	{"\033[15;2~", "key Shift-F5"},
	{"\033", "key Esc"},
	{"\023", "key Ctrl-S"},
	{"\021", "key Ctrl-Q"},
	{"\033[<64;5;9M", "key mouse 4 at 8,4"},
	{"ж", "key ж"},
	{"\033[97;5u", "key Ctrl-A"},
	{"\033Oy", "key 9"},
};

static void test_keys_of_many_terminals(void **state)
{
	struct vt *vt = demo();

	(void)state;
	for (size_t i = 0; i < sizeof(sequences) / sizeof(sequences[0]); i++) {
		vt_type(vt, sequences[i].bytes);
		vt_assert_has(vt, sequences[i].shown);
	}
	vt_type(vt, "\033[?99;1$y"); /* an answer nobody asked for is no key */
	vt_assert_has(vt, "key 9");
	quit(vt);
}

static void test_cyrillic_layout_runs_commands(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_keys(vt, "ф"); /* a */
	vt_assert_has(vt, "Form");
	vt_type(vt, "йцукен"); /* in a field it is text */
	vt_assert_has(vt, "йцукен");
	vt_keys(vt, "Ctrl-S");
	vt_assert_has(vt, "saved name=[йцукен]");
	vt_keys(vt, "й"); /* q */
	assert_int_equal(vt_exit_code(vt), 0);
	vt_free(vt);
}

static void test_paste_stays_in_its_field(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_keys(vt, "a");
	vt_paste(vt, "one\ntwo\r\nthree\tq");
	vt_assert_has(vt, "one two three q");
	vt_assert_has(vt, "Form");
	vt_keys(vt, "Ctrl-S");
	vt_assert_has(vt, "saved name=[one two three q]");
	vt_paste(vt, "q\nq\n"); /* outside a field no key is run from it */
	vt_assert_has(vt, "paste [q q ]");
	quit(vt);
}

static void test_form_asks_before_discarding(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_keys(vt, "a Ctrl-S"); /* required and empty */
	vt_assert_has(vt, "This field is needed.");
	vt_keys(vt, "x Esc");
	vt_assert_has(vt, "Esc again discards");
	vt_keys(vt, "Esc");
	vt_assert_has(vt, "cancelled");
	quit(vt);
}

static void test_resize_storm_ends_right(void **state)
{
	struct vt *vt = demo();
	char wanted[64];

	(void)state;
	for (int round = 0; round < 20; round++) {
		int rows = 20 + round, cols = 80 + round;

		for (int i = 0; i < 30; i++)
			vt_resize_raw(vt, 16 + i % 7, 61 + i);
		vt_resize_raw(vt, rows, cols);
		snprintf(wanted, sizeof(wanted), "Demo %dx%d ", cols, rows);
		vt_wait(vt, wanted);
	}
	vt_idle(vt);
	vt_assert_has(vt, "last");
	quit(vt);
}

static void test_tiny_windows(void **state)
{
	static const int sizes[][2] = {{1, 1}, {5, 20}, {2, 200}, {15, 60}, {16, 60}};
	struct vt *vt = demo();

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		vt_resize(vt, sizes[i][0], sizes[i][1]);
		vt_keys(vt, "Down");
	}
	vt_assert_has(vt, "Demo 60x16");
	vt_resize(vt, 15, 60);
	vt_assert_has(vt, "Window 60x15: at least 60x16 is needed");
	vt_resize(vt, 50, 200);
	vt_assert_has(vt, "Demo 200x50");
	quit(vt);
}

static void assert_restored(struct vt *vt)
{
	bool visible;

	assert_false(vt_is_altscreen(vt));
	assert_true(vt_is_cooked(vt));
	vt_cursor(vt, NULL, NULL, &visible);
	assert_true(visible);
	assert_true(vt_sent(vt, "\033[?2004l"));
	assert_true(vt_sent(vt, "\033[?1000l"));
}

static void test_signals_restore_the_terminal(void **state)
{
	static const int ends[] = {SIGTERM, SIGHUP, SIGINT};

	(void)state;
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		struct vt *vt = demo();

		assert_true(vt_is_altscreen(vt));
		assert_false(vt_is_cooked(vt));
		assert_true(vt_sent(vt, "\033[?2004h"));
		assert_true(vt_sent(vt, "\033[?1006h"));
		vt_signal(vt, ends[i]);
		assert_int_equal(vt_exit_code(vt), 0);
		assert_restored(vt);
		vt_free(vt);
	}
}

static void test_dropped_line_ends_the_program(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_hang_up(vt);
	assert_int_equal(vt_exit_code(vt), 0);
	vt_free(vt);
}

static void test_abort_restores_the_terminal(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_signal(vt, SIGABRT);
	assert_int_equal(vt_exit_code(vt), -SIGABRT);
	assert_restored(vt);
	vt_free(vt);
}

static void test_suspend_and_continue(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_send(vt,
		"\032"); /* in a session of its own nobody can continue it: the stop is refused, the screen comes back */
	vt_idle(vt);
	vt_assert_has(vt, "Иванов Пётр");
	vt_signal(vt, SIGSTOP);
	vt_wait_stopped(vt);
	vt_resize_raw(vt, 30, 100);
	vt_signal(vt, SIGCONT);
	vt_wait(vt, "Demo 100x30");
	vt_idle(vt);
	quit(vt);
}

static void test_clipboard(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_keys(vt, "Down Down Down Down Down y");
	assert_string_equal(vt_clipboard(vt), "SXZhbm92");
	quit(vt);
}

static void test_mouse(void **state)
{
	struct vt *vt = demo();

	(void)state;
	vt_mouse(vt, 0, 6, 10);
	assert_true(strncmp(vt_row(vt, 6), "▌", strlen("▌")) == 0);
	vt_mouse(vt, 65, 6, 10);
	vt_assert_has(vt, "▌ Petrov");
	quit(vt);
}

static void test_unknown_terminals_start(void **state)
{
	static const struct {
		const char *env, *shown;
	} kinds[] = {
		{"TERM=foot", "colors=256"},
		{"TERM=xterm-kitty", "colors=256"},
		{"TERM=xyzzy", "using vt100"},
		{"TERM=vt100", "colors=0"},
		{"TERM=xterm", "colors=8"},
		{"TERM=linux", "colors=8"},
		{"TERM=screen-256color", "colors=256"},
		{"TERM", "using vt100"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		const char *env[] = {kinds[i].env, NULL};
		struct vt *vt = demo_at(24, 80, env);

		vt_assert_has(vt, kinds[i].shown);
		vt_assert_has(vt, "▌ Иванов Пётр");
		assert_false(vt_sent(vt, "\033(0")); /* no alternate character set */
		quit(vt);
	}
}

static void test_dumb_terminal_is_refused(void **state)
{
	const char *argv[] = {vt_beside("demo_app"), NULL}, *env[] = {"TERM=dumb", NULL};
	struct vt *vt = vt_start(24, 80, argv, env);

	(void)state;
	assert_int_equal(vt_exit_code(vt), 2);
	vt_assert_has(vt, "the terminal type \"dumb\" cannot show a full screen");
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
}

static void test_no_terminal_is_refused(void **state)
{
	char command[4200];
	const char *argv[] = {"/bin/sh", "-c", command, NULL};
	struct vt *vt;

	(void)state;
	snprintf(command, sizeof(command), "%s </dev/null", vt_beside("demo_app"));
	vt = vt_start(24, 80, argv, NULL);
	assert_int_equal(vt_exit_code(vt), 2);
	vt_assert_has(vt, "there is no terminal here");
	vt_free(vt);
}

static void test_plain_c_locale_transliterates(void **state)
{
	const char *env[] = {"LC_ALL=C", NULL};
	struct vt *vt = demo_at(24, 80, env);

	(void)state;
	vt_assert_has(vt, "> Ivanov P");
	vt_assert_has(vt, "Lukasz");
	vt_assert_has(vt, "----------");
	for (const char *p = vt_screen(vt); *p != '\0'; p++)
		assert_true((unsigned char)*p < 0x80);
	vt_keys(vt, "ф"); /* keys still come as UTF-8 */
	vt_assert_has(vt, "Form");
	vt_keys(vt, "Esc");
	quit(vt);
}

static void test_no_color(void **state)
{
	const char *env[] = {"NO_COLOR=1", NULL};
	struct vt *vt = demo_at(24, 80, env);
	bool marked = false;

	(void)state;
	vt_keys(vt, "Down");
	for (int row = 0; row < 24; row++)
		for (int col = 0; col < 80; col++) {
			struct vt_attr a = vt_attr(vt, row, col);

			assert_int_equal(a.fg, -1);
			assert_int_equal(a.bg, -1);
		}
	marked = vt_attr(vt, 4, 2).bold && vt_attr(vt, 4, 2).underline && !vt_attr(vt, 3, 2).bold;
	assert_true(marked);
	quit(vt);
}

static void test_redraw_heals_the_screen(void **state)
{
	struct vt *vt = demo();
	size_t before;

	(void)state;
	before = vt_bytes(vt);
	vt_keys(vt, "Ctrl-L");
	assert_true(vt_bytes(vt) - before > 500);
	vt_assert_has(vt, "Иванов Пётр");
	quit(vt);
}

static void test_burst_of_keys_costs_one_frame(void **state)
{
	struct vt *vt = demo();
	size_t before = vt_bytes(vt);

	(void)state;
	vt_type(vt, "\033[B\033[B\033[B\033[B\033[B\033[B\033[B\033[B");
	assert_true(vt_bytes(vt) - before < 300);
	assert_true(strncmp(vt_row(vt, 11), "▌", strlen("▌")) == 0);
	quit(vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_frame),
		cmocka_unit_test(test_stored_escapes_do_nothing),
		cmocka_unit_test(test_cursor_move_is_cheap),
		cmocka_unit_test(test_keys_of_many_terminals),
		cmocka_unit_test(test_cyrillic_layout_runs_commands),
		cmocka_unit_test(test_paste_stays_in_its_field),
		cmocka_unit_test(test_form_asks_before_discarding),
		cmocka_unit_test(test_resize_storm_ends_right),
		cmocka_unit_test(test_tiny_windows),
		cmocka_unit_test(test_signals_restore_the_terminal),
		cmocka_unit_test(test_dropped_line_ends_the_program),
		cmocka_unit_test(test_abort_restores_the_terminal),
		cmocka_unit_test(test_suspend_and_continue),
		cmocka_unit_test(test_clipboard),
		cmocka_unit_test(test_mouse),
		cmocka_unit_test(test_unknown_terminals_start),
		cmocka_unit_test(test_dumb_terminal_is_refused),
		cmocka_unit_test(test_no_terminal_is_refused),
		cmocka_unit_test(test_plain_c_locale_transliterates),
		cmocka_unit_test(test_no_color),
		cmocka_unit_test(test_redraw_heals_the_screen),
		cmocka_unit_test(test_burst_of_keys_costs_one_frame),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
