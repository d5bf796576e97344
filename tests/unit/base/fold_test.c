/* base/fold: folded text, sort order, duplicate keys, phones, wrong keyboard layouts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "base/fold.h"
#include "base/text.h"

static void expect_fold(const char *s, const char *expected)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "x ");
	fold_text(&b, s);
	assert_string_equal(buf_str(&b) + 2, expected);
	assert_int_equal(strlen(buf_str(&b)), b.len);
	buf_release(&b);
}

static void letters_fold(void **state)
{
	(void)state;
	expect_fold("Иванов ПЁТР", "иванов петр");
	expect_fold("Ёлка, Йод", "елка, иод");
	expect_fold("Żółć Łukasz ŁÓDŹ", "zolc lukasz lodz");
	expect_fold("Straße", "strasse");
	expect_fold("Đorđe Søren ÆØÅ Œuvre", "dorde soren aeoa oeuvre");
	expect_fold("ISPARTA ısparta İstanbul", "isparta isparta istanbul");
	expect_fold("Ґанок Їжак", "ґанок іжак");
	expect_fold("ΣΊΣΥΦΟΣ", "σισυφοσ");
	expect_fold("№5 ﬁn Ⅳ", "no5 fin iv");
	expect_fold("ﾃｽﾄ ＡＢＣ", "テスト abc");
	expect_fold("и\u0306од е\u0308лка", "иод елка");
	expect_fold("“Ромашка” — «x»", "\"ромашка\" - \"x\"");
	expect_fold("O’Neil м\u02BCята", "o'neil м'ята");
	expect_fold("soft\u00ADhyphen zero\u200Bwidth", "softhyphen zerowidth");
	expect_fold("Straße \u1E9E", "strasse ss");
}

static void blanks_fold(void **state)
{
	(void)state;
	expect_fold("", "");
	expect_fold("   ", "");
	expect_fold("  a \t\n b  ", "a b");
	expect_fold("a\u00A0\u2003\u3000b", "a b");
	expect_fold("\x01"
		    "a\x7F",
		"a");
}

static void bad_bytes_do_no_harm(void **state)
{
	(void)state;
	expect_fold("a\xFF"
		    "b\xD0",
		"a\uFFFD"
		"b\uFFFD");
}

/* What one code point must fold to, by utf8proc and the few folds of our own. */
static void reference_fold(uint32_t c, struct buf *out)
{
	static const struct {
		uint32_t c;
		const char *to;
	} OWN[] = {{0xA0, ""}, {0xAB, "\""}, {0xBB, "\""}, {0xB4, "'"}, {0x2BB, "'"}, {0x2BC, "'"},
		{0x142, "l"}, {0x141, "l"}, {0x111, "d"}, {0x110, "d"}, {0xF8, "o"}, {0xD8, "o"},
		{0x131, "i"}, {0xC6, "ae"}, {0xE6, "ae"}, {0x152, "oe"}, {0x153, "oe"},
		{0x149, "'n"}, {0x1FE, "o"}, {0x1FF, "o"}};
	utf8proc_int32_t parts[32];
	int boundary = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t count;

	buf_clear(out);
	for (size_t i = 0; i < sizeof OWN / sizeof *OWN; i++)
		if (OWN[i].c == c) {
			buf_add(out, OWN[i].to);
			return;
		}
	if (c < 0x20 || (c >= 0x7F && c < 0xA0))
		return;
	count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 32,
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
			UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
		&boundary);
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		char bytes[4];
		uint32_t part = parts[i] == 0x2044 ? '/' : (uint32_t)parts[i];

		if (part == 0xE6)
			buf_add(out, "ae");
		else if (part != ' ') /* a blank alone is trimmed */
			buf_addn(out, bytes, (size_t)text_encode(part, bytes));
	}
}

static void the_table_agrees_with_utf8proc(void **state)
{
	struct buf got = BUF_INIT, want = BUF_INIT;

	(void)state;
	for (uint32_t c = 1; c < 0x600; c++) {
		char s[5];

		s[text_encode(c, s)] = '\0';
		buf_clear(&got);
		fold_text(&got, s);
		reference_fold(c, &want);
		if (strcmp(buf_str(&got), buf_str(&want)) != 0)
			fail_msg("U+%04X folds to \"%s\", not \"%s\"", (unsigned)c, buf_str(&got),
				buf_str(&want));
	}
	buf_release(&got);
	buf_release(&want);
}

/* Folding what is folded changes nothing; the sort key of a sort key's text is not asked for. */
static void folding_twice_is_folding_once(void **state)
{
	struct buf once = BUF_INIT, twice = BUF_INIT;

	(void)state;
	for (uint32_t c = 1; c < 0x30000; c++) {
		char s[8];
		int len = text_encode(c, s + 1);

		s[0] = 'x';
		s[len + 1] = 'y';
		s[len + 2] = '\0';
		buf_clear(&once);
		buf_clear(&twice);
		fold_text(&once, s);
		fold_text(&twice, buf_str(&once));
		if (strcmp(buf_str(&once), buf_str(&twice)) != 0)
			fail_msg("U+%04X: \"%s\" then \"%s\"", (unsigned)c, buf_str(&once),
				buf_str(&twice));
		assert_true(text_is_utf8(buf_str(&once), once.len, NULL));
	}
	buf_release(&once);
	buf_release(&twice);
}

