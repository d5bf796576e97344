/* Sums of lists: one for each currency, and none at all rather than a wrong one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "domain/deal.h"
#include "domain/list.h"
#include "unit/office_fixture.h"

static struct office_fixture fx;

struct sums {
	char currency[4][8];
	int64_t count[4], sum[4];
	int n;
};

static void sums_add(void *arg, const char *currency, int64_t count, int64_t sum)
{
	struct sums *s = arg;

	assert_true(s->n < 4);
	strcpy(s->currency[s->n], currency);
	s->count[s->n] = count;
	s->sum[s->n++] = sum;
}

static void make_deal(const char *title, int64_t amount, const char *currency)
{
	struct record r;

	record_init(&r, fx.o, KIND_DEAL);
	record_set_text(&r, DEAL_TITLE, title);
	if (amount)
		record_set_num(&r, DEAL_AMOUNT, amount);
	record_set_text(&r, DEAL_CURRENCY, currency);
	fixture_save(&fx, &r);
}

static void test_sum_per_currency(void **state)
{
	struct err err = ERR_INIT;
	struct sums s = {0};

	(void)state;
	fixture_begin(&fx);
	make_deal("a", 9000000000000001, "RUB");
	make_deal("b", -7, "RUB");
	make_deal("c", 250, "EUR");
	make_deal("d", 0, "EUR");
	fixture_commit(&fx);
	fixture_ok(list_sum(fx.o, KIND_DEAL, NULL, DEAL_AMOUNT, sums_add, &s, &err), &err);
	assert_int_equal(s.n, 2);
	assert_string_equal(s.currency[0], "EUR");
	assert_int_equal(s.count[0], 2);
	assert_int_equal(s.sum[0], 250);
	assert_string_equal(s.currency[1], "RUB");
	assert_int_equal(s.sum[1], 8999999999999994);
	s.n = 0;
	fixture_ok(list_sum(fx.o, KIND_DEAL, NULL, DEAL_PROBABILITY, sums_add, &s, &err), &err);
	assert_int_equal(s.n, 1);
	assert_string_equal(s.currency[0], "");
	assert_int_equal(s.count[0], 4);
}

static void test_sum_too_large(void **state)
{
	struct err err = ERR_INIT;
	struct sums s = {0};

	(void)state;
	fixture_begin(&fx);
	for (int i = 0; i < 1000; i++)
		make_deal("x", 10000000000000000, "BGN");
	fixture_commit(&fx);
	assert_int_equal(
		list_sum(fx.o, KIND_DEAL, NULL, DEAL_AMOUNT, sums_add, &s, &err), ST_BAD_DATA);
	assert_int_equal(s.n, 0);
}

static int open_office(void **state)
{
	(void)state;
	fixture_open(&fx, "RUB");
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	fixture_close(&fx);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_sum_per_currency, open_office, close_office),
		cmocka_unit_test_setup_teardown(test_sum_too_large, open_office, close_office),
	};

	return cmocka_run_group_tests_name("list sums", tests, NULL, NULL);
}
