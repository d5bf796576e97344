/* Which record a row means: by contact points, by name and city, by the whole row; look-alikes; cells set right; doubts told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/file.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "exchange/import_words.h"
#include "unit/office_fixture.h"
#include "unit/domain/model.h"
#include "unit/exchange/xlsx_make.h"

static struct office_fixture fx;
static char file[128], rejects[128];

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	snprintf(file, sizeof(file), "%s/in.csv", fx.dir);
	snprintf(rejects, sizeof(rejects), "%s/rejects.csv", fx.dir);
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

static struct import *open_bytes(enum kind_id kind, const char *bytes, size_t len)
{
	struct err err = ERR_INIT;
	struct import *imp;
	FILE *f = fopen(file, "w");

	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, len, f), len);
	fclose(f);
	fixture_ok(import_new(fx.o, kind, kind == KIND_CLIENT ? "company" : NULL, file, &imp, &err),
		&err);
	return imp;
}

static struct import *open_text(enum kind_id kind, const char *text)
{
	return open_bytes(kind, text, strlen(text));
}

static struct import_result run(struct import *imp, bool dry)
{
	struct import_result r;
	struct err err = ERR_INIT;

	fixture_ok(import_run(imp, fx.o, dry, dry ? NULL : rejects, true, NULL, &r, &err), &err);
	return r;
}

/* One run, matched by `match` (NULL: as guessed). */
static void counts(enum kind_id kind, const char *match, enum import_mode mode, const char *text,
	int created, int updated, int unchanged, int duplicate)
{
	struct import *imp = open_text(kind, text);
	struct import_result r;
	struct err err = ERR_INIT;

	if (match)
		fixture_ok(import_set_match(imp, fx.o, match, &err), &err);
	imp->mode = mode;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], created);
	assert_int_equal(r.counts[IMPORT_UPDATED], updated);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], unchanged);
	assert_int_equal(r.counts[IMPORT_DUPLICATE], duplicate);
	assert_int_equal(r.counts[IMPORT_FAILED], 0);
	import_result_release(&r);
	import_free(imp);
}

static int64_t ask(const char *sql)
{
	return model_int(fx.o, sql);
}

static void phones_and_mails_are_keys_wherever_they_stand(void **state)
{
	(void)state;
	counts(KIND_CLIENT, NULL, IMPORT_ADD,
		"name,phone,mobile,email,email.2\nA,+48 22 111 22 33,600 100 200,a@x.pl,b@x.pl\n",
		1, 0, 0, 0);
	counts(KIND_CLIENT, "phone", IMPORT_BOTH, "name,phone,city\nA,600-100-200,Opole\n", 0, 1, 0,
		0);
	/* The number is a field now and a contact point too; either finds it. */
	counts(KIND_CLIENT, "phone", IMPORT_BOTH, "name,phone.2,city\nA,600 100 200,Opole\n", 0, 0,
		1, 0);
	counts(KIND_CLIENT, "email", IMPORT_ADD, "name,email\nOther,B@X.pl\n", 0, 0, 0, 1);
	counts(KIND_CLIENT, "email", IMPORT_ADD, "name,email,email.2\nOther,new@x.pl,b@x.pl\n", 0,
		0, 0, 1);
	/* Within one file as well, before the first row's numbers are written. */
	counts(KIND_CLIENT, "phone", IMPORT_ADD,
		"name,phone,mobile\nN,777 000 111,777 000 222\nM,777 000 222,\n", 1, 0, 0, 1);
	assert_int_equal(ask("SELECT count(*) FROM client"), 2);
}

static void rows_without_a_key_are_known_again(void **state)
{
	static const char text[] =
		"name,city,email,notes\nA,Opole,a@x.pl,\nB,Opole,,\nB,,,one\nB,,,one\nB,,,two\n";

	(void)state;
	counts(KIND_CLIENT, NULL, IMPORT_ADD, text, 5, 0, 0, 0);
	counts(KIND_CLIENT, NULL, IMPORT_ADD, text, 0, 0, 0, 5);
	counts(KIND_CLIENT, NULL, IMPORT_BOTH, text, 0, 0, 5, 0);
	/* Two equal rows are two; a third one is new. */
	counts(KIND_CLIENT, NULL, IMPORT_ADD, "name,city,email,notes\nB,,,one\nB,,,one\nB,,,one\n",
		1, 0, 0, 2);
	/* By name and city, then what differs is news. */
	counts(KIND_CLIENT, NULL, IMPORT_BOTH, "name,city,email,notes\nb,OPOLE,,more\n", 0, 1, 0,
		0);
	assert_int_equal(ask("SELECT count(*) FROM client"), 6);
}

