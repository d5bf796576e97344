/* An import before it runs: guess the file, its columns and what they mean; hold what the person decides. */
#include "exchange/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/kind.h"
#include "domain/record.h"
#include "exchange/source.h"

static void free_sample(struct import *imp)
{
	for (int i = 0; i < imp->nsample; i++) {
		for (int c = 0; c < imp->ncolumns; c++)
			free(imp->sample[i][c]);
		free(imp->sample[i]);
	}
	free(imp->sample);
	imp->sample = NULL;
	imp->nsample = 0;
}

static void free_columns(struct import *imp)
{
	free_sample(imp);
	for (int c = 0; c < imp->ncolumns; c++)
		free(imp->columns[c].header);
	free(imp->columns);
	imp->columns = NULL;
	imp->ncolumns = 0;
}

void import_free(struct import *imp)
{
	if (!imp)
		return;
	free_columns(imp);
	for (int i = 0; i < imp->nconstants; i++)
		free(imp->constants[i].text);
	free(imp->constants);
	for (int i = 0; i < imp->nvalues; i++) {
		free(imp->values[i].from);
		free(imp->values[i].to);
	}
	free(imp->values);
	free(imp->fault);
	csv_sniff_release(&imp->sniff);
	source_free(imp->source);
	free(imp);
}

bool import_is_settable(const struct field *f)
{
	return !(f->flags & (FF_READONLY | FF_HIDDEN)) && !f->sql;
}

static bool is_taken(const struct import *imp, int field, int upto)
{
	for (int c = 0; c < upto; c++)
		if (imp->columns[c].field == field)
			return true;
	return false;
}

static void guess_column(struct import *imp, struct office *o, int c)
{
	const struct kind *k = office_kind(o, imp->kind);
	struct import_column *col = &imp->columns[c];
	int field = kind_field_by_label(k, col->header);

	col->factor = 1;
	col->is_id = !strcmp(col->header, "id");
	col->field = IMPORT_IGNORE;
	if (field >= 0 && !col->is_id && import_is_settable(&k->fields[field]) &&
		!is_taken(imp, field, c))
		col->field = field;
}

static void make_columns(
	struct import *imp, struct office *o, const struct table_row *header, size_t ncells)
{
	imp->columns = mem_alloc(sizeof(*imp->columns) * (ncells ? ncells : 1));
	for (size_t c = 0; c < ncells; c++) {
		imp->ncolumns = (int)c + 1;
		if (header && c < header->n && header->cells[c].len)
			imp->columns[c].header =
				mem_strndup(header->cells[c].text, header->cells[c].len);
		else
			imp->columns[c].header = mem_printf(_("Column %d"), (int)c + 1);
		guess_column(imp, o, (int)c);
	}
}

static void keep_sample(struct import *imp, const struct table_row *row)
{
	char **cells = mem_alloc(sizeof(*cells) * (size_t)(imp->ncolumns ? imp->ncolumns : 1));

	for (int c = 0; c < imp->ncolumns; c++)
		cells[c] = (size_t)c < row->n ? mem_strndup(row->cells[c].text, row->cells[c].len)
					      : mem_strdup("");
	imp->sample = mem_realloc(imp->sample, sizeof(*imp->sample) * (size_t)(imp->nsample + 1));
	imp->sample[imp->nsample++] = cells;
}

/* Rows until the sample is full; a fault further on is the run's to report, the preview shows what came before it. */
static enum status read_rows(
	struct import *imp, struct office *o, struct csv_in *in, struct err *err)
{
	struct table_row row;
	enum status st = ST_OK;

	if (csv_in_header(in))
		make_columns(imp, o, csv_in_header(in), csv_in_header(in)->n);
	while (imp->nsample < IMPORT_SAMPLE_ROWS && (st = csv_in_next(in, &row, err)) == ST_OK) {
		if (!imp->columns)
			make_columns(imp, o, NULL, row.n);
		if (!row.empty)
			keep_sample(imp, &row);
	}
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static enum status read_sample(struct import *imp, struct office *o, struct err *err)
{
	struct err fault = ERR_INIT;
	struct csv_in *in;
	enum status st = csv_in_open(imp->source, &imp->sniff.dialect, &in, NULL, &fault);

	free(imp->fault);
	imp->fault = NULL;
	if (!st) {
		st = read_rows(imp, o, in, &fault);
		csv_in_free(in);
	}
	if (st == ST_BAD_DATA)
		imp->fault = mem_strdup(fault.text);
	if (!st || (st == ST_BAD_DATA && imp->nsample))
		return ST_OK;
	return err_set(err, st, "%s", fault.text);
}

/* What tells records apart when nothing else was said. */
static int guess_match(const struct import *imp, struct office *o)
{
	static const char *const names[] = {"external_id", "tax_id", "email", "login", "sku"};
	const struct kind *k = office_kind(o, imp->kind);

	for (int c = 0; c < imp->ncolumns; c++)
		if (imp->columns[c].is_id)
			return IMPORT_MATCH_ID;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int field = kind_field(k, names[i]);

		if (field >= 0 && is_taken(imp, field, imp->ncolumns))
			return field;
	}
	switch (imp->kind) {
	case KIND_CLIENT:
	case KIND_PRODUCT:
	case KIND_USER:
	case KIND_PIPELINE: return k->title_field;
	default: return IMPORT_MATCH_NONE;
	}
}

