/* The door of workbook reading: sheets, header, and the sheets in which a full one goes on. */
#include "exchange/xlsx_in.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "xlsx_name.h"
#include "xlsx_rows.h"

struct xlsx_in {
	struct xlsx_book *book;
	struct xlsx_strings strings;
	struct xlsx_styles styles;
	struct xlsx_rows *rows;
	struct xlsx_notes notes;
	size_t first, sheet; /* where it begins, and at hand */
	bool has_header;
	struct table_row header;
	struct table_cell *header_cells;
	size_t width;
	int64_t line_base; /* rows of the sheets before this one */
	int64_t last_row;  /* in the sheet at hand */
	int64_t number;
	enum status failed; /* ST_OK: not */
	struct err err;
};

enum status xlsx_in_sheets(struct source *src, struct xlsx_sheets *out, struct err *err)
{
	struct xlsx_book *book;
	enum status st = xlsx_book_open(src, &book, err);

	if (st != ST_OK)
		return st;
	out->n = book->n;
	out->items = mem_alloc(book->n * sizeof(*out->items));
	for (size_t i = 0; i < book->n; i++) {
		out->items[i].name = mem_strdup(book->sheets[i].name);
		out->items[i].hidden = book->sheets[i].hidden;
	}
	xlsx_book_free(book);
	return ST_OK;
}

void xlsx_sheets_release(struct xlsx_sheets *s)
{
	for (size_t i = 0; i < s->n; i++)
		free(s->items[i].name);
	free(s->items);
	*s = (struct xlsx_sheets)XLSX_SHEETS_INIT;
}

/* Open the sheet and leave the one before. */
static enum status xlsx_in_turn(struct xlsx_in *in, size_t sheet, struct err *err)
{
	struct xlsx_rows *rows;
	enum status st = xlsx_rows_open(in->book, &in->book->sheets[sheet], &in->strings,
		&in->styles, &in->notes, &rows, err);

	if (st != ST_OK)
		return st;
	xlsx_rows_free(in->rows);
	in->rows = rows;
	in->sheet = sheet;
	return ST_OK;
}

/* Keep the row as the header, in one block: the cells and their texts behind them. */
static void xlsx_in_keep_header(struct xlsx_in *in, const struct table_row *row)
{
	size_t bytes = row->n * sizeof(*row->cells);
	char *to;

	for (size_t i = 0; i < row->n; i++)
		bytes += row->cells[i].len + 1;
	in->header_cells = mem_alloc(bytes);
	to = (char *)(in->header_cells + row->n);
	for (size_t i = 0; i < row->n; i++) {
		in->header_cells[i] = (struct table_cell){to, row->cells[i].len, false};
		memcpy(to, row->cells[i].text, row->cells[i].len + 1);
		to += row->cells[i].len + 1;
	}
	in->header = *row;
	in->header.cells = in->header_cells;
}

static bool xlsx_in_is_header(const struct xlsx_in *in, const struct table_row *row)
{
	if (row->n != in->header.n)
		return false;
	for (size_t i = 0; i < row->n; i++)
		if (strcmp(row->cells[i].text, in->header_cells[i].text) != 0)
			return false;
	return true;
}

static enum status xlsx_in_read_header(struct xlsx_in *in, struct err *err)
{
	struct table_row row;
	enum status st = xlsx_rows_next(in->rows, &row, err);

	if (st == ST_NOT_FOUND)
		return err_set(err, ST_BAD_DATA, _("%s, sheet %s: the sheet is empty."),
			source_name(xlsx_zip_source(in->book->zip)),
			in->book->sheets[in->sheet].name);
	if (st != ST_OK)
		return st;
	xlsx_in_keep_header(in, &row);
	in->last_row = row.line;
	in->width = row.n;
	xlsx_rows_set_width(in->rows, in->width);
	return ST_OK;
}

