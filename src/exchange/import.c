/* An import before it runs: guess the file, its columns and what they mean; hold what the person decides. */
#include "exchange/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/client.h"
#include "cell_kind.h"
#include "exchange/source.h"
#include "import_run.h"
#include "import_target_private.h"

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
	for (int c = 0; c < imp->ncolumns; c++)
		import_target_release(&imp->columns[c].target);
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
	for (int i = 0; i < imp->ncorrections; i++)
		free(imp->corrections[i].text);
	free(imp->corrections);
	table_sheets_free(imp->sheets, imp->nsheets);
	free(imp->fault);
	free(imp->profile);
	free(imp->profile_as);
	csv_sniff_release(&imp->sniff);
	source_free(imp->source);
	free(imp);
}

static void make_columns(struct import *imp, const struct table_row *header, size_t ncells)
{
	imp->columns = mem_alloc(sizeof(*imp->columns) * (ncells ? ncells : 1));
	for (size_t c = 0; c < ncells; c++) {
		imp->ncolumns = (int)c + 1;
		if (header && c < header->n && header->cells[c].len)
			imp->columns[c].header =
				mem_strndup(header->cells[c].text, header->cells[c].len);
		else
			imp->columns[c].header = mem_printf(_("Column %d"), (int)c + 1);
		imp->columns[c].target = IMPORT_TARGET_NONE;
		imp->columns[c].factor = 1;
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
static enum status read_rows(struct import *imp, struct table_in *in, struct err *err)
{
	struct table_row row;
	enum status st = ST_OK;

	if (table_in_header(in))
		make_columns(imp, table_in_header(in), table_in_header(in)->n);
	while (imp->nsample < IMPORT_SAMPLE_ROWS && (st = table_in_next(in, &row, err)) == ST_OK) {
		if (!imp->columns)
			make_columns(imp, NULL, row.n);
		if (!row.empty)
			keep_sample(imp, &row);
	}
	return st == ST_NOT_FOUND ? ST_OK : st;
}

static enum status read_sample(struct import *imp, struct err *err)
{
	struct err fault = ERR_INIT;
	struct table_in *in;
	enum status st = import_table_open(imp, &in, &fault);

	free(imp->fault);
	imp->fault = NULL;
	if (!st) {
		st = read_rows(imp, in, &fault);
		table_in_free(in);
	}
	if (st == ST_BAD_DATA)
		imp->fault = mem_strdup(fault.text);
	if (!st || (st == ST_BAD_DATA && imp->nsample))
		return ST_OK;
	return err_set(err, st, "%s", fault.text);
}

/* What was decided about columns that have the same header still; old loses it. */
static void keep_mapping(struct import *imp, struct import_column *old, int n)
{
	for (int c = 0; c < imp->ncolumns && c < n; c++) {
		struct import_column *col = &imp->columns[c];

		if (strcmp(col->header, old[c].header) != 0)
			continue;
		import_target_release(&col->target);
		col->target = old[c].target;
		col->factor = old[c].factor;
		old[c].target = IMPORT_TARGET_NONE;
	}
}

/* What a sample of texts says about formats; for columns of a sheet and of cards too. */
static void sniff_columns(struct import *imp)
{
	if (imp->format == TABLE_CSV)
		csv_sniff_columns(imp->source, i18n_language(), &imp->sniff, NULL);
	else
		import_guess_looks(imp);
	for (int c = 0; c < imp->ncolumns; c++) {
		struct import_column *col = &imp->columns[c];
		const struct csv_column *seen =
			(size_t)c < imp->sniff.n_columns ? &imp->sniff.columns[c] : NULL;

		col->kind = seen ? seen->kind : CSV_KIND_EMPTY;
		col->dates = seen ? seen->order : DATE_YMD;
		col->dates_sure = seen && seen->kind == CSV_KIND_DATE && seen->order_sure;
	}
}

enum status import_reread(struct import *imp, struct office *o, struct err *err)
{
	struct import_column *old = imp->columns;
	int nold = imp->ncolumns;
	enum status st;

	free_sample(imp);
	imp->columns = NULL;
	imp->ncolumns = 0;
	st = read_sample(imp, err);
	sniff_columns(imp);
	keep_mapping(imp, old, nold);
	import_guess_targets(imp, o);
	if (!st && nold != imp->ncolumns)
		imp->match_field = import_guess_match(imp, o);
	for (int c = 0; c < nold; c++) {
		free(old[c].header);
		import_target_release(&old[c].target);
	}
	free(old);
	return st;
}

void import_guess_formats(struct import *imp, struct office *o)
{
	bool any = false;

	for (int c = 0; c < imp->ncolumns; c++)
		any |= imp->columns[c].kind == CSV_KIND_DATE;
	imp->dates = any && (imp->sniff.dates_sure || imp->sniff.dates == DATE_YMD)
			     ? imp->sniff.dates
			     : office_options(o)->date_order;
	imp->dates_fixed = false;
	/* Numbers of a workbook say themselves what they are; the texts beside them are guessed one by one. */
	imp->decimal = imp->format == TABLE_XLSX ? 0 : imp->sniff.decimal;
}

/* A first row that holds data names no columns. */
static enum status sniff_header(struct import *imp, struct err *err)
{
	for (int c = 0; imp->format == TABLE_XLSX && c < imp->ncolumns; c++) {
		const char *header = imp->columns[c].header;

		if (!cell_is_data(header, strlen(header)))
			continue;
		imp->sniff.dialect.has_header = false;
		free_columns(imp);
		return read_sample(imp, err);
	}
	return ST_OK;
}

static enum status open_table(struct import *imp, struct err *err)
{
	enum status st;

	imp->format = table_format_of(imp->source);
	if (imp->format == TABLE_CSV) {
		st = csv_sniff(imp->source, i18n_language(), &imp->sniff, err);
		return !st || st == ST_BAD_DATA ? read_sample(imp, err) : st;
	}
	imp->sniff = (struct csv_sniff)CSV_SNIFF_INIT;
	imp->sniff.charset_sure = imp->sniff.delimiter_sure = true;
	st = table_sheets(imp->source, imp->format, &imp->sheets, &imp->nsheets, &imp->sheet, err);
	if (!st)
		st = read_sample(imp, err);
	return st ? st : sniff_header(imp, err);
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
		st = open_table(imp, err);
	if (st && !imp->fault) {
		import_free(imp);
		return st;
	}
	sniff_columns(imp);
	import_guess_formats(imp, o);
	import_guess_targets(imp, o);
	imp->match_field = import_guess_match(imp, o);
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

/* Of a person's name. */
static bool has_parts(const struct import *imp)
{
	const struct import_target full = {.kind = TARGET_FULL_NAME, .field = IMPORT_IGNORE};

	return import_column_of(imp, &full) >= 0 || import_gives(imp, CLIENT_LAST_NAME) ||
	       import_gives(imp, CLIENT_FIRST_NAME);
}

enum status import_check(const struct import *imp, struct office *o, struct err *err)
{
	const struct kind *k = office_kind(o, imp->kind);

	for (int i = 0; imp->mode != IMPORT_UPDATE && i < k->nfields; i++) {
		const struct field *f = &k->fields[i];
		bool given = import_gives(imp, i) || f->initial || (f->flags & FF_READONLY);

		if (!(f->flags & FF_REQUIRED) || given || is_derived(imp->kind, f->name) ||
			(k->id == KIND_CLIENT && i == CLIENT_NAME && has_parts(imp)))
			continue;
		if (imp->nsheets > 1)
			return err_set(err, ST_BAD_DATA,
				_("No column of sheet %d of %d (\"%s\") gives \"%s\" (%s), which "
				  "every %s needs"),
				imp->sheet + 1, imp->nsheets, imp->sheets[imp->sheet], _(f->title),
				f->name, _(k->title));
		return err_set(err, ST_BAD_DATA,
			_("No column gives \"%s\" (%s), which every %s needs"), _(f->title),
			f->name, _(k->title));
	}
	return ST_OK;
}
