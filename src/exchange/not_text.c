/* Tell a file that cannot be a delimited table by how it begins. */
#include "not_text.h"

#include <stdbool.h>
#include <string.h>

#include "base/i18n.h"
#include "exchange/charset_guess.h"

#define CONTROLS_PERCENT 10 /* of control characters: more than any text has */

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
	MAGIC("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
		N_("is an old Excel workbook (.xls); open it and save it as CSV or .xlsx")),
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

static const char *not_text_zip(const char *data, size_t len)
{
	if (memmem(data, len, "opendocument.spreadsheet", 24))
		return _("is an OpenDocument spreadsheet (.ods); open it and save it as CSV or "
			 ".xlsx");
	if (memmem(data, len, "opendocument", 12) || memmem(data, len, "word/", 5))
		return _("is a word processor document; save the table as CSV");
	if (memmem(data, len, "[Content_Types]", 15) || memmem(data, len, "xl/", 3))
		return _("is an Excel workbook (.xlsx); open it and save the sheet as CSV");
	return _("is an archive (zip); unpack it first");
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

const char *not_text(const char *data, size_t len)
{
	size_t blank = 0;

	if (len >= 4 && memcmp(data, "PK\x03\x04", 4) == 0)
		return not_text_zip(data, len);
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
	if (not_text_binary(data, len))
		return _("is not text");
	return NULL;
}
