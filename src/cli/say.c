/* Output of commands. */
#include "say.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { COLS_USUAL = 80, COLS_MIN = 20, COLS_MAX = 2000 };

/* Files and pipes get UTF-8 whatever the locale: it is what the program writes. */
static bool needs_translit(FILE *f)
{
	return !i18n_is_utf8() && isatty(fileno(f));
}

static void show(FILE *f, const char *text, bool multiline, struct buf *b)
{
	struct buf visible = BUF_INIT;

	text_visible(&visible, text, multiline);
	if (needs_translit(f))
		text_translit(b, buf_str(&visible));
	else
		buf_add(b, buf_str(&visible));
	buf_release(&visible);
}

static void __attribute__((format(printf, 2, 0))) put(FILE *f, const char *fmt, va_list ap)
{
	char *text = NULL;
	struct buf b = BUF_INIT;

	if (vasprintf(&text, fmt, ap) < 0)
		return;
	show(f, text, true, &b);
	fputs(buf_str(&b), f);
	buf_release(&b);
	free(text);
}

void say(const struct session *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(s->env.out, fmt, ap);
	va_end(ap);
}

void say_aside(const struct session *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	put(s->env.err, fmt, ap);
	va_end(ap);
}

void say_line(const struct session *s, const char *text, struct buf *b)
{
	show(s->env.out, text, false, b);
}

/* The text and a mark under its character number offset. */
static void say_place(const struct session *s, const char *text, int offset)
{
	struct buf line = BUF_INIT;
	size_t at = 0, len = strlen(text);
	const char *p = text;
	char *head;

	while (p < text + len && offset-- > 0)
		text_decode(&p, text + len);
	at = (size_t)(p - text);
	head = mem_strndup(text, at);
	show(s->env.err, text, false, &line);
	fprintf(s->env.err, "    %s\n    %*s^\n", buf_str(&line), text_cols(head), "");
	buf_release(&line);
	free(head);
}

void say_failure(const struct session *s, const struct err *err)
{
	struct buf b = BUF_INIT;

	show(s->env.err, err->text, false, &b);
	fprintf(s->env.err, "kartoteka: %s\n", buf_str(&b));
	buf_release(&b);
	if (err->offset >= 0 && s->pointed)
		say_place(s, s->pointed, err->offset);
}

const char *say_color(const struct session *s, enum say_color color)
{
	if (!s->env.color)
		return "";
	switch (color) {
	case SAY_BOLD: return "\033[1m";
	case SAY_RED: return "\033[31m";
	case SAY_GREEN: return "\033[32m";
	case SAY_DIM: return "\033[2m";
	default: return "\033[0m";
	}
}

int say_cols(const struct session *s)
{
	const char *columns = getenv("COLUMNS");
	struct winsize size;
	int cols = 0;

	if (!s->env.is_tty)
		return 0;
	if (columns)
		cols = atoi(columns);
	if (cols <= 0 && ioctl(fileno(s->env.out), TIOCGWINSZ, &size) == 0)
		cols = size.ws_col;
	if (cols <= 0)
		return COLS_USUAL;
	return cols < COLS_MIN ? COLS_MIN : cols > COLS_MAX ? COLS_MAX : cols;
}
