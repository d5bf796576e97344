/* Conditions on fields. Values are always parameters; the SQL around them comes from the field table alone. */
#include "filter_term_sql.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "filter_field.h"
#include "filter_link_sql.h"
#include "filter_pick_sql.h"
#include "filter_range.h"
#include "filter_words_sql.h"
#include "store/match.h"

static const char *const yes_words[] = {"yes", "y", "true", "1", "да", "tak", NULL};
static const char *const no_words[] = {"no", "n", "false", "0", "нет", "не", "nie", NULL};
static const char *const any_words[] = {"any", "all", "все", "всички", "wszystkie", NULL};

static bool is_word(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (fold_same(text, *words))
			return true;
	return false;
}

static bool is_empty_word(const struct filter_value *v)
{
	if (v->quoted)
		return !*v->text;
	return fold_same(v->text, "empty") || fold_same(v->text, _("empty"));
}

static bool is_comparison(enum filter_op op)
{
	return op != OP_IS && op != OP_EXACT;
}

/* Dates are ISO text in columns of their own, numbers among the custom values. */
static int term_param(struct filter_build *b, const struct field *f, int64_t n)
{
	char iso[DATE_LEN];

	if (f->type != FT_DATE || f->custom_id)
		return filter_build_num(b, n);
	date_format_iso((int32_t)n, iso);
	return filter_build_text(b, iso);
}

static enum status term_read_range(struct filter_build *b, const struct field *f, const char *text,
	int at, struct filter_range *out)
{
	if (filter_range_read(b->o, f, text, out))
		return ST_OK;
	return err_set_at(b->err, ST_USAGE, filter_char_at(b->text, at),
		_("\"%s\" cannot be read for the field \"%s\": expected is %s"), text, f->name,
		filter_range_example(f->type));
}

/* "a..b", either end left out. */
static enum status term_between(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v, const char *dots)
{
	int len = (int)(dots - v->text);
	const char *to = dots + 2;
	struct filter_range lo, hi;
	enum status st = ST_OK;
	struct buf from = BUF_INIT;

	buf_addn(&from, v->text, (size_t)len);
	if (len)
		st = term_read_range(b, f, buf_str(&from), v->at, &lo);
	buf_release(&from);
	if (!st && (*to || !len))
		st = term_read_range(b, f, to, v->at + len + 2, &hi);
	if (st)
		return st;
	buf_addch(&b->sql, '(');
	if (len)
		buf_addf(&b->sql, "%s >= ?%d", expr, term_param(b, f, lo.lo));
	if (len && *to)
		buf_add(&b->sql, " AND ");
	if (*to)
		buf_addf(&b->sql, "%s <= ?%d", expr, term_param(b, f, hi.hi));
	buf_addch(&b->sql, ')');
	return ST_OK;
}

static enum status term_range(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	const char *dots = v->quoted || is_comparison(op) ? NULL : strstr(v->text, "..");
	struct filter_range r;
	enum status st;

	if (dots)
		return term_between(b, f, expr, v, dots);
	st = term_read_range(b, f, v->text, v->at, &r);
	if (st)
		return st;
	switch (op) {
	case OP_LT: buf_addf(&b->sql, "%s < ?%d", expr, term_param(b, f, r.lo)); break;
	case OP_LE: buf_addf(&b->sql, "%s <= ?%d", expr, term_param(b, f, r.hi)); break;
	case OP_GT: buf_addf(&b->sql, "%s > ?%d", expr, term_param(b, f, r.hi)); break;
	case OP_GE: buf_addf(&b->sql, "%s >= ?%d", expr, term_param(b, f, r.lo)); break;
	default:
		if (r.lo == r.hi) {
			buf_addf(&b->sql, "%s = ?%d", expr, term_param(b, f, r.lo));
			break;
		}
		buf_addf(&b->sql, "(%s >= ?%d", expr, term_param(b, f, r.lo));
		buf_addf(&b->sql, " AND %s <= ?%d)", expr, term_param(b, f, r.hi));
	}
	return ST_OK;
}

/* Exactly this text; for the name of a searchable kind whatever the case, through its index. */
static void term_exact(
	struct filter_build *b, const struct field *f, const char *expr, const char *text)
{
	const struct kind *k = b->kind;
	struct buf key = BUF_INIT;

	if (k->searchable && f == &k->fields[k->title_field]) {
		fold_sort_key(&key, text);
		buf_addf(&b->sql, "t.sort_key = ?%d", filter_build_text(b, buf_str(&key)));
	} else {
		for (; *text; text++) {
			char c = *text;

			if (f->type == FT_EMAIL && c >= 'A' && c <= 'Z')
				c = (char)(c - 'A' + 'a');
			if (f->type == FT_CURRENCY && c >= 'a' && c <= 'z')
				c = (char)(c - 'a' + 'A');
			buf_addch(&key, c);
		}
		buf_addf(&b->sql, "%s = ?%d", expr, filter_build_text(b, buf_str(&key)));
	}
	buf_release(&key);
}

