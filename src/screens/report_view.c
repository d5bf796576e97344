/* Measuring and drawing a report's table with its bars. */
#include "report_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "tui/chart.h"

enum {
	VIEW_GUTTER = 2, /* in front of a row, as in lists */
	VIEW_LABEL_MAX = 32,
	VIEW_CELL_MAX = 24,
	VIEW_BAR_MIN = 10,
	VIEW_BAR_MAX = 72,
	VIEW_TOTALS_MAX = 4,
	VIEW_MEASURE_MAX = 2000,
};

/* --- What struct list asks for ---------------------------------------------------------------- */

static int report_view_count(void *arg)
{
	return ((struct report_view *)arg)->table.nrows;
}

static void report_view_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct report_view *v = arg;

	report_cell_text(&v->table, row, v->map[column], v->decimal, &out->text);
}

/* --- Life ------------------------------------------------------------------------------------- */

void report_view_init(struct report_view *v, char decimal)
{
	*v = (struct report_view){.decimal = decimal, .table = {.chart_column = -1}};
	list_init(&v->list, v->columns, 0,
		(struct list_source){
			.arg = v, .count = report_view_count, .cell = report_view_cell});
}

static void report_view_drop(struct report_view *v)
{
	free(v->scales);
	v->scales = NULL;
	v->nscales = 0;
	report_table_release(&v->table);
	v->table = (struct report_table){.chart_column = -1};
}

void report_view_release(struct report_view *v)
{
	report_view_drop(v);
	list_release(&v->list);
}

/* --- Measuring -------------------------------------------------------------------------------- */

static int report_view_widest(const struct report_view *v, int col)
{
	const struct report_table *t = &v->table;
	int cols = text_cols(t->columns[col].title);
	struct buf text = BUF_INIT;

	for (int row = 0; row < t->nrows + t->ntotals; row++) {
		/* Of a very long table the beginning tells enough. */
		if (row == VIEW_MEASURE_MAX && t->nrows > row)
			row = t->nrows;
		buf_clear(&text);
		report_cell_text(t, row, col, v->decimal, &text);
		int n = text_cols(buf_str(&text));
		cols = n > cols ? n : cols;
	}
	buf_release(&text);
	return cols;
}

static void report_view_measure(struct report_view *v)
{
	for (int col = 0; col < v->table.ncolumns && col < REPORT_VIEW_COLUMNS; col++) {
		int cols = report_view_widest(v, col);
		int max = col == 0 ? VIEW_LABEL_MAX : VIEW_CELL_MAX;

		v->cols[col] = cols > max ? max : cols < 1 ? 1 : cols;
	}
}

static struct report_scale *report_view_scale(const struct report_view *v, const char *currency)
{
	for (int i = 0; i < v->nscales; i++)
		if (!strcmp(v->scales[i].currency, currency))
			return &v->scales[i];
	return NULL;
}

/* The greatest value of each currency in the chart column. */
static void report_view_scales(struct report_view *v)
{
	const struct report_table *t = &v->table;

	for (int i = 0; i < t->nrows && t->chart_column >= 0; i++) {
		const struct report_cell *cell = &t->rows[i].cells[t->chart_column];
		struct report_scale *scale = report_view_scale(v, t->rows[i].currency);

		if (!scale) {
			v->scales = mem_realloc(
				v->scales, (size_t)(v->nscales + 1) * sizeof *v->scales);
			scale = &v->scales[v->nscales++];
			*scale = (struct report_scale){.most = 0};
			memcpy(scale->currency, t->rows[i].currency, sizeof scale->currency);
		}
		if (cell->set && cell->num > scale->most)
			scale->most = cell->num;
	}
}

/* Amounts of one currency have it in their heading. */
static void report_view_name_currency(struct report_table *t)
{
	if (t->ntotals != 1 || !*t->totals[0].currency)
		return;
	for (int i = 0; i < t->ncolumns; i++) {
		if (t->columns[i].type != REPORT_MONEY)
			continue;
		char *title = mem_printf("%s, %s", t->columns[i].title, t->totals[0].currency);
		free(t->columns[i].title);
		t->columns[i].title = title;
	}
}

void report_view_take(struct report_view *v, struct report_table *t, bool top)
{
	report_view_drop(v);
	v->table = *t;
	*t = (struct report_table){.chart_column = -1};
	if (top) {
		v->first = 0;
		v->list.cursor = v->list.top = 0;
	}
	report_view_name_currency(&v->table);
	report_view_measure(v);
	report_view_scales(v);
}

/* --- Places ----------------------------------------------------------------------------------- */

/* Columns of the list: the label, then those that are not scrolled away. Returns their natural width. */
static int report_view_columns(struct report_view *v)
{
	const struct report_table *t = &v->table;
	int n = 0, cols = VIEW_GUTTER - 1;

	for (int col = 0; col < t->ncolumns && col < REPORT_VIEW_COLUMNS; col++) {
		if (col > 0 && col <= v->first)
			continue;
		v->map[n] = col;
		v->columns[n] = (struct list_column){.title = t->columns[col].title,
			.cols = v->cols[col],
			.priority = col == 0 || col == t->chart_column ? 0 : col,
			.right = t->columns[col].right};
		cols += v->cols[col] + 1;
		n++;
	}
	v->list.column_count = n;
	return cols;
}

static void report_view_fit_chart(struct report_view *v, struct rect r)
{
	v->totals = v->rows = (struct rect){r.row, r.col, 0, 0};
	v->bar = r;
	list_fit(&v->list, r.rows + 1);
}

