/*
 * Tables. A column has a natural width, that of its widest cell, and a least one. The paper is turned when the natural widths, long
 * texts cut at a bound, do not fit upright; then a bound for all columns is looked for under which they just fit.
 */
#include "exchange/pdf_table.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/pdf_wrap.h"

enum { TABLE_SAMPLE = 250, TABLE_COLUMNS = 64 };

/* In points; what depends on the size of the type is in ems. */
static const double pad = 3, pad_row = 1.6, long_text = 60 * PDF_MM, bar_width = 40 * PDF_MM;
static const double longest_word = 16, least_text = 6.5, least_whole = 16, least_title = 5,
		    end_gap = 4;
static const double shade = 0.95, bar_gray = 0.55;
static const double sizes[] = {PDF_TEXT_SIZE, 8, 7, 6}, readable = 7;
static const char word_ends[] = " \n-/@"; /* where pdf_wrap() breaks a line */
enum { SIZES = sizeof sizes / sizeof *sizes };

struct table_column {
	char *title; /* cleaned */
	enum pdf_column_type type;
	double natural, least; /* ems, without padding */
	double word;           /* the longest, up to a bound */
	double width;          /* points, with padding */
	struct pdf_lines lines;
};

struct pdf_table {
	struct pdf_flow *flow;
	struct pdf_out *out;
	struct table_column columns[TABLE_COLUMNS];
	int ncolumns, asked; /* columns asked for: more than there is room for is told at the end */
	char **cells;        /* cleaned; of the rows that wait, ncolumns each */
	bool *strong;
	size_t ncells, cap_cells, cap_strong;
	int at, nrows;
	bool started, has_head, too_wide;
	bool words; /* columns are not narrower than their words */
	double size;
	size_t drawn; /* rows on paper, for the shading */
};

struct pdf_table *pdf_table_new(struct pdf_flow *f)
{
	struct pdf_table *t = mem_alloc(sizeof *t);

	t->flow = f;
	t->out = pdf_flow_out(f);
	return t;
}

void pdf_table_column(struct pdf_table *t, const char *title, enum pdf_column_type type)
{
	struct table_column *c = &t->columns[t->ncolumns];
	struct buf clean = BUF_INIT;

	t->asked++;
	if (t->ncolumns == TABLE_COLUMNS) {
		t->too_wide = true;
		return;
	}
	t->ncolumns++;
	pdf_out_clean(t->out, title, &clean);
	t->has_head |= clean.len > 0;
	buf_add(&clean, "");
	c->title = buf_take(&clean);
	c->type = type;
}

/* --- Widths ------------------------------------------------------------------------------------- */

static double table_max(double a, double b)
{
	return a > b ? a : b;
}

static double table_min(double a, double b)
{
	return a < b ? a : b;
}

/* The widest part of a text between separators, in ems. */
static double table_ems(
	struct pdf_table *t, enum pdf_face face, const char *s, const char *separators)
{
	double most = 0;

	while (*s) {
		size_t len = strcspn(s, separators);

		most = table_max(most, pdf_out_measure(t->out, face, 1, s, len));
		s += len + (s[len] != '\0');
	}
	return most;
}

static void table_measure(struct pdf_table *t, int column)
{
	struct table_column *c = &t->columns[column];
	double title = table_ems(t, PDF_BOLD, c->title, "\n"), cells = 0;

	c->word = table_ems(t, PDF_BOLD, c->title, word_ends);
	for (int i = 0; i < t->nrows; i++) {
		const char *s = t->cells[(size_t)i * (size_t)t->ncolumns + (size_t)column];
		enum pdf_face face = t->strong[i] ? PDF_BOLD : PDF_PLAIN;

		cells = table_max(cells, table_ems(t, face, s, "\n"));
		c->word = table_max(c->word, table_ems(t, face, s, word_ends));
	}
	c->word = table_min(c->word + 1, longest_word); /* with the hyphen or the like */
	c->natural = table_max(cells, title);
	switch (c->type) {
	case PDF_COLUMN_NUMBER: c->least = cells; break;
	case PDF_COLUMN_WHOLE: c->least = table_min(cells, least_whole); break;
	case PDF_COLUMN_BAR: c->least = c->natural = c->word = bar_width / PDF_TEXT_SIZE; break;
	default: c->least = table_min(cells, least_text); break;
	}
	c->least = table_max(c->least, table_min(title, least_title));
}

/* What a column takes, without padding, when it is no wider than bound unless it must be. */
static double table_column_width(
	const struct pdf_table *t, const struct table_column *c, double size, double bound)
{
	double least = t->words ? table_max(c->least, c->word) : c->least;

	return table_max(least * size, table_min(c->natural * size, bound));
}

