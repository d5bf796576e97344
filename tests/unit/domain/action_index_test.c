/* Actions that change many rows: search index and log must be as if each row had been written alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>

#include "domain/catalog.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/undo.h"
#include "store/search.h"
#include "unit/office_fixture.h"

enum { FEW = 2300, MANY = 8000 };

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

static int64_t number(const char *sql)
{
	struct err err = ERR_INIT;
	int64_t n = 0;

	fixture_ok(query_one_int(db_query(office_db(fx.o), sql), 0, &n, &err), &err);
	return n;
}

static void put_clients(int n)
{
	struct err err = ERR_INIT;

	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, n, &err), &err);
	for (int i = 1; i <= n; i++) {
		struct record r;
		char text[32];

		record_init(&r, fx.o, KIND_CLIENT);
		snprintf(text, sizeof(text), "Client b%dx", i);
		record_set_text(&r, CLIENT_NAME, text);
		snprintf(text, sizeof(text), "+7495%07d", 1000000 + i);
		record_set_text(&r, CLIENT_PHONE, text);
		fixture_save(&fx, &r);
	}
	fixture_commit(&fx);
}

static void change_client(int64_t id, const char *prefix)
{
	struct err err = ERR_INIT;
	struct record r;
	char text[32];

	fixture_ok(record_load(fx.o, KIND_CLIENT, id, &r, &err), &err);
	snprintf(text, sizeof(text), "Client %s%dx", prefix, (int)id);
	record_set_text(&r, CLIENT_NAME, text);
	if (id % 3 == 0) {
		snprintf(text, sizeof(text), "+7812%07d", 2000000 + (int)id);
		record_set_text(&r, CLIENT_PHONE, text);
	}
	record_set_text(&r, CLIENT_NOTES, prefix);
	fixture_save(&fx, &r);
}

static int found(enum kind_id kind, const char *typed)
{
	struct list_page page;
	struct err err = ERR_INIT;
	int n;

	fixture_ok(list_search(fx.o, kind, typed, 20, &page, &err), &err);
	n = page.n;
	list_page_release(&page);
	return n;
}

static void expect_index_whole(const char *table)
{
	struct err err = ERR_INIT;

	fixture_ok(search_check(office_db(fx.o), table, &err), &err);
}

/* Client 3 as it was (b), or changed (a). */
static void expect_changed(bool changed)
{
	expect_index_whole("client");
	assert_int_equal(found(KIND_CLIENT, "a3x"), changed);
	assert_int_equal(found(KIND_CLIENT, "b3x"), !changed);
	assert_int_equal(found(KIND_CLIENT, "78122000003"), changed);
	assert_int_equal(found(KIND_CLIENT, "74951000003"), !changed);
}

static void undo_and_redo(int records)
{
	struct undo_result u;
	struct err err = ERR_INIT;

	fixture_ok(undo_action(fx.o, 0, &u, &err), &err);
	assert_int_equal(u.records, records);
	assert_int_equal(u.kept, 0);
	expect_changed(false);
	fixture_ok(redo_action(fx.o, &u, &err), &err);
	assert_int_equal(u.records, records);
	expect_changed(true);
}

/* The log of the action, its undo and its redo say the same, in turned order. */
static void expect_logs(int64_t rows)
{
	int64_t undone = number("SELECT max(id) - 1 FROM txn");

	assert_int_equal(number("SELECT count(*) FROM change WHERE op = 'u' AND txn_id = "
				"(SELECT max(id) FROM txn)"),
		rows);
	assert_int_equal(number("SELECT count(*) FROM change WHERE op = 'u' AND txn_id = "
				"(SELECT max(id) - 1 FROM txn)"),
		rows);
	assert_int_equal(
		number("SELECT undoes FROM txn WHERE id = (SELECT max(id) FROM txn)"), undone);
	assert_int_equal(number("SELECT count(*) FROM change a JOIN change b ON b.kind = a.kind "
				"AND b.record_id = "
				"a.record_id AND b.field = a.field AND b.old_value IS a.new_value "
				"AND b.new_value IS a.old_value AND b.txn_id = a.txn_id + 1 WHERE "
				"a.txn_id = (SELECT max(id) - 1 FROM txn)"),
		rows);
}

static void change_some(int n)
{
	fixture_begin(&fx);
	for (int id = 1; id <= n; id++)
		change_client(id, "a");
	fixture_commit(&fx);
}

