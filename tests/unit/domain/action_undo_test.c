/* The trash, undo and redo: what goes, what comes back, what stays. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "domain/work.h"
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

static int64_t put_client(const char *name, const char *phone)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id;

	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_PHONE, phone);
	fixture_ok(record_put(fx.o, &r, "New client", NULL, &err), &err);
	id = r.id;
	record_release(&r);
	return id;
}

static void load(enum kind_id kind, int64_t id, struct record *r)
{
	struct err err = ERR_INIT;

	fixture_ok(record_load(fx.o, kind, id, r, &err), &err);
}

static bool is_live(enum kind_id kind, int64_t id)
{
	struct record r;
	bool live;

	load(kind, id, &r);
	live = r.deleted_at == 0;
	record_release(&r);
	return live;
}

static void expect_text(enum kind_id kind, int64_t id, int field, const char *text)
{
	struct record r;

	load(kind, id, &r);
	assert_string_equal(record_text(&r, field), text);
	record_release(&r);
}

static void undo(int64_t txn, int64_t records, int64_t kept)
{
	struct undo_result u;
	struct err err = ERR_INIT;

	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(u.records, records);
	assert_int_equal(u.kept, kept);
}

static void redo(void)
{
	struct undo_result u;
	struct err err = ERR_INIT;

	fixture_ok(redo_action(fx.o, &u, &err), &err);
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

static int64_t rename_client(int64_t id, const char *name)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t txn;

	load(KIND_CLIENT, id, &r);
	record_set_text(&r, CLIENT_NAME, name);
	fixture_ok(record_put(fx.o, &r, "Edit", &txn, &err), &err);
	record_release(&r);
	return txn;
}

static void index_follows_a_rename_and_its_undo(void **state)
{
	int64_t id = put_client("Семён Ёлкин", NULL);

	(void)state;
	rename_client(id, "Łukasz Żółć");
	assert_int_equal(found("елкин"), 0);
	assert_int_equal(found("lukasz"), 1);
	undo(0, 1, 0);
	assert_int_equal(found("семен"), 1);
	assert_int_equal(found("zolc"), 0);
	redo();
	expect_text(KIND_CLIENT, id, CLIENT_NAME, "Łukasz Żółć");
	assert_int_equal(found("zolc"), 1);
}

static int64_t log_call(int64_t client, int32_t next_day)
{
	struct call_entry e = {.client_id = client,
		.result = "reached",
		.note = "Asked for a price",
		.next = {.subject = "Call back", .day = next_day, .time_min = -1}};
	struct err err = ERR_INIT;
	int64_t txn;

	fixture_ok(work_log(fx.o, &e, NULL, NULL, &txn, &err), &err);
	return txn;
}

static int64_t put_deal(int64_t client, int64_t amount)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id;

	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, "Supply");
	record_set_num(&r, DEAL_CLIENT, client);
	record_set_num(&r, DEAL_AMOUNT, amount);
	fixture_ok(record_put(fx.o, &r, "New deal", NULL, &err), &err);
	id = r.id;
	record_release(&r);
	return id;
}

static void client_goes_to_the_trash_with_what_belongs_to_it(void **state)
{
	int64_t id = put_client("Ромашка", NULL), other = put_client("Лютик", NULL);
	int64_t deal = put_deal(id, 100);
	struct err err = ERR_INIT;

	(void)state;
	log_call(id, clock_today());
	fixture_ok(record_remove(fx.o, KIND_CLIENT, id, 0, NULL, &err), &err);
	assert_false(is_live(KIND_CLIENT, id));
	assert_false(is_live(KIND_DEAL, deal));
	assert_false(is_live(KIND_INTERACTION, 1));
	assert_true(is_live(KIND_CLIENT, other));
	assert_int_equal(found("ромашка"), 0);
	undo(0, 5, 0);
	assert_true(is_live(KIND_CLIENT, id));
	assert_true(is_live(KIND_DEAL, deal));
	assert_true(is_live(KIND_TASK, 1));
	assert_int_equal(found("ромашка"), 1);
}

static void restore_brings_back_what_went_along(void **state)
{
	int64_t id = put_client("Ромашка", NULL), deal = put_deal(id, 100);
	struct err err = ERR_INIT;

	(void)state;
	fixture_ok(record_remove(fx.o, KIND_CLIENT, id, 0, NULL, &err), &err);
	fixture_begin(&fx);
	fixture_ok(record_restore(fx.o, KIND_CLIENT, id, &err), &err);
	fixture_commit(&fx);
	assert_true(is_live(KIND_CLIENT, id));
	assert_true(is_live(KIND_DEAL, deal));
}

static void undo_keeps_what_was_changed_later(void **state)
{
	int64_t id = put_client("Ромашка", NULL);
	int64_t first = rename_client(id, "Ромашка 2");

	(void)state;
	rename_client(id, "Ромашка 3");
	undo(first, 0, 1);
	expect_text(KIND_CLIENT, id, CLIENT_NAME, "Ромашка 3");
}

static void undo_of_a_new_client_keeps_it_when_it_has_history(void **state)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t txn;

	(void)state;
	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, "Ромашка");
	fixture_ok(record_put(fx.o, &r, "New client", &txn, &err), &err);
	log_call(r.id, clock_today());
	undo(txn, 0, 1);
	assert_true(is_live(KIND_CLIENT, r.id));
	record_release(&r);
}

static void undo_and_redo_walk_the_whole_way_and_back(void **state)
{
	int64_t a = put_client("A", NULL), b = put_client("B", NULL);
	struct undo_result u;
	struct err err = ERR_INIT;

	(void)state;
	rename_client(a, "AA");
	undo(0, 1, 0);
	undo(0, 1, 0);
	undo(0, 1, 0);
	assert_int_equal(undo_action(fx.o, 0, &u, &err), ST_NOT_FOUND);
	assert_false(is_live(KIND_CLIENT, a));
	redo();
	redo();
	redo();
	assert_int_equal(redo_action(fx.o, &u, &err), ST_NOT_FOUND);
	assert_true(is_live(KIND_CLIENT, b));
	expect_text(KIND_CLIENT, a, CLIENT_NAME, "AA");
	undo(0, 1, 0);
	expect_text(KIND_CLIENT, a, CLIENT_NAME, "A");
	put_client("C", NULL);
	assert_int_equal(redo_action(fx.o, &u, &err), ST_NOT_FOUND);
}

static void undo_works_after_closing_and_opening(void **state)
{
	struct office_options opt = {
		.mode = DB_OPEN, .login = "tester", .country_code = "7", .decimal = '.'};
	int64_t id = put_client("Ромашка", NULL);
	struct err err = ERR_INIT;

	(void)state;
	office_close(fx.o);
	fixture_ok(office_start(fx.path, &opt, &fx.o, &err), &err);
	undo(0, 1, 0);
	assert_false(is_live(KIND_CLIENT, id));
}

static void bulk_insert_is_one_range_and_is_undone_as_one(void **state)
{
	struct change_entry *log;
	struct err err = ERR_INIT;
	int64_t txn, n_left = -1;
	int n;

	(void)state;
	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, 3000, &err), &err);
	for (int i = 0; i < 3000; i++) {
		struct record r;
		char name[32];

		snprintf(name, sizeof(name), "Клиент %d", i);
		record_init(&r, fx.o, KIND_CLIENT);
		record_set_text(&r, CLIENT_NAME, name);
		fixture_save(&fx, &r);
	}
	fixture_ok(action_commit(fx.o, &txn, &err), &err);
	assert_int_equal(found("клиент 2999"), 1);
	fixture_ok(change_list(fx.o, txn, KIND_NONE, 0, 100, &log, &n, &err), &err);
	assert_int_equal(n, 1);
	assert_int_equal(log[0].op, 'i');
	assert_int_equal(log[0].last_id - log[0].record_id, 2999);
	change_list_free(log, n);
	undo(0, 3000, 0);
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, NULL, 0, &n_left, &err), &err);
	assert_int_equal(n_left, 0);
	redo();
	fixture_ok(list_count_matches(fx.o, KIND_CLIENT, NULL, 0, &n_left, &err), &err);
	assert_int_equal(n_left, 3000);
	assert_int_equal(found("клиент 2999"), 1);
}

static void second_phone_is_found_and_forgotten_with_its_undo(void **state)
{
	int64_t id = put_client("Ромашка", "+7 495 111-11-11");
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	record_init(&r, fx.o, KIND_CONTACT_POINT);
	record_set_num(&r, CONTACT_POINT_CLIENT, id);
	record_set_text(&r, CONTACT_POINT_KIND, "mobile");
	record_set_text(&r, CONTACT_POINT_VALUE, "8 916 222-33-44");
	fixture_ok(record_put(fx.o, &r, "New phone", NULL, &err), &err);
	record_release(&r);
	assert_int_equal(found("2223344"), 1);
	assert_int_equal(found("1111111"), 1);
	undo(0, 1, 0);
	assert_int_equal(found("2223344"), 0);
	assert_int_equal(found("1111111"), 1);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(index_follows_a_rename_and_its_undo),
		TEST(client_goes_to_the_trash_with_what_belongs_to_it),
		TEST(restore_brings_back_what_went_along),
		TEST(undo_keeps_what_was_changed_later),
		TEST(undo_of_a_new_client_keeps_it_when_it_has_history),
		TEST(undo_and_redo_walk_the_whole_way_and_back),
		TEST(undo_works_after_closing_and_opening),
		TEST(bulk_insert_is_one_range_and_is_undone_as_one),
		TEST(second_phone_is_found_and_forgotten_with_its_undo),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
