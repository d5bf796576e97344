/* The options that say how a delimited file is written: shared by import, export and report. */
#ifndef CLI_DIALECT_H
#define CLI_DIALECT_H

#include "exchange/charset.h"
#include "exchange/vcard_out.h"
#include "session.h"

extern const char dialect_help_encoding[], dialect_help_delimiter[], dialect_help_decimal[];

/* Each leaves its result alone and is ST_OK when the option was not given; ST_USAGE names what there is. */
enum status dialect_encoding(
	const struct session *s, enum charset *out, bool *given, struct err *err);
enum status dialect_delimiter(const struct session *s, char *out, struct err *err);
enum status dialect_decimal(const struct session *s, char *out, struct err *err);
/* --vcard: a version */
enum status dialect_vcard(const struct session *s, enum vcard_version *out, struct err *err);

#endif
