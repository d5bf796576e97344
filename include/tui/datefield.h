/*
 * A date typed in words, dates or with the arrows: "fri", "+3d", "15.3" show at once what they mean
 * ("= Fri 08.03.2026"). Up/Down change by a day, PgUp/PgDn by a month, F4 opens a month to choose from.
 */
#ifndef TUI_DATEFIELD_H
#define TUI_DATEFIELD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"

struct datefield {
	struct lineedit edit;
	int32_t today;
	enum date_order order;
	bool calendar;        /* the month is open */
	int32_t calendar_day; /* day under its cursor */
};

void datefield_init(struct datefield *d, int32_t today, enum date_order order);
void datefield_release(struct datefield *d);
void datefield_set(struct datefield *d, int32_t day);
void datefield_clear(struct datefield *d);
bool datefield_is_empty(const struct datefield *d);
bool datefield_day(const struct datefield *d, int32_t *out); /* false: empty, or no date */
/* In the open calendar it takes every key; Enter takes the day, Esc closes. */
enum edit_result datefield_handle(struct datefield *d, const struct event *ev);
/* Field and, when there is room, the preview behind it. */
void datefield_draw(
	const struct datefield *d, struct canvas *c, int row, int col, int cols, bool focus);
/* The month as a pop-up of 10 x 24 near (row, col), kept inside `inside`; draws nothing when closed. */
void datefield_draw_calendar(
	const struct datefield *d, struct canvas *c, struct rect inside, int row, int col);

#endif
