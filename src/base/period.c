/* Spans of days by name. */
#include "base/period.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "base/fold.h"
#include "base/i18n.h"

struct period_name {
	const char *word;  /* as kept in settings and typed in commands */
	const char *title; /* as shown */
};

/* In menu order. */
static const struct period_name PERIODS[] = {
	{"this-month", N_("This month")},
	{"last-month", N_("Last month")},
	{"this-quarter", N_("This quarter")},
	{"last-quarter", N_("Last quarter")},
	{"this-year", N_("This year")},
	{"last-year", N_("Last year")},
	{"this-week", N_("This week")},
	{"last-week", N_("Last week")},
	{"today", N_("Today")},
	{"yesterday", N_("Yesterday")},
	{"last-7-days", N_("Last 7 days")},
	{"last-30-days", N_("Last 30 days")},
	{"last-90-days", N_("Last 90 days")},
	{"last-365-days", N_("Last 365 days")},
	{"next-week", N_("Next week")},
	{"next-month", N_("Next month")},
	{"next-quarter", N_("Next quarter")},
	{"next-year", N_("Next year")},
	{"all", N_("All time")},
};

enum { PERIOD_COUNT = sizeof PERIODS / sizeof *PERIODS, PERIOD_DAYS_MAX = 100000 };

/* The span of a unit ("week", "month", "quarter", "year") that is step units away from today's. */
static bool period_unit(const char *unit, int step, int32_t today, struct period *out)
{
	int months = 0;

	if (strcmp(unit, "week") == 0) {
		out->from = today - date_weekday(today) + step * 7;
		out->to = out->from + 6;
		return true;
	}
	if (strcmp(unit, "month") == 0) {
		months = 1;
		out->from = date_month_start(today);
	} else if (strcmp(unit, "quarter") == 0) {
		months = 3;
		out->from = date_quarter_start(today);
	} else if (strcmp(unit, "year") == 0) {
		months = 12;
		out->from = date_year_start(today);
	} else {
		return false;
	}
	out->from = date_add_months(out->from, months * step);
	out->to = date_add_months(out->from, months) - 1;
	return true;
}

/* "last 30 days", "next 7 days": with today. The word behind the number is "day", "week" … */
static bool period_count(const char *s, int sign, int32_t today, struct period *out)
{
	int count, used = 0;

	if (sscanf(s, "%6d%n", &count, &used) != 1 || used == 0 || s[0] < '0' || s[0] > '9' ||
		count < 1 || count > PERIOD_DAYS_MAX)
		return false;
	s += used;
	s += *s == ' ';
	if (strcmp(s, "week") == 0 || strcmp(s, "weeks") == 0)
		count *= 7;
	else if (strcmp(s, "day") != 0 && strcmp(s, "days") != 0 && strcmp(s, "d") != 0)
		return false;
	out->from = sign < 0 ? today - count + 1 : today;
	out->to = sign < 0 ? today : today + count - 1;
	return true;
}

/* The English words, folded and with blanks between them. */
static bool period_english(const char *s, int32_t today, struct period *out)
{
	if (strcmp(s, "all") == 0 || strcmp(s, "all time") == 0) {
		*out = (struct period){DATE_MIN, DATE_MAX};
		return true;
	}
	if (period_unit(s, 0, today, out))
		return true;
	if (strncmp(s, "this ", 5) == 0)
		return period_unit(s + 5, 0, today, out);
	if (strncmp(s, "last ", 5) == 0)
		return period_unit(s + 5, -1, today, out) || period_count(s + 5, -1, today, out);
	if (strncmp(s, "next ", 5) == 0)
		return period_unit(s + 5, 1, today, out) || period_count(s + 5, 1, today, out);
	return false;
}

/* "2017", "2017-03", "2017-Q1" (folded; the sign may be a blank). */
static bool period_calendar(const char *s, struct period *out)
{
	int year, month = 1, months = 12;

	if (strspn(s, "0123456789") != 4)
		return false;
	year = (s[0] - '0') * 1000 + (s[1] - '0') * 100 + (s[2] - '0') * 10 + (s[3] - '0');
	s += 4;
	if (*s != '\0') {
		s += *s == '-' || *s == ' ';
		if (*s == 'q' && s[1] >= '1' && s[1] <= '4' && s[2] == '\0') {
			month = (s[1] - '1') * 3 + 1;
			months = 3;
		} else if (strspn(s, "0123456789") == 2 && s[2] == '\0') {
			month = (s[0] - '0') * 10 + (s[1] - '0');
			months = 1;
		} else {
			return false;
		}
	}
	if (!date_from_ymd(year, month, 1, &out->from))
		return false;
	out->to = date_add_months(out->from, months);
	if (out->to < DATE_MAX || year < 9999)
		out->to--;
	return true;
}

