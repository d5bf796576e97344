/*
 * Failed rows in the source's own encoding, delimiter and columns, with the reason behind: ready to be mended and read again.
 * Of a workbook and of cards, as CSV in UTF-8.
 */
#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "exchange/csv_out.h"
#include "import_run.h"

struct import_reject {
	struct file_out *file;
	struct csv_out *csv;
	int64_t rows;
};

static void write_header(struct import_run *run)
{
	for (int c = 0; c < run->imp->ncolumns; c++)
		csv_out_text(run->reject->csv, run->imp->columns[c].header);
	csv_out_text(run->reject->csv, _("reason"));
	csv_out_end_row(run->reject->csv);
}

enum status import_reject_open(
	struct import_run *run, const char *path, bool force, struct err *err)
{
	const struct csv_dialect *d = &run->imp->sniff.dialect;
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct import_reject *r;
	enum status st;

	if (!path)
		return ST_OK;
	if (run->imp->format == TABLE_CSV) {
		opt.delimiter = d->delimiter;
		opt.charset = d->charset;
		opt.bom = run->imp->sniff.has_bom;
	}
	opt.guard = GUARD_NONE;
	r = mem_alloc(sizeof(*r));
	st = file_out_open(path, force, &r->file, err);
	if (!st)
		st = csv_out_new(file_out_stream(r->file), &opt, &r->csv, err);
	if (st) {
		file_out_abandon(r->file);
		free(r);
		return st;
	}
	run->reject = r;
	if (d->has_header || run->imp->format == TABLE_VCARD)
		write_header(run);
	return ST_OK;
}

void import_reject_row(struct import_run *run, const struct table_row *row, const char *reason)
{
	struct import_reject *r = run->reject;

	if (!r)
		return;
	for (size_t c = 0; c < row->n || c < (size_t)run->imp->ncolumns; c++)
		csv_out_textn(r->csv, c < row->n ? row->cells[c].text : "",
			c < row->n ? row->cells[c].len : 0);
	csv_out_text(r->csv, reason);
	csv_out_end_row(r->csv);
	r->rows++;
}

enum status import_reject_close(struct import_run *run, bool keep, struct err *err)
{
	struct import_reject *r = run->reject;
	enum status st;

	if (!r)
		return ST_OK;
	run->reject = NULL;
	st = csv_out_finish(r->csv, keep ? err : NULL);
	if ((keep && st) || (keep && r->rows))
		st = file_out_end(r->file, st, err);
	else
		file_out_abandon(r->file);
	free(r);
	return st;
}
