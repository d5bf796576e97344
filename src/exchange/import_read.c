/* The rows of an import as they are to be taken: those of the file, with the cells that a person has set right. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import_run.h"
#include "table_ahead.h"

struct import_reader {
	struct import *imp;
	struct table_in *in; /* owned by rows */
	struct table_ahead *rows;
	struct table_cell *cells; /* of a corrected row */
};

enum status import_table_open(struct import *imp, struct table_in **out, struct err *err)
{
	struct table_how how = {imp->format, imp->sniff.dialect, imp->sheet};

	return table_in_open(imp->source, &how, out, err);
}

enum status import_reader_open(struct import *imp, struct import_reader **out, struct err *err)
{
	struct import_reader *r = mem_alloc(sizeof(*r));
	enum status st = import_table_open(imp, &r->in, err);

	r->imp = imp;
	if (st)
		import_reader_free(r);
	else {
		r->rows = table_ahead_new(r->in);
		*out = r;
	}
	return st;
}

void import_reader_free(struct import_reader *r)
{
	if (!r)
		return;
	table_ahead_free(r->rows);
	free(r->cells);
	free(r);
}

static void correct_row(struct import_reader *r, struct table_row *row)
{
	const struct import *imp = r->imp;
	size_t n = row->n < (size_t)imp->ncolumns ? (size_t)imp->ncolumns : row->n;

	r->cells = mem_realloc(r->cells, sizeof(*r->cells) * n);
	row->empty = true;
	for (size_t c = 0; c < n; c++) {
		const char *text = import_corrected(imp, row->line, (int)c);

		if (text)
			r->cells[c] = (struct table_cell){text, strlen(text), false};
		else if (c < row->n)
			r->cells[c] = row->cells[c];
		else
			r->cells[c] = (struct table_cell){"", 0, false};
		row->empty &= r->cells[c].len == 0;
	}
	row->cells = r->cells;
	row->n = n;
}

static bool is_corrected(const struct import *imp, int64_t line)
{
	int from = 0, to = imp->ncorrections;

	while (from < to) {
		int at = from + (to - from) / 2;

		if (imp->corrections[at].line < line)
			from = at + 1;
		else
			to = at;
	}
	return from < imp->ncorrections && imp->corrections[from].line == line;
}

enum status import_reader_next(struct import_reader *r, struct table_row *row, struct err *err)
{
	enum status st = table_ahead_next(r->rows, row, err);

	if (!st && r->imp->ncorrections && is_corrected(r->imp, row->line))
		correct_row(r, row);
	return st;
}

int64_t import_reader_done(const struct import_reader *r)
{
	return table_ahead_done(r->rows);
}

int64_t import_reader_total(const struct import_reader *r)
{
	return table_in_total(r->in);
}

char *import_reader_left_out(const struct import_reader *r)
{
	struct buf b = BUF_INIT;

	table_ahead_stop(r->rows);
	return table_in_left_out(r->in, &b) ? buf_take(&b) : NULL;
}
