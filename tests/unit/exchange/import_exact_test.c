/*
 * What an import says is what it does. Random files, with every kind of wrong row: the dry run counts what the real one will; a
 * run that is stopped, or that fails, leaves nothing; another desk sees all of it or nothing; what was rejected can be mended.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/client.h"
#include "domain/deal.h"
#include "exchange/import_words.h"
#include "store/db.h"
#include "unit/office_fixture.h"
#include "unit/domain/model.h"

static struct office_fixture fx;
static char file[128], rejects[128];

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	snprintf(file, sizeof file, "%s/in.csv", fx.dir);
	snprintf(rejects, sizeof rejects, "%s/rejects.csv", fx.dir);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	unlink(file);
	unlink(rejects);
	fixture_close(&fx);
	return 0;
}

static void write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static struct import *open_import(enum kind_id kind, const char *path)
{
	struct err err = ERR_INIT;
	struct import *imp;

	fixture_ok(import_new(fx.o, kind, kind == KIND_CLIENT ? "company" : NULL, path, &imp, &err),
		&err);
	return imp;
}

static struct import_result run(struct import *imp, bool dry, const char *reject)
{
	struct import_result r;
	struct err err = ERR_INIT;

	fixture_ok(import_run(imp, fx.o, dry, reject, true, NULL, &r, &err), &err);
	return r;
}

static void write_clients(unsigned *seed, int rows)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs("external_id,name,email,parent,industry,size\n", f);
	for (int i = 0; i < rows; i++)
		fprintf(f, "%s%u,%s,%s,%s,%s,%s\n", fixture_random(seed, 3) ? "K" : " k",
			fixture_random(seed, 40), fixture_random(seed, 9) ? "Ромашка" : "",
			fixture_random(seed, 6) ? "a@b.ru" : "no address",
			fixture_random(seed, 3)   ? ""
			: fixture_random(seed, 2) ? "K3"
						  : "Никто",
			fixture_random(seed, 3) ? "Новая отрасль" : "",
			fixture_random(seed, 8) ? "12" : "many");
	fclose(f);
}

static void write_deals(unsigned *seed, int rows)
{
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs("external_id,title,client,pipeline,stage,amount,owner\n", f);
	for (int i = 0; i < rows; i++)
		fprintf(f, "D%u,Deal,Client %u,%s,%s,%s,%s\n", fixture_random(seed, 30),
			fixture_random(seed, 12), fixture_random(seed, 3) ? "" : "Other",
			fixture_random(seed, 2) ? "Won" : "Novel",
			fixture_random(seed, 5) ? "1,5" : "x",
			fixture_random(seed, 4) ? "" : "nobody");
	fclose(f);
}

static void same_results(const struct import_result *a, const struct import_result *b)
{
	assert_int_equal(a->rows, b->rows);
	for (int i = 0; i < IMPORT_OUTCOMES; i++) {
		assert_int_equal(a->counts[i], b->counts[i]);
		assert_int_equal(a->nkept[i], b->nkept[i]);
		for (int k = 0; k < a->nkept[i]; k++) {
			assert_int_equal(a->kept[i][k].line, b->kept[i][k].line);
			assert_string_equal(a->kept[i][k].what, b->kept[i][k].what);
		}
	}
	assert_int_equal(a->created_others, b->created_others);
	assert_int_equal(a->nmissing, b->nmissing);
}

/* A dry run before and the real run after it: in every mode, on an office that fills up. */
static void dry_and_real(unsigned seed)
{
	bool deals = seed % 2;
	struct import_result dry, real;
	struct import *imp;
	char *before, *after;
	int64_t records;

	deals ? write_deals(&seed, 60) : write_clients(&seed, 60);
	imp = open_import(deals ? KIND_DEAL : KIND_CLIENT, file);
	imp->mode = (enum import_mode)fixture_random(&seed, 3);
	imp->create_missing = fixture_random(&seed, 2);
	imp->erase_empty = fixture_random(&seed, 2);
	before = model_dump(fx.o);
	records = model_int(fx.o, "SELECT count(*) FROM client") +
		  model_int(fx.o, "SELECT count(*) FROM deal");
	dry = run(imp, true, NULL);
	after = model_dump(fx.o);
	model_same(before, after, "dry run", seed);
	real = run(imp, false, NULL);
	same_results(&dry, &real);
	assert_true(real.counts[IMPORT_CREATED] <=
		    model_int(fx.o, "SELECT count(*) FROM client") +
			    model_int(fx.o, "SELECT count(*) FROM deal") - records);
	free(before);
	free(after);
	import_result_release(&dry);
	import_result_release(&real);
	import_free(imp);
}

