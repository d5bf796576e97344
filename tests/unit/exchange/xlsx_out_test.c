/* Writing workbooks: reading them back gives every text, and what Excel will make of the cells. */
#include "exchange/xlsx_out.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../../src/exchange/xlsx_zip.h"
#include "base/date.h"
#include "base/mem.h"
#include "xlsx_make.h"

struct written {
	char *bytes;
	size_t len;
	FILE *f;
	struct xlsx_out *out;
	struct source *src;
};

static struct written writer(
	const struct xlsx_out_options *opt, const struct xlsx_column *columns, size_t n)
{
	struct written w = {0};

	w.f = tmpfile();
	assert_non_null(w.f);
	assert_int_equal(xlsx_out_new(w.f, opt, columns, n, &w.out, NULL), ST_OK);
	return w;
}

static void finish(struct written *w)
{
	struct err err = ERR_INIT;

	assert_false(xlsx_out_failed(w->out));
	if (xlsx_out_finish(w->out, &err) != ST_OK)
		fail_msg("%s", err.text);
	w->len = (size_t)ftell(w->f);
	w->bytes = malloc(w->len);
	rewind(w->f);
	assert_int_equal(fread(w->bytes, 1, w->len, w->f), w->len);
	fclose(w->f);
	assert_int_equal(source_open_memory(w->bytes, w->len, "w.xlsx", &w->src, NULL), ST_OK);
}

static void release(struct written *w)
{
	source_free(w->src);
	free(w->bytes);
}

/* Finish; the first sheet has these rows. */
static void assert_rows(struct written *w, const char *want)
{
	struct buf rows = BUF_INIT;

	finish(w);
	dump_rows(w->src, 0, true, &rows);
	assert_string_equal(rows.data, want);
	buf_release(&rows);
}

/* The text of a part. */
static char *part_text(struct source *src, const char *path)
{
	struct buf b = BUF_INIT;
	struct xlsx_zip *z;
	struct xlsx_part *p;
	char chunk[1000];
	size_t got;

	assert_int_equal(xlsx_zip_open(src, &z, NULL), ST_OK);
	assert_int_equal(xlsx_part_open(z, path, 1 << 20, &p, NULL), ST_OK);
	while (xlsx_part_read(p, chunk, sizeof(chunk), &got, NULL) == ST_OK && got)
		buf_addn(&b, chunk, got);
	xlsx_part_close(p);
	xlsx_zip_free(z);
	return buf_take(&b);
}

static const struct xlsx_column two[] = {{"Name", 0}, {"Notes", 40}};

static void nasty_texts_come_back_as_they_were(void **state)
{
	static const char *const texts[] = {"=cmd|' /C calc'!A0", "+48 600 100 200", "-1", "@x",
		"00700", "12345678901234567890", "1E5", "3/4", "08.03.2026", "'quoted",
		"\"quotes\"", "two\nlines", "cr\r\nlf", "\ttab", " spaces ", "a  b", "_x000D_",
		"_x000D\a", "<b>&amp;</b>", "]]>", "ёЁ łŁ żółć", "😀👨‍👩‍👧",
		"\a\v\x1F\x7F", "\xEF\xBF\xBE", "TRUE", "#N/A", "http://example.com/?a=b&c=d",
		"mailto:a@b.c", "{=1}", "\n", "\xC2\x85", "e\xCC\x81"};
	const struct xlsx_out_options opt = {.sheet = "Clients"};
	struct written w = writer(&opt, two, 2);
	struct buf want = BUF_INIT;

	(void)state;
	buf_add(&want, "0: Name|Notes\n");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		xlsx_out_text(w.out, texts[i]);
		xlsx_out_textn(w.out, texts[i], 1);
		xlsx_out_end_row(w.out);
		buf_addf(&want, "%zu: %s|", i + 2, texts[i]);
		if ((unsigned char)texts[i][0] < 0x80)
			buf_addch(&want, texts[i][0]);
		else
			buf_add(&want, "\xEF\xBF\xBD");
		buf_addch(&want, '\n');
	}
	assert_rows(&w, want.data);
	release(&w);
	buf_release(&want);
}

