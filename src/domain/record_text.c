/* How values are written for people, forms and files. Reading them is in record_parse.c. */
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/money.h"
#include "domain/catalog.h"
#include "domain/record.h"

const char *record_currency(struct office *o, const struct record *r)
{
	int at = kind_field(r->kind, "currency");

	return at >= 0 && record_has(r, at) ? record_text(r, at) : office_currency(o);
}

static void format_number(
	struct office *o, int64_t num, int scale, enum value_style style, struct buf *b)
{
	char text[64];

	if (style == STYLE_SHOW)
		money_format(num, scale, office_options(o)->decimal, text, sizeof(text));
	else
		money_format_plain(num, scale, text, sizeof(text));
	buf_add(b, text);
}

/* Percents and quantities without trailing zeros: "12.5", "3". */
static void format_trimmed(int64_t num, int scale, char decimal, struct buf *b)
{
	char text[64];
	size_t len;

	money_format_plain(num, scale, text, sizeof(text));
	len = strlen(text);
	while (len && strchr(text, '.') && text[len - 1] == '0')
		text[--len] = 0;
	if (len && text[len - 1] == '.')
		text[--len] = 0;
	for (char *p = text; *p; p++)
		if (*p == '.')
			*p = decimal;
	buf_add(b, text);
}

static void format_date(struct office *o, int64_t day, enum value_style style, struct buf *b)
{
	char text[DATE_LEN];

	if (style == STYLE_PLAIN)
		date_format_iso((int32_t)day, text);
	else
		date_format((int32_t)day, office_options(o)->date_order, text);
	buf_add(b, text);
}

static void format_instant(struct office *o, int64_t at, enum value_style style, struct buf *b)
{
	char text[64];

	if (style == STYLE_PLAIN)
		date_format_utc(at, text);
	else
		date_format_instant(at, office_options(o)->date_order, text, sizeof(text));
	buf_add(b, text);
}

static const char *code_title(struct office *o, const struct field *f, const char *code)
{
	if (f->choices)
		return choice_title(f->choices, code);
	return f->list ? office_list_title(o, f->list, code) : code;
}

static void format_set(struct office *o, const struct field *f, const char *codes, struct buf *b)
{
	const char *separator = "";

	while (*codes) {
		size_t len = strcspn(codes, ",");
		char code[256];

		snprintf(code, sizeof(code), "%.*s", (int)len, codes);
		buf_addf(b, "%s%s", separator, code_title(o, f, code));
		separator = ", ";
		codes += len + (codes[len] == ',');
	}
}

/* The entries that a new office starts with are shown in the language of whoever looks. */
static const char *shown_text(const struct record *r, int field)
{
	const char *text = record_text(r, field);

	if (r->kind->id != KIND_CHOICE || field != CHOICE_TITLE)
		return text;
	return list_default_title(record_text(r, CHOICE_LIST), record_text(r, CHOICE_CODE), text);
}

void record_format(
	struct office *o, const struct record *r, int field, enum value_style style, struct buf *b)
{
	const struct field *f = &r->kind->fields[field];
	bool plain = style == STYLE_PLAIN;
	int64_t num = record_num(r, field);

	if (!record_has(r, field))
		return;
	switch (f->type) {
	case FT_MONEY: format_number(o, num, money_digits(record_currency(o, r)), style, b); break;
	case FT_PERCENT: format_trimmed(num, 2, plain ? '.' : office_options(o)->decimal, b); break;
	case FT_QUANTITY:
		format_trimmed(num, 3, plain ? '.' : office_options(o)->decimal, b);
		break;
	case FT_DATE: format_date(o, num, style, b); break;
	case FT_INSTANT: format_instant(o, num, style, b); break;
	case FT_TIME: buf_addf(b, "%02d:%02d", (int)(num / 60), (int)(num % 60)); break;
	case FT_BOOL: buf_add(b, plain ? (num ? "yes" : "no") : num ? _("yes") : _("no")); break;
	case FT_INT:
		if (style == STYLE_SHOW)
			format_number(o, num, 0, style, b);
		else
			buf_addf(b, "%lld", (long long)num);
		break;
	case FT_LINK: office_title(o, f->link, num, b); break;
	case FT_CHOICE:
	case FT_PICK:
		buf_add(b, plain ? record_text(r, field) : code_title(o, f, record_text(r, field)));
		break;
	case FT_SET:
		if (plain)
			buf_add(b, record_text(r, field));
		else
			format_set(o, f, record_text(r, field), b);
		break;
	default:
		buf_add(b, style == STYLE_SHOW ? shown_text(r, field) : record_text(r, field));
		break;
	}
}
