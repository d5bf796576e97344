/*
 * A PDF file being made: pages, text in an embedded Unicode font, rules and grey boxes. Written with libharu, which keeps the
 * whole document in memory until it is written: some 20 to 40 KiB a page, hence PDF_MAX_PAGES (and it has no more than 32,767).
 *
 * Lengths are points (1/72 inch); y counts from the top of the page down, and that of a text is its base line. A failure inside is
 * kept: drawing goes on without effect, pdf_out_check() and pdf_out_write() tell.
 */
#ifndef EXCHANGE_PDF_OUT_H
#define EXCHANGE_PDF_OUT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "exchange/pdf_font.h"

enum pdf_paper { PDF_A4, PDF_LETTER };

enum { PDF_MAX_PAGES = 30000 };

#define PDF_MM (72.0 / 25.4) /* points in a millimetre */

struct pdf_options {
	enum pdf_paper paper;
	const char *font;    /* a font file; NULL or "": found through fontconfig */
	const char *title;   /* of the document, may be NULL */
	const char *author;  /* may be NULL */
	const char *library; /* another libharu, for tests; NULL: the system's */
};

struct pdf_out;

/* ST_IO: the library or a font is missing, and the sentence says which package has it. */
enum status pdf_out_new(const struct pdf_options *opt, struct pdf_out **out, struct err *err);
void pdf_out_free(struct pdf_out *p); /* p may be NULL */

/* What went wrong so far: too many pages, no memory. */
enum status pdf_out_check(const struct pdf_out *p, struct err *err);
/* Write everything to f (not closed). Whether f took it is for file_out_commit() to say. */
enum status pdf_out_write(struct pdf_out *p, FILE *f, struct err *err);

/* Begin a page; what is drawn goes there. */
void pdf_out_page(struct pdf_out *p, bool landscape);
int pdf_out_pages(const struct pdf_out *p);
/* Draw on page i (0 is the first) again. */
void pdf_out_go(struct pdf_out *p, int i);
double pdf_out_width(const struct pdf_out *p, bool landscape);
double pdf_out_height(const struct pdf_out *p, bool landscape);

/*
 * Append s as it can be printed: text_visible(), newlines kept, and a box (or "?") for every character that the font has not, which
 * is counted. The other functions want text that was cleaned so.
 */
void pdf_out_clean(struct pdf_out *p, const char *s, struct buf *b);
/* Characters that were replaced, and some of them by name: "漢 字". */
int64_t pdf_out_missing(const struct pdf_out *p);
void pdf_out_name_missing(const struct pdf_out *p, struct buf *b);
const char *pdf_out_family(const struct pdf_out *p); /* of the font */

/* Width of len bytes of cleaned text. */
double pdf_out_measure(
	struct pdf_out *p, enum pdf_face face, double size, const char *s, size_t len);
/* Draw; where max is not 0, text that is wider is condensed to it. */
void pdf_out_text(struct pdf_out *p, double x, double y, enum pdf_face face, double size,
	const char *s, size_t len, double max);
/* A box of a grey (0 black .. 1 white) and a horizontal rule. */
void pdf_out_box(struct pdf_out *p, double x, double y, double width, double height, double gray);
void pdf_out_rule(struct pdf_out *p, double x, double y, double width, double thickness);

#endif
