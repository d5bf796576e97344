/* Cutting the window into parts, by the thresholds of the header. */
#include "tui/layout.h"

#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"

enum { LAYOUT_PREVIEW_ROWS = 20, LAYOUT_CHART_HEIGHT = 12, LAYOUT_SIDE_COLS = 44 };

/* Panes side by side with one column for the rule between them. */
static void layout_split(struct layout *l, int rows, int cols)
{
	struct rect room = l->body;

	l->panes = cols >= LAYOUT_THREE_COLS ? 3 : 2;
	l->main = rect_cut_left(
		&room, l->panes == 3 ? (cols - LAYOUT_SIDE_COLS) / 2 : cols * 11 / 20);
	rect_cut_left(&room, 1);
	if (cols >= LAYOUT_CHART_COLS && rows >= LAYOUT_CHART_ROWS) {
		l->chart = rect_cut_bottom(&room, LAYOUT_CHART_HEIGHT);
		rect_cut_bottom(&room, 1);
	}
	if (l->panes == 3) {
		l->side = rect_cut_right(&room, LAYOUT_SIDE_COLS);
		rect_cut_right(&room, 1);
	}
	l->card = room;
}

void layout_compute(int rows, int cols, struct layout *out)
{
	struct rect room = {0, 0, rows, cols};

	memset(out, 0, sizeof(*out));
	out->all = room;
	if (rows < LAYOUT_MIN_ROWS || cols < LAYOUT_MIN_COLS) {
		out->too_small = true;
		return;
	}
	out->tabs = rect_cut_top(&room, 1);
	out->keys = rect_cut_bottom(&room, 1);
	out->message = rect_cut_bottom(&room, 1);
	out->title = rect_cut_top(&room, 1);
	out->body = room;
	if (cols >= LAYOUT_TWO_COLS) {
		layout_split(out, rows, cols);
		return;
	}
	out->panes = 1;
	if (rows >= LAYOUT_PREVIEW_ROWS) {
		out->preview = rect_cut_bottom(&room, 1);
		out->rule = rect_cut_bottom(&room, 1);
	}
	out->main = room;
}

void layout_draw_rules(const struct layout *l, struct canvas *c)
{
	if (l->rule.rows > 0)
		canvas_hline(c, l->rule.row, l->rule.col, l->rule.cols);
	if (l->card.rows > 0)
		canvas_vline(c, l->body.row, l->card.col - 1, l->body.rows);
	if (l->side.rows > 0)
		canvas_vline(c, l->side.row, l->side.col - 1, l->side.rows);
	if (l->chart.rows > 0)
		canvas_hline(c, l->chart.row - 1, l->chart.col, l->chart.cols);
}

void layout_draw_too_small(struct canvas *c)
{
	int row = c->rows / 2 > 0 ? c->rows / 2 - 1 : 0;
	struct buf b = BUF_INIT;

	buf_addf(&b, _("Window %dx%d: at least %dx%d is needed"), c->cols, c->rows, LAYOUT_MIN_COLS,
		LAYOUT_MIN_ROWS);
	row += canvas_wrap(
		c, (struct rect){row, 0, c->rows - row, c->cols}, 0, ROLE_NORMAL, buf_str(&b));
	if (row < c->rows)
		canvas_wrap(c, (struct rect){row, 0, c->rows - row, c->cols}, 0, ROLE_HINT,
			_("Make it larger, or press q to quit."));
	buf_release(&b);
}
