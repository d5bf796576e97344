/* Reading what a person or a file wrote into a field, and finding the records that texts name. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/fold.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/deal.h"
#include "domain/record.h"
#include "resolve_sql.h"

struct parse {
	struct office *o;
	struct record *r;
	const struct field *f;
	int field;
	const struct parse_options *opt;
};

static enum status bad(const struct parse *p, const char *text, const char *wanted, struct err *err)
{
	return err_set(
		err, ST_BAD_DATA, _("%s: \"%.60s\" is not %s"), _(p->f->title), text, wanted);
}

static enum status parse_decimal(
	const struct parse *p, const char *text, int scale, const char *wanted, struct err *err)
{
	char *clean = mem_strdup(text), *end = clean + strlen(clean);
	int64_t num;
	bool ok;

	if (p->f->type == FT_PERCENT && end > clean && end[-1] == '%')
		end[-1] = 0;
	ok = money_parse(clean, p->opt->decimal, scale, &num);
	if (!ok && !p->opt->from_file) /* the point of a number pad where the comma is usual */
		ok = money_parse(clean, 0, scale, &num);
	free(clean);
	if (!ok)
		return bad(p, text, wanted, err);
	record_set_num(p->r, p->field, num);
	return ST_OK;
}

static enum status parse_date(const struct parse *p, const char *text, struct err *err)
{
	int32_t day;
	bool ok = p->opt->from_file ? date_parse_file(text, p->opt->date_order, &day)
				    : date_parse_words(text, clock_today(), &day) ||
					      date_parse_file(text, p->opt->date_order, &day);

	if (!ok)
		return bad(p, text,
			p->opt->from_file ? _("a date")
					  : _("a date (try 15.3, +3d, fri, tomorrow)"),
			err);
	record_set_num(p->r, p->field, day);
	return ST_OK;
}

static enum status parse_instant(const struct parse *p, const char *text, struct err *err)
{
	const char *time = strchr(text, ' ');
	int64_t at;
	int32_t day;
	int minute = 0;

	if (date_parse_instant(text, &at)) {
		record_set_num(p->r, p->field, at);
		return ST_OK;
	}
	if (time && !date_parse_time(time + 1, &minute)) {
		time = NULL;
		minute = 0;
	}
	if (time) {
		char *head = mem_strndup(text, (size_t)(time - text));
		bool ok = date_parse_file(head, p->opt->date_order, &day);

		free(head);
		if (!ok)
			return bad(p, text, _("a date and time"), err);
	} else if (!date_parse_file(text, p->opt->date_order, &day) &&
		   (p->opt->from_file || !date_parse_words(text, clock_today(), &day)))
		return bad(p, text, _("a date and time"), err);
	record_set_num(p->r, p->field, date_to_instant(day, minute));
	return ST_OK;
}

/* fold_same() sees letters and digits only, so signs are compared as they are. */
static bool is_word(const char *text, const char *word)
{
	return !strcmp(text, word) || (*word != '+' && *word != '-' && fold_same(text, word));
}

static enum status parse_bool(const struct parse *p, const char *text, struct err *err)
{
	static const char *const yes[] = {"yes", "y", "true", "1", "x", "on", "да", "д", "tak",
		"истина", "вярно", "prawda", "+"};
	static const char *const no[] = {
		"no", "n", "false", "0", "off", "нет", "н", "не", "nie", "ложь", "-"};

