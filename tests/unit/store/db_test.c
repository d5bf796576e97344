/* Opening, refusing, statements. */
#include "office.h"

#include <sys/wait.h>

#include "store/migrate.h"

static void write_file(const char *path, const void *data, size_t len)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	fclose(f);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static void test_create_and_open(void **state)
{
	struct office *o = *state;
	struct db *db = NULL;

	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_NOT_FOUND, "There is no file");
	assert_fails(db_open(o->path, DB_READ_ONLY, &db, &err), ST_NOT_FOUND, "There is no file");
	db = office_open(o, DB_CREATE);
	assert_true(db_was_created(db));
	assert_false(db_is_read_only(db));
	assert_string_equal(db_path(db), o->path);
	assert_int_equal(db_schema_version(db), migrate_latest());
	assert_int_equal(office_int(db, "PRAGMA application_id"), DB_APPLICATION_ID);
	assert_int_equal(office_int(db, "PRAGMA foreign_keys"), 1);
	assert_int_equal(office_int(db, "PRAGMA synchronous"), 2);
	assert_int_equal(office_int(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(office_int(db, "PRAGMA secure_delete"), 1);
	assert_int_equal(office_int(db, "PRAGMA cell_size_check"), 1);
	assert_int_equal(office_int(db, "PRAGMA mmap_size"), 0);
	assert_int_equal(office_int(db, "PRAGMA wal_autocheckpoint"), 0);
	assert_int_equal(mode_of(o->path), 0600);
	db_close(db);
	assert_fails(db_open(o->path, DB_CREATE, &db, &err), ST_CONFLICT, "already exists");
	db = office_open(o, DB_OPEN);
	assert_false(db_was_created(db));
	db_close(db);
	db_close(NULL);
}

static void test_directories_and_mode(void **state)
{
	struct office *o = *state;
	char *group = office_file(o, "group"), *path = office_file(o, "a b/%41?x/office.db");
	char *shared = office_file(o, "group/office.db"),
	     *gate = office_file(o, "group/office.db.gate");
	struct db *db = NULL;

	assert_fails(db_open(path, DB_CREATE, &db, &err), ST_IO, "office.db");
	assert_ok(db_open(path, DB_OPEN_OR_CREATE, &db, &err));
	db_close(db);
	assert_int_equal(mode_of(path), 0600);
	assert_int_equal(mkdir(group, 0770), 0);
	assert_int_equal(chmod(group, 02770), 0);
	assert_ok(db_open(shared, DB_CREATE, &db, &err));
	db_close(db);
	assert_int_equal(mode_of(shared), 0660);
	assert_int_equal(mode_of(gate), 0660);
	free(group);
	free(path);
	free(shared);
	free(gate);
}

static void test_refuses_other_things(void **state)
{
	static const unsigned char binary[5000] = {0x7f, 'E', 'L', 'F', 0, 1, 2, 3};
	struct office *o = *state;
	char *dir = office_file(o, "folder"), *dangling = office_file(o, "link"),
	     *fifo = office_file(o, "fifo");
	struct db *db = NULL;

	assert_int_equal(mkdir(dir, 0700), 0);
	assert_fails(db_open(dir, DB_OPEN, &db, &err), ST_CORRUPT, "is a directory");
	assert_int_equal(symlink("nowhere", dangling), 0);
	assert_fails(
		db_open(dangling, DB_OPEN_OR_CREATE, &db, &err), ST_CORRUPT, "not a regular file");
	assert_int_equal(mkfifo(fifo, 0600), 0);
	assert_fails(db_open(fifo, DB_OPEN, &db, &err), ST_CORRUPT, "not a regular file");
	assert_fails(db_open("", DB_OPEN, &db, &err), ST_IO, "empty");
	write_file(o->path, binary, sizeof binary);
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "is not a Kartoteka file");
	assert_fails(db_open(o->path, DB_OPEN_OR_CREATE, &db, &err), ST_CORRUPT,
		"is not a Kartoteka file");
	assert_fails(
		db_open(o->path, DB_READ_ONLY, &db, &err), ST_CORRUPT, "is not a Kartoteka file");
	write_file(o->path, "SQLite format 3", 16);
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "is not a Kartoteka file");
	assert_null(db);
	free(dir);
	free(dangling);
	free(fifo);
}