static double table_taken(const struct pdf_table *t, double size, double bound)
{
	double sum = 0;

	for (int i = 0; i < t->ncolumns; i++)
		sum += 2 * pad + table_column_width(t, &t->columns[i], size, bound);
	return sum;
}

/* Give out the room: the greatest bound under which everything fits. False: nothing fits. */
static bool table_share(struct pdf_table *t, double size)
{
	double room = pdf_flow_width(t->flow), low = 0, high = room;

	if (table_taken(t, size, 0) > room)
		return false;
	for (int i = 0; i < 40; i++) {
		double middle = (low + high) / 2;

		if (table_taken(t, size, middle) <= room)
			low = middle;
		else
			high = middle;
	}
	for (int i = 0; i < t->ncolumns; i++)
		t->columns[i].width = 2 * pad + table_column_width(t, &t->columns[i], size, low);
	t->size = size;
	return true;
}

static bool table_fit(struct pdf_table *t)
{
	for (int i = 0; i < t->ncolumns; i++)
		table_measure(t, i);
	if (!pdf_flow_is_begun(t->flow)) {
		pdf_flow_turn(t->flow, false);
		pdf_flow_turn(t->flow,
			table_taken(t, PDF_TEXT_SIZE, long_text) > pdf_flow_width(t->flow));
	}
	/* Rather smaller type than broken words, down to a size that is still read with ease. */
	for (size_t i = 0; i < 2 * SIZES; i++) {
		t->words = i < SIZES;
		if ((!t->words || sizes[i] >= readable) && table_share(t, sizes[i % SIZES]))
			return true;
	}
	return false;
}

/* --- Drawing ------------------------------------------------------------------------------------ */

static double table_line(const struct pdf_table *t)
{
	return t->size * 1.25;
}

static double table_width(const struct pdf_table *t)
{
	double sum = 0;

	for (int i = 0; i < t->ncolumns; i++)
		sum += t->columns[i].width;
	return sum;
}

/* Break the cells of a row; returns the lines of the highest. Numbers are one line whatever they are. */
static size_t table_break(struct pdf_table *t, char *const *cells, enum pdf_face face, bool head)
{
	size_t most = 1;

	for (int i = 0; i < t->ncolumns; i++) {
		struct table_column *c = &t->columns[i];
		bool whole = !head && (c->type == PDF_COLUMN_NUMBER || c->type == PDF_COLUMN_BAR);

		pdf_wrap(t->out, face, t->size, cells[i], whole ? 1e6 : c->width - 2 * pad,
			&c->lines);
		if (c->lines.n > most)
			most = c->lines.n;
	}
	return most;
}

static void table_bar(struct pdf_table *t, const struct table_column *c, const char *s, double x)
{
	double share = table_min(strtod(s, NULL) / 1000, 1);

	if (share > 0)
		pdf_out_box(t->out, x + pad, pdf_flow_y(t->flow) + pad_row + t->size * 0.15,
			share * (c->width - 2 * pad), t->size * 0.85, bar_gray);
}

/* Lines from..to of a row whose cells are broken. */
static void table_lines(struct pdf_table *t, char *const *cells, enum pdf_face face, size_t from,
	size_t to, bool head)
{
	double x = pdf_flow_x(t->flow), y = pdf_flow_y(t->flow) + pad_row;

	for (int i = 0; i < t->ncolumns; i++) {
		const struct table_column *c = &t->columns[i];
		double room = c->width - 2 * pad;
		bool bar = c->type == PDF_COLUMN_BAR && !head;

		if (bar)
			table_bar(t, c, cells[i], x);
		for (size_t n = from; n < to && n < c->lines.n && !bar; n++) {
			const char *s = cells[i] + c->lines.line[n].at;
			size_t len = c->lines.line[n].len;
			double used = c->type == PDF_COLUMN_NUMBER
					      ? pdf_out_measure(t->out, face, t->size, s, len)
					      : room;

			pdf_out_text(t->out, x + pad + table_max(room - used, 0),
				y + (double)(n - from) * table_line(t) + t->size, face, t->size, s,
				len, room + 0.01);
		}
		x += c->width;
	}
}

static void table_head(struct pdf_table *t)
{
	char *titles[TABLE_COLUMNS];
	size_t n;
	double height;

	if (!t->has_head)
		return;
	for (int i = 0; i < t->ncolumns; i++)
		titles[i] = t->columns[i].title;
	n = table_break(t, titles, PDF_BOLD, true);
	height = (double)n * table_line(t) + 2 * pad_row;
	table_lines(t, titles, PDF_BOLD, 0, n, true);
	pdf_flow_advance(t->flow, height);
	pdf_out_rule(t->out, pdf_flow_x(t->flow), pdf_flow_y(t->flow), table_width(t), 0.6);
	pdf_flow_advance(t->flow, 1);
}

