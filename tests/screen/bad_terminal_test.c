/*
 * The real program on terminals that are unknown, dumb, missing, tiny, of another charset, or suddenly gone; and on files it must
 * refuse before it touches the screen.
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

static int setup(void **state)
{
	(void)state;
	office_do("rm -rf * .local");
	office_ask("add company name='ООО «Ромашка»' phone='+7 495 123-45-67' city=Москва");
	office_ask("add company name='Świat Książki' city=Łódź");
	office_ask("add task subject='Send samples' client=1 due_day=2026-03-02");
	return 0;
}

static struct vt *desk(void)
{
	return office_desk(24, 80, NULL);
}

/* The program started by a shell line, where "$K" is it, on the office. */
static struct vt *shell(const char *line)
{
	char command[400];
	const char *argv[] = {"/bin/sh", "-c", command, NULL};

	snprintf(command, sizeof command, "K=\"$KARTOTEKA --db office.db\"; %s", line);
	return vt_start(24, 80, argv, NULL);
}

/* --- Kinds of terminals --------------------------------------------------------------------------- */

static void starts_on_terminals_that_nobody_knows(void **state)
{
	static const struct {
		const char *term, *note;
	} kinds[] = {
		{"TERM=foot", NULL},
		{"TERM=xterm-kitty", NULL},
		{"TERM=xterm-ghostty", NULL},
		{"TERM=linux", NULL},
		{"TERM=screen-256color", NULL},
		{"TERM=vt100", NULL},
		{"TERM=xyzzy", "\"xyzzy\" is not known here, using vt100"},
		{"TERM=../../../etc/passwd", "is not known here, using vt100"},
		{"TERM=a\033[31mb", "is not known here, using vt100"},
		{"TERM=", "is not known here, using vt100"},
		{"TERM", "is not known here, using vt100"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		const char *env[] = {kinds[i].term, NULL};
		struct vt *vt = office_desk(24, 80, env);

		vt_assert_has(vt, "1 Today");
		vt_assert_has(vt, "Send samples");
		if (kinds[i].note)
			vt_assert_has(vt, kinds[i].note);
		vt_keys(vt, "2 Down Home");
		vt_assert_has(vt, "ООО «Ромашка»");
		vt_assert_clean(vt);
		office_leave(vt);
	}
}

static void a_dumb_terminal_is_refused(void **state)
{
	struct vt *vt = shell("TERM=dumb $K");

	(void)state;
	assert_int_equal(vt_exit_code(vt), 2);
	vt_assert_has(vt, "kartoteka: the terminal type \"dumb\" cannot show a full screen");
	assert_true(vt_is_cooked(vt));
	assert_false(vt_sent(vt, "\033"));
	vt_free(vt);
}

static void no_terminal_is_refused(void **state)
{
	static const char *const lines[] = {"$K </dev/null", "$K 2>&1 | cat; exit 2",
		"$K >out; c=$?; test ! -s out && exit $c", "$K <&-",
		"setsid -w $K </dev/null 2>&1 | cat; exit 2"};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct vt *vt = shell(lines[i]);

		assert_int_equal(vt_exit_code(vt), 2);
		vt_assert_has(vt, "kartoteka: the full screen needs a terminal");
		assert_false(vt_sent(vt, "\033"));
		assert_true(vt_is_cooked(vt));
		vt_free(vt);
	}
}

/* --- Sizes ------------------------------------------------------------------------------------------ */

static void keys_do_nothing_where_nothing_can_be_seen(void **state)
{
	static const int sizes[][2] = {{1, 1}, {1, 200}, {5, 20}, {15, 60}, {16, 59}, {200, 1}};
	char *before;
	struct vt *vt;

	(void)state;
	before = strdup(office_ask("history --json"));
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		vt = office_desk(sizes[i][0], sizes[i][1], NULL);
		vt_keys(vt, "x Enter D Enter 2 D a");
		vt_type(vt, "name\r\023");
		assert_true(vt_is_running(vt));
		assert_string_equal(office_ask("history --json"), before);
		vt_resize(vt, 24, 80);
		vt_assert_has(vt, "1 Today");
		office_leave(vt);
	}
	vt = office_desk(5, 20, NULL);
	vt_assert_has(vt, "Window 20x5");
	vt_keys(vt, "q");
	office_ended(vt, 0);
	free(before);
}

