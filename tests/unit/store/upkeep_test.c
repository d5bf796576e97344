/* Changes of others, idle work, backup, restore, check. */
#include "office.h"

#include <fcntl.h>
#include <poll.h>

static void test_change_counter(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = office_open(o, DB_OPEN);
	int64_t mine = db_change_counter(db), theirs = db_change_counter(other);

	assert_int_equal(db_change_counter(db), mine);
	office_save(db, "ivan", NULL);
	assert_true(db_change_counter(db) > mine);
	assert_true(db_change_counter(other) > theirs);
	theirs = db_change_counter(other);
	assert_int_equal(db_change_counter(other), theirs);
	assert_ok(tx_begin(db, &err));
	office_add(db, "nobody", NULL);
	tx_rollback(db);
	assert_int_equal(db_change_counter(other), theirs);
	db_close(other);
	db_close(db);
}

static bool readable(int fd)
{
	struct pollfd p = {.fd = fd, .events = POLLIN};

	return poll(&p, 1, 0) == 1;
}

static void test_watch(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *other = office_open(o, DB_OPEN);
	int fd = db_watch_fd(other);
	int64_t before;

	assert_true(fd >= 0);
	assert_int_equal(db_watch_fd(other), fd);
	db_watch_drain(other);
	assert_false(readable(fd));
	before = db_change_counter(other);
	assert_int_equal(office_int(other, "SELECT count(*) FROM thing"), 0);
	assert_false(readable(fd));
	office_save(db, "ivan", NULL);
	/* When it is readable the commit can be seen. */
	assert_true(readable(fd));
	db_watch_drain(other);
	assert_false(readable(fd));
	assert_true(db_change_counter(other) > before);
	db_close(other);
	db_close(db);
}

/* Others write in the directory faster than anybody reads about it: draining ends all the same. */
static void test_drain_is_bounded(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	int fd = db_watch_fd(db), files[2];
	char path[120];

	for (int i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%d", o->dir, i);
		files[i] = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
		assert_true(files[i] >= 0);
	}
	for (int i = 0; i < 16000; i++)
		assert_int_equal(pwrite(files[i % 2], "x", 1, 0), 1);
	db_watch_drain(db);
	assert_true(readable(fd));
	for (int i = 0; i < 10; i++)
		db_watch_drain(db);
	assert_false(readable(fd));
	close(files[0]);
	close(files[1]);
	db_close(db);
}

static int64_t segments(struct db *db)
{
	return office_int(
		db, "SELECT count(DISTINCT id >> 37) FROM search_thing_data WHERE id > 10");
}

static void test_idle(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *wal = office_file(o, "office.db-wal");
	int i;

	for (i = 0; i < 60; i++)
		office_save(db, "иванов петр", "74951234567");
	assert_true(segments(db) >= 60);
	assert_ok(tx_begin(db, &err));
	assert_false(db_idle_step(db));
	tx_rollback(db);
	for (i = 0; i < 1000 && db_idle_step(db); i++)
		continue;
	assert_true(i < 1000);
	assert_true(segments(db) < 12);
	assert_false(db_idle_step(db));
	assert_ok(search_check(db, "thing", &err));
	db_close(db);
	assert_int_equal(access(wal, F_OK), -1);
	free(wal);
}

/* A reader does not stop idle work, and idle work does not disturb the reader. */
static void test_idle_beside_reader(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *reader = office_open(o, DB_OPEN);
	int i;

	office_save(db, "ivan", NULL);
	assert_ok(db_read_begin(reader, &err));
	assert_int_equal(office_int(reader, "SELECT count(*) FROM thing"), 1);
	for (i = 0; i < 10; i++)
		office_save(db, "anna", NULL);
	while (db_idle_step(db))
		continue;
	assert_int_equal(office_int(reader, "SELECT count(*) FROM thing"), 1);
	db_read_end(reader);
	assert_int_equal(office_int(reader, "SELECT count(*) FROM thing"), 11);
	db_close(reader);
	db_close(db);
}

