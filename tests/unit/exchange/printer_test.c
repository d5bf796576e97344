/* The printer command: its words, what it gets, what it says, and how it is stopped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/printer.h"

static void words(const char *command, const char *expected)
{
	char joined[200] = "", **list = NULL;
	struct err err = ERR_INIT;

	if (printer_words(command, &list, &err))
		fail_msg("%s: %s", command, err.text);
	for (int i = 0; list[i]; i++)
		snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%s",
			i ? "|" : "", list[i]);
	assert_string_equal(joined, expected);
	printer_words_free(list);
}

static void commands_are_split_without_a_shell(void **state)
{
	(void)state;
	words("lp", "lp");
	words("  lp  -d\tHP_Büro ", "lp|-d|HP_Büro");
	words("lp -t 'two words' \"it's\"", "lp|-t|two words|it's");
	words("lp '' x", "lp||x");
	words("a\\ b \"q\\\"r\" 's\\t'", "a b|q\"r|s\\t");
	words("lp $(id) `id` ; rm * > f && ~", "lp|$(id)|`id`|;|rm|*|>|f|&&|~");
}

static void what_is_no_command_is_refused(void **state)
{
	struct err err = ERR_INIT;
	char **list = NULL;

	(void)state;
	assert_int_equal(printer_words("lp 'open", &list, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "quotation mark"));
	assert_int_equal(printer_words(" \t", &list, &err), ST_BAD_DATA);
	assert_null(list);
}

/* Send a few bytes to a command. */
static enum status send(const char *command, struct job *job, char *said, struct err *err)
{
	FILE *f = tmpfile();
	enum status st;

	assert_non_null(f);
	fputs("%PDF-paper", f);
	fflush(f);
	st = printer_send(command, fileno(f), job, said, 100, err);
	fclose(f);
	return st;
}

static void the_file_is_its_input_from_the_start(void **state)
{
	struct err err = ERR_INIT;
	char said[100];

	(void)state;
	assert_int_equal(send("cat", NULL, said, &err), ST_OK);
	assert_string_equal(said, "%PDF-paper");
	assert_int_equal(send("true", NULL, said, &err), ST_OK);
	assert_string_equal(said, "");
}

static void failures_are_told_in_its_words(void **state)
{
	struct err err = ERR_INIT;
	char said[100];

	(void)state;
	assert_int_equal(
		send("sh -c 'echo; echo out of paper >&2; exit 7'", NULL, said, &err), ST_IO);
	assert_non_null(strstr(err.text, "code 7: out of paper"));
	assert_int_equal(send("false", NULL, said, &err), ST_IO);
	assert_non_null(strstr(err.text, "code 1 and said nothing"));
	assert_int_equal(send("sh -c 'kill -9 $$'", NULL, said, &err), ST_IO);
	assert_non_null(strstr(err.text, "signal 9"));
	assert_int_equal(send("/no/such/lp", NULL, said, &err), ST_IO);
	assert_non_null(strstr(err.text, "does not exist"));
	assert_int_equal(send("printf 'a\\033[2Jb'", NULL, said, &err), ST_OK);
	assert_null(strchr(said, '\033'));
}

/* Much more output than anybody reads does not block it. */
static void long_speeches_are_cut(void **state)
{
	struct err err = ERR_INIT;
	char said[100];

	(void)state;
	assert_int_equal(send("sh -c 'yes talking | head -c 300000'", NULL, said, &err), ST_OK);
	assert_string_equal(said, "talking");
}

struct waiting {
	const char *command;
	char said[100];
};

static enum status wait_for_printer(struct job *job, void *arg, struct err *err)
{
	struct waiting *w = arg;

	return send(w->command, job, w->said, err);
}

static void a_command_that_hangs_can_be_stopped(void **state)
{
	static const char *const commands[] = {
		"sleep 600", "sh -c 'trap \"\" TERM; while :; do sleep 600; done'"};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct waiting w = {.command = commands[i]};
		struct err err = ERR_INIT;
		struct job *job = job_start(wait_for_printer, &w);

		job_cancel(job);
		assert_int_equal(job_finish(job, &err), ST_CANCELLED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(commands_are_split_without_a_shell),
		cmocka_unit_test(what_is_no_command_is_refused),
		cmocka_unit_test(the_file_is_its_input_from_the_start),
		cmocka_unit_test(failures_are_told_in_its_words),
		cmocka_unit_test(long_speeches_are_cut),
		cmocka_unit_test(a_command_that_hangs_can_be_stopped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
