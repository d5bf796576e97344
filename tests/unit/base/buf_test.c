/* base/buf: adding, formatting, taking, and the NUL that is always there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void empty_reads_as_empty(void **state)
{
	struct buf b = BUF_INIT;
	char *taken;

	(void)state;
	assert_string_equal(buf_str(&b), "");
	buf_clear(&b);
	taken = buf_take(&b);
	assert_string_equal(taken, "");
	free(taken);
	buf_release(&b);
}

static void pieces_are_joined(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_add(&b, "one");
	buf_addch(&b, ',');
	buf_addn(&b, "two!", 3);
	buf_addf(&b, ",%d", 3);
	assert_string_equal(buf_str(&b), "one,two,3");
	assert_int_equal(b.len, 9);
	buf_release(&b);
	assert_null(b.data);
}

static void nul_bytes_are_kept(void **state)
{
	struct buf b = BUF_INIT;

	(void)state;
	buf_addn(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_memory_equal(b.data, "a\0b", 4);
	buf_release(&b);
}

static void long_formats_fit(void **state)
{
	struct buf b = BUF_INIT;
	char *expected = malloc(20001);

	(void)state;
	memset(expected, 'x', 20000);
	expected[20000] = '\0';
	for (int size = 1; size <= 20000; size = size * 3 + 1) {
		buf_clear(&b);
		buf_addf(&b, "%.*s", size, expected);
		assert_int_equal(b.len, size);
		assert_int_equal(strlen(b.data), size);
		buf_addf(&b, "%s", "");
		assert_int_equal(b.len, size);
	}
	free(expected);
	buf_release(&b);
}

static void taking_empties(void **state)
{
	struct buf b = BUF_INIT;
	char *s;

	(void)state;
	buf_add(&b, "mine");
	s = buf_take(&b);
	assert_string_equal(s, "mine");
	assert_int_equal(b.len, 0);
	buf_add(&b, "next");
	assert_string_equal(buf_str(&b), "next");
	assert_string_equal(s, "mine");
	free(s);
	buf_release(&b);
}

static void clearing_keeps_memory(void **state)
{
	struct buf b = BUF_INIT;
	char *data;

	(void)state;
	buf_add(&b, "something");
	data = b.data;
	buf_clear(&b);
	assert_string_equal(buf_str(&b), "");
	buf_add(&b, "else");
	assert_ptr_equal(b.data, data);
	assert_string_equal(buf_str(&b), "else");
	buf_release(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_reads_as_empty),
		cmocka_unit_test(pieces_are_joined),
		cmocka_unit_test(nul_bytes_are_kept),
		cmocka_unit_test(long_formats_fit),
		cmocka_unit_test(taking_empties),
		cmocka_unit_test(clearing_keeps_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
