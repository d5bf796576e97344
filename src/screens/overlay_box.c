/* The framed box of small dialogs: where it goes, and its frame. */
#include "overlay_box.h"

#include "base/text.h"

enum { BOX_EDGE_ROWS = 1, BOX_EDGE_COLS = 2 };

void overlay_box_fit(struct overlay_box *b, const struct layout *l, int rows, int cols)
{
	struct rect room = l->all;

	if (l->message.rows > 0) {
		rect_cut_top(&room, 1);
		rect_cut_bottom(&room, 2);
	}
	b->outer = rect_center(room, rows + 2 * BOX_EDGE_ROWS, cols + 2 * BOX_EDGE_COLS);
	b->inner = rect_inset(b->outer, BOX_EDGE_ROWS, BOX_EDGE_COLS);
}

void overlay_box_draw(
	const struct overlay_box *b, struct canvas *c, const char *title, const char *keys)
{
	struct rect r = b->outer;
	int cols = keys ? text_cols(keys) : 0;

	canvas_fill(c, r, ROLE_NORMAL);
	canvas_box(c, r, title);
	if (keys && cols + 6 <= r.cols) {
		int col = r.col + r.cols - cols - 4;

		canvas_text(c, r.row + r.rows - 1, col, 1, ROLE_BORDER, " ");
		canvas_text(c, r.row + r.rows - 1, col + 1, cols, ROLE_HINT, keys);
		canvas_text(c, r.row + r.rows - 1, col + 1 + cols, 1, ROLE_BORDER, " ");
	}
}
