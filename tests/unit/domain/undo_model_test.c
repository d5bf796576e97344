/*
 * Two desks do whatever comes to mind; then everything is undone, newest first, and after each step the office must be as it was
 * before that action; then everything is done again. And: undoing in any order leaves nothing in disarray.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "unit/office_fixture.h"
#include "unit/domain/model.h"

enum { STEPS = 60, WALK = 90 };

static void undo_exactly(struct model *m, const struct model_step *s, const char *before)
{
	struct undo_result u;
	struct err err = ERR_INIT;
	char *now;

	model_tick(m);
	fixture_ok(undo_action(m->desk[s->desk], s->txn, &u, &err), &err);
	now = model_dump(m->desk[0]);
	model_same(before, now, "undo of", s->txn);
	free(now);
	assert_int_equal(u.kept, 0);
	assert_true(u.records > 0);
}

static void redo_exactly(struct model *m, const struct model_step *s, const char *after)
{
	struct undo_result u;
	struct err err = ERR_INIT;
	char *now;

	model_tick(m);
	fixture_ok(redo_action(m->desk[s->desk], &u, &err), &err);
	now = model_dump(m->desk[0]);
	model_same(after, now, "redo of", s->txn);
	free(now);
	assert_int_equal(u.kept, 0);
}

static void undo_and_redo_all(unsigned seed)
{
	struct office_fixture fx;
	struct model m;
	struct model_step steps[STEPS];
	char *dumps[STEPS + 1];
	int n = 0;

	model_open(&m, &fx, seed);
	dumps[0] = model_dump(m.desk[0]);
	for (int i = 0; i < STEPS; i++) {
		steps[n] = model_step(&m);
		if (!steps[n].txn)
			continue;
		dumps[++n] = model_dump(m.desk[0]);
	}
	assert_true(n > STEPS / 2);
	model_check(m.desk[0]);
	model_check_owners(m.desk[0]);
	for (int i = n; i > 0; i--)
		undo_exactly(&m, &steps[i - 1], dumps[i - 1]);
	model_check(m.desk[1]);
	for (int i = 0; i < n; i++)
		redo_exactly(&m, &steps[i], dumps[i + 1]);
	model_check(m.desk[0]);
	for (int i = 0; i <= n; i++)
		free(dumps[i]);
	model_close(&m);
}

static void everything_undone_in_order_is_as_before(void **state)
{
	(void)state;
	for (unsigned seed = 1; seed <= 6; seed++)
		undo_and_redo_all(seed);
}

/* Any action in force may be undone, whoever did it and whatever came after. */
static void walk(unsigned seed)
{
	struct office_fixture fx;
	struct model m;
	struct model_step done[WALK];
	int n = 0;

	model_open(&m, &fx, seed);
	for (int i = 0; i < WALK; i++) {
		struct undo_result u;
		struct err err = ERR_INIT;
		int desk = (int)model_random(&m, MODEL_DESKS);
		unsigned what = model_random(&m, 10);

		if (what == 0)
			redo_action(m.desk[desk], &u, &err);
		else if (what == 1)
			undo_action(m.desk[desk], 0, &u, &err);
		else if (what < 4 && n)
			undo_action(
				m.desk[desk], done[model_random(&m, (unsigned)n)].txn, &u, &err);
		else if ((done[n] = model_step(&m)).txn)
			n++;
		assert_false(action_is_open(m.desk[desk]));
		model_check_owners(m.desk[0]);
	}
	model_check(m.desk[0]);
	model_close(&m);
}

static void undo_in_any_order_leaves_nothing_in_disarray(void **state)
{
	(void)state;
	for (unsigned seed = 101; seed <= 106; seed++)
		walk(seed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_undone_in_order_is_as_before),
		cmocka_unit_test(undo_in_any_order_leaves_nothing_in_disarray),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
