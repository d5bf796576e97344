/*
 * A form made from a table of fields. Values go in and out as text: dates as ISO, yes/no as "1" and
 * "", choices and look-ups as their value. Tab, Shift-Tab and the arrows move (in dates Up and Down
 * change the day); Enter goes to the next field and saves on the last, in notes it breaks the line;
 * Ctrl-S or F2 saves; Esc or Ctrl-C leaves, asking once when something was changed. A bad field says
 * why in the line under it; the last line of the form is for hints.
 */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/picklist.h"

enum form_type {
	FORM_TEXT,
	FORM_NOTE, /* several lines; F4 or Ctrl-E asks for an editor */
	FORM_DATE,
	FORM_NUMBER, /* text that draws to the right; meaning is validate's business */
	FORM_BOOL,   /* Space changes it */
	FORM_PICK,   /* one of `choices`; Left/Right step; Space, F4 or a letter opens the list */
	FORM_LOOKUP, /* one of what `find` finds; typing, Space or F4 opens the list, Del empties it */
	FORM_HEAD, /* no field: a heading between groups */
	FORM_SHOW, /* no field: label and text that cannot be changed */
};

struct form_field {
	const char *name;  /* for drafts and form_find(); ASCII */
	const char *label; /* translated */
	enum form_type type;
	bool required;
	int max_chars;    /* 0 = no limit */
	int rows;         /* FORM_NOTE: visible lines, 0 = 4 */
	const char *hint; /* in the last line while it has the focus; translated, may be NULL */
	const struct pick *choices;
	size_t choice_count;
	picklist_find_fn *find;
	bool can_add; /* FORM_LOOKUP: may ask for a new record (FORM_ADD) */
	/* Is the value good? Else a translated sentence in err. Called on leaving the field and on saving. */
	bool (*validate)(void *arg, const char *value, char *err, size_t size);
	void *arg; /* for find and validate */
};

struct form;

enum form_result {
	FORM_IGNORED,
	FORM_MOVED,   /* focus or cursor */
	FORM_CHANGED, /* a value */
	FORM_SAVE,    /* asked to save, and every field is good */
	FORM_CANCEL,  /* leave; nothing changed, or said twice */
	FORM_WARN,    /* changed: a second Esc discards (form_draw says so) */
	FORM_EDITOR,  /* run $EDITOR on the focused note, then form_set() it */
	FORM_ADD,     /* make a new record named form_typed() for the focused look-up */
};

/* Fields are borrowed for the life of the form. */
struct form *form_new(
	const struct form_field *fields, size_t n, int32_t today, enum date_order order);
void form_free(struct form *f);

/* Set a value without making the form dirty; for a look-up give its label too (else NULL). */
void form_set(struct form *f, int field, const char *value, const char *label);
/* The same as done by the user: the form is dirty then. */
void form_change(struct form *f, int field, const char *value, const char *label);
const char *form_get(
	const struct form *f, int field); /* borrowed until the next change; "" when empty */
const char *form_get_name(
	const struct form *f, const char *name); /* "" when there is no such field */
const char *form_label(
	const struct form *f, int field);              /* what the user sees of a pick or look-up */
const char *form_typed(const struct form *f);          /* text typed into the open look-up */
int form_find(const struct form *f, const char *name); /* -1 when there is none */
int form_focus(const struct form *f);
void form_set_focus(struct form *f, int field);
bool form_is_dirty(const struct form *f);
bool form_field_is_dirty(const struct form *f, int field);
void form_set_clean(struct form *f); /* after saving */

/* Check everything; the focus goes to the first bad field. */
bool form_check(struct form *f);
/* Show an error from elsewhere (the store) under a field; -1 = under the form. */
void form_set_error(struct form *f, int field, const char *text);

enum form_result form_handle(struct form *f, const struct event *ev);
/* Size it will be drawn at; keeps the focus visible. Call it before form_handle() and form_draw(). */
void form_fit(struct form *f, struct rect r);
int form_rows(const struct form *f); /* rows it would like */
void form_draw(const struct form *f, struct canvas *c, struct rect r);

/* Changed values as text ("name=value" lines, \ and newlines escaped), and back as changes. Unknown names are ignored. */
void form_draft(const struct form *f, struct buf *out);
void form_undraft(struct form *f, const char *draft);

#endif