/* The words are in the order of their alphabet. */
static void expect_order(const char *const *words, size_t count)
{
	struct buf last = BUF_INIT, key = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		buf_clear(&key);
		fold_sort_key(&key, words[i]);
		assert_true(text_is_utf8(buf_str(&key), key.len, NULL));
		if (i > 0 && strcmp(buf_str(&last), buf_str(&key)) >= 0)
			fail_msg("\"%s\" does not come before \"%s\"", words[i - 1], words[i]);
		buf_clear(&last);
		buf_add(&last, buf_str(&key));
	}
	buf_release(&last);
	buf_release(&key);
}

static void names_sort_by_their_alphabet(void **state)
{
	static const char *const RUSSIAN[] = {"Абрамов", "Ежов", "ёлкин", "Жуков", "Иванов", "Ия",
		"Йодов", "Кузнецов", "Яковлев"};
	static const char *const POLISH[] = {"Adam", "Azor", "Ąg", "Bąk", "Celina", "Czech", "Ćma",
		"Dom", "Lew", "Lwów", "Łabędź", "Łoś", "Mazur", "Nowak", "Ńa", "Ozon", "Ósmy",
		"Pan", "Sowa", "Szum", "Śliwa", "Tom", "Zorro", "Zuch", "Źdźbło", "Żaba"};
	static const char *const UKRAINIAN[] = {"Гук", "Ґанок", "Дяк", "Енко", "Єва", "Жук", "Ирій",
		"Иящ", "Іва", "Їжак", "Йосип", "Кіт"};
	static const char *const MIXED[] = {
		"12 месяцев", "Adam", "Zorro", "Żaba", "Абрамов", "日本"};
	static const char *const QUOTED[] = {"Полёт", "«Ромашка» ООО", "\"Ромашка\" ПАО", "Свет"};

	(void)state;
	expect_order(RUSSIAN, sizeof RUSSIAN / sizeof *RUSSIAN);
	expect_order(POLISH, sizeof POLISH / sizeof *POLISH);
	expect_order(UKRAINIAN, sizeof UKRAINIAN / sizeof *UKRAINIAN);
	expect_order(MIXED, sizeof MIXED / sizeof *MIXED);
	expect_order(QUOTED, sizeof QUOTED / sizeof *QUOTED);
}

/* A key of the beginning of a name is the beginning of the name's key: lists search by range. */
static void sort_keys_keep_beginnings(void **state)
{
	static const char *const NAMES[] = {"Йодов Пётр", "Łabędź Żółć", "«Ромашка» ООО", "O'Neil",
		"Їжак Ґанок", "Straße 5", "Ąg ó"};

	(void)state;
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct buf whole = BUF_INIT;

		fold_sort_key(&whole, NAMES[i]);
		for (size_t at = text_next(NAMES[i], 0); NAMES[i][at] != '\0';
			at = text_next(NAMES[i], at)) {
			struct buf part = BUF_INIT;
			char *start = strndup(NAMES[i], at);

			fold_sort_key(&part, start);
			assert_memory_equal(buf_str(&whole), buf_str(&part), part.len);
			free(start);
			buf_release(&part);
		}
		buf_release(&whole);
	}
}

