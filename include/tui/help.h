/* Text in sections that is scrolled and searched: help for a screen, message history, a long report of errors. */
#ifndef TUI_HELP_H
#define TUI_HELP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/keymap.h"
#include "tui/lineedit.h"

struct help_line {
	char *key; /* left column; NULL for plain text and headings */
	char *text;
	bool heading;
};

struct help {
	char *title;
	struct help_line *lines;
	size_t count, cap;
	int top;        /* first visible screen line */
	int rows, cols; /* visible part, set by help_fit() */
	bool searching; /* typing after / */
	struct lineedit search;
	enum key_layout layout; /* j, k, q, n by key position when not LAYOUT_NONE */
};

enum help_result { HELP_IGNORED, HELP_CHANGED, HELP_CLOSE };

void help_init(struct help *h, const char *title);
void help_release(struct help *h);
void help_heading(struct help *h, const char *text);
void help_key(struct help *h, const char *key, const char *text); /* a key and what it does */
void help_text(struct help *h, const char *text);                 /* a paragraph, wrapped */
void help_fit(struct help *h, struct rect r);
/* Arrows, j k, Space, b, PgUp, PgDn, Home, End scroll; / searches, n and N go on; Esc, q, F1, F10, Enter close. */
enum help_result help_handle(struct help *h, const struct event *ev);
void help_draw(const struct help *h, struct canvas *c, struct rect r);

#endif
