/* SQL texts made from a field table. Columns come from the table, never from what a person typed. */
#ifndef DOMAIN_KIND_SQL_H
#define DOMAIN_KIND_SQL_H

#include "base/buf.h"
#include "domain/kind.h"

#define KIND_SQL_FIRST_FIELD 3 /* id, version, deleted_at stand before the fields */

/* How a type is kept: text (else a number; dates are ISO text of a number). */
bool kind_type_is_text(enum field_type type);
/* Has the field a column of its own in the record's table? */
bool kind_field_is_stored(const struct field *f);

/* "t.id, t.version, t.deleted_at, t.name, ..." over alias t; custom fields are not in it. */
void kind_sql_columns(const struct kind *k, struct buf *b);
/* SELECT of those columns for the record ?1. */
void kind_sql_load(const struct kind *k, struct buf *b);
/* INSERT with parameters ?1.. for the stored fields in order, then sort_key and search_text. */
void kind_sql_insert(const struct kind *k, struct buf *b);

#endif