static void expect_dup(const char *s, const char *expected)
{
	struct buf b = BUF_INIT;

	fold_dup_key(&b, s);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void company_forms_do_not_count(void **state)
{
	(void)state;
	expect_dup("ООО «Ромашка»", "ромашка");
	expect_dup("Ромашка, ООО", "ромашка");
	expect_dup("ромашка", "ромашка");
	expect_dup("ЗАО \"Ромашка-Юг\"", "ромашкаюг");
	expect_dup("Общество с ограниченной ответственностью Ромашка", "ромашка");
	expect_dup("Роза ЕООД", "роза");
	expect_dup("ЕТ Роза – Иван Петров", "розаиванпетров");
	expect_dup("Kowalski Sp. z o.o.", "kowalski");
	expect_dup("KOWALSKI SP. Z O. O.", "kowalski");
	expect_dup("Kowalski Sp. z o.o. Sp. k.", "kowalski");
	expect_dup("Orlen S.A.", "orlen");
	expect_dup("Acme, Inc.", "acme");
	expect_dup("Acme Ltd", "acme");
	expect_dup("Müller GmbH & Co. KG", "muller");
	expect_dup("Adam Smith", "adamsmith");
	expect_dup("ООО", "ооо");
	expect_dup("", "");
	expect_dup("***", "");
}

static void labels_are_compared_loosely(void **state)
{
	(void)state;
	assert_true(fold_same("E-mail", "email"));
	assert_true(fold_same("Тел. №", "телno"));
	assert_true(fold_same("Ёмкость", "емкость"));
	assert_true(fold_same("", " - "));
	assert_false(fold_same("phone", "phones"));
	assert_false(fold_same("a", ""));
}

static void expect_phone(const char *s, const char *country, const char *expected)
{
	struct buf b = BUF_INIT;

	fold_phone(&b, s, country);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void phones_become_digits(void **state)
{
	(void)state;
	expect_phone("8 (495) 1", "7", "74951");
	expect_phone("8 (495) 123-45-67", "7", "74951234567");
	expect_phone("+7 495 123 45 67", "7", "74951234567");
	expect_phone("495 1234567", "7", "74951234567");
	expect_phone("(812) 123-45-67", "7", "78121234567");
	expect_phone("74951234567", "7", "74951234567");
	expect_phone("0888 123 456", "359", "359888123456");
	expect_phone("888 123 456", "359", "359888123456");
	expect_phone("02/987 65 43", "359", "35929876543");
	expect_phone("00359 888 123 456", "359", "359888123456");
	expect_phone("+359 (0) 888 123 456", "359", "359888123456");
	expect_phone("600 100 200", "48", "48600100200");
	expect_phone("+48 600-100-200", "7", "48600100200");
	expect_phone("030 123456", "49", "4930123456");
	expect_phone("112", "7", "112");
	expect_phone("8 495 1234567", "", "84951234567");
	expect_phone("8 495 1234567", NULL, "84951234567");
	expect_phone("тел. +7 (495) 123-45-67 доб. 12", "7", "74951234567");
	expect_phone("495 1234567, 926 5555555", "7", "74951234567");
	expect_phone("no phone", "7", "");
	expect_phone("", "7", "");
	expect_phone("00-11", NULL, "0011"); /* a part, not a number abroad */
}

static void expect_asked(const char *typed, const char *country, const char *expected)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "old");
	fold_phone_asked(&b, typed, country);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void typed_digits_find_a_number_however_it_is_written(void **state)
{
	(void)state;
	expect_asked("00-11", NULL, "0011");
	expect_asked("45-67", "7", "4567");
	expect_asked("8 (495) 123-45-67", NULL, "951234567");
	expect_asked("+7 495 123-45-67", NULL, "951234567");
	expect_asked("8 (495) 12", NULL, "849512 49512");
	expect_asked("8 (495) 12", "7", "849512 749512 49512");
	expect_asked("0044 20", NULL, "004420 4420");
	expect_asked("000-00-11", NULL, "0000011");
	expect_asked("none", "7", "");
}

static void expect_layout(const char *s, const char *layout, const char *expected)
{
	struct buf b = BUF_INIT;

	assert_int_equal(fold_layout(&b, s, layout), strcmp(s, expected) != 0);
	assert_string_equal(buf_str(&b), expected);
	buf_release(&b);
}

static void layouts_are_swapped(void **state)
{
	(void)state;
	expect_layout("bdfyjd", "ru", "иванов");
	expect_layout("Bdfyjd", "ru", "Иванов");
	expect_layout("Шмфтщм", "ru", "Ivanov");
	expect_layout("gtnh`ymrf ;\'", "ru", "петрёнька жэ");
	expect_layout("\\ghbdsn", "uk", "\\привіт");
	expect_layout("Dkflbckfd", "uk", "Владислав");
	expect_layout("fldty", "uk", "адвен");
	expect_layout("rldk", "bg", "иван");
	expect_layout("iwan", "bg-phonetic", "иван");
	expect_layout("[kola", "bg-phonetic", "школа");
	expect_layout("школа", "bg-phonetic", "[kola");
	expect_layout("123", "ru", "123");
	expect_layout("", "ru", "");
	expect_layout("ivan", "dvorak", "ivan");
}

/* What was typed on the wrong layout comes back when it is swapped twice. */
static void swapping_twice_comes_back(void **state)
{
	static const char *const LAYOUTS[] = {"ru", "uk", "bg", "bg-phonetic"};
	static const char KEYS[] = "qwertyuioplkjhgfdsazxcvbnmQWERTYUIOPASDFGHJKLZCVBNM";

	(void)state;
	for (size_t i = 0; i < 4; i++)
		for (const char *key = KEYS; *key != '\0'; key++) {
			struct buf there = BUF_INIT, back = BUF_INIT;
			char s[3] = {'r', *key, '\0'};

			fold_layout(&there, s, LAYOUTS[i]);
			fold_layout(&back, buf_str(&there), LAYOUTS[i]);
			assert_string_equal(buf_str(&back), s);
			buf_release(&there);
			buf_release(&back);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(letters_fold),
		cmocka_unit_test(blanks_fold),
		cmocka_unit_test(bad_bytes_do_no_harm),
		cmocka_unit_test(the_table_agrees_with_utf8proc),
		cmocka_unit_test(folding_twice_is_folding_once),
		cmocka_unit_test(names_sort_by_their_alphabet),
		cmocka_unit_test(sort_keys_keep_beginnings),
		cmocka_unit_test(company_forms_do_not_count),
		cmocka_unit_test(labels_are_compared_loosely),
		cmocka_unit_test(phones_become_digits),
		cmocka_unit_test(typed_digits_find_a_number_however_it_is_written),
		cmocka_unit_test(layouts_are_swapped),
		cmocka_unit_test(swapping_twice_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
