/* What the store does with the file as a whole, for rooms that know the office only. */
#include "domain/care.h"

#include "care_sql.h"
#include "store/db.h"
#include "store/upkeep.h"

enum status care_backup(struct office *o, const char *target, bool force, struct err *err)
{
	return db_backup(office_db(o), target, force, err);
}

enum status care_restore(const char *copy, const char *path, struct buf *kept, struct err *err)
{
	return db_restore(copy, path, kept, err);
}

enum status care_check(struct office *o, struct buf *report, struct err *err)
{
	return db_check(office_db(o), report, err);
}

bool care_is_new(struct office *o)
{
	return db_was_created(office_db(o));
}

bool care_is_read_only(struct office *o)
{
	return db_is_read_only(office_db(o));
}

int care_format(struct office *o)
{
	return db_schema_version(office_db(o));
}

enum status care_count(
	struct office *o, enum kind_id kind, int64_t *live, int64_t *deleted, struct err *err)
{
	const char *table = office_kind(o, kind)->table;
	enum status st = care_sql_count(o, table, false, live, err);

	return st ? st : care_sql_count(o, table, true, deleted, err);
}

enum status care_actions(struct office *o, int64_t *out, struct err *err)
{
	return care_sql_actions(o, out, err);
}
