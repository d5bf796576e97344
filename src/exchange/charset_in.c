/*
 * The decoding half of charset.h. A character that a chunk cuts waits in carry; the next call joins it with
 * its chunk, so the converters only ever see contiguous bytes.
 */
#include "exchange/charset.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define HIGH_BITS 0x8080808080808080u

/* One byte of a single-byte set in UTF-8; n is 0 when the byte means nothing. */
struct charset_glyph {
	char utf8[3];
	uint8_t n;
};

struct charset_in {
	enum charset charset;
	bool replace_bad;
	bool is_table; /* a single-byte set: glyphs say what a byte means */
	bool begun;    /* the place where a byte order mark may stand is behind */
	char carry[4]; /* first bytes of a character that the last chunk cut */
	size_t n_carry;
	uint64_t offset; /* of the next byte to convert, or of the bad one */
	uint64_t replaced;
	struct buf joined; /* carry and chunk in one piece */
	struct charset_glyph glyphs[256];
};

enum status charset_in_new(
	enum charset cs, bool replace_bad, struct charset_in **out, struct err *err)
{
	struct charset_in *in = mem_alloc(sizeof(*in));

	in->charset = cs;
	in->replace_bad = replace_bad;
	in->is_table = cs >= CHARSET_CP1251;
	if (in->is_table) {
		uint16_t table[256];
		enum status st = charset_table(cs, table, err);
		char utf8[4];

		if (st != ST_OK) {
			charset_in_free(in);
			return st;
		}
		for (int i = 0; i < 256; i++) {
			if (table[i] == CHARSET_UNDEFINED)
				continue;
			in->glyphs[i].n = (uint8_t)text_encode(table[i], utf8);
			memcpy(in->glyphs[i].utf8, utf8, sizeof(in->glyphs[i].utf8));
		}
	}
	*out = in;
	return ST_OK;
}

/* Length that a lead byte promises, 0 when no character starts with it. */
static int utf8_length(unsigned char c)
{
	if (c < 0x80)
		return 1;
	if (c >= 0xC2 && c <= 0xDF)
		return 2;
	if (c >= 0xE0 && c <= 0xEF)
		return 3;
	if (c >= 0xF0 && c <= 0xF4)
		return 4;
	return 0;
}

/* Bytes of the character at p; 0 when it is ill-formed, -1 when end cuts it. */
static int utf8_char(const char *p, const char *end)
{
	const unsigned char *u = (const unsigned char *)p;
	int n = utf8_length(u[0]);

	for (int i = 1; i < n; i++) {
		if (p + i == end)
			return -1;
		if ((u[i] & 0xC0) != 0x80)
			return 0;
		if (i > 1)
			continue;
		if ((u[0] == 0xE0 && u[1] < 0xA0) || (u[0] == 0xED && u[1] > 0x9F) ||
			(u[0] == 0xF0 && u[1] < 0x90) || (u[0] == 0xF4 && u[1] > 0x8F))
			return 0;
	}
	return n;
}

/*
 * The end of the well-formed text that starts at p. *cut: what is left is the beginning of a
 * character whose rest may still come.
 */
static const char *utf8_prefix(const char *p, const char *end, bool *cut)
{
	*cut = false;
	for (;;) {
		uint64_t eight;
		int n;

		while (end - p >= 8 && (memcpy(&eight, p, 8), !(eight & HIGH_BITS)))
			p += 8;
		while (p < end && (unsigned char)*p < 0x80)
			p++;
		/* Two bytes a letter: most of Cyrillic and Central European text. */
		while (end - p >= 2 && (unsigned char)(p[0] - 0xC2) < 0xE0 - 0xC2 &&
			(p[1] & 0xC0) == 0x80)
			p += 2;
		if (p == end)
			return p;
		n = utf8_char(p, end);
		if (n <= 0) {
			*cut = n < 0;
			return p;
		}
		p += n;
	}
}

/*
 * The three converters below share their contract: convert up to end, return where they stopped. That is
 * end, or the start of a cut character (*cut), or a byte that means nothing.
 */
static const char *charset_from_utf8(const char *p, const char *end, bool *cut, struct buf *out)
{
	const char *stop = utf8_prefix(p, end, cut);

	buf_addn(out, p, (size_t)(stop - p));
	return stop;
}

static void charset_reserve(struct buf *b, size_t more)
{
	if (b->len + more + 1 > b->cap)
		b->data = mem_grow(b->data, &b->cap, b->len + more + 1, 1);
}

static uint32_t utf16_unit(const char *p, int low)
{
	return (uint32_t)(unsigned char)p[low] | (uint32_t)(unsigned char)p[1 - low] << 8;
}

