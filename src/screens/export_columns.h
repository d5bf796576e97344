/* Which columns an export has, and in which order: a list in which Space takes and leaves and + and - move. */
#ifndef SCREENS_EXPORT_COLUMNS_H
#define SCREENS_EXPORT_COLUMNS_H

#include <stdbool.h>

#include "domain/kind.h"
#include "tui/canvas.h"
#include "tui/event.h"

struct export_columns {
	const struct kind *kind;
	int *fields; /* all that can be written; the taken ones in their order */
	bool *taken; /* beside fields */
	int n;
	int cursor, top, rows; /* rows: of the list, as last drawn */
};

/* All fields in the table's order, none taken. Release with export_columns_release(). */
void export_columns_init(struct export_columns *c, const struct kind *k);
void export_columns_release(struct export_columns *c);
/* Take these and no others, in this order; the others follow. */
void export_columns_set(struct export_columns *c, const int *fields, int n);
/* The same by names, "name,city"; what the kind has not is passed over. */
void export_columns_read(struct export_columns *c, const char *names);
void export_columns_name(const struct export_columns *c, struct buf *out);
/* What is taken, in order; the caller frees. */
int *export_columns_taken(const struct export_columns *c, int *n);

enum export_columns_answer { EXPORT_COLUMNS_OPEN, EXPORT_COLUMNS_DONE };

void export_columns_fit(struct export_columns *c, struct rect r);
enum export_columns_answer export_columns_handle(struct export_columns *c, const struct event *ev);
void export_columns_draw(const struct export_columns *c, struct canvas *cv, struct rect r);

#endif