static void persons_without_a_name_column_are_known_again(void **state)
{
	static const char text[] = "last_name,first_name,city\nНовак,Ян,Opole\nЛис,Ева,\n";

	(void)state;
	counts(KIND_CLIENT, NULL, IMPORT_ADD, text, 2, 0, 0, 0);
	counts(KIND_CLIENT, NULL, IMPORT_ADD, text, 0, 0, 0, 2);
}

static void deals_and_calls_without_a_key_are_known_again(void **state)
{
	static const char deals[] = "title,amount,stage,expected_close\nD,5,New,2026-04-01\n"
				    "D,6,Won,\nE,5,,\n";
	static const char calls[] = "subject,channel,started_at\nHello,call,2026-02-01 10:00\n"
				    "Hello,call,2026-02-01 11:00\nHello,email,2026-02-01 10:00\n";

	(void)state;
	counts(KIND_DEAL, NULL, IMPORT_ADD, deals, 3, 0, 0, 0);
	counts(KIND_DEAL, NULL, IMPORT_ADD, deals, 0, 0, 0, 3);
	counts(KIND_DEAL, NULL, IMPORT_BOTH, deals, 0, 0, 3, 0);
	counts(KIND_INTERACTION, NULL, IMPORT_ADD, calls, 3, 0, 0, 0);
	setenv("KARTOTEKA_NOW", "2026-03-09T09:00:00Z", 1);
	counts(KIND_DEAL, NULL, IMPORT_ADD, deals, 0, 0, 0, 3);
	counts(KIND_INTERACTION, NULL, IMPORT_BOTH, calls, 0, 0, 3, 0);
	counts(KIND_INTERACTION, "none", IMPORT_ADD, calls, 3, 0, 0, 0);
}

static void an_unknown_id_is_not_a_new_record_each_time(void **state)
{
	static const char text[] = "id,name,city\n700,A,Opole\n701,B,\n";

	(void)state;
	counts(KIND_CLIENT, NULL, IMPORT_BOTH, text, 2, 0, 0, 0);
	counts(KIND_CLIENT, NULL, IMPORT_BOTH, text, 0, 0, 2, 0);
}

static void look_alikes_are_told_and_left_out(void **state)
{
	static const char text[] = "external_id,name,city,email\nX1,Alfa Sp. z o.o.,Opole,\n"
				   "X2,Beta,Radom,alfa@alfa.pl\nX3,Gamma,Radom,\n";
	struct import *imp;
	struct import_result r;

	(void)state;
	counts(KIND_CLIENT, NULL, IMPORT_ADD, "name,city,email\nAlfa,Opole,alfa@alfa.pl\n", 1, 0, 0,
		0);
	imp = open_text(KIND_CLIENT, text);
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_SIMILAR], 0);
	import_result_release(&r);
	imp->similar = SIMILAR_ADD;
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_CREATED], 3);
	assert_int_equal(r.counts[IMPORT_SIMILAR], 2);
	assert_int_equal(r.kept[IMPORT_SIMILAR][0].id, 1);
	assert_int_equal(r.kept[IMPORT_SIMILAR][1].line, 3);
	assert_non_null(strstr(r.kept[IMPORT_SIMILAR][1].detail, "Alfa: "));
	import_result_release(&r);
	imp->similar = SIMILAR_SKIP;
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_DUPLICATE], 2);
	import_result_release(&r);
	imp->similar = SIMILAR_UPDATE;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_UPDATED], 2);
	assert_int_equal(ask("SELECT count(*) FROM client"), 2);
	import_result_release(&r);
	import_free(imp);
}