static const char *charset_from_utf16(
	const struct charset_in *in, const char *p, const char *end, bool *cut, struct buf *out)
{
	int low = in->charset == CHARSET_UTF16LE ? 0 : 1;

	*cut = false;
	charset_reserve(out, (size_t)(end - p) / 2 * 3 + 4);
	while (end - p >= 2) {
		uint32_t u = utf16_unit(p, low), v;

		if (u >= 0xDC00 && u <= 0xDFFF)
			break;
		if (u >= 0xD800 && u <= 0xDBFF) {
			*cut = end - p < 4;
			if (*cut || (v = utf16_unit(p + 2, low)) < 0xDC00 || v > 0xDFFF)
				break;
			u = 0x10000 + ((u - 0xD800) << 10) + (v - 0xDC00);
			p += 2;
		}
		out->len += (size_t)text_encode(u, out->data + out->len);
		p += 2;
	}
	if (end - p == 1)
		*cut = true;
	out->data[out->len] = '\0';
	return p;
}

static const char *charset_from_table(
	const struct charset_in *in, const char *p, const char *end, struct buf *out)
{
	char *to;

	charset_reserve(out, (size_t)(end - p) * 3 + 8);
	to = out->data + out->len;
	while (p < end) {
		const struct charset_glyph *g = &in->glyphs[(unsigned char)*p];
		uint64_t eight;

		if (end - p >= 8 && (memcpy(&eight, p, 8), !(eight & HIGH_BITS))) {
			memcpy(to, &eight, 8); /* ASCII is the same in all of them */
			to += 8;
			p += 8;
			continue;
		}
		if (!g->n)
			break;
		memcpy(to, g, 4); /* the fourth byte is overwritten by the next one */
		to += g->n;
		p++;
	}
	out->len = (size_t)(to - out->data);
	*to = '\0';
	return p;
}

static const char *charset_in_convert(
	const struct charset_in *in, const char *p, const char *end, bool *cut, struct buf *out)
{
	*cut = false;
	if (in->charset == CHARSET_UTF8)
		return charset_from_utf8(p, end, cut, out);
	if (!in->is_table)
		return charset_from_utf16(in, p, end, cut, out);
	return charset_from_table(in, p, end, out);
}

/* Length of the byte order mark at p; *wait when the bytes so far may be the beginning of one. */
static size_t charset_in_mark(const struct charset_in *in, const char *p, size_t len, bool *wait)
{
	const char *mark;
	size_t n = 2;

	*wait = false;
	if (in->is_table)
		return 0;
	mark = in->charset == CHARSET_UTF16LE ? "\xFF\xFE" : "\xFE\xFF";
	if (in->charset == CHARSET_UTF8) {
		mark = "\xEF\xBB\xBF";
		n = 3;
	}
	if (len < n && memcmp(p, mark, len) == 0)
		*wait = true;
	return len >= n && memcmp(p, mark, n) == 0 ? n : 0;
}

static void charset_in_keep(struct charset_in *in, const char *p, const char *end)
{
	in->n_carry = (size_t)(end - p);
	memcpy(in->carry, p, in->n_carry);
}

enum status charset_in_feed(struct charset_in *in, const char *bytes, size_t len, bool last,
	struct buf *out, struct err *err)
{
	const char *p = bytes, *end = bytes + len;
	bool cut;

	if (in->n_carry) {
		buf_clear(&in->joined);
		buf_addn(&in->joined, in->carry, in->n_carry);
		buf_addn(&in->joined, bytes, len);
		p = in->joined.data;
		end = p + in->joined.len;
		in->n_carry = 0;
	}
	if (!in->begun && p < end) {
		size_t mark = charset_in_mark(in, p, (size_t)(end - p), &cut);

		if (cut && !last) {
			charset_in_keep(in, p, end);
			return ST_OK;
		}
		p += mark;
		in->offset += mark;
		in->begun = true;
	}
	while (p < end) {
		const char *stop = charset_in_convert(in, p, end, &cut, out);

		in->offset += (uint64_t)(stop - p);
		p = stop;
		if (p == end)
			break;
		if (cut && !last) {
			charset_in_keep(in, p, end);
			break;
		}
		if (!in->replace_bad && cut)
			return err_set(err, ST_BAD_DATA,
				_("The file ends in the middle of a character. It is cut off or "
				  "damaged."));
		if (!in->replace_bad)
			return err_set(err, ST_BAD_DATA,
				_("Byte %llu of the file (0x%02X) is not %s text."),
				(unsigned long long)in->offset, (unsigned char)*p,
				charset_name(in->charset));
		buf_add(out, "\xEF\xBF\xBD");
		in->replaced++;
		stop = p + (in->is_table || in->charset == CHARSET_UTF8 || end - p < 2 ? 1 : 2);
		in->offset += (uint64_t)(stop - p);
		p = stop;
	}
	return ST_OK;
}

uint64_t charset_in_offset(const struct charset_in *in)
{
	return in->offset;
}

uint64_t charset_in_replaced(const struct charset_in *in)
{
	return in->replaced;
}

void charset_in_free(struct charset_in *in)
{
	if (!in)
		return;
	buf_release(&in->joined);
	free(in);
}
