/* Reading the text of a mapping. Each line is taken apart by itself; what it names is looked up when the mapping is used. */
#include "exchange/import_mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "import_mapping_words.h"

const char *const mapping_option_names[MAPPING_OPTIONS] = {
	"name",
	"records",
	"mode",
	"match",
	"encoding",
	"delimiter",
	"decimal",
	"dates",
	"header",
	"create_missing",
	"erase_empty",
};

enum section {
	SECTION_NONE,
	SECTION_MAP,
	SECTION_KNOWN,
	SECTION_COLUMNS,
	SECTION_CONSTANTS,
	SECTION_VALUES,
	SECTIONS
};

static const char *const section_names[SECTIONS] = {
	[SECTION_MAP] = "[map]",
	[SECTION_KNOWN] = "[known by]",
	[SECTION_COLUMNS] = "[columns]",
	[SECTION_CONSTANTS] = "[constants]",
	[SECTION_VALUES] = "[values]",
};

struct mapping_reader {
	struct import_mapping *m;
	const char *where;
	int line;
	enum section section;
	size_t cap_known, cap_columns, cap_entries;
};

/* The first mark in s that no backslash stands before; NULL. */
static const char *find_mark(const char *s, char mark)
{
	for (; *s; s++) {
		if (*s == '\\' && s[1])
			s++;
		else if (*s == mark)
			return s;
	}
	return NULL;
}

static const char *find_last_mark(const char *s, char mark)
{
	const char *last = NULL;

	for (s = find_mark(s, mark); s; s = find_mark(s + 1, mark))
		last = s;
	return last;
}

/* A part of a line as it is meant: without blanks at its ends and without backslashes. */
static char *plain(const char *s, size_t len)
{
	struct buf b = BUF_INIT;

	while (len && (*s == ' ' || *s == '\t')) {
		s++;
		len--;
	}
	while (len && (s[len - 1] == ' ' || s[len - 1] == '\t' || s[len - 1] == '\r') &&
		!(len > 1 && s[len - 2] == '\\'))
		len--;
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\' && i + 1 < len) {
			i++;
			buf_addch(&b, s[i] == 'n' ? '\n' : s[i]);
		} else
			buf_addch(&b, s[i]);
	}
	return b.data ? buf_take(&b) : mem_strdup("");
}

static void texts_add(struct mapping_texts *t, char *text)
{
	t->items = mem_realloc(t->items, sizeof(*t->items) * (size_t)(t->n + 1));
	t->items[t->n++] = text;
}

static void texts_release(struct mapping_texts *t)
{
	for (int i = 0; i < t->n; i++)
		free(t->items[i]);
	free(t->items);
}

/* "First Name | Given Name" */
static void read_names(const char *s, size_t len, struct mapping_texts *out)
{
	const char *end = s + len, *bar;

	while ((bar = find_mark(s, '|')) && bar < end) {
		texts_add(out, plain(s, (size_t)(bar - s)));
		s = bar + 1;
	}
	texts_add(out, plain(s, (size_t)(end - s)));
}

static enum status bad_line(const struct mapping_reader *r, struct err *err, const char *what)
{
	return err_set(err, ST_BAD_DATA, _("%s, line %d: %s"), r->where, r->line, what);
}

static enum status read_option(struct mapping_reader *r, const char *line, struct err *err)
{
	const char *equals = find_mark(line, '=');
	struct buf known = BUF_INIT;
	char *name, *value;
	enum status st;

	if (!equals)
		return bad_line(r, err, _("write OPTION = TEXT"));
	name = plain(line, (size_t)(equals - line));
	value = plain(equals + 1, strlen(equals + 1));
	for (int i = 0; i < MAPPING_OPTIONS; i++) {
		buf_addf(&known, "%s%s", i ? ", " : "", mapping_option_names[i]);
		if (strcmp(name, mapping_option_names[i]) != 0)
			continue;
		free(r->m->options[i]);
		r->m->options[i] = value;
		free(name);
		buf_release(&known);
		return ST_OK;
	}
	st = err_set(err, ST_BAD_DATA, _("%s, line %d: \"%.40s\" is none of %s"), r->where, r->line,
		name, buf_str(&known));
	buf_release(&known);
	free(name);
	free(value);
	return st;
}

