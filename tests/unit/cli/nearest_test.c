/* Tests of cli/nearest.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../../src/cli/nearest.h"

static const char *near(const char *word)
{
	static const char *const names[] = {"list", "find", "show", "history", "import", "export"};
	struct nearest n;

	nearest_init(&n, word);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		nearest_try(&n, names[i]);
	return nearest_best(&n);
}

static void slips_are_seen_through(void **state)
{
	(void)state;
	assert_string_equal(near("lst"), "list");
	assert_string_equal(near("lsit"), "list");
	assert_string_equal(near("lisst"), "list");
	assert_string_equal(near("improt"), "import");
	assert_string_equal(near("exprot"), "export");
	assert_string_equal(near("hsitory"), "history");
	assert_string_equal(near("list"), "list");
	assert_null(near("foo"));
}

static void beginnings_are_near(void **state)
{
	(void)state;
	assert_string_equal(near("hist"), "history");
	assert_string_equal(near("exp"), "export");
}

static void far_words_have_no_neighbour(void **state)
{
	char word[200];

	(void)state;
	assert_null(near("qqqqqqqq"));
	assert_null(near("unrelated"));
	for (size_t i = 0; i < sizeof(word) - 1; i++)
		word[i] = 'l';
	word[sizeof(word) - 1] = 0;
	assert_null(near(word));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_are_seen_through),
		cmocka_unit_test(beginnings_are_near),
		cmocka_unit_test(far_words_have_no_neighbour),
	};

	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
