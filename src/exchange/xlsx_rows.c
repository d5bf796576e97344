/*
 * A sheet's elements become rows: sheetData > row > c > (v | is > (t | r > t)). All others are skipped with what is in them.
 *
 * The text of a row's cells stands in one buffer that is used again for every row; shared texts are pointed at where they
 * are. The parser pauses behind each row that has a value.
 */
#include "xlsx_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "xlsx_escape.h"
#include "xlsx_merge.h"
#include "xlsx_xml.h"

#define MAX_PART (16ULL * 1024 * 1024 * 1024)

enum place { OUTSIDE, IN_SHEET, IN_ROW, IN_CELL, IN_INLINE, IN_RUN, IN_TEXT, BEHIND };

enum cell_type { CELL_NUM, CELL_SHARED, CELL_STRING, CELL_INLINE, CELL_BOOL, CELL_ERROR, CELL_ISO };

struct xlsx_rows {
	struct xlsx_xml *xml;
	const char *file, *sheet;
	const struct xlsx_strings *strings;
	const struct xlsx_styles *styles;
	struct xlsx_notes *notes;
	struct xlsx_merges merges;
	bool date1904;

	enum place place;
	int skip;    /* elements deep in what is left out */
	int32_t row; /* at hand */
	int32_t col;
	enum cell_type type;
	enum xlsx_look look;
	bool has_formula, has_value, in_run;
	struct buf raw;  /* what the cell holds in the file */
	struct buf text; /* of the cells of the row, each with its NUL */

	struct table_cell cells[XLSX_IN_MAX_COLUMNS];
	size_t at[XLSX_IN_MAX_COLUMNS]; /* in text, of cells whose text is NULL */
	size_t n, width;
	size_t bytes;     /* of the row's cells */
	int64_t no_cells; /* rows without a value so far */
	bool done;
};

/* Stop with "FILE, sheet S, row R, column C: what"; the column is left out for 0. */
static void rows_fail(struct xlsx_rows *r, int32_t col, const char *what)
{
	struct err err = ERR_INIT;
	char letters[8];

	xlsx_letters(col, letters);
	if (col > 0)
		err_set(&err, ST_BAD_DATA, _("%s, sheet %s, row %d, column %s: %s"), r->file,
			r->sheet, (int)r->row, letters, what);
	else
		err_set(&err, ST_BAD_DATA, _("%s, sheet %s, row %d: %s"), r->file, r->sheet,
			(int)r->row, what);
	xlsx_xml_fail(r->xml, &err);
}

static void rows_start_row(struct xlsx_rows *r, const char **attrs)
{
	const char *ref = xlsx_attr(attrs, "r");
	int64_t row = (int64_t)r->row + 1;

	r->place = IN_ROW;
	if (ref) {
		char *end;

		row = strtoll(ref, &end, 10);
		if (*end || end == ref || row > INT32_MAX || row <= r->row) {
			rows_fail(r, 0, _("the rows are out of order; the sheet is damaged."));
			return;
		}
	} else if (row > INT32_MAX) {
		rows_fail(r, 0, _("the rows are out of order; the sheet is damaged."));
		return;
	}
	r->row = (int32_t)row;
	r->col = 0;
	r->n = 0;
	r->bytes = 0;
	buf_clear(&r->text);
	if (r->merges.n > 0)
		xlsx_merges_row(&r->merges, r->row);
}

static enum cell_type cell_type(const char *t)
{
	if (!t)
		return CELL_NUM;
	switch (*t) {
	case 's': return t[1] ? CELL_STRING : CELL_SHARED;
	case 'i': return CELL_INLINE;
	case 'b': return CELL_BOOL;
	case 'e': return CELL_ERROR;
	case 'd': return CELL_ISO;
	default: return CELL_NUM;
	}
}

static void rows_start_cell(struct xlsx_rows *r, const char **attrs)
{
	const char *ref = NULL, *type = NULL, *style = NULL;
	size_t xf;

	r->place = IN_CELL;
	for (; attrs[0]; attrs += 2) {
		if (strcmp(attrs[0], "r") == 0)
			ref = attrs[1];
		else if (strcmp(attrs[0], "t") == 0)
			type = attrs[1];
		else if (strcmp(attrs[0], "s") == 0)
			style = attrs[1];
	}
	r->col += r->col < INT32_MAX;
	if (ref) {
		int32_t row;

		if (!xlsx_address(&ref, &row, &r->col) || *ref) {
			rows_fail(
				r, 0, _("a cell has no place in the sheet; the sheet is damaged."));
			return;
		}
	}
	r->type = cell_type(type);
	xf = style ? strtoul(style, NULL, 10) : 0;
	r->look = xf < r->styles->n ? (enum xlsx_look)r->styles->looks[xf] : XLSX_LOOK_NUMBER;
	r->has_formula = r->has_value = false;
	buf_clear(&r->raw);
}

