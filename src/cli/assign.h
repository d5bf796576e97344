/* Words of the form field=value, into a record. */
#ifndef CLI_ASSIGN_H
#define CLI_ASSIGN_H

#include "domain/record.h"
#include "session.h"

/*
 * Set fields of r from words first..n-1 of the session, those first that others depend on (a currency before amounts, a pipeline
 * before its stage). An empty value empties the field; "-" reads a long text from standard input. ST_USAGE: no such field;
 * ST_BAD_DATA: the value does not fit it.
 */
enum status assign_words(struct session *s, struct record *r, size_t first, struct err *err);

/* One field from text as a person types it. */
enum status assign_text(
	struct office *o, struct record *r, int field, const char *text, struct err *err);

#endif
