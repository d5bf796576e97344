/*
 * Tasks by day: the rows of a record list (paged by key in order of the day) under headings for overdue, today, tomorrow, the
 * days of the coming week, later and without a day. Within a day they stand by time. In any other order there are no headings.
 */
#ifndef SCREENS_AGENDA_H
#define SCREENS_AGENDA_H

#include <stdbool.h>
#include <stdint.h>

#include "screens/record_list.h"
#include "tui/list.h"

enum { AGENDA_COLUMNS = 6 };

struct agenda_line {
	int row;     /* of the window; -1: a heading */
	int section; /* day of the heading relative to today, or one of the ends */
};

/* It keeps pointers to itself: on the heap, and not moved. */
struct agenda {
	struct record_list rows;
	struct list list; /* what is seen: headings and rows */
	struct agenda_line *lines;
	int n;
	size_t cap;
	int32_t today;
	struct list_column columns[AGENDA_COLUMNS];
};

void agenda_init(struct agenda *a, const struct screen_env *env);
void agenda_release(struct agenda *a);
/* The last column tells whose task it is; among one's own it says nothing. */
void agenda_show_assignee(struct agenda *a, bool on);
/* Read again; the cursor stays on its task, or goes to the one that record_list_want() named. */
enum status agenda_load(struct agenda *a, struct err *err);
/* After anything that may have changed the rows (the filter, the order): headings anew. */
void agenda_refresh(struct agenda *a);

/* The task under the cursor; NULL when there is none. */
const struct record *agenda_current(const struct agenda *a);
/* Marked ids, ascending; else the one under the cursor. Returns their number; borrowed until marks change. */
int agenda_chosen(const struct agenda *a, const int64_t **ids);
/* The task below the cursor, or else above it; 0 when it is the only one. */
int64_t agenda_next_id(const struct agenda *a);

void agenda_fit(struct agenda *a, struct rect rows);
void agenda_draw(
	const struct agenda *a, struct canvas *c, struct rect title_row, const char *title);
void agenda_move(struct agenda *a, enum list_move move);
void agenda_mark(struct agenda *a);
void agenda_mark_all(struct agenda *a);
/* Keys, wheel and clicks on the rows; whether anything changed. */
bool agenda_event(struct agenda *a, const struct event *ev);

#endif
