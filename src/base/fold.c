/*
 * Folded text and sort keys. Runs millions of times in an import: ASCII, Latin, Greek, Cyrillic and
 * Hebrew letters take one look into a table; utf8proc sees only the rest. Duplicate keys, phones and
 * keyboard layouts are in fold_key.c.
 */
#include "base/fold.h"

#include <stdint.h>
#include <string.h>
#include <utf8proc.h>

#include "base/mem.h"
#include "base/text.h"
#include "fold_table.h"

/* One run of folding that appends to b. */
struct fold {
	struct buf *b;
	size_t start; /* b->len at the beginning */
	bool blank;   /* a blank is due before the next letter */
	bool sort;
};

/*
 * Sort keys of letters that an alphabet counts as its own: after the base letter and before the
 * next one. '~' comes after every Latin letter; U+04FE and U+04FF after every Cyrillic one; й keeps
 * its place between и and к by itself. Quotation marks do not count.
 */
static const char *fold_own_key(uint32_t c)
{
	switch (c) {
	case '"':
	case 0xAB:
	case 0xBB: return "";
	case 0x104:
	case 0x105: return "a~";
	case 0x106:
	case 0x107: return "c~";
	case 0x10C:
	case 0x10D: return "c~~";
	case 0x118:
	case 0x119: return "e~";
	case 0x141:
	case 0x142: return "l~";
	case 0x143:
	case 0x144: return "n~";
	case 0xD3:
	case 0xF3: return "o~";
	case 0x158:
	case 0x159: return "r~";
	case 0x15A:
	case 0x15B: return "s~";
	case 0x160:
	case 0x161: return "s~~";
	case 0x179:
	case 0x17A: return "z~";
	case 0x17B:
	case 0x17C: return "z~~";
	case 0x17D:
	case 0x17E: return "z~~~";
	case 0x490:
	case 0x491: return "г\u04FF";
	case 0x402:
	case 0x452: return "д\u04FF";
	case 0x404:
	case 0x454: return "е\u04FF";
	case 0x406:
	case 0x456: return "и\u04FE";
	case 0x407:
	case 0x457: return "и\u04FF";
	case 0x408:
	case 0x458: return "й\u04FF";
	case 0x419:
	case 0x439: return "й";
	case 0x409:
	case 0x459: return "л\u04FF";
	case 0x40A:
	case 0x45A: return "н\u04FF";
	case 0x40B:
	case 0x45B: return "т\u04FF";
	case 0x40E:
	case 0x45E: return "у\u04FF";
	case 0x40F:
	case 0x45F: return "ч\u04FF";
	}
	return NULL;
}

/* Letters and signs that Unicode neither folds nor decomposes as people type them. 0: none of these. */
static uint32_t fold_extra(uint32_t c)
{
	if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE58 || c == 0xFE63)
		return '-';
	if (c >= 0x2018 && c <= 0x201B)
		return '\'';
	if ((c >= 0x201C && c <= 0x201F) || c == 0x300C || c == 0x300D)
		return '"';
	switch (c) {
	case 0x2039:
	case 0x203A:
	case 0x2032: return '\'';
	case 0x2033: return '"';
	case 0x2044: return '/';
	case 0x1680: return ' ';
	case 0x2028:
	case 0x2029: return ' ';
	}
	return 0;
}

/* Append one folded code point; the room for it and a blank was reserved. */
static inline void fold_put(struct fold *f, uint32_t c)
{
	struct buf *b = f->b;

	if (c == ' ') {
		f->blank = b->len > f->start;
		return;
	}
	if (f->blank) {
		b->data[b->len++] = ' ';
		f->blank = false;
	}
	if (c < 0x80) {
		b->data[b->len++] = (char)c;
	} else if (c < 0x800) {
		b->data[b->len++] = (char)(0xC0 | c >> 6);
		b->data[b->len++] = (char)(0x80 | (c & 0x3F));
	} else
		b->len += (size_t)text_encode(c, b->data + b->len);
}

static void fold_put_text(struct fold *f, const char *s)
{
	const char *end = s + strlen(s);

	while (s < end)
		fold_put(f, text_decode(&s, end));
}

/* c, and what it folds to, are outside the table's single letters. */
static void fold_slow(struct fold *f, uint32_t c)
{
	utf8proc_int32_t parts[32];
	int boundary = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t count;
	uint32_t extra = fold_extra(c);

	if (extra != 0) {
		if (!f->sort || extra != '"')
			fold_put(f, extra);
		return;
	}
	count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 32,
		UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
			UTF8PROC_CASEFOLD | UTF8PROC_IGNORE,
		&boundary);
	for (utf8proc_ssize_t i = 0; i < count && count <= 32; i++) {
		uint32_t part = (uint32_t)parts[i];

		extra = fold_extra(part);
		if (part < FOLD_TABLE_END && (FOLD_TABLE[part] & ~FOLD_OWN) != FOLD_MANY)
			part = FOLD_TABLE[part] & ~(uint32_t)FOLD_OWN;
		else if (extra != 0)
			part = extra;
		if (part == 0xE6 || part == 0x153) { /* æ, œ */
			fold_put(f, part == 0xE6 ? 'a' : 'o');
			part = 'e';
		}
		if (part != FOLD_DROP)
			fold_put(f, part);
	}
}

/* Room for what len more bytes of table letters can become ("ž" gives "z~~~") and a terminator. */
static void fold_reserve(struct buf *b, size_t len)
{
	size_t need = b->len + 2 * len + 160; /* 160: the most one character of fold_slow() gives */

	if (need > b->cap)
		b->data = mem_grow(b->data, &b->cap, need, 1);
}

static void fold_run(struct buf *b, const char *s, bool sort)
{
	const char *end = s + strlen(s);
	struct fold f = {.b = b, .start = b->len, .sort = sort};

	fold_reserve(b, (size_t)(end - s));
	while (s < end) {
		unsigned char a = (unsigned char)*s;
		uint32_t c, to;

		if (a < 0x80) {
			c = a;
			s++;
		} else if (a >= 0xC2 && a < 0xE0 && end - s > 1 &&
			   ((unsigned char)s[1] & 0xC0) == 0x80) {
			c = (uint32_t)(a & 0x1F) << 6 | ((unsigned char)s[1] & 0x3F);
			s += 2;
		} else {
			c = text_decode(&s, end);
		}
		to = c < FOLD_TABLE_END ? FOLD_TABLE[c] : FOLD_MANY;
		if (to >= FOLD_OWN) {
			to &= ~(uint32_t)FOLD_OWN;
			if (sort) {
				fold_put_text(&f, fold_own_key(c));
				continue;
			}
		}
		if (to == FOLD_MANY) {
			fold_slow(&f, c);
			fold_reserve(b, (size_t)(end - s));
		} else if (to != FOLD_DROP) {
			fold_put(&f, to);
		}
	}
	b->data[b->len] = '\0';
}

void fold_text(struct buf *b, const char *s)
{
	fold_run(b, s, false);
}

void fold_sort_key(struct buf *b, const char *s)
{
	fold_run(b, s, true);
}
