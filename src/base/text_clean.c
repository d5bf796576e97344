/*
 * Cleaning of text that comes in. Most names and cells are already clean: they are checked in one
 * pass and copied whole; only the rest is rebuilt and, where needed, composed (NFC).
 */
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/*
 * Can c change under NFC, by itself or beside others? Conservative: only the ranges that names are
 * made of are known to be stable.
 */
static bool clean_is_stable(uint32_t c)
{
	if (c < 0x300)
		return true;
	if (c >= 0x370 && c < 0x530)
		return c != 0x374 && c != 0x37E && c != 0x387 && !(c >= 0x483 && c <= 0x487);
	return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2030 && c <= 0x205E) ||
	       (c >= 0x20A0 && c <= 0x20CF) || (c >= 0x2116 && c <= 0x2122) ||
	       (c >= 0x4E00 && c <= 0x9FFF);
}

static bool clean_is_blank(uint32_t c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == 0xA0 || c == 0x1680 ||
	       (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000 ||
	       c == 0xFEFF;
}

static bool clean_is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Letters of ASCII and blanks between them; a loop that the compiler makes many bytes wide. */
static bool clean_is_plain(const char *s, size_t len)
{
	unsigned char odd = 0;

	for (size_t i = 0; i < len; i++)
		odd |= (unsigned char)((unsigned char)(s[i] - 0x20) > 0x7E - 0x20);
	return !odd && *s != ' ' && s[len - 1] != ' ';
}

bool text_is_clean(const char *s, size_t len)
{
	const char *p = s, *end = s + len;
	uint32_t c = ' ', first = 0;

	if (len == 0 || clean_is_plain(s, len))
		return len > 0;
	while (p < end) {
		const char *at = p;

		if ((unsigned char)*p > 0x20 && (unsigned char)*p < 0x7F) {
			c = (unsigned char)*p++;
		} else if (((unsigned char)*p & 0xFE) == 0xD0 && end - p > 1 &&
			   ((unsigned char)p[1] & 0xC0) == 0x80) {
			c = 0x400; /* a letter of U+0400..U+047F: stable and no blank, whichever */
			p += 2;
		} else {
			c = text_decode(&p, end);
			if (clean_is_control(c) || !clean_is_stable(c))
				return false; /* U+FFFD of a bad byte is not stable either */
		}
		if (at == s)
			first = c;
	}
	return !clean_is_blank(first) && !clean_is_blank(c);
}

/* Append s without controls, newlines unified, good UTF-8; *stable says whether it is surely NFC. */
static void clean_filter(struct buf *b, const char *s, size_t len, bool multiline, bool *stable)
{
	const char *end = s + len;
	char bytes[4];

	*stable = true;
	while (s < end) {
		uint32_t c = text_decode(&s, end);

		if (c == '\r' && s < end && *s == '\n')
			continue;
		if (c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029)
			c = '\n';
		if (c == '\n' || c == '\t')
			c = multiline ? c : ' ';
		else if (clean_is_control(c))
			continue;
		if (!clean_is_stable(c))
			*stable = false;
		buf_addn(b, bytes, (size_t)text_encode(c, bytes));
	}
}

/* Cut the blanks off both ends of s; *len in and out. */
static const char *clean_trim(const char *s, size_t *len)
{
	const char *p = s, *end = s + *len;
	const char *first = end, *last = s;

	while (p < end) {
		const char *at = p;

		if (clean_is_blank(text_decode(&p, end)))
			continue;
		if (first == end)
			first = at;
		last = p;
	}
	*len = last > first ? (size_t)(last - first) : 0;
	return first;
}

void text_clean(struct buf *b, const char *s, size_t len, bool multiline)
{
	struct buf kept = BUF_INIT;
	const char *from;
	bool stable;

	if (len == 0 || text_is_clean(s, len)) {
		buf_addn(b, s, len);
		return;
	}
	clean_filter(&kept, s, len, multiline, &stable);
	len = kept.len;
	from = clean_trim(buf_str(&kept), &len);
	if (!stable) {
		utf8proc_uint8_t *composed = NULL;
		utf8proc_ssize_t size = utf8proc_map((const utf8proc_uint8_t *)from,
			(utf8proc_ssize_t)len, &composed, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

		if (size >= 0)
			buf_addn(b, (const char *)composed, (size_t)size);
		else
			buf_addn(b, from, len);
		free(composed);
	} else {
		buf_addn(b, from, len);
	}
	buf_release(&kept);
}
