/* Schema steps from data/schema, in the order of their numbers; the file's user_version says how many it has had. */
#include "store/migrate.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "index.h"
#include "store/db.h"
#include "store_private.h"

static const struct {
	const char *name, *sql;
} migrate_list[] = {
#include "schema.inc"
};

enum { MIGRATE_COUNT = sizeof migrate_list / sizeof migrate_list[0] };

int migrate_latest(void)
{
	int i, latest = 0;

	for (i = 0; i < (int)MIGRATE_COUNT; i++) {
		int n = atoi(migrate_list[i].name);

		if (n > latest)
			latest = n;
	}
	return latest;
}

static enum status migrate_stamp(struct db *db, int version, struct err *err)
{
	char sql[96];

	snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
		DB_APPLICATION_ID, version);
	return db_exec(db, sql, err);
}

enum status migrate_apply(struct db *db, int from, struct err *err)
{
	enum status st = ST_OK;
	int64_t broken = 0;
	int i;

	for (i = 0; i < (int)MIGRATE_COUNT && st == ST_OK; i++)
		if (atoi(migrate_list[i].name) > from)
			st = db_exec(db, migrate_list[i].sql, err);
	if (st == ST_OK)
		st = index_configure(db, err);
	if (st == ST_OK)
		st = query_one_int(db_query(db, "SELECT count(*) FROM pragma_foreign_key_check"), 0,
			&broken, err);
	if (st == ST_OK && broken > 0)
		st = err_set(err, ST_CORRUPT,
			_("%s has references to missing records and cannot be brought to the new "
			  "format. Run \"kartoteka check\" "
			  "with the old program."),
			db->path);
	if (st == ST_OK)
		st = migrate_stamp(db, migrate_latest(), err);
	return st;
}
