/* Texts that name nothing yet: found, counted, mapped or made; other dialects keep the mapping. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "exchange/import_survey.h"
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

static struct import *open_text(enum kind_id kind, const char *preset, const char *text)
{
	struct err err = ERR_INIT;
	struct import *imp;
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	fixture_ok(import_open(fx.o, kind, preset, file, &imp, &err), &err);
	return imp;
}

static void add_product(const char *name)
{
	struct record r;

	record_init(&r, fx.o, KIND_PRODUCT);
	record_set_text(&r, PRODUCT_NAME, name);
	fixture_begin(&fx);
	fixture_save(&fx, &r);
	fixture_commit(&fx);
}

static const struct import_unknown *find(const struct import_survey *s, int field, const char *text)
{
	for (int i = 0; i < s->n; i++)
		if (s->unknown[i].field == field && !strcmp(s->unknown[i].text, text))
			return &s->unknown[i];
	return NULL;
}

static void counts_texts_that_name_nothing(void **state)
{
	struct import_survey s;
	struct err err = ERR_INIT;
	struct import *imp;

	(void)state;
	add_product("GTX Pro");
	imp = open_text(KIND_DEAL, NULL,
		"product,stage,title\nGTX Pro,New,a\nGTXPro,Warm,b\nGTXPro,New,c\n,New,d\n");
	fixture_ok(import_survey(imp, fx.o, NULL, &s, &err), &err);
	assert_int_equal(s.n, 2);
	assert_false(s.cut);
	assert_non_null(find(&s, DEAL_PRODUCT, "GTXPro"));
	assert_int_equal(find(&s, DEAL_PRODUCT, "GTXPro")->rows, 2);
	assert_int_equal(find(&s, DEAL_PRODUCT, "GTXPro")->kind, UNKNOWN_LINK);
	assert_int_equal(find(&s, DEAL_STAGE, "Warm")->rows, 1);
	import_survey_release(&s);
	/* In a pipeline that is not there yet every stage is unknown. */
	import_set_constant(imp, DEAL_PIPELINE, "Hardware");
	fixture_ok(import_survey(imp, fx.o, NULL, &s, &err), &err);
	assert_int_equal(find(&s, DEAL_PIPELINE, "Hardware")->rows, 4);
	assert_int_equal(find(&s, DEAL_STAGE, "New")->rows, 3);
	import_survey_release(&s);
	import_free(imp);
}

static void titles_of_the_file_are_names(void **state)
{
	struct import_survey s;
	struct err err = ERR_INIT;
	struct import *imp = open_text(KIND_CLIENT, "company",
		"name,parent,industry,status\nAcme,,Retail,active\nBluth,ACME,Metals,warm\nCrane,"
		"Dunder,Metals,\n");

	(void)state;
	fixture_ok(import_survey(imp, fx.o, NULL, &s, &err), &err);
	assert_null(find(&s, CLIENT_PARENT, "ACME"));
	assert_int_equal(find(&s, CLIENT_PARENT, "Dunder")->kind, UNKNOWN_LINK);
	assert_int_equal(find(&s, CLIENT_INDUSTRY, "Metals")->kind, UNKNOWN_ENTRY);
	assert_int_equal(find(&s, CLIENT_INDUSTRY, "Metals")->rows, 2);
	assert_null(find(&s, CLIENT_INDUSTRY, "Retail"));
	assert_int_equal(find(&s, CLIENT_STATUS, "warm")->kind, UNKNOWN_CHOICE);
	import_survey_release(&s);
	import_free(imp);
}

static void one_text_is_made_another_left_empty(void **state)
{
	struct import_result r;
	struct err err = ERR_INIT;
	struct import *imp =
		open_text(KIND_DEAL, NULL, "product,title\nNew thing,a\nNonsense,b\nTypo,c\n");

	(void)state;
	import_set_create(imp, DEAL_PRODUCT, "New thing", true);
	import_set_value(imp, DEAL_PRODUCT, "Nonsense", "");
	fixture_ok(import_run(imp, fx.o, false, NULL, false, NULL, &r, &err), &err);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(r.created_others, 1);
	assert_string_equal(r.kept[IMPORT_FAILED][0].what, "c");
	import_result_release(&r);
	import_free(imp);
}

static void what_was_said_can_be_forgotten(void **state)
{
	struct import *imp = open_text(KIND_DEAL, NULL, "product,title\nX,a\n");

	(void)state;
	import_set_value(imp, DEAL_PRODUCT, "X", "Y");
	import_set_create(imp, DEAL_PRODUCT, "X", true);
	assert_true(import_value(imp, DEAL_PRODUCT, "X")->create);
	assert_null(import_value(imp, DEAL_PRODUCT, "X")->to);
	import_set_value(imp, DEAL_PRODUCT, "X", NULL);
	assert_null(import_value(imp, DEAL_PRODUCT, "X"));
	assert_int_equal(imp->nvalues, 0);
	import_free(imp);
}

static void a_faulty_file_opens_and_says_why(void **state)
{
	struct err err = ERR_INIT;
	struct import *imp = open_text(
		KIND_CLIENT, "company", "name,city\nAcme,Riga\nBad \"quote,Oslo\nCrane,Bonn\n");

	(void)state;
	assert_non_null(imp->fault);
	assert_non_null(strstr(imp->fault, "line 3"));
	assert_int_equal(imp->nsample, 1);
	imp->sniff.dialect.lenient = true;
	fixture_ok(import_reread(imp, fx.o, &err), &err);
	assert_null(imp->fault);
	assert_int_equal(imp->nsample, 3);
	import_free(imp);
}

static void another_dialect_keeps_the_mapping(void **state)
{
	struct err err = ERR_INIT;
	struct import *imp = open_text(KIND_CLIENT, "company", "name,revenue\nAcme,1\nBluth,2\n");
	struct import_target legal_form = import_target_field(CLIENT_LEGAL_FORM);

	(void)state;
	import_set_target(imp, 0, &legal_form);
	imp->columns[1].factor = 1000000;
	imp->sniff.dialect.quote = 0;
	fixture_ok(import_reread(imp, fx.o, &err), &err);
	assert_int_equal(imp->columns[0].target.field, CLIENT_LEGAL_FORM);
	assert_int_equal(imp->columns[1].factor, 1000000);
	/* With no header the columns are others. */
	imp->sniff.dialect.has_header = false;
	fixture_ok(import_reread(imp, fx.o, &err), &err);
	assert_string_equal(imp->columns[0].header, "Column 1");
	assert_int_equal(imp->columns[1].factor, 1);
	assert_int_equal(imp->nsample, 3);
	import_free(imp);
}

int main(void)
{
#define OF(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	const struct CMUnitTest tests[] = {
		OF(counts_texts_that_name_nothing),
		OF(titles_of_the_file_are_names),
		OF(one_text_is_made_another_left_empty),
		OF(what_was_said_can_be_forgotten),
		OF(a_faulty_file_opens_and_says_why),
		OF(another_dialect_keeps_the_mapping),
	};

	return cmocka_run_group_tests_name("import_survey", tests, NULL, NULL);
}
