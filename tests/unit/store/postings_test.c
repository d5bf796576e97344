/* Segments that are written here and not by the engine: the engine finds the same in them as in its own. */
#include "office.h"

#include <sqlite3.h>

#include "../../../src/store/postings.h"
#include "../../../src/store/structure.h"
#include "base/mem.h"

#define WORDS_MAX 12

struct target {
	sqlite3 *h;
	sqlite3_stmt *page, *key;
};

static void run(sqlite3 *h, const char *sql)
{
	char *why = NULL;

	if (sqlite3_exec(h, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
}

static int64_t one_int(sqlite3 *h, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t n;

	if (sqlite3_prepare_v2(h, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(h));
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return n;
}

/* Two tables: theirs is filled by the engine, ours not. */
static sqlite3 *tables(int page_size)
{
	char sql[160];
	sqlite3 *h = NULL;

	assert_int_equal(sqlite3_open(":memory:", &h), SQLITE_OK);
	run(h, "CREATE VIRTUAL TABLE theirs USING fts5 (t, content='', detail=none, columnsize=0, "
	       "prefix='1 2');"
	       "CREATE VIRTUAL TABLE ours USING fts5 (t, content='', detail=none, columnsize=0, "
	       "prefix='1 2');"
	       "CREATE VIRTUAL TABLE their_words USING fts5vocab('theirs', 'row');"
	       "CREATE VIRTUAL TABLE our_words USING fts5vocab('ours', 'row');");
	snprintf(sql, sizeof sql, "INSERT INTO ours(ours, rank) VALUES ('pgsz', %d)", page_size);
	run(h, sql);
	return h;
}

static bool put_page(void *arg, int64_t id, const void *data, size_t len)
{
	struct target *t = arg;

	sqlite3_bind_int64(t->page, 1, id);
	sqlite3_bind_blob(t->page, 2, data, (int)len, SQLITE_STATIC);
	sqlite3_step(t->page);
	return sqlite3_reset(t->page) == SQLITE_OK;
}

static bool put_key(void *arg, const void *term, size_t len, int64_t pgno)
{
	struct target *t = arg;

	sqlite3_bind_blob(t->key, 1, term, (int)len, SQLITE_STATIC);
	sqlite3_bind_int64(t->key, 2, pgno);
	sqlite3_step(t->key);
	return sqlite3_reset(t->key) == SQLITE_OK;
}

static void install(sqlite3 *h, struct postings *p, int page_size)
{
	struct target t = {.h = h};
	struct segment_sink sink = {&t, put_page, put_key};
	struct segment *to = segment_new(1, (size_t)page_size, &sink);
	struct structure s;
	struct buf block = BUF_INIT;
	sqlite3_stmt *stmt;
	int pages;

	assert_int_equal(
		sqlite3_prepare_v2(h, "REPLACE INTO ours_data VALUES (?1, ?2)", -1, &t.page, NULL),
		0);
	assert_int_equal(
		sqlite3_prepare_v2(h, "INSERT INTO ours_idx VALUES (1, ?1, ?2)", -1, &t.key, NULL),
		0);
	assert_true(postings_write(p, to));
	pages = segment_finish(to);
	assert_true(pages > 0);
	assert_int_equal(
		sqlite3_prepare_v2(h, "SELECT block FROM ours_data WHERE id = 10", -1, &stmt, NULL),
		0);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_true(structure_read(
		&s, sqlite3_column_blob(stmt, 0), (size_t)sqlite3_column_bytes(stmt, 0)));
	sqlite3_finalize(stmt);
	structure_add(&s, 1, pages);
	structure_write(&s, &block);
	assert_true(put_page(&t, 10, block.data, block.len));
	structure_release(&s);
	buf_release(&block);
	segment_free(to);
	sqlite3_finalize(t.page);
	sqlite3_finalize(t.key);
	/* What it knows of the structure is forgotten with a statement that is taken back. */
	run(h, "SAVEPOINT s; INSERT INTO ours(ours, rank) VALUES ('automerge', 0); ROLLBACK TO s; "
	       "RELEASE s");
}

static unsigned next_random(unsigned *seed)
{
	*seed = *seed * 1664525U + 1013904223U;
	return *seed >> 8;
}

static void add_word(struct postings *p, const char *word, int64_t id)
{
	static const struct postings_prefixes prefixes = {2, {1, 2}};

	postings_add(p, word, strlen(word), &prefixes, id);
}

static const char *const asked[] = {"a1", "b17*", "a*", "c*", "b1239", "b1239*", "a3 AND b5*",
	"b1*", "a6 NOT a1", "c0000*", "b", "a4 AND a5 AND b2*"};

static void same_rows(sqlite3 *h, const char *term, const char *order)
{
	char *sql = mem_printf(
		"SELECT (SELECT count(*) || ' ' || coalesce(group_concat(rowid), '') FROM"
		" (SELECT rowid FROM ours WHERE ours MATCH '%s' ORDER BY rowid %s))"
		" = (SELECT count(*) || ' ' || coalesce(group_concat(rowid), '') FROM"
		" (SELECT rowid FROM theirs WHERE theirs MATCH '%s' ORDER BY rowid %s))",
		term, order, term, order);

	assert_int_equal(one_int(h, sql), 1);
	free(sql);
}

/* Frequent words, rare ones and long ones; ids with gaps, some of them wide. */
static void compare(unsigned seed, int rows, int page_size, size_t memory)
{
	sqlite3 *h = tables(page_size);
	struct postings *p = postings_new(memory);
	sqlite3_stmt *add;
	int64_t id = 0;

	run(h, "BEGIN");
	assert_int_equal(sqlite3_prepare_v2(
				 h, "INSERT INTO theirs(rowid, t) VALUES (?1, ?2)", -1, &add, NULL),
		0);
	for (int i = 0; i < rows; i++) {
		char text[WORDS_MAX * 48] = "";
		int n = 1 + (int)(next_random(&seed) % WORDS_MAX);

		id += 1 + (next_random(&seed) % 16 == 0 ? next_random(&seed) % 400000 : 0);
		for (int k = 0; k < n; k++) {
			unsigned kind = next_random(&seed) % 8, v = next_random(&seed);
			char word[48];

			snprintf(word, sizeof word,
				kind < 5   ? "a%u"
				: kind < 7 ? "b%u"
					   : "c%036u",
				kind < 5   ? v % 7
				: kind < 7 ? v % 3000
					   : v);
			add_word(p, word, id);
			snprintf(text + strlen(text), sizeof text - strlen(text), "%s ", word);
		}
		sqlite3_bind_int64(add, 1, id);
		sqlite3_bind_text(add, 2, text, -1, SQLITE_STATIC);
		sqlite3_step(add);
		assert_int_equal(sqlite3_reset(add), SQLITE_OK);
	}
	sqlite3_finalize(add);
	run(h, "COMMIT");
	install(h, p, page_size);
	postings_free(p);
	run(h, "INSERT INTO ours(ours) VALUES ('integrity-check')");
	assert_int_equal(one_int(h, "SELECT count(*) FROM (SELECT term, doc FROM their_words "
				    "EXCEPT SELECT term, doc FROM our_words)"),
		0);
	assert_int_equal(one_int(h, "SELECT count(*) FROM (SELECT term, doc FROM our_words EXCEPT "
				    "SELECT term, doc FROM their_words)"),
		0);
	for (int down = 0; down < 2; down++)
		for (size_t k = 0; k < sizeof asked / sizeof asked[0]; k++)
			same_rows(h, asked[k], down ? "DESC" : "ASC");
	/* The engine goes on with it: takes rows out, merges. */
	run(h, "INSERT INTO ours(rowid, t) VALUES (900000000000, 'a1 neu'); INSERT INTO ours(ours) "
	       "VALUES ('optimize');"
	       "INSERT INTO ours(ours) VALUES ('integrity-check')");
	assert_int_equal(
		one_int(h, "SELECT rowid FROM ours WHERE ours MATCH 'neu a1'"), 900000000000);
	sqlite3_close(h);
}

static void test_small_pages_and_memory(void **state)
{
	(void)state;
	/* Doclist indexes of several levels; hundreds of runs. */
	compare(1, 6000, 64, POSTINGS_MIN);
	compare(2, 6000, 100, 64 << 10);
}

static void test_usual(void **state)
{
	(void)state;
	compare(3, 20000, 4050, 1 << 20);
	compare(4, 3, 4050, 1 << 20);
	compare(5, 1, 64, POSTINGS_MIN);
}

/* Every length of a number, as the engine writes it. */
static void test_numbers(void **state)
{
	(void)state;
	for (int bit = 0; bit < 64; bit++)
		for (int less = 0; less < 2; less++) {
			uint64_t v = ((uint64_t)1 << bit) - (uint64_t)less, back = 0;
			uint8_t bytes[SEGMENT_VARINT];
			size_t n = segment_put_varint(bytes, v);

			assert_int_equal(n, v >> 56   ? 9
					    : v < 128 ? 1
						      : (63 - __builtin_clzll(v)) / 7 + 1);
			assert_int_equal(segment_get_varint(bytes, n, &back), n);
			assert_true(back == v);
			assert_int_equal(segment_get_varint(bytes, n - 1, &back), 0);
		}
}

/* A new segment never stands behind one that is being merged into. */
static void test_structure(void **state)
{
	static const uint8_t merging[] = {
		0, 0, 0, 1, 2, 3, 9, 1, 2, 1, 1, 5, 2, 1, 5, 0, 1, 3, 1, 7};
	struct structure s;
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(structure_read(&s, merging, sizeof merging));
	assert_int_equal(s.largest, 3);
	structure_add(&s, 4, 300);
	structure_write(&s, &b);
	assert_int_equal(b.len, sizeof merging + 6);
	assert_int_equal(s.levels, 3);
	assert_memory_equal(b.data + b.len - 6, ((uint8_t[]){0, 1, 4, 1, 0x82, 0x2C}), 6);
	buf_release(&b);
	structure_release(&s);
	assert_false(structure_read(&s, merging, sizeof merging - 1));
	structure_release(&s);
	assert_false(structure_read(&s, (uint8_t[]){0, 0, 0, 1, 0xFF, 0, 0, 1, 0, 0, 0}, 11));
	structure_release(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_small_pages_and_memory),
		cmocka_unit_test(test_usual),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_structure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
