/* The CSV writer: what it writes, byte for byte, and that the reader gives every cell back. */
#include "exchange/csv_out.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "exchange/csv_in.h"

struct written {
	FILE *f;
	char *bytes;
	size_t len;
	struct csv_out *out;
};

static struct written writer(const struct csv_out_options *opt)
{
	struct written w = {0};

	w.f = tmpfile();
	assert_non_null(w.f);
	assert_int_equal(csv_out_new(w.f, opt, &w.out, NULL), ST_OK);
	return w;
}

/* Finish, and read back what was written. */
static void finish(struct written *w)
{
	assert_int_equal(csv_out_finish(w->out, NULL), ST_OK);
	w->len = (size_t)ftell(w->f);
	w->bytes = calloc(1, w->len + 1);
	rewind(w->f);
	assert_int_equal(fread(w->bytes, 1, w->len, w->f), w->len);
	fclose(w->f);
}

#define assert_written(w, want)                                         \
	do {                                                            \
		finish(&(w));                                           \
		assert_int_equal((w).len, sizeof(want) - 1);            \
		assert_memory_equal((w).bytes, want, sizeof(want) - 1); \
		free((w).bytes);                                        \
	} while (0)

static void quotes_only_where_needed(void **state)
{
	static const char *const cells[] = {"plain", "a,b", "say \"hi\"", "two\nlines", "cr\r",
		" blank", "blank\t", "", "a long cell without anything special in it",
		"a long cell, with a comma somewhere in it", "the quote is the very last one\"",
		NULL, "a;b"};
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct written w = writer(&opt);

	(void)state;
	for (size_t i = 0; i < sizeof(cells) / sizeof(cells[0]); i++)
		csv_out_text(w.out, cells[i]);
	csv_out_end_row(w.out);
	assert_written(w,
		"plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\"cr\r\",\" blank\",\"blank\t\",,"
		"a long cell without anything special in it,"
		"\"a long cell, with a comma somewhere in it\",\"the quote is the very last "
		"one\"\"\",,a;b\n");
}

static void formulas_are_guarded_unless_raw(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct written w = writer(&opt);

	(void)state;
	for (int raw = 0; raw < 2; raw++) {
		csv_out_text(w.out, "=1+1");
		csv_out_text(w.out, "+48600100200");
		csv_out_text(w.out, "=a,b");
		csv_out_text(w.out, "-12");
		csv_out_number(w.out, "-12.50");
		csv_out_number(w.out, "=1");
		csv_out_int(w.out, -7);
		csv_out_text(w.out, "00700");
		csv_out_end_row(w.out);
		if (!raw) {
			assert_written(
				w, "'=1+1,'+48600100200,\"'=a,b\",'-12,-12.50,'=1,-7,00700\n");
			opt.guard = GUARD_NONE;
			w = writer(&opt);
		}
	}
	assert_written(w, "=1+1,+48600100200,\"=a,b\",-12,-12.50,=1,-7,00700\n");
}

static void sheets_can_be_kept_from_altering(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct written w;

	(void)state;
	opt.guard = GUARD_SHEET;
	w = writer(&opt);
	csv_out_text(w.out, "00700");
	csv_out_text(w.out, "3/4");
	csv_out_text(w.out, "2026");
	csv_out_end_row(w.out);
	assert_written(w, "'00700,'3/4,2026\n");
}

