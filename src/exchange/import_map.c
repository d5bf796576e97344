/* The words of the command line for a mapping: --map, --values, --match. */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/import.h"

static char *trimmed(const char *s, size_t len)
{
	struct buf b = BUF_INIT;

	text_clean(&b, s, len, false);
	return b.data ? buf_take(&b) : mem_strdup("");
}

static int column_by_header(const struct import *imp, const char *name)
{
	char *end;
	long n = strtol(name, &end, 10);

	for (int c = 0; c < imp->ncolumns; c++)
		if (!strcmp(imp->columns[c].header, name))
			return c;
	for (int c = 0; c < imp->ncolumns; c++)
		if (fold_same(imp->columns[c].header, name))
			return c;
	return *name && !*end && n >= 1 && n <= imp->ncolumns ? (int)n - 1 : -1;
}

static void unmap_field(struct import *imp, int field)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (imp->columns[c].field == field)
			imp->columns[c].field = IMPORT_IGNORE;
	import_set_constant(imp, field, NULL);
}

void import_set_constant(struct import *imp, int field, const char *text)
{
	int at = 0;

	while (at < imp->nconstants && imp->constants[at].field != field)
		at++;
	if (at < imp->nconstants) {
		free(imp->constants[at].text);
		imp->constants[at] = imp->constants[--imp->nconstants];
	}
	if (!text || !*text)
		return;
	imp->constants = mem_realloc(
		imp->constants, sizeof(*imp->constants) * (size_t)(imp->nconstants + 1));
	imp->constants[imp->nconstants++] = (struct import_constant){field, mem_strdup(text)};
}

const struct import_value *import_value(const struct import *imp, int field, const char *from)
{
	for (int i = 0; i < imp->nvalues; i++)
		if (imp->values[i].field == field && !strcmp(imp->values[i].from, from))
			return &imp->values[i];
	return NULL;
}

static void put_value(struct import *imp, int field, const char *from, const char *to, bool create)
{
	int at = 0;

	while (at < imp->nvalues &&
		(imp->values[at].field != field || strcmp(imp->values[at].from, from) != 0))
		at++;
	if (at < imp->nvalues) {
		free(imp->values[at].from);
		free(imp->values[at].to);
		imp->values[at] = imp->values[--imp->nvalues];
	}
	if (!to && !create)
		return;
	imp->values = mem_realloc(imp->values, sizeof(*imp->values) * (size_t)(imp->nvalues + 1));
	imp->values[imp->nvalues++] =
		(struct import_value){field, mem_strdup(from), mem_strdup(to), create};
}

void import_set_value(struct import *imp, int field, const char *from, const char *to)
{
	put_value(imp, field, from, to, false);
}

void import_set_create(struct import *imp, int field, const char *from, bool create)
{
	put_value(imp, field, from, NULL, create);
}

static enum status find_field(
	struct office *o, enum kind_id kind, const char *name, int *field, struct err *err)
{
	const struct kind *k = office_kind(o, kind);

	*field = kind_field(k, name);
	if (*field < 0)
		*field = kind_field_by_label(k, name);
	if (*field < 0)
		return err_set(err, ST_USAGE, _("%s has no field \"%s\""), _(k->title), name);
	if (k->fields[*field].flags & (FF_READONLY | FF_HIDDEN))
		return err_set(
			err, ST_USAGE, _("The field \"%s\" is kept by the program itself"), name);
	return ST_OK;
}

/* "account" or "revenue*1000000" */
static enum status map_column(struct import *imp, int field, char *source, struct err *err)
{
	char *star = strrchr(source, '*'), *end = NULL;
	long long factor = 1;
	int c = column_by_header(imp, source);

	if (c < 0 && star) {
		factor = strtoll(star + 1, &end, 10);
		if (*end || factor == 0)
			return err_set(err, ST_USAGE, _("\"%s\" is not a number to multiply by"),
				star + 1);
		*star = 0;
		c = column_by_header(imp, source);
	}
	if (c < 0)
		return err_set(err, ST_USAGE, _("The file has no column \"%s\""), source);
	imp->columns[c].field = field;
	imp->columns[c].factor = factor;
	return ST_OK;
}

static enum status map_entry(
	struct import *imp, struct office *o, const char *s, size_t len, struct err *err)
{
	char *entry = trimmed(s, len), *equals = strchr(entry, '=');
	char *name = NULL, *source = NULL;
	enum status st = ST_OK;
	int field;

	if (!*entry)
		goto out;
	if (!equals) {
		st = err_set(err, ST_USAGE, _("\"%s\": write FIELD=COLUMN, FIELD==VALUE or FIELD="),
			entry);
		goto out;
	}
	name = trimmed(entry, (size_t)(equals - entry));
	source = trimmed(equals + 1, strlen(equals + 1));
	st = find_field(o, imp->kind, name, &field, err);
	if (st)
		goto out;
	unmap_field(imp, field);
	if (*source == '=')
		import_set_constant(imp, field, source + 1);
	else if (*source)
		st = map_column(imp, field, source, err);
out:
	free(entry);
	free(name);
	free(source);
	return st;
}

enum status import_map(struct import *imp, struct office *o, const char *map, struct err *err)
{
	enum status st = ST_OK;

	while (!st && *map) {
		size_t len = strcspn(map, ",");

		st = map_entry(imp, o, map, len, err);
		map += len + (map[len] == ',');
	}
	return st;
}

enum status import_values(struct import *imp, struct office *o, const char *text, struct err *err)
{
	enum status st = ST_OK;

	for (int line = 1; !st && *text; line++) {
		size_t len = strcspn(text, "\n");
		char *s = trimmed(text, len), *colon = strchr(s, ':'),
		     *equals = colon ? strchr(colon, '=') : NULL;
		char *name = NULL, *from = NULL, *to = NULL;
		int field;

		if (*s && *s != '#') {
			if (!equals) {
				st = err_set(err, ST_BAD_DATA,
					_("value map, line %d: write FIELD: FROM = TO"), line);
			} else {
				name = trimmed(s, (size_t)(colon - s));
				from = trimmed(colon + 1, (size_t)(equals - colon - 1));
				to = trimmed(equals + 1, strlen(equals + 1));
				st = find_field(o, imp->kind, name, &field, err);
			}
			if (!st)
				import_set_value(imp, field, from, to);
		}
		free(s);
		free(name);
		free(from);
		free(to);
		text += len + (text[len] == '\n');
	}
	return st;
}

enum status import_set_match(
	struct import *imp, struct office *o, const char *name, struct err *err)
{
	int field;
	enum status st;

	if (!strcmp(name, "none")) {
		imp->match_field = IMPORT_MATCH_NONE;
		return ST_OK;
	}
	if (!strcmp(name, "id")) {
		imp->match_field = IMPORT_MATCH_ID;
		return ST_OK;
	}
	st = find_field(o, imp->kind, name, &field, err);
	if (st)
		return st;
	switch (office_kind(o, imp->kind)->fields[field].type) {
	case FT_TEXT:
	case FT_PHONE:
	case FT_EMAIL:
	case FT_URL: imp->match_field = field; return ST_OK;
	default:
		return err_set(err, ST_USAGE,
			_("Records cannot be matched by \"%s\": choose a text, phone or e-mail "
			  "field"),
			name);
	}
}
