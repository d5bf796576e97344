/* base/money: reading the many ways of writing an amount, rounding, overflow, showing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/money.h"

struct money_case {
	const char *text;
	int64_t cents;
};

static void expect_all(const struct money_case *cases, size_t count, char decimal)
{
	for (size_t i = 0; i < count; i++) {
		int64_t got = 4711;

		if (!money_parse(cases[i].text, decimal, 2, &got))
			fail_msg("\"%s\" is refused", cases[i].text);
		if (got != cases[i].cents)
			fail_msg("\"%s\" is %lld", cases[i].text, (long long)got);
	}
}

static void refuse_all(const char *const *texts, size_t count, char decimal)
{
	for (size_t i = 0; i < count; i++) {
		int64_t got = 4711;

		if (money_parse(texts[i], decimal, 2, &got))
			fail_msg("\"%s\" is %lld", texts[i], (long long)got);
		assert_int_equal(got, 4711);
	}
}

#define EXPECT_ALL(cases, decimal) expect_all(cases, sizeof(cases) / sizeof *(cases), decimal)
#define REFUSE_ALL(texts, decimal) refuse_all(texts, sizeof(texts) / sizeof *(texts), decimal)

static void the_sign_is_guessed(void **state)
{
	static const struct money_case CASES[] = {
		{"0", 0},
		{"5", 500},
		{"1200", 120000},
		{"1 200,50", 120050},
		{"1,200.50", 120050},
		{"1.200,50", 120050},
		{"1'200.50", 120050},
		{"1’200.50", 120050},
		{"1\u00A0200,50", 120050},
		{"1\u202F200,50", 120050},
		{"1\u2009200.50", 120050},
		{"1.234", 123400},
		{"1,234", 123400},
		{"1.234.567", 123456700},
		{"1,234,567.89", 123456789},
		{"1 234 567", 123456700},
		{"12,5", 1250},
		{"12.5", 1250},
		{"12.50", 1250},
		{"0.500", 50},
		{"0,125", 13},
		{"1234.567", 123457},
		{".5", 50},
		{",5", 50},
		{"5.", 500},
		{"1,200.500", 120050},
		{"12,34,567.00", 123456700},
		{"007", 700},
	};

	(void)state;
	EXPECT_ALL(CASES, 0);
}

static void signs_and_units(void **state)
{
	static const struct money_case CASES[] = {
		{"-3", -300},
		{"+3", 300},
		{"\u22123,5", -350},
		{"3-", -300},
		{"(1 200,50)", -120050},
		{"- 3", -300},
		{"1200 ₽", 120000},
		{"USD 5", 500},
		{"5 USD", 500},
		{"5usd", 500},
		{"$1,200.50", 120050},
		{"-$5", -500},
		{"$-5", -500},
		{"€ 5,00", 500},
		{"5 €", 500},
		{"1 200,50 руб.", 120050},
		{"1200 р.", 120000},
		{"1200руб", 120000},
		{"5 лв.", 500},
		{"5,00 zł", 500},
		{"  7  ", 700},
		{"US$ 7", 700},
		{"($5.00)", -500},
		{"-0", 0},
	};

	(void)state;
	EXPECT_ALL(CASES, 0);
}

static void a_known_sign_is_obeyed(void **state)
{
	static const struct money_case DOT[] = {
		{"1.234", 123}, {"1,234", 123400}, {"1,234.5", 123450}, {"12.5", 1250}};
	static const struct money_case COMMA[] = {
		{"1,234", 123}, {"1.234", 123400}, {"1.234,5", 123450}, {"12,5", 1250}};
	static const char *const NOT_DOT[] = {"12,5", "1.234.567", "1.234,5"};
	static const char *const NOT_COMMA[] = {"12.5", "1,234,567", "1,234.5"};

	(void)state;
	EXPECT_ALL(DOT, '.');
	EXPECT_ALL(COMMA, ',');
	REFUSE_ALL(NOT_DOT, '.');
	REFUSE_ALL(NOT_COMMA, ',');
}

static void what_is_no_amount(void **state)
{
	static const char *const WRONG[] = {"", " ", "abc", "-", "+", "--5", "5 5 5", "1 20",
		"1 2000", "12 34,5", "1,,5", "1.2.3", "1,2,3", "1.200,300,4", "1e5", "0x10", "5%",
		"5 abc", "abc 5", "Mar 5", "12/5", "1:2", "(5", "5)", "(-5)", "-5-", "1 200 ,5 0",
		".", ",", "$", "USD", "5 USD 5", "1'20", "1' 200",
		"\xFF"
		"5",
		"5\xFF", "2026-03-01", "12.03.2026"};

	(void)state;
	REFUSE_ALL(WRONG, 0);
}

static void rounding_is_half_away_from_zero(void **state)
{
	static const struct money_case CASES[] = {{"0.004", 0}, {"0.005", 1}, {"-0.005", -1},
		{"0.0049999", 0}, {"2.675", 268}, {"-2.675", -268}, {"0.994", 99}, {"0.995", 100},
		{"1.99999999999999999999", 200}};
	int64_t got;

	(void)state;
	EXPECT_ALL(CASES, '.');
	assert_true(money_parse("1.5", '.', 0, &got));
	assert_int_equal(got, 2);
	assert_true(money_parse("1.5", '.', 3, &got));
	assert_int_equal(got, 1500);
	assert_true(money_parse("12.5", '.', 4, &got));
	assert_int_equal(got, 125000);
	assert_false(money_parse("1", '.', -1, &got));
	assert_false(money_parse("1", '.', 10, &got));
}

static void overflow_is_refused(void **state)
{
	static const char *const WRONG[] = {"92233720368547758.08", "-92233720368547758.09",
		"92233720368547758.075", "99999999999999999999", "1000000000000000000000000000000"};
	static const struct money_case CASES[] = {{"92233720368547758.07", INT64_MAX},
		{"-92233720368547758.08", INT64_MIN}, {"-92233720368547758.07", -INT64_MAX}};

	(void)state;
	REFUSE_ALL(WRONG, '.');
	EXPECT_ALL(CASES, '.');
}

static void amounts_are_shown(void **state)
{
	char text[64];

	(void)state;
	money_format_plain(120050, 2, text, sizeof text);
	assert_string_equal(text, "1200.50");
	money_format_plain(-5, 2, text, sizeof text);
	assert_string_equal(text, "-0.05");
	money_format_plain(0, 2, text, sizeof text);
	assert_string_equal(text, "0.00");
	money_format_plain(7, 0, text, sizeof text);
	assert_string_equal(text, "7");
	money_format_plain(INT64_MIN, 2, text, sizeof text);
	assert_string_equal(text, "-92233720368547758.08");
	money_format(120050, 2, '.', text, sizeof text);
	assert_string_equal(text, "1\u00A0200.50");
	money_format(-123456789, 2, ',', text, sizeof text);
	assert_string_equal(text, "-1\u00A0234\u00A0567,89");
	money_format(99999, 2, ',', text, sizeof text);
	assert_string_equal(text, "999,99");
	money_format(1000, 0, ',', text, sizeof text);
	assert_string_equal(text, "1\u00A0000");
	money_format(INT64_MIN, 2, '.', text, sizeof text);
	assert_string_equal(text, "-92\u00A0233\u00A0720\u00A0368\u00A0547\u00A0758.08");
}

static void expect_short(int64_t minor, const char *expected)
{
	char text[32];

	money_format_short(minor, 2, '.', text, sizeof text);
	assert_string_equal(text, expected);
}

static void short_amounts_fit_a_board(void **state)
{
	(void)state;
	expect_short(0, "0");
	expect_short(95000, "950");
	expect_short(49, "0");
	expect_short(50, "1");
	expect_short(99949, "999");
	expect_short(99950, "1 k");
	expect_short(120000, "1.2 k");
	expect_short(12000000, "120 k");
	expect_short(1234567, "12 k");
	expect_short(99949999, "999 k");
	expect_short(99950000, "1 M");
	expect_short(120000000, "1.2 M");
	expect_short(-120000000, "-1.2 M");
	expect_short(1000553400, "10 M");
	expect_short(123456789012, "1.2 G");
	expect_short(INT64_MAX, "92\u00A0234 T");
}

static void formats_are_read_again(void **state)
{
	uint64_t seed = 9;

	(void)state;
	for (int round = 0; round < 50000; round++) {
		int64_t amount, back;
		int scale = round % 4;
		char text[64];

		seed = seed * 6364136223846793005u + 1442695040888963407u;
		amount = (int64_t)seed >> (round % 60);
		money_format_plain(amount, scale, text, sizeof text);
		assert_true(money_parse(text, '.', scale, &back));
		assert_int_equal(back, amount);
		money_format(amount, scale, ',', text, sizeof text);
		assert_true(money_parse(text, ',', scale, &back));
		assert_int_equal(back, amount);
		if (scale == 2) { /* the sign can be guessed */
			assert_true(money_parse(text, 0, scale, &back));
			assert_int_equal(back, amount);
		}
	}
}

