/* Entries of the change log, a line or an object each. */
#ifndef CLI_CHANGE_ROWS_H
#define CLI_CHANGE_ROWS_H

#include "domain/undo.h"
#include "session.h"

/* To standard output: a table, or with --json an object a line. */
enum status change_rows_tell(
	const struct session *s, const struct change_entry *list, int n, struct err *err);

#endif
