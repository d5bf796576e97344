/* Saved mappings: the text brings every decision back, a file is known by its header, a run saves, undo leaves it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/client.h"
#include "domain/import_batch.h"
#include "domain/profile_list.h"
#include "domain/undo.h"
#include "exchange/import_profile.h"
#include "exchange/import_words.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;
static struct err err = ERR_INIT;
static char file[128];

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-12T09:00:00Z", 1);
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

static struct import *open_text(const char *preset, const char *text)
{
	struct import *imp;
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	fixture_ok(import_new(fx.o, KIND_CLIENT, preset, file, &imp, &err), &err);
	return imp;
}

static void map(struct import *imp, const char *text)
{
	fixture_ok(import_map(imp, fx.o, text, &err), &err);
}

static void run(struct import *imp, int64_t *txn)
{
	struct import_result r;

	fixture_ok(import_run(imp, fx.o, false, NULL, false, NULL, &r, &err), &err);
	assert_true(r.txn > 0);
	if (txn)
		*txn = r.txn;
	import_result_release(&r);
}

static enum status recognise(const char *preset, const char *text, struct import_profile *p)
{
	struct import *imp = open_text(preset, text);
	enum status st = import_profile_recognise(imp, fx.o, p, &err);

	import_free(imp);
	return st;
}

static char *written(struct import *imp)
{
	struct buf b = BUF_INIT;

	import_mapping_write(imp, fx.o, "a | name", "company", &b);
	return buf_take(&b);
}

static void a_mapping_comes_back_from_its_text(void **state)
{
	static const char text[] = "Firm = 1;A|B;#no\\te;Turnover, k;Kind;Gone\nX;Y;Z;1;VIP;g\n";
	struct import *imp = open_text("company", text), *again = open_text("company", text);
	struct import_mapping m;
	char *first, *second;

	(void)state;
	map(imp, "name=Firm = 1,city=A|B,notes=#no\\te,phone.2=Gone,source==web: a = b");
	map(imp, "revenue=4*1000,status=Kind");
	import_set_value(imp, CLIENT_STATUS, "VIP: = * | #", "active");
	import_set_create(imp, CLIENT_OWNER, "Anna", true);
	fixture_ok(import_set_match(imp, fx.o, "name", &err), &err);
	imp->mode = IMPORT_BOTH;
	imp->create_missing = true;
	imp->dates = DATE_MDY;
	imp->dates_fixed = true;
	first = written(imp);
	fixture_ok(import_mapping_parse(first, "test", &m, &err), &err);
	assert_string_equal(m.options[MAPPING_NAME], "a | name");
	fixture_ok(import_mapping_apply(&m, "test", false, again, fx.o, &err), &err);
	second = written(again);
	assert_string_equal(first, second);
	assert_int_equal(again->mode, IMPORT_BOTH);
	assert_int_equal(again->dates, DATE_MDY);
	assert_int_equal(again->columns[3].factor, 1000);
	assert_true(import_value(again, CLIENT_OWNER, "Anna")->create);
	assert_string_equal(import_value(again, CLIENT_STATUS, "VIP: = * | #")->to, "active");
	import_mapping_release(&m);
	free(first);
	free(second);
	import_free(imp);
	import_free(again);
}

static void faults_are_told_with_their_line(void **state)
{
	static const struct {
		const char *text, *fault;
	} cases[] = {
		{"name = x\n", "f, line 1: a mapping begins with [map]"},
		{"[map]\nnmae = x\n", "f, line 2: \"nmae\" is none of name, records"},
		{"[map]\nname = x\n[colums]\n", "f, line 3: \"[colums]\" is none of [map]"},
		{"[map]\nname = x\n", "f: [map] lacks \"records\""},
		{"[map]\nname = x\nrecords = deal\n[columns]\nA\n", "f, line 5: write HEADER"},
		{"[map]\nname = x\nrecords = deal\n[columns]\nA = title * many\n",
			"f, line 5: \"many\" is not a number"},
		{"[map]\nname = x\nrecords = deal\n[values]\nstage = x\n",
			"f, line 5: write FIELD"},
	};
	struct import *imp = open_text("company", "A\n1\n");
	struct import_mapping m;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(import_mapping_parse(cases[i].text, "f", &m, &err), ST_BAD_DATA);
		if (strncmp(err.text, cases[i].fault, strlen(cases[i].fault)) != 0)
			fail_msg("%s", err.text);
		import_mapping_release(&m);
	}
	fixture_ok(
		import_mapping_parse("[map]\nname = x\nrecords = company\n[columns]\nA = nothing\n",
			"f", &m, &err),
		&err);
	assert_int_equal(import_mapping_apply(&m, "f", true, imp, fx.o, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "f, line 5: Client has no field \"nothing\""));
	import_mapping_release(&m);
	import_free(imp);
}

static void a_run_saves_and_a_header_is_recognised(void **state)
{
	struct import *imp = open_text("company", "F,C,P,N,Z\nAlpha,Sofia,123,n,z\n");
	struct import_profile p;
	struct buf told = BUF_INIT;

	(void)state;
	map(imp, "name=F,city=C,phone=P,notes=N,postcode=Z");
	run(imp, NULL);
	import_free(imp);
	/* Any order; case and marks do not matter. */
	fixture_ok(recognise("company", "z,P,n,C,f\n1,2,3,4,5\n", &p), &err);
	assert_true(p.exact);
	import_profile_tell(&p, fx.o, &told);
	assert_string_equal(buf_str(&told), "Mapping of 12.03.2026 recognised: company: in.csv");
	import_profile_release(&p);
	buf_release(&told);
	/* Four of five mapped headers are enough, three are not. */
	fixture_ok(recognise("company", "F,C,P,N,other,more\n1,2,3,4,5,6\n", &p), &err);
	assert_false(p.exact);
	import_profile_release(&p);
	assert_int_equal(recognise("company", "F,C,P,other\n1,2,3,4\n", &p), ST_NOT_FOUND);
	/* Of other records it says nothing. */
	assert_int_equal(recognise("person", "F,C,P,N,Z\n1,2,3,4,5\n", &p), ST_NOT_FOUND);
}

