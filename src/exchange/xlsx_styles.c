/* Cell formats (ECMA-376 part 1, 18.8): of all that they hold only what their number format shows. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "xlsx_tables.h"
#include "xlsx_xml.h"

#define MAX_PART (64 * 1024 * 1024)
#define MAX_STYLES 1000000
#define BUILTIN_IDS 164  /* of number formats without a code; all others are plain numbers */
#define FORMAT_IDS 65536 /* ids of number formats that are told apart */

struct styles_read {
	struct xlsx_styles *out;
	struct xlsx_xml *xml;
	uint8_t looks[FORMAT_IDS]; /* of the number formats */
	bool in_cell_formats;
};

static void styles_start(void *arg, const char *name, const char **attrs)
{
	struct styles_read *r = arg;
	const char *text = xlsx_attr(attrs, "numFmtId"), *code;
	unsigned long id = text ? strtoul(text, NULL, 10) : 0;

	if (strcmp(name, "cellXfs") == 0) {
		r->in_cell_formats = true;
	} else if (strcmp(name, "numFmt") == 0) {
		code = xlsx_attr(attrs, "formatCode");
		if (code && id < FORMAT_IDS)
			r->looks[id] = (uint8_t)xlsx_look_of_code(code);
	} else if (r->in_cell_formats && strcmp(name, "xf") == 0 && r->out->n < MAX_STYLES) {
		if (r->out->n == r->out->cap)
			r->out->looks = mem_grow(r->out->looks, &r->out->cap, r->out->n + 1, 1);
		r->out->looks[r->out->n++] = id < FORMAT_IDS ? r->looks[id] : XLSX_LOOK_NUMBER;
	}
}

static void styles_end(void *arg, const char *name)
{
	struct styles_read *r = arg;

	if (r->in_cell_formats && strcmp(name, "cellXfs") == 0)
		r->in_cell_formats = false;
}

static const struct xlsx_xml_handlers styles_handlers = {.start = styles_start, .end = styles_end};

enum status xlsx_styles_load(const struct xlsx_book *book, struct xlsx_styles *out, struct err *err)
{
	struct styles_read *r;
	enum status st;

	memset(out, 0, sizeof(*out));
	if (!book->styles_path)
		return ST_OK;
	r = mem_alloc(sizeof(*r));
	r->out = out;
	for (unsigned id = 0; id < BUILTIN_IDS; id++)
		r->looks[id] = (uint8_t)xlsx_look_of_builtin(id);
	st = xlsx_xml_open(
		book->zip, book->styles_path, MAX_PART, &styles_handlers, r, &r->xml, err);
	if (st == ST_OK)
		st = xlsx_xml_finish(r->xml, err);
	free(r);
	if (st != ST_OK)
		xlsx_styles_release(out);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

void xlsx_styles_release(struct xlsx_styles *s)
{
	free(s->looks);
	memset(s, 0, sizeof(*s));
}
