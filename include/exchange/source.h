/*
 * Where the bytes of an import come from: a file, standard input, or memory. A pipe is copied to an
 * unlinked temporary file first, so that a source can be read several times (guess, dry run, run)
 * by readers that know nothing of each other.
 *
 * A source that is neither text nor an Excel workbook (.xlsx) is refused when it is opened: other spreadsheets, archives,
 * PDF, pictures, databases, with a sentence that says what it is and how to get a table out of it. What is accepted is
 * told by source_format(); readers of text refuse a workbook themselves.
 */
#ifndef EXCHANGE_SOURCE_H
#define EXCHANGE_SOURCE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "exchange/source_format.h"

struct source;

/*
 * path "-" is standard input. ST_IO when it cannot be read, ST_BAD_DATA when it is empty, a
 * directory or not text. Never open the program's own database this way. A named pipe can be opened once; when nobody
 * writes into it for five seconds, that is ST_BAD_DATA.
 */
enum status source_open(const char *path, struct source **out, struct err *err);
/* The same over an open descriptor, which is not closed; name is for messages. */
enum status source_open_fd(int fd, const char *name, struct source **out, struct err *err);
/* Over memory, which must outlive the source. The same checks. */
enum status source_open_memory(
	const void *data, size_t len, const char *name, struct source **out, struct err *err);
void source_free(struct source *s); /* s may be NULL */

const char *source_name(const struct source *s); /* as the user gave it; "standard input" for "-" */
uint64_t source_size(const struct source *s);
/* What it holds, from its bytes and never from its name. */
enum source_format source_format(const struct source *s);

/* Read up to len bytes at offset; *got 0 at the end. ST_IO also when the file became shorter since it was opened. */
enum status source_read(const struct source *s, uint64_t offset, void *data, size_t len,
	size_t *got, struct err *err);

/* Is the file still the one that was opened? ST_IO with a sentence when somebody wrote into it since. */
enum status source_check(const struct source *s, struct err *err);

#endif
