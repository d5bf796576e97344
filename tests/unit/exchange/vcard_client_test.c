/* Clients as vCards: everything that belongs to one is on its card, and comes into another office from it. */
#include "exchange/vcard_client.h"

#include "vcard_dump.h"

#include "../office_fixture.h"
#include "domain/client.h"
#include "domain/list.h"
#include "exchange/import.h"

static int64_t save_client(struct office_fixture *f, const char *kind, const char *name)
{
	struct record r;

	record_init(&r, f->o, KIND_CLIENT);
	record_set_text(&r, CLIENT_KIND, kind);
	record_set_text(&r, CLIENT_NAME, name);
	return fixture_save(f, &r);
}

static void save_point(struct office_fixture *f, int64_t client, const char *kind,
	const char *value, const char *label, bool invalid)
{
	struct record r;

	record_init(&r, f->o, KIND_CONTACT_POINT);
	record_set_num(&r, CONTACT_POINT_CLIENT, client);
	record_set_text(&r, CONTACT_POINT_KIND, kind);
	record_set_text(&r, CONTACT_POINT_VALUE, value);
	record_set_text(&r, CONTACT_POINT_LABEL, label);
	if (invalid)
		record_set_num(&r, CONTACT_POINT_INVALID, 1);
	fixture_save(f, &r);
}

static void save_address(
	struct office_fixture *f, int64_t client, const char *kind, const char *city)
{
	struct record r;

	record_init(&r, f->o, KIND_ADDRESS);
	record_set_num(&r, ADDRESS_CLIENT, client);
	record_set_text(&r, ADDRESS_KIND, kind);
	record_set_text(&r, ADDRESS_STREET, "ул. Мира, 1; кв. 2");
	record_set_text(&r, ADDRESS_CITY, city);
	fixture_save(f, &r);
}

static void save_work(
	struct office_fixture *f, int64_t who, int64_t where, const char *role, bool active)
{
	struct record r;

	record_init(&r, f->o, KIND_RELATION);
	record_set_num(&r, RELATION_A, who);
	record_set_text(&r, RELATION_TYPE, "works_at");
	record_set_num(&r, RELATION_B, where);
	record_set_text(&r, RELATION_ROLE, role);
	record_set_num(&r, RELATION_ACTIVE, active);
	fixture_save(f, &r);
}

/* A person with all that a card can say, the company, a company they left, and a person of a parent. */
static void fill(struct office_fixture *f)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t company, former, person;

	fixture_begin(f);
	company = save_client(f, "company", "Ромашка, \"Луч\"");
	former = save_client(f, "company", "Former");
	record_init(&r, f->o, KIND_CLIENT);
	record_set_text(&r, CLIENT_KIND, "person");
	record_set_text(&r, CLIENT_NAME, "Пётр Иванов");
	record_set_text(&r, CLIENT_SALUTATION, "г-н");
	record_set_text(&r, CLIENT_FIRST_NAME, "Пётр");
	record_set_text(&r, CLIENT_LAST_NAME, "Иванов");
	record_set_text(&r, CLIENT_PHONE, "+7 495 123-45-67");
	record_set_text(&r, CLIENT_EMAIL, "petr@example.org");
	record_set_text(&r, CLIENT_WEBSITE, "https://example.org/?a=1,2;b");
	record_set_text(&r, CLIENT_STREET, "Ленина, 5");
	record_set_text(&r, CLIENT_CITY, "Москва");
	record_set_text(&r, CLIENT_POSTCODE, "001000");
	record_set_num(&r, CLIENT_BIRTHDAY, 5580);
	record_set_text(&r, CLIENT_NOTES, "=cmd()\nвторая, строка; \\n");
	fixture_ok(record_parse(f->o, &r, CLIENT_TAGS, "VIP, Выставка 2026", NULL, &err), &err);
	record_set_text(&r, CLIENT_EXTERNAL_ID, "EXT-7");
	person = fixture_save(f, &r);
	save_point(f, person, "mobile", "+7 916 000-11-22", "личный", false);
	save_point(f, person, "phone", "+7 495 999-99-99", NULL, false);
	save_point(f, person, "fax", "+7 495 888-88-88", "work", true);
	save_point(f, person, "email", "second@example.org", "home", false);
	save_point(f, person, "messenger", "@petr", "Telegram", false);
	save_address(f, person, "billing", "Тула");
	save_address(f, person, "visit", "Орёл");
	save_work(f, person, former, "Clerk", false);
	save_work(f, person, company, "Директор", true);
	record_init(&r, f->o, KIND_CLIENT);
	record_set_text(&r, CLIENT_KIND, "person");
	record_set_text(&r, CLIENT_NAME, "Анна");
	record_set_num(&r, CLIENT_PARENT, company);
	fixture_save(f, &r);
	fixture_commit(f);
}

struct writing {
	struct vcard_client *client;
	struct vcard_out *out;
};

static bool each(void *arg, struct record *r)
{
	struct writing *w = arg;
	const struct vcard *card;
	struct err err = ERR_INIT;

	fixture_ok(vcard_client_fill(w->client, r, &card, &err), &err);
	vcard_out_card(w->out, card);
	return true;
}

