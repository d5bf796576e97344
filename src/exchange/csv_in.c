/*
 * libcsv behind the reader of csv_in.h. Its traps and how they are met:
 *
 * - it knows no lines and its callbacks cannot stop it: it is fed pieces that hold at most one line end, so
 *   a call ends at most one row and faults have a line and a column;
 * - an open quote would swallow the file: strict mode, and a realloc function that refuses to let a field
 *   grow beyond the cap (libcsv then stops with CSV_ENOMEM);
 * - it would take a byte order mark for text: the decoder drops it.
 *
 * Cells are copied from libcsv's buffer into an arena that lives for one row. Before each piece the arena has
 * room for all that the piece can add, so the callbacks only copy.
 */
#include "exchange/csv_in.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/guard.h"
#include "text_lines.h"

#define FIELD_BLOCK (64 * 1024) /* how much libcsv's field buffer grows at a time */

struct csv_in {
	struct csv_dialect dialect;
	struct text_lines lines;
	struct csv_parser parser;
	char *arena;
	size_t arena_len, arena_cap;
	struct table_cell *cells; /* one more than allowed, so that one too many can be seen */
	size_t n;
	bool row_ended;
	bool filled;        /* a cell of the row has text */
	int64_t row_line;   /* on which the row started */
	int64_t field_line; /* on which the field that the last piece left open started */
	int64_t number;
	struct table_row header;
	struct csv_fault fault;
	struct err err;
};

/* libcsv asks in steps of FIELD_BLOCK, halved when refused. */
static void *csv_in_realloc(void *p, size_t size)
{
	return size > CSV_IN_MAX_FIELD + 1 ? NULL : mem_realloc(p, size);
}

static void csv_in_cell(void *text, size_t len, void *arg)
{
	struct csv_in *in = arg;
	char *to = in->arena + in->arena_len;
	struct table_cell *cell = &in->cells[in->n];

	if (in->n > CSV_IN_MAX_COLUMNS)
		return;
	if (len > 0)
		memcpy(to, text, len);
	to[len] = '\0';
	in->arena_len += len + 1;
	in->filled |= len > 0;
	if (len > 1 && *to == '\'' && !in->dialect.raw && guard_present(to, len)) {
		to++;
		len--;
	}
	cell->text = to;
	cell->len = len;
	in->n++;
}

static void csv_in_row(int end, void *arg)
{
	struct csv_in *in = arg;

	(void)end;
	in->row_ended = true;
}

/* Make room for more bytes; the cells follow when the arena moves. */
static void csv_in_reserve(struct csv_in *in, size_t more)
{
	const char *old = in->arena;

	if (in->arena_len + more <= in->arena_cap)
		return;
	in->arena = mem_grow(in->arena, &in->arena_cap, in->arena_len + more, 1);
	for (size_t i = 0; i < in->n; i++)
		in->cells[i].text = in->arena + (in->cells[i].text - old);
}

static void csv_in_start_row(struct csv_in *in)
{
	in->arena_len = 0;
	in->n = 0;
	in->row_ended = false;
	in->filled = false;
	in->row_line = 0;
}

