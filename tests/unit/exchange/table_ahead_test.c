/* Reading ahead gives what the table gives: rows, numbers, the end, the error; and may be left in the middle. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "../../../src/exchange/table_ahead.h"
#include "base/buf.h"

static const struct table_how how = {TABLE_CSV, CSV_DIALECT_INIT, 0};

static struct table_in *open_table(const struct buf *text, struct source **src)
{
	struct table_in *in = NULL;
	struct err err = ERR_INIT;

	if (source_open_memory(text->data, text->len, "rows.csv", src, &err) != ST_OK ||
		table_in_open(*src, &how, &in, &err) != ST_OK)
		fail_msg("%s", err.text);
	return in;
}

/* Rows of different widths, some empty, some with long or many-line cells; tail is what the file ends with. */
static void make(struct buf *out, int rows, size_t longest, const char *tail)
{
	buf_add(out, "a,b,c\n");
	for (int i = 0; i < rows; i++) {
		buf_addf(out, "row %d,\"two\nlines\"", i);
		if (i % 5 == 0)
			buf_add(out, ",x,y");
		if (i % 97 == 0) {
			buf_addch(out, ',');
			for (size_t k = 0; k < longest; k++)
				buf_addch(out, (char)('a' + k % 26));
		}
		buf_add(out, i % 13 == 0 ? "\n,,\n" : "\n");
	}
	buf_add(out, tail);
}

static void same_row(const struct table_row *a, const struct table_row *b)
{
	assert_int_equal(a->n, b->n);
	assert_int_equal(a->line, b->line);
	assert_int_equal(a->number, b->number);
	assert_int_equal(a->empty, b->empty);
	for (size_t i = 0; i < a->n; i++) {
		assert_int_equal(a->cells[i].len, b->cells[i].len);
		assert_string_equal(a->cells[i].text, b->cells[i].text);
	}
}

static void compare(int rows, size_t longest, const char *tail)
{
	struct buf text = BUF_INIT;
	struct source *one, *two;
	struct table_in *in;
	struct table_ahead *ahead;
	enum status st, also;
	int n = 0;

	make(&text, rows, longest, tail);
	in = open_table(&text, &one);
	ahead = table_ahead_new(open_table(&text, &two));
	do {
		struct err err = ERR_INIT, also_err = ERR_INIT;
		struct table_row row, also_row;

		st = table_in_next(in, &row, &err);
		also = table_ahead_next(ahead, &also_row, &also_err);
		assert_int_equal(st, also);
		assert_string_equal(err.text, also_err.text);
		if (st == ST_OK)
			same_row(&row, &also_row);
		assert_in_range(table_ahead_done(ahead), 0, table_in_total(in));
		n += st == ST_OK;
	} while (st == ST_OK);
	assert_int_equal(table_ahead_next(ahead, &(struct table_row){0}, NULL), st);
	assert_true(n >= rows);
	table_ahead_free(ahead);
	table_in_free(in);
	source_free(one);
	source_free(two);
	buf_release(&text);
}

static void rows_are_the_same(void **state)
{
	(void)state;
	compare(0, 0, "");
	compare(10, 10, "last");
	compare(255, 10, "");
	compare(256, 10, "");
	compare(257, 10, "");
	compare(10000, 50, "last");
	compare(3000, 900 * 1024, "");
}

static void errors_are_the_same(void **state)
{
	(void)state;
	compare(5, 0, "a\"b\n");
	compare(5000, 0, "a\"b,c\nmore\n");
	compare(1500, 0, "\"never closed\n");
}

static void may_be_left(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	make(&text, 20000, 100, "");
	for (int rows = 0; rows < 4000; rows += 391) {
		struct source *src;
		struct table_ahead *ahead = table_ahead_new(open_table(&text, &src));
		struct table_row row;

		for (int i = 0; i < rows; i++)
			assert_int_equal(table_ahead_next(ahead, &row, NULL), ST_OK);
		table_ahead_free(ahead);
		source_free(src);
	}
	table_ahead_free(NULL);
	buf_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_the_same),
		cmocka_unit_test(errors_are_the_same),
		cmocka_unit_test(may_be_left),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
