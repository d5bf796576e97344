/* Duplicates: what counts as one and what does not, for one record and for all of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/duplicates.h"
#include "domain/undo.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

static void set(struct record *r, int field, const char *text)
{
	struct err err = ERR_INIT;

	if (text)
		fixture_ok(record_parse(fx.o, r, field, text, NULL, &err), &err);
}

struct who {
	const char *name, *city, *phone, *email, *tax_id;
	bool person;
};

static void fill(struct record *r, const struct who *w)
{
	record_init(r, fx.o, KIND_CLIENT);
	set(r, CLIENT_NAME, w->name);
	set(r, CLIENT_CITY, w->city);
	set(r, CLIENT_PHONE, w->phone);
	set(r, CLIENT_EMAIL, w->email);
	set(r, CLIENT_TAX_ID, w->tax_id);
	if (w->person)
		record_set_text(r, CLIENT_KIND, "person");
}

static int64_t put(struct who w)
{
	struct record r;

	fill(&r, &w);
	return fixture_save(&fx, &r);
}

static void put_point(int64_t client, const char *kind, const char *value)
{
	struct record r;

	record_init(&r, fx.o, KIND_CONTACT_POINT);
	record_set_num(&r, CONTACT_POINT_CLIENT, client);
	record_set_text(&r, CONTACT_POINT_KIND, kind);
	record_set_text(&r, CONTACT_POINT_VALUE, value);
	fixture_save(&fx, &r);
}

static int find(const struct record *r, struct duplicate *out, int max)
{
	struct err err = ERR_INIT;
	int n = 0;

	fixture_ok(duplicates_of(fx.o, r, out, max, &n, &err), &err);
	return n;
}

/* Reasons why a client typed so would be the one with this id; 0: it would not. */
static unsigned reasons_for(struct who w, int64_t id)
{
	struct duplicate found[50];
	struct record r;
	unsigned reasons = 0;
	int n;

	fill(&r, &w);
	n = find(&r, found, 50);
	for (int i = 0; i < n; i++)
		if (found[i].id == id)
			reasons = found[i].reasons;
	record_release(&r);
	return reasons;
}

static struct duplicate_groups scan(enum kind_id kind)
{
	struct duplicate_groups g;
	struct err err = ERR_INIT;

	fixture_ok(duplicates_scan(fx.o, kind, NULL, &g, &err), &err);
	return g;
}

/* The group that a record is in; NULL. */
static const struct duplicate_group *group_of(const struct duplicate_groups *g, int64_t id)
{
	for (int i = 0; i < g->n; i++)
		for (int j = 0; j < g->items[i].n; j++)
			if (g->items[i].ids[j] == id)
				return &g->items[i];
	return NULL;
}

static unsigned grouped(int64_t a, int64_t b)
{
	struct duplicate_groups g = scan(KIND_CLIENT);
	const struct duplicate_group *x = group_of(&g, a);
	unsigned reasons = x && x == group_of(&g, b) ? x->reasons : 0;

	duplicate_groups_release(&g);
	return reasons;
}

