/* The CSV reader: rows, lines and columns, its caps, and every way in which a file can be wrong. */
#include "exchange/csv_in.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static struct source *source_of(const char *data, size_t len)
{
	struct source *src = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(source_open_memory(data, len, "f.csv", &src, &err), ST_OK);
	return src;
}

/* Everything a reader gives, as "line:cell|cell" rows, then the error in brackets. */
static char *dump(
	const char *data, size_t len, const struct csv_dialect *dialect, struct csv_fault *fault)
{
	struct source *src = source_of(data, len);
	struct csv_in *in = NULL;
	struct buf b = BUF_INIT;
	struct table_row row;
	struct err err = ERR_INIT;
	enum status st = csv_in_open(src, dialect, &in, fault, &err);
	int64_t number = 0;

	while (st == ST_OK && (st = csv_in_next(in, &row, &err)) == ST_OK) {
		assert_int_equal(row.number, ++number);
		buf_addf(&b, "%d:", (int)row.line);
		for (size_t i = 0; i < row.n; i++) {
			assert_int_equal(strlen(row.cells[i].text), row.cells[i].len);
			buf_addf(&b, "%s%s", i ? "|" : "", row.cells[i].text);
		}
		buf_add(&b, "\n");
	}
	if (st != ST_NOT_FOUND) {
		assert_int_equal(st, ST_BAD_DATA);
		buf_addf(&b, "[%s]", err.text);
		if (in && fault)
			*fault = *csv_in_fault(in);
		if (in)
			assert_int_equal(csv_in_next(in, &row, &err), ST_BAD_DATA);
	}
	csv_in_free(in);
	source_free(src);
	buf_add(&b, "");
	return buf_take(&b);
}

static const struct csv_dialect plain = {.charset = CHARSET_UTF8, .delimiter = ',', .quote = '"'};

#define assert_rows(text, dialect, want)                                 \
	do {                                                             \
		char *got = dump(text, sizeof(text) - 1, dialect, NULL); \
		assert_string_equal(got, want);                          \
		free(got);                                               \
	} while (0)

static void every_line_end_ends_a_row(void **state)
{
	(void)state;
	assert_rows("a,b\nc,d\n", &plain, "1:a|b\n2:c|d\n");
	assert_rows("a,b\r\nc,d\r\n", &plain, "1:a|b\n2:c|d\n");
	assert_rows("a,b\rc,d\r", &plain, "1:a|b\n2:c|d\n");
	assert_rows("a\r\nb\nc\rd", &plain, "1:a\n2:b\n3:c\n4:d\n");
}

static void blank_lines_are_counted_but_are_no_rows(void **state)
{
	(void)state;
	assert_rows("\n\na\n\n  \nb\r\r\nc", &plain, "3:a\n6:b\n8:c\n");
}

static void quoted_cells_keep_newlines_and_quotes(void **state)
{
	(void)state;
	assert_rows("\"a\nb\",1\n\"say \"\"hi\"\"\",2\r\n\"x\r\n\r\ny\",3\nz,4", &plain,
		"1:a\nb|1\n3:say \"hi\"|2\n4:x\r\n\r\ny|3\n7:z|4\n");
}

static void blanks_around_cells_are_trimmed(void **state)
{
	(void)state;
	assert_rows(" a , b\t,\" c \" ,d\n", &plain, "1:a|b| c |d\n");
}

static void any_of_the_delimiters_works(void **state)
{
	static const char delimiters[] = ",;\t|";

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct csv_dialect d = plain;
		char text[32];
		char *got;

		d.delimiter = delimiters[i];
		snprintf(text, sizeof(text), "a%c%c\"b%c\"\n", d.delimiter, d.delimiter,
			d.delimiter);
		got = dump(text, strlen(text), &d, NULL);
		assert_int_equal(got[2], 'a');
		assert_int_equal(got[5], 'b');
		assert_int_equal(got[6], d.delimiter);
		free(got);
	}
}

