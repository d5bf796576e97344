/*
 * A desk worker's morning, typed: find a client by part of a phone number, log a call with its result and next step, complete a
 * task, add a deal and win it, look at a report, take three steps back. At two sizes, in two languages, and with a Cyrillic
 * keyboard layout switched on; what the office holds afterwards is asked from the command line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "vt.h"

struct desk {
	int rows, cols;
	const char *lang;
	bool cyrillic; /* letters arrive as ЙЦУКЕН sends them */
};

static char db[256];
static struct vt *vt;

/* Run a command on the office; its output (one line of at most 2,000 bytes is enough here). */
static const char *ask(const char *words)
{
	static char out[2000];
	char command[1000];
	size_t len;
	FILE *p;

	snprintf(command, sizeof(command), "\"$KARTOTEKA\" --db '%s' %s 2>&1", db, words);
	p = popen(command, "r");
	assert_non_null(p);
	len = fread(out, 1, sizeof(out) - 1, p);
	out[len] = 0;
	pclose(p);
	return out;
}

static void make_office(void)
{
	const char *dir = getenv("TMPDIR");

	snprintf(db, sizeof(db), "%s/morning-%d.db", dir ? dir : "/tmp", (int)getpid());
	unlink(db);
	ask("add company name='ООО «Ромашка»' phone='+7 495 123-45-67' city=Москва");
	ask("add company name='Castle Packaging' phone='+44 20 7946 0058'");
	ask("add company name='Świat Książki' phone='+48 22 123 45 67'");
	ask("add task subject='Send samples' client='Castle Packaging' kind=email "
	    "due_day=2026-03-02");
}

/* The key on which a Latin letter stands, as the layout sends it. */
static const char *letter(const struct desk *d, const char *latin)
{
	static const char *const pairs[][2] = {
		{"/", "."},
		{"c", "с"},
		{"d", "в"},
		{"u", "г"},
		{"W", "Ц"},
		{"x", "ч"},
		{"j", "о"},
	};

	for (size_t i = 0; d->cyrillic && i < sizeof(pairs) / sizeof(pairs[0]); i++)
		if (!strcmp(pairs[i][0], latin))
			return pairs[i][1];
	return latin;
}

static void find_by_phone(const struct desk *d)
{
	vt_keys(vt, "2");
	vt_assert_has(vt, "Castle Packaging");
	vt_keys(vt, letter(d, "/"));
	vt_type(vt, "495 1234");
	vt_assert_has(vt, "ООО «Ромашка»");
	vt_assert_not(vt, "Castle Packaging");
	vt_keys(vt, "Enter Enter");
	vt_assert_has(vt, "+7 495 123-45-67");
}

static void log_call(const struct desk *d)
{
	vt_keys(vt, letter(d, "c"));
	vt_keys(vt, "F1");
	vt_assert_has(vt, "Ctrl-S, F2"); /* the keys of a form come first */
	vt_keys(vt, "Esc");
	vt_keys(vt, "Right Tab Tab Tab");
	vt_type(vt, "Просит цену на этикетки");
	vt_keys(vt, "Tab");
	vt_type(vt, "Выслать прайс");
	vt_keys(vt, "Tab");
	vt_type(vt, "+3d");
	vt_keys(vt, "Ctrl-S");
	vt_assert_has(vt, "Выслать прайс");
	vt_assert_has(vt, "Просит цену");
}

static void complete_task(const struct desk *d)
{
	vt_keys(vt, "4");
	vt_assert_has(vt, "Send samples");
	vt_keys(vt, letter(d, "x"));
	vt_keys(vt, "Right Ctrl-S");
	vt_assert_not(vt, "Send samples     ");
}

static void win_deal(const struct desk *d)
{
	vt_keys(vt, "2 Esc");
	vt_keys(vt, letter(d, "/"));
	vt_type(vt, "ksiaz");
	vt_keys(vt, "Enter");
	vt_keys(vt, letter(d, "d"));
	vt_type(vt, "Drukarki");
	vt_keys(vt, "Tab Tab Tab");
	vt_type(vt, "5200");
	vt_keys(vt, "Ctrl-S");
	vt_keys(vt, "3");
	vt_assert_has(vt, "Drukarki");
	vt_keys(vt, letter(d, "W"));
}

/* Won by month is the second report; the screen's answer is the month's one deal. */
static void run_report(const struct desk *d)
{
	vt_keys(vt, "5 Down");
	vt_assert_has(vt, "2026-03");
	vt_assert_has(vt, strcmp(d->lang, "en") ? "5\u00a0200,00" : "5\u00a0200.00");
}

static void step_back(const struct desk *d)
{
	vt_keys(vt, letter(d, "u"));
	vt_keys(vt, letter(d, "u"));
	vt_keys(vt, letter(d, "u"));
}

static void expect_answer(const char *words, const char *text)
{
	const char *out = ask(words);

	if (!strstr(out, text))
		fail_msg("%s: no \"%s\" in: %s", words, text, out);
}

static void check_done(void)
{
	expect_answer("list interaction --filter 'client:Ромашка' --json",
		"\"body\":\"Просит цену на этикетки\"");
	expect_answer(
		"list interaction --filter 'client:Ромашка' --json", "\"result\":\"reached\"");
	expect_answer("list task --filter 'client:Ромашка state:open' --json",
		"\"due_day\":\"2026-03-05\"");
	expect_answer("list task --filter 'state:done' --json", "\"subject\":\"Send samples\"");
	expect_answer("list deal --filter class:won --json", "\"title\":\"Drukarki\"");
}

/* The three last steps were: won, the new deal, the completed task. */
static void check_undone(void)
{
	assert_string_equal(ask("list deal --json"), "");
	expect_answer("list task --filter 'state:open' --json", "\"subject\":\"Send samples\"");
	expect_answer("list interaction --json", "Просит цену на этикетки");
}

static void play(const struct desk *d)
{
	const char *args[] = {"--db", db, "--lang", d->lang, NULL};
	const char *env[] = {
		"KARTOTEKA_NOW=2026-03-02T09:00:00Z", "KARTOTEKA_TEST_IDLE=1", "TZ=UTC", NULL};

	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	make_office();
	vt = vt_kartoteka(d->rows, d->cols, args, env);
	vt_idle(vt);
	find_by_phone(d);
	log_call(d);
	vt_keys(vt, "Esc");
	complete_task(d);
	win_deal(d);
	check_done();
	run_report(d);
	step_back(d);
	check_undone();
	vt_keys(vt, "Ctrl-Q");
	if (vt_is_running(vt))
		vt_keys(vt, "Enter");
	assert_int_equal(vt_exit_code(vt), 0);
	assert_true(vt_is_cooked(vt));
	vt_free(vt);
}

static void english_at_80x24(void **state)
{
	(void)state;
	play(&(struct desk){24, 80, "en", false});
}

static void english_at_120x40(void **state)
{
	(void)state;
	play(&(struct desk){40, 120, "en", false});
}

static void russian_at_80x24(void **state)
{
	(void)state;
	play(&(struct desk){24, 80, "ru", false});
}

static void russian_layout_at_80x24(void **state)
{
	(void)state;
	play(&(struct desk){24, 80, "ru", true});
}

static void russian_layout_at_120x40(void **state)
{
	(void)state;
	play(&(struct desk){40, 120, "ru", true});
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_at_80x24),
		cmocka_unit_test(english_at_120x40),
		cmocka_unit_test(russian_at_80x24),
		cmocka_unit_test(russian_layout_at_80x24),
		cmocka_unit_test(russian_layout_at_120x40),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