static void options_shape_the_file(void **state)
{
	struct csv_out_options opt = {.delimiter = ';',
		.decimal = ',',
		.charset = CHARSET_UTF8,
		.bom = true,
		.crlf = true,
		.guard = GUARD_FORMULA};
	struct written w = writer(&opt);
	struct buf names = BUF_INIT;

	(void)state;
	csv_out_text(w.out, "Имя");
	csv_out_number(w.out, "1200.50");
	csv_out_text(w.out, "1.5");
	csv_out_end_row(w.out);
	assert_written(w, "\xEF\xBB\xBFИмя;1200,50;1.5\r\n");
	opt.charset = CHARSET_UTF16LE;
	w = writer(&opt);
	csv_out_text(w.out, "Ж");
	csv_out_text(w.out, "a");
	csv_out_end_row(w.out);
	assert_written(w, "\xFF\xFE\x16\x04;\0a\0\r\0\n\0");
	opt.charset = CHARSET_CP1251;
	w = writer(&opt);
	csv_out_text(w.out, "Имя");
	csv_out_text(w.out, "Łódź");
	csv_out_end_row(w.out);
	assert_int_equal(csv_out_missing(w.out), 3);
	csv_out_name_missing(w.out, &names);
	assert_non_null(strstr(names.data, "ź (U+017A)"));
	buf_release(&names);
	finish(&w);
	assert_string_equal(w.bytes, "\xC8\xEC\xFF;??d?\r\n");
	free(w.bytes);
}

static void a_row_of_one_empty_cell_is_still_a_row(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct written w = writer(&opt);

	(void)state;
	csv_out_text(w.out, "");
	csv_out_end_row(w.out);
	csv_out_text(w.out, "");
	csv_out_text(w.out, "");
	csv_out_end_row(w.out);
	assert_written(w, "\"\"\n,\n");
}

/* Write rows of nasty cells with these options and read them back: nothing may change. */
static void assert_round_trip(
	const struct csv_out_options *opt, const char *const *cells, size_t n, int rows)
{
	struct written w = writer(opt);
	struct csv_dialect d = {.charset = opt->charset,
		.delimiter = opt->delimiter,
		.quote = '"',
		.raw = opt->guard == GUARD_NONE};
	struct source *src = NULL;
	struct csv_in *in = NULL;
	struct table_row row;

	for (int r = 0; r < rows; r++) {
		for (size_t i = 0; i < n; i++)
			csv_out_text(w.out, cells[(i + (size_t)r) % n]);
		csv_out_end_row(w.out);
	}
	finish(&w);
	assert_int_equal(source_open_memory(w.bytes, w.len, "back.csv", &src, NULL), ST_OK);
	assert_int_equal(csv_in_open(src, &d, &in, NULL, NULL), ST_OK);
	for (int r = 0; r < rows; r++) {
		assert_int_equal(csv_in_next(in, &row, NULL), ST_OK);
		assert_int_equal(row.n, n);
		for (size_t i = 0; i < n; i++)
			assert_string_equal(row.cells[i].text, cells[(i + (size_t)r) % n]);
	}
	assert_int_equal(csv_in_next(in, &row, NULL), ST_NOT_FOUND);
	csv_in_free(in);
	source_free(src);
	free(w.bytes);
}

static void nasty_cells_come_back_as_they_were(void **state)
{
	static const char *const cells[] = {"sep=;", "\xEF\xBB\xBFmark", "=cmd|' /C calc'!A0",
		"+48 600", "00700", "'00700", "'=x", "''", "'", " '=x", "\"", "\"\"", "\"=1\"",
		"a\"b", "\r\n", "\n", "\r", "\t", " ", "  x  ", ",;|\t", "ё Łódź 😀",
		"12345678901234567890", "1E5", "-", "@", "x\n=1",
		"\xEF\xBC\x9D"
		"1",
		"", "sixteen bytes ok", "sixteen bytes,ok", "exactly seventeen",
		"a much longer cell that has its \"quote\" inside"};
	static const char delimiters[] = ",;\t|";

	(void)state;
	for (size_t d = 0; d < 4; d++) {
		for (int level = GUARD_NONE; level <= GUARD_SHEET; level++) {
			for (int crlf = 0; crlf < 2; crlf++) {
				struct csv_out_options opt = {.delimiter = delimiters[d],
					.decimal = '.',
					.charset = crlf ? CHARSET_UTF16BE : CHARSET_UTF8,
					.bom = level == GUARD_SHEET,
					.crlf = crlf,
					.guard = (enum guard_level)level};

				assert_round_trip(
					&opt, cells, sizeof(cells) / sizeof(cells[0]), 33);
			}
		}
	}
}

