/*
 * What goes on paper: a record with what belongs to it, a list, a report's table, address labels; as a PDF file, written whole or
 * not at all, or to the printer.
 */
#ifndef EXCHANGE_PRINT_H
#define EXCHANGE_PRINT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/job.h"
#include "domain/list.h"
#include "domain/office.h"
#include "exchange/labels.h"
#include "exchange/pdf_out.h"
#include "exchange/pdf_table.h"

/* The section [print] of kartoteka.ini; all zero is the default. Texts are borrowed. */
struct print_settings {
	enum pdf_paper paper;
	const char *font;    /* a TrueType file; NULL or "": found */
	const char *command; /* see printer_send() */
};

/* A table that somebody has at hand, such as a report's. */
struct print_grid {
	const char *title, *subtitle;
	int ncolumns, nrows, ntotals; /* total lines follow the rows */
	/* Titles are borrowed until the next call. A cell is appended to b; that of a bar is its length in thousandths. */
	const char *(*column)(void *arg, int col, bool *right, bool *bar);
	void (*cell)(void *arg, int row, int col, struct buf *b);
	void *arg;
};

enum print_what { PRINT_RECORD, PRINT_LIST, PRINT_LABELS, PRINT_GRID };

struct print_request {
	enum print_what what;
	enum kind_id kind; /* RECORD: the card of this record */
	int64_t id;
	struct list_request list; /* LIST, LABELS: kind, filter, order, limit (0: all) */
	const char *condition;    /* LIST: the filter as typed, below the title; may be NULL */
	const int *fields;        /* LIST: NULL: the columns that lists begin with */
	int nfields;
	const struct label_format *format; /* LABELS */
	int skip;                          /* LABELS: used up on the first sheet */
	const struct print_grid *grid;     /* GRID */
};

/* Where to: one of the three. */
struct print_target {
	const char *path; /* a new file, mode 0600; force replaces */
	bool force;
	FILE *stream; /* not closed */
	bool printer;
};

struct print_result {
	int pages;
	int64_t rows; /* LIST, GRID */
	struct labels_result labels;
	int64_t missing; /* characters that the font has not, printed as boxes */
	char missing_text[64], family[64];
	char said[200]; /* what the printer command said */
};

/*
 * ST_NOT_FOUND: no such record, no labels; ST_USAGE: too many columns; ST_CANCELLED by the job; what pdf_out_new(), file_out_open()
 * and printer_send() say. job may be NULL. A list takes the memory of its finished pages (pdf_out.h); nothing else grows.
 */
enum status print_document(struct office *o, const struct print_settings *settings,
	const struct print_request *req, const struct print_target *to, struct job *job,
	struct print_result *out, struct err *err);

/*
 * What a person should know about a document that came out, in sentences: pages and rows, who was left out of the labels,
 * characters without a glyph, what the printer said. *odd (may be NULL): there is something to look at. Appends.
 */
void print_tell(const struct print_request *req, const struct print_target *to,
	const struct print_result *result, struct buf *b, bool *odd);

#endif
