/* Statements behind office.c: users, custom fields, lists, titles. */
#ifndef DOMAIN_OFFICE_SQL_H
#define DOMAIN_OFFICE_SQL_H

#include "office_private.h"

enum status office_sql_user(struct office *o, const char *login, int64_t *id, struct err *err);
enum status office_sql_mark(
	struct office *o, const char *table, struct table_mark *out, struct err *err);
enum status office_sql_load_custom(struct office *o, struct err *err);
enum status office_sql_load_lists(struct office *o, struct err *err);
int64_t office_sql_first_stage(struct office *o, int64_t pipeline_id);
int64_t office_sql_first_pipeline(struct office *o);
void office_sql_title(struct office *o, const struct kind *k, int64_t id, struct buf *b);

#endif
