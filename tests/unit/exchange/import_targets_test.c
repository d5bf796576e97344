/* Columns that become more than a field: names, guesses, contact points, addresses, employers, new fields; twice is once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/client.h"
#include "domain/undo.h"
#include "exchange/import_words.h"
#include "unit/office_fixture.h"
#include "unit/domain/model.h"

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

static struct import *open_text(const char *preset, const char *text)
{
	struct err err = ERR_INIT;
	struct import *imp;
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	fixture_ok(import_new(fx.o, KIND_CLIENT, preset, file, &imp, &err), &err);
	return imp;
}

static struct import_result run(struct import *imp, bool dry)
{
	struct import_result r;
	struct err err = ERR_INIT;

	fixture_ok(import_run(imp, fx.o, dry, NULL, false, NULL, &r, &err), &err);
	return r;
}

/* What a run of the text counts, in mode both. */
static void counts(const char *preset, const char *text, int created, int updated, int unchanged)
{
	struct import *imp = open_text(preset, text);
	struct import_result r;

	imp->mode = IMPORT_BOTH;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], created);
	assert_int_equal(r.counts[IMPORT_UPDATED], updated);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], unchanged);
	assert_int_equal(r.counts[IMPORT_FAILED], 0);
	import_result_release(&r);
	import_free(imp);
}

/* The file makes so many; a second time it changes nothing at all. */
static void twice(const char *preset, const char *text, int rows)
{
	char *once, *again;

	counts(preset, text, rows, 0, 0);
	once = model_dump(fx.o);
	counts(preset, text, 0, 0, rows);
	again = model_dump(fx.o);
	model_same(once, again, "second import", 0);
	free(once);
	free(again);
	model_check(fx.o);
}

static int64_t ask(const char *sql)
{
	return model_int(fx.o, sql);
}

static void same_name(const char *name, const char *canonical)
{
	struct err err = ERR_INIT;
	struct import_target t, back;
	struct buf b = BUF_INIT, title = BUF_INIT;

	fixture_ok(import_target_parse(fx.o, KIND_CLIENT, name, &t, &err), &err);
	import_target_name(fx.o, KIND_CLIENT, &t, &b);
	assert_string_equal(buf_str(&b), canonical);
	fixture_ok(import_target_parse(fx.o, KIND_CLIENT, buf_str(&b), &back, &err), &err);
	assert_true(import_target_same(&t, &back));
	import_target_title(fx.o, KIND_CLIENT, &t, &title);
	assert_true(title.len > 0 || !*name);
	import_target_release(&t);
	import_target_release(&back);
	buf_release(&b);
	buf_release(&title);
}

static void names_of_targets_are_stable(void **state)
{
	static const char *const wrong[] = {"phone.0", "phone.100", "phone.2.x",
		"address.moon.city", "address.billing.planet", "full_name.sideways",
		"custom:", "created_at"};
	struct import_target t;

	(void)state;
	same_name("phone", "phone");
	same_name("phone.1", "phone");
	same_name("phone.2", "phone.2");
	same_name("phone.2.label", "phone.2.label");
	same_name("mobile", "mobile");
	same_name("mobile.1", "mobile");
	same_name("web", "website");
	same_name("email.12", "email.12");
	same_name("address.shipping.postcode", "address.shipping.postcode");
	same_name("full_name", "full_name");
	same_name("full_name.given_first", "full_name.given_first");
	same_name("employer", "employer");
	same_name("job_title", "job_title");
	same_name("id", "id");
	same_name("custom:Size: of it:money", "custom:Size: of it:money");
	same_name("custom:Size", "custom:Size:text");
	same_name("Телефон", "phone");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(
			import_target_parse(fx.o, KIND_CLIENT, wrong[i], &t, NULL), ST_USAGE);
	assert_int_equal(import_target_parse(fx.o, KIND_DEAL, "phone.2", &t, NULL), ST_USAGE);
}

static void the_list_has_each_target_once(void **state)
{
	struct import_target *list;
	int n = import_target_list(fx.o, KIND_CLIENT, "person", &list);
	bool employer = false;

	(void)state;
	for (int i = 0; i < n; i++) {
		employer |= list[i].kind == TARGET_EMPLOYER;
		for (int k = 0; k < i; k++)
			assert_false(import_target_same(&list[i], &list[k]) &&
				     list[i].sub == list[k].sub);
	}
	assert_true(employer);
	import_target_list_free(list, n);
}

static void guess(const char *preset, const char *header, const char *target)
{
	struct import_target t = import_target_guess(fx.o, KIND_CLIENT, preset, header);
	struct buf b = BUF_INIT;

	import_target_name(fx.o, KIND_CLIENT, &t, &b);
	assert_string_equal(buf_str(&b), target);
	import_target_release(&t);
	buf_release(&b);
}

