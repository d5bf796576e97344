/* An import in the words of the command line: --map, --values, --match, --sheet. */
#ifndef EXCHANGE_IMPORT_WORDS_H
#define EXCHANGE_IMPORT_WORDS_H

#include "exchange/import.h"

/*
 * map: "name=account,phone.2=mobile,revenue=revenue*1000000,pipeline==Hardware,notes=" (TARGET=COLUMN[*FACTOR], FIELD==CONSTANT,
 * TARGET= for nothing; import_target.h); unnamed columns keep their guess. values: lines "field: from = to". ST_USAGE, and for
 * values ST_BAD_DATA with the line.
 */
enum status import_map(struct import *imp, struct office *o, const char *map, struct err *err);
enum status import_values(struct import *imp, struct office *o, const char *text, struct err *err);
/* The column of that header (folded), or number from 1; -1. */
int import_column_by_header(const struct import *imp, const char *name);
/* "external_id", "id", "row", "none" … */
enum status import_set_match(
	struct import *imp, struct office *o, const char *name, struct err *err);
/* What import_set_match() reads, and what people read. */
const char *import_match_name(const struct import *imp, struct office *o);
const char *import_match_title(const struct import *imp, struct office *o);
/* A sheet by name (folded) or number from 1; import_reread() is called. ST_USAGE names the sheets that there are. */
enum status import_set_sheet(
	struct import *imp, struct office *o, const char *text, struct err *err);

#endif
