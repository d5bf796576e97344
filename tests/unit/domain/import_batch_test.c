/* The history of imports: what was noted, the records behind it, and taking one back years later with what others did since kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "domain/client.h"
#include "domain/import_batch.h"
#include "domain/list.h"
#include "domain/trash_list.h"
#include "unit/office_fixture.h"

enum { MANY = 6000 };

static struct office_fixture fx;
static struct err err = ERR_INIT;

static int setup(void **state)
{
	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static int64_t add_client(const char *name, const char *city)
{
	struct record r;

	record_init(&r, fx.o, KIND_CLIENT);
	record_set_text(&r, CLIENT_NAME, name);
	record_set_text(&r, CLIENT_CITY, city);
	return fixture_save(&fx, &r);
}

static void edit(int64_t id, int field, const char *text)
{
	struct record r;

	fixture_ok(record_load(fx.o, KIND_CLIENT, id, &r, &err), &err);
	record_set_text(&r, field, text);
	fixture_ok(record_save(fx.o, &r, &err), &err);
	record_release(&r);
}

static void edit_later(int64_t id, int field, const char *text)
{
	fixture_begin(&fx);
	edit(id, field, text);
	fixture_commit(&fx);
}

static void text_is(int64_t id, int field, const char *text)
{
	struct record r;

	fixture_ok(record_load(fx.o, KIND_CLIENT, id, &r, &err), &err);
	assert_string_equal(record_text(&r, field), text);
	record_release(&r);
}

static int64_t commit_import(int64_t created, int64_t updated, const char *hash)
{
	struct import_batch b = {.kind = KIND_CLIENT,
		.file = (char *)"clients.csv",
		.bytes = 1234,
		.created = created,
		.updated = updated,
		.failed = 2};
	int64_t txn;

	strcpy(b.sha256, hash);
	strcpy(b.format, "CSV");
	fixture_ok(import_batch_put(fx.o, &b, &err), &err);
	fixture_ok(action_commit(fx.o, &txn, &err), &err);
	return txn;
}

static void an_import_is_listed_with_its_state(void **state)
{
	struct import_batch *list, one;
	struct undo_result u;
	int64_t first, second;
	int n;

	(void)state;
	fixture_begin(&fx);
	add_client("A", "X");
	first = commit_import(1, 0, "aa");
	fixture_begin(&fx);
	add_client("B", "X");
	second = commit_import(1, 0, "aa");
	fixture_ok(import_batch_list(fx.o, 0, 10, &list, &n, &err), &err);
	assert_int_equal(n, 2);
	assert_int_equal(list[0].txn, second);
	assert_string_equal(list[1].file, "clients.csv");
	assert_string_equal(list[1].user, "tester");
	assert_int_equal(list[1].failed, 2);
	assert_int_equal(list[1].undone_at, 0);
	import_batch_list_free(list, n);
	fixture_ok(import_batch_list(fx.o, second, 10, &list, &n, &err), &err);
	assert_int_equal(n, 1);
	import_batch_list_free(list, n);

	/* The file is known as long as one import of it is in force. */
	fixture_ok(import_batch_find(fx.o, "aa", &one, &err), &err);
	assert_int_equal(one.txn, second);
	import_batch_release(&one);
	fixture_ok(undo_action(fx.o, second, &u, &err), &err);
	fixture_ok(import_batch_get(fx.o, second, &one, &err), &err);
	assert_true(one.undone_at > 0);
	assert_string_equal(one.undone_by, "tester");
	import_batch_release(&one);
	fixture_ok(import_batch_find(fx.o, "aa", &one, &err), &err);
	assert_int_equal(one.txn, first);
	import_batch_release(&one);
	fixture_ok(undo_action(fx.o, first, &u, &err), &err);
	assert_int_equal(import_batch_find(fx.o, "aa", &one, &err), ST_NOT_FOUND);
	fixture_ok(redo_action(fx.o, &u, &err), &err);
	fixture_ok(import_batch_find(fx.o, "aa", &one, &err), &err);
	assert_int_equal(one.undone_at, 0);
	import_batch_release(&one);
	assert_int_equal(import_batch_find(fx.o, "", &one, &err), ST_NOT_FOUND);
	assert_int_equal(import_batch_get(fx.o, 9999, &one, &err), ST_NOT_FOUND);
}