static int profiles(void)
{
	struct profile_row *rows;
	int n;

	fixture_ok(profile_list(fx.o, "company", &rows, &n, &err), &err);
	profile_list_free(rows, n);
	return n;
}

static void the_same_header_has_one_mapping_and_undo_leaves_it(void **state)
{
	struct import *imp = open_text("company", "F,C\nAlpha,Sofia\n");
	struct import_batch b;
	struct undo_result u;
	struct import_profile p;
	int64_t txn;

	(void)state;
	map(imp, "name=F,city=C");
	run(imp, &txn);
	import_free(imp);
	assert_int_equal(profiles(), 1);
	fixture_ok(import_batch_get(fx.o, txn, &b, &err), &err);
	assert_string_equal(b.profile, "company: in.csv");
	import_batch_release(&b);
	imp = open_text("company", "F,C\nBeta,Sofia\n");
	map(imp, "name=F,region=C");
	run(imp, &txn);
	import_free(imp);
	assert_int_equal(profiles(), 1);
	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(u.records, 1);
	assert_int_equal(profiles(), 1);
	fixture_ok(recognise("company", "C,F\n1,2\n", &p), &err);
	assert_string_equal(p.mapping.columns[1].target, "region");
	import_profile_release(&p);
}

static void a_mapping_can_be_dropped_again(void **state)
{
	struct import *imp = open_text("company", "name,C\nAlpha,Sofia\n");
	struct import_profile p;

	(void)state;
	map(imp, "name=name,city=C,source==web");
	imp->mode = IMPORT_BOTH;
	run(imp, NULL);
	import_free(imp);
	imp = open_text("company", "name,C\nBeta,Sofia\n");
	fixture_ok(import_profile_recognise(imp, fx.o, &p, &err), &err);
	fixture_ok(import_profile_apply(&p, imp, fx.o, &err), &err);
	import_profile_release(&p);
	assert_int_equal(imp->columns[1].target.field, CLIENT_CITY);
	assert_int_equal(imp->nconstants, 1);
	assert_int_equal(imp->mode, IMPORT_BOTH);
	import_profile_drop(imp, fx.o);
	assert_int_equal(imp->columns[0].target.field, CLIENT_NAME);
	assert_int_equal(imp->columns[1].target.kind, TARGET_NONE);
	assert_int_equal(imp->nconstants, 0);
	assert_int_equal(imp->mode, IMPORT_ADD);
	assert_null(imp->profile);
	import_free(imp);
}

static void a_file_without_a_header_is_saved_by_name_only(void **state)
{
	struct import *imp = open_text("company", "Alpha,Sofia\nBeta,Sofia\n");

	(void)state;
	imp->sniff.dialect.has_header = false;
	fixture_ok(import_reread(imp, fx.o, &err), &err);
	map(imp, "name=1,city=2");
	run(imp, NULL);
	assert_int_equal(profiles(), 0);
	import_free(imp);
	imp = open_text("company", "Gamma,Sofia\nDelta,Sofia\n");
	imp->sniff.dialect.has_header = false;
	fixture_ok(import_reread(imp, fx.o, &err), &err);
	map(imp, "name=1,city=2");
	imp->profile_as = strdup("no header");
	run(imp, NULL);
	assert_int_equal(profiles(), 1);
	import_free(imp);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_mapping_comes_back_from_its_text),
		TEST(faults_are_told_with_their_line),
		TEST(a_run_saves_and_a_header_is_recognised),
		TEST(the_same_header_has_one_mapping_and_undo_leaves_it),
		TEST(a_mapping_can_be_dropped_again),
		TEST(a_file_without_a_header_is_saved_by_name_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