static void few_changes_of_many_rows_are_indexed_in_batches(void **state)
{
	(void)state;
	put_clients(MANY);
	change_some(FEW);
	expect_changed(true);
	undo_and_redo(FEW);
	expect_logs(2 * FEW + FEW / 3);
}

static void changes_of_most_rows_make_the_index_again(void **state)
{
	(void)state;
	put_clients(FEW);
	change_some(FEW);
	undo_and_redo(FEW);
	expect_logs(2 * FEW + FEW / 3);
}

static void row_changed_twice_is_indexed_as_it_stands(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	put_clients(5);
	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, 5, &err), &err);
	change_client(3, "c");
	change_client(4, "c");
	change_client(3, "a");
	change_client(4, "b");
	fixture_commit(&fx);
	expect_changed(true);
	assert_int_equal(found(KIND_CLIENT, "c3x"), 0);
	assert_int_equal(found(KIND_CLIENT, "b4x"), 1);
}

/* An import that changes nearly all rows and brings new ones besides. */
static void import_of_changes_and_new_rows(void **state)
{
	struct err err = ERR_INIT;
	struct record r;

	(void)state;
	put_clients(FEW);
	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, FEW + 2, &err), &err);
	for (int id = 1; id <= FEW; id++) {
		if (id == 1 || id == FEW) {
			record_init(&r, fx.o, KIND_CLIENT);
			record_set_text(&r, CLIENT_NAME, id == 1 ? "First new" : "Last new");
			fixture_save(&fx, &r);
		}
		change_client(id, "a");
	}
	fixture_commit(&fx);
	expect_changed(true);
	assert_int_equal(found(KIND_CLIENT, "first new"), 1);
	assert_int_equal(found(KIND_CLIENT, "last new"), 1);
	assert_int_equal(number("SELECT count(*) FROM change WHERE op = 'i' AND kind = 'client' "
				"AND txn_id = (SELECT max(id) FROM txn)"),
		1);
}

static int64_t put_deal(const char *title)
{
	struct record r;

	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, title);
	record_set_num(&r, DEAL_CLIENT, 1);
	return fixture_save(&fx, &r);
}

static void retitle(int64_t id, const char *title)
{
	struct err err = ERR_INIT;
	struct record r;

	fixture_ok(record_load(fx.o, KIND_DEAL, id, &r, &err), &err);
	record_set_text(&r, DEAL_TITLE, title);
	fixture_save(&fx, &r);
}

static void what_a_mark_takes_back_is_neither_indexed_nor_logged(void **state)
{
	struct err err = ERR_INIT;
	int64_t kept, back;

	(void)state;
	put_clients(3);
	fixture_begin(&fx);
	kept = put_deal("Roof");
	back = put_deal("Floor");
	fixture_commit(&fx);
	fixture_begin(&fx);
	fixture_ok(action_bulk_begin(fx.o, KIND_CLIENT, 3, &err), &err);
	retitle(kept, "Ceiling");
	fixture_ok(action_mark(fx.o, &err), &err);
	retitle(kept, "Wall");
	retitle(back, "Door");
	retitle(put_deal("Shed"), "Barn");
	fixture_ok(action_unmark(fx.o, false, &err), &err);
	fixture_ok(action_mark(fx.o, &err), &err);
	retitle(back, "Window");
	fixture_ok(action_unmark(fx.o, true, &err), &err);
	fixture_commit(&fx);
	expect_index_whole("deal");
	assert_int_equal(found(KIND_DEAL, "ceiling"), 1);
	assert_int_equal(found(KIND_DEAL, "window"), 1);
	assert_int_equal(found(KIND_DEAL, "wall"), 0);
	assert_int_equal(found(KIND_DEAL, "door"), 0);
	assert_int_equal(found(KIND_DEAL, "barn"), 0);
	assert_int_equal(number("SELECT count(*) FROM change WHERE op = 'u' AND txn_id = "
				"(SELECT max(id) FROM txn)"),
		2);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(few_changes_of_many_rows_are_indexed_in_batches),
		TEST(changes_of_most_rows_make_the_index_again),
		TEST(row_changed_twice_is_indexed_as_it_stands),
		TEST(import_of_changes_and_new_rows),
		TEST(what_a_mark_takes_back_is_neither_indexed_nor_logged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