static void short_and_long_rows_are_the_rows_affair(void **state)
{
	(void)state;
	assert_rows("a,b,c\n1\n1,2,3,4\n,,\n", &plain, "1:a|b|c\n2:1\n3:1|2|3|4\n4:||\n");
}

static void the_header_is_kept_apart(void **state)
{
	static const char text[] = "\xEF\xBB\xBFsep=;\r\n\"Name\";Phone\r\n;\r\n'+48600;x\r\n";
	struct csv_dialect d = CSV_DIALECT_INIT;
	struct source *src = source_of(text, sizeof(text) - 1);
	struct csv_in *in = NULL;
	struct table_row row;

	(void)state;
	d.delimiter = ';';
	assert_int_equal(csv_in_open(src, &d, &in, NULL, NULL), ST_OK);
	assert_non_null(csv_in_header(in));
	assert_int_equal(csv_in_header(in)->n, 2);
	assert_int_equal(csv_in_header(in)->line, 2);
	assert_int_equal(csv_in_next(in, &row, NULL), ST_OK);
	assert_int_equal(row.number, 1);
	assert_int_equal(row.line, 3);
	assert_true(row.empty);
	assert_int_equal(csv_in_next(in, &row, NULL), ST_OK);
	assert_false(row.empty);
	assert_string_equal(row.cells[0].text, "+48600"); /* the guard comes off */
	assert_string_equal(csv_in_header(in)->cells[0].text, "Name");
	assert_int_equal(csv_in_next(in, &row, NULL), ST_NOT_FOUND);
	assert_int_equal(csv_in_next(in, &row, NULL), ST_NOT_FOUND);
	assert_int_equal(csv_in_consumed(in), source_size(src));
	csv_in_free(in);
	source_free(src);
}

static void a_raw_reader_leaves_the_guard(void **state)
{
	struct csv_dialect d = plain;

	(void)state;
	d.raw = true;
	assert_rows("'=1,'x\n", &d, "1:'=1|'x\n");
	assert_rows("'=1,'x,''=2\n", &plain, "1:=1|'x|'=2\n");
}

static void quotes_can_be_switched_off(void **state)
{
	struct csv_dialect d = plain;

	(void)state;
	d.quote = 0;
	assert_rows("5\" pipe,\"x\nb,c\n", &d, "1:5\" pipe|\"x\n2:b|c\n");
}

static void header_only_and_no_rows(void **state)
{
	struct csv_dialect d = CSV_DIALECT_INIT;

	(void)state;
	assert_rows("name,phone\n", &d, "");
	assert_rows("name,phone", &d, "");
	assert_rows("\n \r\n", &d, "[f.csv has no rows.]");
	assert_rows("\n \r\n", &plain, "");
	assert_rows("\xEF\xBB\xBF", &d, "[f.csv has no rows.]");
}

static void a_stray_quote_is_named_by_line_and_column(void **state)
{
	static const char text[] = "a,b\nя 5\" pipe,c\nd,e\n";
	struct csv_fault fault;
	char *got = dump(text, sizeof(text) - 1, &plain, &fault);

	(void)state;
	assert_string_equal(got,
		"1:a|b\n[f.csv, line 2, column 4: a quotation mark stands inside a cell. Double "
		"it, or read the file leniently.]");
	assert_int_equal(fault.trouble, CSV_TROUBLE_STRAY_QUOTE);
	assert_int_equal(fault.line, 2);
	assert_int_equal(fault.column, 4);
	free(got);
}

static void a_stray_quote_far_below_names_where_the_cell_began(void **state)
{
	static const char text[] = "a,b\nc,\"open\nd,e\nf,\"g\"\nh,i\n";
	struct csv_fault fault;
	char *got = dump(text, sizeof(text) - 1, &plain, &fault);

	(void)state;
	assert_int_equal(fault.trouble, CSV_TROUBLE_STRAY_QUOTE);
	assert_int_equal(fault.line, 4);
	assert_int_equal(fault.start_line, 2);
	assert_non_null(strstr(got, "line 2"));
	free(got);
}

