/* The search index: terms, finding, and that index and table stay the same. */
#include "office.h"

static void term_is(const char *words, const char *want)
{
	char *term = search_term_words(words);

	if (want == NULL)
		assert_null(term);
	else
		assert_string_equal(term, want);
	free(term);
}

static void test_word_terms(void **state)
{
	(void)state;
	term_is("иван", "\"иван\"*");
	term_is("иван  пет", "\"иван\"* \"пет\"*");
	term_is("o'hara", "\"o\"* \"hara\"*");
	term_is("a:b\" OR (c*", "\"a\"* \"b\"* \"OR\"* \"c\"*");
	term_is("№ 5 — «ёлка»", "\"5\"* \"ёлка\"*");
	term_is("info@firma.ru", "\"info\"* \"firma\"* \"ru\"*");
	term_is("", NULL);
	term_is(" -*\"'☕ ", NULL);
	assert_null(search_term_words(NULL));
}

static void digits_term_is(const char *digits, const char *want)
{
	char *term = search_term_digits(digits);

	if (want == NULL)
		assert_null(term);
	else
		assert_string_equal(term, want);
	free(term);
}

static void test_digit_terms(void **state)
{
	(void)state;
	digits_term_is("12", NULL);
	digits_term_is("", NULL);
	digits_term_is(NULL, NULL);
	digits_term_is("123", "\"123\"*");
	digits_term_is("1234", "\"1234\"");
	digits_term_is("12-34 56", "\"1234\" \"2345\" \"3456\"");
}

/* Ids found, as text: "3 1". */
static void found_is(struct db *db, const char *words, const char *key, const char *digits,
	const char *extra, int max, const char *want)
{
	int64_t ids[64];
	char got[512] = "";
	int i, n = -1;

	assert_ok(search_find(db, "thing", words, key, digits, extra, ids, max, &n, &err));
	for (i = 0; i < n; i++)
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s%d", i > 0 ? " " : "",
			(int)ids[i]);
	assert_string_equal(got, want);
}

static void test_find_words(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	office_add(db, "иванов петр", NULL);            /* 1 */
	office_add(db, "петров иван", NULL);            /* 2 */
	office_add(db, "ромашка ооо ivan@mail.ru", ""); /* 3 */
	office_add(db, "иван", NULL);                   /* 4 */
	office_add(db, "сидоров", NULL);                /* 5 */
	assert_ok(tx_commit(db, &err));
	found_is(db, "иван", NULL, NULL, NULL, 64, "4 2 1");
	/* Those whose name starts so come first, by the alphabet. */
	found_is(db, "иван", "иван", NULL, NULL, 64, "4 1 2");
	found_is(db, "иван", "иван", NULL, NULL, 2, "4 1");
	found_is(db, "иван пет", "иван пет", NULL, NULL, 64, "2 1");
	found_is(db, "пет иван", NULL, NULL, NULL, 64, "2 1");
	found_is(db, "mail", NULL, NULL, NULL, 64, "3");
	found_is(db, "ван", NULL, NULL, NULL, 64, "");
	found_is(db, "☕", NULL, NULL, NULL, 64, "");
	found_is(db, "и", NULL, NULL, NULL, 64, "4 2 1");
	found_is(db, "и п", NULL, NULL, NULL, 64, "2 1");
	found_is(db, "иван п", NULL, NULL, NULL, 64, "2 1");
	found_is(db, "иван", NULL, NULL, "t.id <> 2", 64, "4 1");
	found_is(db, "", NULL, NULL, NULL, 64, "");
	/* The trash is not found. */
	assert_ok(tx_begin(db, &err));
	office_run(db, "UPDATE thing SET deleted_at = 1 WHERE id IN (2, 4)");
	assert_ok(tx_commit(db, &err));
	found_is(db, "иван", "иван", NULL, NULL, 64, "1");
	db_close(db);
}

