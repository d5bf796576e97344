/* base/text: UTF-8, widths, cutting, cleaning, and the sanitiser that nothing may get past. */
#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "base/text.h"

/* A fixed sequence of numbers: the same strings in every run. */
static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* Random text that meets the sanitiser's corners often: bad bytes, controls, marks, hidden signs. */
static size_t random_text(uint32_t *seed, char *out, size_t max)
{
	static const uint32_t CORNERS[] = {0x1B, 0x9B, 0x85, 0x7F, 0x0D, 0x0A, 0x09, 0x301, 0x302,
		0x20E3, 0xFE0F, 0x200B, 0x200D, 0x200E, 0x202E, 0x2066, 0x2028, 0xFEFF, 0xE0041,
		0xE000, 0xFFFE, 0x10FFFF, 0x115F, 0x1160, 0x3164, 0xAD, 0x61C, 0x1F600, 0x1FAE8,
		0x4E00, 0x627, 0x378, 0x41F, 0x439, 'a', ' '};
	size_t want = next_random(seed) % max, len = 0;

	while (len + 4 < want) {
		uint32_t kind = next_random(seed) % 4;

		if (kind == 0)
			out[len++] = (char)(1 + next_random(seed) % 255);
		else if (kind == 1)
			len += (size_t)text_encode(next_random(seed) % 0x3000 + 1, out + len);
		else
			len += (size_t)text_encode(
				CORNERS[next_random(seed) % (sizeof CORNERS / sizeof *CORNERS)],
				out + len);
	}
	out[len] = '\0';
	return len;
}

static void decodes_what_it_encodes(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		char bytes[4];
		const char *p = bytes;
		int len = text_encode(c, bytes);

		if (c >= 0xD800 && c <= 0xDFFF) {
			assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
			continue;
		}
		assert_int_equal(text_decode(&p, bytes + len), c);
		assert_ptr_equal(p, bytes + len);
		if (c > 0)
			assert_true(text_is_utf8(bytes, (size_t)len, NULL));
	}
}

static void bad_bytes_are_stepped_over_one_by_one(void **state)
{
	static const char *const BAD[] = {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\x80",
		"\xED\xA0\x80", "\xF0\x80\x80\x80", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
		"\xFF", "\xD0", "\xE2\x82", "\xF0\x9F\x98"};

	(void)state;
	for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
		const char *p = BAD[i], *end = BAD[i] + strlen(BAD[i]);
		size_t bad = 99;

		assert_false(text_is_utf8(BAD[i], strlen(BAD[i]), &bad));
		assert_int_equal(bad, 0);
		assert_int_equal(text_decode(&p, end), 0xFFFD);
		assert_ptr_equal(p, BAD[i] + 1);
	}
}

static void checking_names_the_first_bad_byte(void **state)
{
	size_t bad = 0;

	(void)state;
	assert_true(text_is_utf8("Żółć 日本 😀", strlen("Żółć 日本 😀"), NULL));
	assert_true(text_is_utf8("", 0, NULL));
	assert_false(text_is_utf8("я\xD1", 3, &bad));
	assert_int_equal(bad, 2);
	assert_false(text_is_utf8("ab\0c", 4, &bad));
	assert_int_equal(bad, 2);
}

static void columns_of_characters(void **state)
{
	(void)state;
	assert_int_equal(text_char_cols('a'), 1);
	assert_int_equal(text_char_cols(0x416), 1);
	assert_int_equal(text_char_cols(0x4E2D), 2);
	assert_int_equal(text_char_cols(0x301), 0);
	assert_int_equal(text_char_cols(0x1F600), 2);
	assert_int_equal(text_char_cols(0x1FAE8), 2); /* newer than the C library */
	assert_int_equal(text_char_cols(0x1B), 2);
	assert_int_equal(text_char_cols(0x7F), 2);
	assert_int_equal(text_char_cols(0x202E), 8);
	assert_int_equal(text_char_cols('\n'), 1);
	assert_int_equal(text_char_cols(0xE0041), 9);
	for (uint32_t c = 0; c < 0x110000; c += 7)
		assert_true(text_char_cols(c) >= 0);
}

