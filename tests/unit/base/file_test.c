/* base/file: files appear whole or not at all, and only where they may. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"

static char dir[] = "/tmp/kartoteka-file-XXXXXX";
static char start[4096];

static int enter(void **state)
{
	(void)state;
	return getcwd(start, sizeof start) != NULL && mkdtemp(dir) != NULL && chdir(dir) == 0 ? 0
											      : -1;
}

static int leave(void **state)
{
	(void)state;
	return chdir(start) == 0 && rmdir(dir) == 0 ? 0 : -1; /* every test leaves it empty */
}

/* Names in the current directory. */
static int count_names(void)
{
	DIR *d = opendir(".");
	int count = -2;

	assert_non_null(d);
	while (readdir(d) != NULL)
		count++;
	closedir(d);
	return count;
}

static void expect_text(const char *path, const char *text)
{
	char *data = NULL;
	size_t len = 0;
	struct err err = ERR_INIT;

	if (file_read(path, 1000, &data, &len, &err) != ST_OK)
		fail_msg("%s", err.text);
	assert_string_equal(data, text);
	assert_int_equal(len, strlen(text));
	free(data);
}

static void put_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static enum status write_text(const char *path, bool force, const char *text, struct err *err)
{
	struct file_out *f = NULL;
	enum status st = file_out_open(path, force, &f, err);

	if (st != ST_OK)
		return st;
	fputs(text, file_out_stream(f));
	return file_out_commit(f, err);
}

