/* What desk people do in one step; each is one action and is undone as one. Texts may be NULL for "none". */
#ifndef DOMAIN_WORK_H
#define DOMAIN_WORK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "domain/office.h"

#define WORK_NO_DAY INT32_MIN

/* What is to be done next; no task when subject and day are both missing. */
struct next_step {
	const char *subject; /* NULL with a day: "Follow up" */
	const char *kind;    /* task kind; NULL: "call" */
	int32_t day;         /* WORK_NO_DAY: without a date */
	int time_min;        /* minutes of the day, -1 none */
};

struct call_entry {
	int64_t client_id, person_id, deal_id; /* 0: none */
	const char *channel;                   /* code; NULL: call */
	const char *direction;                 /* in, out; NULL: out */
	const char *result;                    /* code of the list "result" */
	const char *subject, *note;
	int64_t started_at; /* 0: now */
	int64_t duration_s;
	struct next_step next;
};

/* An interaction and, when asked for, the next task. interaction_id and task_id (may be NULL) get the rows. */
enum status work_log(struct office *o, const struct call_entry *e, int64_t *interaction_id,
	int64_t *task_id, int64_t *txn, struct err *err);

/*
 * Complete a task with its result; a task that belongs to a client also leaves a line in the history when its kind is a
 * contact (call, meeting, email, visit, letter). ST_CONFLICT when it is not open any more.
 */
enum status work_finish(struct office *o, int64_t task_id, const char *result, const char *note,
	const struct next_step *next, int64_t *txn, struct err *err);

enum status work_reschedule(struct office *o, const int64_t *task_ids, int n, int32_t day,
	int64_t *txn, struct err *err);

/* Move a deal to a stage. A stage of class lost wants a reason (ST_BAD_DATA says so). */
enum status work_move_deal(struct office *o, int64_t deal_id, int64_t stage_id,
	const char *lost_reason, const char *lost_note, int64_t *txn, struct err *err);

/* The neighbour of the deal's stage in its pipeline (step -1, +1), or the first of a class ("won"); 0 when there is none. */
int64_t work_stage_beside(struct office *o, int64_t stage_id, int step);
int64_t work_stage_of_class(struct office *o, int64_t pipeline_id, const char *cls);

/* Urgency of a task as taskwarrior weighs it (records.md): overdue and near due 12, priority 6, deal 4, age 2. */
double work_urgency(int32_t due_day, bool has_due, const char *priority, bool has_deal,
	int64_t created_at, int32_t today);

#endif
