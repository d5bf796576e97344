/*
 * Every file operation fails, once and for ever; every allocation of the engine too (a sample). Whatever happens: what was
 * acknowledged is there, an action is whole or absent, the file passes its check, and each failure has a sentence.
 */
#define OFFICE_ROOT "/dev/shm" /* thousands of files and syncs */
#include "../unit/store/office.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "fault_vfs.h"
#include "store/bulk.h"

#ifndef FAULT_MEMORY_STEP
#define FAULT_MEMORY_STEP 23
#endif

static struct {
	unsigned ops;
	int code;
	bool for_ever;
	long at, count, hits;
} plan;

static int plan_hook(enum fault_op op)
{
	long n;

	if (plan.at < 0 || (plan.ops & (unsigned)op) == 0)
		return 0;
	n = plan.count++;
	if (n != plan.at && !(plan.for_ever && n > plan.at))
		return 0;
	plan.hits++;
	return plan.code;
}

static sqlite3_mem_methods memory_real;
static struct {
	bool for_ever;
	long at, count, hits;
} memory = {.at = -1};

static bool memory_fails(void)
{
	long n;

	if (memory.at < 0)
		return false;
	n = memory.count++;
	if (n != memory.at && !(memory.for_ever && n > memory.at))
		return false;
	memory.hits++;
	return true;
}

static void *memory_malloc(int n)
{
	return memory_fails() ? NULL : memory_real.xMalloc(n);
}

static void *memory_realloc(void *p, int n)
{
	return memory_fails() ? NULL : memory_real.xRealloc(p, n);
}

/* What the scenario was told: actions it believes in, and the last failure. */
static struct {
	int acked; /* a bit each */
	int failures;
	struct err last;
} told;

static void note(enum status st, const struct err *err)
{
	if (st == ST_OK)
		return;
	told.failures++;
	told.last = *err;
	if (err->status != st || err->text[0] == '\0')
		fail_msg("status %d without a sentence", (int)st);
}

/* One action: three rows with the same name, and their index entries. */
static enum status act(struct db *db, int n, struct err *err)
{
	char name[32];
	enum status st = tx_begin(db, err);
	int i;

	if (st != ST_OK)
		return st;
	snprintf(name, sizeof name, "action%d", n);
	for (i = 0; i < 3 && st == ST_OK; i++) {
		struct query *q = db_query(db, "INSERT INTO thing (name, digits, search_text) "
					       "VALUES (?1, '74951234567', ?1)"
					       " RETURNING id");
		int64_t id = 0;

		query_text(q, 1, name);
		st = query_one_int(q, 0, &id, err);
		if (st == ST_OK)
			st = search_add(db, "thing", id, name, err);
		if (st == ST_OK)
			st = search_add_digits(db, "thing", id, "74951234567", err);
	}
	if (st == ST_OK)
		return tx_commit(db, err);
	tx_rollback(db);
	return st;
}

static void scenario(const struct office *o)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;
	int64_t ids[8];
	enum status st = db_open(o->path, DB_OPEN_OR_CREATE, &db, &err);
	int i, n;

	note(st, &err);
	if (st != ST_OK)
		return;
	for (i = 1; i <= 4 && !db_is_read_only(db); i++) {
		st = act(db, i, &err);
		note(st, &err);
		if (st == ST_OK && told.acked == i - 1)
			told.acked = i;
		else if (st == ST_OK)
			told.acked =
				told.acked; /* a later one may succeed after an earlier one failed */
		if (i == 2)
			while (db_idle_step(db))
				continue;
	}
	note(search_find(db, "thing", "action", "", "7495", NULL, ids, 8, &n, &err), &err);
	(void)db_change_counter(db);
	while (db_idle_step(db))
		continue;
	db_close(db);
}

static void copy_file(const char *from, const char *to)
{
	FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
	char block[4096];
	size_t n;

	assert_true(in != NULL && out != NULL);
	while ((n = fread(block, 1, sizeof block, in)) > 0)
		assert_int_equal(fwrite(block, 1, n, out), n);
	fclose(in);
	fclose(out);
}

static void remove_office(const struct office *o)
{
	static const char *const side[] = {"", "-wal", "-shm", "-journal", ".gate"};
	size_t i;

	for (i = 0; i < sizeof side / sizeof side[0]; i++) {
		char *name = mem_printf("%s%s", o->path, side[i]);

		unlink(name);
		free(name);
	}
}

