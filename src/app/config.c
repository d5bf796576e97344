/*
 * kartoteka.ini through iniparser, kept away from what it cannot bear (4.1): a bad line, a byte order mark or a long line makes
 * it give up the whole file without saying where; long section names overflow its buffers; its number readers crash on sections
 * and read octal; '#' and ';' end an unquoted value. So each line is judged first, the good ones are handed over in memory, and
 * only strings are taken back, to be read by the option table.
 */
#include "app/config.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <iniparser/iniparser.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"

enum { CONFIG_MAX = 1 << 20, CONFIG_LINE_MAX = 1000, CONFIG_NAME_MAX = 60 };

struct config_key {
	char section[CONFIG_NAME_MAX + 1], name[CONFIG_NAME_MAX + 1];
	int line;
};

struct config_scan {
	const char *file;
	int line;
	char section[CONFIG_NAME_MAX + 1];
	bool skip; /* the section's name was bad: its lines are left out */
	struct buf clean;
	struct config_key *keys;
	size_t nkeys, cap;
	struct buf *notes;
};

static void config_note(struct config_scan *s, const char *sentence)
{
	buf_addf(s->notes, "%s:%d: %s\n", s->file, s->line, sentence);
}

/* A name of a section or option: ASCII, in small letters. Returns its length, 0 when it is none. */
static size_t config_name(const char *p, const char *end, char out[CONFIG_NAME_MAX + 1])
{
	size_t n = 0;

	for (; p < end && n < CONFIG_NAME_MAX; p++, n++) {
		char c = *p;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c + 32);
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
			return 0;
		out[n] = c;
	}
	out[n] = '\0';
	return p == end ? n : 0;
}

static bool config_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void config_section(struct config_scan *s, const char *p, const char *end)
{
	const char *close = memchr(p, ']', (size_t)(end - p));
	const char *rest = close ? close + 1 : end;

	while (rest < end && config_blank(*rest))
		rest++;
	s->skip = !close || (rest < end && *rest != '#' && *rest != ';') ||
		  !config_name(p + 1, close, s->section);
	if (s->skip) {
		config_note(s, _("this is no section; it should look like [ui]. Its lines are "
				 "left out."));
		return;
	}
	buf_addf(&s->clean, "[%s]", s->section);
}

/* Is the value in order? Else a sentence. *end comes back to the end of the value itself, quotes included. */
static const char *config_value(const char *p, const char **end)
{
	const char *stop = p;

	if (p < *end && (*p == '"' || *p == '\'')) {
		const char *close = memchr(p + 1, *p, (size_t)(*end - p - 1));

		if (!close)
			return _("the closing quote is missing");
		stop = close + 1;
		for (p = stop; p < *end && config_blank(*p);)
			p++;
		if (p < *end && *p != '#' && *p != ';')
			return _("there is text behind the closing quote; use the other kind of "
				 "quote around a text with quotes");
		*end = stop;
		return NULL;
	}
	for (; stop < *end; stop++)
		if (*stop == '#' || *stop == ';') {
			if (stop > p && !config_blank(stop[-1]))
				return _("# and ; begin a comment: put the value in quotes");
			break;
		}
	while (stop > p && config_blank(stop[-1]))
		stop--;
	if (stop > p && stop[-1] == '\\')
		return _("a value that ends with \\ must be in quotes");
	*end = stop;
	return NULL;
}

static void config_assign(struct config_scan *s, const char *p, const char *end)
{
	const char *equals = memchr(p, '=', (size_t)(end - p)), *name_end = equals, *problem;
	struct config_key key = {.line = s->line};

	while (equals && name_end > p && config_blank(name_end[-1]))
		name_end--;
	if (!equals || !config_name(p, name_end, key.name)) {
		config_note(s, _("this is no option; it should look like name = value"));
		return;
	}
	if (!*s->section) {
		config_note(s, _("this option stands before the first [section]"));
		return;
	}
	for (equals++; equals < end && config_blank(*equals);)
		equals++;
	problem = config_value(equals, &end);
	if (problem) {
		config_note(s, problem);
		return;
	}
	memcpy(key.section, s->section, sizeof key.section);
	s->keys = mem_grow(s->keys, &s->cap, s->nkeys + 1, sizeof *s->keys);
	s->keys[s->nkeys++] = key;
	buf_addf(&s->clean, "%s = ", key.name);
	buf_addn(&s->clean, equals, (size_t)(end - equals));
}

