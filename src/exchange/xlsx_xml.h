/*
 * One part of a workbook as a stream of elements, within limits: expat is fed pieces and can be paused by a handler. Names are
 * given without their namespace's prefix, so that the strict and the transitional form of the format look the same.
 * A document type declaration is refused, and with it every entity that could be declared.
 */
#ifndef EXCHANGE_XLSX_XML_H
#define EXCHANGE_XLSX_XML_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "xlsx_zip.h"

struct xlsx_xml;

struct xlsx_xml_handlers {
	/* attrs: name, value, name, value, ..., NULL; names with their prefix */
	void (*start)(void *arg, const char *name, const char **attrs);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, const char *s, int len); /* only while it is wanted */
};

/* Open a part and its parser. handlers is borrowed. Status as xlsx_part_open(); also ST_IO when expat is not installed. */
enum status xlsx_xml_open(struct xlsx_zip *z, const char *path, uint64_t max,
	const struct xlsx_xml_handlers *handlers, void *arg, struct xlsx_xml **out,
	struct err *err);
void xlsx_xml_free(struct xlsx_xml *x); /* NULL is fine */

/*
 * Go on until a handler pauses (ST_OK) or the part ends (ST_NOT_FOUND). ST_BAD_DATA and the like when it is damaged or a handler
 * failed, again on every later call.
 */
enum status xlsx_xml_run(struct xlsx_xml *x, struct err *err);
/* Read what is left of the part and free x: ST_OK at its end. */
enum status xlsx_xml_finish(struct xlsx_xml *x, struct err *err);
/* Did it stop because the part is no well-formed XML? */
bool xlsx_xml_is_garbled(const struct xlsx_xml *x);

/* For handlers: that of an end may pause, all may fail (err is copied). */
void xlsx_xml_pause(struct xlsx_xml *x);
void xlsx_xml_fail(struct xlsx_xml *x, const struct err *err);
void xlsx_xml_want_text(struct xlsx_xml *x, bool wanted);

/* How much of the part was read, in parts of a million. */
int xlsx_xml_progress(const struct xlsx_xml *x);

/* The value of an attribute, whatever its prefix; NULL when it is not there. */
const char *xlsx_attr(const char **attrs, const char *name);
/* Is it "1", "true" or "on"? NULL is not. */
bool xlsx_is_true(const char *value);

#endif
