/*
 * Money: reading what people write, writing what people read, and the three operations that must
 * round and overflow the same way everywhere.
 */
#include "base/money.h"

#include <stdio.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"

enum { MONEY_SCALE_MAX = 9, MONEY_DIGITS_MAX = 40 };

/* A number taken apart: the digits and, between them, the separators. */
struct money_scan {
	char digits[MONEY_DIGITS_MAX]; /* digits and the separators ' ' '\'' '.' ',' */
	int len;
	bool negative;
};

/* ISO 4217: everything else has 2. */
int money_digits(const char *currency)
{
	static const char NONE[] = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF "
				   "XOF XPF ";
	static const char THREE[] = "BHD IQD JOD KWD LYD OMR TND ";
	char code[5];

	if (currency == NULL || strlen(currency) != 3)
		return 2;
	memcpy(code, currency, 3);
	code[3] = ' ';
	code[4] = '\0';
	return strstr(NONE, code) != NULL ? 0 : strstr(THREE, code) != NULL ? 3 : 2;
}

static bool money_is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A);
}

static bool money_is_minus(uint32_t c)
{
	return c == '-' || c == 0x2212 || c == 0x2012 || c == 0x2013;
}

static bool money_is_sign(uint32_t c)
{
	return c == '$' || (c >= 0xA2 && c <= 0xA5) || (c >= 0x20A0 && c <= 0x20CF);
}

/* The codes of ISO 4217 that offices meet, each with a blank behind it. */
static const char MONEY_CODES[] =
	"AED AFN ALL AMD ARS AUD AZN BAM BDT BGN BHD BIF BRL BYN CAD CHF CLP CNY COP CZK DJF DKK "
	"DZD EGP ETB EUR GBP GEL GNF HKD HRK HUF IDR ILS INR IQD IRR ISK JOD JPY KES KGS KMF KRW "
	"KWD KZT LBP LKR LYD MAD MDL MKD MNT MXN MYR NGN NOK NZD OMR PEN PHP PKR PLN PYG QAR RON "
	"RSD RUB RWF SAR SEK SGD SYP THB TJS TMT TND TRY TWD TZS UAH UGX USD UYI UYU UZS VND VUV "
	"XAF XOF XPF ZAR ";

/* Is code (three small letters and a NUL) one of them? */
static bool money_is_code(const char *code)
{
	char upper[5];

	if (strspn(code, "abcdefghijklmnopqrstuvwxyz") != 3 || code[3] != '\0')
		return false;
	for (int i = 0; i < 3; i++)
		upper[i] = (char)(code[i] - 'a' + 'A');
	upper[3] = ' ';
	upper[4] = '\0';
	return strstr(MONEY_CODES, upper) != NULL;
}

/* Is s what people write beside an amount: "€", "USD", "руб.", "zł"? */
static bool money_is_unit(const char *s, size_t len)
{
	static const char *const WORDS[] = {"р", "руб", "рублеи", "коп", "лв", "лева", "zl",
		"zlotych", "грн", "тг", "kr", "kc", "ft", "lei", "fr", "eur", "euro", "us$"};
	struct buf folded = BUF_INIT;
	char text[32];
	const char *p = text, *end;
	bool unit = false;

	if (len == 0)
		return true;
	if (len >= sizeof text)
		return false;
	memcpy(text, s, len);
	text[len] = '\0';
	end = text + len;
	if (money_is_sign(text_decode(&p, end)) && p == end)
		return true;
	fold_text(&folded, text);
	while (folded.len > 0 && folded.data[folded.len - 1] == '.')
		folded.data[--folded.len] = '\0';
	unit = money_is_code(folded.data);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && !unit; i++)
		unit = strcmp(folded.data, WORDS[i]) == 0;
	buf_release(&folded);
	return unit;
}

/*
 * Read sign, unit and brackets in front of the first digit. *p is left at the number. A bracket
 * means a negative amount, as in accounts.
 */
static bool money_scan_front(const char **p, const char *end, bool *negative, bool *bracket)
{
	const char *unit = NULL, *unit_end = NULL;
	bool signed_ = false;

	*negative = *bracket = false;
	while (*p < end) {
		const char *at = *p;
		uint32_t c = text_decode(p, end);

		if ((c >= '0' && c <= '9') || ((c == '.' || c == ',') && unit == NULL)) {
			*p = at;
			break;
		}
		if (money_is_blank(c))
			continue;
		if (c == '(' && !*bracket && unit == NULL) {
			*bracket = true;
		} else if ((money_is_minus(c) || c == '+') && !signed_) {
			signed_ = true;
			*negative = c != '+';
		} else if (unit == NULL || unit_end == at) {
			unit = unit == NULL ? at : unit;
			unit_end = *p;
		} else {
			return false;
		}
	}
	return *p < end && (unit == NULL || money_is_unit(unit, (size_t)(unit_end - unit)));
}