static void columns_do_not_depend_on_the_locale(void **state)
{
	static const uint32_t CHARS[] = {
		0x416, 0x142, 0x4E2D, 0x301, 0x1F600, 0x1FAE8, 0x202E, 0xAC00};

	(void)state;
	for (size_t i = 0; i < sizeof CHARS / sizeof *CHARS; i++) {
		int utf8 = text_char_cols(CHARS[i]);

		setlocale(LC_ALL, "C");
		assert_int_equal(text_char_cols(CHARS[i]), utf8);
		setlocale(LC_ALL, "C.UTF-8");
	}
}

static void columns_of_strings(void **state)
{
	(void)state;
	assert_int_equal(text_cols(""), 0);
	assert_int_equal(text_cols("Ромашка"), 7);
	assert_int_equal(text_cols("日本"), 4);
	assert_int_equal(text_cols("e\u0301e\u0301"), 2);
	assert_int_equal(text_cols("a\x1B[31m"), 7);
	assert_int_equal(text_cols("\u0301a"), 9); /* a mark on nothing is spelt out */
	assert_int_equal(text_cols("\xFF\xFE"), 2);
}

static void expect_fit(const char *s, int cols, const char *expected)
{
	struct buf b = BUF_INIT;

	text_fit(&b, s, cols);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void cutting_keeps_whole_characters(void **state)
{
	(void)state;
	expect_fit("Ромашка", 7, "Ромашка");
	expect_fit("Ромашка", 6, "Ромаш…");
	expect_fit("Ромашка", 1, "…");
	expect_fit("Ромашка", 0, "");
	expect_fit("Ромашка", -3, "");
	expect_fit("日本語", 6, "日本語");
	expect_fit("日本語", 5, "日本…");
	expect_fit("日本語", 4, "日…");
	expect_fit("ae\u0301b", 2, "a…");
	expect_fit("ae\u0301bc", 3, "ae\u0301…");
	expect_fit("x\x1By", 3, "x…");
	expect_fit("x\x1By", 4, "x^[y");
	expect_fit("", 4, "");
}

static void expect_pad(const char *s, int cols, bool right, const char *expected)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "|");
	text_pad(&b, s, cols, right);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void padding_fills_the_columns(void **state)
{
	(void)state;
	expect_pad("ab", 4, false, "|ab  ");
	expect_pad("ab", 4, true, "|  ab");
	expect_pad("日本語", 4, false, "|日… ");
	expect_pad("日本語", 4, true, "| 日…");
	expect_pad("abcdef", 4, true, "|abc…");
	expect_pad("", 2, false, "|  ");
	expect_pad("ab", 0, true, "|");
}

static void cut_text_is_as_wide_as_asked(void **state)
{
	uint32_t seed = 11;
	char in[64];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf fit = BUF_INIT, pad = BUF_INIT;
		int cols = (int)(next_random(&seed) % 20);

		random_text(&seed, in, sizeof in);
		text_fit(&fit, in, cols);
		assert_true(text_cols(buf_str(&fit)) <= cols);
		if (text_cols(in) <= cols)
			assert_int_equal(text_cols(buf_str(&fit)), text_cols(in));
		text_pad(&pad, in, cols, round % 2 == 0);
		assert_int_equal(text_cols(buf_str(&pad)), cols);
		buf_release(&fit);
		buf_release(&pad);
	}
}

static void steps_go_by_grapheme(void **state)
{
	const char *s = "aя日e\u0301\u0302!";

	(void)state;
	assert_int_equal(text_next(s, 0), 1);
	assert_int_equal(text_next(s, 1), 3);
	assert_int_equal(text_next(s, 3), 6);
	assert_int_equal(text_next(s, 6), 11);
	assert_int_equal(text_next(s, 11), 12);
	assert_int_equal(text_next(s, 12), 12);
	assert_int_equal(text_prev(s, 12), 11);
	assert_int_equal(text_prev(s, 11), 6);
	assert_int_equal(text_prev(s, 6), 3);
	assert_int_equal(text_prev(s, 3), 1);
	assert_int_equal(text_prev(s, 1), 0);
	assert_int_equal(text_prev(s, 0), 0);
	assert_int_equal(text_count(s), 7);
}