static void a_new_file_is_private_and_whole(void **state)
{
	struct err err = ERR_INIT;
	struct file_out *f = NULL;
	struct stat st;

	(void)state;
	umask(0);
	assert_int_equal(file_out_open("out.csv", false, &f, &err), ST_OK);
	fputs("half", file_out_stream(f));
	fflush(file_out_stream(f));
	assert_int_not_equal(access("out.csv", F_OK), 0); /* nothing to see yet */
	fputs(" whole", file_out_stream(f));
	assert_int_equal(file_out_commit(f, &err), ST_OK);
	expect_text("out.csv", "half whole");
	assert_int_equal(stat("out.csv", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(count_names(), 1);
	unlink("out.csv");
}

static void paths_may_have_directories(void **state)
{
	char path[128];
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(mkdir("sub", 0700), 0);
	assert_int_equal(write_text("sub/a", false, "1", &err), ST_OK);
	assert_int_equal(write_text("./sub/../b", false, "2", &err), ST_OK);
	snprintf(path, sizeof path, "%s/sub/c", dir);
	assert_int_equal(write_text(path, false, "3", &err), ST_OK);
	expect_text("sub/a", "1");
	expect_text("b", "2");
	expect_text("sub/c", "3");
	unlink("sub/a");
	unlink("sub/c");
	unlink("b");
	rmdir("sub");
}

static void an_existing_file_needs_force(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	put_text("old", "old");
	assert_int_equal(write_text("old", false, "new", &err), ST_CONFLICT);
	assert_non_null(strstr(err.text, "old already exists"));
	assert_non_null(strstr(err.text, "--force"));
	expect_text("old", "old");
	assert_int_equal(write_text("old", true, "new", &err), ST_OK);
	expect_text("old", "new");
	assert_int_equal(write_text("fresh", true, "new", &err), ST_OK);
	expect_text("fresh", "new");
	assert_int_equal(count_names(), 2);
	unlink("old");
	unlink("fresh");
}

static void a_file_that_appears_meanwhile_stays(void **state)
{
	struct err err = ERR_INIT;
	struct file_out *f = NULL;

	(void)state;
	assert_int_equal(file_out_open("race", false, &f, &err), ST_OK);
	fputs("mine", file_out_stream(f));
	put_text("race", "theirs");
	assert_int_equal(file_out_commit(f, &err), ST_CONFLICT);
	expect_text("race", "theirs");
	assert_int_equal(count_names(), 1);
	unlink("race");
}

static void links_are_replaced_not_followed(void **state)
{
	struct err err = ERR_INIT;
	struct stat st;

	(void)state;
	put_text("target", "target");
	assert_int_equal(symlink("target", "link"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	assert_int_equal(write_text("link", false, "new", &err), ST_CONFLICT);
	assert_int_equal(write_text("dangling", false, "new", &err), ST_CONFLICT);
	assert_int_equal(write_text("link", true, "new", &err), ST_OK);
	expect_text("target", "target");
	expect_text("link", "new");
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISREG(st.st_mode));
	assert_int_not_equal(access("nowhere", F_OK), 0);
	unlink("target");
	unlink("link");
	unlink("dangling");
}

static void directories_and_devices_are_refused(void **state)
{
	static const char *const WRONG[] = {
		"", "sub", "sub/", ".", "..", "/", "./sub", "pipe", "no/such/dir", "file/x"};

	(void)state;
	assert_int_equal(mkdir("sub", 0700), 0);
	assert_int_equal(mkfifo("pipe", 0600), 0);
	put_text("file", "x");
	for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++)
		for (int force = 0; force < 2; force++) {
			struct err err = ERR_INIT;
			struct file_out *f = NULL;

			if (file_out_open(WRONG[i], force != 0, &f, &err) == ST_OK)
				fail_msg("\"%s\" is taken", WRONG[i]);
			assert_null(f);
			assert_int_not_equal(err.text[0], '\0');
		}
	assert_int_equal(count_names(), 3);
	rmdir("sub");
	unlink("pipe");
	unlink("file");
}

static void open_directories_are_refused(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(mkdir("open", 0700), 0);
	assert_int_equal(chmod("open", 0777), 0);
	assert_int_equal(write_text("open/a", false, "x", &err), ST_DENIED);
	assert_int_equal(chmod("open", 01777), 0);
	assert_int_equal(write_text("open/a", false, "x", &err), ST_OK);
	unlink("open/a");
	rmdir("open");
}

static void giving_up_leaves_nothing(void **state)
{
	struct file_out *f = NULL;

	(void)state;
	put_text("keep", "keep");
	assert_int_equal(file_out_open("keep", true, &f, NULL), ST_OK);
	fputs("never", file_out_stream(f));
	file_out_abandon(f);
	file_out_abandon(NULL);
	expect_text("keep", "keep");
	assert_int_equal(count_names(), 1);
	unlink("keep");
}

/* A file size limit stands for the full disk: the write fails, the old file stays, the reason is said. */
static void a_full_disk_keeps_the_old_file(void **state)
{
	struct rlimit old, small;
	struct err err = ERR_INIT;
	static char text[600000];

	(void)state;
	for (int i = 0; i < 2; i++) {
		size_t size = i == 0 ? 5000 : 500000; /* fails at the commit, and before it */
		struct file_out *f = NULL;

		memset(text, 'x', size);
		text[size] = '\0';
		put_text("keep", "keep");
		assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
		small = old;
		small.rlim_cur = 4096;
		signal(SIGXFSZ, SIG_IGN);
		assert_int_equal(file_out_open("keep", true, &f, &err), ST_OK);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
		fputs(text, file_out_stream(f));
		assert_int_equal(file_out_commit(f, &err), ST_IO);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
		assert_non_null(strstr(err.text, "keep: "));
		assert_non_null(strstr(err.text, "Free some space"));
		expect_text("keep", "keep");
		assert_int_equal(count_names(), 1);
		unlink("keep");
	}
}

/* A writer's own failure is kept; a failed write is named with the file, whatever the writer called it. */
static void the_end_tells_whose_failure_it_was(void **state)
{
	struct rlimit old, small;
	struct err err = ERR_INIT;
	struct file_out *f = NULL;

	(void)state;
	assert_int_equal(file_out_open("new", false, &f, &err), ST_OK);
	fputs("rows", file_out_stream(f));
	err_set(&err, ST_CORRUPT, "the source is damaged");
	assert_int_equal(file_out_end(f, ST_CORRUPT, &err), ST_CORRUPT);
	assert_string_equal(err.text, "the source is damaged");
	assert_int_equal(count_names(), 0);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = old;
	small.rlim_cur = 2;
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(file_out_open("new", false, &f, &err), ST_OK);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	fputs("rows", file_out_stream(f));
	assert_int_not_equal(fflush(file_out_stream(f)), 0);
	assert_int_equal(file_out_end(f, err_set(&err, ST_IO, "output: no room"), &err), ST_IO);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_non_null(strstr(err.text, "new: "));
	assert_int_equal(count_names(), 0);
	assert_int_equal(file_out_open("new", false, &f, &err), ST_OK);
	fputs("rows", file_out_stream(f));
	assert_int_equal(file_out_end(f, ST_OK, &err), ST_OK);
	expect_text("new", "rows");
	unlink("new");
}

static void reading_has_a_limit(void **state)
{
	struct err err = ERR_INIT;
	char *data = NULL;
	size_t len = 4711;

	(void)state;
	put_text("ten", "0123456789");
	assert_int_equal(file_read("ten", 10, &data, &len, &err), ST_OK);
	assert_string_equal(data, "0123456789");
	assert_int_equal(len, 10);
	free(data);
	data = NULL;
	assert_int_equal(file_read("ten", 9, &data, &len, &err), ST_BAD_DATA);
	assert_int_equal(file_read("none", 9, &data, &len, &err), ST_IO);
	assert_non_null(strstr(err.text, "none: "));
	assert_int_equal(file_read(".", 9, &data, &len, &err), ST_IO);
	assert_null(data);
	put_text("ten", "");
	assert_int_equal(file_read("ten", 0, &data, &len, &err), ST_OK);
	assert_string_equal(data, "");
	free(data);
	unlink("ten");
}

static void directories_are_made(void **state)
{
	struct err err = ERR_INIT;
	struct stat st;

	(void)state;
	umask(0);
	assert_int_equal(file_make_dirs("a/b/file", &err), ST_OK);
	assert_int_equal(stat("a/b", &st), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	assert_int_not_equal(access("a/b/file", F_OK), 0);
	assert_int_equal(file_make_dirs("a/b/file", &err), ST_OK);
	assert_int_equal(file_make_dirs("a/c/", &err), ST_OK);
	assert_int_equal(access("a/c", F_OK), 0);
	assert_int_equal(file_make_dirs("name", &err), ST_OK);
	assert_int_equal(file_make_dirs("/tmp/x", &err), ST_OK);
	put_text("a/plain", "x");
	assert_int_equal(file_make_dirs("a/plain/d/f", &err), ST_IO);
	assert_non_null(strstr(err.text, "a/plain"));
	unlink("a/plain");
	rmdir("a/c");
	rmdir("a/b");
	rmdir("a");
}

static void expect_typed(const char *typed, const char *name, const char *expected)
{
	char *path = file_typed_path(typed, name);

	assert_string_equal(path, expected);
	free(path);
}

static void typed_paths_are_put_out(void **state)
{
	(void)state;
	setenv("HOME", "/nobody", 1);
	assert_int_equal(mkdir("d", 0700), 0);
	expect_typed("~/a.csv", "x.csv", "/nobody/a.csv");
	expect_typed("~", NULL, "/nobody");
	expect_typed("~me/a", "x.csv", "~me/a");
	expect_typed("", "x.csv", "");
	expect_typed("d", "x.csv", "d/x.csv");
	expect_typed("d/", "x.csv", "d/x.csv");
	expect_typed("d/", NULL, "d/");
	expect_typed("d/y.csv", "x.csv", "d/y.csv");
	rmdir("d");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_new_file_is_private_and_whole),
		cmocka_unit_test(paths_may_have_directories),
		cmocka_unit_test(an_existing_file_needs_force),
		cmocka_unit_test(a_file_that_appears_meanwhile_stays),
		cmocka_unit_test(links_are_replaced_not_followed),
		cmocka_unit_test(directories_and_devices_are_refused),
		cmocka_unit_test(open_directories_are_refused),
		cmocka_unit_test(giving_up_leaves_nothing),
		cmocka_unit_test(a_full_disk_keeps_the_old_file),
		cmocka_unit_test(the_end_tells_whose_failure_it_was),
		cmocka_unit_test(reading_has_a_limit),
		cmocka_unit_test(directories_are_made),
		cmocka_unit_test(typed_paths_are_put_out),
	};

	return cmocka_run_group_tests(tests, enter, leave);
}
