/* The texts that cells share (ECMA-376 part 1, 18.4): each is kept once, behind the one before. */
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/xlsx_limits.h"
#include "xlsx_escape.h"
#include "xlsx_tables.h"
#include "xlsx_xml.h"

#define MAX_PART (2ULL * 1024 * 1024 * 1024) /* of XML */
#define MAX_STRINGS (32 * 1024 * 1024)

struct strings_read {
	struct xlsx_strings *out;
	struct xlsx_xml *xml;
	const char *file;
	bool in_item;
	int skip; /* elements deep in what is left out: phonetic guides */
};

static void strings_fail(struct strings_read *r)
{
	struct err err = ERR_INIT;

	err_set(&err, ST_BAD_DATA,
		_("%s: the texts in its cells are more than %d MiB. Split the workbook, or save "
		  "the sheet as CSV."),
		r->file, XLSX_IN_MAX_SHARED / (1024 * 1024));
	xlsx_xml_fail(r->xml, &err);
}

static void strings_start(void *arg, const char *name, const char **attrs)
{
	struct strings_read *r = arg;

	(void)attrs;
	if (r->skip > 0 || (r->in_item && strcmp(name, "rPh") == 0))
		r->skip++;
	else if (strcmp(name, "si") == 0)
		r->in_item = true;
	else if (r->in_item && strcmp(name, "t") == 0)
		xlsx_xml_want_text(r->xml, true);
}

static void strings_text(void *arg, const char *s, int len)
{
	struct strings_read *r = arg;

	if (r->out->text.len + (size_t)len >= XLSX_IN_MAX_SHARED)
		strings_fail(r);
	else
		buf_addn(&r->out->text, s, (size_t)len);
}

/* End the text that the last start begins, and begin the next. */
static void strings_end_item(struct strings_read *r)
{
	struct xlsx_strings *out = r->out;
	size_t start = out->start[out->n], len = out->text.len - start;

	if (len > 0)
		out->text.len = start + xlsx_unescape(out->text.data + start, len);
	if (out->text.len + 1 >= XLSX_IN_MAX_SHARED || out->n + 1 >= MAX_STRINGS) {
		strings_fail(r);
		return;
	}
	buf_addch(&out->text, '\0');
	out->n++;
	if (out->n == out->cap)
		out->start = mem_grow(out->start, &out->cap, out->n + 1, sizeof(*out->start));
	out->start[out->n] = (uint32_t)out->text.len;
	r->in_item = false;
}

static void strings_end(void *arg, const char *name)
{
	struct strings_read *r = arg;

	if (r->skip > 0) {
		r->skip--;
		return;
	}
	xlsx_xml_want_text(r->xml, false);
	if (r->in_item && strcmp(name, "si") == 0)
		strings_end_item(r);
}

static const struct xlsx_xml_handlers strings_handlers = {
	.start = strings_start, .end = strings_end, .text = strings_text};

enum status xlsx_strings_load(
	const struct xlsx_book *book, struct xlsx_strings *out, struct err *err)
{
	struct strings_read r = {.out = out, .file = source_name(xlsx_zip_source(book->zip))};
	enum status st;

	memset(out, 0, sizeof(*out));
	if (!book->strings_path)
		return ST_OK;
	out->start = mem_grow(NULL, &out->cap, 1, sizeof(*out->start));
	out->start[0] = 0;
	st = xlsx_xml_open(
		book->zip, book->strings_path, MAX_PART, &strings_handlers, &r, &r.xml, err);
	if (st == ST_OK)
		st = xlsx_xml_finish(r.xml, err);
	if (st == ST_NOT_FOUND) /* cells that need one will say so */
		st = ST_OK;
	if (st != ST_OK)
		xlsx_strings_release(out);
	return st;
}

void xlsx_strings_release(struct xlsx_strings *s)
{
	buf_release(&s->text);
	free(s->start);
	memset(s, 0, sizeof(*s));
}

const char *xlsx_strings_get(const struct xlsx_strings *s, size_t i, size_t *len)
{
	*len = s->start[i + 1] - s->start[i] - 1;
	return s->text.data + s->start[i];
}
