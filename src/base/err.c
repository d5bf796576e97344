/*
 * Errors as sentences. A text that does not fit is cut between characters, never inside one.
 */
#include "base/err.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"

enum { ERR_NAME = 256 }; /* bytes of a file name in a sentence */

/* Drop the bytes of a character that the end of the buffer cut in two. */
static void err_trim(char *text, size_t size)
{
	size_t len = strlen(text);
	size_t lead = len;
	unsigned char c;

	if (len + 1 < size)
		return;
	while (lead > 0 && ((unsigned char)text[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0)
		return;
	c = (unsigned char)text[lead - 1];
	if (c >= 0xC0) {
		size_t need = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;

		if (len - (lead - 1) < need)
			text[lead - 1] = '\0';
	}
}

static void __attribute__((format(printf, 4, 0)))
err_fill(struct err *err, enum status st, int offset, const char *fmt, va_list ap)
{
	char text[sizeof err->text];

	vsnprintf(text, sizeof text, fmt, ap);
	err_trim(text, sizeof text);
	memcpy(err->text, text, strlen(text) + 1);
	err->status = st;
	err->offset = offset;
}

enum status err_set(struct err *err, enum status st, const char *fmt, ...)
{
	va_list ap;

	if (err != NULL) {
		va_start(ap, fmt);
		err_fill(err, st, -1, fmt, ap);
		va_end(ap);
	}
	return st;
}

enum status err_set_at(struct err *err, enum status st, int offset, const char *fmt, ...)
{
	va_list ap;

	if (err != NULL) {
		va_start(ap, fmt);
		err_fill(err, st, offset, fmt, ap);
		va_end(ap);
	}
	return st;
}

enum status err_prefix(struct err *err, enum status st, const char *fmt, ...)
{
	char head[sizeof err->text];
	char both[2 * sizeof err->text + 3];
	va_list ap;

	if (err == NULL)
		return st;
	va_start(ap, fmt);
	vsnprintf(head, sizeof head, fmt, ap);
	va_end(ap);
	err_trim(head, sizeof head);
	snprintf(both, sizeof both, "%s: %s", head, err->text);
	if (strlen(both) >= sizeof err->text) {
		both[sizeof err->text - 1] = '\0';
		err_trim(both, sizeof err->text);
	}
	memcpy(err->text, both, strlen(both) + 1);
	err->status = st;
	return st;
}

/* What went wrong with a name of thousands of bytes must not be cut off with the name. */
static const char *err_shorten(const char *what, char out[ERR_NAME + 1])
{
	if (strlen(what) <= ERR_NAME)
		return what;
	memcpy(out, what, ERR_NAME);
	out[ERR_NAME] = '\0';
	err_trim(out, ERR_NAME + 1);
	return out;
}

enum status err_errno(struct err *err, const char *what)
{
	char cut[ERR_NAME + 1];
	int number = errno;

	what = err_shorten(what, cut);
	if (number == ENOSPC)
		err_set(err, ST_IO, _("%s: the disk is full. Free some space and try again."),
			what);
	else if (number == EDQUOT || number == EFBIG)
		err_set(err, ST_IO,
			_("%s: your disk quota or file size limit is used up. Free some space and "
			  "try again."),
			what);
	else
		err_set(err, ST_IO, "%s: %s", what, strerror(number));
	errno = number;
	return ST_IO;
}

int err_exit_code(enum status st)
{
	switch (st) {
	case ST_OK: return 0;
	case ST_NOT_FOUND: return 1;
	case ST_USAGE: return 2;
	case ST_BAD_DATA: return 3;
	case ST_CONFLICT:
	case ST_BUSY: return 4;
	case ST_IO:
	case ST_CORRUPT: return 5;
	case ST_DENIED: return 6;
	case ST_CANCELLED: return 1;
	}
	return 5;
}
