/*
 * A list of records of one kind as most screens show it: a window of loaded rows that pages by key, the filter line that
 * filters as you type, order by column, marks, and a count that never keeps anybody waiting. The cursor stays on its record over reloads.
 *
 * It is state inside a screen's state (heap: it keeps pointers to itself). The owner forwards: load, fit, handle, event, typing,
 * position, wait_ms, tick, release, and draws it with record_list_draw().
 */
#ifndef SCREENS_RECORD_LIST_H
#define SCREENS_RECORD_LIST_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/filter.h"
#include "domain/record.h"
#include "screens/screen.h"
#include "tui/lineedit.h"
#include "tui/list.h"

enum { RECORD_LIST_COLUMNS = 16, RECORD_LIST_WINDOW = 400 };

/* Fill one cell other than by record_format(); false leaves it to the list. field is the field index of the column. */
typedef bool record_list_cell_fn(
	void *arg, const struct record *r, int field, struct list_cell *out);

struct record_list {
	struct office *office;
	const struct kind *kind;
	enum date_order date_order;
	record_list_cell_fn *cell; /* may be NULL */
	void *cell_arg;
	char *fixed;             /* condition always in force ("class:open"); NULL none */
	struct lineedit filter;  /* what is typed */
	bool typing;             /* the filter line has the focus */
	struct err filter_err;   /* of the text as it stands; status ST_OK when it compiles */
	struct filter *compiled; /* the last text that compiled; fixed included */
	int order_field;         /* LIST_ORDER_DEFAULT, LIST_ORDER_NAME or a field */
	bool descending;
	struct list_column columns[RECORD_LIST_COLUMNS];
	int fields[RECORD_LIST_COLUMNS]; /* field of each column */
	int ncolumns;
	struct record *rows; /* the window, in list order */
	int n;
	bool more_before, more_after;
	int64_t count;   /* rows that match; -1: not counted yet */
	bool count_more; /* there are more than count */
	int64_t total;   /* rows without the typed filter; -1: not counted yet */
	bool total_more;
	int64_t wanted;   /* record to put the cursor on at the next load; 0 none */
	struct rect rect; /* of the rows, from record_list_fit() */
	struct list list; /* list.empty is for the owner to set */
	const char *
		no_match; /* borrowed: said when the filter lets nothing through; NULL: a plain sentence */
};

/* Columns are the fields with FF_COLUMN, the title first; order is the kind's default. */
void record_list_init(struct record_list *rl, const struct screen_env *env, enum kind_id kind);
void record_list_release(struct record_list *rl);
/* Other columns; n <= RECORD_LIST_COLUMNS. The first is never dropped on narrow screens, later ones go first. */
void record_list_set_columns(struct record_list *rl, const int *fields, int n);
/* A condition always in force, in the filter language (copied; NULL none). Load afterwards. */
void record_list_set_fixed(struct record_list *rl, const char *filter);
/* Put a filter into the filter line. Load afterwards. */
void record_list_set_filter(struct record_list *rl, const char *text);

/* Read the window again around the record under the cursor (or record_list_select()'s). ST_BAD_DATA: the fixed filter is wrong. */
enum status record_list_load(struct record_list *rl, struct err *err);
/* Put the cursor on that record; loads around it when it is not in the window. False: it is not in the list. */
bool record_list_select(struct record_list *rl, int64_t id);
/* The cursor goes to it with the next load (for screens whose returned() tells a new record). */
void record_list_want(struct record_list *rl, int64_t id);

bool record_list_typing(const struct record_list *rl);
/* UP DOWN TOP BOTTOM FILTER SORT REVERSE MARK MARK_ALL, and BACK while there are marks or a filter to clear. 0: not for the list. */
unsigned record_list_handle(struct record_list *rl, int action, struct nav *nav);
/* Arrows, pages, wheel, click; a click on a heading sorts, a double click wishes ACT_OPEN; the text of the filter line. */
unsigned record_list_event(struct record_list *rl, const struct event *ev, struct nav *nav);

/* Where the rows (with their heading) will be drawn. */
void record_list_fit(struct record_list *rl, struct rect rows);
/* Title row: title, then the filter line, counts at the right end. Rows in the rectangle of record_list_fit(). */
void record_list_draw(
	const struct record_list *rl, struct canvas *c, struct rect title_row, const char *title);
void record_list_position(const struct record_list *rl, struct buf *out);

const struct record *record_list_current(
	const struct record_list *rl); /* NULL when empty; borrowed until the next load or move */
int64_t record_list_id(const struct record_list *rl); /* 0 when empty */
/* Marked ids, ascending; else the one under the cursor. Returns their number; *ids is borrowed until marks change. */
int record_list_chosen(const struct record_list *rl, const int64_t **ids);
/* For screen_ops.step. */
bool record_list_step(struct record_list *rl, int step, struct screen_arg *out);
/* The whole filter in force (fixed and typed), for export. */
void record_list_filter_text(const struct record_list *rl, struct buf *out);

/* Counting happens when no key came for a moment. */
int record_list_wait_ms(const struct record_list *rl);
unsigned record_list_tick(struct record_list *rl);

#endif
