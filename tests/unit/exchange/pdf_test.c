/* Pages: lines are broken where they may, widths add up, characters without a glyph are counted, tables fit their paper. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/mem.h"
#include "exchange/pdf_table.h"
#include "exchange/pdf_wrap.h"

static struct pdf_out *out;

static int setup(void **state)
{
	struct pdf_options opt = {.title = "Проба"};
	struct err err = ERR_INIT;

	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	if (pdf_out_new(&opt, &out, &err))
		fail_msg("%s", err.text);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	pdf_out_free(out);
	return 0;
}

static double width(const char *s)
{
	return pdf_out_measure(out, PDF_PLAIN, 10, s, strlen(s));
}

/* The lines of s at the width of another text, joined by '|'. */
static const char *wrapped(const char *s, double points)
{
	static char joined[500];
	struct pdf_lines lines = {0};

	*joined = '\0';
	pdf_wrap(out, PDF_PLAIN, 10, s, points, &lines);
	for (size_t i = 0; i < lines.n; i++) {
		assert_true(lines.line[i].len <= 3 ||
			    pdf_out_measure(out, PDF_PLAIN, 10, s + lines.line[i].at,
				    lines.line[i].len) <= points + 0.02);
		snprintf(joined + strlen(joined), sizeof joined - strlen(joined), "%s%.*s",
			i ? "|" : "", (int)lines.line[i].len, s + lines.line[i].at);
	}
	pdf_lines_release(&lines);
	return joined;
}

static void lines_break_at_blanks(void **state)
{
	(void)state;
	assert_string_equal(wrapped("", 100), "");
	assert_string_equal(wrapped("one two three", width("one two")), "one two|three");
	assert_string_equal(wrapped("one   two", width("one  tw")), "one|two");
	assert_string_equal(wrapped("тест на ёлке", width("тест на")), "тест на|ёлке");
	assert_string_equal(wrapped("one two  ", width("one two")), "one two");
	assert_string_equal(wrapped("1\xc2\xa0"
				    "234 567",
				    width("1 234")),
		"1\xc2\xa0"
		"234|567");
}

static void newlines_are_kept(void **state)
{
	(void)state;
	assert_string_equal(wrapped("a\nb", 100), "a|b");
	assert_string_equal(wrapped("a\n\nb", 100), "a||b");
	assert_string_equal(wrapped("a\n", 100), "a|");
	assert_string_equal(wrapped("one two\nthe", width("one")), "one|two|the");
}

static void words_break_behind_hyphens_and_else_anywhere(void **state)
{
	(void)state;
	assert_string_equal(wrapped("Нижне-Волжский", width("Нижне-Волж")), "Нижне-|Волжский");
	assert_string_equal(wrapped("a/b", width("a/")), "a/|b");
	assert_string_equal(wrapped("wwwwww", width("www")), "www|www");
	assert_string_equal(wrapped("xx wwwwww", width("www")), "xx|www|www");
	/* However narrow: a character a line, with its marks. */
	assert_string_equal(wrapped("ab", 0), "a|b");
	assert_string_equal(wrapped("e\xcc\x81x", 0), "e\xcc\x81|x");
}

static void widths_are_those_of_the_font(void **state)
{
	(void)state;
	assert_true(width("W") > width("i"));
	assert_true(width("Щ") > 0 && width("ł") > 0);
	assert_true(width("WW") > 2 * width("W") - 0.01 && width("WW") < 2 * width("W") + 0.01);
	assert_true(pdf_out_measure(out, PDF_BOLD, 10, "nn", 2) > width("nn"));
	assert_true(pdf_out_measure(out, PDF_PLAIN, 20, "n", 1) > 1.9 * width("n"));
}

static void what_cannot_be_printed_is_shown_and_counted(void **state)
{
	struct buf b = BUF_INIT, names = BUF_INIT;

	(void)state;
	pdf_out_clean(out, "Żółć Ёлка\n№ 5 €", &b);
	assert_string_equal(buf_str(&b), "Żółć Ёлка\n№ 5 €");
	assert_int_equal(pdf_out_missing(out), 0);
	buf_clear(&b);
	pdf_out_clean(out, "a\x1b[31m\tb\xe2\x80\xae\xff", &b);
	assert_null(strchr(buf_str(&b), '\x1b'));
	assert_non_null(strstr(buf_str(&b), "a^[[31m b<U+202E>"));
	assert_int_equal(pdf_out_missing(out), 0);
	buf_clear(&b);
	pdf_out_clean(out, "漢字漢 😀", &b);
	assert_int_equal(pdf_out_missing(out), 4);
	pdf_out_name_missing(out, &names);
	assert_string_equal(buf_str(&names), "漢 字 😀");
	assert_null(strstr(buf_str(&b), "漢"));
	buf_release(&b);
	buf_release(&names);
}

static void the_font_covers_the_four_languages(void **state)
{
	struct pdf_font f;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(pdf_font_find(NULL, &f, &err), ST_OK);
	assert_true(pdf_font_covers(&f, 'a') && pdf_font_covers(&f, 0x42F) &&
		    pdf_font_covers(&f, 0x142) && pdf_font_covers(&f, 0x44A));
	assert_false(pdf_font_covers(&f, 0x6F22));
	assert_false(pdf_font_covers(&f, 0x1F600));
	pdf_font_release(&f);
	assert_int_equal(pdf_font_find("/dev/null", &f, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "/dev/null"));
}

