/* Tell what a file is by its bytes. */
#include "not_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "exchange/charset_guess.h"

#define CONTROLS_PERCENT 10 /* of control characters: more than any text has */
#define VCARD_LOOK 64       /* bytes before which BEGIN:VCARD must have come */

/* Beginnings of files that are not text. */
struct magic {
	const char *bytes;
	size_t len;
	const char *what;
};

#define MAGIC(bytes, what)                     \
	{                                      \
		bytes, sizeof(bytes) - 1, what \
	}

static const struct magic magics[] = {
	MAGIC("%PDF-", N_("is a PDF document; export the table from the program that made it")),
	MAGIC("SQLite format 3", N_("is a database; export its table as CSV first")),
	MAGIC("{\\rtf", N_("is a word processor document; save the table as CSV")),
	MAGIC("\x1F\x8B", N_("is compressed (gzip); unpack it first")),
	MAGIC("BZh", N_("is compressed (bzip2); unpack it first")),
	MAGIC("\3757zXZ", N_("is compressed (xz); unpack it first")),
	MAGIC("7z\xBC\xAF", N_("is an archive (7z); unpack it first")),
	MAGIC("Rar!", N_("is an archive (rar); unpack it first")),
	MAGIC("\x89PNG", N_("is a picture, not a table")),
	MAGIC("GIF8", N_("is a picture, not a table")),
	MAGIC("\xFF\xD8\xFF", N_("is a picture, not a table")),
	MAGIC("\177ELF", N_("is a program, not a table")),
};

/* Beginnings of texts that are not tables; matched after blanks, letter case ignored. */
static const char *const markup[] = {"<!doctype html", "<html", "<table", "<?xml", "<meta"};

static bool look_has(const struct look *l, const char *word)
{
	return l->len > 0 && memmem(l->data, l->len, word, strlen(word)) != NULL;
}

/* Is it in the first bytes or in the list of parts? */
static bool zip_has(const struct look *head, const struct look *more, const char *word)
{
	return look_has(head, word) || look_has(more, word);
}

/* What an archive is; NULL for an Excel workbook. */
static const char *not_text_zip(const struct look *head, const struct look *more)
{
	if (zip_has(head, more, "opendocument.spreadsheet"))
		return _("is an OpenDocument spreadsheet (.ods); open it and save it as CSV or "
			 ".xlsx");
	if (zip_has(head, more, "xl/workbook.bin"))
		return _("is a binary Excel workbook (.xlsb); open it and save it as CSV or .xlsx");
	if (zip_has(head, more, "Index/") && zip_has(head, more, ".iwa"))
		return _("is an Apple Numbers spreadsheet; export it as Excel (.xlsx) or CSV");
	if (zip_has(head, more, "xl/"))
		return NULL;
	if (zip_has(head, more, "opendocument") || zip_has(head, more, "word/"))
		return _("is a word processor document; save the table as CSV");
	if (zip_has(head, more, "[Content_Types]"))
		return NULL;
	return _("is an archive (zip); unpack it first");
}

/* What a compound file of the old Office is: since Excel 2007 that is also how an encrypted workbook is kept. */
static const char *not_text_ole(const struct look *directory)
{
	static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k";

	if (directory->len > 0 &&
		memmem(directory->data, directory->len, encrypted, sizeof(encrypted) - 1))
		return _("is protected with a password; open it and save it without one");
	return _("is an old Excel workbook (.xls); open it and save it as CSV or .xlsx");
}

/* Where the names of a compound file stand: [MS-CFB] 2.2, the sector size at 30 and the directory's sector at 48. */
static uint64_t ole_directory(const unsigned char *head, size_t len)
{
	uint64_t sector;

	if (len < 52 || head[30] < 7 || head[30] > 16)
		return 0;
	sector = head[48] | (uint64_t)head[49] << 8 | (uint64_t)head[50] << 16 |
		 (uint64_t)head[51] << 24;
	return (sector + 1) << head[30];
}

/* Four bytes a character, of which at most one or two are used: nobody exports tables so, and no other text looks like it. */
static bool not_text_utf32(const char *data, size_t len)
{
	bool little = len >= 8, big = len >= 8;

	for (size_t i = 0; i + 3 < len; i += 4) {
		little &= !data[i + 2] && !data[i + 3] && (data[i] || data[i + 1]);
		big &= !data[i] && !data[i + 1] && (data[i + 2] || data[i + 3]);
	}
	return little || big;
}

