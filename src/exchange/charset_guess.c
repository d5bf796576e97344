/*
 * The score of a single-byte set is the sum over the bytes above 127 of how common the letter is in the
 * languages that use the set, and of how believable it is beside its neighbours: scripts do not mix
 * inside a word, a capital does not follow a small letter, signs do not stand inside words, and in Latin
 * script accented letters rarely stand together. The numbers are eighths of a bit, tuned by the tests.
 */
#include "exchange/charset_guess.h"

#include <string.h>

#define SCORE_UNDEFINED (-100)
#define UTF8_LINE 4   /* letters of a line that cannot be good UTF-8 by chance */
#define SCORE_SURE 40 /* ahead of the next different reading by this much, or a tenth */

/* Logarithm of the letter's share, in eighths of a bit; small letters, ordered by code. */
struct letter_weight {
	uint16_t code;
	int8_t weight;
};

static const struct letter_weight latin_weights[] = {
	{0xDF, 10},
	{0xE0, 10},
	{0xE1, 23},
	{0xE2, 2},
	{0xE3, 2},
	{0xE4, 21},
	{0xE5, 10},
	{0xE6, 0},
	{0xE7, 13},
	{0xE8, 20},
	{0xE9, 28},
	{0xEA, 2},
	{0xEB, 0},
	{0xEC, -8},
	{0xED, 19},
	{0xEE, -5},
	{0xF1, 10},
	{0xF2, -8},
	{0xF3, 26},
	{0xF4, 2},
	{0xF5, 2},
	{0xF6, 20},
	{0xF8, 7},
	{0xF9, -8},
	{0xFA, 7},
	{0xFC, 23},
	{0xFD, 7},
	{0x103, 2},
	{0x105, 21},
	{0x107, 13},
	{0x10D, 17},
	{0x10F, -16},
	{0x111, -5},
	{0x119, 22},
	{0x11B, 10},
	{0x142, 28},
	{0x144, 7},
	{0x148, -16},
	{0x151, 0},
	{0x153, -8},
	{0x159, 10},
	{0x15B, 17},
	{0x15F, 0},
	{0x161, 18},
	{0x163, 0},
	{0x165, -16},
	{0x16F, 2},
	{0x171, -8},
	{0x17A, 0},
	{0x17C, 18},
	{0x17E, 15},
};

static const struct letter_weight cyrillic_weights[] = {
	{0x430, 28},
	{0x431, 9},
	{0x432, 20},
	{0x433, 9},
	{0x434, 15},
	{0x435, 27},
	{0x436, 1},
	{0x437, 9},
	{0x438, 27},
	{0x439, 4},
	{0x43A, 17},
	{0x43B, 19},
	{0x43C, 15},
	{0x43D, 24},
	{0x43E, 29},
	{0x43F, 14},
	{0x440, 21},
	{0x441, 22},
	{0x442, 24},
	{0x443, 13},
	{0x444, -5},
	{0x445, 1},
	{0x446, -3},
	{0x447, 6},
	{0x448, -1},
	{0x449, -8},
	{0x44A, -4},
	{0x44B, 7},
	{0x44C, 9},
	{0x44D, -8},
	{0x44E, -3},
	{0x44F, 11},
	{0x451, -8},
	{0x454, -10},
	{0x456, 2},
	{0x457, -10},
	{0x491, -24},
};

/* Signs that stand beside words in good text: quotes, dashes, №, §, °, €, no-break space ... */
static const uint16_t good_signs[] = {0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB, 0x2013,
	0x2014, 0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x20AC, 0x2116};

enum byte_kind {
	BYTE_OTHER,
	BYTE_LATIN,
	BYTE_CYRILLIC,
	BYTE_GOOD_SIGN,
	BYTE_BAD_SIGN,
	BYTE_UNDEFINED
};

/* What a byte is in one set. */
struct byte_class {
	uint8_t kind;
	bool high;
	bool upper;
	int8_t weight;
};

/* The small letter of a letter in the scripts of these sets; the code itself when it has none. */
static uint16_t letter_small(uint16_t c)
{
	if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 'A' && c <= 'Z') ||
		(c >= 0x410 && c <= 0x42F))
		return (uint16_t)(c + 0x20);
	if (c >= 0x400 && c <= 0x40F)
		return (uint16_t)(c + 0x50);
	if (c == 0x178)
		return 0xFF;
	if (c == 0x490)
		return 0x491;
	if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E))
		return (uint16_t)(c + (c & 1));
	if (c >= 0x100 && c <= 0x177)
		return (uint16_t)(c | 1);
	return c;
}

static bool letter_is_latin(uint16_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF && c != 0xF7) ||
	       (c >= 0x100 && c <= 0x17F);
}

