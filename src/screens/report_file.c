/* A report's table as a file, or as text for the clipboard. */
#include "report_file.h"

#include <stdlib.h>

#include "base/clipboard.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/export_grid.h"

static const char *report_file_column(void *arg, int col, enum export_grid_type *type)
{
	const struct report_table *t = arg;

	*type = t->columns[col].type == REPORT_TEXT    ? EXPORT_GRID_TEXT
		: t->columns[col].type == REPORT_MONEY ? EXPORT_GRID_MONEY
						       : EXPORT_GRID_NUMBER;
	return t->columns[col].title;
}

static void report_file_cell(void *arg, int row, int col, struct buf *b)
{
	report_cell_text(arg, row, col, 0, b);
}

static struct export_grid report_file_grid(const struct report_table *t)
{
	return (struct export_grid){.title = t->title,
		.ncolumns = t->ncolumns,
		.nrows = t->nrows + t->ntotals,
		.column = report_file_column,
		.cell = report_file_cell,
		.arg = (void *)t};
}

static struct csv_out_options report_file_csv(char decimal)
{
	struct csv_out_options opt = CSV_OUT_OPTIONS_INIT;

	opt.decimal = decimal == ',' ? ',' : '.';
	opt.delimiter = decimal == ',' ? ';' : ',';
	opt.bom = true;
	return opt;
}

enum status report_file_write(
	const struct report_table *t, const char *path, char decimal, bool replace, struct err *err)
{
	struct export_grid grid = report_file_grid(t);
	struct csv_out_options opt = report_file_csv(decimal);
	enum export_format format = EXPORT_CSV;

	export_format_of(path, &format);
	return export_grid_file(&grid, format, &opt, path, replace, err);
}

enum status report_file_text(
	const struct report_table *t, char decimal, char **text, struct err *err)
{
	struct export_grid grid = report_file_grid(t);
	struct csv_out_options opt = report_file_csv(decimal);
	char *memory = mem_alloc(CLIPBOARD_MAX + 2);
	FILE *f = fmemopen(memory, CLIPBOARD_MAX + 2, "w");
	enum status st = f ? ST_OK : err_errno(err, _("output"));

	opt.bom = false;
	opt.delimiter = '\t';
	if (f) {
		st = export_grid_stream(&grid, EXPORT_CSV, &opt, f, NULL);
		if (st || ftell(f) > CLIPBOARD_MAX)
			st = err_set(err, ST_BAD_DATA, _("Too long for the terminal's clipboard."));
		fclose(f);
	}
	if (st) {
		free(memory);
		return st;
	}
	*text = memory;
	return ST_OK;
}
