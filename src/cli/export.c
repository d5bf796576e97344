/* export: records to a file or to standard output. */
#include "exchange/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "commands.h"
#include "dialect.h"
#include "progress.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* One export, from the words to the count. The office is the one of whoever runs it. */
struct export_job {
	struct session *s;
	struct office *office;
	const char *path; /* NULL: standard output */
	struct filter *filter;
	struct export_request req;
	int *fields;
	struct export_result result;
};

static enum status read_format(struct export_job *e, struct err *err)
{
	const char *text = session_option(e->s, "format");
	size_t len = e->path ? strlen(e->path) : 0;

	if (!text)
		text = len > 5 && !strcmp(e->path + len - 5, ".json") ? "json" : "csv";
	if (strcmp(text, "json") != 0 && strcmp(text, "csv") != 0)
		return err_set(err, ST_USAGE, _("--format: \"%.40s\" is none of csv, json"), text);
	e->req.format = *text == 'j' ? EXPORT_JSON : EXPORT_CSV;
	return ST_OK;
}

static enum status read_csv(struct export_job *e, struct err *err)
{
	const struct session *s = e->s;
	struct csv_out_options *csv = &e->req.csv;
	enum status st;

	*csv = (struct csv_out_options)CSV_OUT_OPTIONS_INIT;
	st = dialect_encoding(s, &csv->charset, NULL, err);
	if (!st)
		st = dialect_delimiter(s, &csv->delimiter, err);
	if (!st)
		st = dialect_decimal(s, &csv->decimal, err);
	if (!st && csv->decimal == csv->delimiter)
		csv->delimiter = ';';
	csv->bom = session_flag(s, "bom");
	if (csv->bom && csv->charset > CHARSET_UTF16BE)
		st = err_set(err, ST_USAGE, _("--bom: %s has no byte order mark"),
			charset_name(csv->charset));
	if (session_flag(s, "raw"))
		csv->guard = GUARD_NONE;
	e->req.titles = session_flag(s, "titles");
	csv->visible = !e->path && s->env.is_tty;
	return st;
}

static enum status read_list(struct export_job *e, struct err *err)
{
	const char *columns = session_option(e->s, "columns"), *preset;
	enum kind_id kind;
	enum status st = target_kind(e->office, session_word(e->s, 0), &kind, &preset, err);

	e->req.list.kind = kind;
	if (!st)
		st = target_order(office_kind(e->office, kind), session_option(e->s, "order"),
			&e->req.list, err);
	e->req.by_id = !session_option(e->s, "order");
	if (!st && columns)
		st = target_columns(
			office_kind(e->office, kind), columns, &e->fields, &e->req.nfields, err);
	e->req.fields = e->fields;
	if (!st)
		st = target_filter(e->s, e->office, kind, preset, session_option(e->s, "filter"),
			&e->filter, err);
	e->req.list.filter = e->filter;
	return st;
}

static enum status work(struct job *job, void *arg, struct err *err)
{
	struct export_job *e = arg;
	enum status st = session_open_office(e->s, DB_OPEN, &e->office, err);

	if (!st)
		st = read_list(e, err);
	if (!st && e->path)
		st = export_file(e->office, &e->req, e->path, session_flag(e->s, "force"), job,
			&e->result, err);
	else if (!st)
		st = export_stream(e->office, &e->req, e->s->env.out, job, &e->result, err);
	filter_free(e->filter);
	free(e->fields);
	office_close(e->office);
	return st;
}

static void print_missing(const struct export_job *e)
{
	if (e->result.missing)
		say_aside(e->s,
			P_("kartoteka: %lld character is not in %s and was written as ?: %s\n",
				"kartoteka: %lld characters are not in %s and were written as ?: "
				"%s\n",
				e->result.missing),
			(long long)e->result.missing, charset_name(e->req.csv.charset),
			e->result.missing_text);
}

static enum status run(struct session *s, struct err *err)
{
	struct export_job e = {.s = s, .path = session_word(s, 1)};
	enum status st;

	if (e.path && !strcmp(e.path, "-"))
		e.path = NULL;
	st = read_format(&e, err);
	if (!st)
		st = read_csv(&e, err);
	if (st)
		return st;
	/* A pipe that breaks ends the program at once only when this thread writes. */
	st = e.path ? progress_run(s, _("Exporting"), false, work, &e, err) : work(NULL, &e, err);
	if (st)
		return st;
	if (e.path)
		say(s, P_("%s: %lld record\n", "%s: %lld records\n", e.result.rows), e.path,
			(long long)e.result.rows);
	print_missing(&e);
	return ST_OK;
}

static const struct cli_option options[] = {
	{"filter", "FILTER",
		N_("only the records that it lets through; see kartoteka help filter")},
	{"columns", "A,B,...", N_("these fields, in this order; id is always the first")},
	{"order", "[-]FIELD", N_("order by this field; with - from the end; else by id")},
	{"format", "csv|json", N_("csv when it is not said and FILE does not end in .json")},
	{"titles", NULL, N_("titles as column heads, instead of the names of fields")},
	{"encoding", "E", dialect_help_encoding},
	{"delimiter", "C", dialect_help_delimiter},
	{"decimal", "C", dialect_help_decimal},
	{"bom", NULL, N_("begin with a byte order mark, which Excel wants for UTF-8")},
	{"raw", NULL, N_("leave cells alone that a spreadsheet would run as a formula")},
	{"force", NULL, N_("replace FILE when it is there")},
	{0},
};

const struct cli_command command_export = {
	.name = "export",
	.usage = "KIND [FILE|-]",
	.summary = N_("write records to a CSV or JSON file"),
	.text = N_("Without FILE, or with -, to standard output. FILE is written whole or not at "
		   "all,\n"
		   "readable by its owner only, and never replaced without --force. Cells that a\n"
		   "spreadsheet would run get an apostrophe, which an import takes away again.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 2,
	.run = run,
};
