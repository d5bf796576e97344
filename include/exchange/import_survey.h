/*
 * Texts of a file that name nothing yet: records that links mean, choices, entries of lists. They are shown before an import
 * runs, so that each can be given a meaning (import_set_value()) or be made (import_set_create()).
 */
#ifndef EXCHANGE_IMPORT_SURVEY_H
#define EXCHANGE_IMPORT_SURVEY_H

#include "exchange/import.h"

enum import_unknown_kind {
	UNKNOWN_LINK,   /* no such record: its rows fail unless it is made or means another one */
	UNKNOWN_CHOICE, /* not one of the fixed choices: its rows fail */
	UNKNOWN_ENTRY,  /* not in the office's list: becomes a new entry of it */
};

struct import_unknown {
	int field;
	enum import_unknown_kind kind;
	char *text;   /* as in the file, or as the constant has it */
	int64_t rows; /* that have it */
};

#define IMPORT_SURVEY_TEXTS 1000 /* different texts looked at in one field */

struct import_survey {
	struct import_unknown *unknown; /* by field, then by rows, most first */
	int n;
	bool cut; /* a field had more texts than are looked at */
};

/*
 * Read the whole file and look every such text up. The value map is not applied, so that what was decided stays in sight.
 * job (may be NULL) gets bytes read of the file's size and may cancel (ST_CANCELLED). ST_BAD_DATA where the file cannot be
 * read further. Release with import_survey_release(). Memory is that of the different texts and, when records of the file
 * name each other (parents), of its titles.
 */
enum status import_survey(struct import *imp, struct office *o, struct job *job,
	struct import_survey *out, struct err *err);
void import_survey_release(struct import_survey *s);

#endif
