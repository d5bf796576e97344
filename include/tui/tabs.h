/* The row of tabs: number, title and, where given, a count. */
#ifndef TUI_TABS_H
#define TUI_TABS_H

#include "tui/canvas.h"

struct tab {
	const char *title; /* translated */
	int badge;         /* shown behind the title when > 0 */
};

/* right: text at the right end (user, due count; may be NULL). When it gets narrow it goes first, then the counts, then titles are cut. */
void tabs_draw(struct canvas *c, struct rect r, const struct tab *tabs, int n, int active,
	const char *right);
/* Tab under that column, -1 when none. */
int tabs_at(struct rect r, const struct tab *tabs, int n, const char *right, int col);

#endif
