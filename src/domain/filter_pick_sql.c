/* Choices, lists and sets. Codes are compared; what a person wrote only finds them. */
#include "filter_pick_sql.h"

#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"

#define NAMED_MAX 12 /* choices that an error names */

static enum status pick_unknown(
	struct filter_build *b, const struct field *f, const struct filter_value *v)
{
	int at = filter_char_at(b->text, v->at), n = 0;
	struct buf names = BUF_INIT;
	enum status st;

	for (const struct choice *c = f->choices; c && c->code && n < NAMED_MAX; c++, n++)
		buf_addf(&names, "%s%s", n ? ", " : "", c->code);
	if (names.len)
		st = err_set_at(b->err, ST_USAGE, at, _("\"%s\" is no %s; there are: %s"), v->text,
			f->name, buf_str(&names));
	else
		st = err_set_at(b->err, ST_USAGE, at,
			_("\"%s\" is not in the list of the field \"%s\""), v->text, f->name);
	buf_release(&names);
	return st;
}

/* The codes on the asked side of choice at, itself included where the operator says so. */
static void choice_side(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct choice *at)
{
	int n = 0;

	buf_addf(&b->sql, "%s IN (", expr);
	for (const struct choice *c = f->choices; c->code; c++) {
		bool in = op == OP_LT   ? c < at
			  : op == OP_LE ? c <= at
			  : op == OP_GT ? c > at
					: c >= at;

		if (in)
			buf_addf(&b->sql, "%s?%d", n++ ? ", " : "", filter_build_text(b, c->code));
	}
	buf_add(&b->sql, n ? ")" : "NULL)");
}

enum status filter_choice_sql(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	const char *code = choice_code(f->choices, v->text);
	const struct choice *at = f->choices;

	if (!code)
		return pick_unknown(b, f, v);
	if (op == OP_IS || op == OP_EXACT) {
		buf_addf(&b->sql, "%s = ?%d", expr, filter_build_text(b, code));
		return ST_OK;
	}
	while (at->code != code)
		at++;
	choice_side(b, f, expr, op, at);
	return ST_OK;
}

/* Append what one code means for the field: equal, or in the set. */
static void pick_code(struct filter_build *b, const struct field *f, const char *expr,
	const char *code, bool exact)
{
	struct buf like = BUF_INIT;

	if (f->type != FT_SET || exact) {
		buf_addf(&b->sql, "%s = ?%d", expr, filter_build_text(b, code));
		return;
	}
	buf_add(&like, "%,");
	for (; *code; code++) {
		if (*code == '%' || *code == '_' || *code == '\\')
			buf_addch(&like, '\\');
		buf_addch(&like, *code);
	}
	buf_add(&like, ",%");
	buf_addf(&b->sql, "',' || %s || ',' LIKE ?%d ESCAPE '\\'", expr,
		filter_build_text(b, buf_str(&like)));
	buf_release(&like);
}

/* All entries of the office list whose title contains the text; returns how many. */
static int pick_by_part(struct filter_build *b, const struct field *f, const char *expr,
	const char *text, bool exact)
{
	struct buf part = BUF_INIT, title = BUF_INIT;
	int n, found = 0;
	const struct list_entry *e = office_list(b->o, f->list, &n);

	fold_text(&part, text);
	for (int i = 0; i < n && part.len; i++) {
		buf_clear(&title);
		fold_text(&title, e[i].title);
		if (!strstr(buf_str(&title), buf_str(&part)))
			continue;
		buf_add(&b->sql, found++ ? " OR " : "(");
		pick_code(b, f, expr, e[i].code, exact);
		if (found == FILTER_MAX_TERMS)
			break;
	}
	if (found)
		buf_addch(&b->sql, ')');
	buf_release(&part);
	buf_release(&title);
	return found;
}

static enum status pick_sql(struct filter_build *b, const struct field *f, const char *expr,
	bool exact, const struct filter_value *v)
{
	const char *code = f->choices ? choice_code(f->choices, v->text)
				      : office_list_code(b->o, f->list, v->text);

	if (code)
		pick_code(b, f, expr, code, exact);
	else if (f->choices || exact || !pick_by_part(b, f, expr, v->text, exact))
		return pick_unknown(b, f, v);
	return ST_OK;
}

enum status filter_pick_sql(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v)
{
	return pick_sql(b, f, expr, false, v);
}

enum status filter_set_sql(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	return pick_sql(b, f, expr, op == OP_EXACT, v);
}
