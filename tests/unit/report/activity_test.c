/* Activity by person: contacts, tasks and deals, against plain loops; local days, Moscow time (UTC+3, no summer time). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/interaction.h"
#include "domain/task.h"
#include "unit/report/report_fixture.h"

#define CONTACTS 900
#define TASKS 300
#define SECONDS_EAST (3 * 3600)
#define FIRST_DAY 17300 /* 2017-05-14, a Sunday */

struct contact {
	int owner, channel, state;
	int64_t at;
	bool trashed;
};

struct todo {
	int owner;
	int64_t done_at; /* 0: open */
	int32_t due;     /* 0: none */
	bool cancelled, trashed;
};

static const char *const channels[] = {
	"call", "email", "meeting", "visit", "messenger", "sms", "letter", "note"};
static const char *const columns[] = {
	"calls", "emails", "meetings", "visits", "messages", "messages", "other", "other"};
static const char *const states[] = {"held", "planned", "missed", "held"};

static struct contact contacts[CONTACTS];
static struct todo todos[TASKS];

static void make_contact(struct contact *c, unsigned *seed)
{
	struct err err = ERR_INIT;
	struct record r;

	*c = (struct contact){.owner = pick(seed, OWNERS),
		.channel = (int)fixture_random(seed, 8),
		.state = (int)fixture_random(seed, 4),
		.at = FIRST_DAY * 86400ll + fixture_random(seed, 60 * 86400),
		.trashed = !fixture_random(seed, 10)};
	if (!fixture_random(seed, 4)) /* local midnight and the second before */
		c->at = (FIRST_DAY + (int64_t)fixture_random(seed, 60)) * 86400 - SECONDS_EAST -
			fixture_random(seed, 2);
	record_init(&r, fx.o, KIND_INTERACTION);
	record_set_text(&r, INTERACTION_SUBJECT, "x");
	record_set_text(&r, INTERACTION_CHANNEL, channels[c->channel]);
	record_set_text(&r, INTERACTION_STATE, states[c->state]);
	record_set_num(&r, INTERACTION_STARTED_AT, c->at);
	record_set_num(&r, INTERACTION_CLIENT, client_ids[0]);
	set_link(&r, INTERACTION_USER, owner_ids, c->owner);
	int64_t id = fixture_save(&fx, &r);
	if (c->trashed)
		fixture_ok(record_trash(fx.o, KIND_INTERACTION, id, 0, &err), &err);
}

static void make_todo(struct todo *t, unsigned *seed)
{
	struct err err = ERR_INIT;
	struct record r;

	*t = (struct todo){.owner = pick(seed, OWNERS),
		.cancelled = !fixture_random(seed, 8),
		.trashed = !fixture_random(seed, 10)};
	if (fixture_random(seed, 5))
		t->done_at = FIRST_DAY * 86400ll + fixture_random(seed, 60 * 86400);
	if (fixture_random(seed, 5))
		t->due = FIRST_DAY + (int32_t)fixture_random(seed, 60);
	record_init(&r, fx.o, KIND_TASK);
	record_set_text(&r, TASK_SUBJECT, "y");
	set_link(&r, TASK_ASSIGNEE, owner_ids, t->owner);
	if (t->due)
		record_set_num(&r, TASK_DUE_DAY, t->due);
	if (t->done_at) {
		record_set_text(&r, TASK_STATE, t->cancelled ? "cancelled" : "done");
		record_set_num(&r, TASK_COMPLETED_AT, t->done_at);
	}
	int64_t id = fixture_save(&fx, &r);
	if (t->trashed)
		fixture_ok(record_trash(fx.o, KIND_TASK, id, 0, &err), &err);
}

static int open_busy_office(void **state)
{
	unsigned seed = 23;

	open_office(state);
	fixture_begin(&fx);
	for (int i = 0; i < CONTACTS; i++)
		make_contact(&contacts[i], &seed);
	for (int i = 0; i < TASKS; i++)
		make_todo(&todos[i], &seed);
	fixture_commit(&fx);
	return 0;
}

static int32_t local_day(int64_t at)
{
	return (int32_t)((at + SECONDS_EAST) / 86400);
}

static bool within(int32_t day, struct period p)
{
	return day >= p.from && day <= p.to;
}

#define ANYBODY (-2)

static int64_t count_contacts(int owner, const char *column_name, struct period p)
{
	int64_t n = 0;

	for (int i = 0; i < CONTACTS; i++) {
		const struct contact *c = &contacts[i];

		if (c->trashed || strcmp(states[c->state], "held") != 0 ||
			!within(local_day(c->at), p))
			continue;
		if ((owner == ANYBODY || c->owner == owner) &&
			(!column_name || !strcmp(columns[c->channel], column_name)))
			n++;
	}
	return n;
}

static int64_t count_tasks(int owner, bool late, struct period p)
{
	int64_t n = 0;

	for (int i = 0; i < TASKS; i++) {
		const struct todo *t = &todos[i];

		if (t->trashed || !t->done_at || t->cancelled || !within(local_day(t->done_at), p))
			continue;
		if (owner == ANYBODY || t->owner == owner)
			n += late == (t->due && local_day(t->done_at) > t->due);
	}
	return n;
}

static int64_t count_deals(int owner, bool won, struct period p)
{
	int64_t n = 0;

	for (int i = 0; i < DEALS; i++) {
		const struct fact *f = &facts[i];

		if (f->trashed || (owner != ANYBODY && f->owner != owner))
			continue;
		n += won ? f->stage == 4 && within(f->closed, p) : within(f->opened, p);
	}
	return n;
}