static void rows_start_text(struct xlsx_rows *r, bool in_run)
{
	r->in_run = in_run;
	r->has_value = true;
	r->place = IN_TEXT;
	xlsx_xml_want_text(r->xml, true);
}

/* Go into the element when it is one that matters where we are. */
static bool rows_enter(struct xlsx_rows *r, const char *name, const char **attrs)
{
	switch (r->place) {
	case OUTSIDE:
		if (strcmp(name, "worksheet") == 0)
			return true;
		if (strcmp(name, "sheetData") != 0)
			return false;
		r->place = IN_SHEET;
		return true;
	case IN_SHEET:
		if (strcmp(name, "row") != 0)
			return false;
		rows_start_row(r, attrs);
		return true;
	case IN_ROW:
		if (strcmp(name, "c") != 0)
			return false;
		rows_start_cell(r, attrs);
		return true;
	case IN_CELL:
		if (strcmp(name, "v") == 0) {
			rows_start_text(r, false);
			return true;
		}
		r->has_formula |= strcmp(name, "f") == 0;
		if (strcmp(name, "is") != 0)
			return false;
		r->place = IN_INLINE;
		return true;
	case IN_INLINE:
	case IN_RUN:
		if (strcmp(name, "t") == 0) {
			rows_start_text(r, r->place == IN_RUN);
			return true;
		}
		if (r->place == IN_RUN || strcmp(name, "r") != 0)
			return false;
		r->place = IN_RUN;
		return true;
	default: return false;
	}
}

static void rows_start(void *arg, const char *name, const char **attrs)
{
	struct xlsx_rows *r = arg;

	if (r->skip > 0 || !rows_enter(r, name, attrs))
		r->skip++;
}

static void rows_text(void *arg, const char *s, int len)
{
	struct xlsx_rows *r = arg;

	if (r->skip > 0)
		return;
	if (r->raw.len + (size_t)len > XLSX_IN_MAX_CELL)
		rows_fail(r, r->col, _("the cell is longer than 1 MiB."));
	else
		buf_addn(&r->raw, s, (size_t)len);
}

/* Keep a text that is already where it stays, or, for NULL, what was appended to the row's text from start on. */
static void rows_keep(struct xlsx_rows *r, const char *text, size_t start, size_t len, bool exact)
{
	size_t c = (size_t)r->col - 1;

	if (len == 0 || (r->merges.n > 0 && r->col <= XLSX_IN_MAX_COLUMNS &&
				xlsx_merges_cover(&r->merges, r->col))) {
		r->text.len = start;
		return;
	}
	if (c >= XLSX_IN_MAX_COLUMNS) {
		rows_fail(r, r->col, _("a table may have 1024 columns."));
		return;
	}
	if (len > XLSX_IN_MAX_CELL) {
		rows_fail(r, r->col, _("the cell is longer than 1 MiB."));
		return;
	}
	r->bytes += len;
	if (r->bytes > XLSX_IN_MAX_ROW) {
		rows_fail(r, 0, _("the row is longer than 4 MiB."));
		return;
	}
	for (; r->n <= c; r->n++)
		r->cells[r->n] = (struct table_cell){"", 0, false};
	r->cells[c] = (struct table_cell){text, len, exact};
	r->at[c] = start;
	if (!text)
		buf_addch(&r->text, '\0');
}

static void rows_keep_shared(struct xlsx_rows *r)
{
	char *end;
	unsigned long i = strtoul(buf_str(&r->raw), &end, 10);
	const char *text;
	size_t len;

	if (*end || end == r->raw.data || i >= r->strings->n) {
		rows_fail(r, r->col,
			_("the text of the cell is missing from the workbook, which is damaged."));
		return;
	}
	text = xlsx_strings_get(r->strings, i, &len);
	rows_keep(r, text, r->text.len, len, false);
}

static void rows_note_error(struct xlsx_rows *r)
{
	struct xlsx_notes *notes = r->notes;
	char letters[8];

	if (notes->errors++ > 0)
		return;
	notes->first_error = r->row;
	xlsx_letters(r->col, letters);
	snprintf(notes->first_text, sizeof(notes->first_text), "%s%d %s", letters, (int)r->row,
		buf_str(&r->raw));
}

static void rows_note_no_value(struct xlsx_rows *r)
{
	if (r->notes->no_value++ == 0)
		r->notes->first_no_value = r->row;
}

