/* Rows to records and records to rows. Inside a write transaction where it writes. */
#ifndef DOMAIN_RECORD_SQL_H
#define DOMAIN_RECORD_SQL_H

#include "domain/record.h"
#include "store/db.h"

/* The select list over alias t, in the order that record_read_row() reads. */
const char *record_columns(const struct kind *k);
/* Fill a fresh record from the current row of such a select; custom values are empty. */
void record_read_row(struct office *o, struct query *q, const struct kind *k, struct record *out);
/* Load the custom values; costs nothing for kinds without custom fields. After the row's query is done. */
enum status record_read_custom(struct office *o, struct record *r, struct err *err);
/* Column that serves the order of a field (dates and numbers themselves, the title its sort_key). */
const char *record_order_column(const struct kind *k, int field);

/* Bind a value to a parameter as the field keeps it; its text is borrowed until query_done(). */
void record_bind(struct query *q, int param, const struct field *f, const struct value *v);

/* Words and sort key of a record as they are kept beside it. */
void record_search_text(struct office *o, const struct record *r, struct buf *text);
void record_sort_key(const struct record *r, struct buf *key);

enum status record_sql_insert(struct office *o, struct record *r, struct err *err);
/* The values of custom fields of a record that has its id. */
enum status record_sql_insert_custom(struct office *o, const struct record *r, struct err *err);
/* Write the changed fields, version + 1. *done false: version or trash state differ, nothing was written. */
enum status record_sql_update(struct office *o, struct record *r, bool *done, struct err *err);
/* Set or clear the trash mark of ids first..last that are not (or are) trashed; *changed rows. */
enum status record_sql_trash(struct office *o, const struct kind *k, int64_t first, int64_t last,
	bool trash, int64_t *changed, struct err *err);
/*
 * Does a save of r write other words? What a list of the office calls its entries may have changed since the last one, so a
 * record that is found by such words always does.
 */
bool record_words_change(const struct record *r);
/* The largest id of the kind's table; 0: it is empty. */
enum status record_sql_largest_id(
	struct office *o, const struct kind *k, int64_t *id, struct err *err);
/* search_text and digits as they stand in the file. Caller frees. */
enum status record_sql_search_row(struct office *o, const struct kind *k, int64_t id, char **text,
	char **digits, struct err *err);

#endif
