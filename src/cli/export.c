/* export: records to a file, to standard output or to the terminal's clipboard. */
#include "exchange/export.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "base/clipboard.h"
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
	const char *path; /* NULL: standard output or the clipboard */
	bool clipboard;
	struct filter *filter;
	struct export_request req;
	int *fields;
	struct export_result result;
	char *text; /* for the clipboard */
	size_t len;
};

/* --- Options ------------------------------------------------------------------------------------ */

static enum status read_format(struct export_job *e, struct err *err)
{
	static const enum export_format all[] = {
		EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX, EXPORT_VCARD};
	const char *text = session_option(e->s, "format");

	e->req.format = EXPORT_CSV;
	if (!text) {
		if (e->path)
			export_format_of(e->path, &e->req.format);
		return ST_OK;
	}
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (!strcmp(text, export_format_name(all[i]))) {
			e->req.format = all[i];
			return ST_OK;
		}
	return err_set(
		err, ST_USAGE, _("--format: \"%.40s\" is none of csv, json, xlsx, vcf"), text);
}

static enum status read_target(struct export_job *e, struct err *err)
{
	e->path = session_word(e->s, 1);
	if (e->path && !strcmp(e->path, "-"))
		e->path = NULL;
	e->clipboard = session_flag(e->s, "clipboard");
	if (e->clipboard && session_word(e->s, 1))
		return err_set(err, ST_USAGE, _("--clipboard and a file: only one of them"));
	return read_format(e, err);
}

/* What only a CSV file has is refused for the others, so that nobody believes it was heard. */
static enum status check_options(const struct export_job *e, struct err *err)
{
	static const char *const values[] = {"encoding", "delimiter", "decimal", "dates"};
	static const char *const flags[] = {"bom", "crlf", "raw", "replace"};
	const char *wrong = NULL;

	if (e->req.format != EXPORT_VCARD && session_option(e->s, "vcard"))
		return err_set(err, ST_USAGE, _("--vcard: the format is not vcf"));
	if (e->req.format == EXPORT_VCARD && session_option(e->s, "columns"))
		return err_set(err, ST_USAGE, _("--columns: a vCard has no columns"));
	if (e->req.format == EXPORT_CSV)
		return ST_OK;
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++)
		if (session_option(e->s, values[i]))
			wrong = values[i];
	for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
		if (session_flag(e->s, flags[i]))
			wrong = flags[i];
	if (wrong)
		return err_set(err, ST_USAGE, _("--%s: only CSV files have that"), wrong);
	if (e->req.format == EXPORT_XLSX && e->clipboard)
		return err_set(err, ST_USAGE, _("--clipboard: a workbook is no text"));
	if (e->req.format == EXPORT_XLSX && !e->path && e->s->env.is_tty)
		return err_set(
			err, ST_USAGE, _("A workbook is nothing for a terminal: name a file"));
	return ST_OK;
}

static enum status read_dates(const struct session *s, enum export_dates *out, struct err *err)
{
	static const char *const names[] = {"iso", "dmy", "mdy"};
	const char *text = session_option(s, "dates");

	for (size_t i = 0; text && i < sizeof(names) / sizeof(names[0]); i++)
		if (!strcasecmp(text, names[i])) {
			*out = (enum export_dates)i;
			return ST_OK;
		}
	return text ? err_set(err, ST_USAGE, _("--dates: \"%.10s\" is none of iso, dmy, mdy"), text)
		    : ST_OK;
}

/* What goes to a clipboard is mostly pasted into a spreadsheet, which parts cells at tabs. */
static char usual_delimiter(const struct export_job *e)
{
	size_t len = e->path ? strlen(e->path) : 0;

	return e->clipboard || (len > 4 && !strcasecmp(e->path + len - 4, ".tsv")) ? '\t' : ',';
}

static enum status read_csv(struct export_job *e, struct err *err)
{
	const struct session *s = e->s;
	struct csv_out_options *csv = &e->req.csv;
	enum status st;

	*csv = (struct csv_out_options)CSV_OUT_OPTIONS_INIT;
	csv->delimiter = usual_delimiter(e);
	st = dialect_encoding(s, &csv->charset, NULL, err);
	if (!st)
		st = dialect_delimiter(s, &csv->delimiter, err);
	if (!st)
		st = dialect_decimal(s, &csv->decimal, err);
	if (!st)
		st = read_dates(s, &e->req.dates, err);
	if (!st)
		st = dialect_vcard(s, &e->req.vcard, err);
	if (!st && csv->decimal == csv->delimiter)
		csv->delimiter = ';';
	csv->bom = session_flag(s, "bom");
	csv->crlf = session_flag(s, "crlf");
	if (csv->bom && csv->charset > CHARSET_UTF16BE)
		st = err_set(err, ST_USAGE, _("--bom: %s has no byte order mark"),
			charset_name(csv->charset));
	if (session_flag(s, "raw"))
		csv->guard = GUARD_NONE;
	e->req.replace = session_flag(s, "replace");
	e->req.titles = session_flag(s, "titles");
	csv->visible = !e->path && !e->clipboard && s->env.is_tty;
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
	/* Without a filter the table is read as it lies, which is several times faster. */
	e->req.list.filter = st || filter_is_empty(e->filter) ? NULL : e->filter;
	return st;
}