static void random_text_does_no_harm(void **state)
{
	static const char PIECES[] = "0123456789.,' -+()$eUSD\xC2\xA0\xE2\x82\xAC";
	uint32_t seed = 3;

	(void)state;
	for (int round = 0; round < 100000; round++) {
		char text[48];
		int64_t got;
		size_t len = 0;

		while (len < 1 + (size_t)round % 40) {
			seed = seed * 1664525u + 1013904223u;
			text[len++] = PIECES[(seed >> 8) % (sizeof PIECES - 1)];
		}
		text[len] = '\0';
		if (money_parse(text, "\0.,"[round % 3], round % 10, &got))
			assert_non_null(strpbrk(text, "0123456789"));
	}
}

static void currencies_have_digits(void **state)
{
	(void)state;
	assert_int_equal(money_digits("RUB"), 2);
	assert_int_equal(money_digits("JPY"), 0);
	assert_int_equal(money_digits("KWD"), 3);
	assert_int_equal(money_digits("XYZ"), 2);
	assert_int_equal(money_digits(""), 2);
	assert_int_equal(money_digits(NULL), 2);
	assert_int_equal(money_digits("PY "), 2);
}

static void shares_round_half_to_even(void **state)
{
	(void)state;
	assert_int_equal(money_share(1000, 2500), 250);
	assert_int_equal(money_share(1, 5000), 0);
	assert_int_equal(money_share(3, 5000), 2);
	assert_int_equal(money_share(5, 5000), 2);
	assert_int_equal(money_share(-1, 5000), 0);
	assert_int_equal(money_share(-3, 5000), -2);
	assert_int_equal(money_share(333, 3333), 111);
	assert_int_equal(money_share(INT64_MAX, 10000), INT64_MAX);
	assert_int_equal(money_share(INT64_MIN, 10000), INT64_MIN);
	assert_int_equal(money_share(INT64_MAX, 20000), INT64_MAX);
	assert_int_equal(money_share(100, 0), 0);
}

