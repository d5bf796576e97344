/* Address labels: a sheet filled row by row. */
#include "exchange/labels.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "domain/client.h"
#include "exchange/address.h"
#include "exchange/pdf_wrap.h"

/* The makers' own templates: first label, size, step. */
static const struct label_format formats[] = {
	{"L7160", "Avery L7160: 63.5 × 38.1 mm, 3 × 7", PDF_A4, 3, 7, 7.25, 15.15, 63.5, 38.1,
		66.04, 38.1},
	{"L7163", "Avery L7163: 99.1 × 38.1 mm, 2 × 7", PDF_A4, 2, 7, 4.65, 15.15, 99.1, 38.1,
		101.64, 38.1},
	{"L7159", "Avery L7159: 63.5 × 33.9 mm, 3 × 8", PDF_A4, 3, 8, 7.25, 12.9, 63.5, 33.9, 66.04,
		33.9},
	{"L7162", "Avery L7162: 99.1 × 33.9 mm, 2 × 8", PDF_A4, 2, 8, 4.65, 12.9, 99.1, 33.9,
		101.64, 33.9},
	{"3424", "Zweckform 3424: 105 × 48 mm, 2 × 6", PDF_A4, 2, 6, 0, 4.5, 105, 48, 105, 48},
	{"3474", "Zweckform 3474: 70 × 37 mm, 3 × 8", PDF_A4, 3, 8, 0, 0.5, 70, 37, 70, 37},
	{"70x36", "Zweckform 3475: 70 × 36 mm, 3 × 8", PDF_A4, 3, 8, 0, 4.5, 70, 36, 70, 36},
	{"5160", "Avery 5160: 2⅝ × 1 in, 3 × 10, US Letter", PDF_LETTER, 3, 10, 4.76, 12.7, 66.68,
		25.4, 69.85, 25.4},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static const double label_pad = 4 * PDF_MM, biggest = 10, smallest = 6, leading = 1.22;
enum { LABEL_PROGRESS = 64, LABEL_NAMES = 5, LABEL_FURTHER = 20 };

struct labels_run {
	struct office *o;
	const struct labels_request *req;
	struct pdf_out *p;
	struct job *job;
	struct labels_result *out;
	int64_t seen, place; /* labels used so far, those that were skipped too */
	struct pdf_lines lines;
	struct buf names;
	int nnames;
	struct err *err;
	enum status st;
};

const struct label_format *label_format_at(int i)
{
	return i >= 0 && i < FORMATS ? &formats[i] : NULL;
}

const struct label_format *label_format_find(const char *name)
{
	for (int i = 0; i < FORMATS; i++) {
		const struct label_format *f = &formats[i];
		char *maker = mem_strndup(f->title, strcspn(f->title, ":"));
		bool same = fold_same(f->name, name) || fold_same(maker, name) ||
			    (strrchr(maker, ' ') && fold_same(strrchr(maker, ' '), name));

		free(maker);
		if (same)
			return f;
	}
	return NULL;
}

/* --- Who and where ------------------------------------------------------------------------------ */

static struct address labels_own(const struct record *r)
{
	return (struct address){record_text(r, CLIENT_STREET), record_text(r, CLIENT_CITY),
		record_text(r, CLIENT_REGION), record_text(r, CLIENT_POSTCODE),
		record_text(r, CLIENT_COUNTRY)};
}

/* Enough to deliver a letter: a street, or a city with its code. */
static bool labels_is_address(const struct address *a)
{
	return *a->street || (*a->city && *a->postcode);
}

static bool labels_add(struct labels_run *run, const struct address *a, struct buf *b)
{
	if (!labels_is_address(a))
		return false;
	address_lines(a, office_options(run->o)->country_code, b);
	return true;
}

/* The first records that match, at least one; the page is released by the caller. */
static bool labels_find(struct labels_run *run, enum kind_id kind, const char *pattern, int64_t id,
	struct list_page *page)
{
	struct list_request req = {
		.kind = kind, .order_field = LIST_ORDER_DEFAULT, .limit = LABEL_FURTHER};
	struct filter *filter = NULL;
	struct buf text = BUF_INIT;
	enum status st;

	buf_addf(&text, "%s#%lld", pattern, (long long)id);
	st = filter_compile(run->o, kind, buf_str(&text), &filter, NULL);
	buf_release(&text);
	if (st)
		return false;
	req.filter = filter;
	st = list_load(run->o, &req, page, NULL);
	filter_free(filter);
	if (!st && !page->n)
		list_page_release(page);
	return !st && page->n;
}

/* The first of the client's further addresses. */
static bool labels_further(struct labels_run *run, int64_t id, struct buf *b)
{
	struct list_page page;
	bool found = false;

	if (!labels_find(run, KIND_ADDRESS, "client:", id, &page))
		return false;
	for (int i = 0; i < page.n && !found; i++) {
		const struct record *r = &page.rows[i];
		struct address a = {record_text(r, ADDRESS_STREET), record_text(r, ADDRESS_CITY),
			record_text(r, ADDRESS_REGION), record_text(r, ADDRESS_POSTCODE),
			record_text(r, ADDRESS_COUNTRY)};

		found = labels_add(run, &a, b);
	}
	list_page_release(&page);
	return found;
}

/* The company a person belongs to or, by a relation, works at; 0: none. */
static int64_t labels_company_id(struct labels_run *run, const struct record *r)
{
	struct list_page page;
	int64_t id = record_num(r, CLIENT_PARENT);

	if (id || strcmp(record_text(r, CLIENT_KIND), "person") != 0)
		return id;
	if (!labels_find(run, KIND_RELATION, "type:works_at active:yes a:", r->id, &page))
		return 0;
	id = record_num(&page.rows[0], RELATION_B);
	list_page_release(&page);
	return id;
}

/* A person gets letters at the company. */
static bool labels_company(struct labels_run *run, const struct record *r, struct buf *b)
{
	struct record company;
	struct address a;
	int64_t id = labels_company_id(run, r);
	bool found = false;

	if (!id || strcmp(record_text(r, CLIENT_KIND), "person") != 0 ||
		record_load(run->o, KIND_CLIENT, id, &company, NULL) != ST_OK)
		return false;
	a = labels_own(&company);
	if (labels_is_address(&a)) {
		buf_addf(b, "\n%s", record_text(&company, CLIENT_NAME));
		found = labels_add(run, &a, b);
	}
	record_release(&company);
	return found;
}

static bool labels_text(struct labels_run *run, const struct record *r, struct buf *b)
{
	struct address a = labels_own(r);

	buf_add(b, record_text(r, CLIENT_NAME));
	return labels_add(run, &a, b) || labels_further(run, r->id, b) || labels_company(run, r, b);
}

/* --- Drawing ------------------------------------------------------------------------------------ */

/* The greatest size at which all lines fit; the lines are broken for it. */
static double labels_fit(struct labels_run *run, const char *s, double width, double height)
{
	double size = biggest;

	for (;; size -= 0.5) {
		pdf_wrap(run->p, PDF_BOLD, size, s, width, &run->lines);
		if ((double)run->lines.n * size * leading <= height || size <= smallest)
			return size;
	}
}

static void labels_draw(struct labels_run *run, const char *text)
{
	const struct label_format *f = run->req->format;
	int sheet = f->columns * f->rows, at = (int)(run->place % sheet);
	double x = (f->left + at % f->columns * f->step_x) * PDF_MM + label_pad;
	double y = (f->top + at / f->columns * f->step_y) * PDF_MM;
	double width = f->width * PDF_MM - 2 * label_pad, height = f->height * PDF_MM - label_pad;
	struct buf clean = BUF_INIT;
	const char *s;
	double size, line;
	size_t name;

	pdf_out_clean(run->p, text, &clean);
	s = buf_str(&clean);
	name = strcspn(s, "\n");
	size = labels_fit(run, s, width, height);
	line = size * leading;
	if (at == 0 || !pdf_out_pages(run->p))
		pdf_out_page(run->p, false);
	y += (f->height * PDF_MM - (double)run->lines.n * line) / 2;
	if (y < f->top * PDF_MM + at / f->columns * f->step_y * PDF_MM + label_pad / 2)
		y = f->top * PDF_MM + at / f->columns * f->step_y * PDF_MM + label_pad / 2;
	for (size_t i = 0; i < run->lines.n && (double)i * line + size <= height; i++) {
		const struct pdf_line *l = &run->lines.line[i];

		pdf_out_text(run->p, x, y + (double)i * line + size,
			l->at < name ? PDF_BOLD : PDF_PLAIN, size, s + l->at, l->len, width + 0.01);
	}
	run->place++;
	buf_release(&clean);
}

/* --- The run ------------------------------------------------------------------------------------ */

static void labels_leave_out(struct labels_run *run, const struct record *r, int64_t *count)
{
	++*count;
	if (run->nnames < LABEL_NAMES)
		buf_addf(&run->names, "%s%s", run->nnames ? ", " : "", record_text(r, CLIENT_NAME));
	else if (run->nnames == LABEL_NAMES)
		buf_add(&run->names, " …");
	run->nnames++;
}

static bool labels_each(void *arg, struct record *r)
{
	struct labels_run *run = arg;
	struct buf text = BUF_INIT;

	if (record_num(r, CLIENT_DO_NOT_MAIL)) {
		labels_leave_out(run, r, &run->out->no_mail);
	} else if (labels_text(run, r, &text)) {
		labels_draw(run, buf_str(&text));
		run->out->printed++;
	} else {
		labels_leave_out(run, r, &run->out->no_address);
	}
	buf_release(&text);
	run->st = pdf_out_check(run->p, run->err);
	if (++run->seen % LABEL_PROGRESS == 0) {
		job_progress(run->job, run->seen, 0);
		if (job_is_cancelled(run->job))
			run->st = err_set(
				run->err, ST_CANCELLED, _("Cancelled: nothing was printed"));
	}
	return run->st == ST_OK;
}

enum status labels_print(struct office *o, const struct labels_request *req, struct pdf_out *p,
	struct job *job, struct labels_result *out, struct err *err)
{
	struct labels_run run = {.o = o,
		.req = req,
		.p = p,
		.job = job,
		.out = out,
		.place = req->skip % (req->format->columns * req->format->rows),
		.err = err};
	enum status st;

	*out = (struct labels_result){0};
	st = list_each(o, &req->list, labels_each, &run, err);
	text_copy(out->left_out, sizeof out->left_out, buf_str(&run.names));
	pdf_lines_release(&run.lines);
	buf_release(&run.names);
	if (st || run.st)
		return st ? st : run.st;
	if (out->printed)
		return ST_OK;
	return out->no_address + out->no_mail
		       ? err_set(err, ST_NOT_FOUND,
				 _("No labels: of %lld clients %lld have no address and %lld want "
				   "no mail"),
				 (long long)run.seen, (long long)out->no_address,
				 (long long)out->no_mail)
		       : err_set(err, ST_NOT_FOUND, _("No labels: no client matches"));
}
