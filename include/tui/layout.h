/*
 * Where things go at a given window size. One table of thresholds: 60x16 is the least, from 120
 * columns list and card stand side by side, from 160 a third column, from 200x50 a chart strip.
 */
#ifndef TUI_LAYOUT_H
#define TUI_LAYOUT_H

#include <stdbool.h>

#include "tui/canvas.h"

enum {
	LAYOUT_MIN_ROWS = 16,
	LAYOUT_MIN_COLS = 60,
	LAYOUT_HOME_COLS = 80,
	LAYOUT_TWO_COLS = 120,
	LAYOUT_THREE_COLS = 160,
	LAYOUT_CHART_COLS = 200,
	LAYOUT_CHART_ROWS = 50
};

/* Parts that are not shown have rows == 0. */
struct layout {
	bool too_small; /* then nothing else is set: show layout_draw_too_small() and take only quit and redraw */
	int panes; /* 1, 2 or 3 */
	struct rect all;
	struct rect tabs;  /* row 0 */
	struct rect title; /* row 1: view, filter, counts */
	struct rect
		body; /* everything between title and message: screens that lay themselves out */
	struct rect main;  /* list; all of body when there is one pane (without rule and preview) */
	struct rect card;  /* second pane */
	struct rect side;  /* third pane */
	struct rect chart; /* strip under card and side */
	struct rect rule;  /* line above the preview */
	struct rect
		preview; /* one line about the selected row; only with one pane and 20 rows or more */
	struct rect message; /* message line */
	struct rect keys;    /* key bar */
};

void layout_compute(int rows, int cols, struct layout *out);
/* The vertical rules between panes. */
void layout_draw_rules(const struct layout *l, struct canvas *c);
/* "Window 40x10: at least 60x16 is needed", cut to whatever there is. */
void layout_draw_too_small(struct canvas *c);

#endif
