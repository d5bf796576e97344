/* Inside an action: a place to come back to, new custom fields, and a look at what a save would do. */
#include <stdlib.h>
#include <string.h>

#include "action_index.h"
#include "action_private.h"
#include "base/mem.h"
#include "office_private.h"
#include "rules.h"

/* What of the action's state a mark takes back. */
struct action_place {
	struct {
		int64_t first, last;
	} inserted[KIND_COUNT];
	size_t nclients;
	bool logged, lists_grew;
};

static enum status run_sql(struct office *o, const char *sql, struct err *err)
{
	return query_run(db_query(o->db, sql), NULL, err);
}

bool action_is_marked(const struct office *o)
{
	return o->action && o->action->mark;
}

enum status action_mark(struct office *o, struct err *err)
{
	struct action_state *a = o->action;
	enum status st = change_log_write(o, err);

	if (!st)
		st = run_sql(o, "SAVEPOINT action_mark", err);

	if (st)
		return st;
	a->mark = mem_alloc(sizeof(*a->mark));
	memcpy(a->mark->inserted, a->inserted, sizeof(a->inserted));
	a->mark->nclients = a->nclients;
	a->mark->logged = a->logged;
	a->mark->lists_grew = a->lists_grew;
	action_index_mark(o);
	return ST_OK;
}

enum status action_unmark(struct office *o, bool keep, struct err *err)
{
	struct action_state *a = o->action;
	struct action_place *mark = a->mark;
	bool reload = !keep && a->lists_grew;
	enum status st = ST_OK;

	if (!keep) {
		change_log_drop(o);
		st = run_sql(o, "ROLLBACK TO action_mark", err);
	}

	if (!st)
		st = run_sql(o, "RELEASE action_mark", err);
	if (!keep) {
		if (a->bulk)
			bulk_changed(a->bulk);
		memcpy(a->inserted, mark->inserted, sizeof(a->inserted));
		a->nclients = mark->nclients;
		a->logged = mark->logged;
		a->lists_grew = mark->lists_grew;
	}
	action_index_unmark(o, keep);
	free(mark);
	a->mark = NULL;
	if (!st && reload) {
		o->nlists = 0; /* entries that were taken back */
		st = office_reload(o, err);
	}
	return st;
}

enum status action_take_fields(struct office *o, struct err *err)
{
	return office_reload(o, err);
}

bool action_indexes_later(struct office *o, enum kind_id kind, int64_t id)
{
	struct action_state *a = o->action;

	if (!a || !a->bulk || a->bulk_kind != kind || !a->bulk_first || id < a->bulk_first)
		return false;
	bulk_changed(a->bulk);
	return true;
}

enum status record_prepare(struct office *o, struct record *r, struct err *err)
{
	return rules_check(o, r, !o->lenient, err);
}
