/* Export of any list: what is asked for, one pass over the records, a file written whole. */
#include "exchange/export.h"

#include <stdlib.h>
#include <string.h>

#include "base/clipboard.h"
#include "base/file.h"
#include "base/mem.h"
#include "export_run.h"
#include "store/scan.h"

enum { PROGRESS_EVERY = 512 };

/* --- Rows ------------------------------------------------------------------------------------- */

void export_run_init(struct export_run *run, struct office *o, const struct export_request *req,
	const int *fields, int nfields)
{
	*run = (struct export_run){.o = o,
		.req = req,
		.kind = office_kind(o, req->list.kind),
		.fields = fields,
		.nfields = nfields};
}

void export_run_release(struct export_run *run)
{
	buf_release(&run->text);
	export_link_free(run->links);
	run->links = NULL;
}

bool export_count(struct export_run *run, int64_t n)
{
	int64_t before = run->rows;

	run->rows += n;
	if (before / PROGRESS_EVERY != run->rows / PROGRESS_EVERY) {
		job_progress(run->job, run->rows, run->total);
		run->cancelled = job_is_cancelled(run->job);
	}
	return !run->cancelled;
}

static bool each_view(void *arg, const struct record *r)
{
	struct export_run *run = arg;

	run->st = run->sink->row(run, r, run->err);
	return !run->st && export_count(run, 1) && !run->stopped;
}

static bool each_record(void *arg, struct record *r)
{
	return each_view(arg, r);
}

static enum status one_record(struct export_run *run, struct err *err)
{
	struct record r;
	enum status st = record_load(run->o, run->kind->id, run->req->id, &r, err);

	if (st)
		return st;
	each_view(run, &r);
	record_release(&r);
	return ST_OK;
}

enum status export_rows(struct export_run *run, struct err *err)
{
	const struct list_request *list = &run->req->list;
	enum status st;

	run->err = err;
	run->st = ST_OK;
	run->rows = 0;
	if (run->req->id)
		st = one_record(run, err);
	else if (run->sink->whole || !run->req->by_id)
		st = list_each(run->o, list, each_record, run, err);
	else
		st = list_each_view(run->o, list, run->fields, run->nfields, each_view, run, err);
	if (!st)
		st = run->st;
	if (!st && run->cancelled)
		st = err_set(err, ST_CANCELLED, _("Cancelled: nothing was written"));
	return st;
}

/* --- One export ------------------------------------------------------------------------------- */

static const struct export_sink *sink_of(enum export_format format)
{
	switch (format) {
	case EXPORT_JSON: return &export_json_sink;
	case EXPORT_XLSX: return &export_xlsx_sink;
	case EXPORT_VCARD: return &export_vcard_sink;
	case EXPORT_CSV: break;
	}
	return &export_csv_sink;
}

static bool may_use_lanes(const struct export_request *req)
{
	return req->format == EXPORT_CSV && req->by_id && !req->id &&
	       (!req->list.filter || filter_is_empty(req->list.filter));
}

static enum status write_rows(struct export_run *run, struct err *err)
{
	enum status st;

	if (!may_use_lanes(run->req) || !export_lanes(run, run->state, &st, err))
		return export_rows(run, err);
	if (!st && run->cancelled)
		st = err_set(err, ST_CANCELLED, _("Cancelled: nothing was written"));
	return st;
}

static bool needs_check(const struct export_request *req)
{
	return req->format == EXPORT_CSV && req->csv.charset > CHARSET_UTF16BE;
}

static enum status write_all(
	struct export_run *run, FILE *f, struct export_result *out, struct err *err)
{
	enum status st = ST_OK;

	if (needs_check(run->req))
		st = export_check(run, out, err);
	if (st)
		return st;
	run->sink = sink_of(run->req->format);
	run->rows = 0;
	st = run->sink->open(run, f, err);
	if (st)
		return st;
	st = write_rows(run, err);
	return run->sink->close(run, st, err);
}

static int default_fields(const struct kind *k, int **out)
{
	int *fields = mem_alloc(sizeof(int) * (size_t)k->nfields), n = 0;

	for (int i = 0; i < k->nfields; i++)
		if (!(k->fields[i].flags & FF_HIDDEN))
			fields[n++] = i;
	*out = fields;
	return n;
}

enum status export_stream(struct office *o, const struct export_request *req, FILE *f,
	struct job *job, struct export_result *out, struct err *err)
{
	struct export_run run;
	int *all = NULL, nfields = req->nfields;
	enum status st;

	*out = (struct export_result){0};
	if (!req->fields)
		nfields = default_fields(office_kind(o, req->list.kind), &all);
	export_run_init(&run, o, req, all ? all : req->fields, nfields);
	run.job = job;
	db_scan_begin(office_db(o));
	if (job && !req->list.filter && !req->id)
		list_count_matches(o, req->list.kind, NULL, 0, &run.total, NULL);
	st = write_all(&run, f, out, err);
	db_scan_end(office_db(o));
	out->rows = run.rows;
	export_run_release(&run);
	free(all);
	return st;
}

enum status export_file(struct office *o, const struct export_request *req, const char *path,
	bool force, struct job *job, struct export_result *out, struct err *err)
{
	struct file_out *f;
	enum status st = file_out_open(path, force, &f, err);

	if (st)
		return st;
	st = export_stream(o, req, file_out_stream(f), job, out, err);
	return file_out_end(f, st, err);
}

/* --- For the clipboard ------------------------------------------------------------------------ */

enum status export_text(struct office *o, const struct export_request *req, struct job *job,
	char **text, size_t *len, struct export_result *out, struct err *err)
{
	struct export_request plain = *req;
	char *memory = mem_alloc(CLIPBOARD_MAX + 2);
	FILE *f = fmemopen(memory, CLIPBOARD_MAX + 2, "w");
	enum status st;
	long end;

	if (!f) {
		free(memory);
		return err_errno(err, _("output"));
	}
	plain.csv.charset = CHARSET_UTF8;
	plain.csv.bom = plain.csv.crlf = false;
	st = export_stream(o, &plain, f, job, out, err);
	fflush(f);
	end = ftell(f);
	if (ferror(f) || end > CLIPBOARD_MAX)
		st = err_set(err, ST_BAD_DATA,
			_("This is more than the %d bytes that terminals take into their "
			  "clipboards: choose fewer records or columns, or a file"),
			CLIPBOARD_MAX);
	fclose(f);
	if (st) {
		free(memory);
		return st;
	}
	*text = memory;
	*len = (size_t)end;
	return ST_OK;
}
