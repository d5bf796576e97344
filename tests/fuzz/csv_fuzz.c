/*
 * libFuzzer target: the whole way of a delimited file. The input is guessed and read strictly, leniently and
 * in an encoding of the fuzzer's choice; what was read is written and must be read back the same.
 *
 * The first two bytes choose: the encoding and delimiter of the second reading, and how to write.
 * Built with -fsanitize=fuzzer,address,undefined; any other main may call LLVMFuzzerTestOneInput.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exchange/csv_in.h"
#include "exchange/csv_out.h"
#include "exchange/csv_sniff.h"
#include "exchange/json_out.h"

#define MAX_ROWS 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define require(holds) require_at(holds, #holds, __LINE__)

static void require_at(bool holds, const char *what, int line)
{
	if (holds)
		return;
	fprintf(stderr, "line %d: not so: %s\n", line, what);
	abort();
}

/* The rows that a reader gives, written with these options; NULL when nothing can be written. */
static char *rewrite(struct csv_in *in, const struct csv_out_options *opt, size_t *len, int *rows)
{
	char *bytes = NULL;
	FILE *f = open_memstream(&bytes, len);
	struct csv_out *out;
	struct table_row row;
	int64_t line = 0;

	require(f && csv_out_new(f, opt, &out, NULL) == ST_OK);
	for (*rows = 0; *rows < MAX_ROWS && csv_in_next(in, &row, NULL) == ST_OK; ++*rows) {
		require(row.n > 0 && row.n <= CSV_IN_MAX_COLUMNS && row.line > line);
		line = row.line;
		for (size_t i = 0; i < row.n; i++) {
			require(strlen(row.cells[i].text) == row.cells[i].len);
			require(row.cells[i].len <= CSV_IN_MAX_FIELD);
			csv_out_textn(out, row.cells[i].text, row.cells[i].len);
		}
		csv_out_end_row(out);
	}
	require(csv_out_finish(out, NULL) == ST_OK);
	fclose(f);
	return bytes;
}

/* Read src and its rewritten form side by side. */
static void compare(
	struct source *src, const struct csv_dialect *d, const struct csv_out_options *opt)
{
	struct csv_dialect back = {
		.charset = opt->charset, .delimiter = opt->delimiter, .quote = '"'};
	struct csv_in *one = NULL, *two = NULL;
	struct source *written = NULL;
	struct table_row a, b;
	char *bytes;
	size_t len;
	int rows;

	if (csv_in_open(src, d, &one, NULL, NULL) != ST_OK)
		return;
	bytes = rewrite(one, opt, &len, &rows);
	csv_in_free(one);
	/* A text that begins like a picture or a program is refused as a source, one like a workbook is no text. */
	if (rows > 0 && source_open_memory(bytes, len, "written", &written, NULL) == ST_OK &&
		source_format(written) != SOURCE_XLSX) {
		require(csv_in_open(src, d, &one, NULL, NULL) == ST_OK);
		require(csv_in_open(written, &back, &two, NULL, NULL) == ST_OK);
		for (int r = 0; r < rows; r++) {
			require(csv_in_next(one, &a, NULL) == ST_OK);
			require(csv_in_next(two, &b, NULL) == ST_OK);
			require(a.n == b.n);
			for (size_t i = 0; i < a.n; i++)
				require(strcmp(a.cells[i].text, b.cells[i].text) == 0);
		}
		require(csv_in_next(two, &b, NULL) == ST_NOT_FOUND);
		require(csv_in_consumed(two) == len);
		csv_in_free(one);
		csv_in_free(two);
	}
	source_free(written);
	free(bytes);
}

/* Any text must give one JSON line without a raw control. */
static void check_json(const uint8_t *data, size_t size)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);
	struct json_out *j = json_out_new(f);

	json_out_begin(j);
	json_out_stringn(j, "s", (const char *)data, size);
	json_out_end(j);
	require(json_out_finish(j, NULL) == ST_OK);
	fclose(f);
	for (size_t i = 0; i + 1 < len; i++)
		require((unsigned char)text[i] >= 0x20 && text[i] != 0x7F);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char delimiters[] = ",;\t|";
	static const char *const langs[] = {NULL, "en", "ru", "pl"};
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct csv_sniff sniff;
	struct csv_dialect d;
	struct source *src = NULL;
	uint8_t read_as, write_as;

	if (size < 3)
		return 0;
	read_as = data[0];
	write_as = data[1];
	data += 2;
	size -= 2;
	check_json(data, size);
	if (source_open_memory(data, size, "fuzz", &src, NULL) != ST_OK)
		return 0;
	opt.delimiter = delimiters[write_as & 3];
	opt.charset = (enum charset)((write_as >> 2 & 3) % 3); /* those that hold every character */
	opt.bom = write_as & 16;
	opt.crlf = write_as & 32;
	opt.guard = write_as & 64 ? GUARD_SHEET : GUARD_FORMULA;
	csv_sniff(src, langs[read_as & 3], &sniff, NULL);
	for (size_t i = 0; i < sniff.n_columns; i++)
		require(sniff.columns[i].kind <= CSV_KIND_DATE);
	d = sniff.dialect;
	csv_sniff_release(&sniff);
	compare(src, &d, &opt);
	d.lenient = d.replace_bad = true;
	d.has_header = false;
	compare(src, &d, &opt);
	d.charset = (enum charset)((read_as >> 4) % CHARSET_COUNT);
	d.delimiter = delimiters[read_as >> 2 & 3];
	compare(src, &d, &opt);
	d.quote = 0;
	compare(src, &d, &opt);
	source_free(src);
	return 0;
}
