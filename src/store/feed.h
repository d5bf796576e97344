/*
 * Rows on their way into a table. They are collected in blocks and inserted by one long INSERT .. SELECT that reads them from
 * a table-valued source of ours; a statement each would cost two times as much. When a block is full a thread runs that
 * statement while the caller fills the next block.
 *
 * A connection still belongs to one thread at a time: everything else that goes to the engine first calls db_settle(), which
 * lets the statement run to its end.
 */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include <stdint.h>

#include "base/err.h"

struct db;
struct feed;
struct index_build;

/* table is copied. index (may be NULL) gets the search text and digits of each row, by the thread that runs the statement. */
struct feed *feed_new(struct db *db, const char *table, struct index_build *index);
/* Rows not inserted yet are forgotten. NULL is fine. */
void feed_free(struct feed *f);

/* What the rows that follow are made of, id not among them. Names must stay as long as the feed. */
enum status feed_columns(struct feed *f, const char *const *names, int n, struct err *err);
/* A value of the next row; columns that get none are NULL. Texts are copied. */
void feed_int(struct feed *f, int column, int64_t v);
void feed_text(struct feed *f, int column, const char *s);
/* The row is complete. *id is what it will have. A failure may be that of an earlier row; after it nothing more is taken. */
enum status feed_add(struct feed *f, int64_t *id, struct err *err);
/* All rows are in the table now, or *err says why not. */
enum status feed_finish(struct feed *f, struct err *err);

#endif
