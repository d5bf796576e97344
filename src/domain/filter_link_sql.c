/*
 * Links by title. What is called exactly so wins; else all whose title contains the text, found through the search
 * index by the start of words, and only when that has none by looking through every title.
 */
#include "filter_link_sql.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "domain/record.h"
#include "resolve_sql.h"
#include "store/match.h"
#include "store/search.h"

#define SQL_SIZE 256

struct link_search {
	const struct kind *kind;
	char *words; /* for the search index; NULL: look through every title */
	char *match;
};

/* The condition over alias c, with its two parameters (the first only with words). */
static void link_where(const struct link_search *s, int words, int match, struct buf *sql)
{
	char text[SQL_SIZE];

	buf_add(sql, "c.deleted_at IS NULL AND ");
	if (s->words) {
		search_sql_words(text, sizeof(text), s->kind->table, "c", words);
		buf_addf(sql, "%s AND ", text);
	}
	snprintf(text, sizeof(text), "c.%s", s->kind->fields[s->kind->title_field].column);
	match_sql(sql, text, match);
}

static enum status link_exists(struct filter_build *b, const struct link_search *s, bool *exists)
{
	struct buf sql = BUF_INIT;
	struct query *q;
	enum status st;

	buf_addf(&sql, "SELECT c.id FROM %s c WHERE ", s->kind->table);
	link_where(s, 1, 2, &sql);
	buf_add(&sql, " LIMIT 1");
	q = db_query(office_db(b->o), buf_str(&sql));
	buf_release(&sql);
	if (s->words)
		query_text(q, 1, s->words);
	query_text(q, 2, s->match);
	st = query_step(q, exists, b->err);
	query_done(q);
	return st;
}

static void link_in(struct filter_build *b, const char *expr, const struct link_search *s)
{
	int words = s->words ? filter_build_text(b, s->words) : 0;
	int match = filter_build_text(b, s->match);

	buf_addf(&b->sql, "%s IN (SELECT c.id FROM %s c WHERE ", expr, s->kind->table);
	link_where(s, words, match, &b->sql);
	buf_addch(&b->sql, ')');
}

/* Where is the text in titles: first by the index, then everywhere. *exists false: nowhere. */
static enum status link_find(struct filter_build *b, struct link_search *s, bool *exists)
{
	enum status st = ST_OK;

	*exists = false;
	if (s->words)
		st = link_exists(b, s, exists);
	if (st || *exists)
		return st;
	free(s->words);
	s->words = NULL;
	return link_exists(b, s, exists);
}

/* All whose title contains the text, or with whole is the text. */
static enum status link_by_part(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v, bool whole)
{
	struct link_search s = {
		.kind = office_kind(b->o, f->link), .match = match_term(v->text, whole)};
	struct buf folded = BUF_INIT;
	enum status st;
	bool exists;

	fold_text(&folded, v->text);
	if (s.kind->searchable)
		s.words = search_term_words(buf_str(&folded));
	st = link_find(b, &s, &exists);
	if (!st && exists && folded.len)
		link_in(b, expr, &s);
	else if (!st)
		st = err_set_at(b->err, ST_USAGE, filter_char_at(b->text, v->at),
			_("%s: there is none called \"%s\""), gettext(s.kind->title), v->text);
	buf_release(&folded);
	free(s.words);
	free(s.match);
	return st;
}

static bool link_is_me(const struct field *f, const struct filter_value *v)
{
	return f->link == KIND_USER && !v->quoted &&
	       (fold_same(v->text, "me") || fold_same(v->text, _("me")));
}

enum status filter_link_sql(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v)
{
	enum status st = ST_OK;
	int64_t id = 0;

	if (link_is_me(f, v))
		id = office_user_id(b->o);
	else if (v->text[0] == '#' && v->text[1] && !v->text[1 + strspn(v->text + 1, "0123456789")])
		id = strtoll(v->text + 1, NULL, 10);
	else if (f->link == KIND_STAGE && strchr(v->text, '/'))
		st = resolve_stage(b->o, 0, v->text, &id, NULL);
	else
		st = record_resolve(b->o, f->link, v->text, &id, NULL);
	if (st == ST_BAD_DATA && link_by_part(b, f, expr, v, true) == ST_OK)
		return ST_OK; /* several are called exactly so */
	if (st)
		return link_by_part(b, f, expr, v, false);
	buf_addf(&b->sql, "%s = ?%d", expr, filter_build_num(b, id));
	return ST_OK;
}
