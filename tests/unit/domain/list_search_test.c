/* Search as you type: order of the matches, phone digits, the wrong keyboard layout. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/client.h"
#include "domain/list.h"
#include "unit/office_fixture.h"

#define CLIENTS 300

static struct office_fixture fx;

static void make_clients(void)
{
	static const char *const names[] = {
		"Ромашка", "Łódź Meble", "acme", "Acme", "Ёлка", "Елка", "Zeta", "Борей"};
	static const char *const cities[] = {"Пловдив", "Kraków", NULL, "Самара"};
	unsigned seed = 3;
	char name[80], phone[40];

	for (int i = 0; i < CLIENTS; i++) {
		struct record r;

		record_init(&r, fx.o, KIND_CLIENT);
		snprintf(name, sizeof name, "%s %u", names[fixture_random(&seed, 8)],
			fixture_random(&seed, 40));
		snprintf(phone, sizeof phone, "+7 495 %03u-%02d-%02d",
			fixture_random(&seed, 900) + 100, i / 100, i % 100);
		record_set_text(&r, CLIENT_NAME, name);
		record_set_text(&r, CLIENT_PHONE, phone);
		record_set_text(&r, CLIENT_CITY, cities[i % 4]);
		if (i % 3)
			record_set_num(&r, CLIENT_SIZE, fixture_random(&seed, 12));
		fixture_save(&fx, &r);
	}
}

static int open_office(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	fixture_begin(&fx);
	make_clients();
	fixture_commit(&fx);
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static int64_t make_client(const char *name, const char *phone)
{
	struct record r;
	int64_t id;

	fixture_begin(&fx);
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_PHONE, phone);
	id = fixture_save(&fx, &r);
	fixture_commit(&fx);
	return id;
}

static void test_search_order(void **state)
{
	int64_t word = make_client("Торговый дом Квазар", "111"),
		start = make_client("Квазар", "112"), later = make_client("Новый квазар", "113");
	struct err err = ERR_INIT;
	struct list_page page;

	(void)state;
	fixture_ok(list_search(fx.o, KIND_CLIENT, "КВАЗ", 10, &page, &err), &err);
	assert_int_equal(page.n, 3);
	assert_int_equal(page.rows[0].id, start);
	assert_int_equal(page.rows[1].id, later);
	assert_int_equal(page.rows[2].id, word);
	assert_false(page.more);
	list_page_release(&page);
	fixture_ok(list_search(fx.o, KIND_CLIENT, "кваз", 2, &page, &err), &err);
	assert_int_equal(page.n, 2);
	assert_true(page.more);
	list_page_release(&page);
	fixture_ok(list_search(fx.o, KIND_CLIENT, "дом квазар", 2, &page, &err), &err);
	assert_int_equal(page.n, 1);
	assert_int_equal(page.rows[0].id, word);
	list_page_release(&page);
}

static void test_search_layout_and_digits(void **state)
{
	int64_t id = make_client("Щукин", "+7 (812) 777-66-55");
	static const char *const typed[] = {
		"oerb", "7776655", "812 777", "8 (812) 777 66", "66-55", "щукин"};
	struct err err = ERR_INIT;
	struct list_page page;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		fixture_ok(list_search(fx.o, KIND_CLIENT, typed[i], 5, &page, &err), &err);
		if (page.n != 1 || page.rows[0].id != id)
			fail_msg("\"%s\" found %d", typed[i], page.n);
		list_page_release(&page);
	}
	fixture_ok(list_search(fx.o, KIND_CLIENT, "несуществующий", 5, &page, &err), &err);
	assert_int_equal(page.n, 0);
	list_page_release(&page);
}

/* Zeros in the middle of a number are no code for calls abroad. */
static void test_search_zeros(void **state)
{
	int64_t id = make_client("Нулевой", "+7 499 600-00-11");
	static const char *const typed[] = {
		"00-11", "0011", "0-00-11", "00 7 499 600", "84996000011"};
	struct err err = ERR_INIT;
	struct list_page page;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		fixture_ok(list_search(fx.o, KIND_CLIENT, typed[i], 5, &page, &err), &err);
		if (page.n < 1 || page.rows[0].id != id)
			fail_msg("\"%s\" found %d", typed[i], page.n);
		list_page_release(&page);
	}
}

/* A number can be in a name as well as in a phone. */
static void test_search_number_in_name(void **state)
{
	int64_t id = make_client("Экспо 98765", "12");
	struct err err = ERR_INIT;
	struct list_page page;

	(void)state;
	fixture_ok(list_search(fx.o, KIND_CLIENT, "98765", 5, &page, &err), &err);
	assert_int_equal(page.n, 1);
	assert_int_equal(page.rows[0].id, id);
	list_page_release(&page);
	fixture_ok(list_search(fx.o, KIND_CLIENT, "  ", 5, &page, &err), &err);
	assert_int_equal(page.n, 5);
	list_page_release(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_search_order),
		cmocka_unit_test(test_search_layout_and_digits),
		cmocka_unit_test(test_search_zeros),
		cmocka_unit_test(test_search_number_in_name),
	};

	return cmocka_run_group_tests_name("list_search", tests, open_office, close_office);
}
