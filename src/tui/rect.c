/* Arithmetic on rectangles; sizes never become negative. */
#include "tui/canvas.h"

static int rect_min(int a, int b)
{
	return a < b ? a : b;
}

static int rect_clamp(int n, int max)
{
	return n < 0 ? 0 : rect_min(n, max);
}

struct rect rect_inset(struct rect r, int rows, int cols)
{
	int row = rect_clamp(rows, r.rows), col = rect_clamp(cols, r.cols);

	return (struct rect){r.row + row, r.col + col, rect_clamp(r.rows - 2 * rows, r.rows),
		rect_clamp(r.cols - 2 * cols, r.cols)};
}

struct rect rect_cut_top(struct rect *r, int rows)
{
	struct rect cut = *r;

	cut.rows = rect_clamp(rows, r->rows);
	r->row += cut.rows;
	r->rows -= cut.rows;
	return cut;
}

struct rect rect_cut_bottom(struct rect *r, int rows)
{
	struct rect cut = *r;

	cut.rows = rect_clamp(rows, r->rows);
	r->rows -= cut.rows;
	cut.row = r->row + r->rows;
	return cut;
}

struct rect rect_cut_left(struct rect *r, int cols)
{
	struct rect cut = *r;

	cut.cols = rect_clamp(cols, r->cols);
	r->col += cut.cols;
	r->cols -= cut.cols;
	return cut;
}

struct rect rect_cut_right(struct rect *r, int cols)
{
	struct rect cut = *r;

	cut.cols = rect_clamp(cols, r->cols);
	r->cols -= cut.cols;
	cut.col = r->col + r->cols;
	return cut;
}

struct rect rect_center(struct rect r, int rows, int cols)
{
	rows = rect_clamp(rows, r.rows);
	cols = rect_clamp(cols, r.cols);
	return (struct rect){r.row + (r.rows - rows) / 2, r.col + (r.cols - cols) / 2, rows, cols};
}

bool rect_has(struct rect r, int row, int col)
{
	return row >= r.row && row < r.row + r.rows && col >= r.col && col < r.col + r.cols;
}
