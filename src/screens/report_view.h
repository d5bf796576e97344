/*
 * A report's table on the screen: rows with a cursor, a bar beside each row where there is room, and the total lines below. Zoomed
 * it shows the bars alone. Bars are to one scale for each currency.
 */
#ifndef SCREENS_REPORT_VIEW_H
#define SCREENS_REPORT_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "report/table.h"
#include "tui/list.h"

enum { REPORT_VIEW_COLUMNS = 32 };

struct report_scale {
	char currency[4];
	int64_t most;
};

/* It keeps pointers to itself: on the heap, and not moved. */
struct report_view {
	struct report_table table; /* owned */
	char decimal;
	int cols[REPORT_VIEW_COLUMNS]; /* natural width of each column of the table */
	struct report_scale *scales;   /* the greatest value of each currency, for bars */
	int nscales;
	int first;  /* columns behind the label that are scrolled away */
	bool chart; /* bars alone */
	struct list list;
	struct list_column columns[REPORT_VIEW_COLUMNS];
	int map[REPORT_VIEW_COLUMNS]; /* column of the list to that of the table */
	struct rect rows, bar, totals;
};

void report_view_init(struct report_view *v, char decimal);
void report_view_release(struct report_view *v);
/* Show this table; takes it over. The cursor goes to the first row when top is set. */
void report_view_take(struct report_view *v, struct report_table *t, bool top);
void report_view_fit(struct report_view *v, struct rect r);
void report_view_draw(const struct report_view *v, struct canvas *c, bool focus);
/* Show columns further right or left; false when there are none. */
bool report_view_shift(struct report_view *v, int by);
/* How many columns do not fit. */
int report_view_hidden(const struct report_view *v);

#endif
