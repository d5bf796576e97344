/*
 * The export dialog in a terminal: what a filtered list shows goes to the terminal's clipboard in chosen columns, the choices are
 * there the next time, and a card goes to a vCard file.
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

static char db[256], card[256], state[256];
static struct vt *vt;

static void run(const char *words)
{
	char command[1600];

	snprintf(
		command, sizeof(command), "\"$KARTOTEKA\" --db '%s' %s >/dev/null 2>&1", db, words);
	assert_int_equal(system(command), 0);
}

static const char *temporary(void)
{
	const char *dir = getenv("TMPDIR");

	return dir ? dir : "/tmp";
}

/* What the terminal was sent, decoded by base64(1). */
static void assert_clipboard(const char *want)
{
	char command[2000], out[1000];
	size_t len;
	FILE *p;

	snprintf(command, sizeof(command), "echo '%s' | base64 -d", vt_clipboard(vt));
	p = popen(command, "r");
	assert_non_null(p);
	len = fread(out, 1, sizeof(out) - 1, p);
	out[len] = '\0';
	pclose(p);
	assert_string_equal(out, want);
}

static void lists_go_to_the_clipboard_and_cards_to_files(void **unused)
{
	const char *args[] = {"--db", db, NULL};
	const char *env[] = {"KARTOTEKA_NOW=2026-03-02T09:00:00Z", "KARTOTEKA_TEST_IDLE=1", NULL};

	(void)unused;
	unsetenv("TMUX");
	snprintf(db, sizeof(db), "%s/export-%d.db", temporary(), (int)getpid());
	snprintf(card, sizeof(card), "%s/export-%d.vcf", temporary(), (int)getpid());
	snprintf(state, sizeof(state), "%s/export-%d-state", temporary(), (int)getpid());
	unlink(db);
	setenv("XDG_STATE_HOME", state, 1);
	run("add company name='ООО «Ромашка»' city=Москва");
	run("add company name='=Castle' city=London");
	vt = vt_kartoteka(24, 80, args, env);
	vt_idle(vt);
	vt_keys(vt, "2 /");
	vt_type(vt, "castle");
	vt_keys(vt, "Enter E");
	vt_wait(vt, "Write to");
	vt_keys(vt, "F6 * *");
	vt_keys(vt, "Space Enter");
	vt_wait(vt, "chosen ones");
	vt_keys(vt, "Shift-Tab Right Ctrl-S");
	vt_wait(vt, "1 row was sent to the terminal's clipboard.");
	assert_clipboard("id,Name\n2,'=Castle\n");
	vt_keys(vt, "E");
	vt_wait(vt, "chosen ones");
	vt_assert_has(vt, "the terminal's clipboard");
	vt_keys(vt, "Esc Enter");
	vt_keys(vt, "E");
	vt_wait(vt, "vCard (phones");
	vt_keys(vt, "Shift-Tab Left Tab Ctrl-U");
	vt_type(vt, card);
	vt_keys(vt, "Ctrl-S");
	vt_wait(vt, "1 row is written.");
	assert_int_equal(access(card, F_OK), 0);
}

static int clean(void **unused)
{
	char command[1600];

	(void)unused;
	vt_free(vt);
	unlink(card);
	snprintf(command, sizeof(command), "rm -rf '%s' '%s' '%s'-wal '%s'-shm '%s'.gate", state,
		db, db, db, db);
	return system(command);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(lists_go_to_the_clipboard_and_cards_to_files, clean),
	};

	return cmocka_run_group_tests_name("export", tests, NULL, NULL);
}
