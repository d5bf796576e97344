/*
 * Lexer and parser of the filter language, in one pass over the text. Every loop moves forward or returns, recursion is bounded by
 * FILTER_MAX_DEPTH, so that any bytes are safe to give.
 */
#include "filter_parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

struct filter_parser {
	const char *text, *p;
	int terms;
	struct err *err;
};

int filter_char_at(const char *text, int at)
{
	int n = 0;

	for (int i = 0; i < at && text[i]; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

void filter_node_free(struct filter_node *n)
{
	if (!n)
		return;
	for (int i = 0; i < n->nkids; i++)
		filter_node_free(n->kids[i]);
	for (int i = 0; i < n->nvalues; i++)
		free(n->values[i].text);
	free(n->kids);
	free(n->values);
	free(n->text);
	free(n);
}

static struct filter_node *filter_node_new(
	const struct filter_parser *ps, enum filter_node_type type, const char *at)
{
	struct filter_node *n = mem_alloc(sizeof(*n));

	n->type = type;
	n->at = (int)(at - ps->text);
	return n;
}

static void filter_node_add(struct filter_node *n, struct filter_node *kid)
{
	n->kids = mem_realloc(n->kids, sizeof(struct filter_node *) * (size_t)(n->nkids + 1));
	n->kids[n->nkids++] = kid;
}

/* A node with one kid that only joins is the kid itself. */
static struct filter_node *filter_node_unwrap(struct filter_node *n)
{
	struct filter_node *kid;

	if (n->nkids != 1)
		return n;
	kid = n->kids[0];
	n->nkids = 0;
	filter_node_free(n);
	return kid;
}

static enum status filter_fail(const struct filter_parser *ps, const char *at, const char *sentence)
{
	return err_set_at(
		ps->err, ST_USAGE, filter_char_at(ps->text, (int)(at - ps->text)), "%s", sentence);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static const char *after_blanks(const char *p)
{
	while (is_blank(*p))
		p++;
	return p;
}

static bool is_op_start(const char *p)
{
	return *p == ':' || *p == '<' || *p == '>' || *p == '=' || (*p == '!' && p[1] == '=');
}

static bool ends_word(const char *p)
{
	return !*p || is_blank(*p) || *p == '(' || *p == ')' || *p == '"' || is_op_start(p);
}

/* "or" on its own; "or" inside a longer word or before an operator is none. */
static bool is_or(const char *p)
{
	return (p[0] == 'o' || p[0] == 'O') && (p[1] == 'r' || p[1] == 'R') && ends_word(p + 2) &&
	       !is_op_start(p + 2);
}

/* "(495)": part of a phone number, no group. Returns its end, or NULL. */
static const char *after_number_in_parens(const char *p)
{
	const char *end = p + 1;

	if (*p != '(')
		return NULL;
	while (*end >= '0' && *end <= '9')
		end++;
	return end > p + 1 && *end == ')' ? end + 1 : NULL;
}

/* A minus sign that stands alone negates nothing. */
static bool is_negation(const char *p)
{
	return *p == '-' && p[1] && !is_blank(p[1]) && p[1] != ')';
}

/* Every word and every value is one condition of the SQL; each has its own bound of length. */
static enum status filter_count(struct filter_parser *ps, const char *at, const char *text)
{
	if (++ps->terms > FILTER_MAX_TERMS)
		return filter_fail(ps, at, _("Too many conditions in one filter (at most 200)"));
	if (text_count(text) > FILTER_MAX_VALUE)
		return filter_fail(
			ps, at, _("This is too long to look for (at most 200 characters)"));
	return ST_OK;
}

/* "..." with "" for a quotation mark inside; moves behind the closing mark. */
static enum status filter_quoted(struct filter_parser *ps, char **out)
{
	const char *open = ps->p;
	struct buf b = BUF_INIT;

	for (ps->p++; *ps->p; ps->p++) {
		if (*ps->p == '"' && ps->p[1] != '"') {
			ps->p++;
			buf_add(&b, "");
			*out = buf_take(&b);
			return ST_OK;
		}
		if (*ps->p == '"')
			ps->p++;
		buf_addch(&b, *ps->p);
	}
	buf_release(&b);
	return filter_fail(ps, open, _("This quotation mark is never closed"));
}

/* A value without quotation marks runs to a blank, a comma or the parenthesis that closes the group around it. */
static char *filter_bare_value(struct filter_parser *ps)
{
	const char *start = ps->p;
	int depth = 0;

	for (; *ps->p && !is_blank(*ps->p) && *ps->p != ','; ps->p++) {
		if (*ps->p == '(')
			depth++;
		if (*ps->p == ')' && depth-- == 0)
			break;
	}
	return mem_strndup(start, (size_t)(ps->p - start));
}

static enum status filter_value(struct filter_parser *ps, struct filter_node *term)
{
	const char *at = ps->p;
	struct filter_value v = {.at = (int)(at - ps->text), .quoted = *at == '"'};
	enum status st = ST_OK;

	if (v.quoted)
		st = filter_quoted(ps, &v.text);
	else
		v.text = filter_bare_value(ps);
	if (!st && !v.quoted && !*v.text)
		st = err_set_at(ps->err, ST_USAGE, filter_char_at(ps->text, v.at),
			_("A value is expected here, for the field \"%s\""), term->text);
	if (!st)
		st = filter_count(ps, at, v.text);
	if (st) {
		free(v.text);
		return st;
	}
	term->values = mem_realloc(term->values, sizeof(v) * (size_t)(term->nvalues + 1));
	term->values[term->nvalues++] = v;
	return ST_OK;
}

/* Moves behind the operator. ":>" and "=<" are read as people mean them; "!=" is a negated "=". */
static enum filter_op filter_operator(struct filter_parser *ps, bool *negated)
{
	bool is = false, exact = false;
	enum filter_op op;

	if (*ps->p == '!') {
		*negated = true;
		ps->p++;
	}
	if (*ps->p == ':' || *ps->p == '=') {
		is = *ps->p == ':';
		exact = !is;
		ps->p++;
	}
	if (*ps->p != '<' && *ps->p != '>') {
		if (is && *ps->p == '=') {
			ps->p++;
			return OP_EXACT;
		}
		return exact ? OP_EXACT : OP_IS;
	}
	op = *ps->p == '<' ? OP_LT : OP_GT;
	ps->p++;
	if (*ps->p == '=' || exact) {
		op = op == OP_LT ? OP_LE : OP_GE;
		ps->p += *ps->p == '=';
	}
	return op;
}

/* The operator and the values behind a field's name, which it takes over. */
static enum status filter_term(
	struct filter_parser *ps, const char *at, char *name, struct filter_node **out)
{
	struct filter_node *term = filter_node_new(ps, NODE_TERM, at), *not ;
	bool negated = false;
	enum status st;

	term->text = name;
	term->op = filter_operator(ps, &negated);
	do {
		ps->p = after_blanks(ps->p + (term->nvalues > 0));
		st = filter_value(ps, term);
	} while (!st && *ps->p == ',');
	if (st) {
		filter_node_free(term);
		return st;
	}
	*out = term;
	if (negated) {
		not = filter_node_new(ps, NODE_NOT, at);
		filter_node_add(not, term);
		*out = not ;
	}
	return ST_OK;
}

/* The end of the bare word at p. */
static const char *after_word(const char *p)
{
	const char *number = after_number_in_parens(p);

	if (number)
		return number;
	while (!ends_word(p))
		p++;
	return p;
}

/* Behind a word: does an operator follow? A colon only directly, a comparison after blanks too ("amount > 5"). */
static bool at_operator(const char *p)
{
	return is_op_start(p) || (is_op_start(after_blanks(p)) && *after_blanks(p) != ':');
}

/* A word, or a field with its condition. */
static enum status filter_leaf(struct filter_parser *ps, struct filter_node **out)
{
	const char *at = ps->p;
	bool quoted = *at == '"';
	char *text = NULL;
	enum status st = ST_OK;

	if (quoted)
		st = filter_quoted(ps, &text);
	else {
		ps->p = after_word(at);
		text = mem_strndup(at, (size_t)(ps->p - at));
	}
	if (!st && !*text && at_operator(ps->p))
		st = filter_fail(ps, at, _("The name of a field is expected here"));
	if (!st && at_operator(ps->p) && *at != '(') {
		ps->p = after_blanks(ps->p);
		return filter_term(ps, at, text, out);
	}
	if (!st)
		st = filter_count(ps, at, text);
	if (st) {
		free(text);
		return st;
	}
	*out = filter_node_new(ps, NODE_WORD, at);
	(*out)->text = text;
	(*out)->quoted = quoted;
	return ST_OK;
}

static enum status filter_or(struct filter_parser *ps, int depth, struct filter_node **out);

static enum status filter_group(struct filter_parser *ps, int depth, struct filter_node **out)
{
	const char *open = ps->p++;
	enum status st = filter_or(ps, depth, out);

	if (!st && *ps->p != ')') {
		filter_node_free(*out);
		st = filter_fail(ps, open, _("This parenthesis is never closed"));
	}
	if (!st)
		ps->p++;
	return st;
}

static enum status filter_unary(struct filter_parser *ps, int depth, struct filter_node **out)
{
	const char *at = ps->p;
	struct filter_node *kid, *not ;
	enum status st;

	if (depth >= FILTER_MAX_DEPTH)
		return filter_fail(
			ps, at, _("The filter is nested too deeply (at most 100 levels)"));
	if (is_negation(at)) {
		ps->p++;
		st = filter_unary(ps, depth + 1, &kid);
		if (st)
			return st;
		not = filter_node_new(ps, NODE_NOT, at);
		filter_node_add(not, kid);
		*out = not ;
		return ST_OK;
	}
	if (*at == '(' && !after_number_in_parens(at))
		return filter_group(ps, depth + 1, out);
	return filter_leaf(ps, out);
}

/* Conditions one after another. "or" with nothing before it is a word like any other. */
static enum status filter_and(struct filter_parser *ps, int depth, struct filter_node **out)
{
	struct filter_node *all = filter_node_new(ps, NODE_AND, ps->p), *kid;
	enum status st = ST_OK;

	for (ps->p = after_blanks(ps->p); !st && *ps->p && *ps->p != ')';
		ps->p = after_blanks(ps->p)) {
		if (all->nkids > 0 && is_or(ps->p))
			break;
		st = filter_unary(ps, depth, &kid);
		if (!st)
			filter_node_add(all, kid);
	}
	if (!st && all->nkids == 0)
		st = filter_fail(ps, ps->p, _("A condition is expected here"));
	if (st) {
		filter_node_free(all);
		return st;
	}
	*out = filter_node_unwrap(all);
	return ST_OK;
}

static enum status filter_or(struct filter_parser *ps, int depth, struct filter_node **out)
{
	struct filter_node *any = filter_node_new(ps, NODE_OR, ps->p), *kid;
	enum status st;

	for (;;) {
		st = filter_and(ps, depth, &kid);
		if (st) {
			filter_node_free(any);
			return st;
		}
		filter_node_add(any, kid);
		if (!*ps->p || *ps->p == ')')
			break;
		ps->p += 2; /* filter_and() stops at nothing else but "or" */
	}
	*out = filter_node_unwrap(any);
	return ST_OK;
}

enum status filter_parse(const char *text, struct filter_node **out, struct err *err)
{
	struct filter_parser ps = {.text = text, .p = text, .err = err};
	size_t len = strlen(text), bad;
	enum status st;

	*out = NULL;
	if (len > FILTER_MAX_BYTES)
		return err_set_at(err, ST_USAGE, filter_char_at(text, FILTER_MAX_BYTES),
			_("The filter is too long (at most %d bytes)"), FILTER_MAX_BYTES);
	if (!text_is_utf8(text, len, &bad))
		return filter_fail(&ps, text + bad, _("The filter is not UTF-8 text from here on"));
	if (!*after_blanks(text))
		return ST_OK;
	st = filter_or(&ps, 0, out);
	if (!st && *ps.p) {
		filter_node_free(*out);
		*out = NULL;
		st = filter_fail(&ps, ps.p, _("This parenthesis closes nothing"));
	}
	return st;
}
