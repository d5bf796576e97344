/*
 * Dates are days since 1970-01-01 in the proleptic Gregorian calendar; a date has no zone and is
 * never an instant. Instants are UTC seconds.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_LEN 11        /* "YYYY-MM-DD" and NUL */
#define DATE_MIN (-719162) /* 0001-01-01 */
#define DATE_MAX 2932896   /* 9999-12-31 */

enum date_order { DATE_DMY, DATE_MDY, DATE_YMD };

/* False, and *out untouched, when there is no such day. */
bool date_from_ymd(int year, int month, int day, int32_t *out);
void date_to_ymd(int32_t day, int *year, int *month, int *mday);
int date_weekday(int32_t day);                    /* 0 Monday .. 6 Sunday */
int32_t date_add_months(int32_t day, int months); /* 31 Jan + 1 month = 28/29 Feb */
int32_t date_month_start(int32_t day);
int32_t date_quarter_start(int32_t day);
int32_t date_year_start(int32_t day);

/* Strict "YYYY-MM-DD". */
bool date_parse_iso(const char *s, int32_t *out);
void date_format_iso(int32_t day, char out[DATE_LEN]);

/*
 * A date as files have it: ISO, or numbers separated by . / - in the given order, two-digit years
 * (00-68 = 2000s, 69-99 = 1900s), month names in en/ru/bg/pl, a time behind it ignored.
 */
bool date_parse_file(const char *s, enum date_order order, int32_t *out);

/*
 * A date as people type it: ISO, 15 (the next 15th, today included), 15.3 or "15 марта" (of the
 * year that brings it nearest), 15.3.26, today/tomorrow/yesterday, weekday names (the next such day,
 * not today), +3d -1w +2m 1y, "in 3 days", "3 дня назад", eow eom eoq eoy; words in English, Russian,
 * Bulgarian and Polish whatever the user's language, unique prefixes of 3 letters enough ("tom",
 * "зав"). *out is the day meant. False, and *out untouched, when it is no date.
 */
bool date_parse_words(const char *s, int32_t today, int32_t *out);

/* "14:30", "14.30", "1430", "14" as minutes of the day. */
bool date_parse_time(const char *s, int *out_min);

/* How dates look to the user: DATE_DMY "08.03.2026", DATE_MDY "03/08/2026", DATE_YMD ISO. */
void date_format(int32_t day, enum date_order order, char out[DATE_LEN]);
/* With the weekday, translated: "Fri 08.03.2026". */
void date_format_long(int32_t day, enum date_order order, char *out, size_t size);
/*
 * For lists, translated and short: "today", "tomorrow", "yesterday", "Fri" within six days, "3 d ago"
 * back to 30 days, else date_format().
 */
void date_format_near(int32_t day, int32_t today, enum date_order order, char *out, size_t size);
const char *date_month_name(int month);  /* 1..12, translated, short ("Jan") */
const char *date_weekday_name(int wday); /* 0..6, translated, short ("Mon") */

/* Local civil day of an instant (TZ), and the instant of a local day + minute. */
int32_t date_of_instant(int64_t at, int *minute_of_day);
int64_t date_to_instant(int32_t day, int minute_of_day);
/* "YYYY-MM-DD HH:MM" local time of an instant. */
void date_format_instant(int64_t at, enum date_order order, char *out, size_t size);
/* ISO 8601 UTC: "2026-11-21T21:44:26Z"; parse also takes "YYYY-MM-DD HH:MM[:SS]" (local) and a bare date (local midnight). */
void date_format_utc(int64_t at, char out[21]);
bool date_parse_instant(const char *s, int64_t *out);

#endif
