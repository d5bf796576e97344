/* Reading the change log: the list of actions, and what an action or a record's life consists of. */
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/undo.h"
#include "store/db.h"

/* Records, not log rows: an import says how many; the log of any other action is short. An undo (a redo) is as large as what it undid. */
#define RECORDS                                                                                \
	"coalesce((SELECT b.created + b.updated + b.others FROM import_batch b WHERE b.txn_id" \
	" IN (x.id, x.undoes, (SELECT y.undoes FROM txn y WHERE y.id = x.undoes))),"           \
	" (SELECT coalesce(sum(coalesce(c.last_id, c.record_id) - c.record_id + 1), 0) FROM"   \
	" change c WHERE c.txn_id = x.id AND c.op <> 'u') + (SELECT count(*) FROM (SELECT"     \
	" DISTINCT c.kind, c.record_id FROM change c WHERE c.txn_id = x.id AND c.op = 'u') AS" \
	" d))"

static const char all_actions[] =
	"SELECT x.id, x.at, coalesce(s.name, ''), x.what, x.undone_by, x.class, " RECORDS
	" FROM txn x LEFT JOIN user s ON s.id = x.user_id WHERE x.id < ?1 ORDER BY x.id DESC LIMIT "
	"?2";

/* Actions that changed the client itself or what belongs to it. */
static const char client_actions[] =
	"SELECT x.id, x.at, coalesce(s.name, ''), x.what, x.undone_by, x.class, " RECORDS
	" FROM txn x LEFT JOIN user s ON s.id = x.user_id WHERE x.id < ?1 AND x.id IN ("
	"SELECT c.txn_id FROM change c WHERE c.kind = 'client' AND (c.record_id = ?3 OR"
	" (c.last_id IS NOT NULL AND c.record_id <= ?3 AND c.last_id >= ?3))"
	" UNION SELECT c.txn_id FROM interaction i JOIN change c ON c.kind = 'interaction' AND "
	"(c.record_id = i.id OR"
	" (c.last_id IS NOT NULL AND c.record_id <= i.id AND c.last_id >= i.id)) WHERE i.client_id "
	"= ?3"
	" UNION SELECT c.txn_id FROM task k JOIN change c ON c.kind = 'task' AND (c.record_id = "
	"k.id OR"
	" (c.last_id IS NOT NULL AND c.record_id <= k.id AND c.last_id >= k.id)) WHERE k.client_id "
	"= ?3"
	" UNION SELECT c.txn_id FROM deal d JOIN change c ON c.kind = 'deal' AND (c.record_id = "
	"d.id OR"
	" (c.last_id IS NOT NULL AND c.record_id <= d.id AND c.last_id >= d.id)) WHERE d.client_id "
	"= ?3"
	") ORDER BY x.id DESC LIMIT ?2";

static void read_entry(struct query *q, struct history_entry *e)
{
	*e = (struct history_entry){
		.txn = query_get_int(q, 0),
		.at = query_get_int(q, 1),
		.undone_by = query_get_int(q, 4),
		.cls = (int)query_get_int(q, 5),
		.changes = query_get_int(q, 6),
	};
	text_copy(e->user, sizeof(e->user), query_get_text(q, 2));
	text_copy(e->what, sizeof(e->what), query_get_text(q, 3));
}

enum status history_list(struct office *o, int64_t client_id, int64_t before_txn, int limit,
	struct history_entry **out, int *n, struct err *err)
{
	struct query *q = db_query(office_db(o), client_id ? client_actions : all_actions);
	struct history_entry *list = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	query_int(q, 1, before_txn ? before_txn : INT64_MAX);
	query_int(q, 2, limit);
	if (client_id)
		query_int(q, 3, client_id);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		list = mem_grow(list, &cap, (size_t)count + 1, sizeof(*list));
		read_entry(q, &list[count++]);
	}
	query_done(q);
	*out = list;
	*n = count;
	return st;
}

static void change_release(struct change_entry *e)
{
	free(e->field);
	free(e->old_text);
	free(e->new_text);
}

static void read_change(struct office *o, struct query *q, struct change_entry *e)
{
	*e = (struct change_entry){
		.txn = query_get_int(q, 0),
		.at = query_get_int(q, 1),
		.kind = office_kind_by_name(o, query_get_text(q, 3), NULL),
		.record_id = query_get_int(q, 4),
		.last_id = query_get_int(q, 5),
		.op = query_get_text(q, 6)[0],
		.field = mem_strdup(query_get_text(q, 7)),
		.old_text = mem_strdup(query_get_text(q, 8)),
		.new_text = mem_strdup(query_get_text(q, 9)),
	};
	text_copy(e->user, sizeof(e->user), query_get_text(q, 2));
}

#define CHANGE_SELECT                                                                              \
	"SELECT x.id, x.at, coalesce(s.name, ''), c.kind, c.record_id, c.last_id, c.op, c.field, " \
	"c.old_value,"                                                                             \
	" c.new_value FROM change c JOIN txn x ON x.id = c.txn_id LEFT JOIN user s ON s.id = "     \
	"x.user_id"

enum status change_list(struct office *o, int64_t txn, enum kind_id kind, int64_t record_id,
	int limit, struct change_entry **out, int *n, struct err *err)
{
	struct query *q = db_query(
		office_db(o), txn ? CHANGE_SELECT " WHERE c.txn_id = ?1 ORDER BY c.id LIMIT ?2"
				  : CHANGE_SELECT " WHERE c.kind = ?3 AND (c.record_id = ?1 OR "
						  "(c.last_id IS NOT NULL AND c.record_id <= ?1"
						  " AND c.last_id >= ?1))"
						  " ORDER BY c.id DESC LIMIT ?2");
	struct change_entry *list = NULL;
	size_t cap = 0;
	enum status st;
	bool row;
	int count = 0;

	query_int(q, 1, txn ? txn : record_id);
	query_int(q, 2, limit);
	if (!txn)
		query_text(q, 3, office_kind(o, kind)->name);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		list = mem_grow(list, &cap, (size_t)count + 1, sizeof(*list));
		read_change(o, q, &list[count]);
		if (list[count].kind != KIND_NONE)
			count++;
		else /* a damaged row: nobody can say what it was about */
			change_release(&list[count]);
	}
	query_done(q);
	*out = list;
	*n = count;
	return st;
}

void change_list_free(struct change_entry *e, int n)
{
	for (int i = 0; i < n; i++)
		change_release(&e[i]);
	free(e);
}
