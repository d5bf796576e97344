/* Values of vCard properties as UTF-8. */
#include "vcard_in_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "exchange/charset_guess.h"

#define SAMPLE (64 * 1024)

void vcard_charset_release(struct vcard_charset *c)
{
	for (int i = 0; i < CHARSET_COUNT; i++)
		free(c->tables[i]);
	buf_release(&c->sample);
	buf_release(&c->bytes);
}

enum charset vcard_charset_guess(const struct vcard_charset *c, const char *lang)
{
	struct charset_guess guess = {.charset = CHARSET_UTF8};

	if (c->sample.len)
		charset_guess(c->sample.data, c->sample.len, lang, &guess);
	return guess.charset >= CHARSET_CP1251 ? guess.charset : CHARSET_UTF8;
}

struct vcard_coding vcard_coding_of(const struct vcard_line *line)
{
	struct vcard_coding how = {.quoted_printable = line->quoted_printable, .line = line->line};
	struct vcard_slice rest = line->params, name, value;
	char charset[32];

	while (vcard_param(&rest, &name, &value)) {
		bool bare = vcard_slice_empty(name);
		size_t len = (size_t)(value.end - value.p);

		if ((bare || vcard_slice_is(name, "ENCODING")) &&
			(vcard_slice_is(value, "BASE64") || vcard_slice_is(value, "B")))
			how.base64 = true;
		if (!vcard_slice_is(name, "CHARSET") || len >= sizeof(charset))
			continue;
		memcpy(charset, value.p, len);
		charset[len] = '\0';
		how.labelled = charset_find(charset, &how.charset) &&
			       how.charset != CHARSET_UTF16LE && how.charset != CHARSET_UTF16BE;
	}
	return how;
}

static int base64_digit(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '+' || c == '-')
		return 62;
	return c == '/' || c == '_' ? 63 : -1;
}

bool vcard_base64(struct vcard_slice value, struct buf *out)
{
	unsigned bits = 0;
	int n = 0;

	for (; value.p < value.end && *value.p != '='; value.p++) {
		int digit = base64_digit(*value.p);

		if (*value.p == ' ' || *value.p == '\t')
			continue;
		if (digit < 0)
			return false;
		bits = (bits << 6 | (unsigned)digit) & 0xFFFFFF;
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_addch(out, (char)(bits >> n & 0xFF));
		}
	}
	return true;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Undo a mark and two hexadecimal digits. */
static void unhex(const char *p, const char *end, char mark, struct buf *out)
{
	while (p < end) {
		int high = -1, low = -1;

		if (*p == mark && end - p >= 3) {
			high = hex_digit(p[1]);
			low = hex_digit(p[2]);
		}
		if (high >= 0 && low >= 0) {
			buf_addch(out, (char)(high << 4 | low));
			p += 3;
		} else {
			buf_addch(out, *p++);
		}
	}
}

void vcard_quoted_printable(struct vcard_slice raw, struct buf *out)
{
	unhex(raw.p, raw.end, '=', out);
}

void vcard_percent(const char *s, size_t len, struct buf *out)
{
	unhex(s, s + len, '%', out);
}

static const uint16_t *charset_table_of(struct vcard_charset *c, enum charset charset)
{
	if (!c->tables[charset]) {
		c->tables[charset] = mem_alloc(256 * sizeof(uint16_t));
		if (charset_table(charset, c->tables[charset], NULL) != ST_OK)
			for (int i = 0; i < 256; i++)
				c->tables[charset][i] = i < 0x80 ? (uint16_t)i : CHARSET_UNDEFINED;
	}
	return c->tables[charset];
}

/* Bytes to UTF-8, by a table or, without one, as they are; what means nothing becomes U+FFFD. True when all meant something. */
static bool to_utf8(const uint16_t *table, const char *p, const char *end, struct buf *out)
{
	bool good = true;
	char utf8[4];

	while (p < end) {
		const char *at = p;
		uint32_t code = table ? table[(unsigned char)*p++] : text_decode(&p, end);
		bool bad = table ? code == CHARSET_UNDEFINED : code == 0xFFFD && p - at < 3;

		if (bad) {
			code = 0xFFFD;
			good = false;
		}
		if (code != 0)
			buf_addn(out, utf8, (size_t)text_encode(code, utf8));
	}
	return good;
}