	for (size_t i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (is_word(text, yes[i])) {
			record_set_num(p->r, p->field, 1);
			return ST_OK;
		}
	for (size_t i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (is_word(text, no[i])) {
			record_set_num(p->r, p->field, 0);
			return ST_OK;
		}
	return bad(p, text, _("yes or no"), err);
}

/* The code a text means for a field; NULL when a fixed choice does not know it. Lists take new texts as they are. */
static const char *code_of(const struct parse *p, const char *text)
{
	const char *code;

	if (p->f->choices)
		return choice_code(p->f->choices, text);
	code = p->f->list ? office_list_code(p->o, p->f->list, text) : NULL;
	return code ? code : text;
}

static enum status parse_choice(const struct parse *p, const char *text, struct err *err)
{
	const char *code = code_of(p, text);

	if (!code)
		return err_set(err, ST_NOT_FOUND, _("%s: there is no choice \"%.60s\""),
			_(p->f->title), text);
	record_set_text(p->r, p->field, code);
	return ST_OK;
}

static enum status parse_set(const struct parse *p, const char *text, struct err *err)
{
	char *copy = mem_strdup(text), *save = NULL;
	struct buf b = BUF_INIT;
	enum status st = ST_OK;

	for (char *part = strtok_r(copy, ",;", &save); part; part = strtok_r(NULL, ",;", &save)) {
		struct buf clean = BUF_INIT;
		const char *code;

		text_clean(&clean, part, strlen(part), false);
		code = clean.len ? code_of(p, buf_str(&clean)) : "";
		if (!code)
			st = err_set(err, ST_NOT_FOUND, _("%s: there is no choice \"%.60s\""),
				_(p->f->title), clean.data);
		else if (*code)
			buf_addf(&b, "%s%s", b.len ? "," : "", code);
		buf_release(&clean);
		if (st)
			break;
	}
	if (!st)
		record_set_text(p->r, p->field, buf_str(&b));
	buf_release(&b);
	free(copy);
	return st;
}

static enum status parse_link(const struct parse *p, const char *text, struct err *err)
{
	int64_t id = 0;
	enum status st;

	if (p->r->kind->id == KIND_DEAL && p->field == DEAL_STAGE)
		st = resolve_stage(p->o, record_num(p->r, DEAL_PIPELINE), text, &id, err);
	else if (p->f->link == KIND_USER && !strcmp(text, "me") && office_user_id(p->o)) {
		id = office_user_id(p->o);
		st = ST_OK;
	} else
		st = record_resolve(p->o, p->f->link, text, &id, err);
	if (st)
		return err_prefix(err, st, "%s", _(p->f->title));
	record_set_num(p->r, p->field, id);
	return ST_OK;
}

static enum status parse_email(const struct parse *p, const char *text, struct err *err)
{
	const char *at = strchr(text, '@');
	struct buf b = BUF_INIT;

	if (!at || at == text || !at[1] || strchr(at + 1, '@') || strpbrk(text, " ,;<>"))
		return bad(p, text, _("an e-mail address"), err);
	for (const char *s = text; *s; s++)
		buf_addch(&b, *s >= 'A' && *s <= 'Z' ? (char)(*s + 32) : *s);
	record_set_text(p->r, p->field, buf_str(&b));
	buf_release(&b);
	return ST_OK;
}

static enum status parse_phone(const struct parse *p, const char *text, struct err *err)
{
	int digits = 0;

	for (const char *s = text; *s; s++)
		digits += *s >= '0' && *s <= '9';
	if (digits < 3)
		return bad(p, text, _("a phone number"), err);
	record_set_text(p->r, p->field, text);
	return ST_OK;
}

static enum status parse_currency(const struct parse *p, const char *text, struct err *err)
{
	char code[4];

	if (strlen(text) != 3 ||
		strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") != 3)
		return bad(p, text, _("a currency code such as EUR"), err);
	for (int i = 0; i < 4; i++)
		code[i] = text[i] >= 'a' && text[i] <= 'z' ? (char)(text[i] - 32) : text[i];
	record_set_text(p->r, p->field, code);
	return ST_OK;
}

static enum status parse_time(const struct parse *p, const char *text, struct err *err)
{
	int minute;

	if (!date_parse_time(text, &minute))
		return bad(p, text, _("a time such as 14:30"), err);
	record_set_num(p->r, p->field, minute);
	return ST_OK;
}

static enum status parse_value(const struct parse *p, const char *text, struct err *err)
{
	switch (p->f->type) {
	case FT_INT: return parse_decimal(p, text, 0, _("a whole number"), err);
	case FT_MONEY:
		return parse_decimal(
			p, text, money_digits(record_currency(p->o, p->r)), _("an amount"), err);
	case FT_PERCENT: return parse_decimal(p, text, 2, _("a percentage"), err);
	case FT_QUANTITY: return parse_decimal(p, text, 3, _("a quantity"), err);
	case FT_DATE: return parse_date(p, text, err);
	case FT_TIME: return parse_time(p, text, err);
	case FT_INSTANT: return parse_instant(p, text, err);
	case FT_BOOL: return parse_bool(p, text, err);
	case FT_CHOICE:
	case FT_PICK: return parse_choice(p, text, err);
	case FT_SET: return parse_set(p, text, err);
	case FT_LINK: return parse_link(p, text, err);
	case FT_EMAIL: return parse_email(p, text, err);
	case FT_PHONE: return parse_phone(p, text, err);
	case FT_CURRENCY: return parse_currency(p, text, err);
	default: record_set_text(p->r, p->field, text); return ST_OK;
	}
}

enum status record_parse(struct office *o, struct record *r, int field, const char *text,
	const struct parse_options *opt, struct err *err)
{
	struct parse p = {.o = o, .r = r, .f = &r->kind->fields[field], .field = field, .opt = opt};
	struct buf clean = BUF_INIT;
	enum status st = ST_OK;

	if (text_is_clean(text, strlen(text)))
		return parse_value(&p, text, err);
	text_clean(&clean, text, strlen(text), p.f->type == FT_NOTE);
	if (clean.len)
		st = parse_value(&p, clean.data, err);
	else
		record_clear(r, field);
	buf_release(&clean);
	return st;
}

bool record_links_to(const struct record *r, int field, const char *text)
{
	char *end;
	int64_t id;

	if (text[0] != '#' || text[1] < '1' || text[1] > '9')
		return false;
	id = strtoll(text + 1, &end, 10);
	return !*end && record_has(r, field) && record_num(r, field) == id;
}