static void headers_are_guessed(void **state)
{
	struct import *imp;

	(void)state;
	guess("person", "ФИО", "full_name");
	guess("company", "ФИО", "name");
	guess("person", "Imię i nazwisko", "full_name");
	guess("person", "Фирма", "employer");
	guess("company", "Фирма", "name");
	guess("person", "Длъжност", "job_title");
	guess("company", "Факс", "fax");
	guess("company", "E-mail 2", "email.2");
	guess("company", "Телефон 3", "phone.3");
	guess("company", "address.visit.city", "address.visit.city");
	guess("company", "Favourite colour", "");
	/* A mobile number is the phone when there is no other one. */
	imp = open_text("company", "name,mobile,phone,phone\nA,1,2,3\n");
	assert_int_equal(imp->columns[1].target.kind, TARGET_POINT);
	assert_string_equal(imp->columns[1].target.sub, "mobile");
	assert_int_equal(imp->columns[2].target.field, CLIENT_PHONE);
	assert_int_equal(imp->columns[3].target.number, 2);
	import_free(imp);
	imp = open_text("company", "name,Мобильный телефон,Телефон,Моб. тел.\nA,1,2,3\n");
	assert_string_equal(imp->columns[1].target.sub, "mobile");
	assert_int_equal(imp->columns[2].target.field, CLIENT_PHONE);
	assert_int_equal(imp->columns[3].target.number, 2);
	import_free(imp);
	imp = open_text("company", "name,mobile\nA,1\n");
	assert_int_equal(imp->columns[1].target.field, CLIENT_PHONE);
	import_free(imp);
}

static void contact_points_come_once(void **state)
{
	(void)state;
	twice("company",
		"name,phone,phone.2,phone.2.label,mobile,email,email.2,fax,messenger,web.2\n"
		"A,111 22,222 33,work,333 44,a@x.ru,b@x.ru,444 55,@me,x.ru\n"
		"B,,555 66,,555-66,\"c@x.ru, d@x.ru\",c@x.ru,,,\n",
		2);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE client_id = 1"), 5);
	assert_int_equal(ask("SELECT count(*) FROM client WHERE website = 'x.ru'"), 1);
	assert_int_equal(
		ask("SELECT count(*) FROM contact_point WHERE label = 'work' AND value = '222 33'"),
		1);
	/* A second phone of who has no first one is the first; the same number as a mobile adds nothing. */
	assert_int_equal(
		ask("SELECT count(*) FROM client WHERE name = 'B' AND phone = '555 66'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE client_id = 2"), 1);
	/* Numbers are found by their digits whatever part of the client they stand in. */
	assert_int_equal(ask("SELECT count(*) FROM client WHERE digits LIKE '%33344%'"), 1);
	counts("company", "name,phone,mobile\nA,,333-44\nA,,777\n", 0, 1, 1);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE client_id = 1"), 6);
}

static void a_label_may_say_the_kind(void **state)
{
	(void)state;
	twice("company",
		"name,phone,phone.2,phone.2.label\nA,1234,5678,* Mobile\nB,1234,5678,Home\n", 2);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE kind = 'mobile'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE label = 'Home'"), 1);
}

static void a_wrong_contact_point_fails_the_row_whole(void **state)
{
	struct import *imp =
		open_text("company", "name,email.2,mobile\nA,not one,1234\nB,b@x.ru,5678\n");
	struct import_result r = run(imp, false);

	(void)state;
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(r.kept[IMPORT_FAILED][0].column, 1);
	assert_string_equal(r.kept[IMPORT_FAILED][0].cells[1], "not one");
	assert_int_equal(ask("SELECT count(*) FROM client"), 1);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE value = '1234'"), 0);
	import_result_release(&r);
	import_free(imp);
}

static void addresses_are_filled_by_kind(void **state)
{
	static const char text[] = "name,city,address.billing.city,address.billing.street,"
				   "address.visit.city\nA,Opole,Radom,Main 1,\nB,Opole,,,Gdynia\n";

	(void)state;
	twice("company", text, 2);
	assert_int_equal(ask("SELECT count(*) FROM address"), 2);
	counts("company", "name,city,address.billing.city\nA,Opole,Lublin\n", 0, 1, 0);
	assert_int_equal(
		ask("SELECT count(*) FROM address WHERE city = 'Lublin' AND street = 'Main 1'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM address"), 2);
}

static void full_name(const char *text, const char *last, const char *first, const char *middle)
{
	char *csv = mem_printf("full_name\n\"%s\"\n", text);
	struct record r;
	struct err err = ERR_INIT;
	int64_t id;

	counts("person", csv, 1, 0, 0);
	id = ask("SELECT max(id) FROM client");
	fixture_ok(record_load(fx.o, KIND_CLIENT, id, &r, &err), &err);
	assert_string_equal(record_text(&r, CLIENT_LAST_NAME), last);
	assert_string_equal(record_text(&r, CLIENT_FIRST_NAME), first);
	assert_string_equal(record_text(&r, CLIENT_MIDDLE_NAME), middle);
	record_release(&r);
	free(csv);
}

