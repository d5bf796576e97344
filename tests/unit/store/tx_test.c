/* Write transactions: whole or absent, one at a time, signals held back. */
#include "office.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/wait.h>

#include "../../../src/store/store_private.h"

static void test_commit_and_rollback(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_false(tx_is_open(db));
	tx_rollback(db);
	assert_ok(tx_begin(db, &err));
	assert_true(tx_is_open(db));
	office_add(db, "ivan", "123");
	tx_rollback(db);
	assert_false(tx_is_open(db));
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	office_save(db, "anna", "456");
	db_assert_idle(db);
	db_close(db);
	db = office_open(o, DB_OPEN);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	/* Closing takes an open write back. */
	assert_ok(tx_begin(db, &err));
	office_add(db, "lost", NULL);
	db_close(db);
	db = office_open(o, DB_OPEN);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	assert_ok(search_check(db, "thing", &err));
	db_close(db);
}

static bool signal_blocked(int sig)
{
	sigset_t now;

	pthread_sigmask(SIG_SETMASK, NULL, &now);
	return sigismember(&now, sig) == 1;
}

static void test_signals_wait(void **state)
{
	static const int held[] = {SIGHUP, SIGINT, SIGTERM, SIGTSTP};
	struct office *o = *state;
	struct db *db = office_new(o);
	size_t i;

	assert_ok(tx_begin(db, &err));
	for (i = 0; i < 4; i++)
		assert_true(signal_blocked(held[i]));
	assert_false(signal_blocked(SIGWINCH));
	assert_ok(tx_commit(db, &err));
	for (i = 0; i < 4; i++)
		assert_false(signal_blocked(held[i]));
	assert_ok(tx_begin(db, &err));
	tx_rollback(db);
	assert_false(signal_blocked(SIGTERM));
	db_close(db);
}

static void test_busy(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = office_open(o, DB_OPEN);

	other->gate_wait_ms = 1;
	assert_ok(tx_begin(db, &err));
	assert_fails(tx_begin(other, &err), ST_BUSY, "writing for a long time");
	assert_false(tx_is_open(other));
	assert_false(db_idle_step(other));
	/* Reading never waits. */
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 0);
	assert_ok(tx_commit(db, &err));
	office_save(other, "anna", NULL);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	db_close(other);
	db_close(db);
}

struct worker {
	const struct office *office;
	int rows;
};

static void *worker_main(void *arg)
{
	struct worker *w = arg;
	struct db *db = NULL;
	int i;

	if (db_open(w->office->path, DB_OPEN, &db, NULL) != ST_OK)
		return NULL;
	for (i = 0; i < 50; i++) {
		struct query *q;

		if (tx_begin(db, NULL) != ST_OK)
			break;
		q = db_query(db, "INSERT INTO thing (name) VALUES ((SELECT coalesce(max(id), 0) "
				 "FROM thing))");
		if (query_run(q, NULL, NULL) != ST_OK || tx_commit(db, NULL) != ST_OK)
			break;
		w->rows++;
	}
	db_close(db);
	return NULL;
}

/* Several connections of one process, each reading before it writes: nothing is lost and nobody is refused. */
static void test_threads(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct worker w[4];
	pthread_t t[4];
	int i;

	for (i = 0; i < 4; i++) {
		w[i] = (struct worker){.office = o};
		assert_int_equal(pthread_create(&t[i], NULL, worker_main, &w[i]), 0);
	}
	for (i = 0; i < 4; i++)
		pthread_join(t[i], NULL);
	for (i = 0; i < 4; i++)
		assert_int_equal(w[i].rows, 50);
	assert_int_equal(
		office_int(db, "SELECT count(*) FROM thing WHERE name = CAST(id - 1 AS TEXT)"),
		200);
	db_close(db);
}

static void test_newer_program_meanwhile(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	assert_ok(db_exec(db, "PRAGMA user_version = 12345", &err));
	assert_ok(tx_commit(db, &err));
	assert_fails(tx_begin(db, &err), ST_CORRUPT, "another version of Kartoteka");
	assert_false(tx_is_open(db));
	db_close(db);
}

