/* The words of the command line for an import: --map, --values, --match, --sheet. */
#include "exchange/import_words.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/client.h"
#include "import_target_private.h"

static char *trimmed(const char *s, size_t len)
{
	struct buf b = BUF_INIT;

	text_clean(&b, s, len, false);
	return b.data ? buf_take(&b) : mem_strdup("");
}

int import_column_by_header(const struct import *imp, const char *name)
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

static void unmap(struct import *imp, const struct import_target *t)
{
	int c = import_column_of(imp, t);

	if (c >= 0)
		import_target_release(&imp->columns[c].target);
	if (t->kind == TARGET_FIELD)
		import_set_constant(imp, t->field, NULL);
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
static enum status map_column(
	struct import *imp, const struct import_target *t, char *source, struct err *err)
{
	char *star = strrchr(source, '*'), *end = NULL;
	long long factor = 1;
	int c = import_column_by_header(imp, source);

	if (c < 0 && star) {
		factor = strtoll(star + 1, &end, 10);
		if (*end || factor == 0)
			return err_set(err, ST_USAGE, _("\"%s\" is not a number to multiply by"),
				star + 1);
		*star = 0;
		c = import_column_by_header(imp, source);
	}
	if (c < 0)
		return err_set(err, ST_USAGE, _("The file has no column \"%s\""), source);
	import_set_target(imp, c, t);
	imp->columns[c].factor = factor;
	return ST_OK;
}

/* The '=' behind a target's name: a custom field's title may have none. */
static enum status map_entry(
	struct import *imp, struct office *o, const char *s, size_t len, struct err *err)
{
	char *entry = trimmed(s, len), *equals = strchr(entry, '=');
	struct import_target t = IMPORT_TARGET_NONE;
	char *name = NULL, *source = NULL;
	enum status st = ST_OK;

	if (!*entry)
		goto out;
	if (!equals) {
		st = err_set(err, ST_USAGE, _("\"%s\": write FIELD=COLUMN, FIELD==VALUE or FIELD="),
			entry);
		goto out;
	}
	name = trimmed(entry, (size_t)(equals - entry));
	source = trimmed(equals + 1, strlen(equals + 1));
	st = import_target_parse(o, imp->kind, name, &t, err);
	if (st)
		goto out;
	unmap(imp, &t);
	if (*source == '=' && t.kind != TARGET_FIELD)
		st = err_set(err, ST_USAGE, _("\"%s\" cannot be the same in every row"), name);
	else if (*source == '=')
		import_set_constant(imp, t.field, source + 1);
	else if (*source)
		st = map_column(imp, &t, source, err);
out:
	import_target_release(&t);
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

/* Words for what is no field. */
static const struct {
	const char *name;
	int match;
} matches[] = {
	{"none", IMPORT_MATCH_NONE},
	{"id", IMPORT_MATCH_ID},
	{"row", IMPORT_MATCH_ROW},
};

enum status import_set_match(
	struct import *imp, struct office *o, const char *name, struct err *err)
{
	int field;
	enum status st;

	for (size_t i = 0; i < sizeof(matches) / sizeof(matches[0]); i++)
		if (!strcmp(name, matches[i].name)) {
			imp->match_field = matches[i].match;
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

const char *import_match_name(const struct import *imp, struct office *o)
{
	for (size_t i = 0; i < sizeof(matches) / sizeof(matches[0]); i++)
		if (matches[i].match == imp->match_field)
			return matches[i].name;
	return office_kind(o, imp->kind)->fields[imp->match_field].name;
}

const char *import_match_title(const struct import *imp, struct office *o)
{
	const struct kind *k = office_kind(o, imp->kind);

	switch (imp->match_field) {
	case IMPORT_MATCH_NONE: return _("nothing: every row is new");
	case IMPORT_MATCH_ID: return _("Number in Kartoteka (#)");
	case IMPORT_MATCH_ROW: return _("the whole row");
	}
	if (k->id == KIND_CLIENT && imp->match_field == CLIENT_NAME)
		return _("name and city");
	return _(k->fields[imp->match_field].title);
}

enum status import_set_sheet(
	struct import *imp, struct office *o, const char *text, struct err *err)
{
	struct buf known = BUF_INIT;
	char *end;
	long n = strtol(text, &end, 10);
	int sheet = -1;
	enum status st;

	for (int i = 0; sheet < 0 && i < imp->nsheets; i++)
		if (!strcmp(imp->sheets[i], text))
			sheet = i;
	for (int i = 0; sheet < 0 && i < imp->nsheets; i++)
		if (fold_same(imp->sheets[i], text))
			sheet = i;
	if (sheet < 0 && *text && !*end && n >= 1 && n <= imp->nsheets)
		sheet = (int)n - 1;
	if (sheet >= 0) {
		imp->sheet = sheet;
		return import_reread(imp, o, err);
	}
	if (!imp->nsheets)
		return err_set(err, ST_USAGE, _("%s has no sheets"), source_name(imp->source));
	for (int i = 0; i < imp->nsheets; i++)
		buf_addf(&known, "%s%s", i ? ", " : "", imp->sheets[i]);
	st = err_set(err, ST_USAGE, _("There is no sheet \"%.60s\"; the sheets are: %s"), text,
		buf_str(&known));
	buf_release(&known);
	return st;
}
