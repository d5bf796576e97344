/*
 * The index tables of many new rows, made beside the engine: their words are collected here (postings.h) and go in as one
 * segment each (segment.h). It is used where the index tables are as this program makes them; everything else is left to the
 * engine, which is also asked, before the end, whether it finds what was put in.
 */
#ifndef STORE_INDEX_BUILD_H
#define STORE_INDEX_BUILD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct index_build;

/* For the index tables of table; NULL when they are not of the known form, or memory is short. */
struct index_build *index_build_new(struct db *db, const char *table);
void index_build_free(struct index_build *b); /* NULL is fine */

/*
 * The search text and the digits of the next row; NULL is nothing. Ids grow from row to row. May be called in another thread
 * than the rest, at one time in one.
 */
void index_build_row(struct index_build *b, int64_t id, const char *text, const char *digits);
/* Did exactly the rows first..last come, all of them? */
bool index_build_is_whole(const struct index_build *b, int64_t first, int64_t last);

/*
 * All rows are there: a thread makes the segments, while the connection may be used for something else. Without it
 * index_build_finish() makes them.
 */
void index_build_start(struct index_build *b);

/*
 * Put them into the index tables; once. Inside a write transaction. *done false with ST_OK: nothing was changed, the engine must
 * do it. ST_IO when there was no place for the scratch file.
 */
enum status index_build_finish(struct index_build *b, bool *done, struct err *err);

#endif
