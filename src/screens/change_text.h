/* What an action changed, in words. */
#ifndef SCREENS_CHANGE_TEXT_H
#define SCREENS_CHANGE_TEXT_H

#include "domain/undo.h"
#include "tui/help.h"

/* One heading a record, one line a field: "Phone   12 → 34". */
void change_text_add(struct office *o, const struct change_entry *changes, int n, struct help *out);

/* The sentence of one line of the history: "Undo: New client Ромашка". */
void change_text_what(const struct history_entry *e, struct buf *out);

#endif