static void rows_end_cell(struct xlsx_rows *r)
{
	size_t start = r->text.len;
	bool exact = false;

	r->place = IN_ROW;
	if (r->has_formula && !r->has_value)
		rows_note_no_value(r);
	if (r->type == CELL_ERROR)
		rows_note_error(r);
	if (!r->raw.len || r->type == CELL_ERROR)
		return;
	switch (r->type) {
	case CELL_SHARED: rows_keep_shared(r); return;
	case CELL_STRING:
	case CELL_INLINE:
		buf_addn(&r->text, r->raw.data, r->raw.len);
		r->text.len = start + xlsx_unescape(r->text.data + start, r->raw.len);
		break;
	case CELL_BOOL: buf_add(&r->text, xlsx_is_true(r->raw.data) ? "true" : "false"); break;
	case CELL_ISO: xlsx_iso_date(&r->text, r->raw.data, r->raw.len, r->look); break;
	default: xlsx_number(&r->text, r->raw.data, r->raw.len, r->look, r->date1904); exact = true;
	}
	rows_keep(r, NULL, start, r->text.len - start, exact);
}

static void rows_end_row(struct xlsx_rows *r)
{
	r->place = IN_SHEET;
	if (r->n > 0)
		xlsx_xml_pause(r->xml);
	else if (++r->no_cells > XLSX_IN_MAX_EMPTY)
		rows_fail(r, 0,
			_("the sheet goes on for more than a million rows without a value. Delete "
			  "them and save it again."));
}

static void rows_end(void *arg, const char *name)
{
	struct xlsx_rows *r = arg;

	(void)name;
	if (r->skip > 0) {
		r->skip--;
		return;
	}
	switch (r->place) {
	case IN_SHEET:
		r->place = BEHIND;
		r->done = true;
		xlsx_xml_pause(r->xml);
		break;
	case IN_ROW: rows_end_row(r); break;
	case IN_CELL: rows_end_cell(r); break;
	case IN_INLINE: r->place = IN_CELL; break;
	case IN_RUN: r->place = IN_INLINE; break;
	case IN_TEXT:
		xlsx_xml_want_text(r->xml, false);
		r->place = r->in_run ? IN_RUN : r->type == CELL_INLINE ? IN_INLINE : IN_CELL;
		break;
	default: break;
	}
}

static const struct xlsx_xml_handlers rows_handlers = {
	.start = rows_start, .end = rows_end, .text = rows_text};

enum status xlsx_rows_open(const struct xlsx_book *book, const struct xlsx_book_sheet *sheet,
	const struct xlsx_strings *strings, const struct xlsx_styles *styles,
	struct xlsx_notes *notes, struct xlsx_rows **out, struct err *err)
{
	struct xlsx_rows *r = mem_alloc(sizeof(*r));
	enum status st;

	r->file = source_name(xlsx_zip_source(book->zip));
	r->sheet = sheet->name;
	r->strings = strings;
	r->styles = styles;
	r->notes = notes;
	r->date1904 = book->date1904;
	st = xlsx_merges_load(book->zip, sheet->path, XLSX_IN_MAX_COLUMNS, &r->merges, err);
	if (st == ST_OK)
		st = xlsx_xml_open(
			book->zip, sheet->path, MAX_PART, &rows_handlers, r, &r->xml, err);
	if (st == ST_NOT_FOUND)
		st = err_set(err, ST_BAD_DATA,
			_("%s: the sheet %s is missing from the workbook, which is damaged."),
			r->file, r->sheet);
	if (st == ST_OK)
		*out = r;
	else
		xlsx_rows_free(r);
	return st;
}

void xlsx_rows_free(struct xlsx_rows *r)
{
	if (!r)
		return;
	xlsx_xml_free(r->xml);
	xlsx_merges_release(&r->merges);
	buf_release(&r->raw);
	buf_release(&r->text);
	free(r);
}

void xlsx_rows_set_width(struct xlsx_rows *r, size_t width)
{
	r->width = width;
}

/* Where the XML breaks off the row is known, which helps more than the name of the part. */
static enum status rows_describe(struct xlsx_rows *r, enum status st, struct err *err)
{
	if (!xlsx_xml_is_garbled(r->xml))
		return st;
	return err_set(err, st, _("%s, sheet %s: the sheet is damaged near row %d."), r->file,
		r->sheet, r->row > 0 ? (int)r->row : 1);
}

enum status xlsx_rows_next(struct xlsx_rows *r, struct table_row *row, struct err *err)
{
	enum status st = r->done ? ST_NOT_FOUND : xlsx_xml_run(r->xml, err);

	if (st != ST_OK && st != ST_NOT_FOUND)
		return rows_describe(r, st, err);
	if (st == ST_NOT_FOUND || r->done)
		return ST_NOT_FOUND;
	for (size_t c = 0; c < r->n; c++)
		if (!r->cells[c].text)
			r->cells[c].text = r->text.data + r->at[c];
	for (; r->n < r->width; r->n++)
		r->cells[r->n] = (struct table_cell){"", 0, false};
	*row = (struct table_row){.cells = r->cells, .n = r->n, .line = r->row};
	return ST_OK;
}

int xlsx_rows_progress(const struct xlsx_rows *r)
{
	return xlsx_xml_progress(r->xml);
}
