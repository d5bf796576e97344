/* report: a report as a table with bars, as CSV, JSON, Excel workbook or PDF. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "dialect.h"
#include "exchange/export_grid.h"
#include "grid.h"
#include "report_pdf.h"
#include "say.h"
#include "session.h"

static void print_catalogue(const struct session *s)
{
	const struct report_def *def;
	struct grid g;

	grid_init(&g, s);
	grid_column(&g, _("Report"), GRID_TEXT);
	grid_column(&g, _("Answers"), GRID_TEXT);
	grid_column(&g, _("Cuts"), GRID_TEXT);
	for (int i = 0; (def = report_at(i)); i++) {
		struct buf cuts = BUF_INIT;

		for (int c = 0; c < REPORT_MAX_CUTS && def->cuts[c]; c++)
			buf_addf(&cuts, "%s%s", c ? " " : "", def->cuts[c]);
		grid_cell(&g, def->name);
		grid_cell(&g, _(def->help));
		grid_cell(&g, buf_str(&cuts));
		grid_end_row(&g, SAY_PLAIN);
		buf_release(&cuts);
	}
	grid_finish(&g);
}

/* --- For people --------------------------------------------------------------------------------- */

/* Is there an amount in another currency than the office's? Then every row names its own. */
static bool names_currency(const struct session *s, const struct report_table *t)
{
	for (int i = 0; i < t->nrows; i++)
		if (*t->rows[i].currency &&
			strcmp(t->rows[i].currency, office_currency(s->office)) != 0)
			return true;
	return false;
}

static int64_t highest(const struct report_table *t)
{
	int64_t most = 0;

	for (int i = 0; t->chart_column >= 0 && i < t->nrows; i++)
		if (t->rows[i].cells[t->chart_column].num > most)
			most = t->rows[i].cells[t->chart_column].num;
	return most;
}

/* The length of a row's bar. */
static int thousandths(int64_t value, int64_t most)
{
	return value > 0 ? (int)((double)value / (double)most * 1000 + 0.5) : 0;
}

static void print_row(const struct session *s, struct grid *g, const struct report_table *t,
	int row, bool currency, int64_t most)
{
	const struct report_row *r = row < t->nrows ? &t->rows[row] : &t->totals[row - t->nrows];
	struct buf b = BUF_INIT;

	for (int c = 0; c < t->ncolumns; c++) {
		buf_clear(&b);
		report_cell_text(
			t, row, c, s->env.options.decimal ? s->env.options.decimal : '.', &b);
		grid_cell(g, buf_str(&b));
	}
	if (currency)
		grid_cell(g, r->currency);
	if (s->env.is_tty && most > 0) {
		buf_clear(&b);
		if (row < t->nrows)
			buf_addf(&b, "%d", thousandths(r->cells[t->chart_column].num, most));
		grid_cell(g, buf_str(&b));
	}
	grid_end_row(g, row < t->nrows ? SAY_PLAIN : SAY_BOLD);
	buf_release(&b);
}

static void print_table(const struct session *s, const struct report_table *t)
{
	bool currency = names_currency(s, t);
	int64_t most = highest(t);
	struct grid g;

	say(s, "%s\n%s\n\n", t->title, t->subtitle);
	if (!t->nrows) {
		say(s, _("Nothing.\n"));
		return;
	}
	grid_init(&g, s);
	for (int c = 0; c < t->ncolumns; c++)
		grid_column(&g, t->columns[c].title, t->columns[c].right ? GRID_RIGHT : GRID_TEXT);
	if (currency)
		grid_column(&g, _("Currency"), GRID_TEXT);
	if (s->env.is_tty && most > 0)
		grid_column(&g, "", GRID_BAR);
	for (int row = 0; row < t->nrows + t->ntotals; row++)
		print_row(s, &g, t, row, currency, most);
	grid_finish(&g);
}

/* --- For programs ------------------------------------------------------------------------------- */

static bool has_money(const struct report_table *t)
{
	for (int c = 0; c < t->ncolumns; c++)
		if (t->columns[c].type == REPORT_MONEY)
			return true;
	return false;
}

static const char *grid_column_name(void *arg, int col, enum export_grid_type *type)
{
	const struct report_table *t = arg;

	*type = EXPORT_GRID_TEXT;
	if (col == t->ncolumns)
		return "currency";
	if (t->columns[col].type == REPORT_MONEY)
		*type = EXPORT_GRID_MONEY;
	else if (t->columns[col].type != REPORT_TEXT)
		*type = EXPORT_GRID_NUMBER;
	return t->columns[col].name;
}

static void grid_cell_text(void *arg, int row, int col, struct buf *b)
{
	const struct report_table *t = arg;

	if (col == t->ncolumns)
		buf_add(b, t->rows[row].currency);
	else
		report_cell_text(t, row, col, 0, b);
}

/* The rows without their totals; amounts have their currency in a column of its own. */
static enum status write_file(struct session *s, const struct report_table *t,
	enum export_format format, const char *path, struct err *err)
{
	struct export_grid g = {.title = t->title,
		.ncolumns = t->ncolumns + has_money(t),
		.nrows = t->nrows,
		.column = grid_column_name,
		.cell = grid_cell_text,
		.arg = (void *)t};
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	enum status st = dialect_encoding(s, &opt.charset, NULL, err);