/* The sentence for a fault whose place is known. */
static enum status csv_in_describe(
	const struct csv_in *in, const struct csv_fault *f, enum status st, struct err *err)
{
	const char *name = source_name(in->lines.source);
	long long line = (long long)f->line, column = (long long)f->column;

	switch (f->trouble) {
	case CSV_TROUBLE_STRAY_QUOTE:
		if (f->start_line < f->line)
			return err_set(err, st,
				_("%s, line %lld, column %lld: a quotation mark stands inside a "
				  "cell. The cell "
				  "begins on line %lld: perhaps its own mark was never closed."),
				name, line, column, (long long)f->start_line);
		return err_set(err, st,
			_("%s, line %lld, column %lld: a quotation mark stands inside a cell. "
			  "Double it, or "
			  "read the file leniently."),
			name, line, column);
	case CSV_TROUBLE_OPEN_QUOTE:
		return err_set(err, st,
			_("%s, line %lld: a quotation mark opens a cell here and is never closed."),
			name, line);
	case CSV_TROUBLE_LONG_FIELD:
		return err_set(err, st,
			_("%s, line %lld: the cell that begins here is longer than 1 MiB. Perhaps "
			  "a "
			  "quotation mark was never closed, or this is no table."),
			name, line);
	case CSV_TROUBLE_LONG_ROW:
		return err_set(err, st,
			_("%s, line %lld: the row that begins here is longer than 4 MiB."), name,
			line);
	case CSV_TROUBLE_COLUMNS:
		return err_set(err, st,
			_("%s, line %lld: the row has more than %d columns. Is the delimiter "
			  "right?"),
			name, line, CSV_IN_MAX_COLUMNS);
	case CSV_TROUBLE_NUL:
		return err_set(err, st,
			_("%s, line %lld, column %lld: a NUL character. The file is damaged or its "
			  "encoding "
			  "is not %s."),
			name, line, column, charset_name(in->dialect.charset));
	case CSV_TROUBLE_BAD_BYTES:
		if (err)
			*err = in->lines.ahead_err;
		return err_prefix(err, st, _("%s, line %lld, column %lld"), name, line, column);
	case CSV_TROUBLE_READ:
		if (err)
			*err = in->lines.ahead_err;
		return in->lines.ahead_err.status;
	case CSV_TROUBLE_NONE: break;
	}
	return st;
}

/* Keep where reading stopped, for this call and all later ones. */
static enum status csv_in_fail(
	struct csv_in *in, enum csv_trouble trouble, int64_t line, int64_t column)
{
	in->fault = (struct csv_fault){.trouble = trouble,
		.line = line,
		.column = column,
		.start_line = in->field_line ? in->field_line : line,
		.byte = charset_in_offset(in->lines.decoder)};
	return csv_in_describe(in, &in->fault, ST_BAD_DATA, &in->err);
}

/* The parser stopped before byte `at` of the last piece. */
static enum status csv_in_refused(struct csv_in *in, size_t at)
{
	const struct text_lines *t = &in->lines;
	int64_t column = t->column + 1;

	if (csv_error(&in->parser) == CSV_ENOMEM)
		return csv_in_fail(in, CSV_TROUBLE_LONG_FIELD, in->field_line, 0);
	for (size_t i = 0; i < at; i++)
		column += ((unsigned char)t->piece[i] & 0xC0) != 0x80;
	return csv_in_fail(in, CSV_TROUBLE_STRAY_QUOTE, t->line, column);
}

/* Nothing more can be read: the last row may be without a line end. ST_NOT_FOUND when there is none. */
static enum status csv_in_at_end(struct csv_in *in)
{
	const struct text_lines *t = &in->lines;
	int64_t line = t->line + t->line_ended, column = t->line_ended ? 1 : t->column + 1;

	switch (t->ahead) {
	case TEXT_LINES_NUL: return csv_in_fail(in, CSV_TROUBLE_NUL, line, column);
	case TEXT_LINES_BAD_BYTES: return csv_in_fail(in, CSV_TROUBLE_BAD_BYTES, line, column);
	case TEXT_LINES_READ: return csv_in_fail(in, CSV_TROUBLE_READ, line, column);
	default: break;
	}
	csv_in_reserve(in, in->parser.entry_pos + 2);
	if (csv_fini(&in->parser, csv_in_cell, csv_in_row, in) != 0)
		return csv_in_fail(in, CSV_TROUBLE_OPEN_QUOTE, in->field_line, 0);
	if (in->n > CSV_IN_MAX_COLUMNS)
		return csv_in_fail(in, CSV_TROUBLE_COLUMNS, in->row_line, 0);
	return in->row_ended ? ST_OK : ST_NOT_FOUND;
}

/* Excel's first line that names the delimiter; csv_sniff() reads it. */
static bool csv_in_is_sep_line(const struct text_lines *t)
{
	return t->line == 1 && t->column == 0 && t->len >= 5 && t->len <= 7 &&
	       memcmp(t->piece, "sep=", 4) == 0 && (t->len == 5 || strchr("\r\n", t->piece[5]));
}

/* Feed the parser until a row ends. */
static enum status csv_in_pull(struct csv_in *in)
{
	struct text_lines *t = &in->lines;