static void copies_are_cut_between_characters(void **state)
{
	char out[8];

	(void)state;
	text_copy(out, sizeof out, "abcdefg");
	assert_string_equal(out, "abcdefg");
	text_copy(out, sizeof out, "яяяя");
	assert_string_equal(out, "яяя");
	text_copy(out, sizeof out, "aaaa€€");
	assert_string_equal(out, "aaaa€");
	text_copy(out, sizeof out, "aaaaa€");
	assert_string_equal(out, "aaaaa");
	text_copy(out, sizeof out, NULL);
	assert_string_equal(out, "");
}

static void steps_back_and_forth_meet(void **state)
{
	uint32_t seed = 5;
	char in[48];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t len = random_text(&seed, in, sizeof in), at = 0, steps = 0, back = 0;

		for (; at < len; steps++) {
			size_t next = text_next(in, at);

			assert_true(next > at && next <= len);
			at = next;
		}
		for (; at > 0; back++) {
			size_t prev = text_prev(in, at);

			assert_true(prev < at);
			at = prev;
		}
		assert_int_equal(steps, back);
	}
}

static void expect_clean(const char *s, size_t len, bool multiline, const char *expected)
{
	struct buf b = BUF_INIT;

	buf_add(&b, ">");
	text_clean(&b, s, len, multiline);
	assert_string_equal(buf_str(&b) + 1, expected);
	buf_release(&b);
}

#define EXPECT_CLEAN(s, multiline, expected) expect_clean(s, sizeof(s) - 1, multiline, expected)

static void cleaning_text_that_comes_in(void **state)
{
	(void)state;
	EXPECT_CLEAN("Ромашка", false, "Ромашка");
	EXPECT_CLEAN("", false, "");
	EXPECT_CLEAN("  two  words \t", false, "two  words");
	EXPECT_CLEAN("\u00A0\uFEFF x\u3000", false, "x");
	EXPECT_CLEAN("a\r\nb\rc\nd\te", false, "a b c d e");
	EXPECT_CLEAN("a\r\nb\rc\nd\te", true, "a\nb\nc\nd\te");
	EXPECT_CLEAN("a\x1B[31mb\x07\x7F", false, "a[31mb");
	EXPECT_CLEAN("a\0b", false, "ab");
	EXPECT_CLEAN("\xD0\xFF!", false, "\uFFFD\uFFFD!");
	EXPECT_CLEAN("u\u0308", false, "ü");
	EXPECT_CLEAN("е\u0308лка", false, "ёлка");
	EXPECT_CLEAN("\u212B", false, "Å");
	EXPECT_CLEAN(" \n ", true, "");
	EXPECT_CLEAN("x\xC2\x85y\u2028z", true, "x\ny\nz");
}

static void cleaned_text_is_clean(void **state)
{
	uint32_t seed = 77;
	char in[64];

	(void)state;
	for (int round = 0; round < 30000; round++) {
		struct buf once = BUF_INIT, twice = BUF_INIT;
		size_t len = random_text(&seed, in, sizeof in);
		bool multiline = round % 2 == 0;
		utf8proc_uint8_t *nfc;
		const char *p, *end;

		text_clean(&once, in, len, multiline);
		assert_true(text_is_utf8(buf_str(&once), once.len, NULL));
		for (p = once.data, end = p + once.len; p < end;) {
			uint32_t c = text_decode(&p, end);

			assert_true(c >= 0x20 || (multiline && (c == '\n' || c == '\t')));
			assert_false(c >= 0x7F && c < 0xA0);
		}
		nfc = utf8proc_NFC((const utf8proc_uint8_t *)buf_str(&once));
		assert_string_equal((const char *)nfc, buf_str(&once));
		free(nfc);
		text_clean(&twice, buf_str(&once), once.len, multiline);
		assert_string_equal(buf_str(&twice), buf_str(&once));
		buf_release(&once);
		buf_release(&twice);
	}
}