static void a_missing_library_is_named(void **state)
{
	struct pdf_options opt = {.library = "libnopdf.so.1"};
	struct err err = ERR_INIT;
	struct pdf_out *none = NULL;

	(void)state;
	assert_int_equal(pdf_out_new(&opt, &none, &err), ST_IO);
	assert_non_null(strstr(err.text, "libnopdf.so.1"));
	assert_non_null(strstr(err.text, "libhpdf"));
	assert_null(none);
}

/* A table of columns whose cells are n letters wide; returns its status. */
static enum status table(struct pdf_flow *f, const int *letters, int columns, int rows,
	enum pdf_column_type type, struct err *err)
{
	struct pdf_table *t = pdf_table_new(f);

	for (int c = 0; c < columns; c++)
		pdf_table_column(t, "Head", type);
	for (int r = 0; r < rows; r++) {
		for (int c = 0; c < columns; c++) {
			char *cell = mem_alloc((size_t)letters[c] + 1);

			memset(cell, '8', (size_t)letters[c]);
			pdf_table_cell(t, cell);
			free(cell);
		}
		if (!pdf_table_end_row(t, false))
			break;
	}
	return pdf_table_finish(t, err);
}

static void the_paper_is_turned_for_wide_tables(void **state)
{
	static const int few[] = {5, 10}, many[] = {20, 20, 20, 20, 20, 20};
	struct err err = ERR_INIT;
	struct pdf_flow *f = pdf_flow_new(out, "Title", "", "now");
	double upright;

	(void)state;
	upright = pdf_flow_width(f);
	assert_int_equal(table(f, few, 2, 3, PDF_COLUMN_TEXT, &err), ST_OK);
	assert_true(pdf_flow_width(f) == upright);
	pdf_flow_free(f);
	f = pdf_flow_new(out, "Title", "", "now");
	assert_int_equal(table(f, many, 6, 3, PDF_COLUMN_NUMBER, &err), ST_OK);
	assert_true(pdf_flow_width(f) > upright);
	pdf_flow_end(f);
	pdf_flow_free(f);
}

static void too_many_columns_are_refused_and_named(void **state)
{
	static const int wide[] = {60, 60, 60, 60, 60, 60, 60};
	struct pdf_flow *f = pdf_flow_new(out, "Title", "", "now");
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(table(f, wide, 7, 3, PDF_COLUMN_NUMBER, &err), ST_USAGE);
	assert_non_null(strstr(err.text, "7 columns"));
	assert_int_equal(pdf_out_pages(out), 0);
	/* The same as text: it is wrapped. */
	assert_int_equal(table(f, wide, 7, 3, PDF_COLUMN_TEXT, &err), ST_OK);
	pdf_flow_free(f);
}

static void rows_run_over_pages_and_beyond_the_sample(void **state)
{
	static const int letters[] = {10, 12};
	struct pdf_flow *f = pdf_flow_new(out, "Title", "Subtitle", "now");
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(table(f, letters, 2, 1000, PDF_COLUMN_TEXT, &err), ST_OK);
	pdf_flow_end(f);
	assert_in_range(pdf_out_pages(out), 12, 40);
	pdf_flow_free(f);
}

/* One cell that is longer than a page: as many lines as fit, and on. */
static void a_row_longer_than_a_page_is_divided(void **state)
{
	struct pdf_flow *f = pdf_flow_new(out, "Title", "", "now");
	struct pdf_table *t = pdf_table_new(f);
	struct buf b = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	for (int i = 0; i < 200; i++)
		buf_addf(&b, "line %d\n", i);
	pdf_table_column(t, "Note", PDF_COLUMN_TEXT);
	pdf_table_cell(t, buf_str(&b));
	assert_true(pdf_table_end_row(t, false));
	assert_int_equal(pdf_table_finish(t, &err), ST_OK);
	assert_in_range(pdf_out_pages(out), 3, 6);
	buf_release(&b);
	pdf_flow_free(f);
}

static void pages_have_a_limit(void **state)
{
	struct err err = ERR_INIT;
	FILE *f;

	(void)state;
	for (int i = 0; i < PDF_MAX_PAGES; i++)
		pdf_out_page(out, false);
	assert_int_equal(pdf_out_check(out, &err), ST_OK);
	pdf_out_page(out, false);
	assert_int_equal(pdf_out_check(out, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "30000 pages"));
	f = tmpfile();
	assert_int_equal(pdf_out_write(out, f, &err), ST_BAD_DATA);
	assert_int_equal(ftell(f), 0);
	fclose(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(lines_break_at_blanks, setup, teardown),
		cmocka_unit_test_setup_teardown(newlines_are_kept, setup, teardown),
		cmocka_unit_test_setup_teardown(
			words_break_behind_hyphens_and_else_anywhere, setup, teardown),
		cmocka_unit_test_setup_teardown(widths_are_those_of_the_font, setup, teardown),
		cmocka_unit_test_setup_teardown(
			what_cannot_be_printed_is_shown_and_counted, setup, teardown),
		cmocka_unit_test(the_font_covers_the_four_languages),
		cmocka_unit_test(a_missing_library_is_named),
		cmocka_unit_test_setup_teardown(
			the_paper_is_turned_for_wide_tables, setup, teardown),
		cmocka_unit_test_setup_teardown(
			too_many_columns_are_refused_and_named, setup, teardown),
		cmocka_unit_test_setup_teardown(
			rows_run_over_pages_and_beyond_the_sample, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_row_longer_than_a_page_is_divided, setup, teardown),
		cmocka_unit_test_setup_teardown(pages_have_a_limit, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
