/* Words are cut as the engine cuts them: compared for every code point. */
#include "office.h"

#include <sqlite3.h>

#include "../../../src/store/token.h"
#include "base/text.h"

struct cuts {
	const char *text;
	char words[256];
};

static int cut_engine(void *arg, int flags, const char *token, int len, int start, int end)
{
	struct cuts *c = arg;

	(void)flags;
	(void)token;
	(void)len;
	snprintf(c->words + strlen(c->words), sizeof c->words - strlen(c->words), "[%.*s]",
		end - start, c->text + start);
	return SQLITE_OK;
}

static void cut_ours(struct cuts *c)
{
	const char *p = c->text, *word;
	size_t len;

	while (token_next(&p, &word, &len))
		snprintf(c->words + strlen(c->words), sizeof c->words - strlen(c->words), "[%.*s]",
			(int)len, word);
}

static fts5_api *engine_api(sqlite3 *h)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_prepare_v2(h, "SELECT fts5(?1)", -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_pointer(stmt, 1, (void *)&api, "fts5_api_ptr", NULL);
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return api;
}

static void test_every_code_point(void **state)
{
	static const char *options[] = {"remove_diacritics", "0"};
	sqlite3 *h = NULL;
	fts5_api *api;
	fts5_tokenizer engine;
	Fts5Tokenizer *t = NULL;
	void *user = NULL;
	uint32_t c;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &h), SQLITE_OK);
	api = engine_api(h);
	assert_non_null(api);
	assert_int_equal(api->xFindTokenizer(api, "unicode61", &user, &engine), SQLITE_OK);
	assert_int_equal(engine.xCreate(user, options, 2, &t), SQLITE_OK);
	for (c = 1; c < 0x110000; c++) {
		char text[16] = "a";
		struct cuts theirs = {.text = text}, ours = {.text = text};
		int len;

		if (c >= 0xD800 && c < 0xE000)
			continue;
		len = 1 + text_encode(c, text + 1);
		memcpy(text + len, "b c", 4);
		assert_int_equal(engine.xTokenize(t, &theirs, FTS5_TOKENIZE_DOCUMENT, text, len + 3,
					 cut_engine),
			SQLITE_OK);
		cut_ours(&ours);
		if (strcmp(theirs.words, ours.words) != 0)
			fail_msg("U+%04X: %s, ours %s", (unsigned)c, theirs.words, ours.words);
	}
	engine.xDelete(t);
	sqlite3_close(h);
}

static void test_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(token_chars("abc", 3), 3);
	assert_int_equal(token_chars("ёлка", strlen("ёлка")), 4);
	assert_int_equal(token_chars("", 0), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_code_point),
		cmocka_unit_test(test_counts_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