/* Words longer than the indexed prefixes: frequent ones, rare ones behind many that start so, several at once. */
static void test_find_long_words(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	int i;

	assert_ok(tx_begin(db, &err));
	office_add(db, "александрит", NULL);     /* 1 */
	office_add(db, "иван алексеевич", NULL); /* 2 */
	for (i = 3; i <= 900; i++)
		office_add(db, i % 10 ? "александр" : "александра иванова", NULL);
	assert_ok(tx_commit(db, &err));
	found_is(db, "александ", NULL, NULL, NULL, 3, "900 899 898");
	found_is(db, "александра", NULL, NULL, NULL, 3, "900 890 880");
	found_is(db, "александри", NULL, NULL, NULL, 64, "1");
	found_is(db, "александри иван", NULL, NULL, NULL, 64, "");
	found_is(db, "алексеев ивана", NULL, NULL, NULL, 64, "");
	found_is(db, "алексеев и", NULL, NULL, NULL, 64, "2");
	found_is(db, "иванов александра", NULL, NULL, "t.id < 40", 64, "30 20 10");
	db_close(db);
}

static void test_find_digits(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	assert_ok(tx_begin(db, &err));
	office_add(db, "a", "74951234567 79161112233"); /* 1 */
	office_add(db, "b", "74957654321");             /* 2 */
	office_add(db, "c", "112");                     /* 3 */
	office_add(db, "d", "1");                       /* 4 */
	office_add(db, "e 567", NULL);                  /* 5 */
	assert_ok(tx_commit(db, &err));
	found_is(db, NULL, NULL, "7495", NULL, 64, "2 1");
	found_is(db, NULL, NULL, "495-123", NULL, 64, "1");
	found_is(db, NULL, NULL, "111", NULL, 64, "1");
	found_is(db, NULL, NULL, "112", NULL, 64, "3 1");
	/* The last three digits of a run, and whole runs. */
	found_is(db, NULL, NULL, "567", NULL, 64, "1");
	found_is(db, NULL, NULL, "321", NULL, 64, "2");
	found_is(db, NULL, NULL, "74951234567", NULL, 64, "1");
	/* The grams are all there, the number is not. */
	found_is(db, NULL, NULL, "12345671", NULL, 64, "");
	found_is(db, NULL, NULL, "5677916", NULL, 64, "");
	found_is(db, NULL, NULL, "12", NULL, 64, "");
	found_is(db, "567", NULL, "567", NULL, 64, "1 5");
	db_close(db);
}

static void test_sql_pieces(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char words[256], digits[256], *sql, *term;
	struct query *q;
	int64_t n = 0;

	office_save(db, "иванов", "74951234567");
	office_save(db, "петров", "74957654321");
	search_sql_words(words, sizeof words, "thing", "t", 1);
	search_sql_digits(digits, sizeof digits, "thing", "t", 2, 3);
	sql = mem_printf("SELECT count(*) FROM thing t WHERE %s AND %s", words, digits);
	q = db_query(db, sql);
	term = search_term_words("иван");
	query_text(q, 1, term);
	free(term);
	term = search_term_digits("51234");
	query_text(q, 2, term);
	query_text(q, 3, "%51234%");
	free(term);
	assert_ok(query_one_int(q, 0, &n, &err));
	assert_int_equal(n, 1);
	free(sql);
	db_close(db);
}

