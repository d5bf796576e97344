/* A report's table as a CSV file. */
#include "report_file.h"

#include "base/file.h"
#include "base/text.h"
#include "exchange/csv_out.h"

static void report_file_cell(struct csv_out *csv, const struct report_table *t, int row, int col)
{
	struct buf text = BUF_INIT;

	report_cell_text(t, row, col, 0, &text);
	if (t->columns[col].type == REPORT_TEXT)
		csv_out_text(csv, buf_str(&text));
	else
		csv_out_number(csv, buf_str(&text));
	buf_release(&text);
}

static enum status report_file_rows(
	const struct report_table *t, FILE *f, char decimal, struct err *err)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;
	struct csv_out *csv;
	enum status st;

	opt.decimal = decimal == ',' ? ',' : '.';
	opt.delimiter = decimal == ',' ? ';' : ',';
	opt.bom = true;
	st = csv_out_new(f, &opt, &csv, err);
	if (st)
		return st;
	for (int col = 0; col < t->ncolumns; col++)
		csv_out_text(csv, t->columns[col].title);
	csv_out_end_row(csv);
	for (int row = 0; row < t->nrows + t->ntotals; row++) {
		for (int col = 0; col < t->ncolumns; col++)
			report_file_cell(csv, t, row, col);
		csv_out_end_row(csv);
	}
	return csv_out_finish(csv, err);
}

enum status report_file_write(
	const struct report_table *t, const char *path, char decimal, bool replace, struct err *err)
{
	struct file_out *file;
	enum status st = file_out_open(path, replace, &file, err);

	if (st)
		return st;
	st = report_file_rows(t, file_out_stream(file), decimal, err);
	return file_out_end(file, st, err);
}