static void names_are_split(void **state)
{
	struct import *imp;
	struct import_result r;

	(void)state;
	full_name("Иванов Пётр Сергеевич", "Иванов", "Пётр", "Сергеевич");
	full_name("Анна Сергеевна Рабинович", "Рабинович", "Анна", "Сергеевна");
	full_name("Smith, Peter J.", "Smith", "Peter", "J.");
	full_name("Peter Smith", "Smith", "Peter", "");
	full_name("Ludwig van Beethoven", "van Beethoven", "Ludwig", "");
	full_name("Мария", "", "Мария", "");
	assert_int_equal(ask("SELECT count(*) FROM client WHERE name = 'Smith Peter J.'"), 1);
	/* Most of the column have the surname first: those that do not tell too. */
	imp = open_text("person", "ФИО\nИванов Иван Иванович\nПетров Пётр\n");
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(ask("SELECT count(*) FROM client WHERE last_name = 'Петров'"), 1);
	import_result_release(&r);
	import_free(imp);
	counts("person", "full_name.surname_first\nNowak Jan\n", 1, 0, 0);
	assert_int_equal(ask("SELECT count(*) FROM client WHERE last_name = 'Nowak'"), 1);
}

static void people_work_at_companies(void **state)
{
	static const char text[] = "full_name,employer,job_title\nAnna Nowak,Alfa,boss\n"
				   "Jan Kos,alfa,\nEwa Lis,,clerk\n";

	(void)state;
	twice("person", text, 3);
	assert_int_equal(ask("SELECT count(*) FROM client WHERE kind = 'company'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM relation WHERE type = 'works_at'"), 2);
	assert_int_equal(ask("SELECT count(*) FROM relation WHERE role = 'boss'"), 1);
	/* A job at nobody known is not lost. */
	assert_int_equal(ask("SELECT count(*) FROM client WHERE notes = 'Job title: clerk'"), 1);
	counts("person", "full_name,employer,job_title\nJan Kos,Alfa,driver\n", 0, 1, 0);
	assert_int_equal(ask("SELECT count(*) FROM relation WHERE role = 'driver'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM relation"), 2);
}

static void new_fields_are_made_in_the_same_action(void **state)
{
	static const char text[] =
		"name,custom:Размер склада:number,custom:Since:date\nA,42,2026-01-05\nB,,\n";
	struct import *imp = open_text("company", text);
	struct import_result r;
	struct undo_result u;
	struct err err = ERR_INIT;
	const struct kind *k = office_kind(fx.o, KIND_CLIENT);
	int before = k->nfields;

	(void)state;
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	import_result_release(&r);
	assert_int_equal(k->nfields, before);
	assert_int_equal(ask("SELECT count(*) FROM custom_field"), 0);
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_true(kind_field(k, "razmer_sklada") >= before);
	assert_int_equal(k->fields[kind_field(k, "since")].type, FT_DATE);
	assert_int_equal(ask("SELECT count(*) FROM custom_value WHERE num = 42"), 1);
	import_free(imp);
	/* The second time the field is there already. */
	counts("company", text, 0, 0, 2);
	assert_int_equal(ask("SELECT count(*) FROM custom_field"), 2);
	fixture_ok(undo_action(fx.o, r.txn, &u, &err), &err);
	assert_int_equal(ask("SELECT count(*) FROM custom_field WHERE deleted_at IS NULL"), 0);
	import_result_release(&r);
}

static void types_of_new_fields_are_guessed(void **state)
{
	static const char *const types[] = {"text", "number", "money", "date", "bool", "text"};
	struct import *imp = open_text("company",
		"name,n,m,d,b,z\nA,1,1.50,2026-01-05,yes,007\nB,20,2,2026-02-06,no,008\n");

	(void)state;
	for (int c = 0; c < 6; c++)
		assert_string_equal(import_guess_type(imp, c), types[c]);
	import_free(imp);
}

static void one_target_one_column(void **state)
{
	struct import *imp = open_text("company", "name,a,b\nA,1,2\n");
	struct err err = ERR_INIT;

	(void)state;
	fixture_ok(import_map(imp, fx.o, "mobile=a,custom:X:number=b", &err), &err);
	fixture_ok(import_map(imp, fx.o, "mobile=b", &err), &err);
	assert_int_equal(imp->columns[1].target.kind, TARGET_NONE);
	assert_string_equal(imp->columns[2].target.sub, "mobile");
	assert_int_equal(import_map(imp, fx.o, "mobile==123", &err), ST_USAGE);
	import_free(imp);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(names_of_targets_are_stable),
		TEST(the_list_has_each_target_once),
		TEST(headers_are_guessed),
		TEST(contact_points_come_once),
		TEST(a_label_may_say_the_kind),
		TEST(a_wrong_contact_point_fails_the_row_whole),
		TEST(addresses_are_filled_by_kind),
		TEST(names_are_split),
		TEST(people_work_at_companies),
		TEST(new_fields_are_made_in_the_same_action),
		TEST(types_of_new_fields_are_guessed),
		TEST(one_target_one_column),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
