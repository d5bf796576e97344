/*
 * Pages over libharu. It reports errors to a handler only, and goes on after them without a word: the first one is kept. Widths of
 * characters are asked for once each; a string is then the sum of its characters, as libharu does no kerning.
 */
#include "exchange/pdf_out.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "pdf_library.h"

enum { PDF_CHUNK = 65536, PDF_NAMED = 12, PDF_PLANE = 65536, PDF_UNKNOWN = INT16_MIN };

static const double papers[][2] = {
	[PDF_A4] = {210 * PDF_MM, 297 * PDF_MM}, [PDF_LETTER] = {8.5 * 72, 11 * 72}};

struct pdf_out {
	struct pdf_library lib;
	struct pdf_font font;
	HPDF_Doc doc;
	HPDF_Font faces[PDF_FACES];
	int16_t *widths[PDF_FACES]; /* thousandths of the size; PDF_UNKNOWN: not asked yet */
	enum pdf_paper paper;
	HPDF_Page *pages;
	double *heights;
	size_t npages, cap_pages, cap_heights;
	HPDF_Page page;
	double height;
	struct buf text; /* scratch: what libharu gets ends with NUL */
	char box[8];     /* in the place of what the font has not */
	int64_t missing;
	uint32_t named[PDF_NAMED];
	int nnamed;
	HPDF_STATUS error; /* the first that libharu told */
	bool too_many;
};

static void pdf_out_error(HPDF_STATUS error, HPDF_STATUS detail, void *arg)
{
	struct pdf_out *p = arg;

	(void)detail;
	if (!p->error)
		p->error = error;
}

enum status pdf_out_check(const struct pdf_out *p, struct err *err)
{
	if (p->too_many)
		return err_set(err, ST_BAD_DATA,
			_("This would be more than %d pages: narrow it down with a filter, or "
			  "export it instead"),
			PDF_MAX_PAGES);
	if (p->error == HPDF_FAILD_TO_ALLOC_MEM)
		return err_set(err, ST_IO, _("There is not enough memory for the pages"));
	if (p->error)
		return err_set(err, ST_IO, _("The PDF could not be made: libharu error 0x%04lx"),
			(unsigned long)p->error);
	return ST_OK;
}

/* --- Making ------------------------------------------------------------------------------------- */

static HPDF_Font pdf_out_face(struct pdf_out *p, enum pdf_face face)
{
	const struct pdf_font *f = &p->font;
	size_t len = strlen(f->file[face]);
	bool several = len > 4 && !strcasecmp(f->file[face] + len - 4, ".ttc");
	const char *name;

	if (face != PDF_PLAIN && !strcmp(f->file[face], f->file[PDF_PLAIN]) &&
		f->index[face] == f->index[PDF_PLAIN])
		return p->faces[PDF_PLAIN];
	name = several ? p->lib.load_font_of(
				 p->doc, f->file[face], (HPDF_UINT)f->index[face], HPDF_TRUE)
		       : p->lib.load_font(p->doc, f->file[face], HPDF_TRUE);
	return name ? p->lib.get_font(p->doc, name, "UTF-8") : NULL;
}

static void pdf_out_about(struct pdf_out *p, const struct pdf_options *opt)
{
	time_t now = (time_t)clock_now();
	struct tm t;
	HPDF_Date date;

	gmtime_r(&now, &t);
	date = (HPDF_Date){t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour, t.tm_min, t.tm_sec,
		'Z', 0, 0};
	p->lib.set_info_date(p->doc, HPDF_INFO_CREATION_DATE, date);
	p->lib.set_info(p->doc, HPDF_INFO_CREATOR, "Kartoteka " VERSION);
	if (opt->title && *opt->title)
		p->lib.set_info(p->doc, HPDF_INFO_TITLE, opt->title);
	if (opt->author && *opt->author)
		p->lib.set_info(p->doc, HPDF_INFO_AUTHOR, opt->author);
}

