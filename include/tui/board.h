/*
 * Columns of cards (a pipeline): head with count and sum, cards below, the cursor on one card. Below
 * 80 columns one column is shown, with a strip naming all.
 */
#ifndef TUI_BOARD_H
#define TUI_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "tui/canvas.h"
#include "tui/event.h"

enum { BOARD_CARD_LINES = 3, BOARD_COLUMN_MIN = 18 };

struct board_head {
	struct buf title, sum; /* sum: text below the title; may stay empty */
	struct buf note;       /* instead of cards when none are loaded; else board.empty */
	int64_t count;         /* cards in all, loaded or not; -1: not known yet */
	enum role role;
};

struct board_card {
	struct buf line[BOARD_CARD_LINES];
	enum role role[BOARD_CARD_LINES];
};

/* Texts are cleared before each call, roles ROLE_NORMAL. */
struct board_source {
	void *arg;
	int (*columns)(void *arg);
	void (*head)(void *arg, int column, struct board_head *out);
	int (*cards)(void *arg, int column); /* loaded cards */
	void (*card)(void *arg, int column, int card, struct board_card *out);
	bool (*more)(void *arg,
		int column); /* load more cards at the end; false when there are none; may be NULL */
};

struct board {
	struct board_source source;
	int column;       /* with the cursor */
	int first_column; /* leftmost shown */
	int *card, *top;  /* per column: cursor and scroll position */
	int column_cap;
	int rows, cols; /* set by board_fit() */
	bool focus;
	const char *empty; /* translated text of an empty column */
};

enum board_move {
	BOARD_UP,
	BOARD_DOWN,
	BOARD_LEFT,
	BOARD_RIGHT,
	BOARD_PAGE_UP,
	BOARD_PAGE_DOWN,
	BOARD_HOME,
	BOARD_END
};

void board_init(struct board *b, struct board_source source);
void board_release(struct board *b);
void board_reset(struct board *b); /* cards were reloaded: keep the cursor inside */
void board_fit(struct board *b, struct rect r);
bool board_move(struct board *b, enum board_move move); /* whether anything changed */
void board_select(struct board *b, int column, int card);
int board_column(const struct board *b);
int board_card(const struct board *b); /* -1 when the column is empty */
/* Arrows, PgUp, PgDn, Home, End, wheel and click. */
bool board_handle(struct board *b, const struct event *ev, struct rect r);
void board_draw(const struct board *b, struct canvas *c, struct rect r);

#endif
