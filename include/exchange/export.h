/*
 * Export of any list to a file written whole or to a stream, in constant memory: CSV (formula-safe by default), JSON lines, an
 * Excel workbook with typed cells, and vCards of clients.
 *
 * A CSV file with its defaults is read back by an import as it was, field by field: texts are guarded reversibly (guard.h), links
 * that no title names are written "#id", dates are ISO and instants UTC. With other dates instants are local, to the minute.
 */
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
#include "exchange/vcard_out.h"

enum export_format { EXPORT_CSV, EXPORT_JSON, EXPORT_XLSX, EXPORT_VCARD };

enum export_dates { EXPORT_DATES_ISO, EXPORT_DATES_DMY, EXPORT_DATES_MDY };

struct export_request {
	struct list_request list; /* kind, filter, order; the rest is ignored */
	int64_t id;               /* only this record; the filter does not count then; 0: all */
	bool by_id;               /* order by id instead, which is several times faster */
	const int *fields;        /* field indexes; NULL: all that are not hidden */
	int nfields;
	enum export_format format;
	struct csv_out_options csv;
	enum export_dates dates; /* of CSV */
	enum vcard_version vcard;
	bool titles; /* translated titles as CSV header instead of field names */
	bool replace; /* write '?' for what csv.charset lacks; else that is refused before anything is written */
};

struct export_result {
	int64_t rows;
	int64_t missing;        /* characters that the encoding lacks */
	int64_t missing_first;  /* id of the first record with one; 0: a column head has it */
	char missing_text[256]; /* some of them */
};

/*
 * To a stream (not closed). ST_BAD_DATA when the encoding lacks characters and req->replace is not set: *out and the sentence
 * name them, and nothing was written. job (may be NULL) gets rows of all rows (0 with a filter: unknown) and may cancel.
 */
enum status export_stream(struct office *o, const struct export_request *req, FILE *f,
	struct job *job, struct export_result *out, struct err *err);
/* To a new file (force replaces), mode 0600. */
enum status export_file(struct office *o, const struct export_request *req, const char *path,
	bool force, struct job *job, struct export_result *out, struct err *err);

/*
 * As UTF-8 text in memory, for the terminal's clipboard (base/clipboard.h); the caller frees *text. ST_BAD_DATA when there is more
 * of it than terminals take. Not for EXPORT_XLSX.
 */
enum status export_text(struct office *o, const struct export_request *req, struct job *job,
	char **text, size_t *len, struct export_result *out, struct err *err);

/* The format that a file's name asks for by its end (".json" ".jsonl" ".xlsx" ".csv" ".tsv" ".txt" ".vcf"); false when it says nothing. */
bool export_format_of(const char *path, enum export_format *out);
/* "csv", "json" ...: for --format and file names. */
const char *export_format_name(enum export_format format);

/* One record as a JSON object line (--json of list and show): id, version, then the fields of records.md. */
struct json_out;
void export_json_record(struct office *o, struct json_out *j, const struct record *r,
	const int *fields, int nfields);

#endif
