/* Matching inside texts, whatever the case and the marks of the letters. */
#include "office.h"

#include "store/match.h"

static struct db *open_office(struct office *o)
{
	struct db *db = NULL;

	assert_ok(db_open(o->path, DB_CREATE, &db, &err));
	return db;
}

static bool matches(struct db *db, const char *text, const char *typed, bool whole)
{
	char *term = match_term(typed, whole);
	struct buf sql = BUF_INIT;
	struct query *q;
	int64_t yes;

	buf_add(&sql, "SELECT ");
	match_sql(&sql, "?1", 2);
	q = db_query(db, buf_str(&sql));
	query_text(q, 1, text);
	query_text(q, 2, term);
	assert_ok(query_one_int(q, -1, &yes, &err));
	buf_release(&sql);
	free(term);
	return yes == 1;
}

static void test_case_and_marks(void **state)
{
	struct db *db = open_office(*state);

	assert_true(matches(db, "ООО Ромашка", "ромашка", false));
	assert_true(matches(db, "ооо ромашка", "О РОМ", false));
	assert_true(matches(db, "Ёлкин и Йод", "елкин И ЙОД", false));
	assert_true(matches(db, "Łódź", "lodz", false));
	assert_true(matches(db, "lodz", "Łódź", false));
	assert_true(matches(db, "ΑΘΗΝΑ", "αθη", false));
	assert_true(matches(db, "Фирма «Заря»", "\"заря\"", false));
	assert_false(matches(db, "Ромашка", "ромажка", false));
	assert_false(matches(db, "Ромашка", "ромашка 2", false));
	db_close(db);
}

static void test_nothing_is_a_pattern(void **state)
{
	struct db *db = open_office(*state);

	assert_true(matches(db, "5*5=25", "5*5", false));
	assert_false(matches(db, "5x5=25", "5*5", false));
	assert_true(matches(db, "why?", "Y?", false));
	assert_false(matches(db, "why not", "Y?", false));
	assert_true(matches(db, "a[b]c^-\\", "A[B]C^-\\", false));
	assert_false(matches(db, "ab", "a[b]", false));
	assert_true(matches(db, "anything", "", false));
	db_close(db);
}

static void test_whole(void **state)
{
	struct db *db = open_office(*state);

	assert_true(matches(db, "Twin", "TWIN", true));
	assert_false(matches(db, "Twinset", "twin", true));
	assert_false(matches(db, "A twin", "twin", true));
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_case_and_marks, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(
			test_nothing_is_a_pattern, office_setup, office_teardown),
		cmocka_unit_test_setup_teardown(test_whole, office_setup, office_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
