/*
 * The exporter: a long table that several threads read comes out as one that is read by one; encodings, dates, one record, links,
 * the clipboard's limit, and stopping.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clipboard.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/filter.h"
#include "domain/task.h"
#include "exchange/export.h"
#include "exchange/import.h"
#include "unit/office_fixture.h"

enum { LONG = 10000 };

static struct office_fixture fx;

/* A table long enough for several threads, with a hole, all kinds of letters and texts that need quotes. */
static void make_long(void)
{
	char path[128];
	struct import_result result;
	struct err err = ERR_INIT;
	struct import *imp;
	FILE *f;

	snprintf(path, sizeof path, "%s/in.csv", fx.dir);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs("name,city,revenue,notes\n", f);
	for (int i = 0; i < LONG; i++)
		fprintf(f, "Клиент %d,%s,%d.%02d,\"a, \"\"b\"\"\n%d\"\n", i,
			i % 3 ? "Łódź" : "=Opole", i, i % 100, i);
	fclose(f);
	fixture_ok(import_new(fx.o, KIND_CLIENT, "company", path, &imp, &err), &err);
	imp->match_field = IMPORT_MATCH_NONE;
	fixture_ok(import_run(imp, fx.o, false, NULL, false, NULL, &result, &err), &err);
	assert_int_equal(result.counts[IMPORT_CREATED], LONG);
	import_result_release(&result);
	import_free(imp);
	unlink(path);
	fixture_begin(&fx);
	for (int64_t id = 4000; id < 4200; id++)
		fixture_ok(record_trash(fx.o, KIND_CLIENT, id, 0, &err), &err);
	fixture_commit(&fx);
}

