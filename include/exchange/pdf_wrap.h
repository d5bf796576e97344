/* Lines of text for a printed page. */
#ifndef EXCHANGE_PDF_WRAP_H
#define EXCHANGE_PDF_WRAP_H

#include <stddef.h>

#include "exchange/pdf_out.h"

struct pdf_line {
	size_t at, len; /* bytes of the text that was broken */
};

struct pdf_lines {
	struct pdf_line *line;
	size_t n, cap;
};

/*
 * Break cleaned text (pdf_out_clean) into lines of at most width points: at newlines, at blanks, which belong to no line, behind
 * a hyphen, slash or @ inside a word, and where a word is longer than the line between any two characters (a base keeps its
 * combining marks). A line has one character at least, however narrow. "" is one empty line. What *out held before is replaced.
 */
void pdf_wrap(struct pdf_out *p, enum pdf_face face, double size, const char *s, double width,
	struct pdf_lines *out);
void pdf_lines_release(struct pdf_lines *l);

#endif