static void an_open_quote_is_named_where_it_opened(void **state)
{
	static const char text[] = "a,b\n1,2\n3,\"four\n5,6\n7,8\n";
	struct csv_fault fault;
	char *got = dump(text, sizeof(text) - 1, &plain, &fault);

	(void)state;
	assert_string_equal(got,
		"1:a|b\n2:1|2\n[f.csv, line 3: a quotation mark opens a cell here and is never "
		"closed.]");
	assert_int_equal(fault.trouble, CSV_TROUBLE_OPEN_QUOTE);
	assert_int_equal(fault.line, 3);
	free(got);
}

static void lenient_reading_goes_on(void **state)
{
	struct csv_dialect d = plain;

	(void)state;
	d.lenient = true;
	assert_rows("a,5\" pipe\nb,\"x\" y\nc,d\n", &d, "1:a|5\" pipe\n2:b|x\" y\nc,d\n\n");
	assert_rows("a,\"open\nb,c\n", &d, "1:a|open\nb,c\n\n");
}

static void a_nul_is_refused_after_the_rows_before_it(void **state)
{
	static const char text[] = "a,b\nc,d\nfo\0o,e\n";
	struct csv_fault fault;
	char *got = dump(text, sizeof(text) - 1, &plain, &fault);

	(void)state;
	assert_string_equal(got,
		"1:a|b\n2:c|d\n[f.csv, line 3, column 3: a NUL character. The file is damaged or "
		"its encoding is not UTF-8.]");
	assert_int_equal(fault.trouble, CSV_TROUBLE_NUL);
	free(got);
}

static void bad_bytes_are_named_by_line_and_byte(void **state)
{
	static const char text[] = "имя,b\nПётр,d\n\xC8\xE2\xE0\xED,e\nx,y\n";
	struct csv_fault fault;
	struct csv_dialect d = plain;
	char *got = dump(text, sizeof(text) - 1, &plain, &fault);

	(void)state;
	assert_string_equal(got,
		"1:имя|b\n2:Пётр|d\n[f.csv, line 3, column 1: Byte 20 of the file (0xC8) is not "
		"UTF-8 text.]");
	assert_int_equal(fault.trouble, CSV_TROUBLE_BAD_BYTES);
	assert_int_equal(fault.byte, 20);
	free(got);
	d.replace_bad = true;
	got = dump(text, sizeof(text) - 1, &d, NULL);
	assert_non_null(strstr(got, "3:\xEF\xBF\xBD"));
	assert_non_null(strstr(got, "4:x|y\n"));
	free(got);
}

static void other_encodings_arrive_as_utf8(void **state)
{
	struct csv_dialect d = plain;

	(void)state;
	d.charset = CHARSET_CP1251;
	assert_rows("\xC8\xEC\xFF,\xB9\x35\n", &d, "1:Имя|№5\n");
	d.charset = CHARSET_UTF16LE;
	assert_rows("\xFF\xFE\x16\x04,\0\"\0\n\0\"\0\n\0z\0", &d, "1:Ж|\n\n3:z\n");
	assert_rows("a\0\n\0b", &d,
		"1:a\n[f.csv, line 2, column 1: The file ends in the middle of a character. It is "
		"cut off or damaged.]");
}

