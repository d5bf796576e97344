/* CSV: a head, then a row a record. */
#include "export_run.h"

void export_csv_record(struct export_run *run, struct csv_out *csv, const struct record *r)
{
	bool number;

	csv_out_int(csv, r->id);
	for (int i = 0; i < run->nfields; i++) {
		const char *text = export_cell(run, r, run->fields[i], &number);

		if (number)
			csv_out_number(csv, text);
		else
			csv_out_text(csv, text);
	}
	csv_out_end_row(csv);
}

static enum status csv_open(struct export_run *run, FILE *f, struct err *err)
{
	struct csv_out *csv;
	enum status st = csv_out_new(f, &run->req->csv, &csv, err);

	if (st)
		return st;
	run->state = csv;
	csv_out_text(csv, "id");
	for (int i = 0; i < run->nfields; i++)
		csv_out_text(csv, export_head(run, run->fields[i]));
	csv_out_end_row(csv);
	return ST_OK;
}

static enum status csv_row(struct export_run *run, const struct record *r, struct err *err)
{
	(void)err;
	export_csv_record(run, run->state, r);
	return ST_OK;
}

static enum status csv_close(struct export_run *run, enum status st, struct err *err)
{
	enum status end = csv_out_finish(run->state, st ? NULL : err);

	return st ? st : end;
}

const struct export_sink export_csv_sink = {
	.open = csv_open,
	.row = csv_row,
	.close = csv_close,
};
