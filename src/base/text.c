/*
 * UTF-8 as code points: decode, encode, check, step by grapheme. Showing is in text_show.c, cleaning
 * in text_clean.c, Latin letters in text_translit.c.
 */
#include "base/text.h"

#include <string.h>

enum { TEXT_BAD = 0xFFFD };

/*
 * Length of the well-formed sequence at s (RFC 3629: no overlong form, no surrogate, nothing above
 * U+10FFFF), 0 when there is none. *c is filled when it is not 0.
 */
static size_t text_sequence(const unsigned char *s, size_t len, uint32_t *c)
{
	unsigned char a = s[0];

	if (a < 0x80) {
		*c = a;
		return 1;
	}
	if (a < 0xC2 || a > 0xF4 || len < 2 || (s[1] & 0xC0) != 0x80)
		return 0;
	if (a < 0xE0) {
		*c = (uint32_t)(a & 0x1F) << 6 | (s[1] & 0x3F);
		return 2;
	}
	if (len < 3 || (s[2] & 0xC0) != 0x80)
		return 0;
	if (a < 0xF0) {
		if ((a == 0xE0 && s[1] < 0xA0) || (a == 0xED && s[1] > 0x9F))
			return 0;
		*c = (uint32_t)(a & 0x0F) << 12 | (uint32_t)(s[1] & 0x3F) << 6 | (s[2] & 0x3F);
		return 3;
	}
	if (len < 4 || (s[3] & 0xC0) != 0x80)
		return 0;
	if ((a == 0xF0 && s[1] < 0x90) || (a == 0xF4 && s[1] > 0x8F))
		return 0;
	*c = (uint32_t)(a & 0x07) << 18 | (uint32_t)(s[1] & 0x3F) << 12 |
	     (uint32_t)(s[2] & 0x3F) << 6 | (s[3] & 0x3F);
	return 4;
}

uint32_t text_decode(const char **p, const char *end)
{
	uint32_t c = TEXT_BAD;
	size_t len = text_sequence((const unsigned char *)*p, (size_t)(end - *p), &c);

	*p += len > 0 ? len : 1;
	return len > 0 ? c : TEXT_BAD;
}

int text_encode(uint32_t c, char *out)
{
	if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		c = TEXT_BAD;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xC0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xE0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3F));
		out[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3F));
	out[2] = (char)(0x80 | (c >> 6 & 0x3F));
	out[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

bool text_is_utf8(const char *s, size_t len, size_t *bad)
{
	size_t at = 0;
	uint32_t c;

	while (at < len) {
		size_t step = text_sequence((const unsigned char *)s + at, len - at, &c);

		if (step == 0 || s[at] == '\0') {
			if (bad != NULL)
				*bad = at;
			return false;
		}
		at += step;
	}
	return true;
}

size_t text_next(const char *s, size_t at)
{
	const char *end = s + at + strlen(s + at);
	const char *p = s + at;

	if (p < end)
		text_decode(&p, end);
	while (p < end && (unsigned char)*p >= 0x80) {
		const char *mark = p;

		if (text_char_cols(text_decode(&p, end)) > 0) {
			p = mark;
			break;
		}
	}
	return (size_t)(p - s);
}

/* The start of the code point that ends at at > 0 (a bad byte counts alone). */
static size_t text_back(const char *s, size_t at)
{
	for (size_t len = 1; len <= 4 && len <= at; len++) {
		uint32_t c;

		if (text_sequence((const unsigned char *)s + at - len, len, &c) == len)
			return at - len;
	}
	return at - 1;
}

size_t text_prev(const char *s, size_t at)
{
	while (at > 0) {
		size_t start = text_back(s, at);
		const char *p = s + start;
		uint32_t c = text_decode(&p, s + at);

		at = start;
		if (text_char_cols(c) > 0)
			break;
	}
	return at;
}

size_t text_count(const char *s)
{
	const char *end = s + strlen(s);
	size_t count = 0;

	while (s < end) {
		text_decode(&s, end);
		count++;
	}
	return count;
}

void text_copy(char *out, size_t size, const char *s)
{
	size_t len = s ? strlen(s) : 0;

	if (len >= size) {
		len = size - 1;
		while (len > 0 && ((unsigned char)s[len] & 0xC0) == 0x80)
			len--;
	}
	memcpy(out, s ? s : "", len);
	out[len] = '\0';
}
