/*
 * A document that runs from page to page: a title on the first, headings, paragraphs, fields and tables (pdf_table.h) one below
 * the other, and at the foot of every page the title, when it was printed and "Page 2 of 5".
 */
#ifndef EXCHANGE_PDF_FLOW_H
#define EXCHANGE_PDF_FLOW_H

#include <stdbool.h>

#include "exchange/pdf_out.h"

/* Sizes of text in points, and the height of a line of them as a multiple. */
#define PDF_TITLE_SIZE 15.0
#define PDF_HEADING_SIZE 11.0
#define PDF_TEXT_SIZE 9.0
#define PDF_LEADING 1.3

struct pdf_flow;

/* title, subtitle (may be "") and stamp ("02.03.2026 10:00") are copied; p is borrowed. Nothing is drawn before it is needed. */
struct pdf_flow *pdf_flow_new(
	struct pdf_out *p, const char *title, const char *subtitle, const char *stamp);
void pdf_flow_free(struct pdf_flow *f);
/* After the last page: the feet of all pages. A document without anything gets its title. */
void pdf_flow_end(struct pdf_flow *f);

struct pdf_out *pdf_flow_out(const struct pdf_flow *f);
bool pdf_flow_is_begun(const struct pdf_flow *f);
/* Turn the paper; only before anything is drawn. */
void pdf_flow_turn(struct pdf_flow *f, bool landscape);
double pdf_flow_x(const struct pdf_flow *f);     /* left edge of the text */
double pdf_flow_width(const struct pdf_flow *f); /* of the text, on the paper as it is turned */

/* Begin the first page, with its title, or leave the one that is begun. */
void pdf_flow_begin(struct pdf_flow *f);
void pdf_flow_page(struct pdf_flow *f);
double pdf_flow_y(const struct pdf_flow *f);    /* where the next thing begins */
double pdf_flow_left(const struct pdf_flow *f); /* height that is left on this page */
void pdf_flow_advance(struct pdf_flow *f, double height);

/* Text as it is stored, of any length; it is cleaned here. */
void pdf_flow_heading(struct pdf_flow *f, const char *text); /* stays with what follows */
void pdf_flow_text(struct pdf_flow *f, const char *text);
/* "Label   value" with the value at label_width points from the left; both may take several lines. */
void pdf_flow_field(struct pdf_flow *f, const char *label, const char *value, double label_width);

#endif
