/* From a mapping to the decisions about an import, and back into text. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/import_words.h"
#include "import_mapping_words.h"

#define MAKE "@make" /* in place of a meaning: the record that the text names is made */

static const char *const modes[] = {
	[IMPORT_ADD] = "add", [IMPORT_UPDATE] = "update", [IMPORT_BOTH] = "both"};
static const char *const orders[] = {[DATE_DMY] = "dmy", [DATE_MDY] = "mdy", [DATE_YMD] = "ymd"};

static const struct {
	const char *name;
	char c;
} delimiters[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"bar", '|'}};
static const struct {
	const char *name;
	char c;
} decimals[] = {{"point", '.'}, {"comma", ','}};

#define COUNT(a) ((int)(sizeof(a) / sizeof((a)[0])))

struct mapping_use {
	const struct import_mapping *m;
	const char *where;
	struct import *imp;
	struct office *o;
};

static enum status bad_option(
	const struct mapping_use *u, enum mapping_option which, struct err *err)
{
	return err_set(err, ST_BAD_DATA, _("%s: %s \"%.40s\" is not understood"), u->where,
		mapping_option_names[which], u->m->options[which]);
}

static int word_of(const char *const *words, int n, const char *text)
{
	for (int i = 0; i < n; i++)
		if (!strcasecmp(words[i], text))
			return i;
	return -1;
}

static bool is_yes(const char *text)
{
	return !strcmp(text, "yes");
}

/* --- The file's form ---------------------------------------------------------------------------- */

/* The file is read again when it is to be read otherwise. */
static enum status use_dialect(const struct mapping_use *u, struct err *err)
{
	char *const *opt = u->m->options;
	struct csv_dialect *d = &u->imp->sniff.dialect, before = *d;

	if (opt[MAPPING_ENCODING] && !charset_find(opt[MAPPING_ENCODING], &d->charset))
		return bad_option(u, MAPPING_ENCODING, err);
	for (int i = 0; opt[MAPPING_DELIMITER] && i < COUNT(delimiters); i++)
		if (!strcmp(delimiters[i].name, opt[MAPPING_DELIMITER]))
			d->delimiter = delimiters[i].c;
	if (opt[MAPPING_HEADER])
		d->has_header = is_yes(opt[MAPPING_HEADER]);
	if (d->charset != before.charset || d->delimiter != before.delimiter ||
		d->has_header != before.has_header) {
		enum status st = import_reread(u->imp, u->o, err);

		if (st)
			return st;
		import_guess_formats(u->imp, u->o);
	}
	for (int i = 0; opt[MAPPING_DECIMAL] && i < COUNT(decimals); i++)
		if (!strcmp(decimals[i].name, opt[MAPPING_DECIMAL]))
			u->imp->decimal = decimals[i].c;
	if (opt[MAPPING_DATES]) {
		int order = word_of(orders, COUNT(orders), opt[MAPPING_DATES]);

		if (order < 0)
			return bad_option(u, MAPPING_DATES, err);
		u->imp->dates = (enum date_order)order;
		u->imp->dates_fixed = true;
	}
	return ST_OK;
}

static enum status use_options(const struct mapping_use *u, struct err *err)
{
	char *const *opt = u->m->options;

	if (opt[MAPPING_MODE]) {
		int mode = word_of(modes, COUNT(modes), opt[MAPPING_MODE]);

		if (mode < 0)
			return bad_option(u, MAPPING_MODE, err);
		u->imp->mode = (enum import_mode)mode;
	}
	if (opt[MAPPING_CREATE_MISSING])
		u->imp->create_missing = is_yes(opt[MAPPING_CREATE_MISSING]);
	if (opt[MAPPING_ERASE_EMPTY])
		u->imp->erase_empty = is_yes(opt[MAPPING_ERASE_EMPTY]);
	return opt[MAPPING_MATCH] ? import_set_match(u->imp, u->o, opt[MAPPING_MATCH], err) : ST_OK;
}

/* --- Columns, constants, values ----------------------------------------------------------------- */

static enum status at_line(const struct mapping_use *u, int line, enum status st, struct err *err)
{
	char *text = mem_strdup(err ? err->text : "");

	if (st)
		st = err_set(err, ST_BAD_DATA, _("%s, line %d: %s"), u->where, line, text);
	free(text);
	return st;
}

static void forget(const struct mapping_use *u, bool strict)
{
	struct import *imp = u->imp;

	while (imp->nconstants)
		import_set_constant(imp, imp->constants[0].field, NULL);
	while (imp->nvalues)
		import_set_value(imp, imp->values[0].field, imp->values[0].from, NULL);
	for (int c = 0; strict && c < imp->ncolumns; c++)
		import_target_release(&imp->columns[c].target);
}

static enum status use_column(
	const struct mapping_use *u, const struct mapping_column *m, bool *taken, struct err *err)
{
	struct import_target t;
	enum status st = import_target_parse(u->o, u->imp->kind, m->target, &t, err);
	int c;

	if (st)
		return at_line(u, m->line, st, err);
	c = mapping_find_column(&m->headers, u->imp, taken);
	if (c >= 0) {
		taken[c] = true;
		import_set_target(u->imp, c, &t);
		u->imp->columns[c].factor = m->factor;
	}
	import_target_release(&t);
	return ST_OK;
}

