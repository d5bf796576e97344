/* One export while it runs, and the formats it can write: each a struct export_sink of its own file. */
#ifndef EXCHANGE_EXPORT_RUN_H
#define EXCHANGE_EXPORT_RUN_H

#include <stdio.h>

#include "base/buf.h"
#include "exchange/charset.h"
#include "exchange/csv_out.h"
#include "exchange/export.h"

struct export_sink;
struct export_link; /* texts of links that were met */

struct export_run {
	struct office *o;
	const struct export_request *req;
	const struct kind *kind;
	const int *fields;
	int nfields;
	const struct export_sink *sink;
	void *state; /* the sink's */
	struct job *job;
	int64_t rows, total;
	bool cancelled;
	bool stopped; /* no further rows are wanted */
	struct err *err;
	enum status st;  /* what a row of the sink came to */
	struct buf text; /* scratch */
	struct export_link *links;
};

/* How a format is written. row() is called for each record between open() and close(), which frees the state. */
struct export_sink {
	enum status (*open)(struct export_run *run, FILE *f, struct err *err);
	enum status (*row)(struct export_run *run, const struct record *r, struct err *err);
	/* st: what came before; an error there is given back. */
	enum status (*close)(struct export_run *run, enum status st, struct err *err);
	bool whole; /* row() wants records with all their fields */
};

extern const struct export_sink export_csv_sink, export_json_sink, export_xlsx_sink,
	export_vcard_sink;

void export_run_init(struct export_run *run, struct office *o, const struct export_request *req,
	const int *fields, int nfields);
void export_run_release(struct export_run *run);

/* Give every record of the request to the sink. */
enum status export_rows(struct export_run *run, struct err *err);
/* Count a row; false: the person cancelled. */
bool export_count(struct export_run *run, int64_t n);

/*
 * The text of a cell, "" when it is empty; borrowed until the next call. *number: a plain decimal with a point. A link is
 * written by title when an import would find that very record by it, else as "#id".
 */
const char *export_cell(struct export_run *run, const struct record *r, int field, bool *number);
/* The head of a column. */
const char *export_head(const struct export_run *run, int field);
void export_link_free(struct export_link *links);

/* The cells of a record, and the end of its row. */
void export_csv_record(struct export_run *run, struct csv_out *csv, const struct record *r);

/*
 * The rows of a table read by several threads at once, each with a connection of its own, and written in order. False, and
 * nothing done, when it is not worth it or cannot be.
 */
bool export_lanes(struct export_run *run, struct csv_out *out, enum status *st, struct err *err);

/*
 * Look at every text that would be written: ST_BAD_DATA with a sentence, and the characters in *out, when the encoding lacks some.
 */
enum status export_check(struct export_run *run, struct export_result *out, struct err *err);

#endif
