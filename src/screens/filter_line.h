/*
 * The filter line of screens that show more than one list: the text, whether it is right, and how it looks in the title row.
 * Lists of records have one of their own (screens/record_list.h).
 */
#ifndef SCREENS_FILTER_LINE_H
#define SCREENS_FILTER_LINE_H

#include <stdbool.h>

#include "base/err.h"
#include "domain/filter.h"
#include "domain/office.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"

struct filter_line {
	struct lineedit edit;
	bool typing;    /* has the focus */
	struct err err; /* of the text as it stands; ST_OK when it is right */
};

enum filter_line_result {
	FILTER_LINE_IGNORED,
	FILTER_LINE_MOVED,   /* only the cursor */
	FILTER_LINE_CHANGED, /* the text */
	FILTER_LINE_LEFT,    /* Enter, Tab, or Esc in an empty line: the focus is given up */
};

void filter_line_init(struct filter_line *f);
void filter_line_release(struct filter_line *f);
const char *filter_line_text(const struct filter_line *f); /* borrowed until the next change */
void filter_line_set(struct filter_line *f, const char *text);
/* Is the text a right filter over that kind? Keeps what is wrong in f->err. */
bool filter_line_check(struct filter_line *f, struct office *o, enum kind_id kind);
/* Keys and pastes while typing. */
enum filter_line_result filter_line_event(struct filter_line *f, const struct event *ev);
/* "Filter: ..." in that row from col on to its end; below, at the character, what is wrong. Nothing when empty and not typing. */
void filter_line_draw(const struct filter_line *f, struct canvas *c, struct rect row, int col);

#endif