/* One side of a range, or the whole: a word, a translated word, a calendar span, a day. */
static bool period_single(const char *s, int32_t today, struct period *out)
{
	struct buf folded = BUF_INIT, spaced = BUF_INIT;
	bool found;

	fold_text(&folded, s);
	buf_add(&spaced, buf_str(&folded));
	for (char *p = spaced.data; *p != '\0'; p++)
		if (*p == '-' || *p == '_')
			*p = ' ';
	found = period_english(spaced.data, today, out) || period_calendar(folded.data, out);
	for (int i = 0; i < PERIOD_COUNT && !found; i++) {
		if (!fold_same(s, _(PERIODS[i].title)))
			continue;
		buf_clear(&spaced);
		buf_add(&spaced, PERIODS[i].word);
		for (char *p = spaced.data; *p != '\0'; p++)
			if (*p == '-')
				*p = ' ';
		found = period_english(spaced.data, today, out);
		if (!found) { /* today, yesterday */
			found = date_parse_words(PERIODS[i].word, today, &out->from);
			out->to = out->from;
		}
	}
	if (!found && date_parse_words(s, today, &out->from)) {
		out->to = out->from;
		found = true;
	}
	buf_release(&folded);
	buf_release(&spaced);
	return found;
}

/* "a..b", ends included; an end left out is open. */
static bool period_range(
	const char *s, const char *dots, int32_t today, struct period *out, int *offset)
{
	struct period left = {DATE_MIN, DATE_MAX}, right = left;
	struct buf part = BUF_INIT;
	bool good = true;

	*offset = 0;
	buf_addn(&part, s, (size_t)(dots - s));
	if (part.data[strspn(part.data, " ")] != '\0')
		good = period_single(part.data, today, &left);
	dots += 2;
	if (good && dots[strspn(dots, " ")] != '\0') {
		*offset = (int)(dots - s);
		good = period_single(dots, today, &right);
	}
	buf_release(&part);
	if (good)
		*out = (struct period){left.from, right.to};
	return good;
}

enum status period_parse(const char *s, int32_t today, struct period *out, struct err *err)
{
	const char *dots = strstr(s, "..");
	struct period found;
	int offset = 0;

	if (dots == NULL ? !period_single(s, today, &found)
			 : !period_range(s, dots, today, &found, &offset))
		return err_set_at(err, ST_USAGE, offset,
			_("\"%s\" is not a period. Try this-month, last-30-days, 2017, 2017-03, "
			  "2017-Q1 or 2017-01-15..2017-02-15."),
			s);
	if (found.from > found.to)
		return err_set_at(
			err, ST_USAGE, offset, _("The period \"%s\" ends before it begins."), s);
	*out = found;
	return ST_OK;
}

const char *period_word(int i)
{
	return i >= 0 && i < PERIOD_COUNT ? PERIODS[i].word : NULL;
}

const char *period_title(const char *word)
{
	for (int i = 0; i < PERIOD_COUNT; i++)
		if (strcmp(PERIODS[i].word, word) == 0)
			return _(PERIODS[i].title);
	return word;
}

/* Whole months that p is made of, 0 when it does not begin and end with a month. */
static int period_months(struct period p)
{
	int from_year, from_month, to_year, to_month, mday;

	if (date_month_start(p.from) != p.from || date_month_start(p.to + 1) != p.to + 1)
		return 0;
	date_to_ymd(p.from, &from_year, &from_month, &mday);
	date_to_ymd(p.to, &to_year, &to_month, &mday);
	return (to_year - from_year) * 12 + to_month - from_month + 1;
}

struct period period_step(struct period p, int step)
{
	int64_t from, length, months;

	if (p.from <= DATE_MIN || p.to >= DATE_MAX) /* open: nothing to step by */
		return p;
	months = period_months(p);
	if (months > 0) {
		int64_t by = months * step;
		int shift = by > 120000 ? 120000 : by < -120000 ? -120000 : (int)by;
		struct period next;

		next.from = date_add_months(p.from, shift);
		next.to = date_add_months(next.from, (int)months) - 1;
		return next.from <= DATE_MIN || next.to >= DATE_MAX - 1 ? p : next;
	}
	length = (int64_t)p.to - p.from + 1;
	from = p.from + length * step;
	if (from <= DATE_MIN || from + length - 1 >= DATE_MAX)
		return p;
	return (struct period){(int32_t)from, (int32_t)(from + length - 1)};
}
