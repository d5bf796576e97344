/*
 * Which record a row means. Keys are kept beside the database, in memory of a bounded size and a scratch file, so that the
 * table's indexes may be dropped meanwhile. A hit is checked against the record itself.
 */
#ifndef EXCHANGE_IMPORT_MATCH_H
#define EXCHANGE_IMPORT_MATCH_H

#include "domain/record.h"

struct import_match;

/* All live records of the kind, by that field. */
enum status import_match_new(
	struct office *o, enum kind_id kind, int field, struct import_match **out, struct err *err);
/* A record that has not that key by itself may have it another way: asked before it is given up. */
typedef enum status import_match_also_fn(
	void *arg, int64_t id, const char *key, bool *same, struct err *err);
void import_match_also(struct import_match *m, import_match_also_fn *fn, void *arg);
void import_match_free(struct import_match *m); /* NULL is fine */
/* The id of the record with this key; 0 when there is none. ST_IO when the scratch file fails. */
enum status import_match_find(
	struct import_match *m, const char *key, int64_t *id, struct err *err);
void import_match_add(struct import_match *m, int64_t id, const char *key);

#endif
