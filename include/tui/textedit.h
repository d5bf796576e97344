/*
 * Several lines of text being edited (notes): the moves of lineedit.h, Enter breaks the line, Up and
 * Down move by screen lines. Long lines wrap at blanks in the width given to textedit_fit().
 */
#ifndef TUI_TEXTEDIT_H
#define TUI_TEXTEDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/lineedit.h"

struct textedit {
	struct lineedit edit; /* text with newlines, cursor, undo */
	int cols;             /* width it wraps to */
	int rows;             /* visible lines */
	int top;              /* first visible line */
	int want_col;         /* column that Up and Down aim at; -1 = where the cursor is */
};

void textedit_init(struct textedit *t, int max_chars);
void textedit_release(struct textedit *t);
void textedit_set(struct textedit *t, const char *text);
const char *textedit_text(const struct textedit *t);
/* Size it will be drawn at; keeps the cursor visible. */
void textedit_fit(struct textedit *t, int rows, int cols);
/* Up in the first line and Down in the last are EDIT_IGNORED, so that a form can go to the next field. */
enum edit_result textedit_handle(struct textedit *t, const struct event *ev);
int textedit_lines(const struct textedit *t); /* screen lines at the present width */
void textedit_draw(const struct textedit *t, struct canvas *c, struct rect r, bool focus);

#endif