static enum status term_text(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	char *term;

	if (op == OP_EXACT || f->type == FT_CURRENCY) {
		term_exact(b, f, expr, v->text);
		return ST_OK;
	}
	if (f->type == FT_PHONE && b->kind->has_digits && filter_digits_sql(b, v->text))
		return ST_OK;
	term = match_term(v->text, false);
	match_sql(&b->sql, expr, filter_build_text(b, term));
	free(term);
	return ST_OK;
}

static enum status term_bool(struct filter_build *b, const struct field *f, const char *expr,
	const struct filter_value *v)
{
	if (is_word(v->text, yes_words))
		buf_addf(&b->sql, "COALESCE(%s, 0) <> 0", expr);
	else if (is_word(v->text, no_words))
		buf_addf(&b->sql, "COALESCE(%s, 0) = 0", expr);
	else
		return err_set_at(b->err, ST_USAGE, filter_char_at(b->text, v->at),
			_("The field \"%s\" is yes or no"), f->name);
	return ST_OK;
}

/* deleted:yes, deleted:any, or when it was deleted. False: it is a date then. */
static bool term_trash(struct filter_build *b, const struct filter_value *v)
{
	b->asks_trash = true;
	if (is_word(v->text, yes_words))
		buf_add(&b->sql, "t.deleted_at IS NOT NULL");
	else if (is_word(v->text, no_words))
		buf_add(&b->sql, "t.deleted_at IS NULL");
	else if (is_word(v->text, any_words))
		buf_add(&b->sql, "1 = 1");
	else
		return false;
	return true;
}

static enum status term_by_type(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	if (filter_range_has(f->type))
		return term_range(b, f, expr, op, v);
	if (f->type == FT_CHOICE)
		return filter_choice_sql(b, f, expr, op, v);
	if (is_comparison(op))
		return err_set_at(b->err, ST_USAGE, filter_char_at(b->text, v->at),
			_("The field \"%s\" has no order: use : or ="), f->name);
	switch (f->type) {
	case FT_PICK: return filter_pick_sql(b, f, expr, v);
	case FT_SET: return filter_set_sql(b, f, expr, op, v);
	case FT_LINK: return filter_link_sql(b, f, expr, v);
	default: return term_text(b, f, expr, op, v);
	}
}

static enum status term_value(struct filter_build *b, const struct field *f, const char *expr,
	enum filter_op op, const struct filter_value *v)
{
	enum status st;

	if (!is_comparison(op) && is_empty_word(v)) {
		if (f == &filter_field_trash)
			b->asks_trash = true;
		buf_addf(&b->sql, "%s IS NULL", expr);
		return ST_OK;
	}
	if (f == &filter_field_trash && !is_comparison(op) && term_trash(b, v))
		return ST_OK;
	if (f == &filter_field_trash)
		b->asks_trash = true;
	if (f->type == FT_BOOL && !is_comparison(op))
		return term_bool(b, f, expr, v);
	if (b->negated)
		buf_addf(&b->sql, "(%s IS NOT NULL AND ", expr);
	st = term_by_type(b, f, expr, op, v);
	if (b->negated)
		buf_addch(&b->sql, ')');
	return st;
}

static enum status term_unknown_field(struct filter_build *b, const struct filter_node *term)
{
	const char *near = filter_field_near(b->kind, term->text);
	int at = filter_char_at(b->text, term->at);

	if (near)
		return err_set_at(b->err, ST_USAGE, at,
			_("There is no field \"%s\"; did you mean \"%s\"?"), term->text, near);
	return err_set_at(b->err, ST_USAGE, at, _("There is no field \"%s\""), term->text);
}

enum status filter_term_sql(struct filter_build *b, const struct filter_node *term)
{
	const struct field *f = filter_field_find(b->kind, term->text);
	struct buf expr = BUF_INIT;
	enum status st = ST_OK;

	if (!f)
		return term_unknown_field(b, term);
	if (is_comparison(term->op) && term->nvalues > 1)
		return err_set_at(b->err, ST_USAGE, filter_char_at(b->text, term->values[1].at),
			_("Only one value can be compared with; put quotation marks around a value "
			  "with a comma"));
	filter_field_expr(f, &expr);
	buf_addch(&b->sql, '(');
	for (int i = 0; i < term->nvalues && !st; i++) {
		buf_add(&b->sql, i ? " OR " : "");
		st = term_value(b, f, buf_str(&expr), term->op, &term->values[i]);
	}
	buf_addch(&b->sql, ')');
	buf_release(&expr);
	return st;
}
