/* The decoder: what terminals send, in any pieces, becomes the right events and nothing else. */
#include "unit/tui/draw.h"

#include <stdio.h>

#include "tui/input.h"
#include "tui/keymap.h"

static struct input *in;
static int64_t now_ms;

static int setup(void **state)
{
	(void)state;
	in = input_new(NULL);
	now_ms = 1000;
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	input_free(in);
	return 0;
}

/* All events that come of the bytes, as text: "Up Ctrl-R paste[a] press@3,4". */
static void drain(bool expired, struct buf *out)
{
	static const char *const mouse[] = {
		"press", "double", "release", "drag", "up", "down", "right"};
	struct event ev;

	while (input_next(in, expired, now_ms, &ev)) {
		if (out->len > 0)
			buf_addch(out, ' ');
		if (ev.kind == EVENT_KEY)
			key_print((struct key){ev.key, ev.mods}, out);
		else if (ev.kind == EVENT_PASTE)
			buf_addf(out, "paste[%s]", ev.text);
		else if (ev.kind == EVENT_MOUSE)
			buf_addf(out, "%s@%d,%d", mouse[ev.mouse], ev.row, ev.col);
		else if (ev.kind == EVENT_FOCUS)
			buf_addf(out, "focus%u", ev.key);
	}
}

static void assert_events(const char *bytes, size_t len, const char *wanted)
{
	struct buf b = BUF_INIT;

	input_feed(in, bytes, len);
	drain(false, &b);
	drain(true, &b);
	assert_string_equal(buf_str(&b), wanted);
	buf_release(&b);
}
#define events(bytes, wanted) assert_events(bytes, sizeof(bytes) - 1, wanted)

static void test_characters(void **state)
{
	(void)state;
	events("aЖż中", "a Ж ż 中");
	events("\r\n\t\b\177", "Enter Enter Tab Backspace Backspace");
	events("\001\023\032\000", "Ctrl-A Ctrl-S Ctrl-Z Ctrl-Space");
	events("\xff\xd0", "");
	events("x", "x");
}

static void test_escape_and_alt(void **state)
{
	(void)state;
	events("\033", "Esc");
	events("\033\033", "Esc Esc");
	events("\033m\033ж", "Alt-m Alt-ж");
	events("\0331\0330", "F1 F10");
	events("\033\r", "Alt-Enter");
	events("\033[", "Alt-[");
	events("\033O", "Alt-O");
}

static void test_sequences_of_terminals(void **state)
{
	(void)state;
	events("\033[A\033OB\033[1;5C\033[1;2D", "Up Down Ctrl-Right Shift-Left");
	events("\033[1~\033[4~\033[7~\033[8~\033[H\033OF", "Home End Home End Home End");
	events("\033[11~\033[15~\033[17~\033[21~\033[24~", "F1 F5 F6 F10 F12");
	events("\033[[A\033[[E\033OP\033OS\033[1;2P", "F1 F5 F1 F4 Shift-F1");
	events("\033[3;5~\033[2^\033[23$\033[Z", "Ctrl-Del Ctrl-Ins Shift-F11 Shift-Tab");
	events("\033Oa\033[b\033\033[C", "Ctrl-Up Shift-Down Alt-Right");
	events("\033[27;5;13~\033[97;5u\033[13u", "Ctrl-Enter Ctrl-A Enter");
	events("\033Op\033OM\033Ok", "0 Enter +");
}

static void test_unknown_sequences_vanish(void **state)
{
	(void)state;
	events("\033[?62;22c\033[99~\033[?2026;2$y\033[>1;10;0c\033OZx", "x");
	events("\033[5;\001a", "Ctrl-A a");
	events("\033[1;2", "");
	events("z", "z");
}

static void test_terminfo_keys(void **state)
{
	(void)state;
	input_define(in, "\033[25h", K_INSERT, 0);
	input_define(in, "\033_x", K_F(9), MOD_SHIFT);
	input_define(in, "\r", K_UP, 0); /* one byte is never redefined */
	events("\033[25h\033_x\r", "Ins Shift-F9 Enter");
	events("\033_", "Alt-_");
}