static int open_office(void **state)
{
	(void)state;
	setenv("TZ", "UTC", 1);
	fixture_open(&fx, "EUR");
	make_long();
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static struct export_request request(enum kind_id kind)
{
	return (struct export_request){
		.list = {.kind = kind}, .by_id = true, .csv = CSV_OUT_OPTIONS_INIT};
}

static char *text_of(const struct export_request *req, size_t *len, struct export_result *result)
{
	struct err err = ERR_INIT;
	char *text = NULL;
	FILE *f = open_memstream(&text, len);

	fixture_ok(export_stream(fx.o, req, f, NULL, result, &err), &err);
	fclose(f);
	return text;
}

/* A filter that lets everything through is read by one thread. */
static void threads_make_the_same_file(struct export_request req)
{
	struct export_result many, one;
	struct err err = ERR_INIT;
	struct filter *all;
	size_t nmany, none_;
	char *a, *b;

	a = text_of(&req, &nmany, &many);
	fixture_ok(filter_compile(fx.o, KIND_CLIENT, "name:Клиент", &all, &err), &err);
	req.list.filter = all;
	b = text_of(&req, &none_, &one);
	assert_int_equal(many.rows, LONG - 200);
	assert_int_equal(one.rows, many.rows);
	assert_int_equal(nmany, none_);
	assert_memory_equal(a, b, nmany);
	filter_free(all);
	free(a);
	free(b);
}

static void long_tables_are_whole_and_in_order(void **state)
{
	static const int fields[] = {CLIENT_NOTES, CLIENT_NAME, CLIENT_REVENUE, CLIENT_OWNER};
	struct export_request req = request(KIND_CLIENT);

	(void)state;
	threads_make_the_same_file(req);
	req.fields = fields;
	req.nfields = 4;
	req.csv.bom = req.csv.crlf = true;
	req.csv.delimiter = ';';
	req.csv.decimal = ',';
	threads_make_the_same_file(req);
	req.csv.charset = CHARSET_UTF16LE;
	threads_make_the_same_file(req);
	req.csv.charset = CHARSET_CP1251;
	req.csv.bom = false;
	req.replace = true;
	threads_make_the_same_file(req);
}

static void what_an_encoding_lacks_is_refused(void **state)
{
	struct export_request req = request(KIND_CLIENT);
	struct export_result result;
	struct err err = ERR_INIT;
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	(void)state;
	req.csv.charset = CHARSET_CP1251;
	assert_int_equal(export_stream(fx.o, &req, f, NULL, &result, &err), ST_BAD_DATA);
	fclose(f);
	assert_int_equal(len, 0);
	free(text);
	assert_string_equal(result.missing_text, "Ł (U+0141), ó (U+00F3), ź (U+017A)");
	assert_int_equal(result.missing_first, 2);
	assert_int_equal(result.missing % 3, 0);
	assert_non_null(strstr(err.text, "#2 \"Клиент 1\""));
	req.replace = true;
	text = text_of(&req, &len, &result);
	assert_int_equal(result.rows, LONG - 200);
	assert_true(result.missing > 0);
	assert_null(strstr(text, "\xC5\x81"));
	free(text);
	/* Characters of the heads count too. */
	setenv("LANGUAGE", "C", 1);
	req = request(KIND_TASK);
	req.csv.charset = CHARSET_CP866;
	free(text_of(&req, &len, &result));
	assert_int_equal(result.missing, 0);
}

static void one_record_alone(void **state)
{
	static const int fields[] = {CLIENT_NAME};
	struct export_request req = request(KIND_CLIENT);
	struct export_result result;
	struct err err = ERR_INIT;
	size_t len;
	char *text;

	(void)state;
	req.fields = fields;
	req.nfields = 1;
	req.id = 7;
	text = text_of(&req, &len, &result);
	assert_string_equal(text, "id,name\n7,Клиент 6\n");
	assert_int_equal(result.rows, 1);
	free(text);
	req.format = EXPORT_JSON;
	text = text_of(&req, &len, &result);
	assert_string_equal(text, "{\"id\":7,\"version\":1,\"name\":\"Клиент 6\"}\n");
	free(text);
	req.format = EXPORT_VCARD;
	text = text_of(&req, &len, &result);
	assert_non_null(strstr(text, "\r\nFN:Клиент 6\r\n"));
	free(text);
	req.id = LONG + 1;
	assert_int_equal(export_text(fx.o, &req, NULL, &text, &len, &result, &err), ST_NOT_FOUND);
}

static void vcards_are_of_clients(void **state)
{
	struct export_request req = request(KIND_TASK);
	struct export_result result;
	struct err err = ERR_INIT;
	char *text;
	size_t len;

	(void)state;
	req.format = EXPORT_VCARD;
	assert_int_equal(export_text(fx.o, &req, NULL, &text, &len, &result, &err), ST_USAGE);
}

/* Twins by number, also where one is called as the other's external id or where the title is a number. */
static void links_are_names_only_when_they_name(void **state)
{
	static const struct {
		const char *name, *external_id;
	} clients[] = {{"Twin", NULL}, {"twin", NULL}, {"Known", NULL}, {"Other", "Known"},
		{"#3", NULL}, {"Alone", NULL}};
	static const int fields[] = {TASK_CLIENT};
	struct export_request req = request(KIND_TASK);
	struct export_result result;
	struct buf want = BUF_INIT;
	int64_t first = 0;
	size_t len;
	char *text;

	(void)state;
	fixture_begin(&fx);
	for (size_t i = 0; i < sizeof clients / sizeof clients[0]; i++) {
		struct record r;
		int64_t id;

		record_init(&r, fx.o, KIND_CLIENT);
		record_set_text(&r, CLIENT_NAME, clients[i].name);
		record_set_text(&r, CLIENT_EXTERNAL_ID, clients[i].external_id);
		id = fixture_save(&fx, &r);
		first = first ? first : id;
		record_init(&r, fx.o, KIND_TASK);
		record_set_text(&r, TASK_SUBJECT, "task");
		record_set_num(&r, TASK_CLIENT, id);
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
	req.fields = fields;
	req.nfields = 1;
	text = text_of(&req, &len, &result);
	buf_addf(&want, "id,client\n1,#%d\n2,#%d\n3,#%d\n4,Other\n5,#%d\n6,Alone\n", (int)first,
		(int)first + 1, (int)first + 2, (int)first + 4);
	assert_string_equal(text, buf_str(&want));
	buf_release(&want);
	free(text);
}

static void dates_follow_the_file(void **state)
{
	static const int fields[] = {TASK_DUE_DAY, TASK_COMMON};
	static const char *const want[] = {"2026-03-08,2026-03-02T09:00:00Z",
		"08.03.2026,02.03.2026 09:00", "03/08/2026,03/02/2026 09:00"};
	struct export_request req = request(KIND_TASK);
	struct export_result result;
	struct record r;
	size_t len;

	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_TASK);
	record_set_text(&r, TASK_SUBJECT, "Call");
	record_set_num(&r, TASK_DUE_DAY, 20520);
	req.id = fixture_save(&fx, &r);
	fixture_commit(&fx);
	req.fields = fields;
	req.nfields = 2;
	for (int i = 0; i < 3; i++) {
		char *text;

		req.dates = (enum export_dates)i;
		text = text_of(&req, &len, &result);
		if (!strstr(text, want[i]))
			fail_msg("%s", text);
		free(text);
	}
}

static void the_clipboard_has_a_limit(void **state)
{
	struct export_request req = request(KIND_CLIENT);
	struct export_result result;
	struct err err = ERR_INIT;
	char *text;
	size_t len;

	(void)state;
	assert_int_equal(export_text(fx.o, &req, NULL, &text, &len, &result, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "74994 bytes"));
	req.id = 5;
	req.csv.charset = CHARSET_UTF16BE; /* text is text */
	fixture_ok(export_text(fx.o, &req, NULL, &text, &len, &result, &err), &err);
	assert_int_equal(len, strlen(text));
	assert_non_null(strstr(text, "Клиент 4"));
	free(text);
}

static enum status export_long(struct job *job, void *arg, struct err *err)
{
	struct export_request *req = arg;
	struct export_result result;
	struct office_options options = *office_options(fx.o);
	struct office *o;
	char path[128];
	enum status st = office_open(fx.path, &options, &o, err);

	if (st)
		return st;
	while (!job_is_cancelled(job))
		;
	snprintf(path, sizeof path, "%s/cancelled", fx.dir);
	st = export_file(o, req, path, false, job, &result, err);
	office_close(o);
	return st;
}

static void stopping_leaves_no_file(void **state)
{
	static const enum export_format formats[] = {
		EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX, EXPORT_VCARD};

	(void)state;
	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		struct export_request req = request(KIND_CLIENT);
		struct err err = ERR_INIT;
		struct job *job;
		char path[128];

		req.format = formats[i];
		job = job_start(export_long, &req);
		job_cancel(job);
		assert_int_equal(job_finish(job, &err), ST_CANCELLED);
		snprintf(path, sizeof path, "%s/cancelled", fx.dir);
		assert_int_not_equal(access(path, F_OK), 0);
	}
}

