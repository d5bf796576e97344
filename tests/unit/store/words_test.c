/* Words of a text are those of the engine's tokenizer: each letter alone, and letters mixed. */
#include "office.h"

#include <sqlite3.h>

#include "../../../src/store/words.h"
#include "base/text.h"

static void take(void *arg, const char *word, size_t len)
{
	struct buf *out = arg;

	buf_addch(out, '[');
	buf_addn(out, word, len);
	buf_addch(out, ']');
}

/* What the engine's index has of a text. */
static void compare(struct db *db, struct words *w, const char *text)
{
	struct buf ours = BUF_INIT, sql = BUF_INIT;
	struct query *q;
	bool row;

	words_each(w, text, take, &ours);
	q = db_query(db, "INSERT INTO cut (rowid, t) VALUES (1, ?1)");
	query_text(q, 1, text);
	assert_int_equal(query_run(q, NULL, NULL), ST_OK);
	q = db_query(db, "SELECT term FROM cut_words ORDER BY offset");
	while (query_step(q, &row, NULL) == ST_OK && row)
		take(&sql, query_get_text(q, 0), strlen(query_get_text(q, 0)));
	query_done(q);
	if (strcmp(buf_str(&ours), buf_str(&sql)) != 0)
		fail_msg("\"%s\": %s, not %s", text, buf_str(&ours), buf_str(&sql));
	office_run(db, "INSERT INTO cut (cut) VALUES ('delete-all')");
	buf_release(&ours);
	buf_release(&sql);
}

static void test_words(void **state)
{
	static const uint32_t some[] = {'a', 'b', '7', ' ', '-', '.', '\'', 0x44F, 0x451, 0x142,
		0xDF, 0x301, 0x308, 0x410, 0x41, 0x4E2D, 0x1F600, 0x5D0, 0x5B0, 0x660, 0xAB,
		0x2013};
	struct office *o = *state;
	struct db *db = office_new(o);
	struct words *w;
	unsigned seed = 1;

	assert_ok(tx_begin(db, &err));
	office_run(db, "CREATE VIRTUAL TABLE cut USING fts5 (t, content='', "
		       "tokenize='unicode61 remove_diacritics 0')");
	office_run(db,
		"CREATE VIRTUAL TABLE temp.cut_words USING fts5vocab('main', 'cut', 'instance')");
	w = words_new(db);
	assert_non_null(w);
	for (uint32_t c = 1; c < 0x900; c++) {
		char letter[5] = {0}, text[32];

		text_encode(c, letter);
		snprintf(text, sizeof text, "a%sb %sc %s d%s", letter, letter, letter, letter);
		compare(db, w, text);
	}
	for (int i = 0; i < 2000; i++) {
		char text[128] = "";
		size_t len = 0;

		for (int k = 0; k < 24; k++) {
			seed = seed * 1664525U + 1013904223U;
			len += (size_t)text_encode(
				some[(seed >> 8) % (i % 2 ? 12 : sizeof some / sizeof some[0])],
				text + len);
		}
		text[len] = '\0';
		compare(db, w, text);
	}
	compare(db, w, "");
	words_free(w);
	words_free(NULL);
	tx_rollback(db);
	db_close(db);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_words, office_setup, office_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
