/* Money is int64 minor units beside an ISO 4217 code; percents are basis points; quantities milli-units. */
#ifndef BASE_MONEY_H
#define BASE_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Digits after the point of a currency: 2, but JPY 0, KWD 3 … */
int money_digits(const char *currency);

/*
 * Parse a decimal as people and files write it: "1 200,50", "1,200.50", "1'200.50", "-3", "(3)",
 * "1200 ₽", "USD 5". Groups must be groups of three, so that "1,5" is never read as 15.
 * decimal: '.' or ',' when known, 0 to guess (the last separator followed by other than 3 digits is
 * the decimal sign; a lone one followed by 3 digits is a thousands separator, unless "0" or more
 * than three digits stand before it).
 * scale: digits kept, 0..9 (rounded half away from zero). False on anything else or on overflow.
 */
bool money_parse(const char *s, char decimal, int scale, int64_t *out);

/* "1200.50": plain decimal for JSON and CSV. */
void money_format_plain(int64_t minor, int scale, char *out, size_t size);
/* Grouped for people: "1 200.50" (thin groups as U+00A0, sign '-'); decimal '.' or ','. Whole amounts keep their digits. */
void money_format(int64_t minor, int scale, char decimal, char *out, size_t size);
/* Short for boards: "1.2 M", "120 k", "950". */
void money_format_short(int64_t minor, int scale, char decimal, char *out, size_t size);

/* amount × bp / 10000, half to even; 128-bit inside, held at the ends of int64. */
int64_t money_share(int64_t minor, int64_t bp);
/* a × b / scale (not 0), half away from zero, held at the ends of int64. */
int64_t money_mul(int64_t a, int64_t b, int64_t scale);
bool money_add(int64_t a, int64_t b, int64_t *out); /* false on overflow */

#endif
