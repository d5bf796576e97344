/* What desk people do in one step: log a call, finish or move a task, move a deal. */
#include "domain/work.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "domain/action.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/task.h"
#include "work_sql.h"

/* "Log a call: Ромашка" */
static enum status begin(
	struct office *o, const char *verb, enum kind_id kind, int64_t id, struct err *err)
{
	struct buf what = BUF_INIT;
	enum status st;

	buf_add(&what, verb);
	if (id) {
		buf_add(&what, ": ");
		office_title(o, kind, id, &what);
	}
	st = action_begin(o, buf_str(&what), err);
	buf_release(&what);
	return st;
}

static enum status end(struct office *o, enum status st, int64_t *txn, struct err *err)
{
	if (st) {
		action_cancel(o);
		return st;
	}
	return action_commit(o, txn, err);
}

static void set_link(struct record *r, int field, int64_t id)
{
	if (id)
		record_set_num(r, field, id);
}

static enum status save_next(struct office *o, const struct next_step *next, int64_t client,
	int64_t deal, int64_t *id, struct err *err)
{
	struct record t;
	enum status st;

	if (!next || ((!next->subject || !*next->subject) && next->day == WORK_NO_DAY))
		return ST_OK;
	record_init(&t, o, KIND_TASK);
	record_set_text(
		&t, TASK_SUBJECT, next->subject && *next->subject ? next->subject : _("Follow up"));
	record_set_text(&t, TASK_KIND, next->kind ? next->kind : "call");
	set_link(&t, TASK_CLIENT, client);
	set_link(&t, TASK_DEAL, deal);
	if (next->day != WORK_NO_DAY)
		record_set_num(&t, TASK_DUE_DAY, next->day);
	if (next->time_min >= 0)
		record_set_num(&t, TASK_DUE_TIME, next->time_min);
	st = record_save(o, &t, err);
	if (!st && id)
		*id = t.id;
	record_release(&t);
	return st;
}

static enum status save_call(
	struct office *o, const struct call_entry *e, int64_t *id, struct err *err)
{
	struct record r;
	enum status st;

	record_init(&r, o, KIND_INTERACTION);
	if (e->channel)
		record_set_text(&r, INTERACTION_CHANNEL, e->channel);
	if (e->direction)
		record_set_text(&r, INTERACTION_DIRECTION, e->direction);
	record_set_text(&r, INTERACTION_RESULT, e->result);
	record_set_text(&r, INTERACTION_SUBJECT, e->subject);
	record_set_text(&r, INTERACTION_BODY, e->note);
	set_link(&r, INTERACTION_CLIENT, e->client_id);
	set_link(&r, INTERACTION_PERSON, e->person_id);
	set_link(&r, INTERACTION_DEAL, e->deal_id);
	if (e->started_at)
		record_set_num(&r, INTERACTION_STARTED_AT, e->started_at);
	if (e->duration_s)
		record_set_num(&r, INTERACTION_DURATION_S, e->duration_s);
	st = record_save(o, &r, err);
	if (!st && id)
		*id = r.id;
	record_release(&r);
	return st;
}

enum status work_log(struct office *o, const struct call_entry *e, int64_t *interaction_id,
	int64_t *task_id, int64_t *txn, struct err *err)
{
	const struct kind *k = office_kind(o, KIND_INTERACTION);
	const char *channel = choice_title(
		k->fields[INTERACTION_CHANNEL].choices, e->channel ? e->channel : "call");
	enum status st = begin(o, channel, KIND_CLIENT, e->client_id, err);

	if (st)
		return st;
	st = save_call(o, e, interaction_id, err);
	if (!st)
		st = save_next(o, &e->next, e->client_id, e->deal_id, task_id, err);
	return end(o, st, txn, err);
}

/* Task kinds that are a contact with the client, and the channel they leave in the history. */
static const char *contact_channel(const char *kind)
{
	static const char *const kinds[] = {"call", "meeting", "email", "visit", "letter"};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kind, kinds[i]))
			return kinds[i];
	return NULL;
}