static void cells_set_right_are_read_instead(void **state)
{
	struct import *imp =
		open_text(KIND_CLIENT, "name,size,email\nA,many,a@x.pl\nB,5,wrong\nC\n");
	struct import_result r = run(imp, true);
	const struct import_row *failed = r.kept[IMPORT_FAILED];

	(void)state;
	assert_int_equal(r.counts[IMPORT_FAILED], 2);
	assert_int_equal(failed[0].line, 2);
	assert_int_equal(failed[0].column, 1);
	assert_string_equal(failed[0].cells[1], "many");
	assert_int_equal(failed[1].column, 2);
	import_result_release(&r);
	import_correct(imp, 3, 2, "b@x.pl");
	import_correct(imp, 2, 1, "lots");
	import_correct(imp, 2, 1, "70");
	import_correct(imp, 4, 1, "7");
	assert_string_equal(import_corrected(imp, 2, 1), "70");
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_CREATED], 3);
	import_result_release(&r);
	import_correct(imp, 2, 1, NULL);
	assert_null(import_corrected(imp, 2, 1));
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(ask("SELECT sum(size) FROM client"), 12);
	import_result_release(&r);
	import_free(imp);
}

static void a_failed_row_takes_what_its_links_made_with_it(void **state)
{
	/* Too long a title is found by the rules, after the client has been made. */
	char *text = mem_printf("title,client\n%0300d,Nobody\nB,Somebody\nC,Nobody\n", 7);
	struct import *imp = open_text(KIND_DEAL, text);
	struct import_result r;

	(void)state;
	imp->create_missing = true;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(r.created_others, 2);
	assert_int_equal(ask("SELECT count(*) FROM client"), 2);
	model_check(fx.o);
	import_result_release(&r);
	import_free(imp);
	free(text);
}

static void a_row_with_two_late_faults_counts_once(void **state)
{
	struct import *imp = open_text(KIND_CLIENT, "name,parent,employer\nA,Nobody,#999\n");
	struct import_result r;
	char *written;
	size_t len;

	(void)state;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 0);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_non_null(strstr(r.kept[IMPORT_FAILED][0].detail, "Nobody"));
	assert_non_null(strstr(r.kept[IMPORT_FAILED][0].detail, "999"));
	assert_true(r.txn > 0);
	assert_int_equal(file_read(rejects, 10000, &written, &len, NULL), ST_OK);
	assert_non_null(strstr(written, "A,Nobody,#999,"));
	free(written);
	import_result_release(&r);
	import_free(imp);
}

static void amount(const char *header, const char *cell, const char *currency, int64_t minor)
{
	char *text = mem_printf("title,%s\nD,%s\n", header, cell);
	struct import *imp = open_text(KIND_DEAL, text);
	struct import_result r;
	struct record d;
	struct err err = ERR_INIT;

	fixture_ok(import_set_match(imp, fx.o, "none", &err), &err);
	r = run(imp, false);
	if (!currency) {
		assert_int_equal(r.counts[IMPORT_FAILED], 1);
		assert_non_null(strstr(r.kept[IMPORT_FAILED][0].detail, "EUR"));
		assert_non_null(strstr(r.kept[IMPORT_FAILED][0].detail, "PLN"));
	} else {
		assert_int_equal(r.counts[IMPORT_CREATED], 1);
		fixture_ok(record_load(fx.o, KIND_DEAL, ask("SELECT max(id) FROM deal"), &d, &err),
			&err);
		assert_string_equal(record_text(&d, DEAL_CURRENCY), currency);
		assert_int_equal(record_num(&d, DEAL_AMOUNT), minor);
		record_release(&d);
	}
	import_result_release(&r);
	import_free(imp);
	free(text);
}

static void currencies_beside_amounts_are_understood(void **state)
{
	(void)state;
	amount("amount", "€ 5", "EUR", 500);
	amount("amount", "\"1 200,50 zł\"", "PLN", 120050);
	amount("amount", "100 руб.", "RUB", 10000);
	amount("amount", "USD 7", "USD", 700);
	amount("amount", "900 ¥", "JPY", 900);
	/* When the file says another one, the cell is wrong. */
	amount("currency,amount", "EUR,5 zł", NULL, 0);
	amount("currency,amount", "PLN,5 zł", "PLN", 500);
	amount("amount,recurring_amount", "5 EUR,6 PLN", NULL, 0);
}

