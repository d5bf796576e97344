/* What numbers, number formats and escapes of a workbook come to. */
#include "../../../src/exchange/xlsx_value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "../../../src/exchange/xlsx_escape.h"
#include "../../../src/exchange/xlsx_merge.h"
#include "../../../src/exchange/xlsx_name.h"

static void assert_number(const char *in, enum xlsx_look look, bool date1904, const char *want)
{
	struct buf b = BUF_INIT;

	xlsx_number(&b, in, strlen(in), look, date1904);
	if (strcmp(buf_str(&b), want) != 0)
		fail_msg("%s became %s, not %s", in, buf_str(&b), want);
	buf_release(&b);
}

static void numbers_look_as_in_excel(void **state)
{
	static const char *const pairs[][2] = {{"0", "0"}, {"-0", "0"}, {"1200.5", "1200.5"},
		{"1200.50", "1200.5"}, {"0.30000000000000004", "0.3"},
		{"1.1000000000000001", "1.1"}, {"0.1", "0.1"}, {".5", "0.5"}, {"5.", "5"},
		{"1E3", "1000"}, {"1.2345E+2", "123.45"}, {"1.1000000000000001E-2", "0.011"},
		{"-2.5e-7", "-0.00000025"}, {"999999999999999.95", "1000000000000000"},
		{"0.99999999999999999", "1"}, {"1.2345678901234567E+16", "12345678901234600"},
		{"12345678901234567890", "12345678901234567890"}, {"007", "7"}, {"+7", "7"},
		{"1E20", "100000000000000000000"}, {"1.5E+30", "1.5E+30"}, {"-1E-30", "-1E-30"},
		{"1E99999999999", "1E+9999"}, {"1E-99999999999", "1E-9999"}, {"0E5", "0"},
		{"abc", "abc"}, {"1e", "1e"}, {"", ""}, {"-", "-"}, {"1.2.3", "1.2.3"},
		{"1e+", "1e+"}, {" 1", " 1"}};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++)
		assert_number(pairs[i][0], XLSX_LOOK_NUMBER, false, pairs[i][1]);
	assert_number("0.125", XLSX_LOOK_PERCENT, false, "12.5%");
	assert_number("1", XLSX_LOOK_PERCENT, false, "100%");
	assert_number("0", XLSX_LOOK_PERCENT, false, "0%");
	assert_number("0.070000000000000007", XLSX_LOOK_PERCENT, false, "7%");
}

static void a_very_long_number_stays_bounded(void **state)
{
	struct buf in = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (int i = 0; i < 5000; i++)
		buf_addch(&in, (char)('1' + i % 9));
	xlsx_number(&out, in.data, in.len, XLSX_LOOK_NUMBER, false);
	assert_string_equal(out.data, "1.23456789123457E+4999");
	buf_clear(&out);
	xlsx_number(&out, in.data, in.len, XLSX_LOOK_DATE, false);
	assert_string_equal(out.data, "1.23456789123457E+4999");
	buf_release(&in);
	buf_release(&out);
}