/* Read the digits with their separators; blanks count only between digits. */
static bool money_scan_number(const char **p, const char *end, struct money_scan *scan)
{
	while (*p < end) {
		const char *at = *p;
		uint32_t c = text_decode(p, end);
		char put;

		if (c >= '0' && c <= '9')
			put = (char)c;
		else if (c == '.' || c == ',')
			put = (char)c;
		else if (money_is_blank(c))
			put = ' ';
		else if (c == '\'' || c == 0x2019)
			put = '\'';
		else {
			*p = at;
			break;
		}
		if (put == ' ' && (*p == end || **p < '0' || **p > '9')) {
			*p = at; /* the blanks behind the number */
			break;
		}
		if (scan->len == MONEY_DIGITS_MAX)
			return false;
		scan->digits[scan->len++] = put;
	}
	return true;
}

/* What may stand behind the number: blanks, a unit, a closing bracket, a trailing minus. */
static bool money_scan_back(const char *p, const char *end, bool bracket, bool *negative)
{
	const char *unit = NULL, *unit_end = NULL;
	bool closed = false;

	while (p < end) {
		const char *at = p;
		uint32_t c = text_decode(&p, end);

		if (money_is_blank(c))
			continue;
		if (c == ')' && bracket && !closed)
			closed = true;
		else if (c == '-' && !*negative && !bracket && p == end)
			*negative = true;
		else if (unit == NULL || unit_end == at) {
			unit = unit == NULL ? at : unit;
			unit_end = p;
		} else {
			return false;
		}
	}
	if (bracket) {
		if (!closed || *negative)
			return false;
		*negative = true;
	}
	return unit == NULL || money_is_unit(unit, (size_t)(unit_end - unit));
}

/* Where the decimal sign is in the number, -1 when it has none, -2 when it makes no sense. */
static int money_find_decimal(const struct money_scan *scan, char decimal)
{
	int count[2] = {0, 0}, last[2] = {-1, -1};
	int kind, at, before;

	for (int i = 0; i < scan->len; i++) {
		if (scan->digits[i] != '.' && scan->digits[i] != ',')
			continue;
		kind = scan->digits[i] == ',';
		count[kind]++;
		last[kind] = i;
	}
	if (decimal != 0) {
		kind = decimal == ',';
		return count[kind] > 1 ? -2 : last[kind];
	}
	if (count[0] == 0 && count[1] == 0)
		return -1;
	kind = last[1] > last[0];
	if (count[!kind] > 0)
		return count[kind] > 1 ? -2 : last[kind];
	if (count[kind] > 1)
		return -1;
	/* A lone sign: three digits behind it and one to three before it make it a thousands sign. */
	at = last[kind];
	before = at;
	if (scan->len - at - 1 == 3 && before >= 1 && before <= 3 && scan->digits[0] != '0')
		return -1;
	return at;
}

/* Digits [0, len) of the whole part: separators only between groups, the last group of three. */
static bool money_check_groups(const char *s, int len)
{
	int group = 0, groups = 0;
	char sign = 0;

	for (int i = 0; i < len; i++) {
		if (s[i] >= '0' && s[i] <= '9') {
			group++;
			continue;
		}
		if (group == 0 || group > 3 || (groups > 0 && group < 2) ||
			(sign != 0 && s[i] != sign))
			return false;
		sign = s[i];
		groups++;
		group = 0;
	}
	return groups == 0 || group == 3;
}

/* The digits of the number as an integer of scale decimals, half away from zero. */
static bool money_collect(const struct money_scan *scan, int point, int scale, int64_t *out)
{
	int end = point < 0 ? scan->len : point;
	bool any = false;
	int64_t value = 0;

	for (int i = 0; i < end; i++) {
		if (scan->digits[i] < '0' || scan->digits[i] > '9')
			continue;
		any = true;
		if (__builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, scan->digits[i] - '0', &value))
			return false;
	}
	for (int i = 1; i <= scale; i++) {
		int digit = point >= 0 && point + i < scan->len ? scan->digits[point + i] - '0' : 0;

		if (digit < 0 || digit > 9 || __builtin_mul_overflow(value, 10, &value) ||
			__builtin_sub_overflow(value, digit, &value))
			return false;
	}
	for (int i = point + 1; point >= 0 && i < scan->len; i++) {
		if (scan->digits[i] < '0' || scan->digits[i] > '9')
			return false;
		any = true;
	}
	if (point >= 0 && point + scale + 1 < scan->len && scan->digits[point + scale + 1] >= '5' &&
		__builtin_sub_overflow(value, 1, &value))
		return false;
	/* collected below zero, where int64 reaches one further */
	if (!any || (!scan->negative && __builtin_sub_overflow(0, value, &value)))
		return false;
	*out = value;
	return true;
}