static enum status pdf_out_begin(struct pdf_out *p, const struct pdf_options *opt, struct err *err)
{
	p->doc = p->lib.new_doc(pdf_out_error, p);
	if (!p->doc)
		return err_set(err, ST_IO, _("There is not enough memory for the pages"));
	p->lib.set_compression(p->doc, HPDF_COMP_ALL);
	p->lib.use_utf(p->doc);
	p->lib.set_encoder(p->doc, "UTF-8");
	for (int i = 0; i < PDF_FACES; i++) {
		p->faces[i] = pdf_out_face(p, (enum pdf_face)i);
		if (!p->faces[i])
			return err_set(err, ST_BAD_DATA,
				_("The font %s cannot be used in a PDF: name another one in "
				  "kartoteka.ini, [print] font"),
				p->font.file[i]);
		p->widths[i] = mem_alloc(PDF_PLANE * sizeof *p->widths[i]);
		for (int c = 0; c < PDF_PLANE; c++)
			p->widths[i][c] = PDF_UNKNOWN;
	}
	strcpy(p->box, pdf_font_covers(&p->font, 0x25A1) ? "□" : "?");
	pdf_out_about(p, opt);
	return pdf_out_check(p, err);
}

enum status pdf_out_new(const struct pdf_options *opt, struct pdf_out **out, struct err *err)
{
	struct pdf_out *p = mem_alloc(sizeof *p);
	enum status st = pdf_library_load(&p->lib, opt->library, err);

	p->paper = opt->paper;
	if (!st)
		st = pdf_font_find(opt->font, &p->font, err);
	if (!st)
		st = pdf_out_begin(p, opt, err);
	if (st)
		pdf_out_free(p);
	else
		*out = p;
	return st;
}

void pdf_out_free(struct pdf_out *p)
{
	if (!p)
		return;
	if (p->doc)
		p->lib.free_doc(p->doc);
	for (int i = 0; i < PDF_FACES; i++)
		free(p->widths[i]);
	pdf_font_release(&p->font);
	buf_release(&p->text);
	free(p->pages);
	free(p->heights);
	free(p);
}

enum status pdf_out_write(struct pdf_out *p, FILE *f, struct err *err)
{
	enum status st = pdf_out_check(p, err);
	HPDF_BYTE *chunk;
	HPDF_UINT32 len;
	HPDF_STATUS end;

	if (st)
		return st;
	p->lib.save(p->doc);
	st = pdf_out_check(p, err);
	if (st)
		return st;
	chunk = mem_alloc(PDF_CHUNK);
	do {
		len = PDF_CHUNK;
		end = p->lib.read(p->doc, chunk, &len);
		fwrite(chunk, 1, len, f);
	} while (end == HPDF_OK && len > 0 && !ferror(f));
	free(chunk);
	return ST_OK;
}

/* --- Pages -------------------------------------------------------------------------------------- */

double pdf_out_width(const struct pdf_out *p, bool landscape)
{
	return papers[p->paper][landscape];
}

double pdf_out_height(const struct pdf_out *p, bool landscape)
{
	return papers[p->paper][!landscape];
}

void pdf_out_page(struct pdf_out *p, bool landscape)
{
	p->page = NULL;
	if (p->npages >= PDF_MAX_PAGES)
		p->too_many = true;
	if (p->error || p->too_many)
		return;
	p->page = p->lib.add_page(p->doc);
	if (!p->page)
		return;
	p->height = pdf_out_height(p, landscape);
	p->lib.set_width(p->page, (HPDF_REAL)pdf_out_width(p, landscape));
	p->lib.set_height(p->page, (HPDF_REAL)p->height);
	p->pages = mem_grow(p->pages, &p->cap_pages, p->npages + 1, sizeof *p->pages);
	p->heights = mem_grow(p->heights, &p->cap_heights, p->npages + 1, sizeof *p->heights);
	p->heights[p->npages] = p->height;
	p->pages[p->npages++] = p->page;
}

int pdf_out_pages(const struct pdf_out *p)
{
	return (int)p->npages;
}

void pdf_out_go(struct pdf_out *p, int i)
{
	p->page = p->pages[i];
	p->height = p->heights[i];
}

