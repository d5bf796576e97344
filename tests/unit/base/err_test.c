/* base/err: sentences, offsets, prefixes, what a full disk says, exit codes. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/err.h"
#include "base/text.h"

static void fills_and_returns(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&err, ST_BAD_DATA, "row %d is wrong", 7), ST_BAD_DATA);
	assert_int_equal(err.status, ST_BAD_DATA);
	assert_int_equal(err.offset, -1);
	assert_string_equal(err.text, "row 7 is wrong");
	assert_int_equal(err_set_at(&err, ST_USAGE, 12, "%s", "here"), ST_USAGE);
	assert_int_equal(err.offset, 12);
	err_set(&err, ST_IO, "no place");
	assert_int_equal(err.offset, -1);
}

static void null_is_ignored(void **state)
{
	(void)state;
	assert_int_equal(err_set(NULL, ST_BUSY, "x"), ST_BUSY);
	assert_int_equal(err_set_at(NULL, ST_USAGE, 1, "x"), ST_USAGE);
	assert_int_equal(err_prefix(NULL, ST_BUSY, "x"), ST_BUSY);
	errno = ENOENT;
	assert_int_equal(err_errno(NULL, "x"), ST_IO);
}

static void own_text_may_be_an_argument(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	err_set(&err, ST_IO, "disk");
	err_set(&err, ST_IO, "first %s last", err.text);
	assert_string_equal(err.text, "first disk last");
}

static void prefix_is_put_in_front(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	err_set_at(&err, ST_BAD_DATA, 3, "bad date");
	assert_int_equal(err_prefix(&err, ST_BAD_DATA, "line %d", 9), ST_BAD_DATA);
	assert_string_equal(err.text, "line 9: bad date");
	assert_int_equal(err.offset, 3);
}

/* Every length of a two-, three- and four-byte letter around the end of the buffer stays UTF-8. */
static void long_text_is_cut_between_letters(void **state)
{
	static const char *const LETTERS[] = {"я", "€", "😀"};
	char text[2100];

	(void)state;
	for (size_t k = 0; k < 3; k++) {
		for (size_t lead = 0; lead < 8; lead++) {
			struct err err = ERR_INIT;

			memset(text, 'a', lead);
			text[lead] = '\0';
			while (strlen(text) < 1500)
				strcat(text, LETTERS[k]);
			err_set(&err, ST_IO, "%s", text);
			assert_true(strlen(err.text) >= sizeof err.text - 4);
			assert_true(text_is_utf8(err.text, strlen(err.text), NULL));
			err_prefix(&err, ST_IO, "%s", "префикс");
			assert_true(text_is_utf8(err.text, strlen(err.text), NULL));
			assert_non_null(strstr(err.text, "префикс: "));
			err_prefix(&err, ST_IO, "%s", text);
			assert_true(text_is_utf8(err.text, strlen(err.text), NULL));
		}
	}
}

static void errno_becomes_a_sentence(void **state)
{
	static const int FULL[] = {ENOSPC, EDQUOT, EFBIG};
	struct err err = ERR_INIT;

	(void)state;
	errno = ENOENT;
	assert_int_equal(err_errno(&err, "/no/file"), ST_IO);
	assert_non_null(strstr(err.text, "/no/file: "));
	assert_non_null(strstr(err.text, strerror(ENOENT)));
	assert_int_equal(errno, ENOENT);
	for (size_t i = 0; i < 3; i++) {
		errno = FULL[i];
		assert_int_equal(err_errno(&err, "out.csv"), ST_IO);
		assert_non_null(strstr(err.text, "out.csv: "));
		assert_non_null(strstr(err.text, "Free some space"));
	}
}

static void exit_codes_are_those_of_the_manual(void **state)
{
	(void)state;
	assert_int_equal(err_exit_code(ST_OK), 0);
	assert_int_equal(err_exit_code(ST_NOT_FOUND), 1);
	assert_int_equal(err_exit_code(ST_USAGE), 2);
	assert_int_equal(err_exit_code(ST_BAD_DATA), 3);
	assert_int_equal(err_exit_code(ST_CONFLICT), 4);
	assert_int_equal(err_exit_code(ST_BUSY), 4);
	assert_int_equal(err_exit_code(ST_IO), 5);
	assert_int_equal(err_exit_code(ST_CORRUPT), 5);
	assert_int_equal(err_exit_code(ST_DENIED), 6);
	assert_int_not_equal(err_exit_code(ST_CANCELLED), 0);
}

/* The reason must not fall off the end behind a long name. */
static void a_long_name_keeps_the_reason(void **state)
{
	struct err err = ERR_INIT;
	char name[5001];

	(void)state;
	memset(name, 'x', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	errno = ENAMETOOLONG;
	err_errno(&err, name);
	assert_non_null(strstr(err.text, "xx: File name too long"));
	assert_int_equal(errno, ENAMETOOLONG);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_and_returns),
		cmocka_unit_test(null_is_ignored),
		cmocka_unit_test(own_text_may_be_an_argument),
		cmocka_unit_test(prefix_is_put_in_front),
		cmocka_unit_test(long_text_is_cut_between_letters),
		cmocka_unit_test(errno_becomes_a_sentence),
		cmocka_unit_test(a_long_name_keeps_the_reason),
		cmocka_unit_test(exit_codes_are_those_of_the_manual),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
