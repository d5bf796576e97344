/* report: a report as a table with bars, as CSV, JSON or PDF. */
#include "report/report.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "dialect.h"
#include "exchange/csv_out.h"
#include "exchange/json_out.h"
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

static enum status print_csv(struct session *s, const struct report_table *t, struct err *err)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct csv_out *csv;
	struct buf b = BUF_INIT;
	enum status st = dialect_encoding(s, &opt.charset, NULL, err);

	if (!st)
		st = dialect_delimiter(s, &opt.delimiter, err);
	opt.visible = s->env.is_tty;
	if (!st)
		st = csv_out_new(s->env.out, &opt, &csv, err);
	if (st)
		return st;
	for (int c = 0; c < t->ncolumns; c++)
		csv_out_text(csv, t->columns[c].name);
	if (has_money(t))
		csv_out_text(csv, "currency");
	csv_out_end_row(csv);
	for (int row = 0; row < t->nrows; row++) {
		for (int c = 0; c < t->ncolumns; c++) {
			buf_clear(&b);
			report_cell_text(t, row, c, 0, &b);
			if (t->columns[c].type == REPORT_TEXT)
				csv_out_text(csv, buf_str(&b));
			else
				csv_out_number(csv, buf_str(&b));
		}
		if (has_money(t))
			csv_out_text(csv, t->rows[row].currency);
		csv_out_end_row(csv);
	}
	buf_release(&b);
	return csv_out_finish(csv, err);
}

static void cell_json(struct json_out *j, const struct report_table *t, int row, int c)
{
	const char *name = t->columns[c].name;
	struct buf b = BUF_INIT;

	report_cell_text(t, row, c, 0, &b);
	if (!b.len)
		json_out_null(j, name);
	else if (t->columns[c].type == REPORT_TEXT || t->columns[c].type == REPORT_MONEY)
		json_out_string(j, name, buf_str(&b));
	else
		json_out_decimal(j, name, buf_str(&b));
	buf_release(&b);
}

static enum status print_json(struct session *s, const struct report_table *t, struct err *err)
{
	struct json_out *j = json_out_new(s->env.out);

	for (int row = 0; row < t->nrows; row++) {
		json_out_begin(j);
		for (int c = 0; c < t->ncolumns; c++)
			cell_json(j, t, row, c);
		if (has_money(t))
			json_out_string(j, "currency", t->rows[row].currency);
		json_out_end(j);
	}
	return json_out_finish(j, err);
}

/* --- The command -------------------------------------------------------------------------------- */

enum report_format { FORMAT_TABLE, FORMAT_CSV, FORMAT_JSON, FORMAT_PDF, FORMATS };

static enum status read_format(const struct session *s, enum report_format *out, struct err *err)
{
	static const char *const names[FORMATS] = {"table", "csv", "json", "pdf"};
	const char *text = session_option(s, "format");

	*out = session_flag(s, "json") ? FORMAT_JSON : FORMAT_TABLE;
	if (!text)
		return ST_OK;
	for (int i = 0; i < FORMATS; i++)
		if (!strcmp(text, names[i])) {
			*out = (enum report_format)i;
			return *out == FORMAT_PDF && s->env.is_tty
				       ? err_set(err, ST_USAGE,
						 _("--format pdf: not to a terminal; see kartoteka "
						   "help print"))
				       : ST_OK;
		}
	return err_set(
		err, ST_USAGE, _("--format: \"%.40s\" is none of table, csv, json, pdf"), text);
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
	case FORMAT_CSV: st = print_csv(s, &t, err); break;
	case FORMAT_JSON: st = print_json(s, &t, err); break;
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
	{"format", "table|csv|json|pdf", N_("table when it is not said")},
	{"json", NULL, N_("the same as --format json")},
	{"encoding", "E", dialect_help_encoding},
	{"delimiter", "C", dialect_help_delimiter},
	{0},
};

const struct cli_command command_report = {
	.name = "report",
	.usage = "[NAME]",
	.summary = N_("a report as table, CSV, JSON or PDF"),
	.text = N_("Without NAME: the reports there are and what each can be cut by.\n"),
	.options = options,
	.max_words = 1,
	.run = run,
};
