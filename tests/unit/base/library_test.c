/* Libraries that are loaded late: their functions work, and what is missing is named with its package. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/library.h"

struct late {
	double (*cosine)(double);
	double (*nothing)(double);
};

static void test_functions_work(void **state)
{
	struct late late = {0};
	const struct library_symbol symbols[] = {{"cos", &late.cosine}};

	(void)state;
	assert_int_equal(library_load("libm.so.6", "libc6", symbols, 1, NULL), ST_OK);
	assert_true(late.cosine(0.0) > 0.999);
	assert_int_equal(library_load("libm.so.6", "libc6", symbols, 1, NULL), ST_OK);
}

static void test_a_missing_library_is_named(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(library_load("libnowhere.so.7", "libnowhere7", NULL, 0, &err), ST_IO);
	assert_non_null(strstr(err.text, "libnowhere.so.7"));
	assert_non_null(strstr(err.text, "package libnowhere7"));
}

static void test_a_missing_function_is_named(void **state)
{
	struct late late = {0};
	const struct library_symbol symbols[] = {
		{"cos", &late.cosine}, {"no_such_function", &late.nothing}};
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(library_load("libm.so.6", "libc6", symbols, 2, &err), ST_IO);
	assert_non_null(strstr(err.text, "no_such_function"));
	assert_null(late.nothing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_functions_work),
		cmocka_unit_test(test_a_missing_library_is_named),
		cmocka_unit_test(test_a_missing_function_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
