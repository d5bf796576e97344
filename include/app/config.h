/*
 * Reading kartoteka.ini. What iniparser 4.1 cannot be trusted with is looked at before it sees the text: size, charset, long
 * lines, byte order mark, and every line's form, so that one bad line costs that line and not the file.
 */
#ifndef APP_CONFIG_H
#define APP_CONFIG_H

#include <stdbool.h>

#include "app/options.h"
#include "base/buf.h"
#include "base/err.h"

/*
 * Read one file into o. A missing file is ST_OK unless required. What is wrong inside (bad lines, unknown options, bad
 * values) is appended to notes, one translated sentence a line ("FILE:LINE: ..."), and left out.
 */
enum status config_read(
	const char *path, bool required, struct options *o, struct buf *notes, struct err *err);

/* The part that needs no file: text of len bytes called name in the notes. */
enum status config_parse(const char *name, const char *text, size_t len, struct options *o,
	struct buf *notes, struct err *err);

#endif
