/* Numbers, dates and times of filters. Decimals are read with a point; a comma separates values and needs quotation marks. */
#include "filter_range.h"

#include <stddef.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/period.h"

#define PERCENT_DIGITS 2
#define QUANTITY_DIGITS 3

bool filter_range_has(enum field_type type)
{
	switch (type) {
	case FT_INT:
	case FT_MONEY:
	case FT_PERCENT:
	case FT_QUANTITY:
	case FT_DATE:
	case FT_TIME:
	case FT_INSTANT: return true;
	default: return false;
	}
}

const char *filter_range_example(enum field_type type)
{
	switch (type) {
	case FT_DATE:
	case FT_INSTANT: return _("a date such as 2026-03-31, today, -90d, this-month, 2026-03");
	case FT_TIME: return _("a time such as 14:30");
	case FT_PERCENT: return _("a percentage such as 25");
	default: return _("a number such as 1200 or 12.50");
	}
}

/* "10k" and "2.5m": thousands and millions. */
static int64_t take_suffix(char *text)
{
	size_t len = strlen(text);
	int64_t times = 1;

	if (len < 2)
		return 1;
	if (text[len - 1] == 'k' || text[len - 1] == 'K')
		times = 1000;
	else if (text[len - 1] == 'm' || text[len - 1] == 'M')
		times = 1000000;
	if (times > 1)
		text[len - 1] = '\0';
	return times;
}

static bool read_decimal(const char *text, int digits, int64_t *out)
{
	char copy[64];
	int64_t times, n;

	if (strlen(text) >= sizeof(copy))
		return false;
	strcpy(copy, text);
	times = take_suffix(copy);
	if (strlen(copy) && copy[strlen(copy) - 1] == '%')
		copy[strlen(copy) - 1] = '\0';
	return money_parse(copy, strchr(copy, ',') ? 0 : '.', digits, &n) &&
	       !__builtin_mul_overflow(n, times, out);
}

static bool read_time(const char *text, int64_t *out)
{
	int minutes;

	if (!date_parse_time(text, &minutes))
		return false;
	*out = minutes;
	return true;
}

/* A day, a period word, or a date as people type it, in this order: "2017-03" is a month, "15.3" a day. */
static bool read_days(const char *text, int32_t *from, int32_t *to)
{
	struct period p;
	int32_t day;

	if (!date_parse_iso(text, &day)) {
		if (period_parse(text, clock_today(), &p, NULL) == ST_OK) {
			*from = p.from;
			*to = p.to;
			return true;
		}
		if (!date_parse_words(text, clock_today(), &day))
			return false;
	}
	*from = *to = day;
	return true;
}

static bool read_instants(const char *text, struct filter_range *out)
{
	int32_t from, to;
	int64_t at;

	if (strchr(text, ':') && date_parse_instant(text, &at)) {
		*out = (struct filter_range){at, at};
		return true;
	}
	if (!read_days(text, &from, &to))
		return false;
	out->lo = from <= DATE_MIN ? INT64_MIN : date_to_instant(from, 0);
	out->hi = to >= DATE_MAX ? INT64_MAX : date_to_instant(to + 1, 0) - 1;
	return true;
}

bool filter_range_read(
	struct office *o, const struct field *f, const char *text, struct filter_range *out)
{
	int32_t from, to;
	int64_t n = 0;
	bool ok;

	switch (f->type) {
	case FT_INSTANT: return read_instants(text, out);
	case FT_DATE:
		ok = read_days(text, &from, &to);
		if (ok)
			*out = (struct filter_range){from, to};
		return ok;
	case FT_TIME: ok = read_time(text, &n); break;
	case FT_MONEY: ok = read_decimal(text, money_digits(office_currency(o)), &n); break;
	case FT_PERCENT: ok = read_decimal(text, PERCENT_DIGITS, &n); break;
	case FT_QUANTITY: ok = read_decimal(text, QUANTITY_DIGITS, &n); break;
	default: ok = read_decimal(text, 0, &n); break;
	}
	*out = (struct filter_range){n, n};
	return ok;
}
