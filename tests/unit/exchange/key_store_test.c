/* Ids by hash: everything that was put in is found, in order, and nothing else, from the table, the runs and what they became. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <stdlib.h>

#include "../../../src/exchange/key_store.h"

#define MANY 60000

static uint64_t hash_of(uint64_t x)
{
	x += 0x9E3779B97F4A7C15u;
	x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
	x = (x ^ x >> 27) * 0x94D049BB133111EBu;
	return x ^ x >> 31;
}

struct found {
	int64_t last;
	int n, most;
};

static bool take(void *arg, int64_t id)
{
	struct found *f = arg;

	assert_true(id > f->last);
	f->last = id;
	f->n++;
	return f->n < f->most;
}

static int count(struct key_store *s, uint64_t hash, int most)
{
	struct found f = {.most = most};

	assert_true(key_store_find(s, hash, take, &f));
	return f.n;
}

/* Key k has the ids 1 + k, then more of them for every tenth and, for some, hundreds. */
static void fill_and_find(size_t held, int keys)
{
	struct key_store *s = key_store_new(held);
	int64_t id = 0;

	for (int k = 0; k < keys; k++)
		key_store_add(s, hash_of((uint64_t)k), ++id);
	for (int k = 0; k < keys; k += 10)
		key_store_add(s, hash_of((uint64_t)k), ++id);
	for (int i = 0; i < 300; i++)
		key_store_add(s, hash_of((uint64_t)(i % 2)), ++id);
	for (int k = 0; k < keys; k++) {
		int want = 1 + (k % 10 == 0) + (k < 2 ? 150 : 0);

		assert_int_equal(count(s, hash_of((uint64_t)k), 1000), want);
		assert_int_equal(count(s, hash_of((uint64_t)k), 1), 1);
	}
	for (int k = keys; k < 2 * keys; k++)
		assert_int_equal(count(s, hash_of((uint64_t)k), 1000), 0);
	key_store_free(s);
}

static void everything_is_found(void **state)
{
	(void)state;
	fill_and_find(0, MANY);
	fill_and_find(1000, MANY);
	fill_and_find(12, 3000);
	fill_and_find(5000, 4000);
}

/* Hashes that are not spread, and the ends of their range. */
static void odd_hashes_are_found(void **state)
{
	struct key_store *s = key_store_new(64);

	(void)state;
	for (int i = 1; i <= 3000; i++)
		key_store_add(s,
			i % 3 == 0   ? (uint64_t)i
			: i % 3 == 1 ? UINT64_MAX - (uint64_t)i
				     : 7,
			i);
	key_store_add(s, 0, 4000);
	key_store_add(s, UINT64_MAX, 4001);
	for (int i = 1; i <= 3000; i++)
		if (i % 3 != 2)
			assert_int_equal(
				count(s, i % 3 == 0 ? (uint64_t)i : UINT64_MAX - (uint64_t)i, 9),
				1);
	assert_int_equal(count(s, 7, 9999), 1000);
	assert_int_equal(count(s, 0, 9), 1);
	assert_int_equal(count(s, UINT64_MAX, 9), 1);
	assert_int_equal(count(s, 8, 9), 0);
	key_store_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_found),
		cmocka_unit_test(odd_hashes_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
