/* What an action changed, in words. */
#ifndef SCREENS_CHANGE_TEXT_H
#define SCREENS_CHANGE_TEXT_H

#include "domain/undo.h"
#include "screens/screen.h"
#include "tui/help.h"

/* One heading a record, one line a field: "Phone   12 → 34". */
void change_text_add(struct office *o, const struct change_entry *changes, int n, struct help *out);

/*
 * Say how an undo went, in nav. When something was left alone, panel is made with a line for each record or field of it, and
 * *open is set; the caller fits and releases it.
 */
void change_text_undone(struct office *o, const struct undo_result *r, struct help *panel,
	bool *open, struct nav *nav);

/* The sentence of one line of the history: "Undo: New client Ромашка". */
void change_text_what(const struct history_entry *e, struct buf *out);

#endif
