/* Many records in one action: what of them reaches the search index when they change before it is made. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/action.h"
#include "domain/client.h"
#include "domain/list.h"
#include "store/upkeep.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "RUB");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static int found(const char *typed)
{
	struct list_page page;
	struct err err = ERR_INIT;
	int n;

	fixture_ok(list_search(fx.o, KIND_CLIENT, typed, 20, &page, &err), &err);
	n = page.n;
	list_page_release(&page);
	return n;
}

/* What a bulk insert brings may change, and be taken back, before the search index is made. */
static void bulk_inserted_clients_change_before_the_end(void **state)
{
	struct err err = ERR_INIT;
	struct buf report = BUF_INIT;
	struct record r;
	int64_t first = 0;

	(void)state;
	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, 3000, &err), &err);
	for (int i = 0; i < 2500; i++) {
		char name[32];
		int64_t id;

		snprintf(name, sizeof(name), i == 2499 ? "Уходит" : "Клиент %d", i);
		if (i == 2499)
			fixture_ok(action_mark(fx.o, &err), &err);
		record_init(&r, fx.o, KIND_CLIENT);
		record_set_text(&r, CLIENT_NAME, name);
		record_set_text(&r, CLIENT_PHONE, "+7 495 1234567");
		id = fixture_save(&fx, &r);
		first = first ? first : id;
	}
	fixture_ok(action_unmark(fx.o, false, &err), &err);
	fixture_ok(record_load(fx.o, KIND_CLIENT, first + 7, &r, &err), &err);
	record_set_text(&r, CLIENT_NAME, "Переименован");
	record_set_text(&r, CLIENT_PHONE, "+7 495 7654321");
	fixture_ok(record_save(fx.o, &r, &err), &err);
	record_release(&r);
	fixture_commit(&fx);
	assert_int_equal(found("переименован"), 1);
	assert_int_equal(found("клиент 2498"), 1);
	assert_int_equal(found("уходит"), 0);
	fixture_ok(db_check(office_db(fx.o), &report, &err), &err);
	buf_release(&report);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			bulk_inserted_clients_change_before_the_end, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
