/*
 * Words to SQL. All words of a conjunction make one question to the search index. A word of digits may be part of a phone number:
 * neighbouring ones are one number too ("+7 (495) 123-45-67"), and the other ways to put the same number are tried as well.
 */
#include "filter_words_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "store/match.h"
#include "store/search.h"

#define SQL_SIZE 256

bool filter_word_is_nothing(const struct filter_node *word)
{
	struct buf folded = BUF_INIT;
	char *term;
	bool nothing;

	fold_text(&folded, word->text);
	term = search_term_words(buf_str(&folded));
	nothing = term == NULL;
	free(term);
	buf_release(&folded);
	return nothing;
}

static bool is_number(const struct filter_node *word)
{
	return !word->quoted && strpbrk(word->text, "0123456789") &&
	       word->text[strspn(word->text, "0123456789+-./()")] == '\0';
}

static void words_and(struct filter_build *b, size_t start)
{
	if (b->sql.len > start)
		buf_add(&b->sql, " AND ");
}

/* t.id among what the search index has for the words; nothing for punctuation. */
static bool words_index(struct filter_build *b, const char *text)
{
	struct buf folded = BUF_INIT;
	char sql[SQL_SIZE], *term;

	fold_text(&folded, text);
	term = search_term_words(buf_str(&folded));
	buf_release(&folded);
	if (!term)
		return false;
	search_sql_words(sql, sizeof(sql), b->kind->table, "t", filter_build_text(b, term));
	buf_add(&b->sql, sql);
	free(term);
	return true;
}

/* One word: in the record's own text, or in the name of its client. */
static void word_or_client(struct filter_build *b, const char *word)
{
	const char *table = b->kind->table;
	struct buf folded = BUF_INIT;
	char sql[SQL_SIZE], *term, *name;
	int p;

	fold_text(&folded, word);
	term = search_term_words(buf_str(&folded));
	buf_release(&folded);
	if (!term)
		return;
	p = filter_build_text(b, term);
	search_sql_words(sql, sizeof(sql), table, "w", p);
	buf_addf(&b->sql, "t.id IN (SELECT w.id FROM %s w WHERE %s UNION ALL ", table, sql);
	search_sql_words(sql, sizeof(sql), "client", "c", p);
	buf_addf(&b->sql,
		"SELECT w.id FROM %s w WHERE w.client_id IN (SELECT c.id FROM client c WHERE %s "
		"AND c.deleted_at IS NULL AND ",
		table, sql);
	name = match_term(word, false);
	match_sql(&b->sql, "c.name", filter_build_text(b, name));
	buf_add(&b->sql, "))");
	free(name);
	free(term);
}

static bool words_digits(struct filter_build *b, const char *digits)
{
	char sql[SQL_SIZE], *term = search_term_digits(digits);
	struct buf like = BUF_INIT;
	int p;

	if (!term)
		return false;
	buf_addf(&like, "%%%s%%", digits);
	p = filter_build_text(b, term);
	search_sql_digits(
		sql, sizeof(sql), b->kind->table, "t", p, filter_build_text(b, buf_str(&like)));
	buf_add(&b->sql, sql);
	buf_release(&like);
	free(term);
	return true;
}

bool filter_digits_sql(struct filter_build *b, const char *text)
{
	struct buf asked = BUF_INIT;
	size_t start = b->sql.len;
	bool any = false;
	char *ways, *rest;

	fold_phone_asked(&asked, text, office_options(b->o)->country_code);
	rest = ways = buf_take(&asked);
	for (char *digits = strsep(&rest, " "); digits; digits = strsep(&rest, " ")) {
		size_t before = b->sql.len;

		buf_add(&b->sql, any ? " OR " : "(");
		if (words_digits(b, digits))
			any = true;
		else
			filter_build_cut(b, before);
	}
	if (any)
		buf_addch(&b->sql, ')');
	else
		filter_build_cut(b, start);
	free(ways);
	return any;
}

/* Each word on its own: at the start of some word, or inside a phone number. */
static void words_each_number(struct filter_build *b, struct filter_node *const *words, int n)
{
	size_t or_at;

	for (int i = 0; i < n; i++) {
		buf_add(&b->sql, i ? " AND (" : "(");
		words_index(b, words[i]->text);
		or_at = b->sql.len;
		buf_add(&b->sql, " OR ");
		if (!filter_digits_sql(b, words[i]->text))
			filter_build_cut(b, or_at);
		buf_addch(&b->sql, ')');
	}
}

