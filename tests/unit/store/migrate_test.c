/* Older files are kept and brought up to date, or refused when they may only be read. */
#include "office.h"

#include <dirent.h>

#include "../../../src/store/store_private.h"
#include "store/migrate.h"

/* How many files of the directory have part in their names. */
static int files_with(const struct office *o, const char *part)
{
	DIR *d = opendir(o->dir);
	struct dirent *e;
	int n = 0;

	while ((e = readdir(d)) != NULL)
		n += strstr(e->d_name, part) != NULL;
	closedir(d);
	return n;
}

/* A file as a program before the first schema would have left it. */
static void make_older(const struct office *o, const char *table)
{
	char *command = mem_printf(
		"sqlite3 %s 'PRAGMA journal_mode=WAL; CREATE TABLE %s (id INTEGER PRIMARY KEY);"
		" PRAGMA application_id=%d;' >/dev/null",
		o->path, table, DB_APPLICATION_ID);

	assert_int_equal(system(command), 0);
	free(command);
}

static void test_new_file_has_everything(void **state)
{
	struct office *o = *state;
	struct db *db = office_open(o, DB_CREATE);
	struct buf report = BUF_INIT;

	assert_true(migrate_latest() >= 1);
	assert_int_equal(office_int(db, "PRAGMA user_version"), migrate_latest());
	assert_true(
		office_int(db,
			"SELECT count(*) FROM sqlite_schema WHERE sql LIKE 'CREATE TABLE%STRICT'") >
		5);
	/* The engine never merges the index by itself: that would stall a save. */
	assert_int_equal(
		office_int(db, "SELECT v FROM search_client_config WHERE k = 'automerge'"), 0);
	assert_int_equal(
		office_int(db, "SELECT v FROM digits_client_config WHERE k = 'crisismerge'"), 1000);
	assert_ok(db_check(db, &report, &err));
	assert_int_equal(files_with(o, "before"), 0);
	buf_release(&report);
	db_close(db);
}

static void test_older_is_kept_and_migrated(void **state)
{
	struct office *o = *state;
	char *keep = mem_printf("%s.before-v%d", o->path, migrate_latest());
	struct db *db;
	char *value;

	make_older(o, "leftover");
	db = office_open(o, DB_OPEN);
	assert_int_equal(db_schema_version(db), migrate_latest());
	assert_int_equal(
		office_int(db,
			"SELECT count(*) FROM sqlite_schema WHERE name IN ('leftover', 'client')"),
		2);
	assert_false(db_was_created(db));
	value = mem_printf("sqlite3 %s \"SELECT count(*) FROM leftover\" >/dev/null", keep);
	assert_int_equal(system(value), 0);
	free(value);
	db_close(db);
	db = office_open(o, DB_OPEN);
	assert_int_equal(files_with(o, "before"), 1);
	db_close(db);
	free(keep);
}

/* A step that fails leaves the file as it was, and the copy beside it. */
static void test_failed_step_changes_nothing(void **state)
{
	struct office *o = *state;
	struct db *db = NULL;
	char *command;

	make_older(o, "client");
	assert_fails(db_open(o->path, DB_OPEN, &db, &err), ST_IO, "client");
	assert_null(db);
	command = mem_printf("test \"$(sqlite3 %s 'PRAGMA user_version; SELECT count(*) FROM "
			     "sqlite_schema')\" = \"0\n1\"",
		o->path);
	assert_int_equal(system(command), 0);
	free(command);
	assert_int_equal(files_with(o, "before"), 1);
	assert_int_equal(files_with(o, "tmp"), 0);
}

static void test_older_read_only(void **state)
{
	struct office *o = *state;
	struct db *db = NULL;

	make_older(o, "leftover");
	assert_fails(db_open(o->path, DB_READ_ONLY, &db, &err), ST_CORRUPT, "older Kartoteka");
	assert_int_equal(files_with(o, "before"), 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_new_file_has_everything),
		TEST(test_older_is_kept_and_migrated),
		TEST(test_failed_step_changes_nothing),
		TEST(test_older_read_only),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