bool money_parse(const char *s, char decimal, int scale, int64_t *out)
{
	const char *end = s + strlen(s);
	struct money_scan scan = {.len = 0};
	bool bracket;
	int point;

	if (scale < 0 || scale > MONEY_SCALE_MAX ||
		!money_scan_front(&s, end, &scan.negative, &bracket) ||
		!money_scan_number(&s, end, &scan) ||
		!money_scan_back(s, end, bracket, &scan.negative))
		return false;
	point = money_find_decimal(&scan, decimal);
	if (point == -2 || !money_check_groups(scan.digits, point < 0 ? scan.len : point))
		return false;
	return money_collect(&scan, point, scale, out);
}

/* |minor| as digits, at least scale + 1 of them, into out (32 bytes); returns how many. */
static int money_put_digits(int64_t minor, int scale, char out[32])
{
	uint64_t rest = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	char reversed[32];
	int len = 0;

	while (rest > 0 || len <= scale) {
		reversed[len++] = (char)('0' + rest % 10);
		rest /= 10;
	}
	for (int i = 0; i < len; i++)
		out[i] = reversed[len - 1 - i];
	return len;
}

/* Common writer: group is put between thousands ("" for none). */
static void money_write(
	int64_t minor, int scale, char decimal, const char *group, char *out, size_t size)
{
	char digits[32], text[96];
	int len, whole, at = 0;

	if (scale < 0 || scale > MONEY_SCALE_MAX)
		scale = 0;
	len = money_put_digits(minor, scale, digits);
	whole = len - scale;
	if (minor < 0)
		text[at++] = '-';
	for (int i = 0; i < len; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			for (const char *g = group; *g != '\0'; g++)
				text[at++] = *g;
		if (i == whole)
			text[at++] = decimal;
		text[at++] = digits[i];
	}
	text[at] = '\0';
	snprintf(out, size, "%s", text);
}

void money_format_plain(int64_t minor, int scale, char *out, size_t size)
{
	money_write(minor, scale, '.', "", out, size);
}

void money_format(int64_t minor, int scale, char decimal, char *out, size_t size)
{
	money_write(minor, scale, decimal, "\u00A0", out, size);
}

/* value / by, half away from zero. */
static __int128 money_divide(__int128 value, __int128 by)
{
	__int128 quotient = value / by;
	__int128 rest = value % by;

	if (rest < 0)
		rest = -rest;
	if (rest >= (by < 0 ? -by : by) - rest)
		quotient += (value < 0) != (by < 0) ? -1 : 1;
	return quotient;
}

void money_format_short(int64_t minor, int scale, char decimal, char *out, size_t size)
{
	static const char *const SUFFIX[] = {"", " k", " M", " G", " T"};
	__int128 unit = 1;
	__int128 tenths;
	int step = 0;
	char text[64];

	for (int i = 0; i < scale && i < MONEY_SCALE_MAX; i++)
		unit *= 10;
	/* The unit in which the rounded amount is below 1000. */
	while (step < 4) {
		__int128 rounded = money_divide(minor, unit);

		if (rounded > -1000 && rounded < 1000)
			break;
		unit *= 1000;
		step++;
	}
	tenths = money_divide((__int128)minor * 10, unit);
	if (step == 0 || tenths >= 100 || tenths <= -100 || tenths % 10 == 0)
		money_write((int64_t)money_divide(minor, unit), 0, decimal, "\u00A0", text,
			sizeof text);
	else
		money_write((int64_t)tenths, 1, decimal, "\u00A0", text, sizeof text);
	snprintf(out, size, "%s%s", text, SUFFIX[step]);
}

static int64_t money_saturate(__int128 value)
{
	return value > INT64_MAX ? INT64_MAX : value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

int64_t money_share(int64_t minor, int64_t bp)
{
	__int128 product = (__int128)minor * bp;
	__int128 quotient = product / 10000;
	__int128 rest = product % 10000;
	__int128 twice = (rest < 0 ? -rest : rest) * 2;

	if (twice > 10000 || (twice == 10000 && quotient % 2 != 0))
		quotient += product < 0 ? -1 : 1;
	return money_saturate(quotient);
}

int64_t money_mul(int64_t a, int64_t b, int64_t scale)
{
	return money_saturate(money_divide((__int128)a * b, scale));
}

bool money_add(int64_t a, int64_t b, int64_t *out)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return false;
	*out = sum;
	return true;
}
