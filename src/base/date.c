/*
 * The calendar: days since 1970-01-01 to year, month, day and back, instants to local days, and how
 * dates look. Reading what people and files write is in date_words.c and date_file.c. The day
 * arithmetic is Howard Hinnant's days_from_civil / civil_from_days.
 */
#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"

static bool date_is_leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int date_month_days(int year, int month)
{
	static const int DAYS[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && date_is_leap(year) ? 29 : DAYS[month - 1];
}

/* No checks: month 1..12, year 1..9999. */
static int32_t date_from_civil(int year, int month, int day)
{
	int y = year - (month <= 2);
	int era = y / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468;
}

static int32_t date_clamp(int64_t day)
{
	return day < DATE_MIN ? DATE_MIN : day > DATE_MAX ? DATE_MAX : (int32_t)day;
}

bool date_from_ymd(int year, int month, int day, int32_t *out)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 ||
		day > date_month_days(year, month))
		return false;
	*out = date_from_civil(year, month, day);
	return true;
}

void date_to_ymd(int32_t day, int *year, int *month, int *mday)
{
	int z = date_clamp(day) + 719468;
	int era = z / 146097;
	int day_of_era = z - era * 146097;
	int year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int shifted = (5 * day_of_year + 2) / 153; /* months from March */

	*mday = day_of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int date_weekday(int32_t day)
{
	return (int)((((int64_t)day + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

int32_t date_add_months(int32_t day, int months)
{
	int year, month, mday;
	int64_t index;

	date_to_ymd(day, &year, &month, &mday);
	index = (int64_t)year * 12 + month - 1 + months;
	if (index < 12)
		return DATE_MIN;
	if (index >= 10000 * 12)
		return DATE_MAX;
	year = (int)(index / 12);
	month = (int)(index % 12) + 1;
	if (mday > date_month_days(year, month))
		mday = date_month_days(year, month);
	return date_from_civil(year, month, mday);
}

int32_t date_month_start(int32_t day)
{
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	return date_from_civil(year, month, 1);
}

int32_t date_quarter_start(int32_t day)
{
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	return date_from_civil(year, (month - 1) / 3 * 3 + 1, 1);
}

int32_t date_year_start(int32_t day)
{
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	return date_from_civil(year, 1, 1);
}

/* count digits at s as a number, -1 when one of them is no digit. */
static int date_digits(const char *s, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		value = value * 10 + (s[i] - '0');
	}
	return value;
}

/* "YYYY-MM-DD" at the start of s, whatever follows. */
static bool date_scan_iso(const char *s, int32_t *out)
{
	int year = date_digits(s, 4);
	int month, day;

	if (year < 0 || s[4] != '-')
		return false;
	month = date_digits(s + 5, 2);
	if (month < 0 || s[7] != '-')
		return false;
	day = date_digits(s + 8, 2);
	return day >= 0 && date_from_ymd(year, month, day, out);
}

bool date_parse_iso(const char *s, int32_t *out)
{
	return strnlen(s, DATE_LEN) == DATE_LEN - 1 && date_scan_iso(s, out);
}

/* value, 0..9999, as exactly count digits. */
static char *date_put(char *out, int value, int count)
{
	for (int i = count - 1; i >= 0; i--) {
		out[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return out + count;
}

void date_format_iso(int32_t day, char out[DATE_LEN])
{
	date_format(day, DATE_YMD, out);
}

void date_format(int32_t day, enum date_order order, char out[DATE_LEN])
{
	char sign = order == DATE_DMY ? '.' : order == DATE_MDY ? '/' : '-';
	int year, month, mday;

	date_to_ymd(day, &year, &month, &mday);
	if (order == DATE_YMD) {
		out = date_put(out, year, 4);
		*out++ = sign;
		out = date_put(out, month, 2);
		*out++ = sign;
		out = date_put(out, mday, 2);
	} else {
		out = date_put(out, order == DATE_DMY ? mday : month, 2);
		*out++ = sign;
		out = date_put(out, order == DATE_DMY ? month : mday, 2);
		*out++ = sign;
		out = date_put(out, year, 4);
	}
	*out = '\0';
}

void date_format_long(int32_t day, enum date_order order, char *out, size_t size)
{
	char text[DATE_LEN];

	date_format(day, order, text);
	snprintf(out, size, "%s %s", date_weekday_name(date_weekday(day)), text);
}

void date_format_near(int32_t day, int32_t today, enum date_order order, char *out, size_t size)
{
	int64_t ahead = (int64_t)day - today;
	char text[DATE_LEN];

	if (ahead == 0) {
		snprintf(out, size, "%s", _("today"));
	} else if (ahead == 1) {
		snprintf(out, size, "%s", _("tomorrow"));
	} else if (ahead == -1) {
		snprintf(out, size, "%s", _("yesterday"));
	} else if (ahead > 0 && ahead < 7) {
		snprintf(out, size, "%s", date_weekday_name(date_weekday(day)));
	} else if (ahead < 0 && ahead >= -30) {
		/* TRANSLATORS: "d" is short for days */
		snprintf(out, size, _("%d d ago"), (int)-ahead);
	} else {
		date_format(day, order, text);
		snprintf(out, size, "%s", text);
	}
}

const char *date_month_name(int month)
{
	static const char *const NAMES[] = {N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"),
		N_("Jun"), N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec")};

	return month >= 1 && month <= 12 ? _(NAMES[month - 1]) : "?";
}

const char *date_weekday_name(int wday)
{
	static const char *const NAMES[] = {
		N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

	return wday >= 0 && wday <= 6 ? _(NAMES[wday]) : "?";
}

int32_t date_of_instant(int64_t at, int *minute_of_day)
{
	time_t t = (time_t)at;
	struct tm tm;
	int year;

	if (localtime_r(&t, &tm) == NULL) {
		if (minute_of_day != NULL)
			*minute_of_day = 0;
		return at < 0 ? DATE_MIN : DATE_MAX;
	}
	if (minute_of_day != NULL)
		*minute_of_day = tm.tm_hour * 60 + tm.tm_min;
	year = tm.tm_year + 1900;
	if (year < 1 || year > 9999)
		return year < 1 ? DATE_MIN : DATE_MAX;
	return date_from_civil(year, tm.tm_mon + 1, tm.tm_mday);
}

int64_t date_to_instant(int32_t day, int minute_of_day)
{
	struct tm tm = {.tm_isdst = -1, .tm_min = minute_of_day};
	int year, month, mday;
	int64_t at;

	date_to_ymd(day, &year, &month, &mday);
	tm.tm_year = year - 1900;
	tm.tm_mon = month - 1;
	tm.tm_mday = mday;
	at = mktime(&tm);
	/* A minute that a clock change leaves out must not slip into the day before. */
	for (int step = 0; step < 8 && date_of_instant(at, NULL) < day; step++)
		at += 15 * 60;
	return at;
}

void date_format_instant(int64_t at, enum date_order order, char *out, size_t size)
{
	char text[DATE_LEN];
	int minute;

	date_format(date_of_instant(at, &minute), order, text);
	snprintf(out, size, "%s %02d:%02d", text, minute / 60, minute % 60);
}

void date_format_utc(int64_t at, char out[21])
{
	int64_t day = at / 86400;
	int second = (int)(at % 86400);
	char *p;

	if (second < 0) {
		second += 86400;
		day--;
	}
	date_format_iso(date_clamp(day), out);
	p = out + DATE_LEN - 1;
	*p++ = 'T';
	p = date_put(p, second / 3600, 2);
	*p++ = ':';
	p = date_put(p, second / 60 % 60, 2);
	*p++ = ':';
	p = date_put(p, second % 60, 2);
	*p++ = 'Z';
	*p = '\0';
}

/* The zone behind a time: "" is local, "Z" or "+03:00", "-0500", "+03" is *offset seconds. */
static bool date_scan_zone(const char *s, bool *local, int *offset)
{
	int hours, minutes = 0, sign = *s == '-' ? -1 : 1;

	*local = *s == '\0';
	*offset = 0;
	if (*local || strcmp(s, "Z") == 0 || strcmp(s, "z") == 0)
		return true;
	if ((*s != '+' && *s != '-') || (hours = date_digits(s + 1, 2)) < 0 || hours > 23)
		return false;
	s += 3;
	if (*s != '\0') {
		s += *s == ':';
		minutes = date_digits(s, 2);
		if (minutes < 0 || minutes > 59 || s[2] != '\0')
			return false;
	}
	*offset = sign * (hours * 3600 + minutes * 60);
	return true;
}

bool date_parse_instant(const char *s, int64_t *out)
{
	int32_t day;
	int hour, minute, second = 0, offset;
	bool local;

	if (!date_scan_iso(s, &day))
		return false;
	s += DATE_LEN - 1;
	if (*s == '\0') {
		*out = date_to_instant(day, 0);
		return true;
	}
	if ((*s != 'T' && *s != 't' && *s != ' ') || (hour = date_digits(s + 1, 2)) < 0 ||
		s[3] != ':' || (minute = date_digits(s + 4, 2)) < 0)
		return false;
	s += 6;
	if (*s == ':') {
		second = date_digits(s + 1, 2);
		if (second < 0)
			return false;
		s += 3;
	}
	if (hour > 23 || minute > 59 || second > 60 || !date_scan_zone(s, &local, &offset))
		return false;
	if (local)
		*out = date_to_instant(day, hour * 60 + minute) + second;
	else
		*out = (int64_t)day * 86400 + hour * 3600 + minute * 60 + second - offset;
	return true;
}
