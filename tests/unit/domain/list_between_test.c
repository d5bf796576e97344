/* Runs of ids: put together they are the whole list, in its order; the bounds are (beyond, upto]. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/list.h"
#include "domain/task.h"
#include "unit/office_fixture.h"

enum { TASKS = 300 };

static const int fields[] = {TASK_SUBJECT, TASK_DUE_DAY};

struct seen {
	int64_t last;
	int n;
};

static bool see(void *arg, const struct record *r)
{
	struct seen *s = arg;
	char subject[20];

	snprintf(subject, sizeof subject, "task %d", (int)r->id);
	assert_true(r->id > s->last);
	assert_string_equal(record_text(r, TASK_SUBJECT), subject);
	assert_int_equal(record_num(r, TASK_DUE_DAY), r->id * 3);
	assert_false(record_has(r, TASK_STATE)); /* not asked for */
	s->last = r->id;
	s->n++;
	return true;
}

static void make_tasks(struct office_fixture *f)
{
	fixture_begin(f);
	for (int i = 1; i <= TASKS; i++) {
		struct record r;
		char subject[20];

		snprintf(subject, sizeof subject, "task %d", i);
		record_init(&r, f->o, KIND_TASK);
		record_set_text(&r, TASK_SUBJECT, subject);
		record_set_num(&r, TASK_DUE_DAY, i * 3);
		assert_int_equal(fixture_save(f, &r), i);
	}
	fixture_commit(f);
}

static void runs_make_the_whole(void **state)
{
	struct list_request req = {.kind = KIND_TASK};
	struct err err = ERR_INIT;
	struct office_fixture f;
	struct seen all = {0}, some = {0};
	int64_t last;

	(void)state;
	fixture_open(&f, "EUR");
	make_tasks(&f);
	fixture_ok(list_last_id(f.o, KIND_TASK, &last, &err), &err);
	assert_int_equal(last, TASKS);
	for (int64_t from = 0; from < last; from += 97)
		fixture_ok(
			list_each_between(f.o, &req, from, from + 97, fields, 2, see, &all, &err),
			&err);
	assert_int_equal(all.n, TASKS);
	fixture_ok(list_each_between(f.o, &req, 7, 9, fields, 2, see, &some, &err), &err);
	assert_int_equal(some.n, 2);
	assert_int_equal(some.last, 9);
	db_assert_idle(office_db(f.o));
	fixture_close(&f);
}

static void the_last_id_counts_the_trash(void **state)
{
	struct err err = ERR_INIT;
	struct office_fixture f;
	struct seen seen = {0};
	int64_t last;

	(void)state;
	fixture_open(&f, "EUR");
	fixture_ok(list_last_id(f.o, KIND_TASK, &last, &err), &err);
	assert_int_equal(last, 0);
	make_tasks(&f);
	fixture_begin(&f);
	fixture_ok(record_trash(f.o, KIND_TASK, TASKS, 0, &err), &err);
	fixture_commit(&f);
	fixture_ok(list_last_id(f.o, KIND_TASK, &last, &err), &err);
	assert_int_equal(last, TASKS);
	fixture_ok(list_each_between(f.o, &(struct list_request){.kind = KIND_TASK}, 0, last,
			   fields, 2, see, &seen, &err),
		&err);
	assert_int_equal(seen.n, TASKS - 1);
	fixture_close(&f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_make_the_whole),
		cmocka_unit_test(the_last_id_counts_the_trash),
	};

	return cmocka_run_group_tests_name("list_between", tests, NULL, NULL);
}