static void years_later_it_goes_back_and_names_what_it_kept(void **state)
{
	struct undo_result u;
	int64_t old, other, fresh, used, txn;

	(void)state;
	fixture_begin(&fx);
	old = add_client("Old", "Москва");
	other = add_client("Other", "Москва");
	fixture_commit(&fx);
	fixture_begin(&fx);
	fresh = add_client("Fresh", "Тверь");
	used = add_client("Used", "Тверь");
	edit(old, CLIENT_CITY, "Тверь");
	edit(old, CLIENT_STREET, "Садовая");
	edit(other, CLIENT_CITY, "Тверь");
	txn = commit_import(2, 2, "bb");
	setenv("KARTOTEKA_NOW", "2027-06-02T09:00:00Z", 1);
	edit_later(old, CLIENT_CITY, "Казань");
	edit_later(used, CLIENT_NOTES, "a good one");
	setenv("KARTOTEKA_NOW", "2028-03-02T09:00:00Z", 1);
	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(u.records, 3);
	assert_int_equal(u.kept, 2);
	assert_int_equal(u.nnamed, 2);
	assert_int_equal(u.named[0].kind, KIND_CLIENT);
	assert_int_equal(u.named[0].id, used);
	assert_string_equal(u.named[0].field, "");
	assert_int_equal(u.named[1].id, old);
	assert_string_equal(u.named[1].field, "city");
	text_is(old, CLIENT_CITY, "Казань");
	text_is(old, CLIENT_STREET, "");
	text_is(other, CLIENT_CITY, "Москва");
	text_is(used, CLIENT_NOTES, "a good one");
	(void)fresh;
}

static void the_records_behind_it_come_page_by_page(void **state)
{
	struct import_batch_cursor at = {0};
	struct change_entry *rows;
	int64_t old, txn;
	int n;

	(void)state;
	fixture_begin(&fx);
	old = add_client("Old", "X");
	fixture_commit(&fx);
	fixture_begin(&fx);
	for (int i = 0; i < 5; i++)
		add_client("N", "X");
	edit(old, CLIENT_CITY, "Y");
	txn = commit_import(5, 1, "");
	/* The log has the update first, then the range of what was made. */
	fixture_ok(import_batch_rows(fx.o, txn, &at, 3, &rows, &n, &err), &err);
	assert_int_equal(n, 3);
	assert_int_equal(rows[0].op, 'u');
	assert_string_equal(rows[0].old_text, "X");
	assert_string_equal(rows[0].new_text, "Y");
	assert_int_equal(rows[1].op, 'i');
	assert_int_equal(rows[1].record_id, old + 1);
	change_list_free(rows, n);
	fixture_ok(import_batch_rows(fx.o, txn, &at, 3, &rows, &n, &err), &err);
	assert_int_equal(n, 3);
	assert_int_equal(rows[2].record_id, old + 5);
	change_list_free(rows, n);
	fixture_ok(import_batch_rows(fx.o, txn, &at, 3, &rows, &n, &err), &err);
	assert_int_equal(n, 0);
	change_list_free(rows, n);
}

static int64_t records_of_newest(void)
{
	struct history_entry *e;
	int64_t records;
	int n;

	fixture_ok(history_list(fx.o, 0, 0, 1, &e, &n, &err), &err);
	records = e[0].changes;
	free(e);
	return records;
}