/* The faults are off: look at what is left. */
static void inspect(const struct office *o, const char *what, long at)
{
	struct err err = ERR_INIT;
	struct buf report = BUF_INIT;
	struct db *db = NULL;
	int64_t half = -1;
	char *sql;
	int i;

	if (db_open(o->path, DB_OPEN, &db, &err) != ST_OK)
		fail_msg("%s %ld: cannot be opened again: %s", what, at, err.text);
	if (db_check(db, &report, &err) != ST_OK)
		fail_msg("%s %ld: %s: %s", what, at, err.text, buf_str(&report));
	for (i = 1; i <= 4; i++) {
		if ((told.acked >> i & 1) == 0)
			continue;
		sql = mem_printf("SELECT count(*) FROM thing WHERE name = 'action%d'", i);
		if (office_int(db, sql) != 3)
			fail_msg(
				"%s %ld: action %d was acknowledged and is not there", what, at, i);
		free(sql);
	}
	half = office_int(db, "SELECT count(*) FROM (SELECT count(*) AS n FROM thing WHERE name "
			      "LIKE 'action%' GROUP BY name)"
			      " WHERE n <> 3");
	if (half != 0)
		fail_msg("%s %ld: half an action", what, at);
	/* And it can be worked with. */
	if (act(db, 100, &err) != ST_OK)
		fail_msg("%s %ld: no work afterwards: %s", what, at, err.text);
	db_close(db);
	buf_release(&report);
}

static const struct {
	const char *name;
	unsigned ops;
	int code;
	bool for_ever;
} faults[] = {
	{"open once", FAULT_OPEN, SQLITE_CANTOPEN, false},
	{"open for ever", FAULT_OPEN, SQLITE_CANTOPEN, true},
	{"read once", FAULT_READ, SQLITE_IOERR_READ, false},
	{"read for ever", FAULT_READ, SQLITE_IOERR_READ, true},
	{"write once", FAULT_WRITE, SQLITE_IOERR_WRITE, false},
	{"write for ever", FAULT_WRITE, SQLITE_IOERR_WRITE, true},
	{"disk full once", FAULT_WRITE, SQLITE_FULL, false},
	{"disk full for ever", FAULT_WRITE, SQLITE_FULL, true},
	{"short write once", FAULT_WRITE, FAULT_SHORT_WRITE, false},
	{"short write for ever", FAULT_WRITE, FAULT_SHORT_WRITE, true},
	{"sync once", FAULT_SYNC, SQLITE_IOERR_FSYNC, false},
	{"sync for ever", FAULT_SYNC, SQLITE_IOERR_FSYNC, true},
	{"truncate once", FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE, false},
	{"truncate for ever", FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE, true},
	{"size once", FAULT_SIZE, SQLITE_IOERR_FSTAT, false},
	{"size for ever", FAULT_SIZE, SQLITE_IOERR_FSTAT, true},
	{"delete once", FAULT_DELETE, SQLITE_IOERR_DELETE, false},
	{"delete for ever", FAULT_DELETE, SQLITE_IOERR_DELETE, true},
	{"access once", FAULT_ACCESS, SQLITE_IOERR_ACCESS, false},
	{"access for ever", FAULT_ACCESS, SQLITE_IOERR_ACCESS, true},
	{"lock once", FAULT_LOCK, SQLITE_IOERR_LOCK, false},
	{"lock for ever", FAULT_LOCK, SQLITE_IOERR_LOCK, true},
	{"shared memory once", FAULT_SHM_MAP, SQLITE_IOERR_SHMMAP, false},
	{"shared memory for ever", FAULT_SHM_MAP, SQLITE_IOERR_SHMMAP, true},
	{"shared lock once", FAULT_SHM_LOCK, SQLITE_IOERR_SHMLOCK, false},
	{"shared lock for ever", FAULT_SHM_LOCK, SQLITE_IOERR_SHMLOCK, true},
	{"busy once", FAULT_SHM_LOCK, SQLITE_BUSY, false},
};

static void run_with_fault(const struct office *o, size_t which, long at)
{
	memset(&told, 0, sizeof told);
	memset(&plan, 0, sizeof plan);
	plan.ops = faults[which].ops;
	plan.code = faults[which].code;
	plan.for_ever = faults[which].for_ever;
	plan.at = at;
	scenario(o);
	plan.at = -1;
}

/* An office with the table and some actions in it, closed, as "base.db". */
static char *make_base(const struct office *o)
{
	char *base = office_file(o, "base.db");
	struct db *db = office_new(o);
	struct err err = ERR_INIT;
	int i;

	for (i = 200; i < 220; i++)
		assert_int_equal(act(db, i, &err), ST_OK);
	db_close(db);
	copy_file(o->path, base);
	remove_office(o);
	return base;
}

static void test_every_operation(void **state)
{
	struct office *o = *state;
	char *base = make_base(o);
	size_t f;

	for (f = 0; f < sizeof faults / sizeof faults[0]; f++) {
		struct err last = ERR_INIT;
		long at, refused = 0;

		for (at = 0; at < 3000; at++) {
			copy_file(base, o->path);
			run_with_fault(o, f, at);
			if (plan.hits == 0)
				break;
			refused += told.failures > 0;
			if (told.failures > 0)
				last = told.last;
			inspect(o, faults[f].name, at);
			remove_office(o);
		}
		print_message("%-24s %4ld points, %4ld refused; last: %s\n", faults[f].name, at,
			refused, last.text);
		remove_office(o);
	}
	free(base);
}

