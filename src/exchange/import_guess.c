/* What the columns of a file mean, by their headers and cells: targets, the key of the records, types of new fields. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/money.h"
#include "domain/client.h"
#include "domain/record.h"
#include "cell_kind.h"
#include "import_target_private.h"

/* Headers that mean something else of a person than of a company; '|' between them, compared folded. */
static const struct {
	enum import_target_kind kind;
	const char *aliases;
} person_headers[] = {
	{TARGET_FULL_NAME,
		"full name|display name|contact name|name and surname|person|contact|фио|ф.и.о.|"
		"полное имя|имя и фамилия|фамилия и имя|фамилия имя отчество|контактное "
		"лицо|контакт|"
		"имена|пълно име|име и фамилия|лице за контакт|imię i nazwisko|nazwisko i imię|"
		"pełna nazwa|osoba|osoba kontaktowa"},
	{TARGET_EMPLOYER,
		"employer|company|company name|organization|organisation|organization name|"
		"organization 1 name|account|account name|works at|associated company|компания|"
		"название компании|организация|работодатель|место работы|фирма|контрагент|"
		"работодател|име на фирмата|месторабота|pracodawca|firma|nazwa firmy|organizacja|"
		"miejsce pracy"},
	{TARGET_JOB_TITLE,
		"job title|position|title|role|function|organization 1 title|organization title|"
		"должность|позиция|роль|длъжност|stanowisko|funkcja|rola"},
};

static bool is_among(const char *aliases, const char *header)
{
	char one[64];

	while (*aliases) {
		size_t len = strcspn(aliases, "|");

		memcpy(one, aliases, len);
		one[len] = '\0';
		if (fold_same(one, header))
			return true;
		aliases += len + (aliases[len] == '|');
	}
	return false;
}

/* A contact point that the header names and that is no field: a fax, a messenger, a second phone. */
static bool guess_point(const char *header, struct import_target *out)
{
	const char *kind =
		choice_code(contact_point_kind.fields[CONTACT_POINT_KIND].choices, header);

	if (!kind)
		return false;
	*out = import_target_point(kind, 1);
	return true;
}

/* "E-mail 2", "Телефон 3": a further one of what the header means without its number. */
static bool guess_numbered(struct office *o, const char *header, struct import_target *out)
{
	size_t len = strlen(header);
	struct import_target base;
	int number = 0, field;
	char *label;

	while (len && header[len - 1] >= '0' && header[len - 1] <= '9')
		len--;
	if (!len || !header[len] || strlen(header + len) > 2)
		return false;
	for (const char *s = header + len; *s; s++)
		number = number * 10 + *s - '0';
	while (len && strchr(" _-.#", header[len - 1]))
		len--;
	label = mem_strndup(header, len);
	field = kind_field_by_label(office_kind(o, KIND_CLIENT), label);
	if (!guess_point(label, &base))
		base = field == CLIENT_PHONE   ? import_target_point("phone", 1)
		       : field == CLIENT_EMAIL ? import_target_point("email", 1)
					       : IMPORT_TARGET_NONE;
	free(label);
	if (number < 1 || base.kind == TARGET_NONE)
		return false;
	if (base.field == CLIENT_PHONE)
		base.sub = "phone";
	else if (base.field >= 0)
		base.sub = base.field == CLIENT_EMAIL ? "email" : "web";
	*out = import_target_point(base.sub, number);
	return true;
}

struct import_target import_target_guess(
	struct office *o, enum kind_id kind, const char *preset, const char *header)
{
	const struct kind *k = office_kind(o, kind);
	struct import_target t = IMPORT_TARGET_NONE;
	bool person = kind == KIND_CLIENT && preset && !strcmp(preset, "person");
	int field;

	if (import_target_is_name(k, header, &t)) {
		if (t.kind != TARGET_FIELD || import_is_settable(&k->fields[t.field]))
			return t;
		return IMPORT_TARGET_NONE;
	}
	for (size_t i = 0; person && i < sizeof(person_headers) / sizeof(person_headers[0]); i++)
		if (is_among(person_headers[i].aliases, header)) {
			t.kind = person_headers[i].kind;
			return t;
		}
	field = kind_field_by_label(k, header);
	if (field >= 0)
		return import_is_settable(&k->fields[field]) ? import_target_field(field)
							     : IMPORT_TARGET_NONE;
	if (kind == KIND_CLIENT && !guess_point(header, &t))
		guess_numbered(o, header, &t);
	return t;
}

