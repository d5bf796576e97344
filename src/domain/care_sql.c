/* Counting what is in the file. */
#include "care_sql.h"

#include <stdio.h>

#include "store/db.h"

enum status care_sql_count(
	struct office *o, const char *table, bool deleted, int64_t *out, struct err *err)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM %s WHERE deleted_at IS %sNULL", table,
		deleted ? "NOT " : "");
	return query_one_int(db_query(office_db(o), sql), 0, out, err);
}

enum status care_sql_actions(struct office *o, int64_t *out, struct err *err)
{
	return query_one_int(
		db_query(office_db(o), "SELECT count(*) FROM txn WHERE class = 0"), 0, out, err);
}