/* --- The export --------------------------------------------------------------------------------- */

static enum status write_out(struct export_job *e, struct job *job, struct err *err)
{
	if (e->path)
		return export_file(e->office, &e->req, e->path, session_flag(e->s, "force"), job,
			&e->result, err);
	if (e->clipboard)
		return export_text(e->office, &e->req, job, &e->text, &e->len, &e->result, err);
	return export_stream(e->office, &e->req, e->s->env.out, job, &e->result, err);
}

static enum status work(struct job *job, void *arg, struct err *err)
{
	struct export_job *e = arg;
	enum status st = session_open_office(e->s, DB_OPEN, &e->office, err);

	if (!st)
		st = read_list(e, err);
	if (!st)
		st = write_out(e, job, err);
	filter_free(e->filter);
	free(e->fields);
	office_close(e->office);
	return st;
}

/* To the terminal itself, wherever standard output goes. */
static enum status send(const struct export_job *e, struct err *err)
{
	int fd = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC);
	struct buf b = BUF_INIT;
	enum status st = ST_OK;
	size_t done = 0;

	if (fd < 0)
		return err_set(err, ST_IO, _("--clipboard: there is no terminal"));
	clipboard_sequence(&b, e->text, e->len, clipboard_in_tmux());
	while (done < b.len && !st) {
		ssize_t n = write(fd, b.data + done, b.len - done);

		if (n > 0)
			done += (size_t)n;
		else if (errno != EINTR)
			st = err_errno(err, _("terminal"));
	}
	close(fd);
	buf_release(&b);
	return st;
}

static void tell(const struct export_job *e)
{
	const struct export_result *r = &e->result;

	if (e->path)
		say(e->s, P_("%s: %lld record\n", "%s: %lld records\n", r->rows), e->path,
			(long long)r->rows);
	else if (e->clipboard)
		say(e->s,
			P_("%lld record was sent to the terminal's clipboard\n",
				"%lld records were sent to the terminal's clipboard\n", r->rows),
			(long long)r->rows);
	if (r->missing)
		say_aside(e->s,
			P_("kartoteka: %lld character is not in %s and was written as ?: %s\n",
				"kartoteka: %lld characters are not in %s and were written as ?: "
				"%s\n",
				r->missing),
			(long long)r->missing, charset_name(e->req.csv.charset), r->missing_text);
}

static enum status run(struct session *s, struct err *err)
{
	struct export_job e = {.s = s};
	enum status st = read_target(&e, err);

	if (!st)
		st = check_options(&e, err);
	if (!st)
		st = read_csv(&e, err);
	if (st)
		return st;
	/* A pipe that breaks ends the program at once only when this thread writes. */
	st = e.path ? progress_run(s, _("Exporting"), false, work, &e, err) : work(NULL, &e, err);
	if (!st && e.clipboard)
		st = send(&e, err);
	free(e.text);
	if (st == ST_BAD_DATA && e.result.missing)
		buf_add(&s->after, _("Nothing was written. Write UTF-8, which has all characters, "
				     "or put ? in their place: --replace\n"));
	if (!st)
		tell(&e);
	return st;
}

static const struct cli_option options[] = {
	{"filter", "FILTER",
		N_("only the records that it lets through; see kartoteka help filter")},
	{"columns", "A,B,...", N_("these fields, in this order; id is always the first")},
	{"order", "[-]FIELD", N_("order by this field; with - from the end; else by id")},
	{"format", "csv|json|xlsx|vcf",
		N_("csv when it is not said and the end of FILE says nothing")},
	{"vcard", "3.0|4.0", N_("the version of vCards; 3.0 when it is not said")},
	{"titles", NULL, N_("titles as column heads, instead of the names of fields")},
	{"encoding", "E", dialect_help_encoding},
	{"replace", NULL, N_("write ? for characters that the encoding lacks")},
	{"delimiter", "C", dialect_help_delimiter},
	{"decimal", "C", dialect_help_decimal},
	{"dates", "iso|dmy|mdy",
		N_("2026-03-08, 08.03.2026 or 03/08/2026; iso when it is not said")},
	{"bom", NULL, N_("begin with a byte order mark, which Excel wants for UTF-8")},
	{"crlf", NULL, N_("end lines as Windows programs do")},
	{"raw", NULL, N_("leave cells alone that a spreadsheet would run as a formula")},
	{"clipboard", NULL, N_("into the terminal's clipboard (OSC 52), cells parted by tabs")},
	{"force", NULL, N_("replace FILE when it is there")},
	{0},
};

const struct cli_command command_export = {
	.name = "export",
	.usage = "KIND [FILE|-]",
	.summary = N_("write records to a CSV, JSON, Excel or vCard file"),
	.text = N_(
		"Without FILE, or with -, to standard output. FILE is written whole or not at "
		"all,\n"
		"readable by its owner only, and never replaced without --force. In CSV, cells "
		"that "
		"a\n"
		"spreadsheet would run get an apostrophe, which an import takes away again. When "
		"the\n"
		"encoding lacks a character, nothing is written and the characters are named.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 2,
	.run = run,
};
