/* "_x000D_" (ECMA-376 part 1, 22.9.2.19, ST_Xstring), there and back. */
#include "xlsx_escape.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/text.h"

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The number in "_xHHHH" at s; -1 when it is none. */
static int32_t escape_number(const char *s, const char *end)
{
	int32_t v = 0;

	if (end - s < 6 || s[0] != '_' || s[1] != 'x')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex_digit(s[i]);

		if (digit < 0)
			return -1;
		v = v * 16 + digit;
	}
	return v;
}

/* The same with the line that ends it. */
static int32_t escape_at(const char *s, const char *end)
{
	return end - s >= 7 && s[6] == '_' ? escape_number(s, end) : -1;
}

size_t xlsx_unescape(char *s, size_t len)
{
	char *to = s, *end = s + len;

	for (const char *p = s; p < end;) {
		int32_t c = escape_at(p, end), low;

		if (c < 0) {
			*to++ = *p++;
			continue;
		}
		p += 7;
		low = c >= 0xD800 && c < 0xDC00 ? escape_at(p, end) : -1;
		if (low >= 0xDC00 && low < 0xE000) {
			c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
			p += 7;
		}
		if (c == 0 || (c >= 0xD800 && c < 0xE000))
			c = 0xFFFD;
		to += text_encode((uint32_t)c, to);
	}
	return (size_t)(to - s);
}

/* Characters that XML has no place for; it would make a newline of CR. */
static bool is_foreign(uint32_t c)
{
	return (c < 0x20 && c != '\t' && c != '\n') || c == 0xFFFE || c == 0xFFFF;
}

/* May s, len stand as it is? */
static bool text_is_plain(const char *s, size_t len)
{
	size_t bad;

	for (size_t i = 0; i < len; i++)
		if (is_foreign((unsigned char)s[i]) ||
			(s[i] == '_' && i + 1 < len && s[i + 1] == 'x'))
			return false;
	return text_is_utf8(s, len, &bad) && !memmem(s, len, "\xEF\xBF", 2);
}

void xlsx_escape(struct buf *b, const char *s, size_t len)
{
	const char *end = s + len;

	if (text_is_plain(s, len)) {
		buf_addn(b, s, len);
		return;
	}
	while (s < end) {
		/* Whatever follows: it may be written with a line in front. */
		bool escape = escape_number(s, end) >= 0;
		char bytes[4];
		uint32_t c = text_decode(&s, end);

		if (escape)
			buf_add(b, "_x005F_");
		else if (c && is_foreign(c))
			buf_addf(b, "_x%04X_", (unsigned)c);
		else
			buf_addn(b, bytes, (size_t)text_encode(c ? c : 0xFFFD, bytes));
	}
}
