/*
 * The merge itself. The order is what makes undo come out right, which goes backwards: what belongs to the others moves first,
 * then they go to the trash, then the survivor changes (it may take a login that was another's).
 */
#include <string.h>

#include "action_private.h"
#include "base/i18n.h"
#include "merge_move.h"
#include "merge_sql.h"
#include "office_private.h"

static enum status check_unchanged(struct merge *m, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; !st && i < m->n; i++) {
		struct record now;

		st = record_load(m->office, m->kind->id, m->records[i].id, &now, err);
		if (st)
			return st;
		if (now.deleted_at || now.version != m->records[i].version)
			st = err_set(err, ST_CONFLICT,
				_("Somebody else changed one of these records meanwhile: look at "
				  "them again"));
		record_release(&now);
	}
	return st;
}

static enum status trash_others(struct merge *m, struct err *err)
{
	struct office *o = m->office;
	enum status st = ST_OK;

	for (int i = 1; !st && i < m->n; i++) {
		st = merge_sql_trace(
			o, o->action->txn, m->kind, m->records[0].id, m->records[i].id, err);
		if (!st)
			st = record_trash(o, m->kind->id, m->records[i].id, 0, err);
	}
	return st;
}

static enum status merge_do(struct merge *m, struct merge_done *done, struct err *err)
{
	enum status st = check_unchanged(m, err);

	action_set_lenient(m->office, true);
	if (!st)
		st = merge_move(m, done, err);
	if (!st)
		st = trash_others(m, err);
	if (!st)
		st = record_save(m->office, &m->result, err);
	if (!st)
		st = merge_keep_lost(m, done, err);
	return st;
}

static void merge_sentence(const struct merge *m, struct buf *b)
{
	buf_addf(b, P_("Merge %d record into %s", "Merge %d records into %s", m->n - 1), m->n - 1,
		record_text(&m->result, m->kind->title_field));
	buf_addf(b, " #%lld", (long long)m->result.id);
}

enum status merge_apply(struct merge *m, bool dry, struct merge_done *done, struct err *err)
{
	struct merge_done unused, *out = done ? done : &unused;
	struct buf what = BUF_INIT;
	struct record before;
	enum status st;

	*out = (struct merge_done){0};
	merge_sentence(m, &what);
	st = action_begin(m->office, buf_str(&what), err);
	buf_release(&what);
	if (st)
		return st;
	record_copy(&before, &m->result);
	st = merge_do(m, out, err);
	if (!st && !dry)
		st = action_commit(m->office, &out->txn, err);
	else
		action_cancel(m->office);
	if (st || dry) { /* it can be merged still */
		record_release(&m->result);
		m->result = before;
	} else
		record_release(&before);
	return st;
}

enum status merge_find(
	struct office *o, enum kind_id kind, int64_t id, struct merge_trace *out, struct err *err)
{
	enum status st = merge_sql_find(o, office_kind(o, kind), id, out, err);

	if (!st && !out->txn)
		return err_set(err, ST_NOT_FOUND, _("%s #%lld was not merged"),
			_(office_kind(o, kind)->title), (long long)id);
	return st;
}

enum status merge_undo(
	struct office *o, enum kind_id kind, int64_t id, struct undo_result *out, struct err *err)
{
	struct merge_trace trace;
	enum status st = merge_find(o, kind, id, &trace, err);

	return st ? st : undo_action(o, trace.txn, out, err);
}