/* A list or an object of JSON; nothing else begins with two of its signs. */
static bool not_text_json(const char *data, size_t len)
{
	const char *p = data, *end = data + len;
	char signs[2] = {0, 0};

	for (int i = 0; i < 2; i++) {
		while (p < end && *p && strchr(" \t\r\n", *p))
			p++;
		signs[i] = p < end ? *p++ : '\0';
	}
	return (signs[0] == '[' && signs[1] == '{') || (signs[0] == '{' && signs[1] == '"');
}

/* Are there more control characters than any text has? */
static bool not_text_binary(const char *data, size_t len)
{
	struct charset_guess guess;
	size_t controls = 0;

	charset_guess(data, len, NULL, &guess);
	if (guess.charset == CHARSET_UTF16LE || guess.charset == CHARSET_UTF16BE)
		return false;
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)data[i];

		controls +=
			c < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1A;
	}
	return controls * 100 > len * CONTROLS_PERCENT;
}

/* What a file that begins like this is; NULL when it may be text. */
static const char *not_text_head(const char *data, size_t len)
{
	size_t blank = 0;

	for (size_t i = 0; i < sizeof(magics) / sizeof(magics[0]); i++)
		if (len >= magics[i].len && memcmp(data, magics[i].bytes, magics[i].len) == 0)
			return _(magics[i].what);
	if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0)
		blank = 3;
	while (blank < len && strchr(" \t\r\n", data[blank]) && data[blank])
		blank++;
	for (size_t i = 0; i < sizeof(markup) / sizeof(markup[0]); i++)
		if (len - blank > strlen(markup[i]) &&
			strncasecmp(data + blank, markup[i], strlen(markup[i])) == 0)
			return _("is a web page or XML, whatever its name says; open it in a "
				 "spreadsheet "
				 "program and save it as CSV");
	if (not_text_json(data + blank, len - blank))
		return _("is JSON, not a table; export it as CSV");
	if (len - blank > 15 && strncasecmp(data + blank, "BEGIN:VCALENDAR", 15) == 0)
		return _("is a calendar (iCalendar), not a table");
	if (not_text_utf32(data, len))
		return _("is UTF-32 text; save it as UTF-8");
	if (not_text_binary(data, len))
		return _("is not text");
	return NULL;
}

/* Does it begin with BEGIN:VCARD or what cards are wrapped in, behind blanks and byte order marks, in UTF-16 as well? */
static bool is_vcard(const char *data, size_t len)
{
	static const char *const begins[] = {"BEGIN:VCARD", "BEGIN:VADDRESSBOOK"};
	char start[VCARD_LOOK];
	size_t n = 0;

	for (size_t i = 0; i < len && i < VCARD_LOOK; i++)
		if (data[i] && !strchr(" \t\r\n\xEF\xBB\xBF\xFE\xFF", data[i]))
			start[n++] = data[i];
	for (size_t i = 0; i < sizeof(begins) / sizeof(begins[0]); i++)
		if (n >= strlen(begins[i]) && strncasecmp(start, begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

static bool begins_with(const struct look *l, const char *bytes, size_t len)
{
	return l->len >= len && memcmp(l->data, bytes, len) == 0;
}

static bool is_zip(const struct look *head)
{
	return begins_with(head, "PK\x03\x04", 4);
}

static bool is_ole(const struct look *head)
{
	return begins_with(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
}

uint64_t not_text_more(const struct look *head, uint64_t size)
{
	if (is_ole(head))
		return ole_directory((const unsigned char *)head->data, head->len);
	if (!is_zip(head) || size <= head->len)
		return 0;
	return size > NOT_TEXT_MORE ? size - NOT_TEXT_MORE : head->len - 32;
}

const char *not_text(const struct look *head, const struct look *more, enum source_format *format)
{
	*format = SOURCE_TEXT;
	if (is_zip(head)) {
		*format = SOURCE_XLSX;
		return not_text_zip(head, more);
	}
	if (is_ole(head))
		return not_text_ole(more);
	if (is_vcard(head->data, head->len))
		*format = SOURCE_VCARD;
	return not_text_head(head->data, head->len);
}