static int setup(void **state)
{
	(void)state;
	fixture_open(&fx, "RUB");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static void test_reasons(void **state)
{
	(void)state;
	fixture_begin(&fx);
	int64_t a = put((struct who){"ООО «Ромашка»", "Казань", "+7 843 111-22-33",
		"info@romashka.ru", "1655-012345", false});
	int64_t b =
		put((struct who){"Ромашка, ООО", "Казань", NULL, "zakaz@romashka.ru", NULL, false});
	int64_t c = put((struct who){"ЗАО Лютик", NULL, "8 (843) 111 22 33", NULL, NULL, false});
	fixture_commit(&fx);
	assert_int_equal(grouped(a, b),
		DUPLICATE_NAME_CITY | DUPLICATE_NAME_DOMAIN | DUPLICATE_PHONE); /* c too */
	assert_int_equal(grouped(a, c), grouped(a, b));
	assert_int_equal(reasons_for((struct who){.name = "x", .email = "INFO@romashka.ru"}, a),
		DUPLICATE_EMAIL);
	assert_int_equal(reasons_for((struct who){.name = "x", .phone = "(843) 111-22-33"}, a),
		DUPLICATE_PHONE);
	assert_int_equal(reasons_for((struct who){.name = "x", .tax_id = "1655-012345"}, a),
		DUPLICATE_TAX_ID);
	assert_int_equal(reasons_for((struct who){.name = "РОМАШКА", .city = "казань"}, a),
		DUPLICATE_NAME_CITY);
	assert_int_equal(
		reasons_for((struct who){.name = "Ромашка", .email = "new@romashka.ru"}, a),
		DUPLICATE_NAME_DOMAIN);
	assert_int_equal(reasons_for((struct who){.name = "Ромашка", .city = "Омск"}, a), 0);
	assert_int_equal(reasons_for((struct who){.name = "Ромашка плюс", .city = "Казань"}, a), 0);
}

static void test_forms_of_companies(void **state)
{
	static const char *const pairs[][2] = {
		{"Альфа ЕООД", "Альфа АД"},
		{"ЕТ Бета", "Бета"},
		{"Gamma sp. z o.o.", "Gamma S.A."},
		{"Delta Ltd", "DELTA, LLC"},
		{"Epsilon Inc.", "Epsilon GmbH"},
		{"ЗАО «Дзета»", "ИП Дзета"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		int64_t a, b;

		fixture_begin(&fx);
		a = put((struct who){.name = pairs[i][0], .city = "Варна"});
		b = put((struct who){.name = pairs[i][1], .city = "ВАРНА"});
		fixture_commit(&fx);
		assert_int_equal(grouped(a, b), DUPLICATE_NAME_CITY);
	}
}

static void test_public_host_says_nothing(void **state)
{
	(void)state;
	fixture_begin(&fx);
	int64_t a = put((struct who){.name = "Иванов Пётр", .email = "ip@mail.ru"});
	int64_t b = put((struct who){.name = "Иванов Петр", .email = "petya@mail.ru"});
	int64_t c = put((struct who){.name = "Сидоров", .email = "a@sidorov.ru"});
	int64_t d = put((struct who){.name = "Сидоров", .email = "b@sidorov.ru"});
	fixture_commit(&fx);
	assert_int_equal(grouped(a, b), 0);
	assert_int_equal(
		reasons_for((struct who){.name = "Иванов Пётр", .email = "x@mail.ru"}, a), 0);
	assert_int_equal(grouped(c, d), DUPLICATE_NAME_DOMAIN);
}

static void test_contact_points_count(void **state)
{
	(void)state;
	fixture_begin(&fx);
	int64_t a = put((struct who){.name = "Первая"});
	int64_t b = put((struct who){.name = "Вторая", .email = "office@second.pl"});
	int64_t c = put((struct who){.name = "Третья", .phone = "+48 600 700 800"});
	put_point(a, "email", "Office@Second.PL");
	put_point(a, "mobile", "+48 600 700 800");
	fixture_commit(&fx);
	assert_int_equal(grouped(a, b), DUPLICATE_EMAIL | DUPLICATE_PHONE);
	assert_int_equal(grouped(a, c), DUPLICATE_EMAIL | DUPLICATE_PHONE);
	assert_int_equal(reasons_for((struct who){.name = "x", .email = "office@second.pl"}, a),
		DUPLICATE_EMAIL);
	assert_int_equal(
		reasons_for((struct who){.name = "x", .phone = "600700800"}, a), DUPLICATE_PHONE);
	/* The other way round: a saved client's further e-mails and phones are looked for. */
	struct record r;
	struct err err = ERR_INIT;
	struct duplicate found[10];
	fixture_ok(record_load(fx.o, KIND_CLIENT, a, &r, &err), &err);
	assert_int_equal(find(&r, found, 10), 2);
	assert_int_equal(found[0].id, b);
	assert_int_equal(found[0].reasons, DUPLICATE_EMAIL);
	assert_int_equal(found[1].id, c);
	assert_int_equal(found[1].reasons, DUPLICATE_PHONE);
	record_release(&r);
}

static void test_person_of_a_company(void **state)
{
	struct who company = {.name = "Завод", .phone = "+7 495 000-11-22", .email = "a@zavod.ru"};
	struct who person = {.name = "Орлов",
		.phone = "+7 495 000-11-22",
		.email = "a@zavod.ru",
		.person = true};
	struct who same = {.name = "ООО Завод", .phone = "+7 495 000-11-22", .person = true};

	(void)state;
	fixture_begin(&fx);
	int64_t a = put(company), b = put(person);
	fixture_commit(&fx);
	assert_int_equal(grouped(a, b), 0);
	assert_int_equal(reasons_for(person, a), 0);
	assert_int_equal(
		reasons_for(person, b), DUPLICATE_PHONE | DUPLICATE_EMAIL | DUPLICATE_NAME_DOMAIN);
	assert_int_equal(reasons_for(same, a), DUPLICATE_PHONE);
}

static void test_noise(void **state)
{
	int64_t ids[23];
	char name[32];

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < 21; i++) {
		snprintf(name, sizeof name, "Сосед %d", i);
		ids[i] = put((struct who){.name = name, .phone = "+7 495 777-00-00"});
	}
	fixture_commit(&fx);
	/* 20 others each: still a sign. A 22nd makes it noise for all. */
	assert_int_equal(grouped(ids[0], ids[20]), DUPLICATE_PHONE);
	assert_int_equal(
		reasons_for((struct who){.name = "x", .phone = "+7 495 777-00-00"}, ids[3]), 0);
	fixture_begin(&fx);
	ids[21] = put((struct who){.name = "Сосед 21", .phone = "+7 495 777-00-00"});
	fixture_commit(&fx);
	assert_int_equal(grouped(ids[0], ids[21]), 0);
}

static void test_trashed_are_left_out(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	fixture_begin(&fx);
	int64_t a = put((struct who){.name = "Один", .tax_id = "7701234567"});
	int64_t b = put((struct who){.name = "Два", .tax_id = "77 0123 4567"});
	fixture_commit(&fx);
	assert_int_equal(grouped(a, b), DUPLICATE_TAX_ID);
	fixture_ok(record_remove(fx.o, KIND_CLIENT, b, 0, NULL, &err), &err);
	assert_int_equal(grouped(a, b), 0);
	assert_int_equal(reasons_for((struct who){.name = "x", .tax_id = "77 0123 4567"}, b), 0);
}

static void test_declared_different(void **state)
{
	struct undo_result undone;
	struct err err = ERR_INIT;
	struct duplicate found[10];
	struct record r;
	int64_t ids[3];

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < 3; i++)
		ids[i] = put((struct who){
			.name = i ? "Тёзка" : "Тезка", .city = "Псков", .person = true});
	fixture_commit(&fx);
	assert_int_equal(grouped(ids[0], ids[2]), DUPLICATE_NAME_CITY);
	fixture_ok(duplicates_dismiss(fx.o, KIND_CLIENT, ids, 3, NULL, &err), &err);
	fixture_ok(duplicates_dismiss(fx.o, KIND_CLIENT, ids, 3, NULL, &err), &err);
	assert_int_equal(grouped(ids[0], ids[2]), 0);
	fixture_ok(record_load(fx.o, KIND_CLIENT, ids[1], &r, &err), &err);
	assert_int_equal(find(&r, found, 10), 0);
	record_release(&r);
	/* Saying it twice was nothing new: one undo brings them back. */
	fixture_ok(undo_action(fx.o, 0, &undone, &err), &err);
	assert_int_equal(grouped(ids[0], ids[2]), DUPLICATE_NAME_CITY);
	assert_int_equal(duplicates_dismiss(fx.o, KIND_PRODUCT, ids, 2, NULL, &err), ST_USAGE);
}