static void test_empty_file(void **state)
{
	struct office *o = *state;
	struct db *db = NULL;

	write_file(o->path, "", 0);
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "empty file, not an office");
	assert_fails(
		db_open(o->path, DB_READ_ONLY, &db, &err), ST_CORRUPT, "empty file, not an office");
	assert_fails(db_open(o->path, DB_CREATE, &db, &err), ST_CONFLICT, "already exists");
	db = office_open(o, DB_OPEN_OR_CREATE);
	assert_true(db_was_created(db));
	db_close(db);
}

/* Change something in the file as another program would, in a process of its own. */
static void shell(const struct office *o, const char *sql)
{
	char *command = mem_printf("sqlite3 %s \"%s\" >/dev/null", o->path, sql);

	assert_int_equal(system(command), 0);
	free(command);
}

static void test_foreign_and_newer(void **state)
{
	struct office *o = *state;
	char *gate = office_file(o, "office.db.gate");
	struct db *db = NULL;

	shell(o, "CREATE TABLE bookmark (url TEXT)");
	assert_fails(
		db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "database of another program");
	assert_fails(db_open(o->path, DB_OPEN_OR_CREATE, &db, &err), ST_CORRUPT,
		"database of another program");
	assert_int_equal(access(gate, F_OK), -1);
	unlink(o->path);
	db_close(office_open(o, DB_CREATE));
	shell(o, "PRAGMA user_version = 9999");
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "newer Kartoteka");
	assert_fails(db_open(o->path, DB_READ_ONLY, &db, &err), ST_CORRUPT, "newer Kartoteka");
	free(gate);
}

static void test_truncated(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct stat st;
	int i;

	assert_ok(tx_begin(db, &err));
	for (i = 0; i < 500; i++)
		office_add(db, "some words to fill a page or two", "123456789");
	assert_ok(tx_commit(db, &err));
	db_close(db);
	assert_int_equal(stat(o->path, &st), 0);
	assert_int_equal(truncate(o->path, st.st_size / 2 / 4096 * 4096), 0);
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "is damaged");
	assert_int_equal(truncate(o->path, 50), 0);
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_CORRUPT, "is damaged");
}

/* Root may write everything: the refusals are tried as nobody, in a child whose exit code counts the failures. */
static int as_nobody(int (*check)(const struct office *o), const struct office *o)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
			_exit(99);
		_exit(check(o));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 100;
}

static int read_only_child(const struct office *o)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;
	int64_t n = 0;

	if (db_open(o->path, DB_OPEN, &db, &err) != ST_OK)
		return 1;
	if (!db_is_read_only(db))
		return 2;
	if (query_one_int(db_query(db, "SELECT count(*) FROM thing"), -1, &n, &err) != ST_OK ||
		n != 1)
		return 3;
	if (tx_begin(db, &err) != ST_DENIED || strstr(err.text, "reading only") == NULL)
		return 4;
	if (db_idle_step(db))
		return 5;
	db_close(db);
	return 0;
}

static int refused_child(const struct office *o)
{
	char *path = office_file(o, "new.db");
	struct err err = ERR_INIT;
	struct db *db = NULL;

	if (db_open(path, DB_CREATE, &db, &err) != ST_IO || strstr(err.text, "not allowed") == NULL)
		return 1;
	free(path);
	return 0;
}

static int unreadable_child(const struct office *o)
{
	struct err err = ERR_INIT;
	struct db *db = NULL;

	return db_open(o->path, DB_OPEN, &db, &err) == ST_IO &&
			       strstr(err.text, "not allowed to read") != NULL
		       ? 0
		       : 1;
}

static void test_read_only_directory(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	office_save(db, "ivan", NULL);
	/* Closed: no log beside the file. */
	db_close(db);
	assert_int_equal(chmod(o->path, 0444), 0);
	assert_int_equal(chmod(o->dir, 0555), 0);
	assert_int_equal(as_nobody(read_only_child, o), 0);
	assert_int_equal(as_nobody(refused_child, o), 0);
	/* A file that may be written in a directory that may not is read too. */
	assert_int_equal(chmod(o->path, 0666), 0);
	assert_int_equal(as_nobody(read_only_child, o), 0);
	if (geteuid() == 0) {
		assert_int_equal(chmod(o->path, 0600), 0);
		assert_int_equal(as_nobody(unreadable_child, o), 0);
	}
}