/* What is typed is kept while the window is too small, and the form is there again. */
static void a_form_survives_a_window_that_gets_too_small(void **state)
{
	static const int sizes[][2] = {{1, 1}, {5, 20}, {10, 200}, {50, 10}, {16, 60}};
	struct vt *vt = desk();

	(void)state;
	vt_keys(vt, "2 a");
	vt_type(vt, "Ромашка плюс");
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
		vt_resize(vt, sizes[i][0], sizes[i][1]);
	vt_assert_has(vt, "Ромашка плюс");
	vt_keys(vt, "Ctrl-S");
	assert_non_null(strstr(office_ask("list client"), "Ромашка плюс"));
	office_leave(vt);
}

static void storms_of_sizes_end_right_on_every_screen(void **state)
{
	static const char *const screens[] = {
		"1", "2", "2 Enter", "2 a", "3", "4", "5", "6", "?", ":", "H"};
	struct vt *vt = desk();

	(void)state;
	for (size_t s = 0; s < sizeof screens / sizeof *screens; s++) {
		char *wanted;

		vt_keys(vt, screens[s]);
		wanted = strdup(vt_screen(vt));
		for (int i = 0; i < 40; i++)
			vt_resize_raw(vt, 1 + (i * 7) % 60, 1 + (i * 31) % 210);
		vt_resize_raw(vt, 24, 80);
		vt_idle(vt);
		vt_keys(vt, "Ctrl-L");
		if (strcmp(vt_screen(vt), wanted) != 0) {
			printf("# was:\n%s", wanted);
			vt_assert_has(vt, "the same after a storm");
		}
		free(wanted);
		vt_keys(vt, "Esc Esc Esc Esc");
	}
	vt_assert_clean(vt);
	office_leave(vt);
}

/* --- Charsets ----------------------------------------------------------------------------------------- */

static void plain_c_shows_latin_letters_and_keeps_cyrillic(void **state)
{
	const char *env[] = {"LC_ALL=C", NULL};
	struct vt *vt = office_desk(24, 80, env);

	(void)state;
	vt_keys(vt, "2");
	vt_assert_has(vt, "Romashka");
	vt_assert_has(vt, "Moskva");
	vt_assert_has(vt, "Swiat Ksiazki");
	vt_keys(vt, "Down Enter");
	vt_keys(vt, "e Tab End");
	vt_type(vt, " и Ко");
	vt_assert_has(vt, " i Ko");
	for (const char *p = vt_screen(vt); *p; p++)
		assert_true((unsigned char)*p < 0x80);
	vt_keys(vt, "Ctrl-S");
	vt_assert_clean(vt);
	office_leave(vt);
	assert_non_null(strstr(office_ask("list client --columns name"), " и Ко"));
	assert_non_null(strstr(office_ask("list client --columns name"), "ООО «Ромашка»"));
}

static void a_locale_that_is_not_installed_is_utf8(void **state)
{
	const char *env[] = {"LC_ALL=ru_RU.NOSUCH", NULL};
	struct vt *vt = office_desk(24, 80, env);

	(void)state;
	vt_keys(vt, "2");
	vt_assert_has(vt, "ООО «Ромашка»");
	office_leave(vt);
}

/* --- Signals and dropped lines ------------------------------------------------------------------------- */

static void signals_leave_the_terminal_as_it_was(void **state)
{
	static const char *const places[] = {"1", "2 Enter", "2 a", "3", "?", ":"};
	static const int ends[] = {SIGTERM, SIGHUP};

	(void)state;
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct vt *vt = desk();

		vt_keys(vt, places[i]);
		assert_true(vt_is_altscreen(vt));
		assert_false(vt_is_cooked(vt));
		vt_signal(vt, ends[i % 2]);
		assert_int_equal(vt_exit_code(vt), 0);
		assert_true(vt_sent(vt, "\033[?2004l"));
		assert_true(vt_sent(vt, "\033[?1000l"));
		office_ended(vt, 0);
	}
}

