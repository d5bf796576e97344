/* Bulk loading: indexes are back, the search index is complete, a failure leaves nothing. */
#include "office.h"

#include "base/mem.h"
#include "store/bulk.h"
#include "store/upkeep.h"

static int64_t index_count(struct db *db)
{
	return office_int(db,
		"SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'thing'");
}

static void add_rows(struct db *db, int rows)
{
	struct query *q = db_query(db,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < ?1)"
		" INSERT INTO thing (name, sort_key, search_text, digits)"
		" SELECT 'n' || i, 'n' || (i * 7919 % 1000), 'word' || (i * 7919 % 1000) || ' x', "
		"'7495' || i FROM c");

	query_int(q, 1, rows);
	assert_ok(query_run(q, NULL, &err));
}

static struct db *office_with_unique(const struct office *o)
{
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE UNIQUE INDEX thing_unique ON thing (name)");
	assert_ok(tx_commit(db, &err));
	return db;
}

static const char *const fed_columns[] = {
	"name", "sort_key", "search_text", "deleted_at", "digits"};

static void test_many_rows(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;
	int64_t ids[8];
	int n = 0;

	office_save(db, "before", "112");
	assert_int_equal(index_count(db), 3);
	assert_ok(tx_begin(db, &err));
	assert_ok(bulk_begin(db, "thing", 3000, &b, &err));
	assert_ok(bulk_columns(b, fed_columns, 4, &err));
	/* The unique one guards the data and stays. */
	assert_int_equal(index_count(db), 1);
	add_rows(db, 3000);
	assert_ok(bulk_end(b, 2, 3001, &err));
	assert_ok(tx_commit(db, &err));
	assert_int_equal(index_count(db), 3);
	assert_int_equal(office_int(db, "PRAGMA threads"), 0);
	assert_ok(search_check(db, "thing", &err));
	assert_ok(search_find(db, "thing", "word5", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 8);
	assert_ok(search_find(db, "thing", NULL, NULL, "74952999", NULL, ids, 8, &n, &err));
	assert_int_equal(n, 1);
	assert_int_equal(ids[0], 3000);
	/* What was there before was not put in twice: taking it out once is enough. */
	assert_ok(tx_begin(db, &err));
	assert_ok(search_remove(db, "thing", 1, "before", &err));
	assert_ok(search_remove_digits(db, "thing", 1, "112", &err));
	office_run(db, "DELETE FROM thing WHERE id = 1");
	assert_ok(tx_commit(db, &err));
	assert_ok(search_check(db, "thing", &err));
	/* Settings of the filling are not left behind. */
	assert_int_equal(office_int(db, "SELECT count(*) FROM search_thing_config WHERE k = "
					"'hashsize' AND v > 1 << 20"),
		0);
	db_close(db);
}

static void test_few_rows_keep_indexes(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;

	assert_ok(tx_begin(db, &err));
	assert_ok(bulk_begin(db, "thing", 2000, &b, &err));
	assert_int_equal(index_count(db), 3);
	add_rows(db, 2000);
	assert_ok(bulk_end(b, 1, 2000, &err));
	assert_ok(tx_commit(db, &err));
	assert_ok(search_check(db, "thing", &err));
	/* More than a few, but little beside what is there. */
	assert_ok(tx_begin(db, &err));
	office_run(db, "UPDATE thing SET id = 1000000 WHERE id = 1");
	assert_ok(bulk_begin(db, "thing", 2500, &b, &err));
	assert_int_equal(index_count(db), 3);
	bulk_abandon(b);
	tx_rollback(db);
	db_close(db);
}

static void test_failure_leaves_nothing(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;
	struct err err = ERR_INIT;

	assert_int_equal(tx_begin(db, &err), ST_OK);
	assert_int_equal(bulk_begin(db, "thing", 5000, &b, &err), ST_OK);
	add_rows(db, 100);
	assert_int_equal(
		query_run(db_query(db, "INSERT INTO thing (name) VALUES ('n5')"), NULL, &err),
		ST_CONFLICT);
	bulk_abandon(b);
	bulk_abandon(NULL);
	tx_rollback(db);
	assert_int_equal(index_count(db), 3);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	assert_int_equal(search_check(db, "thing", &err), ST_OK);
	db_close(db);
}

static enum status feed_row(struct bulk *b, int i, int64_t *id, struct err *e)
{
	char text[32];

	snprintf(text, sizeof text, "word%d", i);
	bulk_text(b, 0, text);
	bulk_text(b, 1, text);
	bulk_text(b, 2, text);
	if (i % 7 == 0)
		bulk_int(b, 3, i);
	return bulk_add(b, id, e);
}

/* Rows by the thousand, with other statements and another set of columns in between. */
static void test_fed_rows(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;
	int64_t id;

	assert_ok(tx_begin(db, &err));
	office_run(db, "INSERT INTO thing (name) VALUES ('gone')");
	office_run(db, "DELETE FROM thing");
	assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
	assert_ok(bulk_columns(b, fed_columns, 4, &err));
	for (int i = 2; i <= 3001; i++) {
		assert_ok(feed_row(b, i, &id, &err));
		assert_int_equal(id, i);
		/* Others see what was given; ids that they take are not given again. */
		if (i % 1000 == 0)
			assert_int_equal(office_int(db, "SELECT max(id) FROM thing"), i);
	}
	office_run(db, "INSERT INTO thing (name) VALUES ('other')");
	assert_ok(bulk_columns(b, fed_columns, 5, &err));
	for (int i = 3003; i <= 3010; i++) {
		bulk_text(b, 4, "74951234567");
		assert_ok(feed_row(b, i, &id, &err));
		assert_int_equal(id, i);
	}
	assert_ok(bulk_end(b, 2, 3010, &err));
	assert_ok(tx_commit(db, &err));
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 3009);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing WHERE deleted_at = id"), 430);
	assert_int_equal(
		office_int(db, "SELECT count(*) FROM thing WHERE name = 'word' || id"), 3008);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing WHERE digits IS NULL"), 3001);
	assert_ok(search_check(db, "thing", &err));
	office_save(db, "after", NULL);
	assert_int_equal(office_int(db, "SELECT id FROM thing WHERE name = 'after'"), 3011);
	db_close(db);
}

