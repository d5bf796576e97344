/* What number formats show (ECMA-376 part 1, 18.8.31): read from their codes, letter by letter. */
#include <string.h>
#include <strings.h>

#include "xlsx_value.h"

/* What was met in a format's code so far. */
struct code_scan {
	bool date, time, elapsed, percent, digits;
	bool month_or_minute; /* an m whose meaning the next letter tells */
	bool after_hour;
};

/* A letter that stands for a part of a date or time. */
static void scan_letter(struct code_scan *c, char letter)
{
	switch (letter) {
	case 'm':
		if (c->after_hour)
			c->time = true;
		else
			c->month_or_minute = true;
		return;
	case 'h':
	case 's':
		if (letter == 's')
			c->month_or_minute = false;
		c->time = true;
		c->after_hour = letter == 'h';
		break;
	default: c->date = true; c->after_hour = false;
	}
	if (c->month_or_minute)
		c->date = true;
	c->month_or_minute = false;
}

/* What stands in brackets: elapsed time, or a colour, condition or language that changes nothing. */
static const char *scan_bracket(struct code_scan *c, const char *s)
{
	const char *end = strchr(s, ']');
	size_t len = end ? (size_t)(end - s - 1) : 0;

	if (!end)
		return s + strlen(s);
	if (len > 0 && (strspn(s + 1, "hH") == len || strspn(s + 1, "mM") == len ||
			       strspn(s + 1, "sS") == len)) {
		c->elapsed = c->time = true;
		c->after_hour = true;
	}
	return end + 1;
}

/* A quoted text, one escaped character, or a word; the place behind it. NULL: it is none of these. */
static const char *scan_literal(struct code_scan *c, const char *s)
{
	const char *end;

	switch (*s) {
	case '"': end = strchr(s + 1, '"'); return end ? end + 1 : s + strlen(s);
	case '\\':
	case '_':
	case '*': return s + 1 + (s[1] != '\0');
	case '[': return scan_bracket(c, s);
	default: break;
	}
	if (strncasecmp(s, "General", 7) == 0)
		return s + 7;
	if (strncasecmp(s, "AM/PM", 5) == 0 || strncasecmp(s, "A/P", 3) == 0) {
		c->time = true;
		return s + (s[1] == '/' ? 3 : 5);
	}
	return NULL;
}

enum xlsx_look xlsx_look_of_code(const char *s)
{
	struct code_scan c = {0};

	while (*s && *s != ';') {
		const char *behind = scan_literal(&c, s);
		char letter = (char)(*s >= 'A' && *s <= 'Z' ? *s + 32 : *s);

		if (behind) {
			s = behind;
			continue;
		}
		s++;
		if (letter == '0' || letter == '#' || letter == '?')
			c.digits = true;
		else if (letter == '%')
			c.percent = true;
		else if (letter == 'e' && (*s == '+' || *s == '-'))
			c.digits = true;
		else if (strchr("ymdhsegb", letter))
			scan_letter(&c, letter);
	}
	c.date |= c.month_or_minute;
	if (c.elapsed && !c.date)
		return XLSX_LOOK_ELAPSED;
	if (c.date)
		return c.time ? XLSX_LOOK_DATE_TIME : XLSX_LOOK_DATE;
	if (c.time)
		return XLSX_LOOK_TIME;
	return c.percent ? XLSX_LOOK_PERCENT : XLSX_LOOK_NUMBER;
}

enum xlsx_look xlsx_look_of_builtin(unsigned id)
{
	switch (id) {
	case 9:
	case 10: return XLSX_LOOK_PERCENT;
	case 18:
	case 19:
	case 20:
	case 21:
	case 32:
	case 33:
	case 45:
	case 47: return XLSX_LOOK_TIME;
	case 22: return XLSX_LOOK_DATE_TIME;
	case 46: return XLSX_LOOK_ELAPSED;
	default: break;
	}
	/* 27 to 36 and 50 to 58 are the dates of East Asia. */
	if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
		return XLSX_LOOK_DATE;
	return XLSX_LOOK_NUMBER;
}