static void an_interrupt_asks_before_it_ends(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_signal(vt, SIGINT);
	vt_idle(vt);
	assert_true(vt_is_running(vt));
	vt_keys(vt, "Enter");
	office_ended(vt, 0);
}

static void an_abort_leaves_the_terminal_as_it_was(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_signal(vt, SIGABRT);
	office_ended(vt, -SIGABRT);
}

enum end { END_TERM, END_HANGUP, END_LINE };

static void stop(struct vt *vt, enum end how)
{
	if (how == END_LINE) {
		vt_hang_up(vt);
		assert_int_equal(vt_exit_code(vt), 0);
		vt_free(vt);
		return;
	}
	vt_signal(vt, how == END_TERM ? SIGTERM : SIGHUP);
	office_ended(vt, 0);
}

/* However the program was stopped, a form that was being filled in is offered at the next start. */
static void a_dirty_form_is_a_draft(void **state)
{
	(void)state;
	for (int how = END_TERM; how <= END_LINE; how++) {
		struct vt *vt = desk();

		vt_keys(vt, "2 a");
		vt_type(vt, "Недописанный клиент");
		stop(vt, (enum end)how);
		assert_null(strstr(office_ask("list client"), "Недописанный"));
		vt = desk();
		vt_assert_has(vt, "You were typing in \"Client\"");
		vt_keys(vt, "Enter");
		vt_assert_has(vt, "Недописанный клиент");
		vt_keys(vt, "Ctrl-S");
		assert_non_null(strstr(office_ask("list client"), "Недописанный клиент"));
		office_leave(vt);
		vt = desk();
		vt_assert_not(vt, "You were typing");
		office_leave(vt);
		office_ask("undo");
	}
}

static void a_clean_form_is_no_draft(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_keys(vt, "2 a");
	stop(vt, END_TERM);
	vt = desk();
	vt_assert_not(vt, "You were typing");
	office_leave(vt);
}

static void a_draft_can_wait_or_be_discarded(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_keys(vt, "2 Enter c Tab Tab Tab");
	vt_type(vt, "Половина разговора");
	stop(vt, END_HANGUP);
	vt = desk();
	vt_assert_has(vt, "You were typing");
	vt_keys(vt, "Right Right Enter"); /* later */
	vt_assert_not(vt, "You were typing");
	office_leave(vt);
	vt = desk();
	vt_assert_has(vt, "You were typing");
	vt_keys(vt, "Right Enter"); /* discard */
	office_leave(vt);
	vt = desk();
	vt_assert_not(vt, "You were typing");
	office_leave(vt);
}

/* A draft whose file was cut off anywhere is dropped; the desk starts all the same. */
static void a_damaged_draft_is_dropped(void **state)
{
	static const char *const cuts[] = {
		"sed -i '/^preset/q'", "sed -i '/^screen/q'", "truncate -s -2", "truncate -s -9"};

	(void)state;
	for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
		char command[128];
		struct vt *vt = desk();

		vt_keys(vt, "2 a");
		vt_type(vt, "Half");
		stop(vt, END_TERM);
		snprintf(command, sizeof command, "%s .local/state/kartoteka/drafts/*", cuts[i]);
		office_do(command);
		vt = desk();
		vt_assert_not(vt, "You were typing");
		office_leave(vt);
		office_do("test -z \"$(ls .local/state/kartoteka/drafts)\"");
	}
}

