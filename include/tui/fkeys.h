/* The bar of function keys: ten of eight columns at 80, six and "?" on narrow screens. */
#ifndef TUI_FKEYS_H
#define TUI_FKEYS_H

#include <stdbool.h>

#include "tui/canvas.h"

struct fkey {
	const char *label; /* translated; NULL or "" leaves the place empty */
	const char *
		letter; /* the other key of the action, shown instead of the number when letters is on; may be NULL */
};

void fkeys_draw(struct canvas *c, struct rect r, const struct fkey keys[10], bool letters);
/* Number 1..10 of the key under that column; 0 when none, 11 for "?". */
int fkeys_at(struct rect r, int col);

#endif
