/* Sheets of address labels. */
#ifndef EXCHANGE_LABELS_H
#define EXCHANGE_LABELS_H

#include "base/job.h"
#include "domain/list.h"
#include "exchange/pdf_out.h"

struct label_format {
	const char *name;  /* "L7160" */
	const char *title; /* who sells it, size and number */
	enum pdf_paper paper;
	int columns, rows;
	/* Millimetres: the first label from the edges, its size, from one label to the next. */
	double left, top, width, height, step_x, step_y;
};

/* By place; NULL behind the last. The first is the usual one. */
const struct label_format *label_format_at(int i);
/* "L7160", "l7160", "Avery L7160", "70x36"; NULL: unknown. */
const struct label_format *label_format_find(const char *name);

struct labels_request {
	struct list_request list; /* of clients */
	const struct label_format *format;
	int skip; /* labels of the first sheet that are used up */
};

struct labels_result {
	int64_t printed;
	int64_t no_address; /* clients that were left out for want of one */
	int64_t no_mail;    /* and because they want no mail */
	char left_out[200]; /* names of some of them, ", " between */
};

/*
 * A label for each client: its name, for a person without an address of its own the company, then address_lines(). The address is
 * the client's own, else the first of its further ones, else the company's that a person belongs to. Text that is too much for a
 * label is set smaller, down to 6 points. ST_NOT_FOUND: nothing to print at all, and the sentence says why.
 */
enum status labels_print(struct office *o, const struct labels_request *req, struct pdf_out *p,
	struct job *job, struct labels_result *out, struct err *err);

#endif
