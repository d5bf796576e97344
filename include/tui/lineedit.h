/*
 * One line of text being edited: UTF-8, moves by whole characters (base plus combining marks), word
 * moves and deletes, undo (Ctrl-Z), paste with newlines as blanks, horizontal scrolling.
 */
#ifndef TUI_LINEEDIT_H
#define TUI_LINEEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "tui/canvas.h"
#include "tui/event.h"

enum { LINEEDIT_UNDO_MAX = 100 };

struct lineedit_step {
	char *text;
	size_t cursor;
};

struct lineedit {
	struct buf text;
	size_t cursor;  /* byte offset */
	int max_chars;  /* code points; 0 = no limit */
	bool multiline; /* keeps newlines (textedit.h) */
	bool password;  /* show stars */
	bool fresh;     /* the first typed character replaces everything (lineedit_select_all) */
	bool typing;    /* the last change was a typed character: it joins the undo step */
	struct lineedit_step *undo;
	int undo_count;
};

enum edit_result {
	EDIT_IGNORED, /* not for this widget */
	EDIT_MOVED,   /* only the cursor */
	EDIT_CHANGED, /* the text */
};

void lineedit_init(struct lineedit *e, int max_chars);
void lineedit_release(struct lineedit *e);
void lineedit_set(struct lineedit *e, const char *text); /* cursor at the end, undo forgotten */
const char *lineedit_text(
	const struct lineedit *e); /* "" when empty; borrowed until the next change */
void lineedit_insert(
	struct lineedit *e, const char *text); /* at the cursor, cleaned, within the limit */
void lineedit_select_all(struct lineedit *e);
bool lineedit_undo(struct lineedit *e);

/*
 * Left, Right, Home/Ctrl-A, End/Ctrl-E, Ctrl-Left/Alt-b, Ctrl-Right/Alt-f, Backspace, Delete/Ctrl-D,
 * Ctrl-W (word before), Alt-d (word after), Ctrl-U (to the start), Ctrl-K (to the end), Ctrl-Z,
 * characters and paste.
 */
enum edit_result lineedit_handle(struct lineedit *e, const struct event *ev);
/* A click at that column of the drawn field. */
void lineedit_click(struct lineedit *e, int cols, int col);

/* Draw in cols columns; with focus the hardware cursor stands in it. */
void lineedit_draw(
	const struct lineedit *e, struct canvas *c, int row, int col, int cols, bool focus);

#endif
