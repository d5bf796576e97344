/* The filter language: parse, compile, and hold the SQL with its parameters. */
#include "domain/filter.h"

#include <stdlib.h>

#include "base/fold.h"
#include "base/mem.h"
#include "filter_build.h"
#include "filter_sql.h"

struct filter {
	struct filter_build build;
	bool plain, empty;
	struct buf words;
};

static bool is_plain_word(const struct filter_node *n)
{
	return n->type == NODE_WORD && !n->quoted;
}

static bool is_plain(const struct filter_node *tree)
{
	if (!tree || is_plain_word(tree))
		return true;
	if (tree->type != NODE_AND)
		return false;
	for (int i = 0; i < tree->nkids; i++)
		if (!is_plain_word(tree->kids[i]))
			return false;
	return true;
}

/* Live records only, unless the filter itself says something about the trash. */
static enum status filter_build_where(struct filter_build *b, const struct filter_node *tree)
{
	struct buf where = BUF_INIT;
	enum status st = tree ? filter_node_sql(b, tree) : ST_OK;

	if (!b->asks_trash)
		buf_add(&where, "t.deleted_at IS NULL");
	if (!b->asks_trash && tree)
		buf_add(&where, " AND ");
	buf_add(&where, buf_str(&b->sql));
	buf_release(&b->sql);
	b->sql = where;
	return st;
}

enum status filter_compile(
	struct office *o, enum kind_id kind, const char *text, struct filter **out, struct err *err)
{
	struct filter_node *tree = NULL;
	struct filter *f;
	enum status st;

	text = text ? text : "";
	st = filter_parse(text, &tree, err);
	if (st)
		return st;
	f = mem_alloc(sizeof(*f));
	f->build = (struct filter_build){
		.o = o, .kind = office_kind(o, kind), .text = text, .err = err};
	f->empty = tree == NULL;
	f->plain = is_plain(tree);
	if (f->plain)
		fold_text(&f->words, text);
	st = filter_build_where(&f->build, tree);
	filter_node_free(tree);
	f->build.text = NULL; /* the caller's */
	f->build.err = NULL;
	if (st)
		filter_free(f);
	else
		*out = f;
	return st;
}

void filter_free(struct filter *f)
{
	if (!f)
		return;
	filter_build_release(&f->build);
	buf_release(&f->words);
	free(f);
}

char *filter_about(const char *pattern, int64_t id)
{
	struct buf b = BUF_INIT;

	for (; *pattern; pattern++) {
		if (*pattern == '@')
			buf_addf(&b, "#%lld", (long long)id);
		else
			buf_addch(&b, *pattern);
	}
	return buf_take(&b);
}

bool filter_is_plain(const struct filter *f)
{
	return f->plain;
}

const char *filter_words(const struct filter *f)
{
	return f->words.data ? f->words.data : "";
}

bool filter_is_empty(const struct filter *f)
{
	return f->empty;
}

const char *filter_sql(const struct filter *f)
{
	return f->build.sql.data;
}

int filter_nparams(const struct filter *f)
{
	return f->build.nparams;
}

void filter_bind(const struct filter *f, struct query *q)
{
	filter_build_bind(&f->build, q);
}
