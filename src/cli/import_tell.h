/* What an import did, in words and as JSON. */
#ifndef CLI_IMPORT_TELL_H
#define CLI_IMPORT_TELL_H

#include "base/buf.h"
#include "exchange/import.h"
#include "exchange/json_out.h"

/* Append how the file was read, the counts, the first failed rows, the missing names, and how to take it back. */
void import_tell(const struct import *imp, struct office *o, const struct import_result *r,
	const char *reject, struct buf *b);

void import_tell_json(const struct import_result *r, struct json_out *j);

#endif