/* What was decided about columns that have the same header still. */
static void keep_mapping(struct import *imp, const struct import_column *old, int n)
{
	for (int c = 0; c < imp->ncolumns && c < n; c++) {
		struct import_column *col = &imp->columns[c];

		if (strcmp(col->header, old[c].header) != 0)
			continue;
		col->field = old[c].field;
		col->factor = old[c].factor;
		col->is_id = old[c].is_id;
	}
}

static void free_headers(struct import_column *columns, int n)
{
	for (int c = 0; c < n; c++)
		free(columns[c].header);
	free(columns);
}

enum status import_reread(struct import *imp, struct office *o, struct err *err)
{
	struct import_column *old = imp->columns;
	int nold = imp->ncolumns;
	enum status st;

	free_sample(imp);
	imp->columns = NULL;
	imp->ncolumns = 0;
	/* Whether the columns hold dates or numbers is only a hint. */
	csv_sniff_columns(imp->source, i18n_language(), &imp->sniff, NULL);
	st = read_sample(imp, o, err);
	keep_mapping(imp, old, nold);
	if (!st && nold != imp->ncolumns)
		imp->match_field = guess_match(imp, o);
	free_headers(old, nold);
	return st;
}

void import_guess_formats(struct import *imp, struct office *o)
{
	imp->dates = imp->sniff.dates_sure ? imp->sniff.dates : office_options(o)->date_order;
	if (imp->sniff.n_rows && imp->sniff.dates == DATE_YMD)
		imp->dates = imp->sniff.dates;
	imp->decimal = imp->sniff.decimal;
}

enum status import_open(struct office *o, enum kind_id kind, const char *preset, const char *path,
	struct import **out, struct err *err)
{
	struct import *imp = mem_alloc(sizeof(*imp));
	enum status st;

	imp->kind = kind;
	imp->preset = preset;
	imp->match_field = IMPORT_MATCH_NONE;
	st = source_open(path, &imp->source, err);
	if (!st)
		st = csv_sniff(imp->source, i18n_language(), &imp->sniff, err);
	if (!st || (st == ST_BAD_DATA && imp->source))
		st = read_sample(imp, o, err);
	if (st && !imp->fault) {
		import_free(imp);
		return st;
	}
	import_guess_formats(imp, o);
	imp->match_field = guess_match(imp, o);
	*out = imp;
	return ST_OK;
}

enum status import_new(struct office *o, enum kind_id kind, const char *preset, const char *path,
	struct import **out, struct err *err)
{
	struct import *imp;
	enum status st = import_open(o, kind, preset, path, &imp, err);

	if (st)
		return st;
	if (imp->fault && !imp->nsample) {
		err_set(err, ST_BAD_DATA, "%s", imp->fault);
		import_free(imp);
		return ST_BAD_DATA;
	}
	*out = imp;
	return ST_OK;
}

/* Required fields that the rules of the kind fill in themselves. */
static bool is_derived(enum kind_id kind, const char *name)
{
	static const struct {
		enum kind_id kind;
		const char *name;
	} derived[] = {
		{KIND_DEAL, "title"},
		{KIND_DEAL, "stage"},
		{KIND_DEAL, "pipeline"},
		{KIND_DEAL, "currency"},
		{KIND_INTERACTION, "subject"},
		{KIND_INTERACTION, "started_at"},
		{KIND_STAGE, "pipeline"},
		{KIND_CUSTOM_FIELD, "title"},
		{KIND_CHOICE, "code"},
	};

	for (size_t i = 0; i < sizeof(derived) / sizeof(derived[0]); i++)
		if (derived[i].kind == kind && !strcmp(derived[i].name, name))
			return true;
	return false;
}

enum status import_check(const struct import *imp, struct office *o, struct err *err)
{
	const struct kind *k = office_kind(o, imp->kind);

	for (int i = 0; imp->mode != IMPORT_UPDATE && i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		bool given =
			is_taken(imp, i, imp->ncolumns) || f->initial || (f->flags & FF_READONLY);

		for (int c = 0; c < imp->nconstants; c++)
			given |= imp->constants[c].field == i;
		if (!(f->flags & FF_REQUIRED) || given || is_derived(imp->kind, f->name))
			continue;
		return err_set(err, ST_BAD_DATA,
			_("No column gives \"%s\" (%s), which every %s needs"), _(f->title),
			f->name, _(k->title));
	}
	return ST_OK;
}

const char *import_outcome_title(enum import_outcome outcome)
{
	static const char *const titles[] = {
		N_("created"), N_("updated"), N_("unchanged"), N_("duplicates"), N_("failed")};

	return _(titles[outcome]);
}
