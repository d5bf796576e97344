/*
 * A workbook for the bench, written and read by the program's own exchange/xlsx_*.
 *
 *   xlsx write FILE ROWS     a table of five columns: two texts, a word, an amount, a day
 *   xlsx read FILE           says how many rows and bytes of text there were
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/xlsx_in.h"
#include "exchange/xlsx_out.h"

static int failed(const struct err *err)
{
	fprintf(stderr, "%s\n", err->text);
	return 1;
}

static int write_book(const char *path, long rows)
{
	static const struct xlsx_column columns[] = {
		{"Name", 30}, {"Phone", 16}, {"City", 12}, {"Amount", 12}, {"Day", 12}};
	static const char *const cities[] = {"Москва", "Łódź", "София", "Praha"};
	const struct xlsx_out_options opt = {.sheet = "Clients"};
	struct err err = ERR_INIT;
	struct xlsx_out *out;
	FILE *f = fopen(path, "w");
	char text[64];

	if (!f || xlsx_out_new(f, &opt, columns, 5, &out, &err) != ST_OK)
		return failed(&err);
	for (long i = 0; i < rows; i++) {
		snprintf(text, sizeof(text), "Клиент номер %ld", i * 7919 % 1000003);
		xlsx_out_text(out, text);
		snprintf(text, sizeof(text), "+48600%06ld", i * 31 % 1000000);
		xlsx_out_text(out, text);
		xlsx_out_text(out, cities[i % 4]);
		xlsx_out_money(out, i * 1237 % 99999999, 2);
		xlsx_out_date(out, (int32_t)(i % 20000));
		xlsx_out_end_row(out);
	}
	if (xlsx_out_finish(out, &err) != ST_OK)
		return failed(&err);
	return fclose(f) == 0 ? 0 : 1;
}

static int read_book(const char *path)
{
	struct err err = ERR_INIT;
	struct source *src;
	struct xlsx_in *in;
	struct table_row row;
	long rows = 0;
	size_t bytes = 0;
	enum status st;

	if (source_open(path, &src, &err) != ST_OK ||
		xlsx_in_open(src, 0, true, &in, &err) != ST_OK)
		return failed(&err);
	while ((st = xlsx_in_next(in, &row, &err)) == ST_OK) {
		rows++;
		for (size_t i = 0; i < row.n; i++)
			bytes += row.cells[i].len;
	}
	xlsx_in_free(in);
	source_free(src);
	if (st != ST_NOT_FOUND)
		return failed(&err);
	printf("%ld rows, %zu bytes\n", rows, bytes);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return write_book(argv[2], atol(argv[3]));
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return read_book(argv[2]);
	fprintf(stderr, "usage: xlsx write FILE ROWS | xlsx read FILE\n");
	return 2;
}
