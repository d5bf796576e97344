/*
 * Negation, conjunction and disjunction; the words of one conjunction are asked for together. The engine's parser has a stack of a
 * hundred symbols and each level takes up to three: deeper trees are refused here.
 */
#include "filter_sql.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "filter_term_sql.h"
#include "filter_words_sql.h"

/* The words among the kids as one condition, where there are any. */
static int and_words(struct filter_build *b, const struct filter_node *n)
{
	struct filter_node **words = mem_alloc(sizeof(struct filter_node *) * (size_t)n->nkids);
	int count = 0;

	for (int i = 0; i < n->nkids; i++)
		if (n->kids[i]->type == NODE_WORD)
			words[count++] = n->kids[i];
	if (count)
		filter_words_sql(b, words, count);
	free(words);
	return count;
}

static enum status and_sql(struct filter_build *b, const struct filter_node *n)
{
	enum status st = ST_OK;
	int done;

	buf_addch(&b->sql, '(');
	done = and_words(b, n);
	for (int i = 0; i < n->nkids && !st; i++) {
		if (n->kids[i]->type == NODE_WORD)
			continue;
		buf_add(&b->sql, done++ ? " AND " : "");
		st = filter_node_sql(b, n->kids[i]);
	}
	buf_addch(&b->sql, ')');
	return st;
}

static enum status or_sql(struct filter_build *b, const struct filter_node *n)
{
	enum status st = ST_OK;

	buf_addch(&b->sql, '(');
	for (int i = 0; i < n->nkids && !st; i++) {
		buf_add(&b->sql, i ? " OR " : "");
		st = filter_node_sql(b, n->kids[i]);
	}
	buf_addch(&b->sql, ')');
	return st;
}

static enum status not_sql(struct filter_build *b, const struct filter_node *n)
{
	const struct filter_node *kid = n->kids[0];
	bool outer = b->negated;
	enum status st;

	if (kid->type == NODE_NOT)
		return filter_node_sql(b, kid->kids[0]);
	if (kid->type == NODE_WORD && filter_word_is_nothing(kid)) {
		buf_add(&b->sql, "1 = 1");
		return ST_OK;
	}
	b->negated = true;
	buf_add(&b->sql, "NOT (");
	st = filter_node_sql(b, kid);
	buf_addch(&b->sql, ')');
	b->negated = outer;
	return st;
}

static enum status node_by_type(struct filter_build *b, const struct filter_node *n)
{
	struct filter_node *word = (struct filter_node *)n;

	switch (n->type) {
	case NODE_AND: return and_sql(b, n);
	case NODE_OR: return or_sql(b, n);
	case NODE_NOT: return not_sql(b, n);
	case NODE_WORD: filter_words_sql(b, &word, 1); return ST_OK;
	default: return filter_term_sql(b, n);
	}
}

enum status filter_node_sql(struct filter_build *b, const struct filter_node *n)
{
	enum status st;

	if (b->nesting >= FILTER_MAX_NESTING)
		return err_set_at(b->err, ST_USAGE, filter_char_at(b->text, n->at),
			_("The filter is nested too deeply"));
	b->nesting++;
	st = node_by_type(b, n);
	b->nesting--;
	return st;
}