/* Neighbouring words of digits: together one number, or each for itself. */
static void words_number(struct filter_build *b, struct filter_node *const *words, int n)
{
	struct buf all = BUF_INIT;

	for (int i = 0; i < n; i++)
		buf_add(&all, words[i]->text);
	buf_addch(&b->sql, '(');
	if (n > 1 && filter_digits_sql(b, buf_str(&all)))
		buf_add(&b->sql, " OR ");
	words_each_number(b, words, n);
	buf_addch(&b->sql, ')');
	buf_release(&all);
}

/* "typed with quotation marks": as it stands, blanks included, anywhere in the folded text. */
static void words_phrase(struct filter_build *b, const char *text)
{
	struct buf folded = BUF_INIT, like = BUF_INIT;

	fold_text(&folded, text);
	buf_addch(&like, '%');
	for (const char *p = buf_str(&folded); *p; p++) {
		if (*p == '%' || *p == '_' || *p == '\\')
			buf_addch(&like, '\\');
		buf_addch(&like, *p);
	}
	buf_addch(&like, '%');
	buf_addf(&b->sql, "t.search_text LIKE ?%d ESCAPE '\\'",
		filter_build_text(b, buf_str(&like)));
	buf_release(&folded);
	buf_release(&like);
}

/* All words that are no numbers, as one question, or where a client's name counts too each for itself. */
static void words_texts(struct filter_build *b, struct filter_node *const *words, int n)
{
	struct buf texts = BUF_INIT;
	size_t start = b->sql.len;

	for (int i = 0; i < n; i++) {
		if (b->kind->of_client && !words[i]->quoted && !filter_word_is_nothing(words[i])) {
			words_and(b, start);
			word_or_client(b, words[i]->text);
		} else if (!b->kind->has_digits || !is_number(words[i])) {
			buf_addf(&texts, "%s ", words[i]->text);
		}
	}
	if (texts.len) {
		size_t before = b->sql.len;

		words_and(b, start);
		if (!words_index(b, buf_str(&texts)) && b->sql.len > before)
			filter_build_cut(b, before);
	}
	buf_release(&texts);
}

static void words_searched(struct filter_build *b, struct filter_node *const *words, int n)
{
	size_t start = b->sql.len;

	words_texts(b, words, n);
	for (int i = 0; i < n; i++) {
		int run = 0;

		while (b->kind->has_digits && i + run < n && is_number(words[i + run]))
			run++;
		if (run || (words[i]->quoted && !filter_word_is_nothing(words[i])))
			words_and(b, start);
		if (run) {
			words_number(b, words + i, run);
			i += run - 1;
		} else if (words[i]->quoted && !filter_word_is_nothing(words[i]))
			words_phrase(b, words[i]->text);
	}
}

static bool is_looked_through(const struct kind *k, int i)
{
	const struct field *f = &k->fields[i];
	bool text = f->type == FT_TEXT || f->type == FT_NOTE || f->type == FT_EMAIL;

	return text && f->column && !f->custom_id &&
	       ((f->flags & FF_COLUMN) || i == k->title_field);
}

/* One word in any of the shown texts; a kind without any has nothing to find it in. */
static void word_looked_through(struct filter_build *b, const char *word)
{
	char *term = match_term(word, false), expr[SQL_SIZE];
	int p = 0;

	for (int i = 0; i < b->kind->nfields; i++) {
		if (!is_looked_through(b->kind, i))
			continue;
		buf_add(&b->sql, p ? " OR " : "(");
		p = p ? p : filter_build_text(b, term);
		snprintf(expr, sizeof(expr), "COALESCE(t.%s, '')", b->kind->fields[i].column);
		match_sql(&b->sql, expr, p);
	}
	buf_add(&b->sql, p ? ")" : "1 = 0");
	free(term);
}

/* Small kinds have no search index: every word is looked for in the rows themselves. */
static void words_looked_through(struct filter_build *b, struct filter_node *const *words, int n)
{
	size_t start = b->sql.len;

	for (int i = 0; i < n; i++) {
		if (filter_word_is_nothing(words[i]))
			continue;
		words_and(b, start);
		word_looked_through(b, words[i]->text);
	}
}

void filter_words_sql(struct filter_build *b, struct filter_node *const *words, int n)
{
	size_t start;

	buf_addch(&b->sql, '(');
	start = b->sql.len;
	if (b->kind->searchable)
		words_searched(b, words, n);
	else
		words_looked_through(b, words, n);
	buf_add(&b->sql, b->sql.len > start ? ")" : "1 = 1)");
}