/* All clients of the office as vCards. */
static char *cards_of(struct office_fixture *f, enum vcard_version version, size_t *len)
{
	struct list_request req = {.kind = KIND_CLIENT, .order_field = LIST_ORDER_NAME};
	struct err err = ERR_INIT;
	struct writing w;
	char *text = NULL;
	FILE *file = open_memstream(&text, len);

	w.client = vcard_client_new(f->o);
	w.out = vcard_out_new(file, version);
	fixture_ok(list_each(f->o, &req, each, &w, &err), &err);
	fixture_ok(vcard_out_finish(w.out, &err), &err);
	vcard_client_free(w.client);
	fclose(file);
	return text;
}

static void a_card_says_all_of_a_client(void **state)
{
	struct office_fixture f;

	(void)state;
	fixture_open(&f, "RUB");
	fill(&f);
	for (int version = VCARD_3_0; version <= VCARD_4_0; version++) {
		size_t len;
		char *text = cards_of(&f, (enum vcard_version)version, &len);
		char *got = dump(text, len, NULL, NULL);

		assert_non_null(strstr(got, " name=Former; kind=company;\n"));
		assert_non_null(
			strstr(got, " name=Анна; kind=person; employer=Ромашка, \"Луч\";\n"));
		assert_non_null(strstr(got, " name=Ромашка, \"Луч\"; kind=company;\n"));
		assert_non_null(strstr(got,
			" name=Пётр Иванов; kind=person; salutation=г-н; first_name=Пётр; "
			"last_name=Иванов; employer=Ромашка, \"Луч\"; job_title=Директор; "
			"phone=+7 495 123-45-67; phone.2=+7 495 999-99-99; "
			"mobile=+7 916 000-11-22; mobile.label=личный; email=petr@example.org; "
			"email.2=second@example.org; email.2.label=home; "
			"website=https://example.org/?a=1,2;b; messenger=@petr; "
			"messenger.label=Telegram; street=Ленина, 5; city=Москва; postcode=001000; "
			"address.visit.street=ул. Мира, 1; кв. 2; address.visit.city=Орёл; "
			"address.billing.street=ул. Мира, 1; кв. 2; address.billing.city=Тула; "
			"birthday=1985-04-12; notes==cmd()\\nвторая, строка; \\n; "
			"tags=VIP, Выставка 2026; external_id=EXT-7;\n"));
		assert_null(strstr(got, "888-88-88")); /* marked invalid */
		assert_non_null(strstr(text, "UID:" VCARD_CLIENT_UID));
		assert_non_null(strstr(text, "\r\nREV:"));
		free(got);
		free(text);
	}
	fixture_close(&f);
}

static int64_t count(struct office_fixture *f, enum kind_id kind)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	fixture_ok(list_count_matches(f->o, kind, NULL, 0, &n, &err), &err);
	return n;
}

static void import_file(struct office_fixture *f, const char *path, int64_t created)
{
	struct import *imp;
	struct import_result result = {0};
	struct err err = ERR_INIT;

	fixture_ok(import_new(f->o, KIND_CLIENT, NULL, path, &imp, &err), &err);
	imp->mode = IMPORT_BOTH;
	imp->create_missing = true;
	fixture_ok(import_run(imp, f->o, false, NULL, false, NULL, &result, &err), &err);
	if (result.counts[IMPORT_FAILED])
		fail_msg("%s", result.kept[IMPORT_FAILED][0].detail);
	assert_int_equal(result.rows, 4);
	assert_int_equal(result.counts[IMPORT_CREATED], created);
	import_result_release(&result);
	import_free(imp);
}

/* The cards of one office, imported into another and written from there, are the same cards. */
static void cards_make_the_same_clients_elsewhere(void **state)
{
	struct office_fixture here, there;
	char path[] = "/tmp/kartoteka-vcard-XXXXXX", *text, *again, *one, *two;
	size_t len;
	FILE *file;

	(void)state;
	fixture_open(&here, "RUB");
	fixture_open(&there, "RUB");
	fill(&here);
	text = cards_of(&here, VCARD_4_0, &len);
	file = fdopen(mkstemp(path), "w");
	assert_int_equal(fwrite(text, 1, len, file), len);
	fclose(file);
	import_file(&there, path, 4);
	assert_int_equal(count(&there, KIND_CLIENT), 4);
	assert_int_equal(count(&there, KIND_CONTACT_POINT), 4);
	assert_int_equal(count(&there, KIND_ADDRESS), 2);
	again = cards_of(&there, VCARD_4_0, &len);
	/* UIDs are numbers of the office; the rest is what the reader sees. */
	one = dump(text, strlen(text), NULL, NULL);
	two = dump(again, len, NULL, NULL);
	assert_string_equal(two, one);
	/* A second time nothing is new. */
	import_file(&there, path, 0);
	assert_int_equal(count(&there, KIND_CLIENT), 4);
	assert_int_equal(count(&there, KIND_CONTACT_POINT), 4);
	assert_int_equal(count(&there, KIND_ADDRESS), 2);
	unlink(path);
	free(text);
	free(again);
	free(one);
	free(two);
	fixture_close(&here);
	fixture_close(&there);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_card_says_all_of_a_client),
		cmocka_unit_test(cards_make_the_same_clients_elsewhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
