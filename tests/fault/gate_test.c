/*
 * Why there is a gate. A commit that slips into another connection's checkpoint makes SQLite before 3.51.3 lose what it
 * acknowledged: the first test shows it on the plain library. Through the store no commit gets in at any moment of a checkpoint.
 */
#include "../unit/store/office.h"

#include "../../src/store/store_private.h"
#include "fault_vfs.h"

/* The engine's own library, without the store. */
static struct {
	sqlite3 *writer;
	bool armed;
	int slipped;
} plain;

static int plain_hook(enum fault_op op)
{
	if (op != FAULT_UNFETCH || !plain.armed)
		return 0;
	plain.armed = false;
	plain.slipped += sqlite3_exec(plain.writer, "INSERT INTO t (x) VALUES ('racing')", NULL,
				 NULL, NULL) == SQLITE_OK;
	return 0;
}

static void plain_run(sqlite3 *h, const char *sql)
{
	assert_int_equal(sqlite3_exec(h, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void plain_rows(sqlite3 *h, int n)
{
	while (n-- > 0)
		plain_run(h, "INSERT INTO t (x) VALUES (hex(randomblob(700)))");
}

static sqlite3 *plain_open(const char *path)
{
	sqlite3 *h = NULL;

	assert_int_equal(sqlite3_open(path, &h), SQLITE_OK);
	plain_run(
		h, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0");
	return h;
}

static bool plain_is_whole(const char *path, int rows)
{
	sqlite3 *h = plain_open(path);
	sqlite3_stmt *stmt = NULL;
	bool whole = sqlite3_prepare_v2(h,
			     "SELECT count(*), (SELECT * FROM pragma_integrity_check(1)) FROM t "
			     "NOT INDEXED",
			     -1, &stmt, NULL) == SQLITE_OK &&
		     sqlite3_step(stmt) == SQLITE_ROW && sqlite3_column_int(stmt, 0) == rows &&
		     strcmp((const char *)sqlite3_column_text(stmt, 1), "ok") == 0;

	sqlite3_finalize(stmt);
	sqlite3_close(h);
	return whole;
}

static void test_without_gate(void **state)
{
	struct office *o = *state;
	sqlite3 *h = NULL;
	int left, done;

	if (sqlite3_libversion_number() >= 3051003)
		skip();
	plain.writer = plain_open(o->path);
	plain_run(plain.writer,
		"CREATE TABLE t (id INTEGER PRIMARY KEY, x); CREATE INDEX i ON t (x)");
	h = plain_open(o->path);
	plain_run(h, "SELECT count(*) FROM t");
	plain_rows(plain.writer, 20);
	assert_int_equal(sqlite3_wal_checkpoint_v2(
				 plain.writer, NULL, SQLITE_CHECKPOINT_PASSIVE, &left, &done),
		SQLITE_OK);
	fault_hook = plain_hook;
	plain.armed = true;
	(void)sqlite3_wal_checkpoint_v2(h, NULL, SQLITE_CHECKPOINT_PASSIVE, &left, &done);
	fault_hook = NULL;
	assert_int_equal(plain.slipped, 1);
	plain_rows(plain.writer, 40);
	(void)sqlite3_wal_checkpoint_v2(
		plain.writer, NULL, SQLITE_CHECKPOINT_PASSIVE, &left, &done);
	plain_rows(plain.writer, 5);
	sqlite3_close(plain.writer);
	sqlite3_close(h);
	/* If this fails the library was repaired without changing its number: the gate does no harm. */
	assert_false(plain_is_whole(o->path, 66));
}

static struct {
	struct db *writer;
	bool armed;
	long tried, slipped;
} through;

/* At every operation of the other one's merge and checkpoint (its reads before it takes the gate left out): try to save. */
static int through_hook(enum fault_op op)
{
	if (!through.armed ||
		((unsigned)op & (FAULT_WRITE | FAULT_SYNC | FAULT_TRUNCATE | FAULT_UNFETCH)) == 0)
		return 0;
	through.armed = false; /* not for the writer's own operations */
	through.tried++;
	if (tx_begin(through.writer, NULL) == ST_OK) {
		through.slipped++;
		tx_rollback(through.writer);
	}
	through.armed = true;
	return 0;
}

static void test_idle_keeps_writers_out(void **state)
{
	struct office *o = *state;
	struct db *other;
	int i, round;

	through.writer = office_new(o);
	through.writer->gate_wait_ms = 0;
	other = office_open(o, DB_OPEN);
	fault_hook = through_hook;
	for (round = 0; round < 5; round++) {
		for (i = 0; i < 20; i++)
			office_save(through.writer, "words of a row", "74951234567");
		do
			through.armed = true;
		while (db_idle_step(other));
		through.armed = false;
	}
	fault_hook = NULL;
	assert_true(through.tried > 100);
	assert_int_equal(through.slipped, 0);
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 100);
	db_close(other);
	db_close(through.writer);
	assert_ok(db_verify_file(o->path, &err));
}

static void test_large_commit_keeps_writers_out(void **state)
{
	struct office *o = *state;
	struct db *other;

	memset(&through, 0, sizeof through);
	through.writer = office_new(o);
	through.writer->gate_wait_ms = 0;
	other = office_open(o, DB_OPEN);
	assert_ok(tx_begin(other, &err));
	office_run(other,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 300)"
		" INSERT INTO thing (name) SELECT hex(zeroblob(40000)) FROM c");
	fault_hook = through_hook;
	through.armed = true;
	assert_ok(tx_commit(other, &err));
	through.armed = false;
	fault_hook = NULL;
	assert_true(through.tried > 1000);
	assert_int_equal(through.slipped, 0);
	office_save(through.writer, "after", NULL);
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 301);
	db_close(other);
	db_close(through.writer);
	assert_ok(db_verify_file(o->path, &err));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_without_gate),
		TEST(test_idle_keeps_writers_out),
		TEST(test_large_commit_keeps_writers_out),
	};

	fault_install();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