static void read_known(struct mapping_reader *r, const char *line)
{
	struct import_mapping *m = r->m;
	struct mapping_known *k;
	const char *mark;

	m->known = mem_grow(m->known, &r->cap_known, (size_t)m->nknown + 1, sizeof(*m->known));
	k = &m->known[m->nknown++];
	*k = (struct mapping_known){0};
	do {
		mark = find_mark(line, ';');
		k->headers = mem_realloc(k->headers, sizeof(*k->headers) * (size_t)(k->n + 1));
		k->headers[k->n] = (struct mapping_texts){0};
		read_names(line, mark ? (size_t)(mark - line) : strlen(line), &k->headers[k->n++]);
		line = mark ? mark + 1 : line;
	} while (mark);
}

static enum status read_factor(
	struct mapping_reader *r, const char *text, int64_t *factor, struct err *err)
{
	char *number = plain(text, strlen(text)), *end;
	enum status st = ST_OK;

	*factor = strtoll(number, &end, 10);
	if (*end || end == number || !*factor)
		st = err_set(err, ST_BAD_DATA,
			_("%s, line %d: \"%.20s\" is not a number to multiply by"), r->where,
			r->line, number);
	free(number);
	return st;
}

static enum status read_column(struct mapping_reader *r, const char *line, struct err *err)
{
	struct import_mapping *m = r->m;
	const char *equals = find_last_mark(line, '='), *star;
	struct mapping_column c = {.factor = 1, .line = r->line};
	enum status st = ST_OK;

	if (!equals)
		return bad_line(r, err, _("write HEADER = TARGET"));
	star = find_mark(equals + 1, '*');
	if (star)
		st = read_factor(r, star + 1, &c.factor, err);
	if (st)
		return st;
	read_names(line, (size_t)(equals - line), &c.headers);
	c.target = plain(equals + 1, star ? (size_t)(star - equals - 1) : strlen(equals + 1));
	m->columns =
		mem_grow(m->columns, &r->cap_columns, (size_t)m->ncolumns + 1, sizeof(*m->columns));
	m->columns[m->ncolumns++] = c;
	return ST_OK;
}

/* "field = text", or with a value "field: from = to". */
static enum status read_entry(struct mapping_reader *r, const char *line, struct err *err)
{
	struct import_mapping *m = r->m;
	bool value = r->section == SECTION_VALUES;
	const char *colon = value ? find_mark(line, ':') : NULL;
	const char *equals = find_mark(colon ? colon + 1 : line, '=');
	struct mapping_entry e = {.line = r->line};

	if (!equals || (value && !colon))
		return bad_line(
			r, err, value ? _("write FIELD: TEXT = MEANING") : _("write FIELD = TEXT"));
	e.field = plain(line, (size_t)((colon ? colon : equals) - line));
	if (colon)
		e.from = plain(colon + 1, (size_t)(equals - colon - 1));
	e.to = plain(equals + 1, strlen(equals + 1));
	m->entries =
		mem_grow(m->entries, &r->cap_entries, (size_t)m->nentries + 1, sizeof(*m->entries));
	m->entries[m->nentries++] = e;
	return ST_OK;
}

static enum status read_section(struct mapping_reader *r, const char *line, struct err *err)
{
	struct buf known = BUF_INIT;
	enum status st;

	for (int i = SECTION_MAP; i < SECTIONS; i++) {
		buf_addf(&known, "%s%s", i > SECTION_MAP ? ", " : "", section_names[i]);
		if (strcmp(line, section_names[i]) != 0)
			continue;
		r->section = (enum section)i;
		buf_release(&known);
		return ST_OK;
	}
	st = err_set(err, ST_BAD_DATA, _("%s, line %d: \"%.40s\" is none of %s"), r->where, r->line,
		line, buf_str(&known));
	buf_release(&known);
	return st;
}

