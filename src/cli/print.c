/* print: cards, lists, reports and address labels as a PDF file or on the printer. */
#include "exchange/print.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "commands.h"
#include "progress.h"
#include "report/report.h"
#include "report_pdf.h"
#include "say.h"
#include "session.h"
#include "target.h"

/* One document, from the words to its pages. The office is the one of whoever runs it. */
struct print_job {
	struct session *s;
	struct office *office;
	struct print_request req;
	struct print_target to;
	struct filter *filter;
	int *fields;
	struct report_request report;
	struct print_result result;
};

/* What can be printed, and how many words say which. */
static const struct {
	const char *name;
	enum print_what what;
	size_t words;
} documents[] = {
	{"card", PRINT_RECORD, 2},
	{"list", PRINT_LIST, 1},
	{"report", PRINT_GRID, 1},
	{"labels", PRINT_LABELS, 0},
};
enum { DOCUMENTS = sizeof documents / sizeof *documents };

static enum status read_words(struct print_job *j, struct err *err)
{
	const char *word = session_word(j->s, 0), *file;
	int i = 0;

	while (i < DOCUMENTS && strcmp(documents[i].name, word) != 0)
		i++;
	if (i == DOCUMENTS)
		return err_set(err, ST_USAGE,
			_("\"%.40s\" cannot be printed; it is one of card, list, report, labels"),
			word);
	j->req.what = documents[i].what;
	if (!session_word(j->s, documents[i].words))
		return err_set(err, ST_USAGE, _("print %s: it is not said which"), word);
	file = session_word(j->s, documents[i].words + 1);
	if (session_word(j->s, documents[i].words + 2))
		return err_set(err, ST_USAGE, _("print %s: \"%.40s\" is one word too many"), word,
			session_word(j->s, documents[i].words + 2));
	j->to.printer = session_flag(j->s, "printer");
	if (file && j->to.printer)
		return err_set(err, ST_USAGE,
			_("print: a file and --printer do not go together; name one of them"));
	if (file && strcmp(file, "-") != 0)
		j->to.path = file;
	else if (!j->to.printer)
		j->to.stream = j->s->env.out;
	j->to.force = session_flag(j->s, "force");
	return j->to.stream && !file && j->s->env.is_tty
		       ? err_set(err, ST_USAGE,
				 _("print: name a file for the PDF, or --printer; - writes to "
				   "standard output"))
		       : ST_OK;
}

static enum status read_labels(struct print_job *j, struct err *err)
{
	const char *name = session_option(j->s, "format");
	const struct label_format *f = name ? label_format_find(name) : label_format_at(0);
	struct buf known = BUF_INIT;
	int64_t skip = 0;
	enum status st;

	if (!f) {
		for (int i = 0; label_format_at(i); i++)
			buf_addf(&known, "%s%s", i ? ", " : "", label_format_at(i)->name);
		st = err_set(err, ST_USAGE, _("--format: \"%.40s\" is none of %s"), name,
			buf_str(&known));
		buf_release(&known);
		return st;
	}
	st = session_number(j->s, "skip", f->columns * f->rows - 1, 0, &skip, err);
	j->req.format = f;
	j->req.skip = (int)skip;
	return st;
}

static enum status read_list(struct print_job *j, const char *word, struct err *err)
{
	const char *columns = session_option(j->s, "columns"), *preset = NULL;
	enum kind_id kind;
	enum status st = target_kind(j->office, word, &kind, &preset, err);

	j->req.list.kind = kind;
	if (!st)
		st = target_order(office_kind(j->office, kind), session_option(j->s, "order"),
			&j->req.list, err);
	if (!st && columns)
		st = target_columns(
			office_kind(j->office, kind), columns, &j->fields, &j->req.nfields, err);
	j->req.fields = j->fields;
	j->req.condition = session_option(j->s, "filter") ? session_option(j->s, "filter") : preset;
	if (!st)
		st = target_filter(j->s, j->office, kind, preset, session_option(j->s, "filter"),
			&j->filter, err);
	j->req.list.filter = j->filter;
	return st;
}

static enum status read_record(struct print_job *j, struct err *err)
{
	enum status st = session_open(j->s, DB_OPEN, err);

	if (!st)
		st = target_kind(j->s->office, session_word(j->s, 1), &j->req.kind, NULL, err);
	return st ? st : target_find(j->s, j->req.kind, session_word(j->s, 2), &j->req.id, err);
}