static void products_round_half_away(void **state)
{
	(void)state;
	assert_int_equal(money_mul(1500, 1999, 1000), 2999);
	assert_int_equal(money_mul(1, 1, 2), 1);
	assert_int_equal(money_mul(-1, 1, 2), -1);
	assert_int_equal(money_mul(1, 1, 3), 0);
	assert_int_equal(money_mul(2, 1, 3), 1);
	assert_int_equal(money_mul(INT64_MAX, INT64_MAX, INT64_MAX), INT64_MAX);
	assert_int_equal(money_mul(INT64_MAX, 2, 1), INT64_MAX);
	assert_int_equal(money_mul(INT64_MAX, -2, 1), INT64_MIN);
}

static void sums_do_not_wrap(void **state)
{
	int64_t sum = 4711;

	(void)state;
	assert_true(money_add(2, 3, &sum));
	assert_int_equal(sum, 5);
	assert_false(money_add(INT64_MAX, 1, &sum));
	assert_false(money_add(INT64_MIN, -1, &sum));
	assert_int_equal(sum, 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sign_is_guessed),
		cmocka_unit_test(signs_and_units),
		cmocka_unit_test(a_known_sign_is_obeyed),
		cmocka_unit_test(what_is_no_amount),
		cmocka_unit_test(rounding_is_half_away_from_zero),
		cmocka_unit_test(overflow_is_refused),
		cmocka_unit_test(amounts_are_shown),
		cmocka_unit_test(short_amounts_fit_a_board),
		cmocka_unit_test(formats_are_read_again),
		cmocka_unit_test(random_text_does_no_harm),
		cmocka_unit_test(currencies_have_digits),
		cmocka_unit_test(shares_round_half_to_even),
		cmocka_unit_test(products_round_half_away),
		cmocka_unit_test(sums_do_not_wrap),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