static void test_moved_file(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *away = office_file(o, "away.db");

	assert_int_equal(rename(o->path, away), 0);
	assert_fails(tx_begin(db, &err), ST_IO, "was moved, deleted or restored");
	assert_int_equal(rename(away, o->path), 0);
	office_save(db, "ivan", NULL);
	db_close(db);
	free(away);
}

/* When the engine rolls back by itself, later statements must not become transactions of their own. */
static void test_lost_transaction(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	office_add(db, "ivan", NULL);
	assert_int_equal(sqlite3_exec(db->h, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	assert_fails(query_run(db_query(db, "INSERT INTO thing (name) VALUES ('x')"), NULL, &err),
		ST_IO, "taken back");
	assert_fails(tx_commit(db, &err), ST_IO, "taken back");
	assert_false(tx_is_open(db));
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	office_save(db, "anna", NULL);
	db_close(db);
}

static void test_interrupt_takes_back(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct query *q;
	bool row;

	assert_ok(tx_begin(db, &err));
	office_add(db, "ivan", NULL);
	q = db_query(db, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c)"
			 " INSERT INTO thing (id) SELECT i FROM c WHERE i > 1 RETURNING id");
	/* The engine runs a whole INSERT before the first row of RETURNING; this one would never end. */
	sqlite3_progress_handler(
		db->h, 1000, (int (*)(void *))(void *)sqlite3_libversion_number, NULL);
	assert_fails(query_step(q, &row, &err), ST_CANCELLED, "Stopped");
	sqlite3_progress_handler(db->h, 0, NULL, NULL);
	query_done(q);
	assert_fails(tx_commit(db, &err), ST_CANCELLED, "Stopped");
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	db_close(db);
}

/* Somebody removed the gate: the next ones agree on the new file, and it still keeps them apart. */
static void test_gate_removed(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = office_open(o, DB_OPEN);
	char *gate = office_file(o, "office.db.gate");

	other->gate_wait_ms = 1;
	assert_int_equal(unlink(gate), 0);
	assert_ok(tx_begin(db, &err));
	assert_int_equal(access(gate, F_OK), 0);
	assert_fails(tx_begin(other, &err), ST_BUSY, "writing");
	assert_ok(tx_commit(db, &err));
	office_save(other, "anna", NULL);
	db_close(other);
	db_close(db);
	free(gate);
}

/* The gate of a process that dies is free, and its change is gone. */
static void test_dead_holder(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	int status;
	pid_t pid;

	db_close(db);
	pid = fork();
	if (pid == 0) {
		if (db_open(o->path, DB_OPEN, &db, NULL) != ST_OK || tx_begin(db, NULL) != ST_OK)
			_exit(1);
		if (query_run(db_query(db, "INSERT INTO thing (name) VALUES ('half')"), NULL,
			    NULL) != ST_OK)
			_exit(2);
		kill(getpid(), SIGKILL);
		_exit(3);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	db = office_open(o, DB_OPEN);
	office_save(db, "anna", NULL);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	db_close(db);
}

/* A log that grew past the limit is copied into the file by the commit itself. */
static void test_large_commit_checkpoints(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *wal = office_file(o, "office.db-wal");
	struct stat st;

	office_save(db, "ivan", NULL);
	assert_ok(tx_begin(db, &err));
	office_run(db,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 300)"
		" INSERT INTO thing (name) SELECT hex(zeroblob(40000)) FROM c");
	assert_ok(tx_commit(db, &err));
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(st.st_size, 0);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 301);
	db_close(db);
	/* The last one who closes leaves one file. */
	assert_int_equal(stat(wal, &st), -1);
	free(wal);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_commit_and_rollback),
		TEST(test_signals_wait),
		TEST(test_busy),
		TEST(test_threads),
		TEST(test_newer_program_meanwhile),
		TEST(test_moved_file),
		TEST(test_lost_transaction),
		TEST(test_interrupt_takes_back),
		TEST(test_gate_removed),
		TEST(test_dead_holder),
		TEST(test_large_commit_checkpoints),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
