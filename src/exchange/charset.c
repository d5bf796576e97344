/*
 * Conversion between the fixed list of encodings and UTF-8. iconv is used only to learn what the 256
 * bytes of a set mean: a table is three to four times faster than iconv() and tells the exact bad byte.
 */
#include "exchange/charset.h"

#include <ctype.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define DIRECT_LIMIT 0x600 /* code points below it have a direct slot in the encoder */
#define MISSING_NAMED 8    /* distinct missing characters that are remembered */

struct charset_info {
	const char *name;
	const char *title;
	const char *aliases; /* lower-case letters and digits, a blank around each */
};

static const struct charset_info charsets[CHARSET_COUNT] = {
	[CHARSET_UTF8] = {"UTF-8", N_("UTF-8 (all languages)"), " utf8 utf8bom utf8sig unicode "},
	[CHARSET_UTF16LE] = {"UTF-16LE", N_("UTF-16LE (Windows \"Unicode text\")"),
		" utf16le utf16 ucs2 ucs2le "},
	[CHARSET_UTF16BE] = {"UTF-16BE", N_("UTF-16BE (all languages)"), " utf16be ucs2be "},
	[CHARSET_CP1251] = {"CP1251", N_("CP1251 (Windows, Cyrillic)"),
		" cp1251 windows1251 win1251 1251 ansi1251 "},
	[CHARSET_CP1250] = {"CP1250", N_("CP1250 (Windows, Central European)"),
		" cp1250 windows1250 win1250 1250 "},
	[CHARSET_CP1252] = {"CP1252", N_("CP1252 (Windows, Western European)"),
		" cp1252 windows1252 win1252 1252 latin1 iso88591 l1 "},
	[CHARSET_KOI8R] = {"KOI8-R", N_("KOI8-R (Unix, Russian)"), " koi8r koi8 "},
	[CHARSET_CP866] = {"CP866", N_("CP866 (DOS, Cyrillic)"), " cp866 ibm866 dos866 866 "},
	[CHARSET_ISO8859_2] = {"ISO-8859-2", N_("ISO-8859-2 (Central European)"),
		" iso88592 88592 latin2 l2 "},
	[CHARSET_ISO8859_5] = {"ISO-8859-5", N_("ISO-8859-5 (Cyrillic)"),
		" iso88595 88595 isocyrillic "},
};

const char *charset_name(enum charset cs)
{
	return charsets[cs].name;
}

const char *charset_title(enum charset cs)
{
	return _(charsets[cs].title);
}

bool charset_find(const char *name, enum charset *out)
{
	char key[32] = " ";
	size_t n = 1;

	for (; *name; name++) {
		if (!isalnum((unsigned char)*name))
			continue;
		if (n > sizeof(key) - 3)
			return false;
		key[n++] = (char)tolower((unsigned char)*name);
	}
	if (n == 1)
		return false;
	key[n++] = ' ';
	key[n] = '\0';
	for (int i = 0; i < CHARSET_COUNT; i++) {
		if (strstr(charsets[i].aliases, key)) {
			*out = (enum charset)i;
			return true;
		}
	}
	return false;
}

enum status charset_table(enum charset cs, uint16_t table[256], struct err *err)
{
	iconv_t cd = iconv_open("UTF-16LE", charsets[cs].name);

	if (cd == (iconv_t)-1)
		return err_set(
			err, ST_IO, _("This system has no converter for %s."), charsets[cs].name);
	for (int i = 0; i < 256; i++) {
		char in = (char)i, *pin = &in;
		unsigned char u[8];
		char *pout = (char *)u;
		size_t in_left = 1, out_left = sizeof(u);

		iconv(cd, NULL, NULL, NULL, NULL);
		if (iconv(cd, &pin, &in_left, &pout, &out_left) == (size_t)-1 ||
			out_left != sizeof(u) - 2)
			table[i] = CHARSET_UNDEFINED;
		else
			table[i] = (uint16_t)(u[0] | u[1] << 8);
		if (table[i] >= 0x80 && table[i] < 0xA0)
			table[i] = CHARSET_UNDEFINED;
	}
	iconv_close(cd);
	return ST_OK;
}

