/* Imports: mapping, matching, links that come later or not at all, the dry run, the reject file, undo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/undo.h"
#include "exchange/import_words.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;
static char file[128];

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	snprintf(file, sizeof(file), "%s/in.csv", fx.dir);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(file);
	fixture_close(&fx);
	return 0;
}

static void write_file(const char *text)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static struct import *open_import(enum kind_id kind, const char *text)
{
	struct err err = ERR_INIT;
	struct import *imp;

	write_file(text);
	fixture_ok(import_new(fx.o, kind, kind == KIND_CLIENT ? "company" : NULL, file, &imp, &err),
		&err);
	return imp;
}

static struct import_result run(struct import *imp, bool dry)
{
	struct import_result r;
	struct err err = ERR_INIT;

	fixture_ok(import_run(imp, fx.o, dry, NULL, false, NULL, &r, &err), &err);
	return r;
}

static int64_t count(enum kind_id kind, const char *filter)
{
	struct err err = ERR_INIT;
	struct filter *f;
	int64_t n;

	fixture_ok(filter_compile(fx.o, kind, filter, &f, &err), &err);
	fixture_ok(list_count_matches(fx.o, kind, f, 0, &n, &err), &err);
	filter_free(f);
	return n;
}

static void load_named(enum kind_id kind, const char *name, struct record *r)
{
	struct err err = ERR_INIT;
	int64_t id;

	fixture_ok(record_resolve(fx.o, kind, name, &id, &err), &err);
	fixture_ok(record_load(fx.o, kind, id, r, &err), &err);
}

static void headers_are_known_in_four_languages(void **state)
{
	static const char *const files[] = {
		"company,phone,city\nAcme,+1 555 123,Boston\n",
		"Название;Телефон;Город\nРомашка;+7 495 111-22-33;Москва\n",
		"Име;Телефон;Град\nЛале;+359 2 111222;София\n",
		"Nazwa;Telefon;Miasto\nŚwiat;+48 22 123;Łódź\n",
	};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		struct import *imp = open_import(KIND_CLIENT, files[i]);

		assert_int_equal(imp->ncolumns, 3);
		assert_int_equal(imp->columns[0].target.field, CLIENT_NAME);
		assert_int_equal(imp->columns[1].target.field, CLIENT_PHONE);
		assert_int_equal(imp->columns[2].target.field, CLIENT_CITY);
		import_free(imp);
	}
}

static void dry_run_counts_and_changes_nothing(void **state)
{
	struct import *imp =
		open_import(KIND_CLIENT, "name,email\nA,a@x.ru\nB,not an address\nC,c@x.ru\n");
	struct import_result dry = run(imp, true), real;

	(void)state;
	assert_int_equal(dry.counts[IMPORT_CREATED], 2);
	assert_int_equal(dry.counts[IMPORT_FAILED], 1);
	assert_int_equal(dry.kept[IMPORT_FAILED][0].line, 3);
	assert_non_null(strstr(dry.kept[IMPORT_FAILED][0].detail, "not an address"));
	assert_int_equal(count(KIND_CLIENT, ""), 0);
	real = run(imp, false);
	assert_int_equal(real.counts[IMPORT_CREATED], 2);
	assert_int_equal(count(KIND_CLIENT, ""), 2);
	import_result_release(&dry);
	import_result_release(&real);
	import_free(imp);
}

static void second_run_of_a_file_adds_nothing(void **state)
{
	struct import *imp = open_import(
		KIND_CLIENT, "name,city\nРомашка,Москва\nРомашка,Тверь\nромашка,МОСКВА\n");
	struct import_result first = run(imp, false), second = run(imp, false);

	(void)state;
	assert_int_equal(first.counts[IMPORT_CREATED], 2);
	assert_int_equal(first.counts[IMPORT_DUPLICATE], 1);
	assert_int_equal(second.counts[IMPORT_CREATED], 0);
	assert_int_equal(second.counts[IMPORT_DUPLICATE], 3);
	assert_int_equal(count(KIND_CLIENT, ""), 2);
	import_result_release(&first);
	import_result_release(&second);
	import_free(imp);
}

static void update_says_old_and_new_and_keeps_what_is_empty(void **state)
{
	struct import *imp =
		open_import(KIND_CLIENT, "external_id,name,city,email\n7,Ромашка,Москва,a@b.ru\n");
	struct import_result r = run(imp, false);
	struct record c;

	(void)state;
	import_result_release(&r);
	import_free(imp);
	imp = open_import(
		KIND_CLIENT, "external_id,name,city,email\n7,Ромашка,Тверь,\n8,Лютик,,\n");
	imp->mode = IMPORT_BOTH;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_UPDATED], 1);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_string_equal(r.kept[IMPORT_UPDATED][0].detail, "City: Москва → Тверь");
	import_result_release(&r);
	load_named(KIND_CLIENT, "7", &c);
	assert_string_equal(record_text(&c, CLIENT_CITY), "Тверь");
	assert_string_equal(record_text(&c, CLIENT_EMAIL), "a@b.ru");
	record_release(&c);
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], 2);
	assert_int_equal(r.txn, 0);
	import_result_release(&r);
	import_free(imp);
}

static void parent_may_come_later_in_the_file(void **state)
{
	struct import *imp =
		open_import(KIND_CLIENT, "name,parent\nДочка,Мама\nМама,\nСирота,Никто\n");
	struct import_result r = run(imp, false);
	struct record child, mother;

	(void)state;
	/* The orphan is in, without a parent, and counts once. */
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(r.kept[IMPORT_FAILED][0].ncells, 2);
	assert_string_equal(r.kept[IMPORT_FAILED][0].cells[1], "Никто");
	assert_int_equal(r.nmissing, 1);
	assert_string_equal(r.missing[0].text, "Никто");
	load_named(KIND_CLIENT, "Дочка", &child);
	load_named(KIND_CLIENT, "Мама", &mother);
	assert_int_equal(record_num(&child, CLIENT_PARENT), mother.id);
	record_release(&child);
	record_release(&mother);
	import_result_release(&r);
	import_free(imp);
}

