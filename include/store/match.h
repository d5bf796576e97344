/*
 * Does a text contain another, whatever the case and the marks of its letters, in any script? LIKE knows ASCII only; what the
 * engine offers instead differs between engines, so it is kept here. It reads every row: for words use the search index.
 */
#ifndef STORE_MATCH_H
#define STORE_MATCH_H

#include <stdbool.h>

#include "base/buf.h"

/* Append the condition: expr (SQL, not from a person) contains parameter ?param, made by match_term(). NULL for a NULL. */
void match_sql(struct buf *sql, const char *expr, int param);
/* The parameter's value for a text as typed; about 50 bytes a letter, so bound the text. whole: nothing before or behind. Caller frees. */
char *match_term(const char *text, bool whole);

#endif
