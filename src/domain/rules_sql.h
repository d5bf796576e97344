/* Look-ups that the rules need, and the maintained columns of clients. */
#ifndef DOMAIN_RULES_SQL_H
#define DOMAIN_RULES_SQL_H

#include "domain/record.h"

/* ST_BAD_DATA when another live record has the same value in this field. */
enum status rules_sql_unique(struct office *o, const struct record *r, int field, struct err *err);
/* Live records of a table whose link column is id. */
enum status rules_sql_count(struct office *o, const char *table, const char *column, int64_t id,
	int64_t *n, struct err *err);

/* The greatest position in a list of the office; 0 when it is empty. */
enum status rules_sql_last_position(
	struct office *o, const char *list, int64_t *out, struct err *err);

struct stage_facts {
	int64_t pipeline_id, probability;
	bool has_probability;
	char cls[16], name[128];
};
enum status rules_sql_stage(
	struct office *o, int64_t stage_id, struct stage_facts *out, struct err *err);

/* Digits of a client's further phone numbers, blank before each. */
enum status rules_sql_more_digits(
	struct office *o, int64_t client_id, struct buf *digits, struct err *err);

/* last_contact_at and next_task_day of one client, or of all whose columns are wrong (client_id 0). */
enum status rules_sql_maintain(struct office *o, int64_t client_id, struct err *err);
enum status rules_sql_maintain_all(struct office *o, struct err *err);

/* Ids of live records of table whose link column is id; owned array. */
enum status rules_sql_children(struct office *o, const char *table, const char *column, int64_t id,
	bool trashed, int64_t **ids, int *n, struct err *err);

/* The ids in first..last that live rows of table point at with column; owned array, any order. */
enum status rules_sql_owners(struct office *o, const char *table, const char *column, int64_t first,
	int64_t last, int64_t **ids, int *n, struct err *err);

/* Ids in first..last of rows that are (or are not) in the trash, ascending; owned array. */
enum status rules_sql_rows(struct office *o, const char *table, int64_t first, int64_t last,
	bool trashed, int64_t **ids, int *n, struct err *err);
/* Ids in first..last of trashed rows whose link column points at a trashed row of owner; owned array, ascending. */
enum status rules_sql_orphans(struct office *o, const char *table, const char *column,
	const char *owner, int64_t first, int64_t last, int64_t **ids, int *n, struct err *err);
/* ST_NOT_FOUND (err untouched) when there is no such row. */
enum status rules_sql_is_trashed(
	struct office *o, const char *table, int64_t id, bool *trashed, struct err *err);

#endif