int import_column_of(const struct import *imp, const struct import_target *t)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (import_target_same(&imp->columns[c].target, t))
			return c;
	return -1;
}

bool import_gives(const struct import *imp, int field)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (imp->columns[c].target.field == field)
			return true;
	for (int i = 0; i < imp->nconstants; i++)
		if (imp->constants[i].field == field)
			return true;
	return false;
}

/* A second phone is a further one; a second of anything else is left out. */
static struct import_target next_free(
	const struct import *imp, const char *header, struct import_target t)
{
	struct import_target named;
	const char *kind = NULL;

	if (imp->kind == KIND_CLIENT && t.kind == TARGET_FIELD) {
		if (guess_point(header, &named) && named.kind == TARGET_POINT)
			kind = named.sub;
		else if (t.field == CLIENT_PHONE)
			kind = "phone";
		else if (t.field == CLIENT_EMAIL)
			kind = "email";
	} else if (t.kind == TARGET_POINT)
		kind = t.sub;
	for (int n = 1; kind && n <= IMPORT_POINTS_MAX; n++) {
		named = import_target_point(kind, n);
		if (import_column_of(imp, &named) < 0)
			return named;
	}
	return IMPORT_TARGET_NONE;
}

/* Is there a column for the first phone that is not called a mobile one? */
static bool has_plain_phone(const struct import *imp, struct office *o)
{
	struct import_target point;

	for (int c = 0; c < imp->ncolumns; c++) {
		const char *header = imp->columns[c].header;

		if (kind_field_by_label(office_kind(o, KIND_CLIENT), header) == CLIENT_PHONE &&
			!(guess_point(header, &point) && point.kind == TARGET_POINT))
			return true;
	}
	return false;
}

/* A mobile number is the phone of a file that has no other. */
static bool is_only_phone(
	const struct import *imp, struct office *o, const struct import_target *t, int column)
{
	if (imp->kind != KIND_CLIENT || t->kind != TARGET_POINT || strcmp(t->sub, "mobile") ||
		t->number != 1)
		return false;
	for (int c = 0; c < imp->ncolumns; c++) {
		const struct import_column *col = &imp->columns[c];

		if (c != column && (col->target.field == CLIENT_PHONE ||
					   kind_field_by_label(office_kind(o, KIND_CLIENT),
						   col->header) == CLIENT_PHONE))
			return false;
	}
	return true;
}

void import_guess_targets(struct import *imp, struct office *o)
{
	bool phone = imp->kind == KIND_CLIENT && has_plain_phone(imp, o);

	for (int c = 0; c < imp->ncolumns; c++) {
		struct import_column *col = &imp->columns[c];
		struct import_target t, point;

		if (col->target.kind != TARGET_NONE)
			continue;
		t = import_target_guess(o, imp->kind, imp->preset, col->header);
		if (phone && t.field == CLIENT_PHONE && guess_point(col->header, &point))
			t = point;
		else if (is_only_phone(imp, o, &t, c))
			t = import_target_field(CLIENT_PHONE);
		if (t.kind != TARGET_NONE && import_column_of(imp, &t) >= 0) {
			struct import_target other = next_free(imp, col->header, t);

			import_target_release(&t);
			t = other;
		}
		col->target = t;
	}
}

static bool has_target(const struct import *imp, enum import_target_kind kind)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (imp->columns[c].target.kind == kind)
			return true;
	return false;
}

int import_guess_match(const struct import *imp, struct office *o)
{
	static const char *const names[] = {"external_id", "tax_id", "email", "login", "sku"};
	const struct kind *k = office_kind(o, imp->kind);

	if (has_target(imp, TARGET_ID))
		return IMPORT_MATCH_ID;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int field = kind_field(k, names[i]);

		if (field >= 0 && import_gives(imp, field))
			return field;
	}
	switch (imp->kind) {
	case KIND_CLIENT:
	case KIND_PRODUCT:
	case KIND_USER:
	case KIND_PIPELINE: return k->title_field;
	default: return IMPORT_MATCH_ROW;
	}
}