static void too_many_columns_are_refused(void **state)
{
	struct buf b = BUF_INIT;
	struct csv_fault fault;
	char *got;

	(void)state;
	buf_add(&b, "a,b\n");
	for (int i = 0; i < CSV_IN_MAX_COLUMNS - 1; i++)
		buf_add(&b, "x,");
	buf_add(&b, "x\n");
	got = dump(b.data, b.len, &plain, NULL);
	assert_null(strchr(got, '['));
	free(got);
	for (int i = 0; i < 9999; i++)
		buf_add(&b, "1,");
	buf_add(&b, "1\n");
	got = dump(b.data, b.len, &plain, &fault);
	assert_non_null(strstr(got,
		"[f.csv, line 3: the row has more than 1024 columns. Is the delimiter right?]"));
	assert_int_equal(fault.trouble, CSV_TROUBLE_COLUMNS);
	free(got);
	/* One too many in a last row without a line end. */
	buf_clear(&b);
	buf_add(&b, "a,b\n");
	for (int i = 0; i < CSV_IN_MAX_COLUMNS; i++)
		buf_add(&b, "x,");
	buf_add(&b, "x");
	got = dump(b.data, b.len, &plain, &fault);
	assert_int_equal(fault.trouble, CSV_TROUBLE_COLUMNS);
	free(got);
	buf_release(&b);
}

/* A file of len bytes made of head, fill repeated, tail; in a temporary file. */
static struct source *big_source(const char *head, const char *fill, size_t len, FILE **keep)
{
	FILE *f = tmpfile();
	struct source *src = NULL;
	size_t n = strlen(fill);

	assert_non_null(f);
	fputs(head, f);
	for (size_t done = 0; done < len; done += n)
		fputs(fill, f);
	fflush(f);
	assert_int_equal(source_open_fd(fileno(f), "big.csv", &src, NULL), ST_OK);
	*keep = f;
	return src;
}

static void a_huge_field_is_refused_early(void **state)
{
	static const char *const heads[] = {"a,b\n1,2\n", "a,b\n1,2\nx,\"", "a,b\n1,2\nx,\""};
	static const char *const fills[] = {
		"0123456789abcdef", "0123456789abcdef", "one,two\nthree,four\n"};

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		FILE *f;
		struct source *src = big_source(heads[i], fills[i], 50 * 1000 * 1000, &f);
		struct csv_in *in;
		struct table_row row;
		struct err err = ERR_INIT;

		assert_int_equal(csv_in_open(src, &plain, &in, NULL, &err), ST_OK);
		assert_int_equal(csv_in_next(in, &row, &err), ST_OK);
		assert_int_equal(csv_in_next(in, &row, &err), ST_OK);
		assert_int_equal(csv_in_next(in, &row, &err), ST_BAD_DATA);
		assert_int_equal(csv_in_fault(in)->trouble, CSV_TROUBLE_LONG_FIELD);
		assert_int_equal(csv_in_fault(in)->line, 3);
		assert_true(csv_in_consumed(in) < 2 * CSV_IN_MAX_FIELD);
		csv_in_free(in);
		source_free(src);
		fclose(f);
	}
}

static void a_field_at_the_cap_passes_and_one_above_does_not(void **state)
{
	char *text = malloc(CSV_IN_MAX_FIELD + 3);

	(void)state;
	memset(text, 'x', CSV_IN_MAX_FIELD + 1);
	for (int more = 0; more <= 1; more++) {
		size_t len = CSV_IN_MAX_FIELD + (size_t)more;
		struct source *src = source_of(text, len);
		struct csv_in *in;
		struct table_row row;

		assert_int_equal(csv_in_open(src, &plain, &in, NULL, NULL), ST_OK);
		assert_int_equal(csv_in_next(in, &row, NULL), more ? ST_BAD_DATA : ST_OK);
		if (!more)
			assert_int_equal(row.cells[0].len, len);
		csv_in_free(in);
		source_free(src);
	}
	free(text);
}