static void a_dry_run_counts_what_the_real_one_does(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 16; seed++)
		dry_and_real(seed);
	model_check(fx.o);
}

/* Cancel after so many rows, and what another desk sees meanwhile. */
struct stopper {
	struct import *imp;
	struct office *own;
	struct import_result result;
};

static enum status run_stopped(struct job *job, void *arg, struct err *err)
{
	struct stopper *s = arg;

	job_cancel(job);
	return import_run(s->imp, s->own, false, NULL, false, job, &s->result, err);
}

static void a_cancelled_import_leaves_nothing(void **state)
{
	struct office_options opt = *office_options(fx.o);
	struct stopper s = {0};
	struct err err = ERR_INIT;
	unsigned seed = 7;
	char *before, *after;

	(void)state;
	opt.mode = DB_OPEN;
	fixture_ok(office_start(fx.path, &opt, &s.own, &err), &err);
	write_clients(&seed, 3000);
	s.imp = open_import(KIND_CLIENT, file);
	before = model_dump(fx.o);
	assert_int_equal(job_finish(job_start(run_stopped, &s), &err), ST_CANCELLED);
	after = model_dump(fx.o);
	model_same(before, after, "cancelled", 0);
	assert_false(action_is_open(s.own));
	model_check(fx.o);
	free(before);
	free(after);
	import_result_release(&s.result);
	import_free(s.imp);
	office_close(s.own);
}

static enum status run_whole(struct job *job, void *arg, struct err *err)
{
	struct stopper *s = arg;

	return import_run(s->imp, s->own, false, NULL, false, job, &s->result, err);
}

static void another_desk_sees_all_or_nothing(void **state)
{
	struct office_options opt = *office_options(fx.o);
	struct stopper s = {0};
	struct err err = ERR_INIT;
	struct job *job;
	unsigned seed = 9;
	int64_t n = 0;

	(void)state;
	opt.mode = DB_OPEN;
	fixture_ok(office_start(fx.path, &opt, &s.own, &err), &err);
	write_clients(&seed, 4000);
	s.imp = open_import(KIND_CLIENT, file);
	job = job_start(run_whole, &s);
	while (!job_is_done(job)) {
		n = model_int(fx.o, "SELECT count(*) FROM client");
		assert_true(n == 0 || job_is_done(job) || n > 10);
	}
	fixture_ok(job_finish(job, &err), &err);
	n = model_int(fx.o, "SELECT count(*) FROM client");
	assert_true(n >= s.result.counts[IMPORT_CREATED]);
	assert_true(n <= s.result.rows + s.result.created_others);
	import_result_release(&s.result);
	import_free(s.imp);
	office_close(s.own);
}

static void rejected_rows_can_be_mended_and_read_again(void **state)
{
	struct import_result r;
	struct import *imp;
	char *text;
	FILE *f;

	(void)state;
	write_text(file, "name;email;size;parent\n\"=A;1\";a@x.ru;5;\nB;wrong;6;\n\"C \"\"c\"\"\";"
			 "c@x.ru;seven;B\nD;d@x.ru;8;Никто\n");
	imp = open_import(KIND_CLIENT, file);
	r = run(imp, false, rejects);
	/* D is in, but for its parent: it counts once. */
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_FAILED], 3);
	assert_int_equal(r.rows, 4);
	assert_int_equal(2, model_int(fx.o, "SELECT count(*) FROM client"));
	import_result_release(&r);
	import_free(imp);
	text = mem_alloc(10000);
	f = fopen(rejects, "r");
	assert_non_null(f);
	assert_true(fread(text, 1, 9999, f) > 0);
	fclose(f);
	assert_non_null(strstr(text, "\nD;d@x.ru;8;Никто;"));
	memcpy(strstr(text, "wrong"), "b@x.b", 5);
	memcpy(strstr(text, "seven"), "00007", 5);
	memcpy(strstr(text, "Никто"), "B         ", 10);
	write_text(file, text);
	free(text);
	imp = open_import(KIND_CLIENT, file);
	assert_int_equal(
		imp->columns[imp->ncolumns - 1].target.field, IMPORT_IGNORE); /* the reason */
	imp->mode = IMPORT_BOTH;
	r = run(imp, false, rejects);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(r.counts[IMPORT_UPDATED], 1);
	assert_int_equal(r.counts[IMPORT_FAILED], 0);
	import_result_release(&r);
	import_free(imp);
	assert_int_equal(3, model_int(fx.o, "SELECT count(*) FROM client WHERE size > 5"));
	assert_int_equal(2, model_int(fx.o, "SELECT count(*) FROM client WHERE parent_id = (SELECT "
					    "id FROM client WHERE name = 'B')"));
}

