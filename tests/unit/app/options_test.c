/* app/options: the table, parsing and printing by type, and that the sample file names every option. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/options.h"
#include "base/file.h"

static struct options options;

static int setup(void **state)
{
	(void)state;
	options_init(&options);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	options_release(&options);
	return 0;
}

static enum status set(const char *section, const char *name, const char *value)
{
	return options_set(&options, section, name, value, "test", NULL);
}

static void defaults_fit_their_own_rules(void **state)
{
	(void)state;
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option *opt = option_at(i);

		assert_int_equal(set(opt->section, opt->name, opt->initial), ST_OK);
		assert_true(*opt->text);
	}
}

static void what_is_printed_can_be_read_back(void **state)
{
	(void)state;
	assert_int_equal(set("ui", "mouse", "off"), ST_OK);
	assert_int_equal(set("ui", "theme", "Norton"), ST_OK);
	assert_int_equal(set("ui", "remind", "15"), ST_OK);
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option *opt = option_at(i);
		int before = options_number(&options, i);
		struct buf text = BUF_INIT;

		options_print(&options, i, &text);
		if (opt->type != OPTION_TYPE_TEXT)
			assert_int_equal(set(opt->section, opt->name, buf_str(&text)), ST_OK);
		assert_int_equal(options_number(&options, i), before);
		buf_release(&text);
	}
}

static void booleans_are_words_people_use(void **state)
{
	(void)state;
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(
			set("ui", "mouse", (const char *[]){"yes", "TRUE", "on", "1"}[i]), ST_OK);
		assert_int_equal(options_number(&options, OPTION_MOUSE), 1);
		assert_int_equal(
			set("ui", "mouse", (const char *[]){"no", "False", "off", "0"}[i]), ST_OK);
		assert_int_equal(options_number(&options, OPTION_MOUSE), 0);
	}
	assert_int_equal(set("ui", "mouse", "2"), ST_BAD_DATA);
	assert_int_equal(set("ui", "mouse", ""), ST_BAD_DATA);
}

static void numbers_are_decimal_and_within_limits(void **state)
{
	(void)state;
	assert_int_equal(set("ui", "remind", "010"), ST_OK);
	assert_int_equal(options_number(&options, OPTION_REMIND), 10);
	assert_int_equal(set("ui", "remind", "0x10"), ST_BAD_DATA);
	assert_int_equal(set("ui", "remind", "1441"), ST_BAD_DATA);
	assert_int_equal(set("ui", "remind", "-1"), ST_BAD_DATA);
	assert_int_equal(set("ui", "remind", "99999999999999999999"), ST_BAD_DATA);
	assert_int_equal(set("ui", "remind", "ten"), ST_BAD_DATA);
	assert_int_equal(options_number(&options, OPTION_REMIND), 10);
}

static void a_bad_value_says_what_may_be_written(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(options_set(&options, "ui", "theme", "pink", "test", &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "pink"));
	assert_non_null(strstr(err.text, "norton"));
	assert_int_equal(
		options_set(&options, "office", "currency", "EURO", "test", &err), ST_BAD_DATA);
	assert_string_equal(options_text(&options, OPTION_CURRENCY), "EUR");
}

static void unknown_names_are_told(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(options_set(&options, "ui", "thema", "dark", "test", &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "thema"));
	assert_int_equal(options_set(&options, "gui", "theme", "dark", "test", &err), ST_NOT_FOUND);
	assert_non_null(strstr(err.text, "gui"));
	assert_int_equal(options_set(&options, "keys", "edit", "e", "test", &err), ST_NOT_FOUND);
}

static void the_sample_names_every_option(void **state)
{
	char *text = NULL, line[120];
	size_t len;

	(void)state;
	assert_int_equal(file_read("data/kartoteka.ini", 100000, &text, &len, NULL), ST_OK);
	for (int i = 0; i < OPTION_COUNT; i++) {
		struct buf value = BUF_INIT;

		options_print(&options, i, &value);
		snprintf(line, sizeof line, "\n#%s = ", option_at(i)->name);
		const char *at = strstr(text, line);
		if (!at)
			fail_msg("data/kartoteka.ini does not name %s", option_at(i)->name);
		at += strlen(line);
		if (*at != '"' && value.data[0] == '"') {
			assert_memory_equal(at, value.data + 1, value.len - 2);
		} else {
			assert_memory_equal(at, value.data, value.len);
			assert_int_equal(at[value.len], '\n');
		}
		buf_release(&value);
	}
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(defaults_fit_their_own_rules, setup, teardown),
		cmocka_unit_test_setup_teardown(what_is_printed_can_be_read_back, setup, teardown),
		cmocka_unit_test_setup_teardown(booleans_are_words_people_use, setup, teardown),
		cmocka_unit_test_setup_teardown(
			numbers_are_decimal_and_within_limits, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_bad_value_says_what_may_be_written, setup, teardown),
		cmocka_unit_test_setup_teardown(unknown_names_are_told, setup, teardown),
		cmocka_unit_test_setup_teardown(the_sample_names_every_option, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