static void utf8_in_a_cp1251_file_is_told(void **state)
{
	struct buf b = BUF_INIT;
	struct import *imp;
	struct import_result r;

	(void)state;
	buf_add(&b, "name,city\n");
	/* "Ромашка" in CP1251, more of it than the beginning that the encoding is guessed from. */
	for (int i = 0; i < 5000; i++)
		buf_addf(&b, "\xd0\xee\xec\xe0\xf8\xea\xe0 %d,\xcc\xee\xf1\xea\xe2\xe0\n", i);
	buf_add(&b, "Ромашка,Москва\n");
	imp = open_bytes(KIND_CLIENT, b.data, b.len);
	assert_int_equal(imp->sniff.dialect.charset, CHARSET_CP1251);
	r = run(imp, true);
	assert_int_equal(r.mixed_rows, 1);
	assert_int_equal(r.mixed_line, 5002);
	import_result_release(&r);
	import_free(imp);
	buf_release(&b);
}

static void each_date_column_has_its_own_order(void **state)
{
	static const char text[] = "name,custom:A:date,custom:B:date\nX,13/02/2026,02/13/2026\n"
				   "Y,01/02/2026,01/02/2026\n";
	struct import *imp = open_text(KIND_CLIENT, text);
	struct import_result r = run(imp, false);

	(void)state;
	assert_int_equal(r.counts[IMPORT_CREATED], 2);
	assert_int_equal(imp->columns[1].dates, DATE_DMY);
	assert_int_equal(imp->columns[2].dates, DATE_MDY);
	assert_int_equal(
		ask("SELECT count(DISTINCT num) FROM custom_value WHERE record_id = 2"), 2);
	import_result_release(&r);
	/* Who fixes an order means all columns. */
	imp->dates = DATE_DMY;
	imp->dates_fixed = true;
	imp->mode = IMPORT_BOTH;
	r = run(imp, true);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	import_result_release(&r);
	import_free(imp);
}

static void a_sheet_is_chosen_by_name_or_number(void **state)
{
	static const char book[] = "<workbook xmlns:r='" REL
				   "'><sheets><sheet name='Hidden' state='hidden' r:id='s1'/>"
				   "<sheet name='Клиенты' r:id='s2'/></sheets></workbook>";
	static const char rels[] =
		RELS "<Relationship Id='s1' Type='" REL "/worksheet' Target='sheets/one.xml'/>"
		     "<Relationship Id='s2' Type='" REL "/worksheet' Target='sheets/two.xml'/>"
		     "</Relationships>";
#define CELL(text) "<c t='inlineStr'><is><t>" text "</t></is></c>"
	const struct part parts[] = {{"_rels/.rels", ROOT_RELS, NULL}, {"xl/book.xml", book, NULL},
		{"xl/_rels/book.xml.rels", rels, NULL},
		{"xl/sheets/one.xml",
			SHEET("<row>" CELL("name") "</row><row>" CELL("One") "</row>"), NULL},
		{"xl/sheets/two.xml",
			SHEET("<row>" CELL("name") CELL("size") "</row><row>" CELL("Two")
					CELL("7") "</row><row>" CELL("Bad") CELL("x") "</row>"),
			NULL}};
	struct err err = ERR_INIT;
	struct import *imp;
	struct import_result r;
	char *bytes, *written;
	size_t len;

	(void)state;
	bytes = make_zip(parts, 5, &len);
	imp = open_bytes(KIND_CLIENT, bytes, len);
	free(bytes);
	assert_int_equal(imp->format, TABLE_XLSX);
	assert_int_equal(imp->sheet, 1); /* what is hidden is not meant */
	assert_int_equal(imp->ncolumns, 2);
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(r.counts[IMPORT_FAILED], 1);
	assert_int_equal(file_read(rejects, 10000, &written, &len, NULL), ST_OK);
	assert_int_equal(strncmp(written, "name,size,reason\nBad,x,", 23), 0);
	free(written);
	import_result_release(&r);
	fixture_ok(import_set_sheet(imp, fx.o, "1", &err), &err);
	assert_string_equal(imp->sample[0][0], "One");
	fixture_ok(import_set_sheet(imp, fx.o, "клиенты", &err), &err);
	assert_string_equal(imp->sample[0][0], "Two");
	imp->columns[0].target = IMPORT_TARGET_NONE;
	assert_int_equal(import_check(imp, fx.o, &err), ST_BAD_DATA);
	assert_non_null(strstr(err.text, "sheet 2 of 2 (\"Клиенты\")"));
	err = (struct err)ERR_INIT;
	assert_int_equal(import_set_sheet(imp, fx.o, "Third", &err), ST_USAGE);
	assert_non_null(strstr(err.text, "Hidden, Клиенты"));
	import_free(imp);
}