	csv_in_start_row(in);
	while (text_lines_next(t)) {
		bool begun = in->parser.pstate != 0;
		size_t n = in->n, done;

		if (csv_in_is_sep_line(t))
			continue;
		if (!begun)
			in->row_line = t->line;
		csv_in_reserve(in, in->parser.entry_pos + 2 * t->len + 2);
		done = csv_parse(&in->parser, t->piece, t->len, csv_in_cell, csv_in_row, in);
		if (!begun || in->n > n)
			in->field_line = t->line;
		if (done != t->len)
			return csv_in_refused(in, done);
		if (in->n > CSV_IN_MAX_COLUMNS)
			return csv_in_fail(in, CSV_TROUBLE_COLUMNS, in->row_line, 0);
		if (in->arena_len > CSV_IN_MAX_ROW)
			return csv_in_fail(in, CSV_TROUBLE_LONG_ROW, in->row_line, 0);
		if (in->row_ended)
			return ST_OK;
	}
	return csv_in_at_end(in);
}

enum status csv_in_next(struct csv_in *in, struct table_row *row, struct err *err)
{
	enum status st = in->fault.trouble ? in->err.status : csv_in_pull(in);

	if (st == ST_OK)
		*row = (struct table_row){
			in->cells, in->n, in->row_line, ++in->number, !in->filled};
	else if (st != ST_NOT_FOUND && err)
		*err = in->err;
	return st;
}

/* Keep the row as the header. */
static void csv_in_keep_header(struct csv_in *in, const struct table_row *row)
{
	struct table_cell *cells = mem_alloc((row->n + 1) * sizeof(*cells));

	for (size_t i = 0; i < row->n; i++) {
		cells[i].text = mem_strndup(row->cells[i].text, row->cells[i].len);
		cells[i].len = row->cells[i].len;
	}
	in->header = *row;
	in->header.cells = cells;
	in->header.number = in->number = 0;
}

static enum status csv_in_begin(struct csv_in *in, struct source *src, struct err *err)
{
	const struct csv_dialect *d = &in->dialect;
	struct table_row row;
	enum status st = text_lines_open(&in->lines, src, d->charset, d->replace_bad, err);

	csv_init(&in->parser,
		(unsigned char)(CSV_APPEND_NULL | (d->lenient ? 0 : CSV_STRICT | CSV_STRICT_FINI)));
	csv_set_realloc_func(&in->parser, csv_in_realloc);
	csv_set_blk_size(&in->parser, FIELD_BLOCK);
	csv_set_delim(&in->parser, (unsigned char)d->delimiter);
	csv_set_quote(&in->parser, (unsigned char)d->quote);
	in->cells = mem_alloc((CSV_IN_MAX_COLUMNS + 1) * sizeof(*in->cells));
	if (st != ST_OK || !d->has_header)
		return st;
	st = csv_in_next(in, &row, err);
	if (st == ST_NOT_FOUND)
		return err_set(err, ST_BAD_DATA, _("%s has no rows."), source_name(src));
	if (st == ST_OK)
		csv_in_keep_header(in, &row);
	return st;
}

enum status csv_in_open(struct source *src, const struct csv_dialect *dialect, struct csv_in **out,
	struct csv_fault *fault, struct err *err)
{
	struct csv_in *in = mem_alloc(sizeof(*in));
	enum status st;

	in->dialect = *dialect;
	in->err = (struct err)ERR_INIT;
	st = csv_in_begin(in, src, err);
	if (fault)
		*fault = in->fault;
	if (st == ST_OK)
		*out = in;
	else
		csv_in_free(in);
	return st;
}

void csv_in_free(struct csv_in *in)
{
	if (!in)
		return;
	csv_free(&in->parser);
	text_lines_release(&in->lines);
	for (size_t i = 0; i < in->header.n; i++)
		free((char *)in->header.cells[i].text);
	free((struct table_cell *)in->header.cells);
	free(in->cells);
	free(in->arena);
	free(in);
}

const struct table_row *csv_in_header(const struct csv_in *in)
{
	return in->header.cells ? &in->header : NULL;
}

const struct csv_fault *csv_in_fault(const struct csv_in *in)
{
	return &in->fault;
}

uint64_t csv_in_consumed(const struct csv_in *in)
{
	return text_lines_consumed(&in->lines);
}

uint64_t csv_in_replaced(const struct csv_in *in)
{
	return charset_in_replaced(in->lines.decoder);
}