static void missing_stages_are_made_with_their_class_when_allowed(void **state)
{
	static const char text[] =
		"title,stage,amount\nA,Prospecting,\nB,Won,\"1 200,50\"\nC,Lost,0\n";
	struct import *imp = open_import(KIND_DEAL, text);
	struct err err = ERR_INIT;
	struct import_result r;
	struct undo_result u;
	struct record d;

	(void)state;
	fixture_ok(import_map(imp, fx.o, "pipeline==Hardware", &err), &err);
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_FAILED], 3);
	import_result_release(&r);
	imp->create_missing = true;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 3);
	assert_int_equal(r.created_others, 4);
	import_result_release(&r);
	assert_int_equal(count(KIND_DEAL, "class:won"), 1);
	assert_int_equal(count(KIND_DEAL, "class:lost"), 1);
	assert_int_equal(count(KIND_DEAL, "class:open"), 1);
	assert_int_equal(count(KIND_DEAL, "pipeline:Hardware"), 3);
	load_named(KIND_DEAL, "B", &d);
	assert_int_equal(record_num(&d, DEAL_AMOUNT), 120050);
	record_release(&d);
	fixture_ok(undo_action(fx.o, 0, &u, &err), &err);
	assert_int_equal(u.kept, 0);
	assert_int_equal(count(KIND_DEAL, ""), 0);
	assert_int_equal(count(KIND_PIPELINE, ""), 1);
	fixture_ok(redo_action(fx.o, &u, &err), &err);
	assert_int_equal(count(KIND_DEAL, "class:won"), 1);
	import_free(imp);
}

static void factor_keeps_every_digit(void **state)
{
	struct import *imp = open_import(KIND_CLIENT, "account,revenue\nAcme,1100.045\n");
	struct err err = ERR_INIT;
	struct import_result r;
	struct record c;

	(void)state;
	fixture_ok(import_map(imp, fx.o, "revenue=revenue*1000000", &err), &err);
	r = run(imp, false);
	import_result_release(&r);
	load_named(KIND_CLIENT, "Acme", &c);
	assert_int_equal(record_num(&c, CLIENT_REVENUE), INT64_C(110004500000));
	record_release(&c);
	import_free(imp);
}

static void wrong_words_in_a_map_are_named(void **state)
{
	struct import *imp = open_import(KIND_CLIENT, "name\nA\n");
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(import_map(imp, fx.o, "nmae=name", &err), ST_USAGE);
	assert_non_null(strstr(err.text, "nmae"));
	assert_int_equal(import_map(imp, fx.o, "city=town", &err), ST_USAGE);
	assert_non_null(strstr(err.text, "town"));
	assert_int_equal(import_set_match(imp, fx.o, "owner", &err), ST_USAGE);
	fixture_ok(import_map(imp, fx.o, "name=", &err), &err);
	assert_int_equal(import_check(imp, fx.o, &err), ST_BAD_DATA);
	import_free(imp);
}

static void failed_rows_come_back_as_they_were_with_a_reason(void **state)
{
	struct import *imp = open_import(KIND_CLIENT, "name;email\nA;a@x.ru\nB;\"b;b\"\n");
	struct import_result r;
	struct err err = ERR_INIT;
	char path[128], line[256];
	FILE *f;

	(void)state;
	snprintf(path, sizeof(path), "%s/reject.csv", fx.dir);
	fixture_ok(import_run(imp, fx.o, false, path, false, NULL, &r, &err), &err);
	f = fopen(path, "r");
	assert_non_null(f);
	assert_non_null(fgets(line, sizeof(line), f));
	assert_string_equal(line, "name;email;reason\n");
	assert_non_null(fgets(line, sizeof(line), f));
	assert_non_null(strstr(line, "B;\"b;b\";"));
	assert_null(fgets(line, sizeof(line), f));
	fclose(f);
	unlink(path);
	import_result_release(&r);
	import_free(imp);
}

static void unreadable_file_leaves_nothing(void **state)
{
	struct import *imp = open_import(KIND_CLIENT, "name\nA\nB\n");
	struct import_result r;
	struct err err = ERR_INIT;

	(void)state;
	imp->sniff.dialect.charset = CHARSET_UTF16LE;
	assert_int_not_equal(import_run(imp, fx.o, false, NULL, false, NULL, &r, &err), ST_OK);
	assert_true(err.text[0] != 0);
	import_result_release(&r);
	assert_int_equal(count(KIND_CLIENT, ""), 0);
	import_free(imp);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(headers_are_known_in_four_languages),
		TEST(dry_run_counts_and_changes_nothing),
		TEST(second_run_of_a_file_adds_nothing),
		TEST(update_says_old_and_new_and_keeps_what_is_empty),
		TEST(parent_may_come_later_in_the_file),
		TEST(missing_stages_are_made_with_their_class_when_allowed),
		TEST(factor_keeps_every_digit),
		TEST(wrong_words_in_a_map_are_named),
		TEST(failed_rows_come_back_as_they_were_with_a_reason),
		TEST(unreadable_file_leaves_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