static void test_backup(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *copy = NULL, *busy = office_open(o, DB_OPEN);
	char *target = office_file(o, "copy.db"), *wal = office_file(o, "copy.db-wal"),
	     *no = office_file(o, "no/copy.db");
	struct stat st;

	office_save(db, "ivan", "123");
	/* Others go on: an open write is not in the copy and does not stop it. */
	assert_ok(tx_begin(busy, &err));
	office_add(busy, "half", NULL);
	assert_ok(db_backup(db, target, false, &err));
	tx_rollback(busy);
	assert_int_equal(stat(target, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(access(wal, F_OK), -1);
	assert_ok(db_verify_file(target, &err));
	assert_int_equal(access(wal, F_OK), -1);
	assert_fails(db_backup(db, target, false, &err), ST_CONFLICT, "already exists");
	office_save(db, "anna", NULL);
	assert_ok(db_backup(db, target, true, &err));
	assert_fails(db_backup(db, o->path, true, &err), ST_CONFLICT, "the office itself");
	assert_fails(db_backup(db, o->dir, true, &err), ST_CORRUPT, "directory");
	assert_fails(db_backup(db, no, true, &err), ST_IO, "There is no directory");
	assert_ok(db_open(target, DB_OPEN, &copy, &err));
	assert_int_equal(office_int(copy, "SELECT count(*) FROM thing"), 2);
	assert_ok(search_check(copy, "thing", &err));
	/* Somebody works in the copy: it is not replaced. */
	office_save(copy, "third", NULL);
	assert_fails(db_backup(db, target, true, &err), ST_CONFLICT, "in use");
	db_close(copy);
	db_close(busy);
	db_close(db);
	free(target);
	free(wal);
	free(no);
}

static void test_verify(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *text = office_file(o, "text.db"), *copy = office_file(o, "copy.db");
	FILE *f;
	int i;

	for (i = 0; i < 200; i++)
		office_save(db, "some words to fill pages", "123456789");
	assert_ok(db_verify_file(o->path, &err));
	assert_ok(db_backup(db, copy, false, &err));
	assert_fails(db_verify_file(text, &err), ST_NOT_FOUND, "no file");
	f = fopen(text, "w");
	assert_fails(db_verify_file(text, &err), ST_CORRUPT, "empty");
	fputs("just text, long enough to look like a header of something", f);
	fclose(f);
	assert_fails(db_verify_file(text, &err), ST_CORRUPT, "is not a Kartoteka file");
	/* Overwrite a page in the middle. */
	f = fopen(copy, "r+");
	assert_int_equal(fseek(f, 4096 * 20, SEEK_SET), 0);
	for (i = 0; i < 4096; i++)
		fputc('x', f);
	fclose(f);
	assert_fails(db_verify_file(copy, &err), ST_CORRUPT, "damaged");
	db_close(db);
	free(text);
	free(copy);
}

static void test_restore(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o), *old = NULL;
	char *copy = office_file(o, "copy.db"), *fresh = office_file(o, "fresh.db");
	char *first = office_file(o, "office.db.before-restore-1"),
	     *second = office_file(o, "office.db.before-restore-2");
	struct buf kept = BUF_INIT;

	office_save(db, "ivan", NULL);
	assert_ok(db_backup(db, copy, false, &err));
	office_save(db, "later", NULL);
	assert_fails(db_restore(copy, o->path, &kept, &err), ST_BUSY, "open in another program");
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 2);
	db_close(db);
	assert_ok(db_restore(copy, o->path, &kept, &err));
	assert_string_equal(buf_str(&kept), first);
	db = office_open(o, DB_OPEN);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	office_save(db, "again", NULL);
	assert_ok(db_open(first, DB_OPEN, &old, &err));
	assert_int_equal(office_int(old, "SELECT count(*) FROM thing"), 2);
	db_close(old);
	db_close(db);
	buf_clear(&kept);
	assert_ok(db_restore(copy, o->path, &kept, &err));
	assert_string_equal(buf_str(&kept), second);
	buf_clear(&kept);
	assert_ok(db_restore(copy, fresh, &kept, &err));
	assert_string_equal(buf_str(&kept), "");
	assert_ok(db_verify_file(fresh, &err));
	buf_release(&kept);
	free(copy);
	free(fresh);
	free(first);
	free(second);
}

static void test_restore_over_damage(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *copy = office_file(o, "copy.db"), *bad = office_file(o, "bad.db");
	struct buf kept = BUF_INIT;
	FILE *f;

	office_save(db, "ivan", NULL);
	assert_ok(db_backup(db, copy, false, &err));
	db_close(db);
	f = fopen(o->path, "r+");
	fputs("this is no database any more, whatever it was", f);
	fclose(f);
	f = fopen(bad, "w");
	fputs("bad", f);
	fclose(f);
	/* A bad backup changes nothing. */
	assert_fails(db_restore(bad, o->path, &kept, &err), ST_CORRUPT, "not a Kartoteka file");
	assert_string_equal(buf_str(&kept), "");
	assert_ok(db_restore(copy, o->path, &kept, &err));
	db = office_open(o, DB_OPEN);
	assert_int_equal(office_int(db, "SELECT count(*) FROM thing"), 1);
	db_close(db);
	assert_int_equal(access(buf_str(&kept), F_OK), 0);
	buf_release(&kept);
	free(copy);
	free(bad);
}

/* A desk that was left open while its file was replaced must not write into the old one. */
static void test_moved_under_a_desk(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *copy = office_file(o, "copy.db");

	office_save(db, "ivan", NULL);
	assert_ok(db_backup(db, copy, false, &err));
	assert_int_equal(rename(copy, o->path), 0);
	assert_fails(tx_begin(db, &err), ST_IO, "restored while it was open");
	db_close(db);
	free(copy);
}

static void test_check(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	struct buf report = BUF_INIT;

	office_save(db, "ivan", "123");
	assert_ok(db_check(db, &report, &err));
	assert_string_equal(buf_str(&report), "");
	assert_ok(tx_begin(db, &err));
	office_run(db, "UPDATE thing SET search_text = 'other'");
	assert_ok(tx_commit(db, &err));
	assert_fails(db_check(db, &report, &err), ST_CORRUPT, "1");
	assert_non_null(strstr(buf_str(&report), "search index of \"thing\""));
	buf_release(&report);
	db_close(db);
}

static void test_meta(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char *value;

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT) STRICT");
	assert_ok(db_meta_set(db, "test", "one", &err));
	assert_ok(db_meta_set(db, "test", "two", &err));
	assert_ok(tx_commit(db, &err));
	value = db_meta_get(db, "test");
	assert_string_equal(value, "two");
	free(value);
	assert_null(db_meta_get(db, "absent"));
	db_close(db);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_change_counter),
		TEST(test_watch),
		TEST(test_drain_is_bounded),
		TEST(test_idle),
		TEST(test_idle_beside_reader),
		TEST(test_backup),
		TEST(test_verify),
		TEST(test_restore),
		TEST(test_restore_over_damage),
		TEST(test_moved_under_a_desk),
		TEST(test_check),
		TEST(test_meta),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
