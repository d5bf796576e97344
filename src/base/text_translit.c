/*
 * Latin letters for text that a terminal's charset cannot show: Cyrillic by sound, other Latin
 * letters without their marks, frames and typographic signs by what looks nearest, else "?".
 */
#include "base/text.h"

#include <ctype.h>
#include <string.h>
#include <utf8proc.h>

/* U+0430 .. U+045F, small Cyrillic letters. */
static const char *const TRANSLIT_CYRILLIC[] = {
	"a",
	"b",
	"v",
	"g",
	"d",
	"e",
	"zh",
	"z",
	"i",
	"y",
	"k",
	"l",
	"m",
	"n",
	"o",
	"p",
	"r",
	"s",
	"t",
	"u",
	"f",
	"kh",
	"ts",
	"ch",
	"sh",
	"shch",
	"",
	"y",
	"",
	"e",
	"yu",
	"ya",
	"e",
	"yo",
	"dj",
	"g",
	"ye",
	"dz",
	"i",
	"yi",
	"j",
	"lj",
	"nj",
	"c",
	"k",
	"i",
	"u",
	"dz",
};

struct translit {
	uint32_t c;
	const char *text;
};

/* Signs and letters that have no decomposition. Sorted by code point. */
static const struct translit TRANSLIT_OTHER[] = {
	{0xA0, " "},
	{0xA1, "!"},
	{0xA2, "c"},
	{0xA3, "GBP"},
	{0xA5, "JPY"},
	{0xA6, "|"},
	{0xA7, "par."},
	{0xA9, "(c)"},
	{0xAB, "\""},
	{0xAD, ""},
	{0xAE, "(r)"},
	{0xB0, "deg"},
	{0xB1, "+-"},
	{0xB4, "'"},
	{0xB7, "."},
	{0xBB, "\""},
	{0xBF, "?"},
	{0xC6, "AE"},
	{0xD0, "D"},
	{0xD7, "x"},
	{0xD8, "O"},
	{0xDE, "Th"},
	{0xDF, "ss"},
	{0xE6, "ae"},
	{0xF0, "d"},
	{0xF7, "/"},
	{0xF8, "o"},
	{0xFE, "th"},
	{0x110, "D"},
	{0x111, "d"},
	{0x131, "i"},
	{0x141, "L"},
	{0x142, "l"},
	{0x152, "OE"},
	{0x153, "oe"},
	{0x490, "G"},
	{0x491, "g"},
	{0x2010, "-"},
	{0x2011, "-"},
	{0x2012, "-"},
	{0x2013, "-"},
	{0x2014, "-"},
	{0x2015, "-"},
	{0x2018, "'"},
	{0x2019, "'"},
	{0x201A, ","},
	{0x201C, "\""},
	{0x201D, "\""},
	{0x201E, "\""},
	{0x2020, "+"},
	{0x2022, "*"},
	{0x2026, "..."},
	{0x2030, "o/oo"},
	{0x2032, "'"},
	{0x2033, "\""},
	{0x2039, "<"},
	{0x203A, ">"},
	{0x2044, "/"},
	{0x20AC, "EUR"},
	{0x20B4, "UAH"},
	{0x20BD, "RUB"},
	{0x2116, "No"},
	{0x2190, "<"},
	{0x2191, "^"},
	{0x2192, ">"},
	{0x2193, "v"},
	{0x2212, "-"},
	{0x2260, "!="},
	{0x2264, "<="},
	{0x2265, ">="},
	{0x2713, "v"},
	{0x2717, "x"},
};

static const char *translit_frame(uint32_t c)
{
	switch (c) {
	case 0x2500: /* ─ */
	case 0x2501:
	case 0x2550: return "-";
	case 0x2502: /* │ */
	case 0x2503:
	case 0x2551: return "|";
	case 0x2591: return "."; /* ░ */
	case 0x2592: return ":";
	case 0x25B2: return "^"; /* ▲ */
	case 0x25B6:
	case 0x25B8: return ">";
	case 0x25BC: return "v";
	case 0x25C0:
	case 0x25C2: return "<";
	case 0x25CF: return "*"; /* ● */
	case 0x25CB: return "o";
	}
	if (c >= 0x2504 && c <= 0x257F)
		return "+";
	if (c >= 0x2580 && c <= 0x259F)
		return "#";
	return NULL;
}

static const char *translit_other(uint32_t c)
{
	size_t low = 0, high = sizeof TRANSLIT_OTHER / sizeof *TRANSLIT_OTHER;

	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > TRANSLIT_OTHER[mid].c)
			low = mid + 1;
		else if (c < TRANSLIT_OTHER[mid].c)
			high = mid;
		else
			return TRANSLIT_OTHER[mid].text;
	}
	return translit_frame(c);
}

static bool translit_is_upper(uint32_t c)
{
	return utf8proc_tolower((utf8proc_int32_t)c) != (utf8proc_int32_t)c;
}

/* A Cyrillic letter; whole words in capitals stay so ("ЩИТ" gives "SHCHIT", "Щит" "Shchit"). */
static void translit_cyrillic(struct buf *b, uint32_t c, bool next_upper)
{
	uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
	const char *text = TRANSLIT_CYRILLIC[small - 0x430];

	for (size_t i = 0; text[i] != '\0'; i++) {
		bool capital = c != small && (i == 0 || next_upper);

		buf_addch(b, capital ? (char)toupper((unsigned char)text[i]) : text[i]);
	}
}

/* The base letters of c without marks; "?" when they are not ASCII. */
static void translit_decompose(struct buf *b, uint32_t c)
{
	utf8proc_int32_t parts[32];
	int last_class = UTF8PROC_BOUNDCLASS_START;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)c, parts, 32,
		UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &last_class);

	if (count == 0 || utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_MN)
		return;
	for (utf8proc_ssize_t i = 0; i < count && count <= 32; i++)
		if (parts[i] >= 0x80) {
			buf_addch(b, '?');
			return;
		}
	for (utf8proc_ssize_t i = 0; i < count && count <= 32; i++)
		buf_addch(b, (char)parts[i]);
}

void text_translit(struct buf *b, const char *s)
{
	const char *end = s + strlen(s);

	buf_addn(b, "", 0);
	while (s < end) {
		uint32_t c = text_decode(&s, end);
		const char *other;

		if (c < 0x80) {
			buf_addch(b, (char)c);
		} else if (c >= 0x400 && c <= 0x45F) {
			const char *ahead = s;

			translit_cyrillic(
				b, c, s < end && translit_is_upper(text_decode(&ahead, end)));
		} else if ((other = translit_other(c)) != NULL) {
			buf_add(b, other);
		} else {
			translit_decompose(b, c);
		}
	}
}
