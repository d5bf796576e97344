/* base/log: where lines go, and that nothing in them can steer a terminal. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/file.h"
#include "base/log.h"

static char dir[] = "/tmp/kartoteka-log-XXXXXX";
static char path[64], other[64];

static int make_dir(void **state)
{
	(void)state;
	if (mkdtemp(dir) == NULL)
		return -1;
	snprintf(path, sizeof path, "%s/log", dir);
	snprintf(other, sizeof other, "%s/link", dir);
	return 0;
}

static int remove_dir(void **state)
{
	(void)state;
	unlink(path);
	unlink(other);
	return rmdir(dir);
}

static char *read_log(void)
{
	char *text = NULL;
	size_t len;

	assert_int_equal(file_read(path, 100000, &text, &len, NULL), ST_OK);
	return text;
}

static void nothing_is_written_without_a_file(void **state)
{
	(void)state;
	log_open(NULL);
	log_line("nowhere %d", 1);
	log_open("");
	log_line("nowhere %d", 2);
	assert_int_not_equal(access(path, F_OK), 0);
}

static void lines_are_appended(void **state)
{
	struct stat st;
	char *text;

	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	log_open(path);
	errno = ENOENT;
	log_line("opened %s", "office.db");
	assert_int_equal(errno, ENOENT);
	log_open(path);
	log_line("second");
	log_open(NULL);
	log_line("lost");
	unsetenv("KARTOTEKA_NOW");
	text = read_log();
	assert_memory_equal(text, "2026-03-02T09:00:00Z ", 21);
	assert_non_null(strstr(text, " opened office.db\n"));
	assert_non_null(strstr(text, " second\n"));
	assert_null(strstr(text, "lost"));
	free(text);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_line_stays_one_line(void **state)
{
	char *text;

	(void)state;
	log_open(path);
	log_line("evil \x1B[2J\nfaked line \u202E");
	log_open(NULL);
	text = read_log();
	assert_null(strchr(text, '\x1B'));
	assert_non_null(strstr(text, "evil ^[[2J faked line <U+202E>\n"));
	free(text);
}

static void a_link_is_not_followed(void **state)
{
	(void)state;
	assert_int_equal(symlink("/tmp/kartoteka-log-target", other), 0);
	log_open(other);
	log_line("x");
	log_open(NULL);
	assert_int_not_equal(access("/tmp/kartoteka-log-target", F_OK), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_written_without_a_file),
		cmocka_unit_test(lines_are_appended),
		cmocka_unit_test(a_line_stays_one_line),
		cmocka_unit_test(a_link_is_not_followed),
	};

	return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
