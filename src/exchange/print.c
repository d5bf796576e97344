/* Documents: made, and sent where they go. */
#include "exchange/print.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/printer.h"
#include "print_parts.h"

/* --- What documents share ----------------------------------------------------------------------- */

void print_value(struct office *o, const struct record *r, int field, struct buf *b)
{
	record_format(o, r, field, STYLE_SHOW, b);
	if (r->kind->fields[field].type == FT_MONEY && record_has(r, field) &&
		strcmp(record_currency(o, r), office_currency(o)) != 0)
		buf_addf(b, " %s", record_currency(o, r));
}

enum pdf_column_type print_column_type(const struct field *f)
{
	switch (f->type) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY: return PDF_COLUMN_NUMBER;
	case FT_DATE:
	case FT_TIME:
	case FT_INSTANT:
	case FT_PHONE:
	case FT_CHOICE: return PDF_COLUMN_WHOLE;
	default: return PDF_COLUMN_TEXT;
	}
}

const char *print_field_title(const struct field *f)
{
	return f->custom_id ? f->title : _(f->title);
}

void print_stamp(struct office *o, char *out, size_t size)
{
	date_format_instant(clock_now(), office_options(o)->date_order, out, size);
}

/* --- A table at hand ---------------------------------------------------------------------------- */

static enum status print_grid(
	const struct print_grid *g, struct pdf_flow *f, struct print_result *out, struct err *err)
{
	struct pdf_table *t = pdf_table_new(f);
	struct buf cell = BUF_INIT;
	bool goes_on = true;

	for (int c = 0; c < g->ncolumns; c++) {
		bool right = false, bar = false;
		const char *title = g->column(g->arg, c, &right, &bar);

		pdf_table_column(t, title,
			bar     ? PDF_COLUMN_BAR
			: right ? PDF_COLUMN_NUMBER
				: PDF_COLUMN_TEXT);
	}
	for (int r = 0; r < g->nrows + g->ntotals && goes_on; r++) {
		for (int c = 0; c < g->ncolumns; c++) {
			buf_clear(&cell);
			g->cell(g->arg, r, c, &cell);
			pdf_table_cell(t, buf_str(&cell));
		}
		goes_on = pdf_table_end_row(t, r >= g->nrows);
	}
	out->rows = g->nrows;
	buf_release(&cell);
	return pdf_table_finish(t, err);
}

/* --- Making ------------------------------------------------------------------------------------- */

struct print_run {
	struct office *o;
	const struct print_settings *settings;
	const struct print_request *req;
	struct job *job;
	struct print_result *out;
	struct pdf_out *pdf;
};

static enum status print_title(
	const struct print_run *run, char **title, const char **subtitle, struct err *err)
{
	const struct print_request *req = run->req;

	*subtitle = "";
	switch (req->what) {
	case PRINT_RECORD: return print_card_title(run->o, req->kind, req->id, title, err);
	case PRINT_LABELS: *title = mem_strdup(_("Address labels")); break;
	case PRINT_GRID:
		*title = mem_strdup(req->grid->title);
		*subtitle = req->grid->subtitle;
		break;
	default:
		*title = mem_strdup(_(office_kind(run->o, req->list.kind)->plural));
		*subtitle = req->condition ? req->condition : "";
		break;
	}
	return ST_OK;
}

static enum status print_flow(
	struct print_run *run, const char *title, const char *subtitle, struct err *err)
{
	char stamp[40];
	struct pdf_flow *f;
	enum status st;

	print_stamp(run->o, stamp, sizeof stamp);
	f = pdf_flow_new(run->pdf, title, subtitle, stamp);
	if (run->req->what == PRINT_RECORD)
		st = print_card(run->o, run->req, f, run->job, err);
	else if (run->req->what == PRINT_GRID)
		st = print_grid(run->req->grid, f, run->out, err);
	else
		st = print_list(run->o, run->req, f, run->job, run->out, err);
	if (!st)
		pdf_flow_end(f);
	pdf_flow_free(f);
	return st;
}

static enum status print_labels(struct print_run *run, struct err *err)
{
	struct labels_request req = {run->req->list, run->req->format, run->req->skip};

	return labels_print(run->o, &req, run->pdf, run->job, &run->out->labels, err);
}