static void a_huge_row_is_refused(void **state)
{
	FILE *f;
	/* 500 bytes and a newline inside quotes, over and over: no field is long, the row is. */
	struct source *src = big_source("\"",
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
		"\",\"\n",
		200000, &f);
	struct csv_in *in;
	struct table_row row;
	struct buf b = BUF_INIT;

	(void)state;
	assert_int_equal(csv_in_open(src, &plain, &in, NULL, NULL), ST_OK);
	assert_int_equal(csv_in_next(in, &row, NULL), ST_BAD_DATA);
	csv_in_free(in);
	source_free(src);
	fclose(f);
	for (int i = 0; i < 6; i++) {
		buf_add(&b, i ? ",\"" : "\"");
		for (int k = 0; k < 900; k++)
			buf_addf(&b, "%01000d\n", k);
		buf_add(&b, "\"");
	}
	src = source_of(b.data, b.len);
	assert_int_equal(csv_in_open(src, &plain, &in, NULL, NULL), ST_OK);
	assert_int_equal(csv_in_next(in, &row, NULL), ST_BAD_DATA);
	assert_int_equal(csv_in_fault(in)->trouble, CSV_TROUBLE_LONG_ROW);
	csv_in_free(in);
	source_free(src);
	buf_release(&b);
}

/* Rows of every length cross every kind of chunk border; nothing may shift. */
static void chunk_borders_do_not_show(void **state)
{
	struct buf b = BUF_INIT;
	struct source *src;
	struct csv_in *in;
	struct table_row row;
	int n = 0;
	int64_t line = 1;

	(void)state;
	for (int i = 0; b.len < 1200000; i++) {
		buf_addf(&b, "%d,\"ж%.*s", i, i % 40, "\"\"яяяяяяяяяяяяяяяяяяя");
		while (b.len && ((unsigned char)b.data[b.len - 1] & 0xC0) == 0xC0)
			b.len--; /* a cut character */
		if (i % 40 == 1)
			b.len--; /* half a pair of quotes */
		buf_addf(&b, "\r\n\",%d%s", -i, i % 3 == 0 ? "\r\n" : i % 3 == 1 ? "\r" : "\n");
	}
	src = source_of(b.data, b.len);
	assert_int_equal(csv_in_open(src, &plain, &in, NULL, NULL), ST_OK);
	while (csv_in_next(in, &row, NULL) == ST_OK) {
		assert_int_equal(row.n, 3);
		assert_int_equal(atoi(row.cells[0].text), n);
		assert_int_equal(-atoi(row.cells[2].text), n);
		assert_int_equal(row.line, line);
		line += 2;
		n++;
	}
	assert_int_equal(csv_in_fault(in)->trouble, CSV_TROUBLE_NONE);
	assert_int_equal(csv_in_consumed(in), b.len);
	assert_true(n > 10000);
	csv_in_free(in);
	source_free(src);
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_line_end_ends_a_row),
		cmocka_unit_test(blank_lines_are_counted_but_are_no_rows),
		cmocka_unit_test(quoted_cells_keep_newlines_and_quotes),
		cmocka_unit_test(blanks_around_cells_are_trimmed),
		cmocka_unit_test(any_of_the_delimiters_works),
		cmocka_unit_test(short_and_long_rows_are_the_rows_affair),
		cmocka_unit_test(the_header_is_kept_apart),
		cmocka_unit_test(a_raw_reader_leaves_the_guard),
		cmocka_unit_test(quotes_can_be_switched_off),
		cmocka_unit_test(header_only_and_no_rows),
		cmocka_unit_test(a_stray_quote_is_named_by_line_and_column),
		cmocka_unit_test(a_stray_quote_far_below_names_where_the_cell_began),
		cmocka_unit_test(an_open_quote_is_named_where_it_opened),
		cmocka_unit_test(lenient_reading_goes_on),
		cmocka_unit_test(a_nul_is_refused_after_the_rows_before_it),
		cmocka_unit_test(bad_bytes_are_named_by_line_and_byte),
		cmocka_unit_test(other_encodings_arrive_as_utf8),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(a_huge_field_is_refused_early),
		cmocka_unit_test(a_field_at_the_cap_passes_and_one_above_does_not),
		cmocka_unit_test(a_huge_row_is_refused),
		cmocka_unit_test(chunk_borders_do_not_show),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
