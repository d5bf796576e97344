/* app/start: the words before the command, which source of an option counts, and what "auto" becomes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "app/paths.h"
#include "app/start.h"
#include "screens/actions.h"

static char home[64];

static int setup(void **state)
{
	(void)state;
	snprintf(home, sizeof home, "/tmp/kartoteka-start-XXXXXX");
	assert_non_null(mkdtemp(home));
	setenv("HOME", home, 1);
	unsetenv("XDG_DATA_HOME");
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	unsetenv("KARTOTEKA_DB");
	unsetenv("NO_COLOR");
	unsetenv("LANGUAGE");
	setenv("LC_ALL", "C.UTF-8", 1);
	return 0;
}

static int teardown(void **state)
{
	char command[160];

	(void)state;
	snprintf(command, sizeof command, "rm -rf '%s'", home);
	return system(command);
}

static enum status parse(struct start_args *args, struct err *err, int argc, const char **argv)
{
	return start_parse(argc, (char **)(uintptr_t)argv, args, err);
}
#define PARSE(args, err, ...)                                                                 \
	parse(args, err, sizeof((const char *[]){"kartoteka", __VA_ARGS__}) / sizeof(char *), \
		(const char *[]){"kartoteka", __VA_ARGS__, NULL})

static void options_come_before_the_command(void **state)
{
	struct start_args a;

	(void)state;
	assert_int_equal(PARSE(&a, NULL, "--db", "x.db", "--lang=ru", "list", "--json"), ST_OK);
	assert_string_equal(a.db, "x.db");
	assert_string_equal(a.lang, "ru");
	assert_int_equal(a.command, 4);
	assert_int_equal(PARSE(&a, NULL, "--no-color"), ST_OK);
	assert_true(a.no_color);
	assert_int_equal(a.command, 2);
	assert_int_equal(PARSE(&a, NULL, "--", "-x"), ST_OK);
	assert_int_equal(a.command, 2);
	assert_int_equal(PARSE(&a, NULL, "-h"), ST_OK);
	assert_true(a.help);
}

static void wrong_words_are_told(void **state)
{
	struct start_args a;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(PARSE(&a, &err, "--db"), ST_USAGE);
	assert_non_null(strstr(err.text, "--db"));
	assert_int_equal(PARSE(&a, &err, "--colour"), ST_USAGE);
	assert_non_null(strstr(err.text, "--colour"));
	assert_int_equal(PARSE(&a, &err, "--no-color=yes"), ST_USAGE);
	assert_int_equal(PARSE(&a, &err, "-x"), ST_USAGE);
	assert_int_equal(PARSE(&a, &err, "--db="), ST_USAGE);
}

static void write_file(const char *dir, const char *name, const char *text)
{
	char path[256], command[300];
	FILE *f;

	snprintf(command, sizeof command, "mkdir -p '%s/%s'", home, dir);
	assert_int_equal(system(command), 0);
	snprintf(path, sizeof path, "%s/%s/%s", home, dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void begin(struct start *s, const struct start_args *args)
{
	struct err err = ERR_INIT;

	if (start_init(s, args, &err) != ST_OK)
		fail_msg("%s", err.text);
}

static void the_database_is_looked_for_in_order(void **state)
{
	struct start_args args = {0};
	struct start s;
	char expected[128];

	(void)state;
	begin(&s, &args);
	snprintf(expected, sizeof expected, "%s/.local/share/kartoteka/office.db", home);
	assert_string_equal(s.db_path, expected);
	start_release(&s);
	write_file(".config/kartoteka", "kartoteka.ini", "[database]\npath = ~/mine.db\n");
	begin(&s, &args);
	snprintf(expected, sizeof expected, "%s/mine.db", home);
	assert_string_equal(s.db_path, expected);
	start_release(&s);
	setenv("KARTOTEKA_DB", "/env.db", 1);
	begin(&s, &args);
	assert_string_equal(s.db_path, "/env.db");
	start_release(&s);
	args.db = "arg.db";
	begin(&s, &args);
	assert_string_equal(s.db_path, "arg.db");
	start_release(&s);
}

static void the_named_file_counts_more(void **state)
{
	struct start_args args = {0};
	struct start s;
	char own[128];

	(void)state;
	write_file(".config/kartoteka", "kartoteka.ini", "[ui]\ntheme = light\nmouse = no\n");
	write_file("x", "own.ini", "[ui]\ntheme = norton\n[keys]\nkey_edit = \"Ctrl-E\"\n");
	snprintf(own, sizeof own, "%s/x/own.ini", home);
	args.config = own;
	begin(&s, &args);
	assert_string_equal(options_text(&s.options, OPTION_THEME), "norton");
	assert_int_equal(options_number(&s.options, OPTION_MOUSE), 0);
	struct buf keys = BUF_INIT;
	keymap_keys(s.keymap, ACT_EDIT, &keys);
	assert_string_equal(buf_str(&keys), "Ctrl-E");
	assert_string_equal(buf_str(&s.notes), "");
	buf_release(&keys);
	start_release(&s);
}

static void a_named_file_must_be_there(void **state)
{
	struct start_args args = {.config = "/nowhere/x.ini"};
	struct err err = ERR_INIT;
	struct start s;

	(void)state;
	assert_int_equal(start_init(&s, &args, &err), ST_IO);
	start_release(&s);
}

static void bad_keys_and_collisions_are_noted(void **state)
{
	struct start_args args = {0};
	struct start s;

	(void)state;
	write_file(".config/kartoteka", "kartoteka.ini",
		"[keys]\nkey_nothing = \"e\"\nkey_edit = \"Hyper-Q\"\nkey_find = \"u\"\n");
	begin(&s, &args);
	assert_non_null(strstr(buf_str(&s.notes), "nothing"));
	assert_non_null(strstr(buf_str(&s.notes), "Hyper-Q"));
	assert_non_null(strstr(buf_str(&s.notes), "undo"));
	start_release(&s);
}

static void the_language_decides_what_auto_means(void **state)
{
	struct start_args args = {.lang = "ru"};
	struct err err = ERR_INIT;
	struct start s;

	(void)state;
	begin(&s, &args);
	assert_int_equal(s.office.date_order, DATE_DMY);
	assert_int_equal(s.office.decimal, ',');
	assert_int_equal(s.layout, LAYOUT_RU);
	start_release(&s);
	args.lang = "bg";
	begin(&s, &args);
	assert_int_equal(s.layout, LAYOUT_BG);
	start_release(&s);
	args.lang = "en";
	begin(&s, &args);
	assert_int_equal(s.office.date_order, DATE_YMD);
	assert_int_equal(s.office.decimal, '.');
	start_release(&s);
	args.lang = "fr";
	assert_int_equal(start_init(&s, &args, &err), ST_USAGE);
	assert_non_null(strstr(err.text, "fr"));
	start_release(&s);
}

static void the_user_is_the_account(void **state)
{
	struct start_args args = {0};
	struct start s;

	(void)state;
	setenv("USER", "somebody", 1);
	setenv("LOGNAME", "somebody", 1);
	setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22", 1);
	begin(&s, &args);
	assert_string_not_equal(s.office.login, "somebody");
	assert_non_null(strstr(s.office.origin, "192.0.2.7"));
	start_release(&s);
	setenv("SSH_CONNECTION", "$(evil) 1 2 3", 1);
	begin(&s, &args);
	assert_true(!s.office.origin || !strstr(s.office.origin, "evil"));
	start_release(&s);
	unsetenv("SSH_CONNECTION");
}

static void relative_xdg_directories_are_ignored(void **state)
{
	char expected[128], *path;

	(void)state;
	setenv("XDG_STATE_HOME", "state", 1);
	path = path_state("x");
	snprintf(expected, sizeof expected, "%s/.local/state/kartoteka/x", home);
	assert_string_equal(path, expected);
	free(path);
	setenv("XDG_STATE_HOME", "/var/state", 1);
	path = path_state("x");
	assert_string_equal(path, "/var/state/kartoteka/x");
	free(path);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_come_before_the_command),
		cmocka_unit_test(wrong_words_are_told),
		TEST(the_database_is_looked_for_in_order),
		TEST(the_named_file_counts_more),
		TEST(a_named_file_must_be_there),
		TEST(bad_keys_and_collisions_are_noted),
		TEST(the_language_decides_what_auto_means),
		TEST(the_user_is_the_account),
		TEST(relative_xdg_directories_are_ignored),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
