/* A thorough look at the file, one line a finding. */
#include "store/upkeep.h"

#include <string.h>

#include "base/i18n.h"
#include "index.h"
#include "store/search.h"
#include "store_private.h"

static void check_line(struct buf *report, int *found, const char *text)
{
	buf_addf(report, "%s\n", text);
	(*found)++;
}

/* A page that cannot be read ends the engine's own list; that is a finding, not a failure of the check. */
static enum status check_file(struct db *db, struct buf *report, int *found, struct err *err)
{
	struct query *q = db_query(db, "PRAGMA integrity_check(20)");
	struct err why = ERR_INIT;
	enum status st;
	bool row;

	while ((st = query_step(q, &row, &why)) == ST_OK && row)
		if (strcmp(query_get_text(q, 0), "ok") != 0)
			check_line(report, found, query_get_text(q, 0));
	query_done(q);
	if (st == ST_OK)
		return ST_OK;
	if (st != ST_CORRUPT)
		return err_set(err, st, "%s", why.text);
	check_line(report, found, why.text);
	return ST_OK;
}

static enum status check_references(struct db *db, struct buf *report, int *found, struct err *err)
{
	struct query *q = db_query(
		db, "SELECT \"table\", \"rowid\", parent FROM pragma_foreign_key_check LIMIT 20");
	enum status st;
	bool row;

	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		buf_addf(report, _("%s %lld refers to a missing %s\n"), query_get_text(q, 0),
			(long long)query_get_int(q, 1), query_get_text(q, 2));
		(*found)++;
	}
	query_done(q);
	return st;
}

static enum status check_indexes(struct db *db, struct buf *report, int *found, struct err *err)
{
	char **names;
	size_t i, n;
	enum status st = index_list(db, &names, &n, err);

	if (st != ST_OK)
		return st;
	for (i = 0; i < n && st == ST_OK; i++) {
		struct err why = ERR_INIT;

		if (strncmp(names[i], "search_", 7) != 0)
			continue;
		st = search_check(db, names[i] + 7, &why);
		if (st == ST_CORRUPT) {
			check_line(report, found, why.text);
			st = ST_OK;
		} else if (st != ST_OK) {
			err_set(err, st, "%s", why.text);
		}
	}
	index_list_free(names, n);
	return st;
}

enum status db_check(struct db *db, struct buf *report, struct err *err)
{
	int found = 0;
	enum status st = check_file(db, report, &found, err);

	if (st == ST_OK && found == 0)
		st = check_references(db, report, &found, err);
	if (st == ST_OK && found == 0)
		st = check_indexes(db, report, &found, err);
	if (st == ST_OK && found > 0)
		st = err_set(err, ST_CORRUPT,
			P_("%s: %d problem was found.", "%s: %d problems were found.", found),
			db->path, found);
	return st;
}
