/* What the sniffer finds out about a file, and what it admits not to know. */
#include "exchange/csv_sniff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static enum status sniff_bytes(
	const char *text, size_t len, const char *lang, struct csv_sniff *out, struct err *err)
{
	struct source *src = NULL;
	enum status st;

	assert_int_equal(source_open_memory(text, len, "f.csv", &src, NULL), ST_OK);
	st = csv_sniff(src, lang, out, err);
	source_free(src);
	return st;
}

static struct csv_sniff sniffed(const char *text, const char *lang)
{
	struct csv_sniff s;

	assert_int_equal(sniff_bytes(text, strlen(text), lang, &s, NULL), ST_OK);
	return s;
}

static void the_delimiter_is_found(void **state)
{
	static const struct {
		const char *text;
		char delimiter;
	} files[] = {
		{"name,phone\nIvan,123\n", ','},
		{"name;phone\nIvan;123\n", ';'},
		{"name\tphone\nIvan\t123\n", '\t'},
		{"name|phone\nIvan|123\n", '|'},
		{"name;price;sum\nA;1,5;2,5\nB;2,75;3,0\n", ';'},
		{"1,5;2,5\n3,5;4,5\n", ';'},
		{"name,note\n\"a;b;c\",\"x;y\"\n\"d;e;f\",z\n", ','},
		{"name;address\n\"Ivan\";\"Main st, 5, London\"\nPetr;\"High st, 6, York\"\n", ';'},
		{"id,name,tags\n1,A,x;y\n2,B,z\n3,C,x;z\n", ','},
		{"name;note\r\nA;\"one\r\ntwo, three, four\"\r\nB;c\r\n", ';'},
		{"name;size\nA;5\" pipe\nB;6\" pipe\nC;7\"\n", ';'},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct csv_sniff s;

		assert_int_equal(
			sniff_bytes(files[i].text, strlen(files[i].text), "ru", &s, NULL), ST_OK);
		assert_int_equal(s.dialect.delimiter, files[i].delimiter);
		csv_sniff_release(&s);
	}
}

static void doubt_about_the_delimiter_is_told(void **state)
{
	struct csv_sniff s = sniffed("name\nIvan\nPetr\n", NULL);

	(void)state;
	assert_false(s.delimiter_sure);
	assert_int_equal(s.n_columns, 1);
	csv_sniff_release(&s);
	s = sniffed("name;phone\nIvan;123\nPetr;456\n", NULL);
	assert_true(s.delimiter_sure);
	csv_sniff_release(&s);
}

static void a_sep_line_decides(void **state)
{
	struct csv_sniff s = sniffed("sep=|\r\na;b;c|d\r\n1;2;3|4\r\n", NULL);

	(void)state;
	assert_true(s.has_sep_line && s.delimiter_sure);
	assert_int_equal(s.dialect.delimiter, '|');
	assert_int_equal(s.n_columns, 2);
	assert_true(s.dialect.has_header);
	csv_sniff_release(&s);
}

static void the_header_is_told_from_data(void **state)
{
	static const struct {
		const char *text;
		bool header, sure;
	} files[] = {
		{"name,sum\nIvan,5.20\nPetr,6.10\n", true, true},
		{"Ivan,5.20\nPetr,6.10\n", false, true},
		{"Ivan,ivan@example.com\nPetr,petr@example.com\n", false, true},
		{"Ivan,+48 600 100 200\nPetr,+48 600 100 201\n", false, true},
		{"Ivan,2024-03-01\nPetr,2024-03-02\n", false, true},
		{"name,city\nIvan,Moscow\n", true, false},
		{"name,city\n", true, false},
		{"product,2016,2017\nA,5.5,6.1\n", true, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct csv_sniff s = sniffed(files[i].text, NULL);

		assert_int_equal(s.dialect.has_header, files[i].header);
		assert_int_equal(s.header_sure, files[i].sure);
		csv_sniff_release(&s);
	}
}

static void columns_are_judged(void **state)
{
	struct csv_sniff s =
		sniffed("Имя;Сумма;Дата;Код;Телефон;Пусто;Смесь;Цена\n"
			"Ромашка;1 200,50;25.12.2024;00700;+7 495 1234567;;5;1.200,50 ₽\n"
			"Вектор;-3,5;01.02.2024;00701;+74951234568;;x;99 руб.\n",
			"ru");

	(void)state;
	assert_int_equal(s.n_columns, 8);
	assert_int_equal(s.n_rows, 2);
	assert_int_equal(s.columns[0].kind, CSV_KIND_TEXT);
	assert_int_equal(s.columns[1].kind, CSV_KIND_NUMBER);
	assert_int_equal(s.columns[1].decimal, ',');
	assert_int_equal(s.columns[2].kind, CSV_KIND_DATE);
	assert_int_equal(s.columns[2].order, DATE_DMY);
	assert_true(s.columns[2].order_sure);
	assert_int_equal(s.columns[3].kind, CSV_KIND_TEXT);
	assert_int_equal(s.columns[4].kind, CSV_KIND_TEXT);
	assert_int_equal(s.columns[5].kind, CSV_KIND_EMPTY);
	assert_int_equal(s.columns[6].kind, CSV_KIND_TEXT);
	assert_int_equal(s.columns[7].kind, CSV_KIND_NUMBER);
	assert_int_equal(s.decimal, ',');
	assert_int_equal(s.dates, DATE_DMY);
	assert_true(s.dates_sure);
	csv_sniff_release(&s);
}

static void the_decimal_sign_is_found_only_where_it_shows(void **state)
{
	static const struct {
		const char *cell;
		char decimal;
	} cells[] = {{"5", 0}, {"1.50", '.'}, {"1,5", ','}, {"1,234", 0}, {"1.234", 0},
		{"1,234.50", '.'}, {"1.234,50", ','}, {"1,234,567", '.'}, {"0.125", '.'},
		{"1234,567", ','}, {"1 234,567", ','}, {"1'234.50", '.'}, {"$1,200.50", '.'},
		{"12,5 %", ','}, {"-0,5", ','}};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		char text[64];
		struct csv_sniff s;

		snprintf(text, sizeof(text), "name;sum\nA;%s\n", cells[i].cell);
		s = sniffed(text, NULL);
		assert_int_equal(s.columns[1].kind, CSV_KIND_NUMBER);
		if (s.columns[1].decimal != cells[i].decimal)
			fail_msg("%s", cells[i].cell);
		assert_int_equal(s.decimal, cells[i].decimal);
		csv_sniff_release(&s);
	}
}

