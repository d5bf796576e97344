/* Period words: today, this/last/next week, month, quarter, year, last N days, 2017, 2017-03, 2017-Q1, a..b, a.. */
#ifndef BASE_PERIOD_H
#define BASE_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

struct period {
	int32_t from, to; /* days, both included; DATE_MIN/DATE_MAX when open */
};

/*
 * Words: all, today, yesterday, week/this-week, last-week, month, last-month, quarter, last-quarter,
 * year, last-year, last-30-days (any number), and what the head comment names. Blank or '-' between
 * words. Weeks start on Monday. The translated words of period_word() are understood too, and so are
 * the date words of base/date.h for a single day or an end of a range. ST_USAGE with the offset of
 * the wrong end, *out untouched.
 */
enum status period_parse(const char *s, int32_t today, struct period *out, struct err *err);

/* The fixed words in menu order, NULL at the end: period_word(0) = "this-month" ... */
const char *period_word(int i);
const char *period_title(const char *word); /* translated */
/*
 * The period of the same kind before/after (for keys in reports): whole months step by months, any
 * other range by its length; an open one, or one that would leave the calendar, stays.
 */
struct period period_step(struct period p, int step);

#endif
