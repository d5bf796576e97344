/*
 * Reading dates: as files have them (strict about the order, never guessing between day and month)
 * and as people type them.
 */
#include "base/date.h"

#include <string.h>

#include "base/fold.h"
#include "base/text.h"
#include "date_names.h"

/* One number or month name of a date. */
struct read_part {
	int value;
	int digits; /* 0 for a month name */
};

static bool read_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *read_blanks(const char *s)
{
	for (;;) {
		if (*s == ' ' || *s == '\t')
			s++;
		else if (strncmp(s, "\u00A0", 2) == 0)
			s += 2;
		else if (strncmp(s, "\u202F", 3) == 0)
			s += 3;
		else
			return s;
	}
}

/* Bytes of the word (letters of any script) at s. */
static size_t read_word_len(const char *s)
{
	const char *p = read_blanks(s), *start = p;

	if (p != s)
		return 0;
	while (((unsigned char)*p >= 0x80 || (*p >= 'a' && *p <= 'z') ||
		       (*p >= 'A' && *p <= 'Z')) &&
		read_blanks(p) == p)
		p++;
	return (size_t)(p - start);
}

/* Look a raw word up in one of the name tables. */
static int read_lookup(const char *s, size_t len, int (*find)(const char *word, size_t len))
{
	struct buf folded = BUF_INIT;
	char word[64];
	int found;

	if (len == 0 || len >= sizeof word)
		return find("", 0);
	memcpy(word, s, len);
	word[len] = '\0';
	fold_text(&folded, word);
	found = find(folded.data, folded.len);
	buf_release(&folded);
	return found;
}

/* A number or a month name at *s. */
static bool read_part(const char **s, struct read_part *part)
{
	size_t len;

	*part = (struct read_part){0, 0};
	if (read_is_digit(**s)) {
		for (; read_is_digit(**s); (*s)++) {
			if (++part->digits > 8)
				return false;
			part->value = part->value * 10 + (**s - '0');
		}
		return true;
	}
	len = read_word_len(*s);
	part->value = read_lookup(*s, len, date_names_month);
	*s += len;
	return part->value != 0;
}

/* Step over what stands between two parts; false when nothing may stand there. */
static bool read_separator(const char **s, bool named)
{
	const char *p = read_blanks(*s);
	bool sign = *p == '.' || *p == '/' || *p == '-' || (*p == ',' && named);

	if (!sign && !(named && p != *s))
		return false;
	if (sign)
		p = read_blanks(p + 1);
	*s = p;
	return true;
}

static bool read_year(const struct read_part *part, int *year)
{
	if (part->digits == 4)
		*year = part->value;
	else if (part->digits == 2)
		*year = part->value + (part->value <= 68 ? 2000 : 1900);
	else
		return false;
	return true;
}

/* Three parts in reading order to a day. */
static bool read_combine(const struct read_part part[3], enum date_order order, int32_t *out)
{
	const struct read_part *y, *m, *d;
	int year;

	if (part[1].digits == 0) { /* 5 Mar 2017, 2017-Mar-05 */
		m = &part[1];
		y = part[0].digits == 4 ? &part[0] : &part[2];
		d = part[0].digits == 4 ? &part[2] : &part[0];
	} else if (part[0].digits == 0) { /* Mar 5, 2017 */
		m = &part[0];
		d = &part[1];
		y = &part[2];
	} else if (part[0].digits == 4 || order == DATE_YMD) {
		y = &part[0];
		m = &part[1];
		d = &part[2];
	} else {
		d = &part[order == DATE_DMY ? 0 : 1];
		m = &part[order == DATE_DMY ? 1 : 0];
		y = &part[2];
	}
	if (d->digits < 1 || d->digits > 2 || m->digits > 2 || !read_year(y, &year))
		return false;
	return date_from_ymd(year, m->value, d->value, out);
}

/* What may stand behind a date: "г.", "r.", then a time when one is allowed. */
static bool read_rest(const char *s, bool with_time)
{
	static const char *const YEAR[] = {"г", "год", "года", "r", "roku", "year"};
	const char *p = read_blanks(s);
	size_t len = read_word_len(p);
	int digits = 0;

	for (size_t i = 0; i < sizeof YEAR / sizeof *YEAR; i++)
		if (strlen(YEAR[i]) == len && memcmp(YEAR[i], p, len) == 0) {
			p += len;
			p = read_blanks(p + (*p == '.'));
			s = p;
			break;
		}
	if (*p == '\0')
		return true;
	if (!with_time)
		return false;
	if (*p == ',')
		p = read_blanks(p + 1);
	else if (p == s && (*p == 'T' || *p == 't'))
		p++;
	else if (p == s && s[-1] != ' ' && s[-1] != '.')
		return false;
	while (digits < 2 && read_is_digit(*p)) {
		digits++;
		p++;
	}
	return digits > 0 && *p == ':' && read_is_digit(p[1]);
}

static bool read_full(const char *s, enum date_order order, bool with_time, int32_t *out)
{
	struct read_part part[3];
	size_t weekday;
	bool named;

	s = read_blanks(s);
	weekday = read_word_len(s);
	if (weekday > 0 && read_lookup(s, weekday, date_names_weekday) >= 0) {
		s += weekday;
		s = read_blanks(s + (*s == '.' || *s == ','));
		s = read_blanks(s + (*s == ','));
	}
	if (!read_part(&s, &part[0]))
		return false;
	if (part[0].digits == 8) {
		int compact = part[0].value;

		return read_rest(s, with_time) &&
		       date_from_ymd(compact / 10000, compact / 100 % 100, compact % 100, out);
	}
	named = part[0].digits == 0;
	if (!read_separator(&s, named || read_word_len(read_blanks(s)) > 0) ||
		!read_part(&s, &part[1]))
		return false;
	named = named || part[1].digits == 0;
	return read_separator(&s, named) && read_part(&s, &part[2]) && part[2].digits > 0 &&
	       read_combine(part, order, out) && read_rest(s, with_time);
}