static void generated_texts_come_back_as_they_were(void **state)
{
	static const char *const pieces[] = {"_", "x", "0", "00", "4", "D", "_x", "\r", "\n", "\a",
		"=", "'", "\"", "<", "&", "ё", "ł", "😀", " ", "\xEF\xBF\xBF", "a", ";", "_x0041_"};
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct written w = writer(&opt, two, 1);
	struct xlsx_in *in;
	struct table_row row;
	char texts[400][64];
	unsigned seed = 12345;

	(void)state;
	for (size_t i = 0; i < 400; i++) {
		texts[i][0] = '\0';
		for (unsigned n = 1 + (seed >> 20) % 12; n > 0; n--) {
			seed = seed * 1103515245 + 12345;
			strcat(texts[i],
				pieces[(seed >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
			if (strlen(texts[i]) > 50)
				break;
		}
		xlsx_out_text(w.out, texts[i]);
		xlsx_out_end_row(w.out);
	}
	finish(&w);
	assert_int_equal(xlsx_in_open(w.src, 0, true, &in, NULL), ST_OK);
	for (size_t i = 0; i < 400; i++) {
		assert_int_equal(xlsx_in_next(in, &row, NULL), ST_OK);
		assert_string_equal(row.cells[0].text, texts[i]);
	}
	assert_int_equal(xlsx_in_next(in, &row, NULL), ST_NOT_FOUND);
	xlsx_in_free(in);
	release(&w);
}

static void numbers_are_numbers_only_when_exact(void **state)
{
	static const struct {
		const char *text;
		bool number;
		const char *back;
	} cases[] = {{"1200.50", true, "1200.5"}, {"-0.07", true, "-0.07"}, {"0", true, "0"},
		{"999999999999999", true, "999999999999999"},
		{"0.123456789012345", true, "0.123456789012345"},
		{"123456789.012345", true, "123456789.012345"},
		{"1234567890123456", false, "1234567890123456"}, {"007", false, "007"},
		{"1.", false, "1."}, {".5", false, ".5"}, {"1e5", false, "1e5"},
		{"+5", false, "+5"}, {"abc", false, "abc"}, {"-", false, "-"},
		{"1,5", false, "1,5"}, {"1.2.3", false, "1.2.3"}};
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct written w = writer(&opt, two, 1);
	struct buf want = BUF_INIT;
	char *xml;

	(void)state;
	buf_add(&want, "0: Name\n");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		xlsx_out_number(w.out, cases[i].text);
		xlsx_out_end_row(w.out);
		buf_addf(&want, "%zu: %s\n", i + 2, cases[i].back);
	}
	assert_rows(&w, want.data);
	xml = part_text(w.src, "xl/worksheets/sheet1.xml");
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *cell = mem_printf("<c r=\"A%zu\"><v>", i + 2);

		assert_int_equal(strstr(xml, cell) != NULL, cases[i].number);
		free(cell);
	}
	free(xml);
	release(&w);
	buf_release(&want);
}

static void typed_cells_come_back(void **state)
{
	static const struct xlsx_column columns[] = {{"int", 0}, {"money", 0}, {"yen", 0},
		{"dinar", 0}, {"percent", 0}, {"date", 0}, {"bool", 0}, {"empty", 0}, {"after", 0}};
	const struct xlsx_out_options opt = {.sheet = "T"};
	struct written w = writer(&opt, columns, 9);
	char *styles;
	int32_t day;

	(void)state;
	assert_true(date_from_ymd(2026, 3, 8, &day));
	for (int i = 0; i < 2; i++) {
		xlsx_out_int(w.out, i ? INT64_MIN : -42);
		xlsx_out_money(w.out, i ? INT64_MAX : 120050, 2);
		xlsx_out_money(w.out, 1200, 0);
		xlsx_out_money(w.out, 1234567, 3);
		xlsx_out_percent(w.out, i ? -33 : 1250);
		xlsx_out_date(w.out, i ? -30000 : day);
		xlsx_out_bool(w.out, i == 0);
		xlsx_out_empty(w.out);
		xlsx_out_text(w.out, "");
		xlsx_out_text(w.out, "beyond the columns");
		xlsx_out_end_row(w.out);
	}
	xlsx_out_end_row(w.out);
	xlsx_out_date(w.out, -25508);
	xlsx_out_end_row(w.out);
	assert_rows(&w,
		"0: int|money|yen|dinar|percent|date|bool|empty|after\n"
		"2: -42|1200.5|1200|1234.567|12.5%|2026-03-08|true||\n"
		"3: -9223372036854775808|92233720368547758.07|1200|1234.567|-0.33%|1887-11-12|"
		"false||\n"
		"5: 1900-03-01||||||||\n");
	styles = part_text(w.src, "xl/styles.xml");
	assert_non_null(strstr(styles, "formatCode=\"#,##0.000\""));
	assert_non_null(strstr(styles, "numFmtId=\"14\""));
	free(styles);
	release(&w);
}

static void instants_are_local_or_else_utc(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct written w;
	int64_t summer = 1774951815; /* 2026-03-31 10:10:15 UTC */

	(void)state;
	setenv("TZ", "Europe/Warsaw", 1);
	tzset();
	w = writer(&opt, two, 1);
	xlsx_out_instant(w.out, summer);
	xlsx_out_end_row(w.out);
	/* The two 02:30 of 2026-10-25, an hour apart: one of them only can be told as local time. */
	xlsx_out_instant(w.out, 1792888200);
	xlsx_out_end_row(w.out);
	xlsx_out_instant(w.out, 1792888200 + 3600);
	xlsx_out_end_row(w.out);
	finish(&w);
	{
		struct xlsx_in *in;
		struct table_row row;
		const int64_t want[] = {summer, 1792888200, 1792891800};

		assert_int_equal(xlsx_in_open(w.src, 0, true, &in, NULL), ST_OK);
		for (int i = 0; i < 3; i++) {
			int64_t at;

			assert_int_equal(xlsx_in_next(in, &row, NULL), ST_OK);
			if (i == 0)
				assert_string_equal(row.cells[0].text, "2026-03-31 12:10:15");
			assert_true(date_parse_instant(row.cells[0].text, &at));
			assert_int_equal(at, want[i]);
		}
		xlsx_in_free(in);
	}
	release(&w);
	unsetenv("TZ");
	tzset();
}

static void the_table_is_dressed(void **state)
{
	const struct xlsx_out_options opt = {.sheet = "A/B: 'x'"};
	struct written w = writer(&opt, two, 2);
	struct xlsx_sheets sheets = XLSX_SHEETS_INIT;
	char *xml, *styles;

	(void)state;
	xlsx_out_text(w.out, "a");
	xlsx_out_end_row(w.out);
	finish(&w);
	assert_int_equal(xlsx_in_sheets(w.src, &sheets, NULL), ST_OK);
	assert_int_equal(sheets.n, 1);
	assert_string_equal(sheets.items[0].name, "AB 'x");
	xlsx_sheets_release(&sheets);
	xml = part_text(w.src, "xl/worksheets/sheet1.xml");
	assert_non_null(strstr(xml, "state=\"frozen\""));
	assert_non_null(strstr(xml, "<autoFilter ref=\"A1:B2\"/>"));
	assert_non_null(strstr(xml, "min=\"2\" max=\"2\" width=\"40."));
	assert_non_null(strstr(xml, "<c r=\"A1\" s=\"1\""));
	styles = part_text(w.src, "xl/styles.xml");
	assert_non_null(strstr(styles, "<b/>"));
	assert_non_null(strstr(styles, "<fgColor rgb=\"FFDCE6F1\"/>"));
	free(xml);
	free(styles);
	release(&w);
}

static void rows_go_on_in_further_sheets(void **state)
{
	const struct xlsx_out_options opt = {.sheet = "Clients", .sheet_rows = 3};
	struct written w = writer(&opt, two, 2);
	struct xlsx_sheets sheets = XLSX_SHEETS_INIT;
	static const char *const names[] = {"Clients", "Clients 2", "Clients 3"};

	(void)state;
	for (int i = 1; i <= 6; i++) {
		if (i != 3)
			xlsx_out_int(w.out, i);
		else
			xlsx_out_empty(w.out); /* the first cell of a sheet */
		xlsx_out_text(w.out, "n");
		xlsx_out_end_row(w.out);
	}
	finish(&w);
	assert_int_equal(xlsx_in_sheets(w.src, &sheets, NULL), ST_OK);
	assert_int_equal(sheets.n, 3);
	for (size_t i = 0; i < 3; i++) {
		struct buf rows = BUF_INIT, want = BUF_INIT;

		assert_string_equal(sheets.items[i].name, names[i]);
		dump_rows(w.src, i, true, &rows);
		buf_addf(&want, "0: Name|Notes\n2: %.*s|n\n3: %zu|n\n", i == 1 ? 0 : 1,
			i == 0 ? "1" : "5", i * 2 + 2);
		assert_string_equal(rows.data, want.data);
		buf_release(&rows);
		buf_release(&want);
	}
	xlsx_sheets_release(&sheets);
	release(&w);
}

/* What happened to the stream of a workbook that could not be finished: nothing. */
static void assert_fails(struct written *w, enum status want, const char *says)
{
	struct err err = ERR_INIT;

	assert_int_equal(xlsx_out_finish(w->out, &err), want);
	if (!strstr(err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", err.text, says);
	fseek(w->f, 0, SEEK_END);
	assert_int_equal(ftell(w->f), 0);
	fclose(w->f);
}

static void a_text_that_is_too_long_is_named(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct written w = writer(&opt, two, 2);
	char *text = malloc(40001);

	(void)state;
	memset(text, 'a', 40000);
	text[40000] = '\0';
	xlsx_out_textn(w.out, text, XLSX_OUT_MAX_TEXT);
	xlsx_out_end_row(w.out);
	assert_false(xlsx_out_failed(w.out));
	xlsx_out_text(w.out, "b");
	xlsx_out_text(w.out, text);
	assert_true(xlsx_out_failed(w.out));
	xlsx_out_end_row(w.out);
	xlsx_out_text(w.out, "c");
	xlsx_out_end_row(w.out);
	assert_fails(&w, ST_BAD_DATA, "Row 3, column Notes: the text has 40000 characters");
	/* Two units for each of these, as Excel counts. */
	w = writer(&opt, two, 2);
	for (int i = 0; i < 40000; i += 4)
		memcpy(text + i, "😀", 4);
	xlsx_out_textn(w.out, text, 40000);
	assert_false(xlsx_out_failed(w.out));
	xlsx_out_abandon(w.out);
	fclose(w.f);
	free(text);
}

static void too_many_columns_are_refused(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct xlsx_column *columns = calloc(XLSX_OUT_MAX_COLUMNS + 1, sizeof(*columns));
	struct xlsx_out *out;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(xlsx_out_new(NULL, &opt, columns, XLSX_OUT_MAX_COLUMNS + 1, &out, &err),
		ST_BAD_DATA);
	free(columns);
}

/* Run it with the standard error output going to a file, which must stay empty. */
static void quietly(void (*run)(void))
{
	FILE *said = tmpfile();
	int kept = dup(STDERR_FILENO);

	fflush(stderr);
	dup2(fileno(said), STDERR_FILENO);
	run();
	fflush(stderr);
	dup2(kept, STDERR_FILENO);
	close(kept);
	assert_int_equal(lseek(fileno(said), 0, SEEK_END), 0);
	fclose(said);
}

/* No file may grow beyond this: what a full disk does, without one. */
static void write_with_limit(rlim_t bytes, int rows)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct rlimit old, limit;
	struct written w = writer(&opt, two, 2);
	struct err err = ERR_INIT;

	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &old);
	limit = old;
	limit.rlim_cur = bytes;
	setrlimit(RLIMIT_FSIZE, &limit);
	for (int i = 0; i < rows; i++) {
		xlsx_out_int(w.out, i * 7919);
		xlsx_out_text(w.out, "some text that takes its room in the temporary file");
		xlsx_out_end_row(w.out);
	}
	assert_int_equal(xlsx_out_finish(w.out, &err), ST_IO);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_non_null(strstr(err.text, "TMPDIR"));
	fseek(w.f, 0, SEEK_END);
	assert_int_equal(ftell(w.f), 0);
	fclose(w.f);
}

static void run_full_disk(void)
{
	write_with_limit(100000, 5000); /* the rows do not fit */
	write_with_limit(500, 10);      /* nothing does */
	write_with_limit(4096, 20);     /* the workbook does not */
}

static void a_full_disk_is_seen_and_nothing_is_printed(void **state)
{
	(void)state;
	quietly(run_full_disk);
}

static void where_it_cannot_be_written_it_says_so(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct xlsx_out *out;
	struct err err = ERR_INIT;
	FILE *full = fopen("/dev/full", "w");

	(void)state;
	assert_int_equal(xlsx_out_new(full, &opt, two, 2, &out, &err), ST_OK);
	assert_int_equal(xlsx_out_finish(out, &err), ST_IO);
	fclose(full);
}

/* A folder for temporary files that is not there is passed over. */
static void a_wrong_tmpdir_does_no_harm(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct written w;
	struct err err = ERR_INIT;

	(void)state;
	setenv("TMPDIR", "/no/such/dir", 1);
	w = writer(&opt, two, 2);
	xlsx_out_int(w.out, 1);
	xlsx_out_end_row(w.out);
	assert_int_equal(xlsx_out_finish(w.out, &err), ST_OK);
	unsetenv("TMPDIR");
	fclose(w.f);
}

static void a_pipe_does_as_well(void **state)
{
	const struct xlsx_out_options opt = {.sheet = NULL};
	struct xlsx_out *out;
	struct source *src;
	struct buf rows = BUF_INIT;
	int fd[2];
	FILE *f;

	(void)state;
	assert_int_equal(pipe(fd), 0);
	f = fdopen(fd[1], "w");
	assert_int_equal(xlsx_out_new(f, &opt, two, 2, &out, NULL), ST_OK);
	xlsx_out_text(out, "a");
	xlsx_out_end_row(out);
	assert_int_equal(xlsx_out_finish(out, NULL), ST_OK);
	fclose(f);
	assert_int_equal(source_open_fd(fd[0], "pipe", &src, NULL), ST_OK);
	close(fd[0]);
	dump_rows(src, 0, true, &rows);
	assert_string_equal(rows.data, "0: Name|Notes\n2: a|\n");
	buf_release(&rows);
	source_free(src);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nasty_texts_come_back_as_they_were),
		cmocka_unit_test(generated_texts_come_back_as_they_were),
		cmocka_unit_test(numbers_are_numbers_only_when_exact),
		cmocka_unit_test(typed_cells_come_back),
		cmocka_unit_test(instants_are_local_or_else_utc),
		cmocka_unit_test(the_table_is_dressed),
		cmocka_unit_test(rows_go_on_in_further_sheets),
		cmocka_unit_test(a_text_that_is_too_long_is_named),
		cmocka_unit_test(too_many_columns_are_refused),
		cmocka_unit_test(a_full_disk_is_seen_and_nothing_is_printed),
		cmocka_unit_test(where_it_cannot_be_written_it_says_so),
		cmocka_unit_test(a_wrong_tmpdir_does_no_harm),
		cmocka_unit_test(a_pipe_does_as_well),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