/* Somebody who works: saves, says so, and keeps the office open until the pipe is closed. */
static void desk_main(const struct office *o, int ready, int wait)
{
	struct db *db = NULL;
	char c = 'x';

	if (db_open(o->path, DB_OPEN, &db, NULL) != ST_OK || tx_begin(db, NULL) != ST_OK ||
		query_run(db_query(db, "INSERT INTO thing (name) VALUES ('ivan')"), NULL, NULL) !=
			ST_OK ||
		tx_commit(db, NULL) != ST_OK || write(ready, &c, 1) != 1)
		_exit(1);
	(void)!read(wait, &c, 1);
	db_close(db);
	_exit(0);
}

/* The colleague who may only read, while somebody works. The parent has no connection: one must not live in two processes. */
static void test_read_only_beside_writer(void **state)
{
	static const char *const names[] = {"office.db", "office.db-wal", "office.db-shm"};
	struct office *o = *state;
	int ready[2], wait[2], status = 0;
	pid_t desk;
	size_t i;
	char c;

	db_close(office_new(o));
	assert_int_equal(pipe(ready), 0);
	assert_int_equal(pipe(wait), 0);
	desk = fork();
	if (desk == 0) {
		close(wait[1]);
		desk_main(o, ready[1], wait[0]);
	}
	assert_int_equal(read(ready[0], &c, 1), 1);
	for (i = 0; i < 3; i++) {
		char *name = office_file(o, names[i]);

		assert_int_equal(chmod(name, 0644), 0);
		free(name);
	}
	assert_int_equal(chmod(o->dir, 0755), 0);
	assert_int_equal(as_nobody(read_only_child, o), 0);
	close(wait[1]);
	assert_int_equal(waitpid(desk, &status, 0), desk);
	assert_int_equal(status, 0);
	close(wait[0]);
	close(ready[0]);
	close(ready[1]);
}

static void test_read_only_mode(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *reader;

	office_save(db, "ivan", NULL);
	reader = office_open(o, DB_READ_ONLY);
	assert_true(db_is_read_only(reader));
	assert_int_equal(office_int(reader, "SELECT count(*) FROM thing"), 1);
	office_save(db, "anna", NULL);
	assert_int_equal(office_int(reader, "SELECT count(*) FROM thing"), 2);
	assert_fails(tx_begin(reader, &err), ST_DENIED, "reading only");
	db_close(reader);
	db_close(db);
}

static void test_statements(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct query *q, *twin;
	int64_t changed = -1, n;
	bool row;

	assert_ok(tx_begin(db, &err));
	q = db_query(db, "INSERT INTO thing (name, digits) VALUES (?1, ?2)");
	query_text(q, 1, "Ива́н");
	query_null(q, 2);
	assert_ok(query_run(q, &changed, &err));
	assert_int_equal(changed, 1);
	assert_ok(query_run(
		db_query(db, "UPDATE thing SET name = 'x' WHERE id = -1"), &changed, &err));
	assert_int_equal(changed, 0);
	assert_ok(tx_commit(db, &err));
	q = db_query(db, "SELECT id, name, digits FROM thing WHERE id > ?1");
	twin = db_query(db, "SELECT id, name, digits FROM thing WHERE id > ?1");
	assert_ptr_not_equal(q, twin);
	query_int(q, 1, 0);
	query_int(twin, 1, 100);
	assert_ok(query_step(q, &row, &err));
	assert_true(row);
	assert_int_equal(query_get_int(q, 0), 1);
	assert_string_equal(query_get_text(q, 1), "Ива́н");
	assert_true(query_is_null(q, 2));
	assert_null(query_get_text(q, 2));
	assert_ok(query_step(twin, &row, &err));
	assert_false(row);
	query_done(twin);
	assert_ok(query_step(q, &row, &err));
	assert_false(row);
	/* The end stays the end. */
	assert_ok(query_step(q, &row, &err));
	assert_false(row);
	query_done(q);
	query_done(NULL);
	/* Parameters do not survive. */
	q = db_query(db, "SELECT ?1");
	query_text(q, 1, "old");
	query_done(q);
	assert_ok(query_one_int(db_query(db, "SELECT ?1"), 42, &n, &err));
	assert_int_equal(n, 42);
	db_assert_idle(db);
	db_close(db);
}