static void check_row(
	const struct report_table *t, const struct report_row *r, int owner, struct period p)
{
	for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
		assert_int_equal(cell(t, r, columns[i]), count_contacts(owner, columns[i], p));
	assert_int_equal(cell(t, r, "contacts"), count_contacts(owner, NULL, p));
	assert_int_equal(cell(t, r, "on_time"), count_tasks(owner, false, p));
	assert_int_equal(cell(t, r, "late"), count_tasks(owner, true, p));
	assert_int_equal(cell(t, r, "opened"), count_deals(owner, false, p));
	assert_int_equal(cell(t, r, "won"), count_deals(owner, true, p));
}

static const struct period some = {FIRST_DAY + 10, FIRST_DAY + 31};

static void test_by_person(void **state)
{
	(void)state;
	for (int i = 0; i < 2; i++) {
		struct period p = i ? some : all_time;
		struct report_table t;

		run("activity-by-person", NULL, p, NULL, &t);
		for (int owner = -1; owner < OWNERS; owner++)
			check_row(&t, find_row(&t, owner < 0 ? "(none)" : fact_owners[owner], ""),
				owner, p);
		assert_int_equal(t.nrows, OWNERS + 1);
		assert_int_equal(t.ntotals, 1);
		check_row(&t, &t.totals[0], ANYBODY, p);
		report_table_release(&t);
	}
}

/* Each day, week or month of the answer is what the same report says about that period alone. */
static void check_times(const char *cut, int (*length)(int32_t from))
{
	struct report_table t;
	int32_t day = 0;

	run("activity", cut, all_time, NULL, &t);
	for (int i = 0; i < t.nrows; i++) {
		char label[32];

		snprintf(label, sizeof label, "%s%s", t.rows[i].cells[0].text,
			strlen(t.rows[i].cells[0].text) == 7 ? "-01" : "");
		assert_true(date_parse_iso(label, &day));
		check_row(&t, &t.rows[i], ANYBODY, (struct period){day, day + length(day) - 1});
		if (i)
			assert_true(
				strcmp(t.rows[i - 1].cells[0].text, t.rows[i].cells[0].text) < 0);
	}
	check_row(&t, &t.totals[0], ANYBODY, all_time);
	report_table_release(&t);
}

static int day_length(int32_t from)
{
	(void)from;
	return 1;
}
static int week_length(int32_t from)
{
	assert_int_equal(((from + 3) % 7 + 7) % 7, 0); /* 1970-01-01 was a Thursday */
	return 7;
}
static int month_length(int32_t from)
{
	return date_add_months(from, 1) - from;
}

static void test_by_time(void **state)
{
	(void)state;
	check_times("day", day_length);
	check_times("week", week_length);
	check_times("month", month_length);
}

static void test_filter_is_over_people(void **state)
{
	struct report_table t;

	(void)state;
	run("activity", NULL, some, "team:south", &t);
	assert_int_equal(t.nrows, 1);
	assert_string_equal(t.rows[0].cells[0].text, fact_owners[0]);
	assert_int_equal(t.rows[0].id, owner_ids[0]);
	check_row(&t, &t.rows[0], 0, some);
	report_table_release(&t);
	run("activity", NULL, some, "team:nowhere", &t);
	assert_int_equal(t.nrows, 0);
	report_table_release(&t);
}

static void test_default_period_is_this_month(void **state)
{
	struct report_table given, usual;

	(void)state;
	setenv("KARTOTEKA_NOW", "2017-06-20T09:00:00Z", 1);
	run("activity", NULL, (struct period){0, 0}, NULL, &usual);
	run("activity", NULL, (struct period){17318, 17347}, NULL, &given); /* June */
	assert_string_equal(usual.subtitle, given.subtitle);
	assert_int_equal(cell(&usual, &usual.totals[0], "contacts"),
		cell(&given, &given.totals[0], "contacts"));
	assert_int_equal(cell(&usual, &usual.totals[0], "contacts"),
		count_contacts(ANYBODY, NULL, (struct period){17318, 17347}));
	report_table_release(&usual);
	report_table_release(&given);
}

/* Overdue: open tasks with a day before today, whoever they are assigned to. */
static void test_overdue(void **state)
{
	int32_t today = FIRST_DAY + 40;
	struct report_table t;

	(void)state;
	setenv("KARTOTEKA_NOW", "2017-06-23T09:00:00Z", 1); /* FIRST_DAY + 40 */
	run("overdue-tasks", NULL, all_time, NULL, &t);
	for (int owner = -1; owner < OWNERS; owner++) {
		int64_t count = 0, oldest = 0, days = 0;

		for (int i = 0; i < TASKS; i++) {
			if (todos[i].trashed || todos[i].done_at || todos[i].owner != owner ||
				!todos[i].due || todos[i].due >= today)
				continue;
			count++;
			days += today - todos[i].due;
			oldest = today - todos[i].due > oldest ? today - todos[i].due : oldest;
		}
		const struct report_row *r =
			find_row(&t, owner < 0 ? "(none)" : fact_owners[owner], "");
		assert_true(count > 0);
		assert_int_equal(cell(&t, r, "count"), count);
		assert_int_equal(cell(&t, r, "oldest"), oldest);
		assert_int_equal(cell(&t, r, "average"), (2 * days + count) / (2 * count));
	}
	report_table_release(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_person),
		cmocka_unit_test(test_by_time),
		cmocka_unit_test(test_filter_is_over_people),
		cmocka_unit_test(test_default_period_is_this_month),
		cmocka_unit_test(test_overdue),
	};

	return cmocka_run_group_tests_name("activity", tests, open_busy_office, close_office);
}
