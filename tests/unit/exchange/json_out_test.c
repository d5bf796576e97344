/* JSON lines: structure, escapes, and text that must not reach a terminal raw. */
#include "exchange/json_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void one_object_a_line(void **state)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);
	struct json_out *j = json_out_new(f);

	(void)state;
	json_out_begin(j);
	json_out_int(j, "id", -7);
	json_out_string(j, "name", "Ромашка");
	json_out_string(j, "gone", NULL);
	json_out_bool(j, "open", true);
	json_out_decimal(j, "value", "12.50");
	json_out_array(j, "tags");
	json_out_string(j, NULL, "vip");
	json_out_int(j, NULL, 3);
	json_out_end(j);
	json_out_object(j, "owner");
	json_out_int(j, "id", 1);
	json_out_end(j);
	json_out_array(j, "none");
	json_out_end(j);
	json_out_end(j);
	json_out_begin(j);
	json_out_null(j, "x");
	json_out_end(j);
	assert_int_equal(json_out_finish(j, NULL), ST_OK);
	fclose(f);
	assert_string_equal(text,
		"{\"id\":-7,\"name\":\"Ромашка\",\"gone\":null,\"open\":true,\"value\":12.50,"
		"\"tags\":[\"vip\",3],\"owner\":{\"id\":1},\"none\":[]}\n{\"x\":null}\n");
	free(text);
}

/* The JSON of one string value. */
static char *quoted(const char *s, size_t len)
{
	char *text = NULL;
	size_t size;
	FILE *f = open_memstream(&text, &size);
	struct json_out *j = json_out_new(f);

	json_out_begin(j);
	json_out_stringn(j, "s", s, len);
	json_out_end(j);
	assert_int_equal(json_out_finish(j, NULL), ST_OK);
	fclose(f);
	return text;
}

#define assert_quoted(s, json)                                  \
	do {                                                    \
		char *got = quoted(s, sizeof(s) - 1);           \
		assert_string_equal(got, "{\"s\":" json "}\n"); \
		free(got);                                      \
	} while (0)

static void what_json_needs_is_escaped(void **state)
{
	(void)state;
	assert_quoted("a\"b\\c/", "\"a\\\"b\\\\c/\"");
	assert_quoted("1\n2\r3\t4", "\"1\\n2\\r3\\t4\"");
	assert_quoted("\0\x1b[2J", "\"\\u0000\\u001b[2J\"");
	assert_quoted("", "\"\"");
}

static void hidden_characters_are_escaped(void **state)
{
	(void)state;
	assert_quoted("\x7f", "\"\\u007f\"");
	assert_quoted("\xC2\x9B"
		      "2J",
		"\"\\u009b2J\"");
	assert_quoted("\xE2\x80\xAE"
		      "x",
		"\"\\u202ex\"");
	assert_quoted("\xE2\x80\x8B", "\"\\u200b\"");
	assert_quoted("\xF3\xA0\x81\x81", "\"\\udb40\\udc41\"");
	assert_quoted("\xF0\x9F\x98\x80", "\"\xF0\x9F\x98\x80\"");
}

static void bad_utf8_is_replaced(void **state)
{
	(void)state;
	assert_quoted("a\xFF"
		      "b",
		"\"a\xEF\xBF\xBD"
		"b\"");
	assert_quoted("\xD0", "\"\xEF\xBF\xBD\"");
	assert_quoted("\xEF\xBF\xBD", "\"\xEF\xBF\xBD\"");
}

static void only_json_numbers_go_unquoted(void **state)
{
	static const char *const values[][2] = {{"0", "0"}, {"-0.5", "-0.5"}, {"10", "10"},
		{"007", "\"007\""}, {"+1", "\"+1\""}, {"1.", "\"1.\""}, {".5", "\".5\""},
		{"1,5", "\"1,5\""}, {"", "\"\""}, {"-", "\"-\""}, {"1e5", "\"1e5\""}};

	(void)state;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		char *text = NULL, want[32];
		size_t len;
		FILE *f = open_memstream(&text, &len);
		struct json_out *j = json_out_new(f);

		json_out_begin(j);
		json_out_decimal(j, "d", values[i][0]);
		json_out_end(j);
		assert_int_equal(json_out_finish(j, NULL), ST_OK);
		fclose(f);
		snprintf(want, sizeof(want), "{\"d\":%s}\n", values[i][1]);
		assert_string_equal(text, want);
		free(text);
	}
}

static void a_full_disk_is_reported(void **state)
{
	FILE *f = fopen("/dev/full", "w");
	struct json_out *j;
	struct err err = ERR_INIT;

	(void)state;
	if (!f)
		skip();
	j = json_out_new(f);
	json_out_begin(j);
	json_out_end(j);
	assert_int_equal(json_out_finish(j, &err), ST_IO);
	assert_non_null(strstr(err.text, "full"));
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_object_a_line),
		cmocka_unit_test(what_json_needs_is_escaped),
		cmocka_unit_test(hidden_characters_are_escaped),
		cmocka_unit_test(bad_utf8_is_replaced),
		cmocka_unit_test(only_json_numbers_go_unquoted),
		cmocka_unit_test(a_full_disk_is_reported),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
