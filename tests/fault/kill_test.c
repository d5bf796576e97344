/*
 * Processes that write through the store are killed at random moments. What one of them was told is saved must be there, and
 * an action is whole or absent. The seed and the number of kills can be given: kill_test [KILLS [SEED]].
 */
#define OFFICE_ROOT "/dev/shm"
#include "../unit/store/office.h"

#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include "store/bulk.h"

enum { KILL_WRITERS = 4 };

static struct {
	int kills;
	unsigned seed;
} kill_options = {150, 1};

/* Shared by all processes: what each began and what it was told. */
struct tally {
	_Atomic long begun[KILL_WRITERS], acked[KILL_WRITERS], total, refused;
};

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

static enum status add_part(struct db *db, int writer, long n, int part, struct err *err)
{
	struct query *q = db_query(db,
		"INSERT INTO thing (name, digits, search_text) VALUES (?1, ?2, ?1) RETURNING id");
	char name[64], digits[32];
	enum status st;
	int64_t id = 0;

	snprintf(name, sizeof name, "writer%d action%ld part%d", writer, n, part);
	snprintf(digits, sizeof digits, "7495%07ld", n);
	query_text(q, 1, name);
	query_text(q, 2, digits);
	st = query_one_int(q, 0, &id, err);
	if (st == ST_OK)
		st = search_add(db, "thing", id, name, err);
	if (st == ST_OK)
		st = search_add_digits(db, "thing", id, digits, err);
	return st;
}

/* An action is its parts and the row in "done" that says how many there are. */
static enum status do_action(struct db *db, int writer, long n, unsigned *seed, struct err *err)
{
	int parts = 1 + (int)(next_random(seed) % 4), i;
	enum status st = tx_begin(db, err);
	struct query *q;

	for (i = 0; i < parts && st == ST_OK; i++)
		st = add_part(db, writer, n, i, err);
	if (st == ST_OK) {
		q = db_query(db, "INSERT INTO done (writer, n, parts) VALUES (?1, ?2, ?3)");
		query_int(q, 1, writer);
		query_int(q, 2, n);
		query_int(q, 3, parts);
		st = query_run(q, NULL, err);
	}
	if (st == ST_OK)
		return tx_commit(db, err);
	tx_rollback(db);
	return st;
}

/* A writer's life: save, sometimes do idle work, sometimes close and open again. Ends only by being killed. */
static void writer_main(const char *path, struct tally *t, int writer, unsigned seed)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;
	int64_t last = 0;

	for (;;) {
		if (db == NULL && db_open(path, DB_OPEN, &db, &err) != ST_OK) {
			atomic_fetch_add(&t->refused, 1);
			_exit(1);
		}
		struct query *q = db_query(db, "SELECT max(n) FROM done WHERE writer = ?1");

		query_int(q, 1, writer);
		if (query_one_int(q, 0, &last, &err) != ST_OK)
			_exit(2);
		atomic_store(&t->begun[writer], last + 1);
		if (do_action(db, writer, last + 1, &seed, &err) != ST_OK) {
			atomic_fetch_add(&t->refused, 1);
			_exit(3);
		}
		atomic_store(&t->acked[writer], last + 1);
		atomic_fetch_add(&t->total, 1);
		if (next_random(&seed) % 8 == 0)
			(void)db_idle_step(db);
		if (next_random(&seed) % 40 == 0) {
			db_close(db);
			db = NULL;
		}
	}
}

static pid_t start_writer(const char *path, struct tally *t, int writer, unsigned seed)
{
	pid_t pid = fork();

	if (pid == 0)
		writer_main(path, t, writer, seed);
	return pid;
}

