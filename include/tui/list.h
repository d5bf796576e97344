/*
 * A list of rows that need not all be in memory. The owner keeps a window of loaded rows (0..count-1)
 * and loads the next or the previous page by key when the cursor comes to an end of it; the list
 * keeps the cursor, the scroll position and the marks. Drawing asks only for what is visible.
 */
#ifndef TUI_LIST_H
#define TUI_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "tui/canvas.h"
#include "tui/event.h"

struct list_column {
	const char *title; /* translated by the owner */
	int cols;          /* least width, > 0 */
	int grow;          /* share of the room that is left, 0 keeps cols */
	int priority;      /* 0 is always shown; the highest number goes first on narrow screens */
	bool right;        /* numbers */
};

/* One cell, filled by the owner while drawing. */
struct list_cell {
	struct buf text; /* cleared before each call; empty cells stay blank */
	enum role role;  /* ROLE_NORMAL before the call */
};

enum list_end { LIST_FIRST, LIST_LAST };

/* What loading did to the window. */
struct list_shift {
	int front; /* rows added (+) or dropped (-) before row 0 */
	int added; /* rows that became reachable in the wanted direction */
};

/* How the list reads its rows. more and jump may be NULL when all rows are loaded. */
struct list_source {
	void *arg;
	int (*count)(void *arg); /* loaded rows */
	void (*cell)(void *arg, int row, int column, struct list_cell *out);
	int64_t (*id)(void *arg, int row); /* identity, for marks; may be NULL */
	/* Load a page beyond that end; false when there is nothing there. */
	bool (*more)(void *arg, enum list_end end, struct list_shift *out);
	/* Replace the window by the first or last page of everything. */
	void (*jump)(void *arg, enum list_end end);
};

struct list {
	const struct list_column *columns; /* borrowed */
	int column_count;
	struct list_source source;
	int cursor, top; /* rows of the window */
	int page;        /* visible rows, set by list_fit() */
	int name_column; /* drawn bold in the cursor row; 0 unless set */
	int sort_column; /* shows the sort mark; -1 none */
	bool sort_desc;
	bool focus;        /* is it the pane that takes the keys? */
	const char *empty; /* translated: what to show, and what to press, when there are no rows */
	int64_t *marks;    /* ascending ids */
	size_t mark_count, mark_cap;
};

enum list_move { LIST_UP, LIST_DOWN, LIST_PAGE_UP, LIST_PAGE_DOWN, LIST_HOME, LIST_END };

void list_init(struct list *l, const struct list_column *columns, int n, struct list_source source);
void list_release(struct list *l);
/* Rows were reloaded: keep cursor and scroll position inside. */
void list_reset(struct list *l);
/* Tell how many rows of the screen it has (header included) before moving; keeps the cursor visible. */
void list_fit(struct list *l, int rows);

/* Move; loads pages as needed. Returns whether anything changed. */
bool list_move(struct list *l, enum list_move move);
void list_select(struct list *l, int row);
bool list_select_id(struct list *l, int64_t id); /* among the loaded rows */
int list_count(const struct list *l);
/* Id of the row under the cursor; -1 when the list is empty. */
int64_t list_id(const struct list *l);

/*
 * Arrows, PgUp, PgDn, Home, End, the wheel, a click inside r (which puts the cursor there). Letters
 * belong to the keymap. Returns whether anything changed.
 */
bool list_handle(struct list *l, const struct event *ev, struct rect r);
/* Column whose heading was clicked (to sort by it), -1 otherwise. */
int list_heading_at(const struct list *l, struct rect r, int row, int col);

void list_mark_toggle(struct list *l); /* the row under the cursor, and go down one */
void list_mark_loaded(struct list *l); /* every loaded row */
void list_mark_id(struct list *l, int64_t id, bool on);
void list_mark_clear(struct list *l);
bool list_is_marked(const struct list *l, int64_t id);

/* Draw header and rows; the hardware cursor goes to the selected row when it has the focus. */
void list_draw(const struct list *l, struct canvas *c, struct rect r);

/*
 * Widths of the columns in `cols` screen columns, one blank between them and two in front for the
 * marks; 0 = dropped. Shared by tables that are no list.
 */
void list_widths(const struct list_column *columns, int n, int cols, int *out);

#endif
