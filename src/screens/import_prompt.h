/*
 * A question of the import wizard over its screen: choose one of many by typing, or write one line. The step that asked gets the
 * answer; Esc gives none.
 */
#ifndef SCREENS_IMPORT_PROMPT_H
#define SCREENS_IMPORT_PROMPT_H

#include <stdbool.h>

#include "base/buf.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"
#include "tui/picklist.h"

struct import_prompt {
	enum { PROMPT_CLOSED, PROMPT_PICK, PROMPT_LINE } kind;
	int purpose, arg; /* the step's own */
	char *title, *error;
	struct picklist pick;
	struct lineedit line;
	bool removes; /* LINE: an empty answer takes away what was there */
	char *answer; /* value of the choice, or what was written */
	bool added;   /* PICK: not one of the choices, but what was typed */
};

enum prompt_result { PROMPT_IGNORED, PROMPT_MOVED, PROMPT_ANSWERED };

/* find fills the list (fuzzy_score() over what is typed is its business, or import_offer()'s). */
void import_prompt_pick(struct import_prompt *p, int purpose, int arg, const char *title,
	picklist_find_fn *find, void *find_arg, bool can_add, const char *value);
void import_prompt_line(
	struct import_prompt *p, int purpose, int arg, const char *title, const char *text);
/* Say that an empty answer takes away what was there. */
void import_prompt_removes(struct import_prompt *p);
void import_prompt_close(struct import_prompt *p); /* frees everything */
/* Keep it open with a reason why the answer will not do. */
void import_prompt_refuse(struct import_prompt *p, const char *why);
enum prompt_result import_prompt_event(struct import_prompt *p, const struct event *ev);
void import_prompt_draw(const struct import_prompt *p, struct canvas *c, struct rect inside);

/* Choices gathered in their own order, offered best match first. */
struct import_offers {
	struct import_offer {
		const char *value, *label, *note;
		int score, at;
	} items[300];
	int n;
};
/* The texts are borrowed until import_offers_give(). */
void import_offer(struct import_offers *o, const char *typed, const char *value, const char *label,
	const char *note);
void import_offers_give(struct import_offers *o, struct picklist *out);

#endif