static void serial_numbers_are_days(void **state)
{
	(void)state;
	assert_number("1", XLSX_LOOK_DATE, false, "1900-01-01");
	assert_number("59", XLSX_LOOK_DATE, false, "1900-02-28");
	assert_number("60", XLSX_LOOK_DATE, false, "1900-02-29");
	assert_number("61", XLSX_LOOK_DATE, false, "1900-03-01");
	assert_number("25569", XLSX_LOOK_DATE, false, "1970-01-01");
	assert_number("46089", XLSX_LOOK_DATE, false, "2026-03-08");
	assert_number("4.6089E4", XLSX_LOOK_DATE, false, "2026-03-08");
	assert_number("46088.999999999993", XLSX_LOOK_DATE, false, "2026-03-08");
	assert_number("46089.75", XLSX_LOOK_DATE, false, "2026-03-08");
	assert_number("2958465", XLSX_LOOK_DATE, false, "9999-12-31");
	assert_number("2958466", XLSX_LOOK_DATE, false, "2958466");
	assert_number("0", XLSX_LOOK_DATE, false, "0");
	assert_number("-1", XLSX_LOOK_DATE, false, "-1");
	assert_number("1E300", XLSX_LOOK_DATE_TIME, false, "1E+300");
	assert_number("0", XLSX_LOOK_DATE, true, "1904-01-01");
	assert_number("44627", XLSX_LOOK_DATE, true, "2026-03-08");
	assert_number("2957003", XLSX_LOOK_DATE, true, "9999-12-31");
	assert_number("2957004", XLSX_LOOK_DATE, true, "2957004");
	assert_number("46089.604166666664", XLSX_LOOK_DATE_TIME, false, "2026-03-08 14:30");
	assert_number("46089.604340277781", XLSX_LOOK_DATE_TIME, false, "2026-03-08 14:30:15");
	assert_number("46089", XLSX_LOOK_DATE_TIME, false, "2026-03-08 00:00");
	assert_number("0.5", XLSX_LOOK_DATE_TIME, false, "12:00");
	assert_number("46089.5", XLSX_LOOK_TIME, false, "12:00");
	assert_number("1E-30", XLSX_LOOK_TIME, false, "00:00");
	assert_number("1.5", XLSX_LOOK_ELAPSED, false, "36:00");
	assert_number("-0.5", XLSX_LOOK_ELAPSED, false, "-0.5");
}

static void formats_are_told_by_their_codes(void **state)
{
	static const struct {
		const char *code;
		enum xlsx_look look;
	} codes[] = {{"General", XLSX_LOOK_NUMBER}, {"0.00", XLSX_LOOK_NUMBER},
		{"#,##0.00\\ [$₽-419];[Red]\\-#,##0.00", XLSX_LOOK_NUMBER},
		{"#,##0\\ \"zł\"", XLSX_LOOK_NUMBER}, {"0.00E+00", XLSX_LOOK_NUMBER},
		{"\"day\" 0", XLSX_LOOK_NUMBER}, {"[Red]0", XLSX_LOOK_NUMBER},
		{"[>100]0;d", XLSX_LOOK_NUMBER}, {"0_d", XLSX_LOOK_NUMBER},
		{"*y0", XLSX_LOOK_NUMBER}, {"@", XLSX_LOOK_NUMBER}, {"", XLSX_LOOK_NUMBER},
		{"\"open", XLSX_LOOK_NUMBER}, {"[open", XLSX_LOOK_NUMBER}, {"\\", XLSX_LOOK_NUMBER},
		{"0%", XLSX_LOOK_PERCENT}, {"0.0%;[Red]-0.0%", XLSX_LOOK_PERCENT},
		{"0\"%\"", XLSX_LOOK_NUMBER}, {"dd.mm.yyyy", XLSX_LOOK_DATE},
		{"[$-419]d\\ mmmm\\ yyyy\\ \"г.\";@", XLSX_LOOK_DATE},
		{"[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", XLSX_LOOK_DATE},
		{"mmm\\-yy", XLSX_LOOK_DATE}, {"m/d", XLSX_LOOK_DATE}, {"mmmm", XLSX_LOOK_DATE},
		{"YYYY", XLSX_LOOK_DATE}, {"dd/mm/yyyy hh:mm", XLSX_LOOK_DATE_TIME},
		{"yyyy-mm-dd\"T\"hh:mm:ss", XLSX_LOOK_DATE_TIME},
		{"m/d/yy h:mm AM/PM", XLSX_LOOK_DATE_TIME}, {"h:mm", XLSX_LOOK_TIME},
		{"mm:ss.0", XLSX_LOOK_TIME}, {"h:mm A/P", XLSX_LOOK_TIME},
		{"[$-409]h:mm:ss AM/PM", XLSX_LOOK_TIME}, {"[h]:mm:ss", XLSX_LOOK_ELAPSED},
		{"[mm]:ss", XLSX_LOOK_ELAPSED}, {"[ss]", XLSX_LOOK_ELAPSED}};

	(void)state;
	for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++)
		if (xlsx_look_of_code(codes[i].code) != codes[i].look)
			fail_msg("%s is taken for %d", codes[i].code,
				(int)xlsx_look_of_code(codes[i].code));
	assert_int_equal(xlsx_look_of_builtin(0), XLSX_LOOK_NUMBER);
	assert_int_equal(xlsx_look_of_builtin(9), XLSX_LOOK_PERCENT);
	assert_int_equal(xlsx_look_of_builtin(14), XLSX_LOOK_DATE);
	assert_int_equal(xlsx_look_of_builtin(21), XLSX_LOOK_TIME);
	assert_int_equal(xlsx_look_of_builtin(22), XLSX_LOOK_DATE_TIME);
	assert_int_equal(xlsx_look_of_builtin(31), XLSX_LOOK_DATE);
	assert_int_equal(xlsx_look_of_builtin(37), XLSX_LOOK_NUMBER);
	assert_int_equal(xlsx_look_of_builtin(46), XLSX_LOOK_ELAPSED);
	assert_int_equal(xlsx_look_of_builtin(49), XLSX_LOOK_NUMBER);
}

