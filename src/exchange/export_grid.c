/* Tables at hand in the formats of an export. */
#include "exchange/export_grid.h"

#include <stdlib.h>

#include "base/file.h"
#include "base/mem.h"
#include "exchange/json_out.h"
#include "exchange/xlsx_out.h"

static enum status grid_csv(
	const struct export_grid *g, const struct csv_out_options *opt, FILE *f, struct err *err)
{
	enum export_grid_type type;
	struct buf text = BUF_INIT;
	struct csv_out *csv;
	enum status st = csv_out_new(f, opt, &csv, err);

	if (st)
		return st;
	for (int col = 0; col < g->ncolumns; col++)
		csv_out_text(csv, g->column(g->arg, col, &type));
	csv_out_end_row(csv);
	for (int row = 0; row < g->nrows; row++) {
		for (int col = 0; col < g->ncolumns; col++) {
			g->column(g->arg, col, &type);
			buf_clear(&text);
			g->cell(g->arg, row, col, &text);
			if (type == EXPORT_GRID_TEXT)
				csv_out_text(csv, buf_str(&text));
			else
				csv_out_number(csv, buf_str(&text));
		}
		csv_out_end_row(csv);
	}
	buf_release(&text);
	return csv_out_finish(csv, err);
}

static void json_cell(const struct export_grid *g, struct json_out *j, int row, int col)
{
	enum export_grid_type type;
	const char *name = g->column(g->arg, col, &type);
	struct buf text = BUF_INIT;

	g->cell(g->arg, row, col, &text);
	if (!text.len)
		json_out_null(j, name);
	else if (type == EXPORT_GRID_NUMBER)
		json_out_decimal(j, name, buf_str(&text));
	else
		json_out_string(j, name, buf_str(&text));
	buf_release(&text);
}

static enum status grid_json(const struct export_grid *g, FILE *f, struct err *err)
{
	struct json_out *j = json_out_new(f);

	for (int row = 0; row < g->nrows; row++) {
		json_out_begin(j);
		for (int col = 0; col < g->ncolumns; col++)
			json_cell(g, j, row, col);
		json_out_end(j);
	}
	return json_out_finish(j, err);
}

static void xlsx_rows(const struct export_grid *g, struct xlsx_out *x)
{
	enum export_grid_type type;
	struct buf text = BUF_INIT;

	for (int row = 0; row < g->nrows && !xlsx_out_failed(x); row++) {
		for (int col = 0; col < g->ncolumns; col++) {
			g->column(g->arg, col, &type);
			buf_clear(&text);
			g->cell(g->arg, row, col, &text);
			if (type == EXPORT_GRID_TEXT)
				xlsx_out_text(x, buf_str(&text));
			else
				xlsx_out_number(x, buf_str(&text));
		}
		xlsx_out_end_row(x);
	}
	buf_release(&text);
}

static enum status grid_xlsx(const struct export_grid *g, FILE *f, struct err *err)
{
	size_t n = (size_t)g->ncolumns;
	struct xlsx_column *columns = mem_alloc(sizeof(*columns) * n);
	struct xlsx_out_options opt = {.sheet = g->title};
	enum export_grid_type type;
	struct xlsx_out *x;
	enum status st;

	for (size_t col = 0; col < n; col++)
		columns[col].title = g->column(g->arg, (int)col, &type);
	st = xlsx_out_new(f, &opt, columns, n, &x, err);
	if (!st) {
		xlsx_rows(g, x);
		st = xlsx_out_finish(x, err);
	}
	free(columns);
	return st;
}

enum status export_grid_stream(const struct export_grid *g, enum export_format format,
	const struct csv_out_options *csv, FILE *f, struct err *err)
{
	switch (format) {
	case EXPORT_CSV: return grid_csv(g, csv, f, err);
	case EXPORT_JSON: return grid_json(g, f, err);
	case EXPORT_XLSX: return grid_xlsx(g, f, err);
	case EXPORT_VCARD: break;
	}
	return err_set(err, ST_USAGE, _("Only clients can be written as vCards"));
}

enum status export_grid_file(const struct export_grid *g, enum export_format format,
	const struct csv_out_options *csv, const char *path, bool force, struct err *err)
{
	struct file_out *file;
	enum status st = file_out_open(path, force, &file, err);

	if (st)
		return st;
	st = export_grid_stream(g, format, csv, file_out_stream(file), err);
	return file_out_end(file, st, err);
}
