/*
 * expat behind xlsx_xml.h. Namespaces are not resolved, which costs a fifth of the time: names are compared without their
 * prefixes, and workbooks have no two vocabularies that disagree about the few names that are read.
 */
#include "xlsx_xml.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"

#define CHUNK (64 * 1024)
#define MAX_DEPTH 256
#define MAX_TOKEN (4 * 1024 * 1024) /* bytes of a tag or comment; expat must hold it whole */

struct expat_library {
	__typeof__(&XML_ParserCreate) create;
	__typeof__(&XML_ParserFree) free;
	__typeof__(&XML_SetUserData) set_user_data;
	__typeof__(&XML_SetElementHandler) set_element_handler;
	__typeof__(&XML_SetCharacterDataHandler) set_text_handler;
	__typeof__(&XML_SetStartDoctypeDeclHandler) set_doctype_handler;
	__typeof__(&XML_GetBuffer) get_buffer;
	__typeof__(&XML_ParseBuffer) parse_buffer;
	__typeof__(&XML_StopParser) stop;
	__typeof__(&XML_ResumeParser) resume;
	__typeof__(&XML_GetCurrentByteIndex) byte_index;
};

struct xlsx_xml {
	struct expat_library lib;
	struct xlsx_zip *zip;
	struct xlsx_part *part;
	XML_Parser parser;
	const struct xlsx_xml_handlers *handlers;
	void *arg;
	int depth;
	uint64_t parsed; /* where expat last said to be */
	bool paused, at_end, garbled;
	enum status failed; /* ST_OK: not */
	struct err err;
};

static enum status expat_library_load(struct expat_library *lib, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"XML_ParserCreate", &lib->create},
		{"XML_ParserFree", &lib->free},
		{"XML_SetUserData", &lib->set_user_data},
		{"XML_SetElementHandler", &lib->set_element_handler},
		{"XML_SetCharacterDataHandler", &lib->set_text_handler},
		{"XML_SetStartDoctypeDeclHandler", &lib->set_doctype_handler},
		{"XML_GetBuffer", &lib->get_buffer},
		{"XML_ParseBuffer", &lib->parse_buffer},
		{"XML_StopParser", &lib->stop},
		{"XML_ResumeParser", &lib->resume},
		{"XML_GetCurrentByteIndex", &lib->byte_index},
	};

	return library_load(
		"libexpat.so.1", "libexpat1", symbols, sizeof(symbols) / sizeof(symbols[0]), err);
}

static const char *local_name(const char *name)
{
	for (const char *s = name; *s; s++)
		if (*s == ':')
			return s + 1;
	return name;
}

static void xlsx_xml_start(void *arg, const XML_Char *name, const XML_Char **attrs)
{
	struct xlsx_xml *x = arg;
	struct err err = ERR_INIT;

	if (x->failed != ST_OK)
		return;
	if (++x->depth > MAX_DEPTH) {
		err_set(&err, ST_BAD_DATA,
			_("%s: its part %s is nested more than %d deep, as no workbook is."),
			source_name(xlsx_zip_source(x->zip)), xlsx_part_path(x->part), MAX_DEPTH);
		xlsx_xml_fail(x, &err);
		return;
	}
	x->handlers->start(x->arg, local_name(name), (const char **)attrs);
}

static void xlsx_xml_end(void *arg, const XML_Char *name)
{
	struct xlsx_xml *x = arg;

	if (x->failed != ST_OK)
		return;
	x->depth--;
	x->handlers->end(x->arg, local_name(name));
}

static void xlsx_xml_text(void *arg, const XML_Char *s, int len)
{
	struct xlsx_xml *x = arg;

	if (x->failed == ST_OK)
		x->handlers->text(x->arg, s, len);
}

static void xlsx_xml_doctype(void *arg, const XML_Char *name, const XML_Char *sysid,
	const XML_Char *pubid, int has_internal)
{
	struct xlsx_xml *x = arg;
	struct err err = ERR_INIT;

	(void)name;
	(void)sysid;
	(void)pubid;
	(void)has_internal;
	err_set(&err, ST_BAD_DATA,
		_("%s: its part %s declares a document type, as no workbook does. The file may be "
		  "a trap."),
		source_name(xlsx_zip_source(x->zip)), xlsx_part_path(x->part));
	xlsx_xml_fail(x, &err);
}