static enum status read_line(struct mapping_reader *r, const char *line, struct err *err)
{
	if (!*line || *line == '#')
		return ST_OK;
	if (*line == '[')
		return read_section(r, line, err);
	switch (r->section) {
	case SECTION_MAP: return read_option(r, line, err);
	case SECTION_KNOWN: read_known(r, line); return ST_OK;
	case SECTION_COLUMNS: return read_column(r, line, err);
	case SECTION_CONSTANTS:
	case SECTION_VALUES: return read_entry(r, line, err);
	default: return bad_line(r, err, _("a mapping begins with [map]"));
	}
}

enum status import_mapping_parse(
	const char *text, const char *where, struct import_mapping *out, struct err *err)
{
	struct mapping_reader r = {.m = out, .where = where};
	enum status st = ST_OK;

	*out = (struct import_mapping){0};
	while (!st && *text) {
		size_t len = strcspn(text, "\n"), skip = strspn(text, " \t");
		char *line = skip < len ? mem_strndup(text + skip, len - skip) : mem_strdup("");

		for (size_t n = strlen(line); n && (line[n - 1] == '\r' || line[n - 1] == ' '); n--)
			line[n - 1] = '\0';
		r.line++;
		st = read_line(&r, line, err);
		free(line);
		text += len + (text[len] == '\n');
	}
	for (int i = MAPPING_NAME; !st && i <= MAPPING_RECORDS; i++)
		if (!out->options[i])
			st = err_set(err, ST_BAD_DATA, _("%s: [map] lacks \"%s\""), where,
				mapping_option_names[i]);
	return st;
}

void import_mapping_release(struct import_mapping *m)
{
	for (int i = 0; i < MAPPING_OPTIONS; i++)
		free(m->options[i]);
	for (int i = 0; i < m->nknown; i++) {
		for (int h = 0; h < m->known[i].n; h++)
			texts_release(&m->known[i].headers[h]);
		free(m->known[i].headers);
	}
	free(m->known);
	for (int i = 0; i < m->ncolumns; i++) {
		texts_release(&m->columns[i].headers);
		free(m->columns[i].target);
	}
	free(m->columns);
	for (int i = 0; i < m->nentries; i++) {
		free(m->entries[i].field);
		free(m->entries[i].from);
		free(m->entries[i].to);
	}
	free(m->entries);
	*m = (struct import_mapping){0};
}

/* --- How well a file fits ----------------------------------------------------------------------- */

static bool names_header(const struct mapping_texts *names, const char *header)
{
	for (int i = 0; i < names->n; i++)
		if (!strcmp(names->items[i], header) || fold_same(names->items[i], header))
			return true;
	return false;
}

int mapping_find_column(
	const struct mapping_texts *names, const struct import *imp, const bool *taken)
{
	for (int c = 0; c < imp->ncolumns; c++)
		if (!(taken && taken[c]) && names_header(names, imp->columns[c].header))
			return c;
	return -1;
}

bool import_mapping_knows(const struct import_mapping *m, const struct import *imp)
{
	for (int i = 0; i < m->nknown; i++) {
		const struct mapping_known *k = &m->known[i];
		int h = 0;

		while (h < k->n && mapping_find_column(&k->headers[h], imp, NULL) >= 0)
			h++;
		if (h == k->n)
			return true;
	}
	return false;
}

int import_mapping_share(const struct import_mapping *m, const struct import *imp)
{
	bool *taken = mem_alloc(sizeof(*taken) * (size_t)(imp->ncolumns ? imp->ncolumns : 1));
	int mapped = 0, found = 0;

	for (int i = 0; i < m->ncolumns; i++) {
		int c;

		if (!*m->columns[i].target)
			continue;
		mapped++;
		c = mapping_find_column(&m->columns[i].headers, imp, taken);
		if (c < 0)
			continue;
		taken[c] = true;
		found++;
	}
	free(taken);
	return mapped ? found * 100 / mapped : 0;
}
