/* The demo office: everything goes in, links hold, days lie around today, and undo leaves it alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/clock.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/list.h"
#include "domain/task.h"
#include "domain/undo.h"
#include "exchange/demo.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

static int setup(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	setenv("KARTOTEKA_NOW", "2026-03-02T09:00:00Z", 1);
	fixture_open(&fx, "EUR");
	fixture_ok(demo_fill(fx.o, &err), &err);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

static int64_t count(enum kind_id kind, const char *text)
{
	struct err err = ERR_INIT;
	struct filter *f = NULL;
	int64_t n = 0;

	fixture_ok(filter_compile(fx.o, kind, text, &f, &err), &err);
	fixture_ok(list_count_matches(fx.o, kind, f, 0, &n, &err), &err);
	filter_free(f);
	return n;
}

static struct record find(enum kind_id kind, const char *name)
{
	struct err err = ERR_INIT;
	struct record r;
	int64_t id = 0;

	fixture_ok(record_resolve(fx.o, kind, name, &id, &err), &err);
	fixture_ok(record_load(fx.o, kind, id, &r, &err), &err);
	return r;
}

static void test_counts(void **state)
{
	(void)state;
	assert_int_equal(count(KIND_CLIENT, "kind:company"), 60);
	assert_int_equal(count(KIND_CLIENT, "kind:person"), 80);
	assert_int_equal(count(KIND_PRODUCT, ""), 12);
	assert_int_equal(count(KIND_USER, ""), 4); /* the tester and three colleagues */
	assert_int_equal(count(KIND_DEAL, ""), 52);
	assert_int_equal(count(KIND_DEAL, "class:won"), 16);
	assert_int_equal(count(KIND_DEAL, "class:lost"), 9);
	assert_int_equal(count(KIND_INTERACTION, ""), 158);
	assert_int_equal(count(KIND_TASK, ""), 40);
	assert_int_equal(count(KIND_TASK, "state:open due_day<today"), 6);
	assert_int_equal(count(KIND_TASK, "state:open due_day:today"), 8);
	assert_int_equal(count(KIND_RELATION, "type:works_at"), 80);
}

static void test_every_link_is_made(void **state)
{
	(void)state;
	assert_int_equal(count(KIND_DEAL, "client:empty"), 0);
	assert_int_equal(count(KIND_DEAL, "person:empty"), 0);
	assert_int_equal(count(KIND_DEAL, "product:empty"), 0);
	assert_int_equal(count(KIND_INTERACTION, "client:empty"), 0);
	assert_int_equal(count(KIND_DEAL, "class:lost lost_reason:empty"), 0);
	assert_int_equal(count(KIND_DEAL, "class:won closed_at:empty"), 0);
	assert_int_equal(count(KIND_DEAL, "class:open closed_at>1900-01-01"), 0);
	assert_int_equal(count(KIND_RELATION, "a:\"Sarah Whitcombe\" b:\"Oakfield Foods Ltd\""), 1);
}

static void test_days_lie_around_today(void **state)
{
	struct record deal;

	(void)state;
	deal = find(KIND_DEAL, "D-028");
	assert_int_equal(record_num(&deal, DEAL_OPENED_AT), clock_today() - 170);
	assert_int_equal(record_num(&deal, DEAL_CLOSED_AT), clock_today() - 142);
	assert_true(record_num(&deal, DEAL_STAGE_SINCE) < clock_now() - 140 * 86400);
	record_release(&deal);
	assert_int_equal(count(KIND_INTERACTION, "started_at>today"), 0);
	assert_true(count(KIND_CLIENT, "last_contact_at>1900-01-01") > 60);
}

static bool check_entry(void *arg, struct record *r)
{
	int64_t *n = arg;

	assert_true(record_num(r, STAGE_LOG_AT) <= clock_now() - 60);
	assert_true(record_num(r, STAGE_LOG_SECONDS) >= 0);
	n[0]++;
	n[1] += record_num(r, STAGE_LOG_SECONDS) > 86400;
	return true;
}

static void test_stages_have_a_past(void **state)
{
	struct list_request req = {.kind = KIND_STAGE_LOG, .order_field = LIST_ORDER_DEFAULT};
	struct err err = ERR_INIT;
	int64_t n[2] = {0};

	(void)state;
	fixture_ok(list_each(fx.o, &req, check_entry, n, &err), &err);
	/* 7 new, 10 qualified, 7 proposed, 3 negotiated, 16 won, 9 lost */
	assert_int_equal(n[0], 7 + 20 + 21 + 12 + 16 * 5 + 9 * 4);
	assert_true(n[1] > 100);
}

/* Somebody who tries u a few times too often must not lose the whole office. */
static void test_is_not_undone(void **state)
{
	struct err err = ERR_INIT;
	struct undo_result done;

	(void)state;
	assert_int_equal(undo_action(fx.o, 0, &done, &err), ST_NOT_FOUND);
	assert_int_equal(count(KIND_CLIENT, ""), 140);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_every_link_is_made),
		cmocka_unit_test(test_days_lie_around_today),
		cmocka_unit_test(test_stages_have_a_past),
		cmocka_unit_test(test_is_not_undone),
	};

	return cmocka_run_group_tests_name("demo", tests, setup, teardown);
}
