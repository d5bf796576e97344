/*
 * The formula guard. Reversible by construction: guard_present() strips one apostrophe exactly when the
 * rest, leading blanks and apostrophes aside, is something that some level guards; and guard_needed()
 * adds one also to every text that guard_present() would strip.
 */
#include "exchange/guard.h"

#include <string.h>

#define LONG_DIGITS 12 /* from here on a spreadsheet shows 1.23E+11 */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t digits(const char *s, const char *end)
{
	const char *p = s;

	while (p < end && is_digit(*p))
		p++;
	return (size_t)(p - s);
}

/* Would a spreadsheet take s for a formula? */
static bool guard_is_formula(const char *s, size_t len)
{
	if (len == 0)
		return false;
	if (memchr("=+-@\t\r\n", *s, 7))
		return true;
	return len >= 3 && memcmp(s, "\xEF\xBC", 2) == 0 && memchr("\x9D\x8B\x8D\xA0", s[2], 4);
}

/* 3/4, 08.03.2026, 2026-03-08: groups of at most four digits between one kind of sign. */
static bool guard_is_datelike(const char *s, const char *end)
{
	char sign = '\0';
	int groups = 0;

	for (;;) {
		size_t n = digits(s, end);

		if (n == 0 || n > 4)
			return false;
		groups++;
		s += n;
		if (s == end)
			return groups == 3 || (groups == 2 && sign != '.');
		if (groups == 3 || !memchr("./-", *s, 3) || (sign && *s != sign))
			return false;
		sign = *s++;
	}
}

/* Would a spreadsheet alter s: drop zeros, round, make a date or a number with exponent of it? */
static bool guard_is_altered(const char *s, size_t len)
{
	const char *end = s + len;
	size_t n = digits(s, end);

	if (n == 0)
		return false;
	if (s + n == end)
		return (n > 1 && *s == '0') || n >= LONG_DIGITS;
	if ((s[n] == 'e' || s[n] == 'E') && len > n + 1) {
		const char *p = s + n + 1;

		if ((*p == '+' || *p == '-') && p + 1 < end)
			p++;
		return p + digits(p, end) == end;
	}
	return guard_is_datelike(s, end);
}

/* Skip leading blanks and apostrophes. */
static size_t guard_lead(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && (s[n] == '\'' || s[n] == ' '))
		n++;
	return n;
}

bool guard_present(const char *s, size_t len)
{
	size_t lead;

	if (len < 2 || *s != '\'')
		return false;
	lead = guard_lead(s, len);
	return guard_is_formula(s + lead, len - lead) || guard_is_altered(s + lead, len - lead);
}

bool guard_needed(const char *s, size_t len, enum guard_level level)
{
	size_t lead;

	if (level == GUARD_NONE || len == 0)
		return false;
	lead = guard_lead(s, len);
	if (guard_is_formula(s + lead, len - lead))
		return true;
	return (level == GUARD_SHEET || *s == '\'') && guard_is_altered(s + lead, len - lead);
}

bool guard_is_number(const char *s, size_t len)
{
	const char *end = s + len;
	size_t whole, part = 0;

	if (len > 0 && (*s == '-' || *s == '+'))
		s++;
	whole = digits(s, end);
	s += whole;
	if (s < end && (*s == '.' || *s == ',')) {
		part = digits(s + 1, end);
		s += 1 + part;
	}
	return s == end && whole > 0;
}