static void escapes_go_there_and_back(void **state)
{
	static const char *const texts[] = {"plain", "_x000D_", "_x", "__x0041_", "_x0041",
		"_x000D_x0007_", "_x000D\a", "_xD83D__xDE00_", "\a\v\r\x1F", "tab\tline\n",
		"_x005F_", "\xEF\xBF\xBE\xEF\xBF\xBF", "é_xABcd\xEF\xBF\xBE", "_x_x0041__", "😀"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		struct buf b = BUF_INIT;

		xlsx_escape(&b, texts[i], strlen(texts[i]));
		for (size_t k = 0; k < b.len; k++)
			assert_true(
				(unsigned char)b.data[k] >= 0x20 || memchr("\t\n", b.data[k], 2));
		b.len = xlsx_unescape(b.data, b.len);
		b.data[b.len] = '\0';
		assert_string_equal(b.data, texts[i]);
		buf_release(&b);
	}
}

static void bad_bytes_are_replaced(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	xlsx_escape(&b,
		"a\xFF"
		"b\xC3",
		4);
	assert_string_equal(b.data, "a\xEF\xBF\xBD"
				    "b\xEF\xBF\xBD");
	buf_release(&b);
}

static void addresses_are_read(void **state)
{
	static const struct {
		int32_t col;
		const char *letters;
	} columns[] = {{1, "A"}, {26, "Z"}, {27, "AA"}, {702, "ZZ"}, {703, "AAA"}, {16384, "XFD"}};
	const char *bad[] = {"", "1", "A", "A0", "AAAAAA1", "A9999999999", "-1"};
	char letters[8], text[32];
	int32_t row, col;

	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *p = text;

		xlsx_letters(columns[i].col, letters);
		assert_string_equal(letters, columns[i].letters);
		snprintf(text, sizeof(text), "%s77", letters);
		assert_true(xlsx_address(&p, &row, &col));
		assert_int_equal(row, 77);
		assert_int_equal(col, columns[i].col);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(xlsx_address(&bad[i], &row, &col));
}

static void assert_name(const char *in, const char *want)
{
	struct buf b = BUF_INIT;

	xlsx_name(&b, in);
	assert_string_equal(b.data, want);
	buf_release(&b);
}

static void sheets_get_names_that_excel_allows(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	assert_name("Clients", "Clients");
	assert_name(NULL, "Sheet");
	assert_name(" []:*?/\\' ", "Sheet");
	assert_name("'a/b': [c]\n", "ab' c");
	assert_name("history", "history_");
	assert_name("1234567890123456789012345678901234567890", "1234567890123456789012345678901");
	assert_name("Очень длинное название листа книги", "Очень длинное название листа кн");
	assert_name("123456789012345678901234567890😀", "123456789012345678901234567890");
	xlsx_name_continued(&b, "Очень длинное название листа кн", 12);
	assert_string_equal(b.data, "Очень длинное название листа 12");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_look_as_in_excel),
		cmocka_unit_test(a_very_long_number_stays_bounded),
		cmocka_unit_test(serial_numbers_are_days),
		cmocka_unit_test(formats_are_told_by_their_codes),
		cmocka_unit_test(escapes_go_there_and_back),
		cmocka_unit_test(bad_bytes_are_replaced),
		cmocka_unit_test(addresses_are_read),
		cmocka_unit_test(sheets_get_names_that_excel_allows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