/* Making a new office: afterwards there is a good one or none, and trying again works. */
static void test_creation(void **state)
{
	struct office *o = *state;
	size_t f;

	for (f = 0; f < sizeof faults / sizeof faults[0]; f++) {
		long at, step = 1;

		/* Sampled: a fault in the same kind of operation near by ends the same way. */
		for (at = 0; at < 3000; at += step, step = 1 + at / 8) {
			struct err err = ERR_INIT;
			struct db *db = NULL;
			enum status st;

			memset(&plan, 0, sizeof plan);
			plan.ops = faults[f].ops;
			plan.code = faults[f].code;
			plan.for_ever = faults[f].for_ever;
			plan.at = at;
			st = db_open(o->path, DB_CREATE, &db, &err);
			db_close(db);
			plan.at = -1;
			if (plan.hits == 0)
				break;
			if (st != ST_OK && (err.text[0] == '\0' || access(o->path, F_OK) == 0))
				fail_msg("%s %ld: half an office is left: %s", faults[f].name, at,
					err.text);
			db = NULL;
			if (db_open(o->path, st == ST_OK ? DB_OPEN : DB_CREATE, &db, &err) != ST_OK)
				fail_msg("%s %ld: %s", faults[f].name, at, err.text);
			db_close(db);
			remove_office(o);
		}
		remove_office(o);
	}
}

static void test_memory(void **state)
{
	struct office *o = *state;
	char *base = make_base(o);
	int for_ever;

	for (for_ever = 0; for_ever < 2; for_ever++) {
		long at;

		for (at = 0;; at += FAULT_MEMORY_STEP) {
			copy_file(base, o->path);
			memset(&told, 0, sizeof told);
			memory.for_ever = for_ever != 0;
			memory.count = memory.hits = 0;
			memory.at = at;
			scenario(o);
			memory.at = -1;
			if (memory.hits == 0)
				break;
			inspect(o, "memory", at);
			remove_office(o);
		}
		print_message(
			"memory %-17s %4ld allocations\n", for_ever ? "for ever" : "once", at);
		remove_office(o);
	}
	free(base);
}

/* The disk is full, then there is room again: the same connection goes on. */
static void test_full_then_room(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct err err = ERR_INIT;

	memset(&plan, 0, sizeof plan);
	plan.ops = FAULT_WRITE;
	plan.code = SQLITE_FULL;
	plan.for_ever = true;
	assert_int_equal(act(db, 1, &err), ST_IO);
	assert_non_null(strstr(err.text, "disk is full"));
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	plan.at = -1;
	assert_int_equal(act(db, 2, &err), ST_OK);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 3);
	db_close(db);
}

/* A real limit of the system: the file may not grow. The quota of a file system ends the same way. */
static void test_size_limit(void **state)
{
	struct office *o = *state;
	struct rlimit limit = {300000, 300000};
	struct err err = ERR_INIT;
	struct db *db = NULL;
	int status = 0, i = 0;
	pid_t pid;

	db_close(office_new(o));
	pid = fork();
	if (pid == 0) {
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &limit);
		if (db_open(o->path, DB_OPEN, &db, &err) != ST_OK)
			_exit(1);
		while (act(db, ++i, &err) == ST_OK)
			if (i > 1000)
				_exit(2);
		if (err.status != ST_IO || strstr(err.text, "disk is full") == NULL)
			_exit(3);
		if (office_int(db, "SELECT count(*) FROM thing") != 3 * (i - 1))
			_exit(4);
		db_close(db);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_int_equal(db_verify_file(o->path, &err), ST_OK);
}

/* A backup that fails leaves neither a target nor a temporary file, and the old target as it was. */
static void test_backup_faults(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *target = office_file(o, "copy.db"),
	     *list = mem_printf("test -z \"$(ls %s | grep tmp)\"", o->dir);
	struct err err = ERR_INIT;
	long at;

	assert_int_equal(act(db, 1, &err), ST_OK);
	assert_int_equal(db_backup(db, target, false, &err), ST_OK);
	assert_int_equal(act(db, 2, &err), ST_OK);
	for (at = 0; at < 5000; at += 1 + at / 4) {
		memset(&plan, 0, sizeof plan);
		plan.ops = FAULT_WRITE | FAULT_OPEN | FAULT_SYNC | FAULT_READ;
		plan.code = SQLITE_FULL;
		plan.at = at;
		if (db_backup(db, target, true, &err) == ST_OK) {
			plan.at = -1;
			if (plan.hits == 0)
				break;
			continue;
		}
		plan.at = -1;
		assert_true(err.text[0] != '\0');
		assert_int_equal(db_verify_file(target, &err), ST_OK);
		assert_int_equal(system(list), 0);
	}
	assert_true(at > 5 && at < 5000);
	db_close(db);
	free(target);
	free(list);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_every_operation),
		TEST(test_creation),
		TEST(test_memory),
		TEST(test_full_then_room),
		TEST(test_size_limit),
		TEST(test_backup_faults),
	};
	sqlite3_mem_methods mine;

	sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory_real);
	mine = memory_real;
	mine.xMalloc = memory_malloc;
	mine.xRealloc = memory_realloc;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &mine);
	plan.at = -1;
	fault_install();
	fault_hook = plan_hook;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
