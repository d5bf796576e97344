/* Splitting a name: by its comma, by the patronymic, else by the order that was given. */
#include "import_name.h"

#include <stdbool.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"

enum { WORDS_MAX = 16 };

struct words {
	const char *at[WORDS_MAX];
	size_t len[WORDS_MAX];
	int n;
};

/* Words beyond the last place stay in it. */
static void find_words(const char *s, size_t size, struct words *w)
{
	const char *end = s + size;

	w->n = 0;
	while (s < end) {
		const char *word;

		while (s < end && *s == ' ')
			s++;
		word = s;
		while (s < end && *s != ' ')
			s++;
		if (s == word)
			break;
		if (w->n == WORDS_MAX)
			w->len[WORDS_MAX - 1] = (size_t)(s - w->at[WORDS_MAX - 1]);
		else {
			w->at[w->n] = word;
			w->len[w->n++] = (size_t)(s - word);
		}
	}
}

/* Сергеевич, Ильич, Сергеевна, Ильинична, оглы: as Russian has them, in its letters or in Latin ones. */
static bool is_patronymic(const struct words *w, int i)
{
	static const char *const ends[] = {"ович", "евич", "иевич", "ьич", "овна", "евна", "ична",
		"инична", "оглы", "кызы", "ovich", "evich", "ovna", "evna", "ichna"};
	struct buf folded = BUF_INIT;
	char one[128];
	bool is = false;

	if (i >= w->n || w->len[i] >= sizeof(one))
		return false;
	memcpy(one, w->at[i], w->len[i]);
	one[w->len[i]] = '\0';
	fold_text(&folded, one);
	for (size_t k = 0; !is && k < sizeof(ends) / sizeof(ends[0]); k++) {
		struct buf end = BUF_INIT;

		fold_text(&end, ends[k]); /* й = и */
		is = folded.len > end.len &&
		     !strcmp(folded.data + folded.len - end.len, buf_str(&end));
		buf_release(&end);
	}
	buf_release(&folded);
	return is;
}

int name_order_vote(const char *text)
{
	struct words w;

	if (strchr(text, ','))
		return 0;
	find_words(text, strlen(text), &w);
	if (w.n != 3)
		return 0;
	if (is_patronymic(&w, 1))
		return -1;
	return is_patronymic(&w, 2) ? 1 : 0;
}

static void join(struct buf *b, const struct words *w, int from, int to)
{
	for (int i = from; i < to; i++) {
		if (b->len)
			buf_addch(b, ' ');
		buf_addn(b, w->at[i], w->len[i]);
	}
}

/* "van", "de", "von der": small words before a surname belong to it. */
static int surname_from(const struct words *w)
{
	int from = w->n - 1;

	while (from > 1 && *w->at[from - 1] >= 'a' && *w->at[from - 1] <= 'z')
		from--;
	return from;
}

static void given_first(const struct words *w, struct name_parts *p)
{
	int from = surname_from(w);

	join(&p->first, w, 0, 1);
	if (w->n < 2)
		return;
	join(&p->middle, w, 1, from);
	join(&p->last, w, from, w->n);
}

static void surname_first(const struct words *w, struct name_parts *p)
{
	join(&p->last, w, 0, 1);
	join(&p->first, w, 1, w->n < 2 ? w->n : 2);
	join(&p->middle, w, 2, w->n);
}

void name_split(const char *text, enum name_order order, struct name_parts *p)
{
	struct buf clean = BUF_INIT;
	struct words w;
	char *comma;

	buf_clear(&p->last);
	buf_clear(&p->first);
	buf_clear(&p->middle);
	buf_clear(&p->whole);
	text_clean(&clean, text, strlen(text), false);
	comma = clean.data ? strchr(clean.data, ',') : NULL;
	if (comma && comma > clean.data && comma[1]) {
		find_words(clean.data, (size_t)(comma - clean.data), &w);
		join(&p->last, &w, 0, w.n);
		join(&p->whole, &w, 0, w.n);
		find_words(comma + 1, strlen(comma + 1), &w);
		join(&p->first, &w, 0, w.n < 1 ? w.n : 1);
		join(&p->middle, &w, 1, w.n);
		join(&p->whole, &w, 0, w.n);
	} else if (clean.data) {
		int vote = name_order_vote(clean.data);

		find_words(clean.data, clean.len, &w);
		join(&p->whole, &w, 0, w.n);
		if (w.n && (vote < 0 || (!vote && order == NAME_GIVEN_FIRST)))
			given_first(&w, p);
		else if (w.n)
			surname_first(&w, p);
	}
	buf_release(&clean);
}

void name_parts_release(struct name_parts *p)
{
	buf_release(&p->last);
	buf_release(&p->first);
	buf_release(&p->middle);
	buf_release(&p->whole);
}
