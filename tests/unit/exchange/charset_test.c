/* Encodings: both directions, chunk borders, bad bytes, names. */
#include "exchange/charset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

/* Decode bytes in chunks of `step`; returns the status of the last feed. */
static enum status decode(enum charset cs, bool replace, const char *bytes, size_t len, size_t step,
	struct buf *out, uint64_t *at)
{
	struct charset_in *in = NULL;
	enum status st = ST_OK;

	assert_int_equal(charset_in_new(cs, replace, &in, NULL), ST_OK);
	buf_clear(out);
	for (size_t i = 0; st == ST_OK && i < len; i += step) {
		size_t n = len - i < step ? len - i : step;

		st = charset_in_feed(in, bytes + i, n, i + n == len, out, NULL);
	}
	*at = charset_in_offset(in);
	charset_in_free(in);
	return st;
}

static const struct {
	enum charset cs;
	const char *text;
} samples[] = {
	{CHARSET_UTF8, "Żółć, Пётр — № 5 “€” 😀 Straße"},
	{CHARSET_UTF16LE, "Żółć, Пётр — № 5 “€” 😀 Straße"},
	{CHARSET_UTF16BE, "Żółć, Пётр — № 5 “€” 😀 Straße"},
	{CHARSET_CP1251, "Пётр Щербаков — «Вектор» № 5 €, Їжакевич"},
	{CHARSET_CP1250, "Żółć Gdańsk – „Spółka” Dvořák ß €"},
	{CHARSET_CP1252, "Müller Straße “François” œuvre €"},
	{CHARSET_KOI8R, "Пётр Щербаков ©"},
	{CHARSET_CP866, "Пётр Щербаков № 5"},
	{CHARSET_ISO8859_2, "Żółć Gdańsk Dvořák ß"},
	{CHARSET_ISO8859_5, "Пётр Щербаков № 5 Їжакевич"},
};

static void every_encoding_comes_back_in_chunks_of_any_size(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct charset_out *o = NULL;
		struct buf bytes = BUF_INIT, text = BUF_INIT;
		uint64_t at;

		assert_int_equal(charset_out_new(samples[i].cs, &o, NULL), ST_OK);
		charset_out_feed(o, samples[i].text, strlen(samples[i].text), &bytes);
		assert_int_equal(charset_out_missing(o), 0);
		for (size_t step = 1; step <= bytes.len; step++) {
			assert_int_equal(decode(samples[i].cs, false, bytes.data, bytes.len, step,
						 &text, &at),
				ST_OK);
			assert_string_equal(buf_str(&text), samples[i].text);
			assert_int_equal(at, bytes.len);
		}
		charset_out_free(o);
		buf_release(&bytes);
		buf_release(&text);
	}
}

static void known_bytes_mean_known_letters(void **state)
{
	struct buf text = BUF_INIT;
	uint64_t at;

	(void)state;
	assert_int_equal(
		decode(CHARSET_CP1251, false, "\xC8\xE2\xE0\xED\xB8\xB9", 6, 6, &text, &at), ST_OK);
	assert_string_equal(text.data, "Иванё№");
	assert_int_equal(
		decode(CHARSET_KOI8R, false, "\xE9\xD7\xC1\xCE\xA3", 5, 5, &text, &at), ST_OK);
	assert_string_equal(text.data, "Иванё");
	assert_int_equal(
		decode(CHARSET_CP866, false, "\x88\xA2\xA0\xAD\xF1", 5, 5, &text, &at), ST_OK);
	assert_string_equal(text.data, "Иванё");
	assert_int_equal(
		decode(CHARSET_CP1250, false, "\xAF\xF3\xB3\xE6\x9C", 5, 5, &text, &at), ST_OK);
	assert_string_equal(text.data, "Żółćś");
	assert_int_equal(
		decode(CHARSET_ISO8859_2, false, "\xAF\xF3\xB3\xE6\xB6", 5, 5, &text, &at), ST_OK);
	assert_string_equal(text.data, "Żółćś");
	buf_release(&text);
}

static void a_byte_order_mark_is_dropped_once(void **state)
{
	struct buf text = BUF_INIT;
	uint64_t at;

	(void)state;
	for (size_t step = 1; step < 8; step++) {
		decode(CHARSET_UTF8, false,
			"\xEF\xBB\xBF"
			"a\xEF\xBB\xBF",
			7, step, &text, &at);
		assert_string_equal(text.data, "a\xEF\xBB\xBF");
		decode(CHARSET_UTF16LE, false,
			"\xFF\xFE"
			"a\0",
			4, step, &text, &at);
		assert_string_equal(text.data, "a");
		decode(CHARSET_UTF16BE, false, "\xFE\xFF\0a", 4, step, &text, &at);
		assert_string_equal(text.data, "a");
	}
	buf_release(&text);
}

