/* What a cell of a file looks like on its own. */
#include "cell_kind.h"

#include <string.h>

#define ID_DIGITS 12   /* longer numbers are identifiers */
#define PHONE_DIGITS 7 /* after a plus */
#define UNIT_BYTES 10  /* the longest of the units with a blank */

/* What stands before or behind an amount, beside three-letter currencies. */
static const char *const units[] = {"%", "$", "€", "£", "¥", "₽", "₴", "₸", "zł", "kr", "Kč",
	"Ft", "лв", "лв.", "руб", "руб.", "р.", "грн", "грн."};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* A number of at most max digits; moves *s. -1 when there is none. */
static int cell_digits(const char **s, const char *end, int max, int *count)
{
	int v = 0;

	*count = 0;
	while (*s < end && is_digit(**s)) {
		if (++*count > max)
			return -1;
		v = v * 10 + (*(*s)++ - '0');
	}
	return *count ? v : -1;
}

/* Bytes of a digit group separator at s that is no point or comma; 0 when there is none. */
static size_t cell_group_blank(const char *s, const char *end)
{
	if (*s == ' ' || *s == '\'')
		return 1;
	if (end - s >= 2 && memcmp(s, "\xC2\xA0", 2) == 0)
		return 2;
	if (end - s >= 3 &&
		(memcmp(s, "\xE2\x80\xAF", 3) == 0 || memcmp(s, "\xE2\x80\x89", 3) == 0 ||
			memcmp(s, "\xE2\x80\x99", 3) == 0))
		return 3;
	return 0;
}

/* Three numbers between equal signs, perhaps with a time behind. */
static bool cell_as_date(const char *s, const char *end, struct cell_look *look)
{
	int part[3], digits[3];

	for (int i = 0; i < 3; i++) {
		part[i] = cell_digits(&s, end, 4, &digits[i]);
		if (part[i] < 0)
			return false;
		if (i == 2)
			break;
		if (s == end || !memchr("./-", *s, 3) || (i == 1 && *s != look->separator))
			return false;
		look->separator = *s++;
	}
	if (s < end && !((*s == ' ' || *s == 'T') && memchr(s, ':', (size_t)(end - s))))
		return false;
	if (digits[1] > 2)
		return false;
	if (digits[0] == 4) {
		look->ymd = part[1] >= 1 && part[1] <= 12 && part[2] >= 1 && part[2] <= 31 &&
			    digits[2] <= 2;
		return look->ymd;
	}
	if (digits[0] > 2 || (digits[2] != 4 && digits[2] != 2))
		return false;
	look->dmy = part[0] >= 1 && part[0] <= 31 && part[1] >= 1 && part[1] <= 12;
	look->mdy = part[1] >= 1 && part[1] <= 31 && part[0] >= 1 && part[0] <= 12;
	return look->dmy || look->mdy;
}

/* Is it a currency or percent sign: a known one, or three capital letters? */
static bool unit_is_known(const char *s, size_t len)
{
	if (len == 3 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && s[2] >= 'A' &&
		s[2] <= 'Z')
		return true;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (len == strlen(units[i]) && memcmp(s, units[i], len) == 0)
			return true;
	return false;
}

/* Cut a currency or percent sign, and the blanks beside it, off both ends. */
static void cell_strip_unit(const char **s, const char **end)
{
	const char *p = *s;

	while (p < *end && p - *s < UNIT_BYTES && !is_digit(*p) && *p != '-' && *p != ' ')
		p++;
	if (p > *s && p < *end && unit_is_known(*s, (size_t)(p - *s)))
		*s = p + (*p == ' ');
	p = *end;
	while (p > *s && *end - p < UNIT_BYTES && !is_digit(p[-1]))
		p--;
	if (p > *s && p < *end) {
		size_t blank = cell_group_blank(p, *end);

		if (unit_is_known(p + blank, (size_t)(*end - p) - blank))
			*end = p;
	}
}

/* What the points and commas of a number say about the decimal sign. */
struct cell_signs {
	int n[2];          /* points, commas */
	char last;         /* the last one */
	int before, after; /* digits before the first sign of all, and behind the last */
	bool zero;         /* the part before is a lone 0 */
};

static char cell_decimal(const struct cell_signs *g)
{
	int last = g->last == ',';

	if (!g->last)
		return '\0';
	if (g->n[0] && g->n[1])
		return g->n[last] == 1 ? g->last : '\0';
	if (g->n[last] > 1)
		return last ? '.' : ',';
	return g->after != 3 || g->before == 0 || g->before > 3 || g->zero ? g->last : '\0';
}

static bool cell_as_number(const char *s, const char *end, struct cell_look *look)
{
	struct cell_signs g = {.zero = *s == '0'};
	bool plus = *s == '+';
	int digits = 0, year = 0;
	const char *first;

	if (*s == '+' || *s == '-')
		s++;
	for (first = s; s < end;) {
		size_t blank = cell_group_blank(s, end);

		if (is_digit(*s)) {
			digits++;
			g.before += !g.last;
			g.after++;
			if (digits <= 4)
				year = year * 10 + (*s - '0');
			s++;
		} else if (*s == '.' || *s == ',') {
			if (g.last && g.after != 3)
				return false;
			g.n[*s == ',']++;
			g.last = *s++;
			g.after = 0;
		} else if (blank && s > first && s + blank < end && is_digit(s[blank]) && !g.last) {
			s += blank;
		} else {
			return false;
		}
	}
	if (digits == 0 || (plus && digits >= PHONE_DIGITS) || (g.last && g.after == 0))
		return false;
	if ((g.n[0] > 1 || g.n[1] > 1) && !(g.n[0] && g.n[1]) && g.after != 3)
		return false;
	if (!g.last && (digits >= ID_DIGITS || (*first == '0' && digits > 1)))
		return false;
	look->decimal = cell_decimal(&g);
	look->is_year = digits == 4 && end - first == 4 && year >= 1900 && year <= 2100;
	return true;
}

struct cell_look cell_look(const char *s, size_t len)
{
	struct cell_look look = {.kind = CELL_TEXT};
	const char *end = s + len;

	if (len == 0) {
		look.kind = CELL_EMPTY;
		return look;
	}
	if (cell_as_date(s, end, &look)) {
		look.kind = CELL_DATE;
		return look;
	}
	cell_strip_unit(&s, &end);
	if (s < end && cell_as_number(s, end, &look))
		look.kind = CELL_NUMBER;
	return look;
}

bool cell_is_data(const char *s, size_t len)
{
	struct cell_look look = cell_look(s, len);
	size_t digits = 0;

	if (look.kind == CELL_DATE || (look.kind == CELL_NUMBER && !look.is_year))
		return true;
	for (size_t i = 0; i < len; i++)
		digits += is_digit(s[i]);
	return memchr(s, '@', len) || digits >= PHONE_DIGITS;
}
