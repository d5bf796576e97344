/*
 * Scoring: each word of the pattern must be found. A word that begins a word of the text counts most, then
 * one inside a word, then its letters in order with gaps. Shorter texts win among equals.
 */
#include "tui/fuzzy.h"

#include <stdbool.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/text.h"

enum {
	FUZZY_START = 200,
	FUZZY_WORD = 150,
	FUZZY_INSIDE = 80,
	FUZZY_LETTERS = 10,
	FUZZY_GAP_MAX = 24
};

static bool fuzzy_is_break(char c)
{
	return c == ' ' || c == '-' || c == '_' || c == '.' || c == ',' || c == '(' || c == '/' ||
	       c == '"';
}

/* Letters of word in order; fewer gaps score more. 0 when some are missing or lie too far apart. */
static int fuzzy_letters(const char *word, size_t len, const char *text)
{
	const char *p = word, *end = word + len, *t = text, *text_end = text + strlen(text);
	int gaps = 0;
	bool begun = false;

	while (p < end) {
		uint32_t want = text_decode(&p, end), c = 0;

		while (t < text_end && (c = text_decode(&t, text_end)) != want) {
			gaps += begun;
			c = 0;
		}
		if (c != want)
			return 0;
		begun = true;
	}
	return gaps > FUZZY_GAP_MAX ? 0 : FUZZY_LETTERS + FUZZY_GAP_MAX - gaps;
}

static int fuzzy_word(const char *word, size_t len, const char *text)
{
	int best = 0;

	for (const char *t = text; (t = memmem(t, strlen(t), word, len)) != NULL; t++) {
		int score = t == text               ? FUZZY_START
			    : fuzzy_is_break(t[-1]) ? FUZZY_WORD
						    : FUZZY_INSIDE;

		if (score > best)
			best = score;
	}
	return best > 0 ? best + (int)len : fuzzy_letters(word, len, text);
}

int fuzzy_score(const char *pattern, const char *text)
{
	struct buf p = BUF_INIT, t = BUF_INIT;
	const char *word;
	int score = 1, words = 0;

	fold_text(&p, pattern);
	fold_text(&t, text);
	word = buf_str(&p);
	while (*word != '\0' && score > 0) {
		size_t len = strcspn(word, " ");
		int one = len > 0 ? fuzzy_word(word, len, buf_str(&t)) : 1;

		score = one == 0 ? 0 : score + one;
		word += word[len] == ' ' ? len + 1 : len;
		words++;
	}
	if (score > 0 && words > 0) {
		int length = (int)text_count(buf_str(&t));

		score = score * 8 - (length < 64 ? length : 64);
		if (score < 1)
			score = 1;
	}
	buf_release(&p);
	buf_release(&t);
	return score;
}
