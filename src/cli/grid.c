/* Measuring, cutting and printing of columns. */
#include "grid.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum {
	MEASURED_ROWS = 500,
	WIDEST = 60, /* blanks are filled in to here when nothing is cut */
	NARROWEST_TEXT = 8,
	NARROWEST_WHOLE = 5,
	NARROWEST_BAR = 4,
	BAR_COLS = 20,
	GAP = 2
};

void grid_init(struct grid *g, const struct session *s)
{
	*g = (struct grid){.s = s};
}

void grid_column(struct grid *g, const char *title, enum grid_type type)
{
	g->columns =
		mem_grow(g->columns, &g->cap_columns, (size_t)g->ncolumns + 1, sizeof(*g->columns));
	g->columns[g->ncolumns++] = (struct grid_column){.title = mem_strdup(title),
		.type = type,
		.cols = type == GRID_BAR ? BAR_COLS : text_cols(title)};
}

/* What the columns take together, with the gaps between them. */
static int total_cols(const struct grid *g)
{
	int total = GAP * (g->ncolumns - 1);

	for (int c = 0; c < g->ncolumns; c++)
		total += g->columns[c].cols;
	return total;
}

/* Take from the widest column of a type, and again, until all fit or none is wider than least. */
static void shrink_type(struct grid *g, enum grid_type type, int least, int cols)
{
	for (int excess = total_cols(g) - cols; excess > 0; excess--) {
		int widest = -1;

		for (int c = 0; c < g->ncolumns; c++)
			if (g->columns[c].type == type &&
				(widest < 0 || g->columns[c].cols > g->columns[widest].cols))
				widest = c;
		if (widest < 0 || g->columns[widest].cols <= least)
			return;
		g->columns[widest].cols--;
	}
}

static void shrink(struct grid *g, int cols)
{
	shrink_type(g, GRID_BAR, NARROWEST_BAR, cols);
	shrink_type(g, GRID_TEXT, NARROWEST_TEXT, cols);
	shrink_type(g, GRID_WHOLE, NARROWEST_WHOLE, cols);
	shrink_type(g, GRID_TEXT, NARROWEST_WHOLE, cols);
}

/* Eighths of a column, as fine as the font can; '#' where it cannot. */
static void add_bar(const struct grid_column *col, int thousandths, struct buf *line)
{
	static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	int eighths = (thousandths * col->cols * 8 + 500) / 1000;

	for (int i = 0; i < eighths / 8; i++)
		buf_add(line, i18n_is_utf8() ? "█" : "#");
	if (i18n_is_utf8())
		buf_add(line, parts[eighths % 8]);
}

static void add_cell(const struct grid *g, int c, const char *text, struct buf *line)
{
	const struct grid_column *col = &g->columns[c];
	int cols = text_cols(text);
	bool last = c == g->ncolumns - 1, right = col->type == GRID_RIGHT;

	if (c)
		buf_addf(line, "%*s", GAP, "");
	if (col->type == GRID_BAR)
		add_bar(col, atoi(text), line);
	else if (g->s->env.is_tty && cols > col->cols)
		text_fit(line, text, col->cols);
	else if (last && !right)
		buf_add(line, text);
	else
		text_pad(line, text, cols > col->cols ? cols : col->cols, right);
}

/* Blanks at the end go; on a terminal so does what is beyond its edge. */
static void trim(const struct grid *g, struct buf *line)
{
	int cols = say_cols(g->s);

	if (cols && text_cols(buf_str(line)) > cols) {
		struct buf cut = BUF_INIT;

		text_fit(&cut, line->data, cols);
		buf_release(line);
		*line = cut;
	}
	buf_add(line, "");
	while (line->len && line->data[line->len - 1] == ' ')
		line->data[--line->len] = 0;
}

static void print_line(const struct grid *g, char *const *cells, enum say_color color)
{
	struct buf line = BUF_INIT;

	for (int c = 0; c < g->ncolumns; c++)
		add_cell(g, c, cells[c], &line);
	trim(g, &line);
	if (color != SAY_PLAIN)
		fprintf(g->s->env.out, "%s%s%s\n", say_color(g->s, color), line.data,
			say_color(g->s, SAY_PLAIN));
	else
		fprintf(g->s->env.out, "%s\n", line.data);
	buf_release(&line);
}

static void print_titles(const struct grid *g)
{
	char **titles = mem_alloc(sizeof(*titles) * (size_t)(g->ncolumns + 1));
	bool any = false;

	for (int c = 0; c < g->ncolumns; c++) {
		struct buf b = BUF_INIT;

		any |= *g->columns[c].title;
		say_line(g->s, g->columns[c].title, &b);
		buf_add(&b, "");
		titles[c] = buf_take(&b);
	}
	if (any)
		print_line(g, titles, SAY_BOLD);
	for (int c = 0; c < g->ncolumns; c++)
		free(titles[c]);
	free(titles);
}

static void flush(struct grid *g)
{
	int cols = say_cols(g->s);

	if (!g->started) {
		g->started = true;
		if (cols)
			shrink(g, cols);
		else
			for (int c = 0; c < g->ncolumns; c++)
				if (g->columns[c].cols > WIDEST)
					g->columns[c].cols = WIDEST;
		print_titles(g);
	}
	for (int r = 0; r < g->nrows; r++)
		print_line(g, g->cells + (size_t)r * (size_t)g->ncolumns, g->colors[r]);
	for (size_t i = 0; i < g->ncells; i++)
		free(g->cells[i]);
	g->ncells = 0;
	g->nrows = 0;
}

void grid_cell(struct grid *g, const char *text)
{
	struct buf b = BUF_INIT;
	struct grid_column *col = &g->columns[g->at++];
	int cols;

	say_line(g->s, text ? text : "", &b);
	buf_add(&b, "");
	cols = text_cols(b.data);
	if (!g->started && col->type != GRID_BAR && cols > col->cols)
		col->cols = cols;
	g->cells = mem_grow(g->cells, &g->cap_cells, g->ncells + 1, sizeof(*g->cells));
	g->cells[g->ncells++] = buf_take(&b);
}

void grid_end_row(struct grid *g, enum say_color color)
{
	while (g->at < g->ncolumns)
		grid_cell(g, NULL);
	g->at = 0;
	g->colors = mem_grow(g->colors, &g->cap_colors, (size_t)g->nrows + 1, sizeof(*g->colors));
	g->colors[g->nrows++] = color;
	if (g->started || g->nrows == MEASURED_ROWS)
		flush(g);
}

void grid_finish(struct grid *g)
{
	if (g->nrows)
		flush(g);
	for (int c = 0; c < g->ncolumns; c++)
		free(g->columns[c].title);
	free(g->columns);
	free(g->cells);
	free(g->colors);
	*g = (struct grid){0};
}
