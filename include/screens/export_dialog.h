/*
 * Write a list, what it shows or one record to a file or to the terminal's clipboard: format, columns, encoding and the rest in a
 * box, chosen as the last time for records of this kind.
 */
#ifndef SCREENS_EXPORT_DIALOG_H
#define SCREENS_EXPORT_DIALOG_H

#include "screens/record_list.h"
#include "screens/screen.h"

extern const struct screen_ops export_dialog_screen;

/* What a list shows: its filter, order and columns. */
unsigned export_dialog_rows(struct nav *nav, const struct record_list *rl);
/* All that a filter lets through, in the kind's own order. */
unsigned export_dialog_list(struct nav *nav, enum kind_id kind, const char *filter);
unsigned export_dialog_record(struct nav *nav, enum kind_id kind, int64_t id);

#endif