	if (!st)
		st = dialect_delimiter(s, &opt.delimiter, err);
	opt.visible = !path && s->env.is_tty;
	if (st)
		return st;
	if (!path)
		return export_grid_stream(&g, format, &opt, s->env.out, err);
	st = export_grid_file(&g, format, &opt, path, session_flag(s, "force"), err);
	if (!st)
		say(s, P_("%s: %lld row\n", "%s: %lld rows\n", t->nrows), path,
			(long long)t->nrows);
	return st;
}

/* --- The command -------------------------------------------------------------------------------- */

enum report_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_XLSX, FORMAT_PDF, FORMATS };

static const char *const format_names[FORMATS] = {"table", "csv", "json", "xlsx", "pdf"};

static const char *file_word(const struct session *s)
{
	const char *path = session_word(s, 1);

	return path && strcmp(path, "-") != 0 ? path : NULL;
}

/* What the end of a file's name says; CSV when it says nothing. */
static enum report_format format_of_file(const char *path)
{
	enum export_format format = EXPORT_CSV;

	export_format_of(path, &format);
	return format == EXPORT_JSON   ? FORMAT_JSON
	       : format == EXPORT_XLSX ? FORMAT_XLSX
				       : FORMAT_CSV;
}

static enum status read_format(const struct session *s, enum report_format *out, struct err *err)
{
	const char *text = session_option(s, "format"), *path = file_word(s);
	int i = 0;

	*out = session_flag(s, "json") ? FORMAT_JSON : path ? format_of_file(path) : FORMAT_TABLE;
	while (text && i < FORMATS && strcmp(text, format_names[i]) != 0)
		i++;
	if (i == FORMATS)
		return err_set(err, ST_USAGE,
			_("--format: \"%.40s\" is none of table, csv, json, xlsx, pdf"), text);
	if (text)
		*out = (enum report_format)i;
	if (path && (*out == FORMAT_TABLE || *out == FORMAT_PDF))
		return err_set(err, ST_USAGE,
			_("A file of a report is csv, json or xlsx; see also "
			  "kartoteka help print"));
	if (*out == FORMAT_PDF && s->env.is_tty)
		return err_set(err, ST_USAGE,
			_("--format pdf: not to a terminal; see kartoteka "
			  "help print"));
	if (*out == FORMAT_XLSX && !path && s->env.is_tty)
		return err_set(
			err, ST_USAGE, _("A workbook is nothing for a terminal: name a file"));
	return ST_OK;
}

static enum status print_pdf(struct session *s, const struct report_table *t, struct err *err)
{
	struct print_target to = {.stream = s->env.out};
	struct print_result result;

	return report_pdf(s, s->office, t, &to, NULL, &result, err);
}

static enum status read_period(struct session *s, struct period *out, struct err *err)
{
	const char *text = session_option(s, "period");
	enum status st;

	if (!text)
		return ST_OK;
	st = period_parse(text, clock_today(), out, err);
	if (st) {
		err_prefix(err, st, "--period");
		s->pointed = text;
	}
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	struct report_request req = {.name = session_word(s, 0),
		.cut = session_option(s, "by"),
		.filter = session_option(s, "filter")};
	struct report_table t;
	enum report_format format;
	enum status st = read_format(s, &format, err);

	if (!req.name && !st) {
		print_catalogue(s);
		return ST_OK;
	}
	if (!st)
		st = read_period(s, &req.period, err);
	if (!st)
		st = session_open(s, DB_OPEN, err);
	if (!st) {
		s->pointed = req.filter;
		st = report_run(s->office, &req, &t, err);
	}
	if (st)
		return st;
	switch (format) {
	case FORMAT_CSV: st = write_file(s, &t, EXPORT_CSV, file_word(s), err); break;
	case FORMAT_JSON: st = write_file(s, &t, EXPORT_JSON, file_word(s), err); break;
	case FORMAT_XLSX: st = write_file(s, &t, EXPORT_XLSX, file_word(s), err); break;
	case FORMAT_PDF: st = print_pdf(s, &t, err); break;
	default: print_table(s, &t); break;
	}
	report_table_release(&t);
	return st;
}

static const struct cli_option options[] = {
	{"period", "PERIOD",
		N_("this-month, last-quarter, last-30-days, 2017, 2017-03, a..b, all ...")},
	{"by", "CUT", N_("cut by this instead of the report's own: owner, product, month ...")},
	{"filter", "FILTER",
		N_("only the records that it lets through; see kartoteka help filter")},
	{"format", "table|csv|json|xlsx|pdf", N_("table when it is not said and there is no FILE")},
	{"json", NULL, N_("the same as --format json")},
	{"encoding", "E", dialect_help_encoding},
	{"delimiter", "C", dialect_help_delimiter},
	{"force", NULL, N_("replace FILE when it is there")},
	{0},
};

const struct cli_command command_report = {
	.name = "report",
	.usage = "[NAME [FILE|-]]",
	.summary = N_("a report as table, CSV, JSON, Excel workbook or PDF"),
	.text = N_("Without NAME: the reports there are and what each can be cut by. The end of "
		   "FILE's\n"
		   "name says which format it gets: .csv, .json or .xlsx.\n"),
	.options = options,
	.max_words = 2,
	.run = run,
};