static void the_buffer_may_be_filled_many_times(void **state)
{
	static const char *const cells[] = {"Ромашка", "some text, quoted", "+48600100200"};
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	char *big = malloc(900001), *quotes = malloc(500001);
	const char *large[2];

	(void)state;
	assert_round_trip(&opt, cells, 3, 60000);
	opt.charset = CHARSET_CP1251;
	assert_round_trip(&opt, cells, 3, 60000);
	memset(big, 'x', 900000);
	memset(quotes, '"', 500000);
	big[900000] = quotes[500000] = '\0';
	large[0] = big;
	large[1] = quotes;
	opt.charset = CHARSET_UTF8;
	assert_round_trip(&opt, large, 2, 4);
	free(big);
	free(quotes);
}

static void a_terminal_gets_visible_cells(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct written w;

	(void)state;
	opt.visible = true;
	w = writer(&opt);
	csv_out_text(w.out, "red \033[31m, bell \a");
	csv_out_text(w.out, "two\nlines\r");
	csv_out_text(w.out, "=1\u202e");
	csv_out_number(w.out, "-12.50");
	csv_out_end_row(w.out);
	assert_written(w, "\"red ^[[31m, bell ^G\",\"two\nlines^M\",'=1<U+202E>,-12.50\n");
}

static void a_full_disk_is_reported_at_the_end(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	FILE *f = fopen("/dev/full", "w");
	struct csv_out *out;
	struct err err = ERR_INIT;

	(void)state;
	if (!f)
		skip();
	assert_int_equal(csv_out_new(f, &opt, &out, NULL), ST_OK);
	csv_out_text(out, "x");
	csv_out_end_row(out);
	assert_int_equal(csv_out_finish(out, &err), ST_IO);
	assert_non_null(strstr(err.text, "full"));
	fclose(f);
}

/* Rows made in memory by one writer come out of another in its encoding, in order, however many. */
static void rows_are_made_in_memory_and_written_elsewhere(void **state)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct buf made = BUF_INIT;
	struct csv_out *memory;
	struct written w;
	char cell[2000];
	size_t rows = 0;

	(void)state;
	memset(cell, 'a', sizeof(cell) - 1);
	cell[sizeof(cell) - 1] = '\0';
	assert_int_equal(csv_out_new(NULL, &opt, &memory, NULL), ST_OK);
	opt.charset = CHARSET_CP1251;
	w = writer(&opt);
	csv_out_text(w.out, "Имя");
	csv_out_end_row(w.out);
	for (int part = 0; part < 2; part++) {
		for (int i = 0; i < 1500; i++) { /* more than the buffer that a file's writer has */
			csv_out_text(memory, "Ё");
			csv_out_text(memory, cell);
			csv_out_end_row(memory);
		}
		csv_out_swap(memory, &made);
		csv_out_rows(w.out, made.data, made.len);
	}
	buf_release(&made);
	assert_int_equal(csv_out_finish(memory, NULL), ST_OK);
	finish(&w);
	assert_memory_equal(w.bytes, "\xC8\xEC\xFF\n\xA8,aaa", 8);
	for (size_t i = 0; i < w.len; i++)
		rows += w.bytes[i] == '\n';
	assert_int_equal(rows, 3001);
	assert_int_equal(w.len, 4 + 3000 * (2 + sizeof(cell)));
	free(w.bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quotes_only_where_needed),
		cmocka_unit_test(formulas_are_guarded_unless_raw),
		cmocka_unit_test(sheets_can_be_kept_from_altering),
		cmocka_unit_test(options_shape_the_file),
		cmocka_unit_test(a_row_of_one_empty_cell_is_still_a_row),
		cmocka_unit_test(nasty_cells_come_back_as_they_were),
		cmocka_unit_test(the_buffer_may_be_filled_many_times),
		cmocka_unit_test(a_terminal_gets_visible_cells),
		cmocka_unit_test(a_full_disk_is_reported_at_the_end),
		cmocka_unit_test(rows_are_made_in_memory_and_written_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