bool date_parse_file(const char *s, enum date_order order, int32_t *out)
{
	int32_t day;

	if (!read_full(s, order, true, &day))
		return false;
	*out = day;
	return true;
}

/* The 15th of this month or of the next month that has one, from today on. */
static bool read_next_mday(int mday, int32_t today, int32_t *out)
{
	int year, month, unused;

	date_to_ymd(today, &year, &month, &unused);
	for (int i = 0; i < 3; i++) {
		if (date_from_ymd(year, month, mday, out) && *out >= today)
			return true;
		year += month == 12;
		month = month % 12 + 1;
	}
	return false;
}

/* The day and month of the year that brings it nearest to today (29 February waits for its year). */
static bool read_nearest(int month, int mday, int32_t today, int32_t *out)
{
	int year, unused;
	int64_t best = INT64_MAX;

	date_to_ymd(today, &year, &unused, &unused);
	for (int y = year - 1; y <= year + 8; y++) {
		int32_t day;
		int64_t away;

		if (!date_from_ymd(y, month, mday, &day))
			continue;
		away = day > today ? (int64_t)day - today : (int64_t)today - day;
		if (away < best) {
			best = away;
			*out = day;
		}
	}
	return best < INT64_MAX;
}

/* "15", "15.3", "15/3", "15 марта", "mar 15"; with a slash 3/15 as well, when only that is a day. */
static bool read_short(const char *s, int32_t today, int32_t *out)
{
	struct read_part a, b;
	bool slash;

	if (!read_part(&s, &a))
		return false;
	if (*s == '\0' || strcmp(s, ".") == 0)
		return a.digits > 0 && a.digits <= 2 && read_next_mday(a.value, today, out);
	slash = *s == '/';
	if (!read_separator(&s, true) || !read_part(&s, &b))
		return false;
	if (*read_blanks(s + (*s == '.')) != '\0' || a.digits > 2 || b.digits > 2)
		return false;
	if (a.digits == 0)
		return b.digits > 0 && read_nearest(a.value, b.value, today, out);
	return read_nearest(b.value, a.value, today, out) ||
	       (slash && read_nearest(a.value, b.value, today, out));
}

/* Step over word and the blank behind it. */
static bool read_skip_word(const char **s, const char *word)
{
	size_t len = strlen(word);

	if (strncmp(*s, word, len) != 0 || (*s)[len] != ' ')
		return false;
	*s += len + 1;
	return true;
}

/* "+3d", "-1w", "2 weeks", "in 3 days", "через неделю", "3 days ago". */
static bool read_offset(const char *s, int32_t today, int32_t *out)
{
	int64_t count = 0, day = today;
	bool counted = false, ahead, back;
	size_t len;
	char unit;

	ahead = read_skip_word(&s, "in") || read_skip_word(&s, "через") ||
		read_skip_word(&s, "след") || read_skip_word(&s, "za");
	back = !ahead && (read_skip_word(&s, "преди") || *s == '-');
	if (!ahead && (*s == '+' || *s == '-'))
		s++;
	for (; read_is_digit(*s) && count < 100000; s++) {
		count = count * 10 + (*s - '0');
		counted = true;
	}
	s = read_blanks(s);
	len = read_word_len(s);
	unit = date_names_unit(s, len);
	if (unit == 0 || (!counted && !ahead && !back))
		return false;
	s = read_blanks(s + len);
	if (!back && !ahead &&
		(strcmp(s, "ago") == 0 || strcmp(s, "назад") == 0 || strcmp(s, "temu") == 0)) {
		back = true;
		s = "";
	}
	if (*s != '\0')
		return false;
	count = (counted ? count : 1) * (back ? -1 : 1);
	if (unit == 'd' || unit == 'w')
		day += unit == 'w' ? count * 7 : count;
	else if (count > 120000 || count < -120000)
		return false;
	else
		day = date_add_months(today, (int)count * (unit == 'y' ? 12 : 1));
	if (day <= DATE_MIN || day >= DATE_MAX)
		return false;
	*out = (int32_t)day;
	return true;
}

bool date_parse_words(const char *s, int32_t today, int32_t *out)
{
	struct buf folded = BUF_INIT;
	const char *text;
	int32_t day = 0;
	bool found;

	fold_text(&folded, s);
	text = buf_str(&folded);
	found = date_names_day(text, folded.len, today, &day) || read_offset(text, today, &day) ||
		read_short(text, today, &day) || read_full(text, DATE_DMY, false, &day);
	if (found)
		found = day >= DATE_MIN && day <= DATE_MAX;
	if (found)
		*out = day;
	buf_release(&folded);
	return found;
}

bool date_parse_time(const char *s, int *out_min)
{
	int digits = 0, hour = 0, minute = 0;

	s = read_blanks(s);
	for (; read_is_digit(*s) && digits < 5; s++, digits++)
		hour = hour * 10 + (*s - '0');
	if (digits == 0 || digits > 4)
		return false;
	if (digits > 2) {
		minute = hour % 100;
		hour /= 100;
	} else if (*s == ':' || *s == '.') {
		if (!read_is_digit(s[1]) || !read_is_digit(s[2]))
			return false;
		minute = (s[1] - '0') * 10 + (s[2] - '0');
		s += 3;
	}
	if (*read_blanks(s) != '\0' || hour > 23 || minute > 59)
		return false;
	*out_min = hour * 60 + minute;
	return true;
}