/* --- Text --------------------------------------------------------------------------------------- */

static void pdf_out_lacks(struct pdf_out *p, uint32_t c)
{
	p->missing++;
	for (int i = 0; i < p->nnamed; i++)
		if (p->named[i] == c)
			return;
	if (p->nnamed < PDF_NAMED)
		p->named[p->nnamed++] = c;
}

void pdf_out_clean(struct pdf_out *p, const char *s, struct buf *b)
{
	struct buf seen = BUF_INIT;
	const char *at, *end;

	text_visible(&seen, s, true);
	for (at = buf_str(&seen), end = at + seen.len; at < end;) {
		const char *from = at;
		uint32_t c = text_decode(&at, end);

		if (c == '\n' || pdf_font_covers(&p->font, c)) {
			buf_addn(b, from, (size_t)(at - from));
		} else if (c == '\t' || c == 0xA0) {
			buf_addch(b, ' ');
		} else {
			pdf_out_lacks(p, c);
			buf_add(b, p->box);
		}
	}
	buf_release(&seen);
}

int64_t pdf_out_missing(const struct pdf_out *p)
{
	return p->missing;
}

void pdf_out_name_missing(const struct pdf_out *p, struct buf *b)
{
	for (int i = 0; i < p->nnamed; i++) {
		char c[5] = "";

		text_encode(p->named[i], c);
		buf_addf(b, "%s%s", i ? " " : "", c);
	}
}

const char *pdf_out_family(const struct pdf_out *p)
{
	return p->font.family;
}

static int pdf_out_char(struct pdf_out *p, enum pdf_face face, uint32_t c)
{
	if (c >= PDF_PLANE)
		return 0;
	if (p->widths[face][c] == PDF_UNKNOWN)
		p->widths[face][c] = (int16_t)p->lib.char_width(p->faces[face], (HPDF_UNICODE)c);
	return p->widths[face][c];
}

double pdf_out_measure(
	struct pdf_out *p, enum pdf_face face, double size, const char *s, size_t len)
{
	const char *end = s + len;
	int64_t sum = 0;

	while (s < end)
		sum += pdf_out_char(p, face, text_decode(&s, end));
	return (double)sum * size / 1000;
}

void pdf_out_text(struct pdf_out *p, double x, double y, enum pdf_face face, double size,
	const char *s, size_t len, double max)
{
	double width = max > 0 ? pdf_out_measure(p, face, size, s, len) : 0;
	bool condensed = width > max;

	if (!len || !p->page || p->error)
		return;
	buf_clear(&p->text);
	buf_addn(&p->text, s, len);
	p->lib.begin_text(p->page);
	p->lib.set_font(p->page, p->faces[face], (HPDF_REAL)size);
	if (condensed)
		p->lib.set_scale(p->page, (HPDF_REAL)(100 * max / width));
	p->lib.text_out(p->page, (HPDF_REAL)x, (HPDF_REAL)(p->height - y), p->text.data);
	if (condensed)
		p->lib.set_scale(p->page, 100);
	p->lib.end_text(p->page);
}

/* --- Boxes and rules ---------------------------------------------------------------------------- */

void pdf_out_box(struct pdf_out *p, double x, double y, double width, double height, double gray)
{
	if (!p->page || p->error)
		return;
	p->lib.set_gray(p->page, (HPDF_REAL)gray);
	p->lib.rectangle(p->page, (HPDF_REAL)x, (HPDF_REAL)(p->height - y - height),
		(HPDF_REAL)width, (HPDF_REAL)height);
	p->lib.fill(p->page);
	p->lib.set_gray(p->page, 0);
}

void pdf_out_rule(struct pdf_out *p, double x, double y, double width, double thickness)
{
	if (!p->page || p->error)
		return;
	p->lib.set_line(p->page, (HPDF_REAL)thickness);
	p->lib.move_to(p->page, (HPDF_REAL)x, (HPDF_REAL)(p->height - y));
	p->lib.line_to(p->page, (HPDF_REAL)(x + width), (HPDF_REAL)(p->height - y));
	p->lib.stroke(p->page);
}
