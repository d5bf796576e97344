/*
 * What the columns of a known kind of file become, as text: the maps that the program brings along (data/import/) and the mappings
 * that an office has saved (import_profile.h) are written in the same words.
 *
 *     [map]
 *     name = Google Contacts           what people read
 *     records = person                 client, company, person, deal ... : what a row becomes
 *     mode = both                      add, update, both               these and the following may be left out
 *     match = email                    as import_set_match() reads it
 *     encoding, delimiter, decimal, dates, header, create_missing, erase_empty
 *     [known by]                       a file is such a one when it has all headers of one line
 *     First Name | Given Name; E-mail 1 - Value
 *     [columns]                        HEADER | OTHER HEADER = TARGET * FACTOR (import_target.h); no target: left out
 *     Organization Name | Organization 1 - Name = employer
 *     [constants]                      FIELD = TEXT
 *     [values]                         FIELD: TEXT IN THE FILE = MEANING; "@make" makes the record that the text names
 *     status: * Won = won
 *
 * Lines that begin with # are remarks. A backslash stands before | = ; : * # and \ that are meant as they are; \n is a new line.
 * Headers are compared folded (fold_same()).
 */
#ifndef EXCHANGE_IMPORT_MAPPING_H
#define EXCHANGE_IMPORT_MAPPING_H

#include "exchange/import.h"

struct mapping_texts {
	char **items;
	int n;
};

struct mapping_column {
	struct mapping_texts headers; /* at least one */
	char *target;                 /* "": left out */
	int64_t factor;
	int line; /* in the text, for messages */
};

struct mapping_entry {
	char *field, *from; /* from NULL: a constant */
	char *to;
	int line;
};

enum mapping_option {
	MAPPING_NAME,
	MAPPING_RECORDS,
	MAPPING_MODE,
	MAPPING_MATCH,
	MAPPING_ENCODING,
	MAPPING_DELIMITER,
	MAPPING_DECIMAL,
	MAPPING_DATES,
	MAPPING_HEADER,
	MAPPING_CREATE_MISSING,
	MAPPING_ERASE_EMPTY,
	MAPPING_OPTIONS
};

struct import_mapping {
	char *options[MAPPING_OPTIONS]; /* NULL: not said; name and records always are */
	struct mapping_known {
		struct mapping_texts *headers; /* each: one header with its other names */
		int n;
	} * known;
	int nknown;
	struct mapping_column *columns;
	int ncolumns;
	struct mapping_entry *entries; /* constants and values */
	int nentries;
};

/* Read it. where is for messages: "WHERE, line L: ..." ; ST_BAD_DATA. Release with import_mapping_release(), after a failure too. */
enum status import_mapping_parse(
	const char *text, const char *where, struct import_mapping *out, struct err *err);
void import_mapping_release(struct import_mapping *m);

/* Write what is decided about imp, in the words above. name and records as they shall be called. */
void import_mapping_write(struct import *imp, struct office *o, const char *name,
	const char *records, struct buf *out);

/* Has the file all headers of one "known by" line? */
bool import_mapping_knows(const struct import_mapping *m, const struct import *imp);
/* Of the headers that have a target, how many of a hundred the file has; 100 when all. */
int import_mapping_share(const struct import_mapping *m, const struct import *imp);

/*
 * Decide about imp as m says. Columns that m does not name are left out when strict, else they keep their guess; constants and
 * values that were set are forgotten. ST_BAD_DATA ("WHERE, line L: ...") when m names what the kind does not have.
 */
enum status import_mapping_apply(const struct import_mapping *m, const char *where, bool strict,
	struct import *imp, struct office *o, struct err *err);

#endif