static enum status finish(struct office *o, struct record *t, const char *result, const char *note,
	const struct next_step *next, struct err *err)
{
	const char *channel = contact_channel(record_text(t, TASK_KIND));
	int64_t client = record_num(t, TASK_CLIENT), deal = record_num(t, TASK_DEAL);
	enum status st;

	record_set_text(t, TASK_STATE, "done");
	record_set_text(t, TASK_RESULT, result);
	st = record_save(o, t, err);
	if (!st && client && (channel || (note && *note)))
		st = save_call(o,
			&(struct call_entry){
				.client_id = client,
				.deal_id = deal,
				.channel = channel ? channel : "note",
				.result = result,
				.subject = record_text(t, TASK_SUBJECT),
				.note = note,
			},
			NULL, err);
	return st ? st : save_next(o, next, client, deal, NULL, err);
}

enum status work_finish(struct office *o, int64_t task_id, const char *result, const char *note,
	const struct next_step *next, int64_t *txn, struct err *err)
{
	struct record t;
	enum status st = begin(o, _("Task done"), KIND_TASK, task_id, err);

	if (st)
		return st;
	st = record_load(o, KIND_TASK, task_id, &t, err);
	if (!st) {
		if (t.deleted_at || strcmp(record_text(&t, TASK_STATE), "open"))
			st = err_set(err, ST_CONFLICT, _("The task \"%s\" is not open any more"),
				record_text(&t, TASK_SUBJECT));
		else
			st = finish(o, &t, result, note, next, err);
		record_release(&t);
	}
	return end(o, st, txn, err);
}

static enum status reschedule(struct office *o, int64_t id, int32_t day, struct err *err)
{
	struct record t;
	enum status st = record_load(o, KIND_TASK, id, &t, err);

	if (st)
		return st;
	record_set_num(&t, TASK_DUE_DAY, day);
	st = record_save(o, &t, err);
	record_release(&t);
	return st;
}

enum status work_reschedule(struct office *o, const int64_t *task_ids, int n, int32_t day,
	int64_t *txn, struct err *err)
{
	enum status st = begin(o, _("Reschedule"), KIND_TASK, n == 1 ? task_ids[0] : 0, err);

	if (st)
		return st;
	for (int i = 0; !st && i < n; i++)
		st = reschedule(o, task_ids[i], day, err);
	return end(o, st, txn, err);
}

enum status work_move_deal(struct office *o, int64_t deal_id, int64_t stage_id,
	const char *lost_reason, const char *lost_note, int64_t *txn, struct err *err)
{
	struct record d;
	struct buf verb = BUF_INIT;
	enum status st;

	buf_add(&verb, "→ ");
	office_title(o, KIND_STAGE, stage_id, &verb);
	st = begin(o, buf_str(&verb), KIND_DEAL, deal_id, err);
	buf_release(&verb);
	if (st)
		return st;
	st = record_load(o, KIND_DEAL, deal_id, &d, err);
	if (!st) {
		record_set_num(&d, DEAL_STAGE, stage_id);
		if (lost_reason)
			record_set_text(&d, DEAL_LOST_REASON, lost_reason);
		if (lost_note)
			record_set_text(&d, DEAL_LOST_NOTE, lost_note);
		st = record_save(o, &d, err);
		record_release(&d);
	}
	return end(o, st, txn, err);
}

int64_t work_stage_beside(struct office *o, int64_t stage_id, int step)
{
	return work_sql_stage_beside(o, stage_id, step);
}

int64_t work_stage_of_class(struct office *o, int64_t pipeline_id, const char *cls)
{
	return work_sql_stage_of_class(o, pipeline_id, cls);
}

/* taskwarrior's shape: 1 a week overdue, falling to 0.2 two weeks ahead. */
static double due_weight(int32_t due_day, int32_t today)
{
	int late = today - due_day;

	if (late >= 7)
		return 1.0;
	if (late >= -14)
		return (late + 14) * 0.8 / 21.0 + 0.2;
	return 0.2;
}

double work_urgency(int32_t due_day, bool has_due, const char *priority, bool has_deal,
	int64_t created_at, int32_t today)
{
	int age = today - date_of_instant(created_at, NULL);
	double u = has_due ? 12.0 * due_weight(due_day, today) : 0.0;

	if (!strcmp(priority, "urgent"))
		u += 6.0;
	else if (!strcmp(priority, "high"))
		u += 4.5;
	else if (!strcmp(priority, "low"))
		u -= 1.8;
	if (has_deal)
		u += 4.0;
	return u + 2.0 * (age < 0 ? 0 : age > 365 ? 365 : age) / 365.0;
}