static enum status read_report(struct print_job *j, struct err *err)
{
	const char *period = session_option(j->s, "period");
	enum status st = ST_OK;

	j->report = (struct report_request){.name = session_word(j->s, 1),
		.cut = session_option(j->s, "by"),
		.filter = session_option(j->s, "filter")};
	if (!period)
		return ST_OK;
	st = period_parse(period, clock_today(), &j->report.period, err);
	if (st) {
		err_prefix(err, st, "--period");
		j->s->pointed = period;
	}
	return st;
}

static enum status print_report(struct print_job *j, struct job *job, struct err *err)
{
	struct report_table table;
	enum status st;

	j->s->pointed = j->report.filter;
	st = report_run(j->office, &j->report, &table, err);
	if (st)
		return st;
	j->s->pointed = NULL;
	st = report_pdf(j->s, j->office, &table, &j->to, job, &j->result, err);
	report_table_release(&table);
	return st;
}

static enum status work(struct job *job, void *arg, struct err *err)
{
	struct print_job *j = arg;
	enum status st = session_open_office(j->s, DB_OPEN, &j->office, err);

	if (!st && j->req.what == PRINT_LIST)
		st = read_list(j, session_word(j->s, 1), err);
	if (!st && j->req.what == PRINT_LABELS)
		st = read_list(j, "client", err);
	if (!st && j->req.what == PRINT_GRID)
		st = print_report(j, job, err);
	else if (!st)
		st = print_document(
			j->office, &j->s->env.print, &j->req, &j->to, job, &j->result, err);
	filter_free(j->filter);
	free(j->fields);
	office_close(j->office);
	return st;
}

static void tell(const struct print_job *j)
{
	struct buf b = BUF_INIT;

	print_tell(&j->req, &j->to, &j->result, &b, NULL);
	if (j->to.path)
		say(j->s, "%s: %s\n", j->to.path, buf_str(&b));
	else if (j->to.printer)
		say(j->s, "%s\n", buf_str(&b));
	else if (j->result.missing || *j->result.labels.left_out)
		say_aside(j->s, "kartoteka: %s\n", buf_str(&b));
	buf_release(&b);
}

static enum status run(struct session *s, struct err *err)
{
	struct print_job j = {.s = s};
	enum status st = read_words(&j, err);

	if (!st && j.req.what == PRINT_LABELS)
		st = read_labels(&j, err);
	if (!st && j.req.what == PRINT_GRID)
		st = read_report(&j, err);
	if (!st && j.req.what == PRINT_RECORD)
		st = read_record(&j, err);
	/* A pipe that breaks ends the program at once only when this thread writes. */
	if (!st)
		st = j.to.stream ? work(NULL, &j, err)
				 : progress_run(s, _("Printing"), false, work, &j, err);
	if (!st)
		tell(&j);
	return st;
}

static const struct cli_option options[] = {
	{"printer", NULL, N_("to the printer, with the command of kartoteka.ini, [print] command")},
	{"filter", "FILTER",
		N_("only the records that it lets through; see kartoteka help filter")},
	{"columns", "A,B,...", N_("list: these fields, in this order")},
	{"order", "[-]FIELD", N_("list, labels: order by this field; with - from the end")},
	{"period", "PERIOD", N_("report: this-month, last-quarter, 2017, a..b, all ...")},
	{"by", "CUT", N_("report: cut by this instead of its own")},
	{"format", "NAME",
		N_("labels: L7160, L7163, L7159, L7162, 3424, 3474, 70x36, 5160; L7160 when it is "
		   "not said")},
	{"skip", "N", N_("labels: leave so many of the first sheet free, they are used up")},
	{"force", NULL, N_("replace FILE when it is there")},
	{0},
};

const struct cli_command command_print = {
	.name = "print",
	.usage = "card KIND ID | list KIND | report NAME | labels [FILE.pdf|-]",
	.summary = N_("a card, a list, a report or address labels as PDF or on the printer"),
	.text = N_("FILE is written whole or not at all, readable by its owner only, and never\n"
		   "replaced without --force. Long tables turn the paper and repeat their head on\n"
		   "every page. Labels go to clients with an address; who has none is named.\n"),
	.options = options,
	.min_words = 1,
	.max_words = 4,
	.run = run,
};
