/*
 * Activity: what people did in a period. Four indexes are each read once over the period: contacts by their start, tasks by
 * completion, deals by opening and by closing; nothing is joined, so nothing counts twice.
 *
 * A task is on time when it was done by the end of its day; one without a day is always on time.
 */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "answer.h"
#include "reports.h"
#include "stages.h"

enum {
	ACTIVITY_CALLS,
	ACTIVITY_EMAILS,
	ACTIVITY_MEETINGS,
	ACTIVITY_VISITS,
	ACTIVITY_MESSAGES,
	ACTIVITY_OTHER,
	ACTIVITY_CONTACTS,
	ACTIVITY_ON_TIME,
	ACTIVITY_LATE,
	ACTIVITY_OPENED,
	ACTIVITY_WON,
};

static const struct report_measure activity_measures[] = {
	{"calls", N_("Calls"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_CALLS, 0},
	{"emails", N_("E-mails"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_EMAILS, 0},
	{"meetings", N_("Meetings"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_MEETINGS, 0},
	{"visits", N_("Visits"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_VISITS, 0},
	{"messages", N_("Messages"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_MESSAGES, 0},
	{"other", N_("Other"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_OTHER, 0},
	{"contacts", N_("Contacts"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_CONTACTS, 0},
	{"on_time", N_("On time"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_ON_TIME, 0},
	{"late", N_("Late"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_LATE, 0},
	{"opened", N_("Opened"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_OPENED, 0},
	{"won", N_("Won"), REPORT_COUNT, MEASURE_SUM, ACTIVITY_WON, 0},
};

#define ACTIVITY_MEASURES (sizeof activity_measures / sizeof *activity_measures)

/* Channels that are not named here are "other". */
static const struct {
	const char *channel;
	int measure;
} activity_channels[] = {
	{"call", ACTIVITY_CALLS},
	{"email", ACTIVITY_EMAILS},
	{"meeting", ACTIVITY_MEETINGS},
	{"visit", ACTIVITY_VISITS},
	{"messenger", ACTIVITY_MESSAGES},
	{"sms", ACTIVITY_MESSAGES},
};

struct activity {
	const struct report_scope *s; /* its filter is over users ... */
	struct report_scope all;      /* ... so everything else is read without */
	bool by_time;
	struct tally tally;
	int64_t *people; /* ids that pass the filter, ascending; NULL: everybody */
	size_t npeople;
	/* The local day that instants fell on last: [day_from, day_to) in seconds. */
	int64_t day_from, day_to;
	int32_t day;
	/* The group of the day before, when the cut is a time. */
	int32_t group_day, group;
};

static int activity_channel(const char *channel)
{
	for (size_t i = 0; channel && i < sizeof activity_channels / sizeof *activity_channels;
		i++) {
		if (*activity_channels[i].channel == *channel &&
			!strcmp(activity_channels[i].channel, channel))
			return activity_channels[i].measure;
	}
	return ACTIVITY_OTHER;
}

static int32_t activity_day(struct activity *a, int64_t at)
{
	if (at >= a->day_from && at < a->day_to)
		return a->day;
	a->day = date_of_instant(at, NULL);
	a->day_from = date_to_instant(a->day, 0);
	a->day_to = date_to_instant(a->day + 1, 0);
	return a->day;
}

static int activity_compare_id(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static bool activity_counts(const struct activity *a, int64_t person)
{
	return !a->s->filter || (a->npeople && bsearch(&person, a->people, a->npeople,
						       sizeof person, activity_compare_id));
}

static struct tally_row *activity_row(struct activity *a, int64_t person, int32_t day)
{
	if (!a->by_time)
		return tally_at(&a->tally, person, NULL, "");
	if (day != a->group_day || !a->tally.n) {
		a->group_day = day;
		a->group = report_cut_day(a->s->cut, day);
	}
	return tally_at(&a->tally, a->group, NULL, "");
}

static enum status activity_read_people(struct activity *a, struct err *err)
{
	size_t cap = 0;
	enum status st;
	bool row;

	if (!a->s->filter)
		return ST_OK;
	struct query *q = scope_query(a->s, "t.id", "user", false, "t.id > 0 ORDER BY t.id");
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		a->people = mem_grow(a->people, &cap, a->npeople + 1, sizeof *a->people);
		a->people[a->npeople++] = query_get_int(q, 0);
	}
	query_done(q);
	return st;
}

static enum status activity_read_contacts(struct activity *a, struct err *err)
{
	enum status st;
	bool row;

	struct query *q = scope_query(&a->all, "t.started_at, t.user_id, t.channel", "interaction",
		false, "t.started_at >= @1 AND t.started_at < @2 AND +t.state = 'held'");
	scope_bind_instants(&a->all, q, 1);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t person = query_get_int(q, 1);

		if (!activity_counts(a, person))
			continue;
		struct tally_row *r = activity_row(
			a, person, a->by_time ? activity_day(a, query_get_int(q, 0)) : 0);
		r->values[activity_channel(query_get_text(q, 2))]++;
		r->values[ACTIVITY_CONTACTS]++;
	}
	query_done(q);
	return st;
}

static enum status activity_read_tasks(struct activity *a, struct err *err)
{
	enum status st;
	bool row;

	struct query *q = scope_query(&a->all, "t.completed_at, t.assignee_id, t.due_day", "task",
		false, "t.completed_at >= @1 AND t.completed_at < @2 AND +t.state = 'done'");
	scope_bind_instants(&a->all, q, 1);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t person = query_get_int(q, 1);
		int32_t day = activity_day(a, query_get_int(q, 0)), due = DATE_MAX;

		if (!activity_counts(a, person))
			continue;
		if (!query_is_null(q, 2))
			date_parse_iso(query_get_text(q, 2), &due);
		activity_row(a, person, day)
			->values[day <= due ? ACTIVITY_ON_TIME : ACTIVITY_LATE]++;
	}
	query_done(q);
	return st;
}

/* Deals by a date column: opened_at or closed_at. */
static enum status activity_read_deals(struct activity *a, const char *columns, const char *within,
	const char *class, int measure, struct err *err)
{
	enum status st;
	bool row;

	struct query *q = scope_query(&a->all, columns, "deal", false, within);
	scope_bind_days(&a->all, q, 1);
	if (class)
		scope_text(&a->all, q, 3, class);
	while ((st = query_step(q, &row, err)) == ST_OK && row) {
		int64_t person = query_get_int(q, 1);
		int32_t day = 0;

		if (activity_counts(a, person) && date_parse_iso(query_get_text(q, 0), &day))
			activity_row(a, person, day)->values[measure]++;
	}
	query_done(q);
	return st;
}

static enum status activity_read(struct activity *a, struct err *err)
{
	enum status st = activity_read_people(a, err);

	if (!st)
		st = activity_read_contacts(a, err);
	if (!st)
		st = activity_read_tasks(a, err);
	if (!st)
		st = activity_read_deals(a, "t.opened_at, t.owner_id",
			"t.opened_at >= @1 AND t.opened_at <= @2", NULL, ACTIVITY_OPENED, err);
	if (!st)
		st = activity_read_deals(a, "t.closed_at, t.owner_id",
			"t.closed_at >= @1 AND t.closed_at <= @2 AND +t.stage_id IN"
			" (SELECT s.id FROM stage s WHERE s.class = @3)",
			"won", ACTIVITY_WON, err);
	return st;
}

enum status report_activity(const struct report_scope *s, struct report_table *out, struct err *err)
{
	struct activity a = {
		.s = s, .all = scope_unfiltered(s), .by_time = report_cut_is_time(s->cut)};
	enum status st = activity_read(&a, err);

	if (!st) {
		answer_order(s, &a.tally, ACTIVITY_CONTACTS, ACTIVITY_CONTACTS, NULL, NULL);
		answer_build(s, &a.tally, activity_measures, ACTIVITY_MEASURES, ACTIVITY_CONTACTS,
			NULL, NULL, out);
	}
	tally_release(&a.tally);
	free(a.people);
	return st;
}