static void table_turn_page(struct pdf_table *t)
{
	pdf_flow_page(t->flow);
	table_head(t);
}

/* As many lines as fit on each page, at least one; a row that fits on a page of its own is kept together. */
static void table_row(struct pdf_table *t, char *const *cells, bool strong)
{
	enum pdf_face face = strong ? PDF_BOLD : PDF_PLAIN;
	size_t n = table_break(t, cells, face, false), from = 0;
	double x = pdf_flow_x(t->flow), line = table_line(t), needed = (double)n * line;

	if (needed + 2 * pad_row > pdf_flow_left(t->flow) &&
		(n <= 20 || pdf_flow_left(t->flow) < 6 * line)) {
		table_turn_page(t);
		table_break(t, cells, face, false);
	}
	if (strong)
		pdf_out_rule(t->out, x, pdf_flow_y(t->flow), table_width(t), 0.6);
	while (from < n && pdf_out_check(t->out, NULL) == ST_OK) {
		double room = (pdf_flow_left(t->flow) - 2 * pad_row) / line;
		size_t count = room < 1 ? 1 : room < (double)(n - from) ? (size_t)room : n - from;
		double height = (double)count * line + 2 * pad_row;

		if (t->drawn % 2 == 1 && !strong)
			pdf_out_box(t->out, x, pdf_flow_y(t->flow), table_width(t), height, shade);
		table_lines(t, cells, face, from, from + count, false);
		pdf_flow_advance(t->flow, height);
		from += count;
		if (from < n) {
			table_turn_page(t);
			table_break(t, cells, face, false);
		}
	}
	t->drawn++;
}

/* The widths are chosen by the rows that wait. */
static void table_start(struct pdf_table *t)
{
	t->started = true;
	t->too_wide = t->too_wide || !table_fit(t);
	if (t->too_wide)
		return;
	pdf_flow_begin(t->flow);
	if (pdf_flow_left(t->flow) < 5 * table_line(t))
		pdf_flow_page(t->flow);
	table_head(t);
}

/* Draw the rows that wait and give their memory back. */
static void table_flush(struct pdf_table *t)
{
	if (!t->started)
		table_start(t);
	for (int i = 0; i < t->nrows && !t->too_wide; i++)
		table_row(t, t->cells + (size_t)i * (size_t)t->ncolumns, t->strong[i]);
	for (size_t i = 0; i < t->ncells; i++)
		free(t->cells[i]);
	t->ncells = 0;
	t->nrows = 0;
}

/* --- Rows --------------------------------------------------------------------------------------- */

void pdf_table_cell(struct pdf_table *t, const char *text)
{
	struct buf clean = BUF_INIT;

	if (t->at == t->ncolumns)
		return;
	t->at++;
	pdf_out_clean(t->out, text ? text : "", &clean);
	buf_add(&clean, "");
	t->cells = mem_grow(t->cells, &t->cap_cells, t->ncells + 1, sizeof *t->cells);
	t->cells[t->ncells++] = buf_take(&clean);
}

bool pdf_table_end_row(struct pdf_table *t, bool strong)
{
	while (t->at < t->ncolumns)
		pdf_table_cell(t, "");
	t->at = 0;
	t->strong = mem_grow(t->strong, &t->cap_strong, (size_t)t->nrows + 1, sizeof *t->strong);
	t->strong[t->nrows++] = strong;
	if (t->started || t->nrows == TABLE_SAMPLE)
		table_flush(t);
	return !t->too_wide && pdf_out_check(t->out, NULL) == ST_OK;
}

enum status pdf_table_finish(struct pdf_table *t, struct err *err)
{
	enum status st = ST_OK;

	if (t->nrows || !t->started)
		table_flush(t);
	if (t->too_wide)
		st = err_set(err, ST_USAGE,
			P_("%d column does not fit on a page: choose narrower ones",
				"%d columns do not fit on a page: choose fewer", t->asked),
			t->asked);
	else
		st = pdf_out_check(t->out, err);
	pdf_flow_advance(t->flow, end_gap);
	for (int i = 0; i < t->ncolumns; i++) {
		free(t->columns[i].title);
		pdf_lines_release(&t->columns[i].lines);
	}
	for (size_t i = 0; i < t->ncells; i++)
		free(t->cells[i]);
	free(t->cells);
	free(t->strong);
	free(t);
	return st;
}
