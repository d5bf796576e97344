/* Lists of records as a table for people or as JSON lines for programs. */
#ifndef CLI_ROWS_H
#define CLI_ROWS_H

#include "domain/list.h"
#include "grid.h"
#include "session.h"

/* The default columns of a kind; the caller frees *fields. */
void rows_columns(const struct kind *k, int **fields, int *n);

/* A value as a table shows it: an amount in another currency than the office's names it. */
void rows_value(struct office *o, const struct record *r, int field, struct buf *b);

/* How the column of a field behaves. */
enum grid_type rows_column_type(const struct field *f);

/*
 * Print the records of a request, limit 0 all. fields NULL: the default columns (for JSON: all). *n gets their number.
 */
enum status rows_print(struct session *s, const struct list_request *req, const int *fields,
	int nfields, bool json, int64_t *n, struct err *err);

#endif