static void config_line(struct config_scan *s, const char *p, const char *end)
{
	if (end > p && end[-1] == '\r')
		end--;
	if (end - p > CONFIG_LINE_MAX) {
		config_note(s, _("this line is too long; 1000 bytes are allowed"));
		return;
	}
	if (!text_is_utf8(p, (size_t)(end - p), NULL)) {
		config_note(s, _("this line is not UTF-8"));
		return;
	}
	while (p < end && config_blank(*p))
		p++;
	while (end > p && config_blank(end[-1]))
		end--;
	if (p == end || *p == '#' || *p == ';')
		return;
	if (*p == '[')
		config_section(s, p, end);
	else if (!s->skip)
		config_assign(s, p, end);
}

static int config_parser_error(const char *format, ...)
{
	(void)format;
	log_line("iniparser refused a line");
	return 0;
}

/* iniparser reads files only: it gets one in memory. */
static dictionary *config_load(const struct buf *clean, struct err *err)
{
	int fd = memfd_create("kartoteka.ini", MFD_CLOEXEC);
	dictionary *d = NULL;
	char path[64];

	if (fd < 0) {
		err_errno(err, "memfd_create");
		return NULL;
	}
	if (write(fd, clean->data ? clean->data : "", clean->len) == (ssize_t)clean->len) {
		snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
		iniparser_set_error_callback(config_parser_error);
		d = iniparser_load(path);
	}
	close(fd);
	if (!d)
		err_set(err, ST_IO, _("the configuration could not be read"));
	return d;
}

/* Take every option once: where a name stands twice the last one counts, as iniparser has it. */
static void config_take(struct config_scan *s, const dictionary *d, struct options *o)
{
	for (size_t i = 0; i < s->nkeys; i++) {
		const struct config_key *key = &s->keys[i];
		char path[2 * CONFIG_NAME_MAX + 2];
		struct err err = ERR_INIT;
		const char *value;

		snprintf(path, sizeof path, "%s:%s", key->section, key->name);
		value = iniparser_getstring(d, path, NULL);
		s->line = key->line;
		if (options_set(o, key->section, key->name, value ? value : "", s->file, &err) !=
			ST_OK)
			config_note(s, err.text);
	}
}

enum status config_parse(const char *name, const char *text, size_t len, struct options *o,
	struct buf *notes, struct err *err)
{
	struct config_scan s = {.file = name, .notes = notes};
	const char *p = text, *end = text + len;
	dictionary *d;

	if (len >= 3 && !memcmp(p, "\xef\xbb\xbf", 3))
		p += 3;
	while (p < end) {
		const char *newline = memchr(p, '\n', (size_t)(end - p));
		const char *stop = newline ? newline : end;

		s.line++;
		config_line(&s, p, stop);
		buf_addch(&s.clean, '\n');
		p = newline ? newline + 1 : end;
	}
	d = config_load(&s.clean, err);
	if (d) {
		config_take(&s, d, o);
		iniparser_freedict(d);
	}
	buf_release(&s.clean);
	free(s.keys);
	return d ? ST_OK : ST_IO;
}

enum status config_read(
	const char *path, bool required, struct options *o, struct buf *notes, struct err *err)
{
	struct stat info;
	char *text = NULL;
	size_t len = 0;
	enum status st;

	if (stat(path, &info) != 0)
		return !required && (errno == ENOENT || errno == ENOTDIR) ? ST_OK
									  : err_errno(err, path);
	if (!S_ISREG(info.st_mode) && !S_ISFIFO(info.st_mode) && !S_ISCHR(info.st_mode))
		return err_set(err, ST_BAD_DATA, _("%s: not a file"), path);
	st = file_read(path, CONFIG_MAX, &text, &len, err);
	if (!st)
		st = config_parse(path, text, len, o, notes, err);
	free(text);
	return st;
}