/* A character that has no direct slot. */
struct charset_far {
	uint16_t code;
	uint8_t byte;
};

struct charset_out {
	enum charset charset;
	uint64_t missing;
	uint32_t named[MISSING_NAMED];
	int n_named;
	int n_far;
	uint8_t direct[DIRECT_LIMIT]; /* 0: not in the set (NUL apart) */
	struct charset_far far[256];
};

enum status charset_out_new(enum charset cs, struct charset_out **out, struct err *err)
{
	uint16_t table[256];
	struct charset_out *o;

	if (cs >= CHARSET_CP1251) {
		enum status st = charset_table(cs, table, err);

		if (st != ST_OK)
			return st;
	}
	o = mem_alloc(sizeof(*o));
	o->charset = cs;
	for (int i = 0; cs >= CHARSET_CP1251 && i < 256; i++) {
		if (table[i] == CHARSET_UNDEFINED)
			continue;
		if (table[i] < DIRECT_LIMIT)
			o->direct[table[i]] = (uint8_t)i;
		else
			o->far[o->n_far++] = (struct charset_far){table[i], (uint8_t)i};
	}
	*out = o;
	return ST_OK;
}

static void charset_out_miss(struct charset_out *o, uint32_t c)
{
	o->missing++;
	for (int i = 0; i < o->n_named; i++)
		if (o->named[i] == c)
			return;
	if (o->n_named < MISSING_NAMED)
		o->named[o->n_named++] = c;
}

static char charset_out_byte(struct charset_out *o, uint32_t c)
{
	if (c == 0 || (c < DIRECT_LIMIT && o->direct[c]))
		return c ? (char)o->direct[c] : '\0';
	for (int i = 0; i < o->n_far; i++)
		if (o->far[i].code == c)
			return (char)o->far[i].byte;
	charset_out_miss(o, c);
	return '?';
}

/* The bytes of c in the file's encoding; returns how many (1, 2 or 4). */
static int charset_out_char(struct charset_out *o, uint32_t c, char bytes[4])
{
	int low = o->charset == CHARSET_UTF16LE ? 0 : 1, n = 2;
	uint32_t unit[2] = {c, 0};

	if (o->charset >= CHARSET_CP1251) {
		bytes[0] = charset_out_byte(o, c);
		return 1;
	}
	if (c >= 0x10000) {
		unit[0] = 0xD800 + ((c - 0x10000) >> 10);
		unit[1] = 0xDC00 + ((c - 0x10000) & 0x3FF);
		n = 4;
	}
	for (int i = 0; i < n; i += 2) {
		bytes[i + low] = (char)(unit[i / 2] & 0xFF);
		bytes[i + 1 - low] = (char)(unit[i / 2] >> 8);
	}
	return n;
}

void charset_out_feed(struct charset_out *o, const char *text, size_t len, struct buf *out)
{
	const char *end = text + len;
	char bytes[4];

	if (o->charset == CHARSET_UTF8) {
		if (out)
			buf_addn(out, text, len);
		return;
	}
	while (text < end) {
		const char *start = text;
		uint32_t c = text_decode(&text, end);
		int n;

		if (c == 0xFFFD && text == start + 1) {
			charset_out_miss(o, c);
			c = '?';
		}
		n = charset_out_char(o, c, bytes);
		if (out)
			buf_addn(out, bytes, (size_t)n);
	}
}

uint64_t charset_out_missing(const struct charset_out *o)
{
	return o->missing;
}

void charset_out_name_missing(const struct charset_out *o, struct buf *b)
{
	for (int i = 0; i < o->n_named; i++) {
		char utf8[5] = "";

		text_encode(o->named[i], utf8);
		if (i > 0)
			buf_add(b, ", ");
		text_visible(b, utf8, false);
		buf_addf(b, " (U+%04X)", (unsigned)o->named[i]);
	}
}

void charset_out_free(struct charset_out *o)
{
	free(o);
}