enum status xlsx_in_open(
	struct source *src, size_t sheet, bool has_header, struct xlsx_in **out, struct err *err)
{
	struct xlsx_in *in = mem_alloc(sizeof(*in));
	enum status st = xlsx_book_open(src, &in->book, err);

	in->first = sheet;
	in->has_header = has_header;
	in->err = (struct err)ERR_INIT;
	if (st == ST_OK && sheet >= in->book->n)
		st = err_set(err, ST_BAD_DATA, _("%s has no sheet number %zu; it has %zu."),
			source_name(src), sheet + 1, in->book->n);
	if (st == ST_OK)
		st = xlsx_strings_load(in->book, &in->strings, err);
	if (st == ST_OK)
		st = xlsx_styles_load(in->book, &in->styles, err);
	if (st == ST_OK)
		st = xlsx_in_turn(in, sheet, err);
	if (st == ST_OK && has_header)
		st = xlsx_in_read_header(in, err);
	if (st == ST_OK)
		*out = in;
	else
		xlsx_in_free(in);
	return st;
}

void xlsx_in_free(struct xlsx_in *in)
{
	if (!in)
		return;
	xlsx_rows_free(in->rows);
	xlsx_strings_release(&in->strings);
	xlsx_styles_release(&in->styles);
	xlsx_book_free(in->book);
	free(in->header_cells);
	free(in);
}

const struct table_row *xlsx_in_header(const struct xlsx_in *in)
{
	return in->has_header ? &in->header : NULL;
}

/* Is the next sheet the one in which this full one goes on? Then turn to it; ST_NOT_FOUND when not. */
static enum status xlsx_in_go_on(struct xlsx_in *in, struct err *err)
{
	const struct xlsx_book *book = in->book;
	size_t next = in->sheet + 1;
	struct buf name = BUF_INIT;
	struct table_row row;
	enum status st;
	bool is;

	if (!in->has_header || in->last_row < XLSX_SHEET_ROWS || next >= book->n)
		return ST_NOT_FOUND;
	xlsx_name_continued(&name, book->sheets[in->first].name, (int)(next - in->first) + 1);
	is = strcmp(name.data, book->sheets[next].name) == 0;
	buf_release(&name);
	if (!is)
		return ST_NOT_FOUND;
	st = xlsx_in_turn(in, next, err);
	if (st == ST_OK)
		st = xlsx_rows_next(in->rows, &row, err);
	if (st == ST_OK && !xlsx_in_is_header(in, &row))
		st = ST_NOT_FOUND;
	if (st != ST_OK)
		return st;
	in->line_base += in->last_row;
	in->last_row = row.line;
	xlsx_rows_set_width(in->rows, in->width);
	return ST_OK;
}

static enum status xlsx_in_step(struct xlsx_in *in, struct table_row *row, struct err *err)
{
	enum status st;

	while ((st = xlsx_rows_next(in->rows, row, err)) == ST_NOT_FOUND) {
		st = xlsx_in_go_on(in, err);
		if (st != ST_OK)
			return st;
	}
	if (st != ST_OK)
		return st;
	if (in->width == 0) {
		in->width = row->n;
		xlsx_rows_set_width(in->rows, in->width);
	}
	in->last_row = row->line;
	row->line += in->line_base;
	row->number = ++in->number;
	return ST_OK;
}

enum status xlsx_in_next(struct xlsx_in *in, struct table_row *row, struct err *err)
{
	if (in->failed == ST_OK)
		in->failed = xlsx_in_step(in, row, &in->err);
	if (in->failed != ST_OK && in->failed != ST_NOT_FOUND && err)
		*err = in->err;
	return in->failed;
}

uint64_t xlsx_in_consumed(const struct xlsx_in *in)
{
	double part = in->failed == ST_NOT_FOUND ? 1.0 : xlsx_rows_progress(in->rows) / 1e6;

	return (uint64_t)((double)source_size(xlsx_zip_source(in->book->zip)) * part);
}

const struct xlsx_notes *xlsx_in_notes(const struct xlsx_in *in)
{
	return &in->notes;
}