static bool all_cells(const struct import *imp, int column, bool (*is)(const char *cell))
{
	int filled = 0;

	for (int i = 0; i < imp->nsample; i++) {
		const char *cell = imp->sample[i][column];

		if (*cell && !is(cell))
			return false;
		filled += *cell != '\0';
	}
	return filled > 0;
}

static bool is_yes_or_no(const char *cell)
{
	static const char *const words[] = {"yes", "no", "true", "false", "да", "нет", "не", "tak",
		"nie", "истина", "ложь", "prawda", "fałsz", "+", "-"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(cell, words[i]) || (words[i][1] && fold_same(cell, words[i])))
			return true;
	return false;
}

/* "1 200", but not "12.00": who writes hundredths means an amount. */
static bool is_whole(const char *cell)
{
	const char *digits = cell + strlen(cell);
	int64_t n;

	while (digits > cell && digits[-1] >= '0' && digits[-1] <= '9')
		digits--;
	if (digits > cell && (digits[-1] == '.' || digits[-1] == ',') && strlen(digits) != 3)
		return false;
	return money_parse(cell, 0, 0, &n);
}

static bool is_long(const char *cell)
{
	return strchr(cell, '\n') || strlen(cell) > 250;
}

const char *import_guess_type(const struct import *imp, int column)
{
	const struct import_column *col = &imp->columns[column];

	if (all_cells(imp, column, is_yes_or_no))
		return "bool";
	if (col->kind == CSV_KIND_DATE)
		return "date";
	if (col->kind == CSV_KIND_NUMBER)
		return all_cells(imp, column, is_whole) ? "number" : "money";
	for (int i = 0; i < imp->nsample; i++)
		if (is_long(imp->sample[i][column]))
			return "note";
	return "text";
}

static struct csv_column look_at(const struct import *imp, int column, char *decimal)
{
	int filled = 0, numbers = 0, dates = 0, dmy = 0, mdy = 0, ymd = 0;
	struct csv_column col = {.kind = CSV_KIND_EMPTY, .order = DATE_YMD};

	for (int i = 0; i < imp->nsample; i++) {
		const char *cell = imp->sample[i][column];
		struct cell_look look = cell_look(cell, strlen(cell));

		if (look.kind == CELL_EMPTY)
			continue;
		filled++;
		numbers += look.kind == CELL_NUMBER;
		dates += look.kind == CELL_DATE;
		dmy += look.dmy;
		mdy += look.mdy;
		ymd += look.ymd;
		if (look.kind == CELL_NUMBER && look.decimal)
			col.decimal = look.decimal;
	}
	if (!filled)
		return col;
	col.kind = numbers == filled ? CSV_KIND_NUMBER
		   : dates == filled ? CSV_KIND_DATE
				     : CSV_KIND_TEXT;
	if (col.kind == CSV_KIND_NUMBER && col.decimal)
		*decimal = col.decimal;
	if (col.kind != CSV_KIND_DATE)
		return col;
	col.order = ymd == filled ? DATE_YMD : dmy >= mdy ? DATE_DMY : DATE_MDY;
	col.order_sure = (ymd == filled) + (dmy == filled) + (mdy == filled) == 1;
	return col;
}

void import_guess_looks(struct import *imp)
{
	struct csv_sniff *s = &imp->sniff;

	free(s->columns);
	s->columns = mem_alloc(sizeof(*s->columns) * (size_t)(imp->ncolumns + 1));
	s->n_columns = (size_t)imp->ncolumns;
	s->n_rows = (size_t)imp->nsample;
	s->decimal = 0;
	s->dates = DATE_YMD;
	s->dates_sure = true;
	for (int c = 0; c < imp->ncolumns; c++) {
		s->columns[c] = look_at(imp, c, &s->decimal);
		if (s->columns[c].kind != CSV_KIND_DATE)
			continue;
		s->dates_sure &= s->columns[c].order_sure;
		if (s->columns[c].order != DATE_YMD)
			s->dates = s->columns[c].order;
	}
}
