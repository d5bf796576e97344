/* A long job on the screen: bar, rate, time left, and a way to stop it. Time is given by the caller. */
#ifndef TUI_PROGRESS_H
#define TUI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/event.h"

struct progress {
	char *title;
	char *unit;          /* "rows", translated */
	int64_t done, total; /* total <= 0: not known, the bar shows only what is done */
	int64_t start_ms, now_ms;
	bool cancelled; /* the user asked to stop */
};

void progress_init(
	struct progress *p, const char *title, const char *unit, int64_t total, int64_t now_ms);
void progress_release(struct progress *p);
void progress_update(struct progress *p, int64_t done, int64_t now_ms);
double progress_rate(const struct progress *p); /* per second; 0 before there is one */
int progress_left_s(const struct progress *p);  /* seconds left; -1 unknown */
bool progress_handle(struct progress *p, const struct event *ev); /* Esc and Ctrl-C set cancelled */
void progress_draw(const struct progress *p, struct canvas *c, struct rect inside);
/* Only the bar, in one row: "████▌     45 %". */
void progress_draw_bar(struct canvas *c, int row, int col, int cols, int64_t done, int64_t total);

#endif