void report_view_fit(struct report_view *v, struct rect r)
{
	int ntotals = v->table.ntotals < VIEW_TOTALS_MAX ? v->table.ntotals : VIEW_TOTALS_MAX;
	int cols = report_view_columns(v), rows = r.rows - (ntotals ? ntotals + 1 : 0);

	if (v->chart && v->nscales) {
		report_view_fit_chart(v, r);
		return;
	}
	if (rows > v->table.nrows + 1)
		rows = v->table.nrows + 1;
	v->rows = (struct rect){r.row, r.col, rows, r.cols};
	v->bar = (struct rect){r.row, r.col, 0, 0};
	if (v->nscales && r.cols - cols - 1 >= VIEW_BAR_MIN) {
		int bar = r.cols - cols - 1;

		v->rows.cols = cols;
		v->bar = (struct rect){
			r.row + 1, r.col + cols, rows - 1, bar > VIEW_BAR_MAX ? VIEW_BAR_MAX : bar};
	}
	v->totals = (struct rect){r.row + rows, r.col, ntotals ? ntotals + 1 : 0, v->rows.cols};
	list_fit(&v->list, rows);
}

int report_view_hidden(const struct report_view *v)
{
	int widths[REPORT_VIEW_COLUMNS], hidden = 0;

	if (v->chart)
		return 0;
	list_widths(v->columns, v->list.column_count, v->rows.cols, widths);
	for (int i = 0; i < v->list.column_count; i++)
		hidden += widths[i] == 0;
	return hidden;
}

bool report_view_shift(struct report_view *v, int by)
{
	if (by > 0 && report_view_hidden(v) == 0)
		return false;
	if (v->first + by < 0 || v->first + by > v->table.ncolumns - 2)
		return false;
	v->first += by;
	return true;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void report_view_draw_total(
	const struct report_view *v, struct canvas *c, int line, const int *widths)
{
	int col = v->totals.col + VIEW_GUTTER, row = v->totals.row + 1 + line;
	struct buf text = BUF_INIT;

	for (int i = 0; i < v->list.column_count; i++) {
		if (widths[i] == 0)
			continue;
		buf_clear(&text);
		report_cell_text(&v->table, v->table.nrows + line, v->map[i], v->decimal, &text);
		if (v->columns[i].right)
			canvas_text_right(c, row, col, widths[i], ROLE_TITLE, buf_str(&text));
		else
			canvas_text(c, row, col, widths[i], ROLE_TITLE, buf_str(&text));
		col += widths[i] + 1;
	}
	buf_release(&text);
}

/* A bar's share of the greatest of its currency. */
static double report_view_share(const struct report_view *v, int row)
{
	const struct report_row *r = &v->table.rows[row];
	const struct report_cell *cell = &r->cells[v->table.chart_column];
	const struct report_scale *scale = report_view_scale(v, r->currency);

	return scale && scale->most > 0 && cell->set ? (double)cell->num / (double)scale->most : 0;
}

static void report_view_bar_text(const struct report_view *v, int row, struct buf *out)
{
	int col = v->table.chart_column;

	report_cell_text(&v->table, row, col, v->decimal, out);
	if (v->table.columns[col].type == REPORT_MONEY && out->len)
		buf_addf(out, " %s", v->table.rows[row].currency);
}

/* The rows in sight as bars; beside the table without label and value. A last bar, out of sight, gives the scale. */
static void report_view_draw_bars(const struct report_view *v, struct canvas *c)
{
	int top = v->list.top, n = v->table.nrows - top;
	struct chart_bar *bars;
	struct buf *texts;

	n = n > v->bar.rows ? v->bar.rows : n;
	if (n <= 0)
		return;
	bars = mem_alloc((size_t)(n + 1) * sizeof *bars);
	texts = mem_alloc((size_t)n * 2 * sizeof *texts);
	for (int i = 0; i < n; i++) {
		bars[i] = (struct chart_bar){
			.label = "", .value = report_view_share(v, top + i), .role = ROLE_CHART};
		if (!v->chart)
			continue;
		report_cell_text(&v->table, top + i, 0, v->decimal, &texts[2 * i]);
		report_view_bar_text(v, top + i, &texts[2 * i + 1]);
		bars[i].label = buf_str(&texts[2 * i]);
		bars[i].text = buf_str(&texts[2 * i + 1]);
	}
	bars[n] = (struct chart_bar){.label = "", .value = 1};
	chart_bars(c, (struct rect){v->bar.row, v->bar.col, n, v->bar.cols}, bars, n + 1, 0);
	for (int i = 0; i < n * 2; i++)
		buf_release(&texts[i]);
	free(texts);
	free(bars);
}

/* The rule above the totals, with how many rows stand hidden below the last one shown. */
static void report_view_draw_rule(const struct report_view *v, struct canvas *c)
{
	struct rect r = v->totals;
	long long below = v->table.nrows - (v->list.top + v->list.page);
	char text[60];
	int cols;

	canvas_hline(c, r.row, r.col + VIEW_GUTTER, r.cols - VIEW_GUTTER);
	if (below <= 0)
		return;
	snprintf(text, sizeof text, P_(" %lld more ", " %lld more ", below), below);
	cols = canvas_cols(c, text);
	canvas_text(c, r.row, r.col + r.cols - cols - 1, cols, ROLE_HINT, text);
}

void report_view_draw(const struct report_view *v, struct canvas *c, bool focus)
{
	int widths[REPORT_VIEW_COLUMNS];
	struct list list = v->list;

	report_view_draw_bars(v, c);
	if (v->rows.rows <= 0)
		return;
	list.focus = focus;
	list_draw(&list, c, v->rows);
	if (v->totals.rows <= 0)
		return;
	list_widths(v->columns, v->list.column_count, v->rows.cols, widths);
	report_view_draw_rule(v, c);
	for (int i = 0; i < v->totals.rows - 1; i++)
		report_view_draw_total(v, c, i, widths);
}
