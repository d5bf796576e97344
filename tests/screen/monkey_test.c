/*
 * A monkey at the desk: random keys, texts, pastes, clicks, noise and window sizes on a copy of the demo office. Whatever it
 * does, the program lives or is left by its own door, sends nothing foreign, and the office stays healthy.
 *
 *   MONKEY_KEYS    inputs at each size (500)
 *   MONKEY_SEED    where the random numbers begin (1)
 *   MONKEY_OFFICE  an office file to copy instead of making a demo
 * A failure prints the seed and the last inputs.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "office_vt.h"

enum { ROUND = 250, REMEMBERED = 60, INPUT_MAX = 80 };

static struct {
	uint64_t random;
	char last[REMEMBERED][INPUT_MAX];
	unsigned sent;
	int rows, cols;
	struct vt *vt;
} m;

/* xorshift64*, Vigna 2014. */
static unsigned any(unsigned n)
{
	m.random ^= m.random >> 12;
	m.random ^= m.random << 25;
	m.random ^= m.random >> 27;
	return (unsigned)((m.random * 0x2545F4914F6CDD1Du) >> 33) % n;
}

/* No slash, so that nothing can be written outside the monkey's folder: F9 filters as well. */
static const char *const moves[] = {"\033[A", "\033[B", "\033[B", "\033[C", "\033[D", "\r", "\r",
	"\r", "\t", "\t", "\033[Z", "\033[5~", "\033[6~", "\033[H", "\033[F", "\033", " "};
static const char *const commands[] = {"1", "2", "3", "4", "5", "6", "c", "d", "e", "a", "t", "o",
	"x", "X", "p", "u", "u", "H", "D", "E", "s", "S", "m", "b", "v", "[", "]", "<", ">", "W",
	"L", "y", "z", "n", "i", "r", "U", "*", "=", "C", "\"", "g", "G", "j", "k", "h", "l", "q",
	"f", ":", "?", "\033m", "\033M", "\022", "\020", "\013", "\023", "\014", "\032", "\003",
	"\021", "\005", "\b", "\177", "\033OP", "\033OQ", "\033OR", "\033OS", "\033[15~",
	"\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~", "\033[2~", "\033[3~",
	"\033[1;2A", "\033[1;5C", "\033[1;5D", "\025", "\027", "\001", "\031", "\0331", "\0330"};
static const char *const texts[] = {"Roma", "Иванов", "+3d", "fri", "15.3", "1 234,50",
	"name:a or city:x", "due<=today", "((", "state:won", "\"", "import", "history", "Żółć",
	"日本語", "e\xcc\x81", "0", "-1", "99999999999999999999", "2026-02-30", "call back", "%s%n",
	"'; DROP"};
static const char *const noise[] = {"\033[", "\033O", "\033]2;x\a", "\033[<0;999;999M", "\033[200~",
	"\033[201~", "\xff\xfe", "\xd0", "\033[?1;2c", "\033[1;1;1;1;1~", "\033P",
	"\001\002\034\035\036\037", "\033[<65;5;5M", "\033[M   "};

#define PICK(list) list[any(sizeof list / sizeof *list)]

static void send(const char *bytes)
{
	char *kept = m.last[m.sent++ % REMEMBERED];
	size_t n = 0;

	for (const char *p = bytes; *p && n + 5 < INPUT_MAX; p++)
		n += (size_t)snprintf(kept + n, INPUT_MAX - n,
			*p >= 0x20 && *p != 0x7F ? "%c" : "\\x%02x", (unsigned char)*p);
	kept[n] = 0;
	vt_send(m.vt, bytes);
}

static void act(void)
{
	char bytes[200];
	unsigned what = any(100);

	if (what < 34) {
		send(PICK(moves));
	} else if (what < 76) {
		send(PICK(commands));
	} else if (what < 86) {
		send(PICK(texts));
	} else if (what < 89) {
		snprintf(bytes, sizeof bytes, "\033[200~%s\n%s\tend\033[201~", PICK(texts),
			PICK(texts));
		send(bytes);
	} else if (what < 94) {
		unsigned row = 1 + any((unsigned)m.rows), col = 1 + any((unsigned)m.cols);

		snprintf(bytes, sizeof bytes, "\033[<0;%u;%uM\033[<0;%u;%um", col, row, col, row);
		send(bytes);
	} else if (what < 97) {
		send(PICK(noise));
	} else if (what < 98) {
		vt_resize(m.vt, 1 + (int)any(50), 1 + (int)any(180));
		send("k");
	} else {
		vt_resize(m.vt, m.rows, m.cols);
		send("\014");
	}
}

static void give_up(const char *why)
{
	for (unsigned i = m.sent > REMEMBERED ? m.sent - REMEMBERED : 0; i < m.sent; i++)
		printf("# sent %u: %s\n", i, m.last[i % REMEMBERED]);
	printf("# seed %s\n%s\n", getenv("MONKEY_SEED") ? getenv("MONKEY_SEED") : "1",
		vt_screen(m.vt));
	fail_msg("%s at %dx%d", why, m.cols, m.rows);
}

static void start(void)
{
	const char *env[] = {"EDITOR=true", "VISUAL", NULL};

	m.vt = office_desk(m.rows, m.cols, env);
}

/* The end of a round: the program goes when told to, and is asked nothing. */
static void end(void)
{
	const char *foreign;
	char why[200];
	int code;

	if (vt_is_running(m.vt))
		vt_signal(m.vt, SIGTERM);
	code = vt_exit_code(m.vt);
	if (code != 0) {
		snprintf(why, sizeof why, "exit code %d", code);
		give_up(why);
	}
	foreign = vt_foreign(m.vt, 0);
	if (foreign) {
		snprintf(why, sizeof why, "sent %s", foreign);
		give_up(why);
	}
	if (!vt_is_cooked(m.vt))
		give_up("the terminal is not as it was");
	vt_free(m.vt);
}

static void play(int rows, int cols)
{
	const char *keys = getenv("MONKEY_KEYS"), *seed = getenv("MONKEY_SEED");
	long left = keys ? atol(keys) : 500;

	m.random = (seed ? strtoull(seed, NULL, 10) : 1) * 0x9E3779B97F4A7C15u + (uint64_t)cols;
	m.rows = rows;
	m.cols = cols;
	office_do("rm -rf * .local .config && mkdir -p .config/kartoteka");
	office_do("if [ \"$MONKEY_OFFICE\" ]; then cp \"$MONKEY_OFFICE\" office.db; else "
		  "$KARTOTEKA --db office.db demo; fi >/dev/null");
	office_do("for k in client deal; do $KARTOTEKA --db office.db export $k $k.csv; done "
		  ">/dev/null");
	if (cols < 80) /* the longest words in the smallest window */
		office_do("printf '[ui]\\nlanguage = ru\\n' >.config/kartoteka/kartoteka.ini");
	while (left > 0) {
		start();
		for (int i = 0; i < ROUND && left > 0 && vt_is_running(m.vt); i++, left--) {
			act();
			if (any(4) > 0)
				vt_idle(m.vt);
		}
		end();
	}
	if (!getenv("MONKEY_OFFICE"))
		office_do("$KARTOTEKA --db office.db check >/dev/null");
}

static void at_80x24(void **state)
{
	(void)state;
	play(24, 80);
}

static void at_60x16(void **state)
{
	(void)state;
	play(16, 60);
}

static void at_200x50(void **state)
{
	(void)state;
	play(50, 200);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(at_80x24),
		cmocka_unit_test(at_60x16),
		cmocka_unit_test(at_200x50),
	};

	return cmocka_run_group_tests(tests, office_folder, office_folder_end);
}