static int letter_weight(const struct letter_weight *list, size_t n, uint16_t small)
{
	for (size_t i = 0; i < n; i++)
		if (list[i].code == small)
			return list[i].weight;
	return -32;
}

static struct byte_class byte_classify(uint16_t c)
{
	struct byte_class k = {.high = c >= 0x80};
	uint16_t small = letter_small(c);

	k.upper = small != c;
	if (c == CHARSET_UNDEFINED) {
		k.kind = BYTE_UNDEFINED;
	} else if (letter_is_latin(small)) {
		k.kind = BYTE_LATIN;
		k.weight = (int8_t)letter_weight(
			latin_weights, sizeof(latin_weights) / sizeof(latin_weights[0]), small);
	} else if (small >= 0x430 && small <= 0x491) {
		k.kind = BYTE_CYRILLIC;
		k.weight = (int8_t)letter_weight(cyrillic_weights,
			sizeof(cyrillic_weights) / sizeof(cyrillic_weights[0]), small);
	} else if (k.high) {
		k.kind = BYTE_BAD_SIGN;
		for (size_t i = 0; i < sizeof(good_signs) / sizeof(good_signs[0]); i++)
			if (good_signs[i] == c)
				k.kind = BYTE_GOOD_SIGN;
	}
	return k;
}

static bool byte_is_letter(struct byte_class k)
{
	return k.kind == BYTE_LATIN || k.kind == BYTE_CYRILLIC;
}

/* How believable is the pair of neighbours a b, of which at least one is above 127? */
static int score_pair(struct byte_class a, struct byte_class b)
{
	int score = 0;

	if (byte_is_letter(a) && byte_is_letter(b)) {
		if (a.kind != b.kind)
			return -60;
		if (a.kind == BYTE_CYRILLIC)
			score += 6;
		else
			score += a.high && b.high ? -16 : 4;
		if (!a.upper && b.upper)
			score -= 30;
		return score;
	}
	if ((a.kind == BYTE_BAD_SIGN && byte_is_letter(b)) ||
		(byte_is_letter(a) && b.kind == BYTE_BAD_SIGN))
		return -25;
	return 0;
}

static int score_alone(struct byte_class k)
{
	switch (k.kind) {
	case BYTE_LATIN:
	case BYTE_CYRILLIC: return k.weight;
	case BYTE_GOOD_SIGN: return 2;
	case BYTE_UNDEFINED: return SCORE_UNDEFINED;
	default: return -12;
	}
}

static long score_text(const uint16_t table[256], const char *s, size_t len)
{
	struct byte_class class[256];
	const unsigned char *u = (const unsigned char *)s;
	long score = 0;

	for (int i = 0; i < 256; i++)
		class[i] = byte_classify(table[i]);
	for (size_t i = 0; i < len; i++) {
		struct byte_class k;

		if (u[i] < 0x80)
			continue;
		k = class[u[i]];
		score += score_alone(k);
		if (i > 0)
			score += score_pair(class[u[i - 1]], k);
		if (i + 1 < len && u[i + 1] < 0x80)
			score += score_pair(k, class[u[i + 1]]);
		if (i > 0 && i + 1 < len && k.kind == BYTE_GOOD_SIGN && table[u[i]] != 0xA0 &&
			byte_is_letter(class[u[i - 1]]) && byte_is_letter(class[u[i + 1]]))
			score -= 14;
	}
	return score;
}

/* A small lead for what is common everywhere and for the sets of the desk's language. */
static long score_prior(enum charset cs, const char *lang)
{
	long score = cs == CHARSET_CP1251   ? 6
		     : cs == CHARSET_CP1250 ? 4
		     : cs == CHARSET_CP1252 ? 3
					    : 0;
	bool cyrillic = lang && (!strncmp(lang, "ru", 2) || !strncmp(lang, "bg", 2) ||
					!strncmp(lang, "uk", 2));
	bool central = lang && (!strncmp(lang, "pl", 2) || !strncmp(lang, "cs", 2) ||
				       !strncmp(lang, "hu", 2));

	if (cyrillic && (cs == CHARSET_CP1251 || cs == CHARSET_KOI8R || cs == CHARSET_CP866 ||
				cs == CHARSET_ISO8859_5))
		score += 16;
	if (central && (cs == CHARSET_CP1250 || cs == CHARSET_ISO8859_2))
		score += 16;
	return score;
}

static bool tables_agree(const uint16_t a[256], const uint16_t b[256], const char *s, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (a[(unsigned char)s[i]] != b[(unsigned char)s[i]])
			return false;
	return true;
}

