/*
 * Numbers are treated as decimals from end to end, never as binary fractions: what Excel shows is the decimal in the file
 * rounded to 15 digits, and days and seconds are whole numbers made from it.
 */
#include "xlsx_value.h"

#include <stdint.h>
#include <string.h>

#include "base/date.h"

#define SHOWN_DIGITS 15
#define KEPT_DIGITS 40 /* of the digits in the file */
#define PLAIN_FROM (-20)
#define PLAIN_TO 21
#define DAY_SECONDS 86400

/* Days from 1970-01-01 back to where serial numbers begin. */
#define EPOCH_1900 25569
#define EPOCH_1904 24107
#define LEAP_BUG 60 /* the serial number of 1900-02-29, which there never was */

/* 0.DIGITS times ten to the power of point. */
struct decimal {
	bool negative;
	char digits[KEPT_DIGITS];
	int n; /* without leading and trailing zeros; 0: zero */
	int point;
	bool whole; /* written without point and exponent */
};

/* The exponent at s, held within ±9999; false when it is none. */
static bool exponent_parse(const char *s, const char *end, int *out)
{
	bool negative = s < end && *s == '-';
	int e = 0;

	if (s < end && (*s == '-' || *s == '+'))
		s++;
	if (s == end)
		return false;
	for (; s < end; s++) {
		if (*s < '0' || *s > '9')
			return false;
		if (e < 1000)
			e = e * 10 + (*s - '0');
	}
	*out = negative ? -e : e;
	return true;
}

static bool decimal_parse(const char *s, size_t len, struct decimal *d)
{
	const char *end = s + len;
	bool any = false, fraction = false;
	int e = 0;

	memset(d, 0, sizeof(*d));
	d->whole = true;
	if (s < end && (*s == '-' || *s == '+'))
		d->negative = *s++ == '-';
	for (; s < end && ((*s >= '0' && *s <= '9') || (*s == '.' && !fraction)); s++) {
		if (*s == '.') {
			fraction = true;
			d->whole = false;
			continue;
		}
		any = true;
		if (d->n > 0 || *s != '0') {
			if (d->n < KEPT_DIGITS)
				d->digits[d->n++] = *s;
			d->point += !fraction;
		} else {
			d->point -= fraction;
		}
	}
	if (s < end && (*s == 'e' || *s == 'E')) {
		d->whole = false;
		if (!exponent_parse(s + 1, end, &e))
			return false;
		s = end;
	}
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
	d->point = d->n ? d->point + e : 0;
	return any && s == end;
}

/* Keep n digits, half away from zero. */
static void decimal_round(struct decimal *d, int n)
{
	bool up;

	if (d->n <= n)
		return;
	up = d->digits[n] >= '5';
	d->n = n;
	while (up && d->n > 0 && d->digits[d->n - 1] == '9')
		d->n--;
	if (up && d->n == 0) {
		d->digits[d->n++] = '1';
		d->point++;
	} else if (up) {
		d->digits[d->n - 1]++;
	}
	while (d->n > 0 && d->digits[d->n - 1] == '0')
		d->n--;
}

static void add_zeros(struct buf *b, int n)
{
	for (int i = 0; i < n; i++)
		buf_addch(b, '0');
}

static void decimal_format(struct buf *b, const struct decimal *d)
{
	if (d->n == 0) {
		buf_addch(b, '0');
		return;
	}
	if (d->negative)
		buf_addch(b, '-');
	if (d->point > PLAIN_TO || d->point < PLAIN_FROM) {
		buf_addch(b, d->digits[0]);
		if (d->n > 1)
			buf_addf(b, ".%.*s", d->n - 1, d->digits + 1);
		buf_addf(b, "E%+d", d->point - 1);
	} else if (d->point <= 0) {
		buf_add(b, "0.");
		add_zeros(b, -d->point);
		buf_addn(b, d->digits, (size_t)d->n);
	} else if (d->point >= d->n) {
		buf_addn(b, d->digits, (size_t)d->n);
		add_zeros(b, d->point - d->n);
	} else {
		buf_addf(
			b, "%.*s.%.*s", d->point, d->digits, d->n - d->point, d->digits + d->point);
	}
}

