/*
 * A table read ahead: after the first rows a thread of its own reads and cuts the next ones into batches, a bounded number of
 * them, while the caller works on a row. What is given is what table_in.h gives, in its order, with its end and its error.
 */
#ifndef EXCHANGE_TABLE_AHEAD_H
#define EXCHANGE_TABLE_AHEAD_H

#include "exchange/table_in.h"

struct table_ahead;

/* in must not be used otherwise until table_ahead_free(), which frees it too. */
struct table_ahead *table_ahead_new(struct table_in *in);
void table_ahead_free(struct table_ahead *a); /* NULL is fine */

/* As table_in_next(): the row is borrowed until the next call. */
enum status table_ahead_next(struct table_ahead *a, struct table_row *row, struct err *err);
/* Reading ahead ends, and the table may be asked what it left out; no more rows afterwards. */
void table_ahead_stop(struct table_ahead *a);
/* How far the rows that were given reach in the file, to within a batch. */
int64_t table_ahead_done(const struct table_ahead *a);

#endif
