/* Where the parts of a client's card go at each window size: one table of areas, for drawing and for clicks. */
#ifndef SCREENS_CARD_LAYOUT_H
#define SCREENS_CARD_LAYOUT_H

#include <stdbool.h>

#include "card_data.h"
#include "tui/layout.h"

/* Parts that are not shown have rows == 0. */
struct card_areas {
	struct rect contacts; /* phone, e-mail, city */
	struct rect strip;    /* names of the panels when only one is shown */
	struct rect panels[PANEL_COUNT];
	struct rect rules[2]; /* between columns */
	struct rect chart;
	int note_rows[PANEL_COUNT];
};

/* The whole card: one panel below 80 columns or 20 rows and when zoomed, else all three. */
void card_layout(const struct layout *l, struct card_data *d, bool zoom, enum card_panel_id focus,
	struct card_areas *out);
/* The card beside a list: its panels one below the other, each as tall as it needs, work in the third column where there is one. */
void card_layout_beside(const struct layout *l, struct card_data *d, struct card_areas *out);

/* Name, and at the right end kind, status and rank. */
void card_layout_draw_title(const struct card_data *d, struct canvas *c, struct rect row);

/* The panels' names, the open one marked. */
void card_layout_draw_strip(const struct card_areas *a, const struct card_data *d,
	enum card_panel_id focus, struct canvas *c);
/* The panel whose name is at that column of the strip; PANEL_COUNT when none. */
enum card_panel_id card_layout_strip_at(
	const struct card_areas *a, const struct card_data *d, int col);
/* Bars of the contacts of the last months. */
void card_layout_draw_chart(struct rect r, const struct card_data *d, struct canvas *c);

#endif