static enum status use_entry(
	const struct mapping_use *u, const struct mapping_entry *e, struct err *err)
{
	struct import_target t;
	enum status st = import_target_parse(u->o, u->imp->kind, e->field, &t, err);

	if (!st && t.kind != TARGET_FIELD)
		st = err_set(err, ST_BAD_DATA, _("\"%s\" is no field"), e->field);
	if (!st && !e->from)
		import_set_constant(u->imp, t.field, e->to);
	else if (!st && !strcmp(e->to, MAKE))
		import_set_create(u->imp, t.field, e->from, true);
	else if (!st)
		import_set_value(u->imp, t.field, e->from, e->to);
	import_target_release(&t);
	return at_line(u, e->line, st, err);
}

enum status import_mapping_apply(const struct import_mapping *m, const char *where, bool strict,
	struct import *imp, struct office *o, struct err *err)
{
	struct mapping_use u = {m, where, imp, o};
	struct err own = ERR_INIT;
	enum status st;
	bool *taken;

	err = err ? err : &own;
	st = use_dialect(&u, err);
	taken = mem_alloc(sizeof(*taken) * (size_t)(imp->ncolumns ? imp->ncolumns : 1));
	forget(&u, strict);
	for (int i = 0; !st && i < m->ncolumns; i++)
		st = use_column(&u, &m->columns[i], taken, err);
	for (int i = 0; !st && i < m->nentries; i++)
		st = use_entry(&u, &m->entries[i], err);
	if (!st)
		st = use_options(&u, err);
	free(taken);
	return st;
}

/* --- Into text ---------------------------------------------------------------------------------- */

static void add_escaped(struct buf *b, const char *text)
{
	for (; *text; text++) {
		if (strchr("\\|=;:*#[", *text))
			buf_addch(b, '\\');
		if (*text == '\n')
			buf_add(b, "\\n");
		else
			buf_addch(b, *text);
	}
}

static void add_option(struct buf *b, enum mapping_option which, const char *text)
{
	buf_addf(b, "%s = ", mapping_option_names[which]);
	add_escaped(b, text);
	buf_addch(b, '\n');
}

/* Only what is not as the file by itself is read. */
static void add_dialect(struct import *imp, struct buf *b)
{
	const struct csv_dialect *d = &imp->sniff.dialect;
	struct csv_sniff fresh = CSV_SNIFF_INIT;

	if (imp->format == TABLE_CSV &&
		csv_sniff(imp->source, i18n_language(), &fresh, NULL) == ST_OK) {
		if (d->charset != fresh.dialect.charset)
			add_option(b, MAPPING_ENCODING, charset_name(d->charset));
		for (int i = 0; i < COUNT(delimiters); i++)
			if (d->delimiter != fresh.dialect.delimiter &&
				delimiters[i].c == d->delimiter)
				add_option(b, MAPPING_DELIMITER, delimiters[i].name);
		for (int i = 0; i < COUNT(decimals); i++)
			if (imp->decimal != fresh.decimal && decimals[i].c == imp->decimal)
				add_option(b, MAPPING_DECIMAL, decimals[i].name);
		if (d->has_header != fresh.dialect.has_header)
			add_option(b, MAPPING_HEADER, d->has_header ? "yes" : "no");
	}
	csv_sniff_release(&fresh);
	if (imp->dates_fixed)
		add_option(b, MAPPING_DATES, orders[imp->dates]);
}

static void add_columns(struct import *imp, struct office *o, struct buf *b)
{
	buf_add(b, "[columns]\n");
	for (int c = 0; c < imp->ncolumns; c++) {
		const struct import_column *col = &imp->columns[c];
		struct buf name = BUF_INIT;

		import_target_name(o, imp->kind, &col->target, &name);
		add_escaped(b, col->header);
		buf_add(b, " = ");
		add_escaped(b, buf_str(&name));
		if (col->factor != 1)
			buf_addf(b, " * %lld", (long long)col->factor);
		buf_addch(b, '\n');
		buf_release(&name);
	}
}

static void add_entries(struct import *imp, struct office *o, struct buf *b)
{
	const struct kind *k = office_kind(o, imp->kind);

	buf_add(b, imp->nconstants ? "[constants]\n" : "");
	for (int i = 0; i < imp->nconstants; i++) {
		buf_addf(b, "%s = ", k->fields[imp->constants[i].field].name);
		add_escaped(b, imp->constants[i].text);
		buf_addch(b, '\n');
	}
	buf_add(b, imp->nvalues ? "[values]\n" : "");
	for (int i = 0; i < imp->nvalues; i++) {
		const struct import_value *v = &imp->values[i];

		buf_addf(b, "%s: ", k->fields[v->field].name);
		add_escaped(b, v->from);
		buf_add(b, " = ");
		add_escaped(b, v->create ? MAKE : v->to ? v->to : "");
		buf_addch(b, '\n');
	}
}

void import_mapping_write(struct import *imp, struct office *o, const char *name,
	const char *records, struct buf *out)
{
	buf_add(out, "[map]\n");
	add_option(out, MAPPING_NAME, name);
	add_option(out, MAPPING_RECORDS, records);
	add_option(out, MAPPING_MODE, modes[imp->mode]);
	add_option(out, MAPPING_MATCH, import_match_name(imp, o));
	add_dialect(imp, out);
	if (imp->create_missing)
		add_option(out, MAPPING_CREATE_MISSING, "yes");
	if (imp->erase_empty)
		add_option(out, MAPPING_ERASE_EMPTY, "yes");
	add_columns(imp, o, out);
	add_entries(imp, o, out);
}
