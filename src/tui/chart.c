/* Charts from block characters: U+2588..U+258F are eighths of a cell from the left, U+2581..U+2588 from below. */
#include "tui/chart.h"

#include <math.h>

enum { CHART_EIGHTHS = 8, CHART_LABEL_MAX = 24, CHART_TEXT_MAX = 20 };

static double chart_greatest(const struct chart_bar *bars, int n)
{
	double most = 0;

	for (int i = 0; i < n; i++)
		if (isfinite(bars[i].value) && bars[i].value > most)
			most = bars[i].value;
	return most;
}

/* Part of `parts` that value is of most; something for anything above zero. */
static int chart_part(double value, double most, int parts)
{
	int n;

	if (!(value > 0) || most <= 0 || !isfinite(value))
		return 0;
	n = (int)(value / most * parts + 0.5);
	return n < 1 ? 1 : n > parts ? parts : n;
}

static void chart_draw_bar(
	struct canvas *c, int row, int col, int cols, enum role role, double value, double most)
{
	int eighths;

	if (cols < 1)
		return;
	if (!c->utf8) {
		canvas_put(c, row, col, chart_part(value, most, cols), role, '#');
		return;
	}
	eighths = chart_part(value, most, cols * CHART_EIGHTHS);
	canvas_put(c, row, col, eighths / CHART_EIGHTHS, role, 0x2588);
	if (eighths % CHART_EIGHTHS != 0)
		canvas_put(c, row, col + eighths / CHART_EIGHTHS, 1, role,
			(uint32_t)(0x2590 - eighths % CHART_EIGHTHS));
}

/* Columns for labels and for value texts. */
static void chart_measure(const struct canvas *c, struct rect r, const struct chart_bar *bars,
	int n, int *label, int *text)
{
	int most = CHART_LABEL_MAX < r.cols / 3 ? CHART_LABEL_MAX : r.cols / 3;

	*label = *text = 0;
	for (int i = 0; i < n; i++) {
		int a = canvas_cols(c, bars[i].label),
		    b = bars[i].text != NULL ? canvas_cols(c, bars[i].text) : 0;

		*label = a > *label ? a : *label;
		*text = b > *text ? b : *text;
	}
	*label = *label < most ? *label : most;
	*text = *text < CHART_TEXT_MAX ? *text : CHART_TEXT_MAX;
}

void chart_bars(struct canvas *c, struct rect r, const struct chart_bar *bars, int n, int top)
{
	double most = chart_greatest(bars, n);
	int label, text, room;

	chart_measure(c, r, bars, n, &label, &text);
	room = r.cols - label - 1 - (text > 0 ? text + 1 : 0);
	for (int i = 0; i < r.rows && top + i < n; i++) {
		const struct chart_bar *bar = &bars[top + i];

		canvas_text(c, r.row + i, r.col, label, ROLE_LABEL, bar->label);
		chart_draw_bar(c, r.row + i, r.col + label + 1, room, bar->role, bar->value, most);
		if (bar->text != NULL)
			canvas_text_right(
				c, r.row + i, r.col + r.cols - text, text, ROLE_VALUE, bar->text);
	}
}

void chart_sparkline(
	struct canvas *c, int row, int col, int cols, enum role role, const double *values, int n)
{
	static const char ascii[] = "_.:-=+*#";
	int skip = n > cols ? n - cols : 0;
	double most = 0;

	for (int i = skip; i < n; i++)
		if (isfinite(values[i]) && values[i] > most)
			most = values[i];
	for (int i = skip; i < n; i++) {
		int part = chart_part(values[i], most, CHART_EIGHTHS);

		if (part > 0)
			canvas_put(c, row, col + i - skip, 1, role,
				c->utf8 ? (uint32_t)(0x2580 + part) : (uint32_t)ascii[part - 1]);
	}
}