static void test_products(void **state)
{
	struct record r;
	int64_t a, b, c;

	(void)state;
	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_PRODUCT);
	record_set_text(&r, PRODUCT_NAME, "Гайка М8");
	a = fixture_save(&fx, &r);
	record_init(&r, fx.o, KIND_PRODUCT);
	record_set_text(&r, PRODUCT_NAME, "гайка  м-8");
	b = fixture_save(&fx, &r);
	record_init(&r, fx.o, KIND_PRODUCT);
	record_set_text(&r, PRODUCT_NAME, "Гайка М10");
	c = fixture_save(&fx, &r);
	fixture_commit(&fx);
	struct duplicate_groups g = scan(KIND_PRODUCT);
	assert_non_null(group_of(&g, a));
	assert_ptr_equal(group_of(&g, a), group_of(&g, b));
	assert_null(group_of(&g, c));
	assert_int_equal(group_of(&g, a)->reasons, DUPLICATE_NAME);
	duplicate_groups_release(&g);
	g = scan(KIND_DEAL);
	assert_int_equal(g.n, 0);
	duplicate_groups_release(&g);
}

/* The scan must find what comparing every pair of records by duplicates_of() finds, for random clients out of few values. */
static void test_scan_is_the_look_up(void **state)
{
	static const char *const names[] = {"Альфа", "ООО Альфа", "Бета", "Гамма", "Дельта"};
	static const char *const cities[] = {"Омск", "Томск", NULL};
	enum { N = 60 };
	int64_t ids[N];
	unsigned seed = 7;

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < N; i++) {
		char phone[32], email[32];

		snprintf(phone, sizeof phone, "+7 495 %07u", fixture_random(&seed, 40));
		snprintf(email, sizeof email, "u%u@h%u.ru", fixture_random(&seed, 20),
			fixture_random(&seed, 3));
		ids[i] = put((struct who){.name = names[fixture_random(&seed, 5)],
			.city = cities[fixture_random(&seed, 3)],
			.phone = fixture_random(&seed, 2) ? phone : NULL,
			.email = fixture_random(&seed, 2) ? email : NULL,
			.person = fixture_random(&seed, 2)});
	}
	fixture_commit(&fx);
	struct duplicate_groups g = scan(KIND_CLIENT);
	for (int i = 0; i < N; i++) {
		const struct duplicate_group *group = group_of(&g, ids[i]);
		struct duplicate found[N];
		struct err err = ERR_INIT;
		struct record r;
		int n;

		fixture_ok(record_load(fx.o, KIND_CLIENT, ids[i], &r, &err), &err);
		n = find(&r, found, N);
		record_release(&r);
		assert_int_equal(n > 0, group != NULL);
		for (int j = 0; j < n; j++)
			assert_ptr_equal(group_of(&g, found[j].id), group);
		for (int j = 0; j < n; j++)
			assert_int_equal(found[j].reasons & ~group->reasons, 0);
	}
	duplicate_groups_release(&g);
}