enum status xlsx_xml_open(struct xlsx_zip *z, const char *path, uint64_t max,
	const struct xlsx_xml_handlers *handlers, void *arg, struct xlsx_xml **out, struct err *err)
{
	struct xlsx_xml *x = mem_alloc(sizeof(*x));
	enum status st = expat_library_load(&x->lib, err);

	if (st == ST_OK)
		st = xlsx_part_open(z, path, max, &x->part, err);
	if (st != ST_OK) {
		free(x);
		return st;
	}
	x->zip = z;
	x->handlers = handlers;
	x->arg = arg;
	x->err = (struct err)ERR_INIT;
	x->parser = x->lib.create(NULL);
	if (!x->parser)
		abort();
	x->lib.set_user_data(x->parser, x);
	x->lib.set_element_handler(x->parser, xlsx_xml_start, xlsx_xml_end);
	x->lib.set_doctype_handler(x->parser, xlsx_xml_doctype);
	*out = x;
	return ST_OK;
}

void xlsx_xml_free(struct xlsx_xml *x)
{
	if (!x)
		return;
	x->lib.free(x->parser);
	xlsx_part_close(x->part);
	free(x);
}

static void xlsx_xml_set_garbled(struct xlsx_xml *x)
{
	x->garbled = true;
	x->failed = err_set(&x->err, ST_BAD_DATA,
		_("%s is damaged: its part %s is garbled or breaks off. Fetch or save it once "
		  "more."),
		source_name(xlsx_zip_source(x->zip)), xlsx_part_path(x->part));
}

/*
 * Is what expat holds of an unfinished tag still within bounds? It gives no place while it waits for more of a long one.
 */
static bool xlsx_xml_token_is_sane(struct xlsx_xml *x)
{
	XML_Index at = x->lib.byte_index(x->parser);

	if (at >= 0)
		x->parsed = (uint64_t)at;
	return xlsx_part_done(x->part) < x->parsed + MAX_TOKEN;
}

/* Feed the next piece; what expat says of it. */
static enum XML_Status xlsx_xml_feed(struct xlsx_xml *x)
{
	void *data = x->lib.get_buffer(x->parser, CHUNK);
	size_t got = 0;

	if (!data)
		return XML_STATUS_ERROR;
	x->failed = xlsx_part_read(x->part, data, CHUNK, &got, &x->err);
	if (x->failed != ST_OK)
		return XML_STATUS_ERROR;
	x->at_end = got == 0;
	return x->lib.parse_buffer(x->parser, (int)got, x->at_end);
}

enum status xlsx_xml_run(struct xlsx_xml *x, struct err *err)
{
	while (x->failed == ST_OK) {
		enum XML_Status said;

		if (x->paused) {
			x->paused = false;
			said = x->lib.resume(x->parser);
		} else if (x->at_end) {
			return ST_NOT_FOUND;
		} else {
			said = xlsx_xml_feed(x);
		}
		if (x->failed != ST_OK)
			break;
		if (said == XML_STATUS_SUSPENDED)
			return ST_OK;
		if (said != XML_STATUS_OK || !xlsx_xml_token_is_sane(x))
			xlsx_xml_set_garbled(x);
	}
	if (err)
		*err = x->err;
	return x->failed;
}

enum status xlsx_xml_finish(struct xlsx_xml *x, struct err *err)
{
	enum status st;

	do
		st = xlsx_xml_run(x, err);
	while (st == ST_OK);
	xlsx_xml_free(x);
	return st == ST_NOT_FOUND ? ST_OK : st;
}

bool xlsx_xml_is_garbled(const struct xlsx_xml *x)
{
	return x->garbled;
}

void xlsx_xml_pause(struct xlsx_xml *x)
{
	x->paused = x->lib.stop(x->parser, XML_TRUE) == XML_STATUS_OK;
}

void xlsx_xml_fail(struct xlsx_xml *x, const struct err *err)
{
	if (x->failed != ST_OK)
		return;
	x->failed = err->status;
	x->err = *err;
	x->lib.stop(x->parser, XML_FALSE);
}

void xlsx_xml_want_text(struct xlsx_xml *x, bool wanted)
{
	x->lib.set_text_handler(x->parser, wanted ? xlsx_xml_text : NULL);
}

int xlsx_xml_progress(const struct xlsx_xml *x)
{
	uint64_t size = xlsx_part_size(x->part), done = xlsx_part_done(x->part);

	if (done >= size)
		return 1000000;
	return (int)((double)done / (double)size * 1e6);
}

const char *xlsx_attr(const char **attrs, const char *name)
{
	for (; attrs[0]; attrs += 2)
		if (strcmp(local_name(attrs[0]), name) == 0)
			return attrs[1];
	return NULL;
}

bool xlsx_is_true(const char *value)
{
	return value &&
	       (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}
