/* Pages that follow each other. */
#include "exchange/pdf_flow.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/pdf_wrap.h"

/* Millimetres from the edges; the foot stands below the lower margin. */
static const double side = 15 * PDF_MM, top = 15 * PDF_MM, bottom = 17 * PDF_MM, foot = 10 * PDF_MM;
static const double foot_size = 7.5, gap = 6, heading_keeps = 50;

struct pdf_flow {
	struct pdf_out *out;
	char *title, *subtitle, *stamp;
	bool landscape, begun;
	double y;
	struct pdf_lines lines, label_lines; /* scratch */
};

struct pdf_flow *pdf_flow_new(
	struct pdf_out *p, const char *title, const char *subtitle, const char *stamp)
{
	struct pdf_flow *f = mem_alloc(sizeof *f);

	f->out = p;
	f->title = mem_strdup(title);
	f->subtitle = mem_strdup(subtitle);
	f->stamp = mem_strdup(stamp);
	return f;
}

void pdf_flow_free(struct pdf_flow *f)
{
	if (!f)
		return;
	pdf_lines_release(&f->lines);
	pdf_lines_release(&f->label_lines);
	free(f->title);
	free(f->subtitle);
	free(f->stamp);
	free(f);
}

struct pdf_out *pdf_flow_out(const struct pdf_flow *f)
{
	return f->out;
}

bool pdf_flow_is_begun(const struct pdf_flow *f)
{
	return f->begun;
}

void pdf_flow_turn(struct pdf_flow *f, bool landscape)
{
	f->landscape = landscape;
}

double pdf_flow_x(const struct pdf_flow *f)
{
	(void)f;
	return side;
}

double pdf_flow_width(const struct pdf_flow *f)
{
	return pdf_out_width(f->out, f->landscape) - 2 * side;
}

double pdf_flow_y(const struct pdf_flow *f)
{
	return f->y;
}

double pdf_flow_left(const struct pdf_flow *f)
{
	return pdf_out_height(f->out, f->landscape) - bottom - f->y;
}

void pdf_flow_advance(struct pdf_flow *f, double height)
{
	f->y += height;
}

void pdf_flow_page(struct pdf_flow *f)
{
	pdf_out_page(f->out, f->landscape);
	f->y = top;
}

/* --- Text --------------------------------------------------------------------------------------- */

/* Lines of text, from page to page. */
static void flow_lines(struct pdf_flow *f, enum pdf_face face, double size, const char *text)
{
	struct buf clean = BUF_INIT;
	const char *s;

	pdf_out_clean(f->out, text, &clean);
	s = buf_str(&clean);
	pdf_wrap(f->out, face, size, s, pdf_flow_width(f), &f->lines);
	for (size_t i = 0; i < f->lines.n; i++) {
		const struct pdf_line *line = &f->lines.line[i];

		if (pdf_flow_left(f) < size * PDF_LEADING)
			pdf_flow_page(f);
		pdf_out_text(f->out, side, f->y + size, face, size, s + line->at, line->len, 0);
		f->y += size * PDF_LEADING;
	}
	buf_release(&clean);
}

void pdf_flow_begin(struct pdf_flow *f)
{
	if (f->begun)
		return;
	f->begun = true;
	pdf_flow_page(f);
	flow_lines(f, PDF_BOLD, PDF_TITLE_SIZE, f->title);
	if (*f->subtitle)
		flow_lines(f, PDF_PLAIN, PDF_TEXT_SIZE, f->subtitle);
	f->y += gap;
}

void pdf_flow_heading(struct pdf_flow *f, const char *text)
{
	pdf_flow_begin(f);
	if (pdf_flow_left(f) < heading_keeps)
		pdf_flow_page(f);
	else
		f->y += gap;
	flow_lines(f, PDF_BOLD, PDF_HEADING_SIZE, text);
	f->y += gap / 3;
}

void pdf_flow_text(struct pdf_flow *f, const char *text)
{
	pdf_flow_begin(f);
	flow_lines(f, PDF_PLAIN, PDF_TEXT_SIZE, text);
}

static void flow_line(struct pdf_flow *f, const struct pdf_lines *lines, size_t i, double x,
	const char *s, enum pdf_face face)
{
	if (i < lines->n)
		pdf_out_text(f->out, x, f->y + PDF_TEXT_SIZE, face, PDF_TEXT_SIZE,
			s + lines->line[i].at, lines->line[i].len, 0);
}

void pdf_flow_field(struct pdf_flow *f, const char *label, const char *value, double label_width)
{
	struct buf a = BUF_INIT, b = BUF_INIT;
	const char *name, *text;

	pdf_flow_begin(f);
	pdf_out_clean(f->out, label, &a);
	pdf_out_clean(f->out, value, &b);
	name = buf_str(&a);
	text = buf_str(&b);
	pdf_wrap(f->out, PDF_BOLD, PDF_TEXT_SIZE, name, label_width - gap, &f->label_lines);
	pdf_wrap(
		f->out, PDF_PLAIN, PDF_TEXT_SIZE, text, pdf_flow_width(f) - label_width, &f->lines);
	for (size_t i = 0; i < f->lines.n || i < f->label_lines.n; i++) {
		if (pdf_flow_left(f) < PDF_TEXT_SIZE * PDF_LEADING)
			pdf_flow_page(f);
		flow_line(f, &f->label_lines, i, side, name, PDF_BOLD);
		flow_line(f, &f->lines, i, side + label_width, text, PDF_PLAIN);
		f->y += PDF_TEXT_SIZE * PDF_LEADING;
	}
	buf_release(&a);
	buf_release(&b);
}

/* --- Feet --------------------------------------------------------------------------------------- */

void pdf_flow_end(struct pdf_flow *f)
{
	double width = pdf_flow_width(f), y = pdf_out_height(f->out, f->landscape) - foot, taken;
	struct buf name = BUF_INIT;
	int n;

	pdf_flow_begin(f);
	n = pdf_out_pages(f->out);
	pdf_out_clean(f->out, f->title, &name);
	buf_addf(&name, "  ·  %s", f->stamp);
	for (int i = 0; i < n; i++) {
		char *page = mem_printf(_("Page %d of %d"), i + 1, n);
		size_t len = strlen(page);

		pdf_out_go(f->out, i);
		taken = pdf_out_measure(f->out, PDF_PLAIN, foot_size, page, len);
		pdf_out_rule(f->out, side, y - foot_size - 3, width, 0.3);
		pdf_out_text(f->out, side, y, PDF_PLAIN, foot_size, buf_str(&name), name.len,
			width - taken - gap);
		pdf_out_text(f->out, side + width - taken, y, PDF_PLAIN, foot_size, page, len, 0);
		free(page);
	}
	buf_release(&name);
}
