/* What the parts of an import share about targets (import_target.h). */
#ifndef EXCHANGE_IMPORT_TARGET_PRIVATE_H
#define EXCHANGE_IMPORT_TARGET_PRIVATE_H

#include "exchange/import.h"

/* import_target.c: the target that is exactly called so; fields of the table are not looked at. */
bool import_target_is_name(const struct kind *k, const char *name, struct import_target *out);
/* The field of the client that holds the first one of a kind of contact point; -1 when there is none. */
int import_point_field(const char *point);
/* Contact point `number` of a kind; the first phone, e-mail and website are fields. point is a constant. */
struct import_target import_target_point(const char *point, int number);

/* import_guess.c: all columns, what is not decided yet (TARGET_NONE) of them. */
void import_guess_targets(struct import *imp, struct office *o);
/* What the sample's cells look like, for formats that csv_sniff.h does not know: fills imp->sniff. */
void import_guess_looks(struct import *imp);
/* What tells records apart when nothing else was said. */
int import_guess_match(const struct import *imp, struct office *o);
/* Does a column, or a constant, give the field? */
bool import_gives(const struct import *imp, int field);
/* The column that becomes t; -1. */
int import_column_of(const struct import *imp, const struct import_target *t);

#endif
