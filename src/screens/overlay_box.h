/* The framed box in the middle of the window that the small dialogs of screens are drawn in. */
#ifndef SCREENS_OVERLAY_BOX_H
#define SCREENS_OVERLAY_BOX_H

#include "tui/canvas.h"
#include "tui/layout.h"

struct overlay_box {
	struct rect outer; /* with the frame */
	struct rect inner; /* for the content */
};

/* Room for rows x cols of content, less when the window is small; the row of tabs and the last two rows stay free. */
void overlay_box_fit(struct overlay_box *b, const struct layout *l, int rows, int cols);
/* Blank box with title in the upper edge and keys (may be NULL) in the lower one. */
void overlay_box_draw(
	const struct overlay_box *b, struct canvas *c, const char *title, const char *keys);

#endif
