/* The two halves of record_list: what it shows (record_list.c) and how it reads (record_list_rows.c). */
#ifndef SCREENS_RECORD_LIST_PRIVATE_H
#define SCREENS_RECORD_LIST_PRIVATE_H

#include "screens/record_list.h"

/* How struct list reads the window; cells come from the owner's or the field's format. */
struct list_source record_list_source(struct record_list *rl);
/* Compile the text as it stands: filter_err tells what is wrong, compiled stays the last good one then. */
void record_list_compile(struct record_list *rl);
/* Load from the first row on, after the filter or the order changed. */
enum status record_list_restart(struct record_list *rl, struct err *err);
/* Free the rows of the window. */
void record_list_drop(struct record_list *rl);

#endif
