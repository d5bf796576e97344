/* Bars and small lines from block characters in eighths; '#' where the terminal has none. */
#ifndef TUI_CHART_H
#define TUI_CHART_H

#include "tui/canvas.h"

struct chart_bar {
	const char *label;
	double value;     /* negative draws nothing */
	const char *text; /* value as text behind the bar; may be NULL */
	enum role role;   /* ROLE_CHART usually */
};

/* One bar a row from bar `top` on, labels left, all to one scale (the greatest of all n). */
void chart_bars(struct canvas *c, struct rect r, const struct chart_bar *bars, int n, int top);
/* One row of n values, the last ones when they do not fit. */
void chart_sparkline(
	struct canvas *c, int row, int col, int cols, enum role role, const double *values, int n);

#endif
