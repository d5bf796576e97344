/* Export of any list: CSV (formula-safe by default) or JSON lines, in constant memory, to a file written whole or to a stream. */
#ifndef EXCHANGE_EXPORT_H
#define EXCHANGE_EXPORT_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"
#include "base/job.h"
#include "domain/list.h"
#include "domain/office.h"
#include "exchange/csv_out.h"

enum export_format { EXPORT_CSV, EXPORT_JSON };

struct export_request {
	struct list_request list; /* kind, filter, order; the rest is ignored */
	bool by_id;               /* order by id instead, which is several times faster */
	const int *fields;        /* field indexes; NULL: all that are not hidden */
	int nfields;
	enum export_format format;
	struct csv_out_options csv;
	bool titles; /* translated titles as CSV header instead of field names */
};

struct export_result {
	int64_t rows;
	int64_t missing;        /* characters the encoding could not hold */
	char missing_text[256]; /* some of them */
};

/* To a stream (not closed). */
enum status export_stream(struct office *o, const struct export_request *req, FILE *f,
	struct job *job, struct export_result *out, struct err *err);
/* To a new file (force replaces), mode 0600. */
enum status export_file(struct office *o, const struct export_request *req, const char *path,
	bool force, struct job *job, struct export_result *out, struct err *err);

/* "name,city,owner" to field indexes; the caller frees *fields. */
enum status export_columns(struct office *o, enum kind_id kind, const char *names, int **fields,
	int *n, struct err *err);

/* One record as a JSON object line (--json of list and show): id, version, then the fields of records.md. */
struct json_out;
void export_json_record(struct office *o, struct json_out *j, const struct record *r,
	const int *fields, int nfields);

#endif
