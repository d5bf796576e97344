/*
 * One line to type in, and below it everything that fits: actions with their keys, views, records.
 * The menu is the same without typing: groups and entries.
 */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"

struct palette_entry {
	int64_t id;
	char *group; /* heading or second column, "" when none */
	char *name;  /* ASCII command name, matched too; "" when none */
	char *title;
	char *key;  /* "" when none */
	char *help; /* shown for the entry under the cursor; "" when none */
	int score;
};

struct palette {
	struct lineedit edit;
	char *title;
	struct palette_entry *entries; /* everything, in the order added */
	size_t count, cap;
	int *shown; /* entries that fit, best first */
	int shown_count;
	int cursor, top;
	bool menu; /* keep the order and show group headings */
};

enum palette_result { PALETTE_IGNORED, PALETTE_CHANGED, PALETTE_CHOSEN, PALETTE_CANCEL };

void palette_init(struct palette *p, const char *title, bool menu);
void palette_release(struct palette *p);
/* Strings are copied; NULL is "". */
void palette_add(struct palette *p, int64_t id, const char *group, const char *name,
	const char *title, const char *key, const char *help);
/* Drop all entries (for look-ups that fill it anew at each change); what is typed stays. */
void palette_empty(struct palette *p);
/* Sort out what fits; call it after adding. With all, entries are taken as they are (already filtered). */
void palette_filter(struct palette *p, bool all);
/* Type to filter, arrows, PgUp/PgDn, Enter, Esc, Tab completes the command name. Filters anew after typing. */
enum palette_result palette_handle(struct palette *p, const struct event *ev);
/* The entry under the cursor; NULL when nothing fits. */
const struct palette_entry *palette_chosen(const struct palette *p);
const char *palette_typed(const struct palette *p);
void palette_draw(const struct palette *p, struct canvas *c, struct rect inside);

#endif