/* d times 86400, rounded; false when it is negative or beyond 9999-12-31. */
static bool decimal_seconds(const struct decimal *d, int64_t *out)
{
	unsigned __int128 v = 0, scale = 1;
	int places, n = d->n < 20 ? d->n : 20;

	if ((d->negative && d->n) || d->point > 7)
		return false;
	if (d->point < -9) {
		*out = 0;
		return true;
	}
	for (int i = 0; i < n; i++)
		v = v * 10 + (unsigned)(d->digits[i] - '0');
	places = n - d->point; /* 0 and less: whole days */
	for (; places < 0; places++)
		v *= 10;
	for (; places > 0; places--)
		scale *= 10;
	*out = (int64_t)((v * DAY_SECONDS * 2 + scale) / (scale * 2));
	return *out < (int64_t)(DATE_MAX + EPOCH_1900 + 1) * DAY_SECONDS;
}

static void add_time(struct buf *b, int64_t seconds)
{
	buf_addf(b, "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
	if (seconds % 60)
		buf_addf(b, ":%02d", (int)(seconds % 60));
}

/* The day with this serial number, "2026-03-08"; false when there is none. */
static bool add_day(struct buf *b, int64_t serial, bool date1904)
{
	char text[DATE_LEN];
	int64_t day = serial - (date1904 ? EPOCH_1904 : EPOCH_1900);

	if (!date1904 && serial == LEAP_BUG) {
		buf_add(b, "1900-02-29");
		return true;
	}
	if ((!date1904 && serial < 1) || day > DATE_MAX)
		return false;
	date_format_iso((int32_t)(day + (!date1904 && serial < LEAP_BUG)), text);
	buf_add(b, text);
	return true;
}

/* Append d as the day or time that it is; false when it is none. */
static bool add_moment(struct buf *b, const struct decimal *d, enum xlsx_look look, bool date1904)
{
	int64_t seconds, serial, of_day;

	if (!decimal_seconds(d, &seconds))
		return false;
	serial = seconds / DAY_SECONDS;
	of_day = seconds % DAY_SECONDS;
	switch (look) {
	case XLSX_LOOK_DATE: return add_day(b, serial, date1904);
	case XLSX_LOOK_TIME: add_time(b, of_day); return true;
	case XLSX_LOOK_ELAPSED: add_time(b, seconds); return true;
	default:
		if (add_day(b, serial, date1904))
			buf_addch(b, ' ');
		else if (serial != 0)
			return false;
		add_time(b, of_day);
		return true;
	}
}

void xlsx_number(struct buf *b, const char *s, size_t len, enum xlsx_look look, bool date1904)
{
	struct decimal d;

	if (!decimal_parse(s, len, &d)) {
		buf_addn(b, s, len);
		return;
	}
	if (look >= XLSX_LOOK_DATE && add_moment(b, &d, look, date1904))
		return;
	if (d.whole && d.point <= KEPT_DIGITS && look != XLSX_LOOK_PERCENT) {
		/* All digits, those of a long identifier too. */
		if (d.negative && d.n)
			buf_addch(b, '-');
		buf_addn(b, d.digits, (size_t)d.n);
		add_zeros(b, d.n ? d.point - d.n : 1);
		return;
	}
	decimal_round(&d, SHOWN_DIGITS);
	if (look == XLSX_LOOK_PERCENT)
		d.point += d.n ? 2 : 0;
	decimal_format(b, &d);
	if (look == XLSX_LOOK_PERCENT)
		buf_addch(b, '%');
}

void xlsx_iso_date(struct buf *b, const char *s, size_t len, enum xlsx_look look)
{
	const char *time = memchr(s, 'T', len);
	size_t day = time ? (size_t)(time - s) : len, rest = time ? len - day - 1 : 0;

	buf_addn(b, s, day);
	if (!time || look == XLSX_LOOK_DATE)
		return;
	time++;
	if (rest > 0 && time[rest - 1] == 'Z')
		rest--;
	if (memchr(time, '.', rest))
		rest = (size_t)((const char *)memchr(time, '.', rest) - time);
	if (rest == 8 && memcmp(time + 5, ":00", 3) == 0)
		rest = 5;
	if (rest == 5 && memcmp(time, "00:00", 5) == 0 && look == XLSX_LOOK_NUMBER)
		return;
	if (day > 0)
		buf_addch(b, ' ');
	buf_addn(b, time, rest);
}