static void expect_visible(const char *s, bool multiline, const char *expected)
{
	struct buf b = BUF_INIT;

	text_visible(&b, s, multiline);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void hidden_things_are_spelt_out(void **state)
{
	(void)state;
	expect_visible("Zażółć 日本", false, "Zażółć 日本");
	expect_visible("A\x1B]52;c;ZXZpbA==\x07Z", false, "A^[]52;c;ZXZpbA==^GZ");
	expect_visible("A\xC2\x9B"
		       "31mZ",
		false, "A<U+009B>31mZ");
	expect_visible("A\x9B"
		       "31mZ",
		false, "A\uFFFD31mZ");
	expect_visible("A\u202Eevil", false, "A<U+202E>evil");
	expect_visible("A\rB\x08", false, "A^MB^H");
	expect_visible("a\x7F", false, "a^?");
	expect_visible("a\nb\tc", false, "a b c");
	expect_visible("a\nb\tc", true, "a\nb\tc");
	expect_visible("e\u0301\u0302\u0303\u0304x", false, "e\u0301\u0302x");
	expect_visible("\u0301x", false, "<U+0301>x");
	expect_visible("a\n\u0301x", true, "a\n<U+0301>x");
	expect_visible("A\U000E0041Z", false, "A<U+E0041>Z");
	expect_visible("\u200B\uFEFF\u2066", false, "<U+200B><U+FEFF><U+2066>");
}

static bool is_safe(uint32_t c, bool multiline)
{
	if (multiline && (c == '\n' || c == '\t'))
		return true;
	return !(c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x34F || c == 0x61C ||
		 c == 0x115F || c == 0x1160 || (c >= 0x180B && c <= 0x180F) ||
		 (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
		 (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0 ||
		 (c >= 0xFFF0 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF) ||
		 (c & 0xFFFE) == 0xFFFE || (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000);
}

/* Whatever the bytes: no control, no override, nothing invisible, at most two marks on a cell. */
static void nothing_gets_past_the_sanitiser(void **state)
{
	uint32_t seed = 2026;
	char in[64];

	(void)state;
	for (int round = 0; round < 60000; round++) {
		struct buf out = BUF_INIT, again = BUF_INIT;
		bool multiline = round % 2 == 0;
		int marks = 0, cols = 0;
		bool base = false;
		const char *p, *end;

		random_text(&seed, in, sizeof in);
		text_visible(&out, in, multiline);
		assert_true(text_is_utf8(buf_str(&out), out.len, NULL));
		for (p = buf_str(&out), end = p + out.len; p < end;) {
			uint32_t c = text_decode(&p, end);

			assert_true(is_safe(c, multiline));
			cols += text_char_cols(c);
			marks = text_char_cols(c) == 0 ? marks + 1 : 0;
			assert_true(marks <= 2);
			assert_true(marks == 0 || base);
			base = c != '\n';
		}
		if (!multiline)
			assert_int_equal(cols, text_cols(in));
		text_visible(&again, buf_str(&out), multiline);
		assert_string_equal(buf_str(&again), buf_str(&out));
		buf_release(&out);
		buf_release(&again);
	}
}

static void expect_translit(const char *s, const char *expected)
{
	struct buf b = BUF_INIT;

	text_translit(&b, s);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void letters_become_latin(void **state)
{
	(void)state;
	expect_translit("Пётр", "Pyotr");
	expect_translit("Щукин ЩУКА Юлия", "Shchukin SHCHUKA Yuliya");
	expect_translit("Zażółć gęślą jaźń Łódź", "Zazolc gesla jazn Lodz");
	expect_translit("Straße", "Strasse");
	expect_translit("«Ромашка» – №5…", "\"Romashka\" - No5...");
	expect_translit("┌─┐│█▃", "+-+|##");
	expect_translit("100 €", "100 EUR");
	expect_translit("日", "?");
	expect_translit("plain ~!", "plain ~!");
}

static void latin_is_always_ascii(void **state)
{
	(void)state;
	for (uint32_t c = 1; c < 0x30000; c++) {
		struct buf b = BUF_INIT;
		char s[5];

		s[text_encode(c, s)] = '\0';
		text_translit(&b, s);
		for (const char *p = buf_str(&b); *p != '\0'; p++)
			assert_true((unsigned char)*p < 0x80);
		buf_release(&b);
	}
}

static void add_line(void *arg, const char *s, size_t len)
{
	struct buf *b = arg;

	buf_addn(b, s, len);
	buf_add(b, "|");
}

static void expect_wrap(const char *s, int cols, const char *expected)
{
	struct buf b = BUF_INIT;

	text_wrap(s, cols, add_line, &b);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void lines_break_at_blanks(void **state)
{
	(void)state;
	expect_wrap("", 5, "|");
	expect_wrap("one two three", 7, "one two|three|");
	expect_wrap("one two three", 8, "one two|three|");
	expect_wrap("one  two", 4, "one|two|");
	expect_wrap("one two ", 7, "one two|");
	expect_wrap("abcdefgh", 3, "abc|def|gh|");
	expect_wrap("a bcdefgh", 3, "a|bcd|efg|h|");
	expect_wrap("a\n\nb", 3, "a||b|");
	expect_wrap("a\n", 3, "a||");
	expect_wrap("日本語", 4, "日本|語|");
	expect_wrap("日本", 1, "日|本|");
	expect_wrap("  in", 4, "  in|");
}

struct wrap_check {
	const char *at; /* where the next line may begin */
	int cols;
};

static void check_line(void *arg, const char *s, size_t len)
{
	struct wrap_check *check = arg;
	char line[64];

	while (check->at < s) {
		assert_non_null(strchr(" \t\n", *check->at));
		check->at++;
	}
	assert_ptr_equal(check->at, s);
	assert_true(len < sizeof line);
	memcpy(line, s, len);
	line[len] = '\0';
	assert_null(strchr(line, '\n'));
	if (text_cols(line) > check->cols) /* only a single character may be wider than the line */
		assert_int_equal(text_next(line, 0), len);
	check->at = s + len;
}

/* Lines cover the text in order, leave out only blanks, and are never too wide. */
static void wrapping_loses_nothing(void **state)
{
	uint32_t seed = 31;
	char in[64];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct wrap_check check = {in, 1 + (int)(next_random(&seed) % 12)};
		size_t len = random_text(&seed, in, sizeof in);

		text_wrap(in, check.cols, check_line, &check);
		while (*check.at == ' ' || *check.at == '\t')
			check.at++;
		assert_ptr_equal(check.at, in + len);
	}
}

/* What is said to be clean stays as it is. */
static void clean_texts_stay(void **state)
{
	static const char *const some[] = {"a", "Z", " ", "ж", "ё", "\u0301", "\u00a0", "\t", "\n",
		"\x7f", "\x01", "\xff", "ł", "\u2013", "\u2028", "中", "\ufeff", "0", "-"};
	unsigned seed = 1;

	(void)state;
	assert_true(text_is_clean("Ivan Petrov, 12", 15));
	assert_true(text_is_clean("Пётр", 8));
	assert_false(text_is_clean("", 0));
	for (int i = 0; i < 20000; i++) {
		char text[64] = "";
		struct buf b = BUF_INIT;
		size_t n = sizeof(some) / sizeof(some[0]);

		for (int k = i % 9; k >= 0; k--) {
			seed = seed * 1664525U + 1013904223U;
			strcat(text, some[(seed >> 8) % (i % 3 ? 5 : n)]);
		}
		text_clean(&b, text, strlen(text), i % 2);
		if (text_is_clean(text, strlen(text)))
			assert_string_equal(buf_str(&b), text);
		buf_release(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clean_texts_stay),
		cmocka_unit_test(copies_are_cut_between_characters),
		cmocka_unit_test(decodes_what_it_encodes),
		cmocka_unit_test(bad_bytes_are_stepped_over_one_by_one),
		cmocka_unit_test(checking_names_the_first_bad_byte),
		cmocka_unit_test(columns_of_characters),
		cmocka_unit_test(columns_do_not_depend_on_the_locale),
		cmocka_unit_test(columns_of_strings),
		cmocka_unit_test(cutting_keeps_whole_characters),
		cmocka_unit_test(padding_fills_the_columns),
		cmocka_unit_test(cut_text_is_as_wide_as_asked),
		cmocka_unit_test(steps_go_by_grapheme),
		cmocka_unit_test(steps_back_and_forth_meet),
		cmocka_unit_test(cleaning_text_that_comes_in),
		cmocka_unit_test(cleaned_text_is_clean),
		cmocka_unit_test(hidden_things_are_spelt_out),
		cmocka_unit_test(nothing_gets_past_the_sanitiser),
		cmocka_unit_test(letters_become_latin),
		cmocka_unit_test(latin_is_always_ascii),
		cmocka_unit_test(lines_break_at_blanks),
		cmocka_unit_test(wrapping_loses_nothing),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