/* The change of a record that somebody else changed meanwhile is not thrown over it. */
static void a_draft_of_a_record_that_changed_is_merged(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_keys(vt, "2 Enter e End"); /* on the city, which the card shows first */
	vt_type(vt, " два");
	stop(vt, END_TERM);
	office_ask("set client 1 city=Тверь");
	vt = desk();
	vt_keys(vt, "Enter");
	vt_assert_has(vt, " два");
	vt_keys(vt, "Ctrl-S");
	office_leave(vt);
	assert_non_null(strstr(office_ask("list client --columns name,city"), " два"));
	assert_non_null(strstr(office_ask("list client --columns name,city"), "Тверь"));
}

static void stop_and_continue_with_another_size(void **state)
{
	struct vt *vt = desk();

	(void)state;
	vt_signal(vt, SIGSTOP);
	vt_wait_stopped(vt);
	vt_resize_raw(vt, 30, 130);
	vt_signal(vt, SIGCONT);
	vt_idle(vt);
	vt_keys(vt, "2");
	vt_assert_has(vt, "ООО «Ромашка»");
	office_leave(vt);
}

/* --- Files that are refused --------------------------------------------------------------------------- */

static void a_bad_file_is_refused_before_the_screen_is_touched(void **state)
{
	static const char *const bad[][2] = {
		{"echo text > bad.db", "kartoteka: bad.db is not a Kartoteka file."},
		{"head -c 9000 office.db > bad.db", "kartoteka: bad.db is damaged"},
		{"rm bad.db; mkdir bad.db", "kartoteka: bad.db is a directory"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		const char *args[] = {"--db", "bad.db", NULL};
		struct vt *vt;

		office_do(bad[i][0]);
		vt = vt_kartoteka(24, 80, args, NULL);
		assert_int_equal(vt_exit_code(vt), 5);
		vt_assert_has(vt, bad[i][1]);
		assert_false(vt_sent(vt, "\033"));
		assert_true(vt_is_cooked(vt));
		vt_free(vt);
	}
}

/* A limit on the size of files stands for the full disk. Nothing that was typed is lost by it. */
static void a_full_disk_keeps_the_form(void **state)
{
	struct vt *vt = shell("ulimit -f 80; exec $K");

	(void)state;
	vt_idle(vt);
	vt_keys(vt, "2 a");
	vt_type(vt, "Нет места");
	vt_keys(vt, "Ctrl-S");
	vt_assert_has(vt, "Нет места");
	vt_wait(vt, "disk is full");
	assert_null(strstr(office_ask("list client"), "Нет места"));
	stop(vt, END_TERM);
	vt = desk();
	vt_keys(vt, "Enter");
	vt_assert_has(vt, "Нет места");
	vt_keys(vt, "Ctrl-S");
	assert_non_null(strstr(office_ask("list client"), "Нет места"));
	office_leave(vt);
	assert_non_null(strstr(office_ask("check"), "healthy"));
}

#define TEST(f) cmocka_unit_test_setup(f, setup)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(starts_on_terminals_that_nobody_knows),
		TEST(a_dumb_terminal_is_refused),
		TEST(no_terminal_is_refused),
		TEST(keys_do_nothing_where_nothing_can_be_seen),
		TEST(a_form_survives_a_window_that_gets_too_small),
		TEST(storms_of_sizes_end_right_on_every_screen),
		TEST(plain_c_shows_latin_letters_and_keeps_cyrillic),
		TEST(a_locale_that_is_not_installed_is_utf8),
		TEST(signals_leave_the_terminal_as_it_was),
		TEST(an_interrupt_asks_before_it_ends),
		TEST(an_abort_leaves_the_terminal_as_it_was),
		TEST(a_dirty_form_is_a_draft),
		TEST(a_clean_form_is_no_draft),
		TEST(a_draft_can_wait_or_be_discarded),
		TEST(a_damaged_draft_is_dropped),
		TEST(a_draft_of_a_record_that_changed_is_merged),
		TEST(stop_and_continue_with_another_size),
		TEST(a_bad_file_is_refused_before_the_screen_is_touched),
		TEST(a_full_disk_keeps_the_form),
	};

	return cmocka_run_group_tests(tests, office_folder, office_folder_end);
}