static void identifiers_are_no_numbers(void **state)
{
	static const char *const cells[] = {"007", "123456789012", "+48600100200", "12-34", "1.2.3",
		"12 of 5", "v1", "10:30", "1,", "А-5", "+7 (495) 123-45-67"};

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++) {
		char text[64];
		struct csv_sniff s;

		snprintf(text, sizeof(text), "name;id\nA;%s\n", cells[i]);
		s = sniffed(text, NULL);
		if (s.columns[1].kind != CSV_KIND_TEXT)
			fail_msg("%s", cells[i]);
		csv_sniff_release(&s);
	}
}

static void date_orders_are_sure_or_asked(void **state)
{
	static const struct {
		const char *one, *two, *lang;
		enum date_order order;
		bool sure;
	} cases[] = {
		{"2024-03-01", "2024-12-31", "ru", DATE_YMD, true},
		{"2024-03-01T10:00:00Z", "2024-12-31 23:59", "ru", DATE_YMD, true},
		{"13/02/2024", "01/02/2024", "en", DATE_DMY, true},
		{"02/13/2024", "01/02/2024", "pl", DATE_MDY, true},
		{"01/02/2024", "03/04/2024", "en", DATE_MDY, false},
		{"01/02/2024", "03/04/2024", "pl", DATE_DMY, false},
		{"01.02.24", "03.04.24", "en", DATE_DMY, false},
		{"13/02/2024", "02/13/2024", "en", DATE_DMY, false},
		{"25.12.2024 14:30", "1.1.2025 9:05", NULL, DATE_DMY, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[128];
		struct csv_sniff s;

		snprintf(text, sizeof(text), "name;day\nA;%s\nB;%s\n", cases[i].one, cases[i].two);
		s = sniffed(text, cases[i].lang);
		assert_int_equal(s.columns[1].kind, CSV_KIND_DATE);
		assert_int_equal(s.columns[1].order, cases[i].order);
		assert_int_equal(s.columns[1].order_sure, cases[i].sure);
		assert_int_equal(s.dates, cases[i].order);
		assert_int_equal(s.dates_sure, cases[i].sure);
		csv_sniff_release(&s);
	}
}

static void one_sure_date_column_speaks_for_the_file(void **state)
{
	struct csv_sniff s = sniffed("a;b\n01/02/2024;25/12/2024\n03/04/2024;26/12/2024\n", "en");

	(void)state;
	assert_false(s.columns[0].order_sure);
	assert_int_equal(s.dates, DATE_DMY);
	assert_true(s.dates_sure);
	csv_sniff_release(&s);
	s = sniffed("a;b\n12/31/2024;25/12/2024\n", "en");
	assert_false(s.dates_sure);
	csv_sniff_release(&s);
}

static void a_wrong_date_among_dates_leaves_the_order(void **state)
{
	struct csv_sniff s =
		sniffed("a;b\nx;08.03.1970\ny;31.12.1985\nz;01.02.2000\nw;32.01.1990\n", "ru");

	(void)state;
	assert_int_equal(s.columns[1].kind, CSV_KIND_DATE);
	assert_int_equal(s.dates, DATE_DMY);
	csv_sniff_release(&s);
	/* Half of it something else is no column of dates. */
	s = sniffed("a;b\nx;08.03.1970\ny;31.12.1985\nz;later\nw;never\n", "ru");
	assert_int_equal(s.columns[1].kind, CSV_KIND_TEXT);
	csv_sniff_release(&s);
}

static void utf16_and_code_pages_are_sniffed_through(void **state)
{
	static const char utf16[] = "\xFF\xFE\x18\x04;\0b\0\n\0\x1F\x04;\0\x31\0\n\0";
	static const char cp1251[] = "\xCD\xE0\xE7\xE2\xE0\xED\xE8\xE5;\xC3\xEE\xF0\xEE\xE4\n"
				     "\xD0\xEE\xEC\xE0\xF8\xEA\xE0;\xCC\xEE\xF1\xEA\xE2\xE0\n";
	struct csv_sniff s;

	(void)state;
	assert_int_equal(sniff_bytes(utf16, sizeof(utf16) - 1, NULL, &s, NULL), ST_OK);
	assert_int_equal(s.dialect.charset, CHARSET_UTF16LE);
	assert_true(s.has_bom);
	assert_int_equal(s.dialect.delimiter, ';');
	assert_int_equal(s.n_columns, 2);
	csv_sniff_release(&s);
	assert_int_equal(sniff_bytes(cp1251, sizeof(cp1251) - 1, "ru", &s, NULL), ST_OK);
	assert_int_equal(s.dialect.charset, CHARSET_CP1251);
	assert_false(s.ascii);
	csv_sniff_release(&s);
}

static void a_letter_far_behind_the_sample_decides_the_encoding(void **state)
{
	struct buf b = BUF_INIT;
	struct csv_sniff s;

	(void)state;
	buf_add(&b, "name,city\n");
	for (int i = 0; i < 40000; i++)
		buf_add(&b, "Smith John,London\n");
	buf_add(&b, "\xC8\xE2\xE0\xED\xEE\xE2\xE0 \xC0\xED\xED\xE0,\xCC\xEE\xF1\xEA\xE2\xE0\n");
	assert_int_equal(sniff_bytes(b.data, b.len, "en", &s, NULL), ST_OK);
	assert_int_equal(s.dialect.charset, CHARSET_CP1251);
	csv_sniff_release(&s);
	buf_release(&b);
}

static void a_faulty_first_row_is_told_but_the_dialect_is_there(void **state)
{
	static const char text[] = "a;\"b;c\n1;2;3\n4;5;6\n";
	struct source *src = NULL;
	struct csv_sniff s;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(source_open_memory(text, sizeof(text) - 1, "f.csv", &src, NULL), ST_OK);
	assert_int_equal(csv_sniff(src, NULL, &s, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "line 1"));
	assert_int_equal(s.dialect.delimiter, ';');
	s.dialect.quote = 0;
	assert_int_equal(csv_sniff_columns(src, NULL, &s, &err), ST_OK);
	assert_int_equal(s.n_columns, 3);
	csv_sniff_release(&s);
	source_free(src);
	assert_int_equal(sniff_bytes("\n\n", 2, NULL, &s, &err), ST_BAD_DATA);
	assert_string_equal(err.text, "f.csv has no rows.");
	csv_sniff_release(&s);
}

static void a_changed_dialect_gives_other_columns(void **state)
{
	static const char text[] = "5;1,5\n6;2,5\n";
	struct source *src = NULL;
	struct csv_sniff s;

	(void)state;
	assert_int_equal(source_open_memory(text, sizeof(text) - 1, "f.csv", &src, NULL), ST_OK);
	assert_int_equal(csv_sniff(src, NULL, &s, NULL), ST_OK);
	assert_false(s.dialect.has_header);
	assert_int_equal(s.n_rows, 2);
	assert_int_equal(s.decimal, ',');
	s.dialect.delimiter = ',';
	s.dialect.has_header = true;
	assert_int_equal(csv_sniff_columns(src, NULL, &s, NULL), ST_OK);
	assert_int_equal(s.n_rows, 1);
	assert_int_equal(s.columns[0].kind, CSV_KIND_TEXT);
	assert_true(s.dialect.has_header);
	csv_sniff_release(&s);
	source_free(src);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_delimiter_is_found),
		cmocka_unit_test(doubt_about_the_delimiter_is_told),
		cmocka_unit_test(a_sep_line_decides),
		cmocka_unit_test(the_header_is_told_from_data),
		cmocka_unit_test(columns_are_judged),
		cmocka_unit_test(the_decimal_sign_is_found_only_where_it_shows),
		cmocka_unit_test(identifiers_are_no_numbers),
		cmocka_unit_test(date_orders_are_sure_or_asked),
		cmocka_unit_test(one_sure_date_column_speaks_for_the_file),
		cmocka_unit_test(a_wrong_date_among_dates_leaves_the_order),
		cmocka_unit_test(utf16_and_code_pages_are_sniffed_through),
		cmocka_unit_test(a_letter_far_behind_the_sample_decides_the_encoding),
		cmocka_unit_test(a_faulty_first_row_is_told_but_the_dialect_is_there),
		cmocka_unit_test(a_changed_dialect_gives_other_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
