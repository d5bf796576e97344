/* Tests of cli/args.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/cli/args.h"

static const struct cli_option options[] = {
	{"filter", "FILTER", "x"}, {"map", "MAP", "x"}, {"json", NULL, "x"}, {0}};
static const struct cli_command command = {
	.name = "test", .usage = "A [B]", .options = options, .min_words = 1, .max_words = 2};

#define PARSE(...)                                                \
	char *argv[] = {(char *)(uintptr_t) "test", __VA_ARGS__}; \
	int argc = (int)(sizeof(argv) / sizeof(argv[0]));         \
	struct args a;                                            \
	struct err err = ERR_INIT;                                \
	enum status st = args_parse(&a, &command, argc, argv, &err)

#define WORD(s) ((char *)(uintptr_t)(s))

static void options_stand_anywhere(void **state)
{
	PARSE(WORD("--filter"), WORD("a b"), WORD("one"), WORD("--json"), WORD("two"));

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_int_equal(a.nwords, 2);
	assert_string_equal(a.words[0], "one");
	assert_string_equal(a.words[1], "two");
	assert_string_equal(args_value(&a, "filter"), "a b");
	assert_true(args_has(&a, "json"));
	assert_false(args_has(&a, "map"));
	assert_null(args_value(&a, "map"));
	args_release(&a);
}

static void values_take_equals_and_leading_dashes(void **state)
{
	PARSE(WORD("--filter=a=b"), WORD("--map"), WORD("-x"), WORD("one"));

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_string_equal(args_value(&a, "filter"), "a=b");
	assert_string_equal(args_value(&a, "map"), "-x");
	args_release(&a);
}

static void empty_value_is_a_value(void **state)
{
	PARSE(WORD("--filter="), WORD("one"));

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_string_equal(args_value(&a, "filter"), "");
	args_release(&a);
}

static void last_one_counts_and_all_are_there(void **state)
{
	PARSE(WORD("--map=1"), WORD("one"), WORD("--map=2"), WORD("--map=3"));
	size_t at = 0;

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_string_equal(args_value(&a, "map"), "3");
	assert_string_equal(args_next(&a, "map", &at), "1");
	assert_string_equal(args_next(&a, "map", &at), "2");
	assert_string_equal(args_next(&a, "map", &at), "3");
	assert_null(args_next(&a, "map", &at));
	args_release(&a);
}

static void two_dashes_end_options(void **state)
{
	PARSE(WORD("-"), WORD("--"), WORD("--json"));

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_int_equal(a.nwords, 2);
	assert_string_equal(a.words[0], "-");
	assert_string_equal(a.words[1], "--json");
	assert_false(args_has(&a, "json"));
	args_release(&a);
}

static void wrong_words_are_named(void **state)
{
	static const struct {
		const char *words[3];
		const char *text;
	} cases[] = {
		{{"one", "--jsn"}, "test has no option --jsn; did you mean --json?"},
		{{"one", "--zzzzzz"}, "test has no option --zzzzzz"},
		{{"one", "--filter"}, "--filter needs a value: --filter FILTER"},
		{{"one", "--json=1"}, "--json takes no value"},
		{{"one", "two", "three"}, "test: \"three\" is one word too many"},
		{{"--json"}, "test: something is missing"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *argv[4] = {WORD("test")};
		struct err err = ERR_INIT;
		struct args a;
		int argc = 1;

		while (argc < 4 && cases[i].words[argc - 1]) {
			argv[argc] = WORD(cases[i].words[argc - 1]);
			argc++;
		}
		assert_int_equal(args_parse(&a, &command, argc, argv, &err), ST_USAGE);
		assert_string_equal(err.text, cases[i].text);
		args_release(&a);
	}
}

static void help_needs_no_words(void **state)
{
	PARSE(WORD("-h"));

	(void)state;
	assert_int_equal(st, ST_OK);
	assert_true(args_has(&a, "help"));
	args_release(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_stand_anywhere),
		cmocka_unit_test(values_take_equals_and_leading_dashes),
		cmocka_unit_test(empty_value_is_a_value),
		cmocka_unit_test(last_one_counts_and_all_are_there),
		cmocka_unit_test(two_dashes_end_options),
		cmocka_unit_test(wrong_words_are_named),
		cmocka_unit_test(help_needs_no_words),
	};

	return cmocka_run_group_tests_name("args", tests, NULL, NULL);
}
