/* What each letter is inside a word and at its beginning is kept in a table; everything above U+07FF is asked anew. */
#include "words.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store_private.h"

#define WORDS_LETTERS 0x800 /* the code points of one and two bytes */

enum letter { LETTER_BETWEEN, LETTER_IN_WORD, LETTER_OTHER };

struct words {
	fts5_tokenizer type;
	Fts5Tokenizer *tokenizer;
	uint8_t letters[WORDS_LETTERS];
	void (*each)(void *arg, const char *word, size_t len);
	void *arg;
};

/* --- What the tokenizer says of each letter --- */

static fts5_api *words_api(struct db *db)
{
	sqlite3_stmt *stmt = NULL;
	fts5_api *api = NULL;

	db_settle(db);
	if (sqlite3_prepare_v2(db->h, "SELECT fts5(?1)", -1, &stmt, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, (void *)&api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
	}
	sqlite3_finalize(stmt);
	return api;
}

static int words_join(void *arg, int flags, const char *word, int len, int start, int end)
{
	struct buf *out = arg;

	(void)flags;
	(void)start;
	(void)end;
	buf_addn(out, word, (size_t)len);
	buf_addch(out, '|');
	return SQLITE_OK;
}

/* The words of a text, each with a '|' behind it. */
static const char *words_cut(struct words *w, const char *text, struct buf *out)
{
	buf_clear(out);
	w->type.xTokenize(
		w->tokenizer, out, FTS5_TOKENIZE_DOCUMENT, text, (int)strlen(text), words_join);
	return buf_str(out);
}

/* What a letter is inside a word and at its beginning. */
static enum letter words_ask(struct words *w, const char *letter, struct buf *out)
{
	char inside[8], before[8], inside_one[8], before_one[8];

	snprintf(inside, sizeof inside, "a%sb", letter);
	snprintf(before, sizeof before, "%sb", letter);
	snprintf(inside_one, sizeof inside_one, "a%sb|", letter);
	snprintf(before_one, sizeof before_one, "%sb|", letter);
	words_cut(w, inside, out);
	if (strcmp(buf_str(out), inside_one) == 0 &&
		strcmp(words_cut(w, before, out), before_one) == 0)
		return LETTER_IN_WORD;
	words_cut(w, inside, out);
	if (strcmp(buf_str(out), "a|b|") == 0 && strcmp(words_cut(w, before, out), "b|") == 0)
		return LETTER_BETWEEN;
	return LETTER_OTHER;
}

static void words_learn(struct words *w)
{
	struct buf out = BUF_INIT;

	for (int c = 1; c < WORDS_LETTERS; c++) {
		char letter[3] = {(char)c};

		if (c >= 0x80) {
			letter[0] = (char)(0xC0 | c >> 6);
			letter[1] = (char)(0x80 | (c & 0x3F));
		}
		w->letters[c] = (uint8_t)words_ask(w, letter, &out);
	}
	buf_release(&out);
}

struct words *words_new(struct db *db)
{
	const char *args[] = {"remove_diacritics", "0"};
	struct words *w = mem_alloc(sizeof *w);
	fts5_api *api = words_api(db);
	void *user = NULL;

	if (api == NULL || api->xFindTokenizer(api, "unicode61", &user, &w->type) != SQLITE_OK ||
		w->type.xCreate(user, args, 2, &w->tokenizer) != SQLITE_OK) {
		free(w);
		return NULL;
	}
	words_learn(w);
	return w;
}

void words_free(struct words *w)
{
	if (w == NULL)
		return;
	w->type.xDelete(w->tokenizer);
	free(w);
}

/* --- Cutting --- */

static int words_token(void *arg, int flags, const char *word, int len, int start, int end)
{
	struct words *w = arg;

	(void)flags;
	(void)start;
	(void)end;
	if (len > 0)
		w->each(w->arg, word, (size_t)len);
	return SQLITE_OK;
}

/* The letter at *p by the table; *p moves behind it. */
static inline enum letter words_letter(const struct words *w, const char **p)
{
	const unsigned char *s = (const unsigned char *)*p;

	if (*s < 0x80) {
		*p += 1;
		return w->letters[*s];
	}
	if (*s < 0xC2 || *s > 0xDF || (s[1] & 0xC0) != 0x80)
		return LETTER_OTHER;
	*p += 2;
	return w->letters[(*s & 0x1F) << 6 | (s[1] & 0x3F)];
}

static bool words_are_simple(const struct words *w, const char *text)
{
	while (*text != '\0')
		if (words_letter(w, &text) == LETTER_OTHER)
			return false;
	return true;
}

void words_each(struct words *w, const char *text,
	void (*each)(void *arg, const char *word, size_t len), void *arg)
{
	if (!words_are_simple(w, text)) {
		w->each = each;
		w->arg = arg;
		w->type.xTokenize(w->tokenizer, w, FTS5_TOKENIZE_DOCUMENT, text, (int)strlen(text),
			words_token);
		return;
	}
	while (*text != '\0') {
		const char *word = text, *end = text;

		while (*text != '\0' && words_letter(w, &text) == LETTER_IN_WORD)
			end = text;
		if (end > word)
			each(arg, word, (size_t)(end - word));
	}
}