/* 1.234 in a cell of numbers is no 1234, though as a text it would be one; texts beside them are read as they look. */
static void numbers_of_a_sheet_are_not_guessed(void **state)
{
	const struct book book = {
		.one = SHEET("<row>" CELL("name") CELL(
			"revenue") "</row>"
				   "<row>" CELL(
					   "A") "<c><v>1.234</v></c></row>"
						"<row>" CELL("B") CELL(
							"1 234,50") "</row>"
								    "<row>" CELL(
									    "C") "<c><v>1234.5</"
										 "v></c></row>")};
	struct import *imp;
	struct import_result r;
	size_t len;
	char *bytes = make_book(&book, &len);

	(void)state;
	imp = open_bytes(KIND_CLIENT, bytes, len);
	free(bytes);
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_CREATED], 3);
	assert_int_equal(ask("SELECT revenue FROM client WHERE name = 'A'"), 123);
	assert_int_equal(ask("SELECT revenue FROM client WHERE name = 'B'"), 123450);
	assert_int_equal(ask("SELECT revenue FROM client WHERE name = 'C'"), 123450);
	import_result_release(&r);
	import_free(imp);
}

static void cards_are_read_as_rows(void **state)
{
	static const char card[] = "BEGIN:VCARD\nVERSION:3.0\nFN:Anna Nowak\nN:Nowak;Anna;;;\n"
				   "TEL;TYPE=WORK:+48 22 1\nTEL;TYPE=CELL:+48 600 1\n"
				   "ORG:Alfa\nTITLE:Boss\nEND:VCARD\n";
	struct import *imp = open_text(KIND_CLIENT, card);
	struct import_result r = run(imp, false);

	(void)state;
	assert_int_equal(imp->format, TABLE_VCARD);
	assert_int_equal(r.counts[IMPORT_CREATED], 1);
	assert_int_equal(ask("SELECT count(*) FROM client WHERE last_name = 'Nowak'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM contact_point WHERE kind = 'mobile'"), 1);
	assert_int_equal(ask("SELECT count(*) FROM relation WHERE role = 'Boss'"), 1);
	import_result_release(&r);
	imp->mode = IMPORT_BOTH;
	r = run(imp, false);
	assert_int_equal(r.counts[IMPORT_UNCHANGED], 1);
	import_result_release(&r);
	import_free(imp);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(phones_and_mails_are_keys_wherever_they_stand),
		TEST(rows_without_a_key_are_known_again),
		TEST(persons_without_a_name_column_are_known_again),
		TEST(deals_and_calls_without_a_key_are_known_again),
		TEST(an_unknown_id_is_not_a_new_record_each_time),
		TEST(look_alikes_are_told_and_left_out),
		TEST(cells_set_right_are_read_instead),
		TEST(a_failed_row_takes_what_its_links_made_with_it),
		TEST(a_row_with_two_late_faults_counts_once),
		TEST(currencies_beside_amounts_are_understood),
		TEST(utf8_in_a_cp1251_file_is_told),
		TEST(each_date_column_has_its_own_order),
		TEST(a_sheet_is_chosen_by_name_or_number),
		TEST(numbers_of_a_sheet_are_not_guessed),
		TEST(cards_are_read_as_rows),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