/* New rows that change before the end, a second load beside the first, and what a desk does afterwards. */
static void test_fed_rows_that_change(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct bulk *b = NULL;
	int64_t ids[8], id, first, last;
	int n = 0;

	office_save(db, "before", "112");
	for (int round = 0; round < 5; round++) {
		assert_ok(tx_begin(db, &err));
		assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
		assert_ok(bulk_columns(b, fed_columns, 5, &err));
		first = 0;
		for (int i = 0; i < 3000; i++) {
			bulk_text(b, 4, "74951234567 112");
			assert_ok(feed_row(b, i, &id, &err));
			first = first == 0 ? id : first;
			last = id;
		}
		if (round == 3) { /* no words, words without end */
			char *huge = mem_alloc(140001);

			memset(huge, 'q', 140000);
			memcpy(huge + 50000, "\xD0\xB6 ", 3);
			huge[70001] = ' ';
			for (int i = 0; i < 3; i++) {
				bulk_text(b, 2, huge + i * 20001);
				bulk_text(b, 0, huge + i * 20001);
				bulk_text(b, 1, "q");
				assert_ok(bulk_add(b, &last, &err));
			}
			free(huge);
		}
		if (round == 1) {
			office_run(db,
				"UPDATE thing SET search_text = 'changed ćwiek 語', digits = '999' "
				"WHERE name = 'word78' AND id > 3000");
			bulk_changed(b);
		}
		assert_ok(bulk_end(b, first, last, &err));
		assert_ok(tx_commit(db, &err));
		assert_ok(search_check(db, "thing", &err));
		while (round == 2 && db_idle_step(db))
			continue;
	}
	assert_ok(search_find(db, "thing", "changed", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 1);
	assert_ok(search_find(db, "thing", "word78", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 8);
	assert_ok(search_find(db, "thing", NULL, NULL, "999", NULL, ids, 8, &n, &err));
	assert_int_equal(n, 1);
	assert_ok(tx_begin(db, &err));
	assert_ok(search_remove(db, "thing", last, "word2999", &err));
	assert_ok(search_add(db, "thing", last, "after", &err));
	office_run(db,
		"UPDATE thing SET search_text = 'after' WHERE id = (SELECT max(id) FROM thing)");
	assert_ok(tx_commit(db, &err));
	while (db_idle_step(db))
		continue;
	assert_ok(search_check(db, "thing", &err));
	db_close(db);
}

/* A load that is taken back leaves the index as it was, also for the connection that did it. */
static void test_fed_rows_taken_back(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct bulk *b = NULL;
	int64_t ids[8], id = 0;
	int n = 0;

	office_save(db, "before", "112");
	assert_ok(tx_begin(db, &err));
	assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
	assert_ok(bulk_columns(b, fed_columns, 4, &err));
	for (int i = 0; i < 3000; i++)
		assert_ok(feed_row(b, i, &id, &err));
	assert_ok(bulk_end(b, 2, id, &err));
	assert_ok(search_find(db, "thing", "word2999", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 1);
	tx_rollback(db);
	assert_ok(search_find(db, "thing", "word", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 0);
	assert_ok(search_find(db, "thing", "before", NULL, NULL, NULL, ids, 8, &n, &err));
	assert_int_equal(n, 1);
	office_save(db, "after", "113");
	assert_ok(search_check(db, "thing", &err));
	db_close(db);
}

/* A row that the table refuses is noticed at the latest at the end, and nothing stays. */
static void test_fed_failure(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);

	for (int rows = 3; rows <= 3000; rows *= 10) {
		enum status st = ST_OK;
		struct bulk *b = NULL;
		struct err why = ERR_INIT;
		int64_t id;

		assert_ok(tx_begin(db, &err));
		assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
		assert_ok(bulk_columns(b, fed_columns, 4, &err));
		for (int i = 1; i <= rows && st == ST_OK; i++)
			st = feed_row(b, i == 2 ? 1 : i, &id, &why);
		if (st == ST_OK)
			st = bulk_end(b, 1, rows, &why);
		else
			bulk_abandon(b);
		assert_int_equal(st, ST_CONFLICT);
		tx_rollback(db);
		assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
		assert_int_equal(index_count(db), 3);
	}
	db_close(db);
}

/* Given up in the middle of everything. */
static void test_fed_abandon(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);

	for (int rows = 0; rows <= 2000; rows += 500) {
		struct bulk *b = NULL;
		int64_t id;

		assert_ok(tx_begin(db, &err));
		assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
		assert_ok(bulk_columns(b, fed_columns, 4, &err));
		for (int i = 1; i <= rows; i++)
			assert_ok(feed_row(b, i, &id, &err));
		bulk_abandon(b);
		tx_rollback(db);
		assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	}
	office_save(db, "after", NULL);
	db_close(db);
}

/* An index of what rows have in one column stays until a row has something there. */
static void test_sparse_index_stays(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;
	int64_t id;

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE INDEX thing_digits ON thing (digits) WHERE digits IS NOT NULL");
	assert_ok(tx_commit(db, &err));
	assert_ok(tx_begin(db, &err));
	assert_ok(bulk_begin(db, "thing", 10000, &b, &err));
	assert_ok(bulk_columns(b, fed_columns, 4, &err));
	assert_int_equal(index_count(db), 2);
	assert_ok(feed_row(b, 1, &id, &err));
	assert_ok(bulk_columns(b, fed_columns, 5, &err));
	assert_int_equal(index_count(db), 1);
	bulk_text(b, 4, "112");
	assert_ok(feed_row(b, 2, &id, &err));
	assert_ok(bulk_end(b, 1, 2, &err));
	assert_ok(tx_commit(db, &err));
	assert_int_equal(index_count(db), 4);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing INDEXED BY thing_digits WHERE "
					"digits IS NOT NULL"),
		1);
	db_close(db);
}