static void guess_by_letters(const char *s, size_t len, const char *lang, struct charset_guess *out)
{
	uint16_t table[CHARSET_COUNT][256];
	long score[CHARSET_COUNT], lead;
	int best = -1;

	for (int cs = CHARSET_CP1251; cs < CHARSET_COUNT; cs++) {
		if (charset_table((enum charset)cs, table[cs], NULL) != ST_OK) {
			score[cs] = SCORE_UNDEFINED * (long)len;
			memset(table[cs], 0, sizeof(table[cs]));
		} else {
			score[cs] =
				score_text(table[cs], s, len) + score_prior((enum charset)cs, lang);
		}
		if (best < 0 || score[cs] > score[best])
			best = cs;
	}
	out->charset = (enum charset)best;
	out->sure = score[best] > 0;
	lead = score[best] / 10 > SCORE_SURE ? score[best] / 10 : SCORE_SURE;
	for (int cs = CHARSET_CP1251; cs < CHARSET_COUNT; cs++)
		if (cs != best && score[best] - score[cs] < lead &&
			!tables_agree(table[cs], table[best], s, len))
			out->sure = false;
}

static bool guess_by_mark(const char *s, size_t len, struct charset_guess *out)
{
	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		out->charset = CHARSET_UTF8;
	else if (len >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
		out->charset = CHARSET_UTF16LE;
	else if (len >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
		out->charset = CHARSET_UTF16BE;
	else
		return false;
	out->has_bom = true;
	out->sure = true;
	return true;
}

/* The share of units, in percent, that would be ordinary text of our languages. */
static int utf16_share(const char *s, size_t len, int low)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t good = 0;

	for (size_t i = 0; i + 1 < len; i += 2) {
		unsigned c = u[i + (size_t)low] | (unsigned)u[i + 1 - (size_t)low] << 8;

		good += c == 9 || c == 10 || c == 13 || (c >= 0x20 && c < 0x250) ||
			(c >= 0x370 && c < 0x530) || (c >= 0x2010 && c < 0x2123) ||
			(c >= 0xD800 && c < 0xE000);
	}
	return (int)(good * 100 / (len / 2));
}

/* UTF-16 without a mark: some NULs (delimiters, digits, line ends), and it reads well in one byte order. */
static bool guess_by_nul(const char *s, size_t len, struct charset_guess *out)
{
	int little, big;

	if (len < 4 || !memchr(s, '\0', len))
		return false;
	little = utf16_share(s, len, 0);
	big = utf16_share(s, len, 1);
	if ((little < 95 && big < 95) || little == big)
		return false;
	out->charset = little > big ? CHARSET_UTF16LE : CHARSET_UTF16BE;
	out->sure = true;
	return true;
}

/* Length of the good UTF-8 character at s, 0 when bad; a character cut by the end counts as good. */
static size_t utf8_good(const unsigned char *s, size_t len)
{
	size_t n = s[0] < 0x80   ? 1
		   : s[0] < 0xC2 ? 0
		   : s[0] < 0xE0 ? 2
		   : s[0] < 0xF0 ? 3
		   : s[0] < 0xF5 ? 4
				 : 0;

	for (size_t i = 1; i < n; i++) {
		if (i == len)
			return len;
		if ((s[i] & 0xC0) != 0x80)
			return 0;
	}
	return n;
}

/*
 * Lines of several letters that are good UTF-8 of European scripts, and nothing else, come about by chance in no other
 * encoding: text that has them beside bad lines was put together from two.
 */
static bool utf8_has_line(const unsigned char *s, size_t len)
{
	int letters = 0;

	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\n' || s[i] == '\r') {
			if (letters >= UTF8_LINE)
				return true;
			letters = 0;
		} else if (s[i] >= 0x80 && letters >= 0) {
			bool good = s[i] >= 0xC2 && s[i] <= 0xD4 && i + 1 < len &&
				    (s[i + 1] & 0xC0) == 0x80;

			letters = good ? letters + 1 : -1;
			i += good;
		}
	}
	return letters >= UTF8_LINE;
}

static bool guess_by_utf8(const char *s, size_t len, struct charset_guess *out)
{
	const unsigned char *u = (const unsigned char *)s;
	size_t good = 0, bad = 0, n;

	for (size_t i = 0; i < len; i += n) {
		n = utf8_good(u + i, len - i);
		good += n > 1;
		bad += n == 0;
		if (n == 0)
			n = 1;
	}
	if (bad * 4 > good && !utf8_has_line(u, len))
		return false;
	out->charset = CHARSET_UTF8;
	out->ascii = good == 0;
	out->sure = bad == 0;
	return true;
}

void charset_guess(const char *sample, size_t len, const char *lang, struct charset_guess *out)
{
	*out = (struct charset_guess){.charset = CHARSET_UTF8};
	if (!guess_by_mark(sample, len, out) && !guess_by_nul(sample, len, out) &&
		!guess_by_utf8(sample, len, out))
		guess_by_letters(sample, len, lang, out);
}