static void bad_bytes_are_refused_with_their_offset(void **state)
{
	static const struct {
		enum charset cs;
		const char *bytes;
		size_t len, at;
		const char *before;
	} cases[] = {
		{CHARSET_UTF8, "ab\xFF", 3, 2, "ab"},
		{CHARSET_UTF8, "a\xC0\xAF", 3, 1, "a"},         /* overlong */
		{CHARSET_UTF8, "a\xE0\x80\x80", 4, 1, "a"},     /* overlong */
		{CHARSET_UTF8, "a\xED\xA0\x80", 4, 1, "a"},     /* surrogate */
		{CHARSET_UTF8, "a\xF4\x90\x80\x80", 5, 1, "a"}, /* above U+10FFFF */
		{CHARSET_UTF8, "\xD0\x96\xD0", 3, 2, "Ж"},      /* cut at the end */
		{CHARSET_UTF8, "\xD0\x96\xD0x", 4, 2, "Ж"},
		{CHARSET_UTF8, "12345678\x80", 9, 8, "12345678"},
		{CHARSET_UTF16LE, "a\0\x00\xD8x\0", 6, 2, "a"}, /* lone high surrogate */
		{CHARSET_UTF16LE, "a\0\x00\xDC", 4, 2, "a"},    /* lone low surrogate */
		{CHARSET_UTF16LE, "a\0b", 3, 2, "a"}, {CHARSET_CP1251, "a\x98", 2, 1, "a"},
		{CHARSET_CP1252, "a\x81", 2, 1, "a"},
		{CHARSET_ISO8859_2, "a\x9C", 2, 1, "a"}, /* C1: it is CP1250 really */
	};
	struct buf text = BUF_INIT;
	uint64_t at;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		for (size_t step = 1; step <= cases[i].len; step++) {
			assert_int_equal(decode(cases[i].cs, false, cases[i].bytes, cases[i].len,
						 step, &text, &at),
				ST_BAD_DATA);
			assert_int_equal(at, cases[i].at);
			assert_string_equal(buf_str(&text), cases[i].before);
		}
		assert_int_equal(
			decode(cases[i].cs, true, cases[i].bytes, cases[i].len, 1, &text, &at),
			ST_OK);
		assert_int_equal(at, cases[i].len);
		assert_true(text_is_utf8(text.data, text.len, NULL));
	}
	buf_release(&text);
}

static void replaced_bytes_are_counted(void **state)
{
	struct charset_in *in = NULL;
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(charset_in_new(CHARSET_UTF8, true, &in, NULL), ST_OK);
	assert_int_equal(charset_in_feed(in,
				 "a\xFF"
				 "b\xFF",
				 4, true, &text, NULL),
		ST_OK);
	assert_string_equal(text.data, "a\xEF\xBF\xBD"
				       "b\xEF\xBF\xBD");
	assert_int_equal(charset_in_replaced(in), 2);
	charset_in_free(in);
	buf_release(&text);
}

static void missing_characters_are_counted_and_named(void **state)
{
	struct charset_out *o = NULL;
	struct buf bytes = BUF_INIT, names = BUF_INIT;
	static const char text[] = "Łódź Ł 😀 Пётр";

	(void)state;
	assert_int_equal(charset_out_new(CHARSET_CP1251, &o, NULL), ST_OK);
	charset_out_feed(o, text, sizeof(text) - 1, NULL);
	assert_int_equal(charset_out_missing(o), 5);
	charset_out_feed(o, "Ł\xFF", 3, &bytes);
	assert_string_equal(bytes.data, "??");
	charset_out_name_missing(o, &names);
	assert_non_null(strstr(names.data, "Ł (U+0141), ó (U+00F3), ź (U+017A), 😀 (U+1F600)"));
	charset_out_free(o);
	buf_release(&bytes);
	buf_release(&names);
}

static void names_and_aliases_are_found(void **state)
{
	static const struct {
		const char *name;
		enum charset cs;
	} names[] = {{"utf-8", CHARSET_UTF8}, {"UTF8", CHARSET_UTF8},
		{"windows-1251", CHARSET_CP1251}, {"cp1251", CHARSET_CP1251},
		{"Win 1251", CHARSET_CP1251}, {"koi8-r", CHARSET_KOI8R},
		{"latin2", CHARSET_ISO8859_2}, {"ISO_8859-5", CHARSET_ISO8859_5},
		{"866", CHARSET_CP866}, {"utf-16", CHARSET_UTF16LE}};
	enum charset cs;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_true(charset_find(names[i].name, &cs));
		assert_int_equal(cs, names[i].cs);
	}
	for (int i = 0; i < CHARSET_COUNT; i++) {
		assert_true(charset_find(charset_name((enum charset)i), &cs));
		assert_int_equal(cs, i);
		assert_non_null(
			strstr(charset_title((enum charset)i), charset_name((enum charset)i)));
	}
	assert_false(charset_find("", &cs));
	assert_false(charset_find("win", &cs));
	assert_false(charset_find("shift-jis", &cs));
	assert_false(charset_find("a name far longer than any encoding could ever have", &cs));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_encoding_comes_back_in_chunks_of_any_size),
		cmocka_unit_test(known_bytes_mean_known_letters),
		cmocka_unit_test(a_byte_order_mark_is_dropped_once),
		cmocka_unit_test(bad_bytes_are_refused_with_their_offset),
		cmocka_unit_test(replaced_bytes_are_counted),
		cmocka_unit_test(missing_characters_are_counted_and_named),
		cmocka_unit_test(names_and_aliases_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