static void ends_of_names_tell_the_format(void **state)
{
	enum export_format format = EXPORT_CSV;

	(void)state;
	assert_true(export_format_of("a/b.XLSX", &format));
	assert_int_equal(format, EXPORT_XLSX);
	assert_true(export_format_of("x.jsonl", &format));
	assert_int_equal(format, EXPORT_JSON);
	assert_true(export_format_of("x.vcf", &format));
	assert_int_equal(format, EXPORT_VCARD);
	assert_true(export_format_of("x.tsv", &format));
	assert_int_equal(format, EXPORT_CSV);
	assert_false(export_format_of("xlsx", &format));
	assert_false(export_format_of(".csv", &format));
	assert_string_equal(export_format_name(EXPORT_VCARD), "vcf");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(long_tables_are_whole_and_in_order),
		cmocka_unit_test(what_an_encoding_lacks_is_refused),
		cmocka_unit_test(one_record_alone),
		cmocka_unit_test(vcards_are_of_clients),
		cmocka_unit_test(stopping_leaves_no_file),
		cmocka_unit_test(the_clipboard_has_a_limit),
		cmocka_unit_test(links_are_names_only_when_they_name),
		cmocka_unit_test(dates_follow_the_file),
		cmocka_unit_test(ends_of_names_tell_the_format),
	};

	return cmocka_run_group_tests_name("export", tests, open_office, close_office);
}