static void test_pieces(void **state)
{
	static const char bytes[] = "Ж\033[1;5C中\033OP\033[200~вст\r\nавка\033[201~\033[<0;5;4M!";
	struct buf b = BUF_INIT;

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(bytes); i++) {
		input_feed(in, bytes + i, 1);
		drain(false, &b);
	}
	assert_string_equal(buf_str(&b), "Ж Ctrl-Right 中 F1 paste[вст\nавка] press@3,4 !");
	assert_false(input_is_waiting(in));
	buf_release(&b);
}

static void test_waiting(void **state)
{
	struct event ev;

	(void)state;
	input_feed(in, "\033", 1);
	assert_false(input_next(in, false, 0, &ev));
	assert_true(input_is_waiting(in));
	input_feed(in, "[A", 2);
	assert_true(input_next(in, false, 0, &ev));
	assert_int_equal(ev.key, K_UP);
	assert_false(input_is_waiting(in));
}

static void test_paste_runs_no_keys(void **state)
{
	(void)state;
	events("\033[200~q\033[Ay\003\033[201~z", "paste[q\033[Ay\003] z");
	events("\033[200~\033[201~\033[201~k", "paste[] k");
}

static void test_mouse(void **state)
{
	(void)state;
	events("\033[<0;1;1M\033[<0;1;1m", "press@0,0 release@0,0");
	now_ms += 100;
	events("\033[<0;1;1M", "double@0,0");
	now_ms += 100;
	events("\033[<0;1;1M", "press@0,0"); /* the third begins anew */
	now_ms += 5000;
	events("\033[<0;1;1M", "press@0,0");
	events("\033[<64;2;3M\033[<65;2;3M\033[<32;4;4M\033[<2;9;9M",
		"up@2,1 down@2,1 drag@3,3 right@8,8");
	now_ms += 5000;
	events("\033[M !!", "press@0,0");
	events("\033[I\033[O", "focus1 focus0");
}

static void test_eight_bit_charset(void **state)
{
	uint32_t high[128] = {0};
	struct buf b = BUF_INIT;

	(void)state;
	high[0xc1 - 0x80] = 0x430; /* KOI8-R а */
	input_free(in);
	in = input_new(high);
	input_feed(in, "\xc1q\xff\033\xc1\033[200~\xc1\033[201~", 18);
	drain(true, &b);
	assert_string_equal(buf_str(&b), "а q Alt-а paste[а]");
	buf_release(&b);
}

/* Any bytes: no crash, no endless wait, and nothing but printable characters, keys and events. */
static void test_noise(void **state)
{
	uint32_t seed = 1;
	struct event ev;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		char bytes[8];

		for (size_t k = 0; k < sizeof(bytes); k++) {
			seed = seed * 1664525 + 1013904223;
			bytes[k] = k % 3 == 0 ? "\033[O1;~M<"[seed >> 29] : (char)(seed >> 24);
		}
		input_feed(in, bytes, sizeof(bytes));
		while (input_next(in, i % 4 == 0, i, &ev))
			assert_true(ev.kind != EVENT_KEY || (ev.key >= 0x20 && ev.key < K_LAST));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_characters, setup, teardown),
		cmocka_unit_test_setup_teardown(test_escape_and_alt, setup, teardown),
		cmocka_unit_test_setup_teardown(test_sequences_of_terminals, setup, teardown),
		cmocka_unit_test_setup_teardown(test_unknown_sequences_vanish, setup, teardown),
		cmocka_unit_test_setup_teardown(test_terminfo_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pieces, setup, teardown),
		cmocka_unit_test_setup_teardown(test_waiting, setup, teardown),
		cmocka_unit_test_setup_teardown(test_paste_runs_no_keys, setup, teardown),
		cmocka_unit_test_setup_teardown(test_mouse, setup, teardown),
		cmocka_unit_test_setup_teardown(test_eight_bit_charset, setup, teardown),
		cmocka_unit_test_setup_teardown(test_noise, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