/* The bytes of a value as UTF-8. */
static void decode(struct vcard_charset *c, const struct vcard_coding *how, const char *p,
	const char *end, struct buf *out)
{
	enum charset charset = how->labelled ? how->charset : CHARSET_UTF8;
	size_t len = (size_t)(end - p), ascii = 0;

	while (ascii < len && (unsigned char)p[ascii] < 0x80 && p[ascii])
		ascii++;
	if (ascii == len || (charset == CHARSET_UTF8 && text_is_utf8(p, len, NULL))) {
		buf_addn(out, p, len);
		return;
	}
	if (charset == CHARSET_UTF8) {
		charset = c->fallback;
		if (c->sample.len < SAMPLE) {
			buf_addn(&c->sample, p, len < SAMPLE ? len : SAMPLE);
			buf_addch(&c->sample, '\n');
		}
	}
	if (!to_utf8(charset == CHARSET_UTF8 ? NULL : charset_table_of(c, charset), p, end, out) &&
		c->bad++ == 0)
		c->bad_line = how->line;
}

/* Undo escapes and drop controls, in place behind `from`. */
static void unescape(struct buf *b, size_t from, bool url)
{
	const char *p = b->data + from, *end = b->data + b->len;
	char *to = b->data + from;

	while (p < end) {
		char c = *p++;

		if (c == '\\' && p < end && strchr("\\,;:", *p))
			c = *p++;
		else if (c == '\\' && p < end && !url && (*p == 'n' || *p == 'N'))
			c = (p++, '\n');
		else if (c == '\r' && p < end && *p == '\n')
			continue;
		else if (c == '\r')
			c = '\n';
		if ((unsigned char)c >= 0x20 || c == '\n' || c == '\t')
			*to++ = c;
	}
	b->len = (size_t)(to - b->data);
	*to = '\0';
}

static void append(struct vcard_charset *c, const struct vcard_coding *how, struct vcard_slice raw,
	bool url, struct buf *out)
{
	size_t from = out->len;

	buf_add(out, "");
	if (how->quoted_printable) {
		buf_clear(&c->bytes);
		buf_add(&c->bytes, "");
		vcard_quoted_printable(raw, &c->bytes);
		decode(c, how, c->bytes.data, c->bytes.data + c->bytes.len, out);
	} else {
		decode(c, how, raw.p, raw.end, out);
	}
	unescape(out, from, url);
}

void vcard_text(struct vcard_charset *c, const struct vcard_coding *how, struct vcard_slice raw,
	struct buf *out)
{
	append(c, how, raw, false, out);
}

void vcard_text_url(struct vcard_charset *c, const struct vcard_coding *how, struct vcard_slice raw,
	struct buf *out)
{
	append(c, how, raw, true, out);
}

/* Digits at *p, exactly n of them, as a number; -1. */
static int digits(const char **p, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++) {
		if ((*p)[i] < '0' || (*p)[i] > '9')
			return -1;
		value = value * 10 + ((*p)[i] - '0');
	}
	*p += n;
	return value;
}

/* Year (-1: none), month and day (0: none) of a date with or without hyphens; a time may follow. */
static bool read_date(const char *p, int *year, int *month, int *day)
{
	*year = -1;
	*month = *day = 0;
	if (p[0] == '-' && p[1] == '-')
		p += 2;
	else if ((*year = digits(&p, 4)) < 0)
		return false;
	if (*p == '-' && *year >= 0)
		p++;
	if (*p == '\0')
		return *year >= 0;
	*month = digits(&p, 2);
	if (*month < 1 || *month > 12)
		return false;
	if (*p == '\0')
		return true;
	if (*p == '-')
		p++;
	*day = digits(&p, 2);
	return *day >= 1 && *day <= 31 && (*p == '\0' || *p == 'T' || *p == ' ');
}

void vcard_date(const char *s, bool omit_year, struct buf *iso, bool *full)
{
	int year, month, day;
	int32_t date;

	*full = false;
	if (!read_date(s, &year, &month, &day)) {
		buf_add(iso, s);
	} else if (year >= 0 && !omit_year && date_from_ymd(year, month, day, &date)) {
		*full = true;
		buf_addf(iso, "%04d-%02d-%02d", year, month, day);
	} else if (year >= 0 && !omit_year) {
		/* A year, a month, or a day that is none. */
		buf_add(iso, s);
	} else if (day) {
		buf_addf(iso, "--%02d-%02d", month, day);
	} else if (month) {
		buf_addf(iso, "--%02d", month);
	}
}