static enum status print_make(struct print_run *run, struct err *err)
{
	bool labels = run->req->what == PRINT_LABELS;
	struct pdf_options opt = {.paper = labels ? run->req->format->paper : run->settings->paper,
		.font = run->settings->font};
	struct buf author = BUF_INIT, missing = BUF_INIT;
	char *title = NULL;
	const char *subtitle;
	enum status st = print_title(run, &title, &subtitle, err);

	if (st)
		return st;
	if (office_user_id(run->o))
		office_title(run->o, KIND_USER, office_user_id(run->o), &author);
	opt.title = title;
	opt.author = buf_str(&author);
	st = pdf_out_new(&opt, &run->pdf, err);
	if (!st)
		st = labels ? print_labels(run, err) : print_flow(run, title, subtitle, err);
	if (!st) {
		run->out->pages = pdf_out_pages(run->pdf);
		run->out->missing = pdf_out_missing(run->pdf);
		pdf_out_name_missing(run->pdf, &missing);
		text_copy(run->out->missing_text, sizeof run->out->missing_text, buf_str(&missing));
		text_copy(run->out->family, sizeof run->out->family, pdf_out_family(run->pdf));
	}
	buf_release(&author);
	buf_release(&missing);
	free(title);
	return st;
}

/* --- Sending ------------------------------------------------------------------------------------ */

static enum status print_to_printer(struct print_run *run, struct err *err)
{
	int fd = memfd_create("kartoteka.pdf", MFD_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");
	enum status st;

	if (!f) {
		st = err_errno(err, "memfd_create");
		if (fd >= 0)
			close(fd);
		return st;
	}
	st = pdf_out_write(run->pdf, f, err);
	if (!st && (fflush(f) != 0 || ferror(f)))
		st = err_errno(err, "memfd_create");
	if (!st)
		st = printer_send(run->settings->command, fd, run->job, run->out->said,
			sizeof run->out->said, err);
	fclose(f);
	return st;
}

static enum status print_make_to(
	struct print_run *run, const struct print_target *to, FILE *f, struct err *err)
{
	enum status st = print_make(run, err);

	if (st)
		return st;
	if (to->printer)
		return print_to_printer(run, err);
	st = pdf_out_write(run->pdf, f, err);
	if (!st && f == to->stream && (fflush(f) != 0 || ferror(f)))
		st = err_errno(err, _("standard output"));
	return st;
}

enum status print_document(struct office *o, const struct print_settings *settings,
	const struct print_request *req, const struct print_target *to, struct job *job,
	struct print_result *out, struct err *err)
{
	struct print_run run = {o, settings, req, job, out, NULL};
	struct file_out *file = NULL;
	enum status st = ST_OK;

	*out = (struct print_result){0};
	if (to->path)
		st = file_out_open(to->path, to->force, &file, err);
	if (st)
		return st;
	st = print_make_to(&run, to, file ? file_out_stream(file) : to->stream, err);
	if (file)
		st = file_out_end(file, st, err);
	pdf_out_free(run.pdf);
	return st;
}

/* --- Telling ------------------------------------------------------------------------------------ */

static void tell_labels(const struct labels_result *r, struct buf *b)
{
	if (r->no_address)
		buf_addf(b,
			P_(" %lld client has no address.", " %lld clients have no address.",
				r->no_address),
			(long long)r->no_address);
	if (r->no_mail)
		buf_addf(b,
			P_(" %lld client wants no mail.", " %lld clients want no mail.",
				r->no_mail),
			(long long)r->no_mail);
	if (*r->left_out)
		buf_addf(b, _(" Left out: %s."), r->left_out);
}

void print_tell(const struct print_request *req, const struct print_target *to,
	const struct print_result *r, struct buf *b, bool *odd)
{
	if (req->what == PRINT_LABELS)
		buf_addf(b, P_("%lld label. ", "%lld labels. ", r->labels.printed),
			(long long)r->labels.printed);
	if (to->printer)
		buf_addf(b,
			P_("%d page is sent to the printer.", "%d pages are sent to the printer.",
				r->pages),
			r->pages);
	else
		buf_addf(b, P_("%d page is written.", "%d pages are written.", r->pages), r->pages);
	tell_labels(&r->labels, b);
	if (r->missing)
		buf_addf(b,
			P_(" %lld character is not in the font %s and became a box: %s.",
				" %lld characters are not in the font %s and became boxes: %s.",
				r->missing),
			(long long)r->missing, r->family, r->missing_text);
	if (*r->said)
		buf_addf(b, " %s", r->said);
	if (odd)
		*odd = r->missing || r->labels.no_address || r->labels.no_mail;
}
