/* base/clipboard: the control string, byte for byte, inside tmux and outside; its limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clipboard.h"

static void assert_sequence(const char *text, bool tmux, const char *want)
{
	struct buf b = BUF_INIT;

	assert_true(clipboard_sequence(&b, text, strlen(text), tmux));
	assert_string_equal(buf_str(&b), want);
	buf_release(&b);
}

static void text_is_sent_in_base64(void **state)
{
	(void)state;
	assert_sequence("", false, "\033]52;c;\a");
	assert_sequence("I", false, "\033]52;c;SQ==\a");
	assert_sequence("Iv", false, "\033]52;c;SXY=\a");
	assert_sequence("Ivanov", false, "\033]52;c;SXZhbm92\a");
	assert_sequence("Ё\n", false, "\033]52;c;0IEK\a");
}

static void tmux_gets_it_for_itself_and_wrapped(void **state)
{
	(void)state;
	assert_sequence("I", true, "\033]52;c;SQ==\a\033Ptmux;\033\033]52;c;SQ==\a\033\\");
}

static void more_than_terminals_take_is_refused(void **state)
{
	char *text = calloc(1, CLIPBOARD_MAX + 1);
	struct buf b = BUF_INIT;

	(void)state;
	memset(text, 'x', CLIPBOARD_MAX + 1);
	assert_false(clipboard_sequence(&b, text, CLIPBOARD_MAX + 1, false));
	assert_int_equal(b.len, 0);
	assert_true(clipboard_sequence(&b, text, CLIPBOARD_MAX, false));
	assert_int_equal(b.len, CLIPBOARD_MAX / 3 * 4 + 8);
	buf_release(&b);
	free(text);
}

static void tmux_is_known_by_its_variable(void **state)
{
	(void)state;
	unsetenv("TMUX");
	assert_false(clipboard_in_tmux());
	setenv("TMUX", "", 1);
	assert_false(clipboard_in_tmux());
	setenv("TMUX", "/tmp/tmux-0/default,1,0", 1);
	assert_true(clipboard_in_tmux());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_sent_in_base64),
		cmocka_unit_test(tmux_gets_it_for_itself_and_wrapped),
		cmocka_unit_test(more_than_terminals_take_is_refused),
		cmocka_unit_test(tmux_is_known_by_its_variable),
	};

	return cmocka_run_group_tests_name("clipboard", tests, NULL, NULL);
}
