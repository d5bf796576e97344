/* The formula guard: what is guarded, and that it always comes off again. */
#include "exchange/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static bool needed(const char *s, enum guard_level level)
{
	return guard_needed(s, strlen(s), level);
}

static void formulas_are_guarded(void **state)
{
	static const char *const texts[] = {"=1+1", "+48600100200", "-5", "@SUM(A1)", "\tx", "\rx",
		"\nx", "  =1", "'=1", "' '=1", "-",
		"\xEF\xBC\x9D"
		"1",
		"\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_true(needed(texts[i], GUARD_FORMULA));
		assert_true(needed(texts[i], GUARD_SHEET));
		assert_false(needed(texts[i], GUARD_NONE));
	}
}

static void plain_texts_are_left_alone(void **state)
{
	static const char *const texts[] = {"", "Ромашка", "a=b", "1200.50", "O'Neill", "'quoted'",
		"'", "''", " ", "2026", "\xEF\xBC\xA1", "12:30", "1-2-3-4", "e5", "7e", "12ab"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
		assert_false(needed(texts[i], GUARD_SHEET));
}

static void only_the_sheet_level_guards_what_is_altered(void **state)
{
	static const char *const texts[] = {
		"00700", "123456789012", "1E5", "1e+10", "3/4", "08.03.2026", "2026-03-08", "12-5"};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_false(needed(texts[i], GUARD_FORMULA));
		assert_true(needed(texts[i], GUARD_SHEET));
	}
	assert_true(needed(
		"'00700", GUARD_FORMULA)); /* else the import would take its own apostrophe */
}

static void only_guarded_cells_lose_an_apostrophe(void **state)
{
	(void)state;
	assert_true(guard_present("'=1", 3));
	assert_true(guard_present("''=1", 4));
	assert_true(guard_present("'00700", 6));
	assert_false(guard_present("'Tis", 4));
	assert_false(guard_present("=1", 2));
	assert_false(guard_present("'", 1));
	assert_false(guard_present("", 0));
}

static void numbers_are_told_from_formulas(void **state)
{
	(void)state;
	assert_true(guard_is_number("-12", 3));
	assert_true(guard_is_number("+3.50", 5));
	assert_true(guard_is_number("1200,5", 6));
	assert_true(guard_is_number("0", 1));
	assert_false(guard_is_number("", 0));
	assert_false(guard_is_number("-", 1));
	assert_false(guard_is_number("-1+1", 4));
	assert_false(guard_is_number("--1", 3));
	assert_false(guard_is_number("1.2.3", 5));
}

/* Every string over the characters that matter, up to a length: no exception anywhere. */
static void every_short_text_comes_back(void **state)
{
	static const char letters[] = "=+'- 0/1eEx.\t@";
	const size_t n = sizeof(letters) - 1, max = 5;
	char cell[8] = "'";
	char *text = cell + 1;

	(void)state;
	for (size_t len = 0; len <= max; len++) {
		size_t all = 1;

		for (size_t i = 0; i < len; i++)
			all *= n;
		for (size_t k = 0; k < all; k++) {
			size_t rest = k;

			for (size_t i = 0; i < len; i++, rest /= n)
				text[i] = letters[rest % n];
			for (int level = GUARD_FORMULA; level <= GUARD_SHEET; level++) {
				if (guard_needed(text, len, (enum guard_level)level)) {
					assert_true(guard_present(cell, len + 1));
				} else {
					assert_false(guard_present(text, len));
					assert_null(len ? memchr("=+-@\t\r\n", *text, 7) : NULL);
				}
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formulas_are_guarded),
		cmocka_unit_test(plain_texts_are_left_alone),
		cmocka_unit_test(only_the_sheet_level_guards_what_is_altered),
		cmocka_unit_test(only_guarded_cells_lose_an_apostrophe),
		cmocka_unit_test(numbers_are_told_from_formulas),
		cmocka_unit_test(every_short_text_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