static void a_link_alone_is_an_update(void **state)
{
	struct import_result r;
	struct import *imp;

	(void)state;
	write_text(file, "name\nMother\nChild\n");
	imp = open_import(KIND_CLIENT, file);
	r = run(imp, false, NULL);
	import_result_release(&r);
	import_free(imp);
	write_text(file, "name,parent\nMother,\nChild,Mother\n");
	imp = open_import(KIND_CLIENT, file);
	imp->mode = IMPORT_UPDATE;
	r = run(imp, true, NULL);
	assert_int_equal(r.counts[IMPORT_UPDATED], 1);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], 1);
	import_result_release(&r);
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_UPDATED], 1);
	assert_int_equal(r.nkept[IMPORT_UNCHANGED], 1);
	assert_string_equal(r.kept[IMPORT_UPDATED][0].detail, "Parent company:  → Mother");
	import_result_release(&r);
	assert_int_equal(1, model_int(fx.o, "SELECT count(*) FROM client WHERE parent_id = 1"));
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], 2);
	import_result_release(&r);
	import_free(imp);
}

static void a_key_with_blanks_is_the_same_key(void **state)
{
	struct import_result r;
	struct import *imp;

	(void)state;
	write_text(file, "external_id,name\nK1,A\n\" K1 \",A\n");
	imp = open_import(KIND_CLIENT, file);
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_DUPLICATE], 1);
	import_result_release(&r);
	import_free(imp);
}

static void an_amount_that_is_too_large_fails_its_row(void **state)
{
	struct err err = ERR_INIT;
	struct import_result r;
	struct import *imp;

	(void)state;
	write_text(file, "name,revenue\nA,9999999999999\nB,99999999999999999\nC,1.5\nD,9e9\n");
	imp = open_import(KIND_CLIENT, file);
	fixture_ok(import_map(imp, fx.o, "revenue=revenue*1000000", &err), &err);
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_FAILED], 3);
	import_result_release(&r);
	import_free(imp);
	assert_int_equal(150000000, model_int(fx.o, "SELECT max(revenue) FROM client"));
}

static void a_row_that_fails_makes_no_clients(void **state)
{
	struct import_result r;
	struct import *imp;

	(void)state;
	write_text(file, "title,client,amount\nA,Nobody,x\nB,Somebody,1\n");
	imp = open_import(KIND_DEAL, file);
	imp->create_missing = true;
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(r.created_others, 1);
	import_result_release(&r);
	import_free(imp);
	assert_int_equal(0, model_int(fx.o, "SELECT count(*) FROM client WHERE name = 'Nobody'"));
}

static void a_failed_row_leaves_no_entry_of_a_list(void **state)
{
	struct import_result r;
	struct import *imp;

	(void)state;
	write_text(file, "name,industry,source\nA,Fresh,\"web, other\"\n");
	imp = open_import(KIND_CLIENT, file);
	r = run(imp, false, NULL);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_non_null(strstr(r.kept[IMPORT_FAILED][0].detail, "Source"));
	import_result_release(&r);
	import_free(imp);
	assert_int_equal(0, model_int(fx.o, "SELECT count(*) FROM choice WHERE code = 'Fresh'"));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dry_run_counts_what_the_real_one_does),
		TEST(a_cancelled_import_leaves_nothing),
		TEST(another_desk_sees_all_or_nothing),
		TEST(rejected_rows_can_be_mended_and_read_again),
		TEST(a_link_alone_is_an_update),
		TEST(a_key_with_blanks_is_the_same_key),
		TEST(an_amount_that_is_too_large_fails_its_row),
		TEST(a_row_that_fails_makes_no_clients),
		TEST(a_failed_row_leaves_no_entry_of_a_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