static void the_history_counts_records(void **state)
{
	struct undo_result u;
	int64_t id;

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < 10; i++)
		id = add_client("N", "X");
	fixture_commit(&fx);
	assert_int_equal(records_of_newest(), 10);
	fixture_begin(&fx);
	edit(id, CLIENT_CITY, "Y");
	edit(id, CLIENT_STREET, "Z");
	fixture_commit(&fx);
	assert_int_equal(records_of_newest(), 1);
	fixture_begin(&fx);
	for (int i = 0; i < 7; i++)
		add_client("M", "X");
	commit_import(7, 0, "cc");
	assert_int_equal(records_of_newest(), 7);
	fixture_ok(undo_action(fx.o, 0, &u, &err), &err);
	assert_int_equal(records_of_newest(), 7);
	fixture_ok(redo_action(fx.o, &u, &err), &err);
	assert_int_equal(records_of_newest(), 7);
}

static int in_trash(void)
{
	struct trash_entry *e;
	int n;

	fixture_ok(trash_list(fx.o, KIND_CLIENT, 100, &e, &n, &err), &err);
	free(e);
	return n;
}

static void an_undone_import_does_not_fill_the_trash(void **state)
{
	struct undo_result u;
	int64_t mine, one, txn;

	(void)state;
	fixture_begin(&fx);
	mine = add_client("Mine", "X");
	fixture_commit(&fx);
	fixture_ok(record_remove(fx.o, KIND_CLIENT, mine, 0, NULL, &err), &err);
	assert_int_equal(in_trash(), 1);
	fixture_begin(&fx);
	for (int i = 0; i < 20; i++)
		one = add_client("N", "X");
	txn = commit_import(20, 0, "dd");
	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(in_trash(), 1);
	/* Undone alone, a record is no more deleted than among many. */
	fixture_begin(&fx);
	add_client("Single", "X");
	fixture_commit(&fx);
	fixture_ok(undo_action(fx.o, 0, &u, &err), &err);
	assert_int_equal(in_trash(), 1);
	/* Brought back, and then deleted by somebody, it is in the trash. */
	fixture_ok(undo_action(fx.o, txn, &u, &err) == ST_NOT_FOUND ? ST_OK : ST_BAD_DATA, &err);
	setenv("KARTOTEKA_NOW", "2026-03-05T09:00:00Z", 1);
	fixture_begin(&fx);
	fixture_ok(record_restore(fx.o, KIND_CLIENT, one, &err), &err);
	fixture_commit(&fx);
	fixture_ok(record_remove(fx.o, KIND_CLIENT, one, 0, NULL, &err), &err);
	assert_int_equal(in_trash(), 2);
}

/* More updates than one block of the log: records whose fields stand on both sides of its edge go back whole. */
static void many_updates_go_back_whole(void **state)
{
	struct undo_result u;
	int64_t first = 0, txn;

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < MANY; i++) {
		int64_t id = add_client("N", "X");

		first = first ? first : id;
	}
	fixture_commit(&fx);
	fixture_begin(&fx);
	for (int64_t id = first; id < first + MANY; id++) {
		struct record r;

		fixture_ok(record_load(fx.o, KIND_CLIENT, id, &r, &err), &err);
		record_set_text(&r, CLIENT_CITY, "Y");
		record_set_text(&r, CLIENT_STREET, "S");
		record_set_text(&r, CLIENT_NOTES, "n");
		fixture_ok(record_save(fx.o, &r, &err), &err);
		record_release(&r);
	}
	txn = commit_import(0, MANY, "ee");
	fixture_ok(undo_action(fx.o, txn, &u, &err), &err);
	assert_int_equal(u.records, MANY);
	assert_int_equal(u.kept, 0);
	for (int64_t id = first; id < first + MANY; id += 7) {
		text_is(id, CLIENT_CITY, "X");
		text_is(id, CLIENT_STREET, "");
		text_is(id, CLIENT_NOTES, "");
	}
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_import_is_listed_with_its_state),
		TEST(years_later_it_goes_back_and_names_what_it_kept),
		TEST(the_records_behind_it_come_page_by_page),
		TEST(the_history_counts_records),
		TEST(an_undone_import_does_not_fill_the_trash),
		TEST(many_updates_go_back_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