static void test_cache_forgets(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct query *held = db_query(db, "SELECT 'held'");
	int i;
	bool row;

	for (i = 0; i < 500; i++) {
		char *sql = mem_printf("SELECT %d", i);

		assert_int_equal(office_int(db, sql), i);
		free(sql);
	}
	assert_ok(query_step(held, &row, &err));
	assert_string_equal(query_get_text(held, 0), "held");
	query_done(held);
	db_close(db);
}

static void test_read_view(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = office_open(o, DB_OPEN);

	assert_ok(db_read_begin(other, &err));
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 0);
	office_save(db, "ivan", NULL);
	assert_ok(db_read_begin(other, &err));
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 0);
	db_read_end(other);
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 0);
	db_read_end(other);
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 1);
	db_assert_idle(other);
	db_close(other);
	db_close(db);
}

static void test_interrupt_before(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct query *q = db_query(db,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c) SELECT i FROM c");
	bool row;

	assert_ok(query_step(q, &row, &err));
	db_interrupt(db);
	assert_fails(query_step(q, &row, &err), ST_CANCELLED, "Stopped");
	query_done(q);
	assert_int_equal(office_int(db, "SELECT 7"), 7);
	db_close(db);
}

static void test_constraints_speak(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE TABLE part (id INTEGER PRIMARY KEY, thing_id INTEGER REFERENCES "
		       "thing (id), code TEXT UNIQUE,"
		       " n INTEGER CHECK (n > 0)) STRICT");
	office_run(db, "INSERT INTO part (code) VALUES ('a')");
	assert_fails(query_run(db_query(db, "INSERT INTO part (code) VALUES ('a')"), NULL, &err),
		ST_CONFLICT, "already");
	assert_fails(query_run(db_query(db, "INSERT INTO part (thing_id) VALUES (99)"), NULL, &err),
		ST_CONFLICT, "refer");
	assert_fails(query_run(db_query(db, "INSERT INTO part (n) VALUES (-1)"), NULL, &err),
		ST_BAD_DATA, "does not fit");
	assert_fails(query_run(db_query(db, "INSERT INTO part (n) VALUES ('x')"), NULL, &err),
		ST_BAD_DATA, "does not fit");
	assert_ok(tx_commit(db, &err));
	assert_int_equal(office_int(db, "SELECT count(*) FROM part"), 1);
	db_close(db);
}

static void test_too_long(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	size_t len = 17 << 20;
	char *s = mem_alloc(len + 1);
	struct query *q;

	memset(s, 'x', len);
	assert_ok(tx_begin(db, &err));
	q = db_query(db, "INSERT INTO thing (name) VALUES (?1)");
	query_text(q, 1, s);
	assert_fails(query_run(q, NULL, &err), ST_BAD_DATA, "too long");
	assert_ok(tx_commit(db, &err));
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 0);
	db_close(db);
	free(s);
}

/* A second name by a link is the same office with the same gate. */
static void test_symlink_is_same_office(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = NULL;
	char *name = office_file(o, "shortcut.db"), *gate = office_file(o, "shortcut.db.gate");

	assert_int_equal(symlink(o->path, name), 0);
	assert_ok(db_open(name, DB_OPEN, &other, &err));
	office_save(other, "ivan", NULL);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	assert_int_equal(access(gate, F_OK), -1);
	db_close(other);
	db_close(db);
	free(name);
	free(gate);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_create_and_open),
		TEST(test_directories_and_mode),
		TEST(test_refuses_other_things),
		TEST(test_empty_file),
		TEST(test_foreign_and_newer),
		TEST(test_truncated),
		TEST(test_read_only_directory),
		TEST(test_read_only_beside_writer),
		TEST(test_read_only_mode),
		TEST(test_statements),
		TEST(test_cache_forgets),
		TEST(test_read_view),
		TEST(test_interrupt_before),
		TEST(test_constraints_speak),
		TEST(test_too_long),
		TEST(test_symlink_is_same_office),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
