/*
 * A panel of a card: a title and items under it, each one line or more (a label and its value, a line of history with its note,
 * a task). The cursor stands on items; headings and hints are passed over.
 */
#ifndef SCREENS_CARD_PANEL_H
#define SCREENS_CARD_PANEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "domain/kind.h"
#include "tui/canvas.h"
#include "tui/event.h"

enum card_item_type {
	CARD_HEAD, /* heading of a section */
	CARD_HINT, /* what could stand here, and how to get it */
	CARD_FIELD,
	CARD_PERSON, /* somebody related */
	CARD_PART,   /* a further phone or address */
	CARD_INTERACTION,
	CARD_TASK,
	CARD_DEAL,
};

struct card_item {
	enum card_item_type type;
	enum kind_id kind; /* of the record to open */
	int64_t id;
	int64_t relation; /* CARD_PERSON */
	int field;        /* CARD_FIELD */
	bool open;        /* a task that is to be done */
	bool lines;       /* text is a note, with line ends */
	struct buf left;  /* label, day, stage; stands in a column of its own */
	struct buf text;
	struct buf right; /* phone, amount, how long ago */
	struct buf note;  /* wrapped below */
	enum role role;   /* of left */
};

struct card_panel {
	struct buf title;
	struct card_item *items;
	size_t n, cap;
	int cursor, top; /* items */
	int left_cols;   /* width of the left column */
	int note_rows;   /* at most so many lines of a note */
	bool bare;       /* without its title: a strip names it */
	struct rect r;   /* set by card_panel_fit(); rows 0: not shown */
};

void card_panel_release(struct card_panel *p);
/* Drop all items; the cursor is kept by card_panel_keep() and card_panel_find(). */
void card_panel_clear(struct card_panel *p);
/* A new item at the end, all texts empty. The pointer is good until the next one. */
struct card_item *card_panel_add(struct card_panel *p, enum card_item_type type);
void card_panel_head(struct card_panel *p, const char *title);
void card_panel_hint(struct card_panel *p, const char *text);
/* Put the cursor on the item of that record (or, without, of that field); else it stays at its place. */
void card_panel_find(struct card_panel *p, const struct card_item *like);

/* The item under the cursor; NULL when there is none to stand on. */
const struct card_item *card_panel_current(const struct card_panel *p);
/* Number of items to stand on, and which one the cursor is on (from 1). */
int card_panel_count(const struct card_panel *p, int *at);

/* Rows that all of it would take, title included. */
int card_panel_rows(struct card_panel *p, int cols, int note_rows);
/* Where it is drawn; keeps the cursor in view. */
void card_panel_fit(struct card_panel *p, struct rect r, int note_rows);
/* By so many items; false when the cursor was at the end already. */
bool card_panel_move(struct card_panel *p, int by);
void card_panel_page(struct card_panel *p, int direction);
/* Put the cursor on the item at that row of the screen; false when there is none. */
bool card_panel_click(struct card_panel *p, int row);
void card_panel_draw(const struct card_panel *p, struct canvas *c, bool focus);

#endif