static void inspect(const struct office *o, struct tally *t)
{
	struct db *db = office_open(o, DB_OPEN);
	struct buf report = BUF_INIT;
	struct err err = ERR_INIT;
	int i;

	if (db_check(db, &report, &err) != ST_OK)
		fail_msg("%s: %s", err.text, buf_str(&report));
	assert_int_equal(office_int(db, "SELECT count(*) FROM done LEFT JOIN (SELECT substr(name, "
					"1, instr(name, ' part')) AS action,"
					" count(*) AS there FROM thing GROUP BY 1) ON action = "
					"'writer' || writer || ' action' || n || ' '"
					" WHERE parts IS NOT there"),
		0);
	assert_int_equal(
		office_int(
			db, "SELECT (SELECT count(*) FROM thing) - (SELECT sum(parts) FROM done)"),
		0);
	for (i = 0; i < KILL_WRITERS; i++) {
		char *sql = mem_printf("SELECT max(n) FROM done WHERE writer = %d", i);
		int64_t there = office_int(db, sql), told = atomic_load(&t->acked[i]);

		if (there < told || there > atomic_load(&t->begun[i]))
			fail_msg("writer %d: told %ld, there %ld", i, (long)told, (long)there);
		free(sql);
	}
	buf_release(&report);
	db_close(db);
}

static void test_kills(void **state)
{
	struct office *o = *state;
	struct tally *t =
		mmap(NULL, sizeof *t, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct db *db = office_new(o);
	unsigned seed = kill_options.seed;
	pid_t pids[KILL_WRITERS];
	int i, k;

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE TABLE done (writer INTEGER, n INTEGER, parts INTEGER, PRIMARY KEY "
		       "(writer, n))");
	assert_ok(tx_commit(db, &err));
	db_close(db); /* before fork(): a connection must not live in two processes */
	for (i = 0; i < KILL_WRITERS; i++)
		pids[i] = start_writer(o->path, t, i, seed + (unsigned)i);
	for (k = 0; k < kill_options.kills; k++) {
		long until = atomic_load(&t->total) + (long)(next_random(&seed) % 12);
		unsigned spin = next_random(&seed) % 300;
		int status = 0;

		i = (int)(next_random(&seed) % KILL_WRITERS);
		/* Not by the clock: after so many more actions, and a little later. A writer that gave up ends the wait. */
		while (atomic_load(&t->total) < until && atomic_load(&t->refused) == 0)
			sched_yield();
		while (spin-- > 0)
			sched_yield();
		kill(pids[i], SIGKILL);
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFSIGNALED(status));
		pids[i] = start_writer(o->path, t, i, next_random(&seed));
	}
	for (i = 0; i < KILL_WRITERS; i++) {
		kill(pids[i], SIGKILL);
		waitpid(pids[i], NULL, 0);
	}
	print_message("%d kills, %ld actions acknowledged, %ld refused\n", kill_options.kills,
		atomic_load(&t->total), atomic_load(&t->refused));
	assert_int_equal(atomic_load(&t->refused), 0);
	assert_true(atomic_load(&t->total) > kill_options.kills);
	inspect(o, t);
	munmap(t, sizeof *t);
}

/* Killed in the middle of bulk loading: the indexes that were dropped are there again. */
static void test_kill_in_bulk(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct buf report = BUF_INIT;
	int status = 0;
	pid_t pid;

	db_close(db);
	pid = fork();
	if (pid == 0) {
		struct bulk *b = NULL;

		if (db_open(o->path, DB_OPEN, &db, NULL) != ST_OK || tx_begin(db, NULL) != ST_OK ||
			bulk_begin(db, "thing", 100000, &b, NULL) != ST_OK)
			_exit(1);
		if (query_run(db_query(db, "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + "
					   "1 FROM c WHERE i < 60000)"
					   " INSERT INTO thing (name, search_text) SELECT "
					   "hex(zeroblob(200)), 'word ' || i FROM c"),
			    NULL, NULL) != ST_OK)
			_exit(2);
		if (bulk_end(b, 1, 60000, NULL) != ST_OK)
			_exit(3);
		raise(SIGKILL);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFSIGNALED(status));
	db = office_open(o, DB_OPEN);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	assert_int_equal(office_int(db, "SELECT count(*) FROM sqlite_schema WHERE name IN "
					"('thing_name', 'thing_cover')"),
		2);
	office_save(db, "after", "123");
	assert_ok(db_check(db, &report, &err));
	buf_release(&report);
	db_close(db);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(test_kills),
		TEST(test_kill_in_bulk),
	};

	if (argc > 1)
		kill_options.kills = atoi(argv[1]);
	if (argc > 2)
		kill_options.seed = (unsigned)atoi(argv[2]);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
