/* The score: what must match, what must not, and which comes first. */
#include "unit/tui/draw.h"

#include "tui/fuzzy.h"

static void test_matches(void **state)
{
	(void)state;
	assert_true(fuzzy_score("", "anything") > 0);
	assert_true(fuzzy_score("log", "Log a call") > 0);
	assert_true(fuzzy_score("lc", "Log a call") > 0);
	assert_true(fuzzy_score("call log", "Log a call") > 0);
	assert_true(fuzzy_score("семен", "Семён Иванов") > 0);
	assert_true(fuzzy_score("lodz", "Łódź") > 0);
	assert_int_equal(fuzzy_score("xyz", "Log a call"), 0);
	assert_int_equal(fuzzy_score("gol", "log"), 0);
	assert_int_equal(fuzzy_score("log zzz", "Log a call"), 0);
}

static void test_order(void **state)
{
	(void)state;
	assert_true(fuzzy_score("del", "Delete client") > fuzzy_score("del", "New model"));
	assert_true(fuzzy_score("deal", "Deal won") > fuzzy_score("deal", "New deal"));
	assert_true(fuzzy_score("deal", "New deal") > fuzzy_score("deal", "Ordeal"));
	assert_true(fuzzy_score("deal", "Ordeal") > fuzzy_score("deal", "dead call"));
	assert_true(fuzzy_score("new", "New") > fuzzy_score("new", "New deal"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_matches),
		cmocka_unit_test(test_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
