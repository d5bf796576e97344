/*
 * Choose one of many by typing a part of its name: a pop-up with the matches. The choices come from a
 * fixed table or from the owner's look-up, asked anew at each change of the typed text.
 */
#ifndef TUI_PICKLIST_H
#define TUI_PICKLIST_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"

/* value is what is stored, label what is shown, note a second column (city, phone; may be NULL). */
struct pick {
	const char *value, *label, *note;
};

struct picklist;

/* Add matches of `typed` with picklist_add(), best first, 50 at most. */
typedef void picklist_find_fn(void *arg, const char *typed, struct picklist *out);

struct picklist_item {
	char *value, *label, *note;
};

struct picklist {
	struct lineedit edit;       /* what is typed */
	const struct pick *choices; /* borrowed; NULL with a look-up */
	size_t choice_count;
	picklist_find_fn *find;
	void *arg;
	bool can_add; /* offers to add what was typed */
	struct picklist_item *items;
	size_t count, cap;
	int cursor, top;
};

enum pick_result {
	PICK_IGNORED,
	PICK_CHANGED, /* typed or moved */
	PICK_CHOSEN,  /* picklist_chosen() */
	PICK_ADD,     /* add a new one called lineedit_text(&p->edit) */
	PICK_CANCEL,  /* Esc */
};

void picklist_init(struct picklist *p, const struct pick *choices, size_t n);
void picklist_init_find(struct picklist *p, picklist_find_fn *find, void *arg, bool can_add);
void picklist_release(struct picklist *p);
void picklist_add(struct picklist *p, const char *value, const char *label, const char *note);
void picklist_open(struct picklist *p,
	const char *value); /* ask for the choices, cursor on value (may be NULL) */
enum pick_result picklist_handle(struct picklist *p, const struct event *ev);
/* The chosen item; NULL when nothing matches. Borrowed until the next change. */
const struct picklist_item *picklist_chosen(const struct picklist *p);
/* Rows it would like (frame included). */
int picklist_rows(const struct picklist *p);
void picklist_draw(const struct picklist *p, struct canvas *c, struct rect r, const char *title);

#endif