static enum status scan_job(struct job *job, void *arg, struct err *err)
{
	struct duplicate_groups g;
	enum status st;

	(void)arg;
	while (!job_is_cancelled(job))
		;
	st = duplicates_scan(fx.o, KIND_CLIENT, job, &g, err);
	duplicate_groups_release(&g);
	return st;
}

static void test_cancel(void **state)
{
	struct err err = ERR_INIT;
	struct job *job;

	(void)state;
	fixture_begin(&fx);
	put((struct who){.name = "Пара", .city = "Омск"});
	put((struct who){.name = "Пара", .city = "Омск"});
	fixture_commit(&fx);
	job = job_start(scan_job, NULL);
	job_cancel(job);
	assert_int_equal(job_finish(job, &err), ST_CANCELLED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_reasons, setup, teardown),
		cmocka_unit_test_setup_teardown(test_forms_of_companies, setup, teardown),
		cmocka_unit_test_setup_teardown(test_public_host_says_nothing, setup, teardown),
		cmocka_unit_test_setup_teardown(test_contact_points_count, setup, teardown),
		cmocka_unit_test_setup_teardown(test_person_of_a_company, setup, teardown),
		cmocka_unit_test_setup_teardown(test_noise, setup, teardown),
		cmocka_unit_test_setup_teardown(test_trashed_are_left_out, setup, teardown),
		cmocka_unit_test_setup_teardown(test_declared_different, setup, teardown),
		cmocka_unit_test_setup_teardown(test_products, setup, teardown),
		cmocka_unit_test_setup_teardown(test_scan_is_the_look_up, setup, teardown),
		cmocka_unit_test_setup_teardown(test_cancel, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