static void test_check_and_rebuild(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);

	office_save(db, "иванов петр", "74951234567");
	office_save(db, "сидоров", "112");
	assert_ok(search_check(db, "thing", &err));
	/* A text that the index does not know. */
	assert_ok(tx_begin(db, &err));
	office_run(db, "UPDATE thing SET search_text = 'орлов' WHERE id = 1");
	assert_fails(search_check(db, "thing", &err), ST_CORRUPT, "thing");
	assert_ok(search_rebuild(db, "thing", &err));
	assert_ok(search_check(db, "thing", &err));
	assert_ok(tx_commit(db, &err));
	found_is(db, "иванов", NULL, NULL, NULL, 64, "");
	found_is(db, "орл", NULL, NULL, NULL, 64, "1");
	/* Digits that the index does not know, or knows too much of. */
	assert_ok(tx_begin(db, &err));
	office_run(db, "UPDATE thing SET digits = '74951234568' WHERE id = 1");
	assert_ok(tx_commit(db, &err));
	assert_fails(search_check(db, "thing", &err), ST_CORRUPT, "thing");
	assert_ok(tx_begin(db, &err));
	assert_ok(search_rebuild(db, "thing", &err));
	assert_ok(tx_commit(db, &err));
	assert_ok(search_check(db, "thing", &err));
	found_is(db, NULL, NULL, "568", NULL, 64, "1");
	found_is(db, NULL, NULL, "567", NULL, 64, "");
	db_close(db);
}

/* A small generator, the same every time. */
static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

static void random_text(unsigned *seed, char *out, size_t size)
{
	static const char *const words[] = {
		"иван", "иванов", "anna", "o'hara", "łódź", "7", "-", "ооо ромашка", "a", "ив"};
	unsigned i, n = next_random(seed) % 4;

	out[0] = '\0';
	for (i = 0; i < n; i++)
		snprintf(out + strlen(out), size - strlen(out), "%s ",
			words[next_random(seed) % 10]);
}

static void random_digits(unsigned *seed, char *out, size_t size)
{
	unsigned i, n = next_random(seed) % 3;

	out[0] = '\0';
	for (i = 0; i < n; i++)
		snprintf(out + strlen(out), size - strlen(out), "%.*s ",
			(int)(next_random(seed) % 8), "4951494951" + next_random(seed) % 3);
}

/* Many changes in random order, several a transaction, some taken back, with merges between. */
static void test_random_changes(void **state)
{
	struct office *o = *state;
	struct db *db = office_new(o);
	char text[41][80] = {{0}}, digits[41][40] = {{0}};
	char kept_text[41][80], kept_digits[41][40];
	unsigned seed = 7, round, i;

	for (round = 0; round < 150; round++) {
		memcpy(kept_text, text, sizeof text);
		memcpy(kept_digits, digits, sizeof digits);
		assert_ok(tx_begin(db, &err));
		for (i = 0; i < 8; i++) {
			unsigned id = 1 + next_random(&seed) % 40;
			struct query *q;

			assert_ok(search_remove(db, "thing", id, text[id], &err));
			assert_ok(search_remove_digits(db, "thing", id, digits[id], &err));
			random_text(&seed, text[id], sizeof text[id]);
			random_digits(&seed, digits[id], sizeof digits[id]);
			q = db_query(db, "INSERT INTO thing (id, search_text, digits) VALUES (?1, "
					 "?2, ?3) ON CONFLICT (id) DO UPDATE"
					 " SET search_text = excluded.search_text, digits = "
					 "excluded.digits");
			query_int(q, 1, id);
			query_text(q, 2, text[id]);
			query_text(q, 3, digits[id]);
			assert_ok(query_run(q, NULL, &err));
			assert_ok(search_add(db, "thing", id, text[id], &err));
			assert_ok(search_add_digits(db, "thing", id, digits[id], &err));
		}
		if (next_random(&seed) % 5 == 0) {
			tx_rollback(db);
			memcpy(text, kept_text, sizeof text);
			memcpy(digits, kept_digits, sizeof digits);
		} else {
			assert_ok(tx_commit(db, &err));
		}
		if (round % 10 == 0)
			while (db_idle_step(db))
				continue;
		if (round % 30 == 29)
			assert_ok(search_check(db, "thing", &err));
	}
	db_close(db);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, office_setup, office_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_word_terms),
		cmocka_unit_test(test_digit_terms),
		TEST(test_find_words),
		TEST(test_find_long_words),
		TEST(test_find_digits),
		TEST(test_sql_pieces),
		TEST(test_check_and_rebuild),
		TEST(test_random_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