/* Trashing everything makes only the indexes again that the trash mark is in. */
static void test_one_column(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;
	int64_t n = 0;

	assert_ok(tx_begin(db, &err));
	add_rows(db, 3000);
	assert_ok(bulk_begin_column(db, "thing", "deleted_at", 3000, &b, &err));
	assert_int_equal(index_count(db), 2);
	assert_ok(
		query_run(db_query(db, "UPDATE thing SET deleted_at = 7 WHERE id > 10"), &n, &err));
	assert_int_equal(n, 2990);
	assert_ok(bulk_end(b, 0, 0, &err));
	assert_ok(tx_commit(db, &err));
	assert_int_equal(index_count(db), 3);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing INDEXED BY thing_name WHERE "
					"deleted_at IS NULL"),
		10);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 3000);
	db_close(db);
}

static void test_without_search(void **state)
{
	struct office *o = *state;
	struct db *db = office_with_unique(o);
	struct bulk *b = NULL;

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE TABLE plain (id INTEGER PRIMARY KEY, n INTEGER)");
	office_run(db, "CREATE INDEX plain_n ON plain (n)");
	assert_ok(bulk_begin(db, "plain", 100000, &b, &err));
	/* An index of columns that get no value stays. */
	assert_ok(bulk_columns(b, (const char *const[]){"id"}, 1, &err));
	assert_int_equal(
		office_int(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'plain_n'"), 1);
	assert_ok(bulk_columns(b, (const char *const[]){"n"}, 1, &err));
	assert_int_equal(
		office_int(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'plain_n'"), 0);
	office_run(db, "INSERT INTO plain (n) VALUES (3), (1), (2)");
	assert_ok(bulk_end(b, 1, 3, &err));
	assert_ok(tx_commit(db, &err));
	assert_int_equal(
		office_int(db, "SELECT count(*) FROM sqlite_schema WHERE name = 'plain_n'"), 1);
	assert_int_equal(office_int(db, "SELECT group_concat(n) = '1,2,3' FROM (SELECT n FROM "
					"plain INDEXED BY plain_n"
					" WHERE n > 0 ORDER BY n)"),
		1);
	db_close(db);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_many_rows),
		TEST(test_few_rows_keep_indexes),
		TEST(test_failure_leaves_nothing),
		TEST(test_fed_rows),
		TEST(test_fed_rows_that_change),
		TEST(test_fed_rows_taken_back),
		TEST(test_fed_failure),
		TEST(test_fed_abandon),
		TEST(test_sparse_index_stays),
		TEST(test_one_column),
		TEST(test_without_search),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
