/* Saved mappings with the day on which each was used last. */
#include <stdlib.h>

#include "base/mem.h"
#include "domain/profile_list.h"
#include "store/db.h"

static const char list_sql[] =
	"SELECT p.id, p.name, p.header, p.map, max(p.modified_at, coalesce((SELECT max(x.at) FROM"
	" import_batch b JOIN txn x ON x.id = b.txn_id WHERE b.profile = p.name), 0)) AS used FROM"
	" import_profile p WHERE p.deleted_at IS NULL AND p.records = ?1 ORDER BY used DESC, p.id"
	" DESC";

enum status profile_list(
	struct office *o, const char *records, struct profile_row **out, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), list_sql);
	struct profile_row *list = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	query_text(q, 1, records);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		list = mem_grow(list, &cap, (size_t)count + 1, sizeof(*list));
		list[count++] = (struct profile_row){
			.id = query_get_int(q, 0),
			.name = mem_strdup(query_get_text(q, 1)),
			.header = mem_strdup(query_get_text(q, 2)),
			.map = mem_strdup(query_get_text(q, 3)),
			.used_at = query_get_int(q, 4),
		};
	}
	query_done(q);
	*out = list;
	*n = count;
	return st;
}

void profile_list_free(struct profile_row *list, int n)
{
	for (int i = 0; i < n; i++) {
		free(list[i].name);
		free(list[i].header);
		free(list[i].map);
	}
	free(list);
}
