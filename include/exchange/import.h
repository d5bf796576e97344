/*
 * Import of a delimited file into one record kind: guess, map, dry run, run. The dry run is the real run, rolled back at the
 * end, so its counts are exact. A run is one action: undo takes it back whole. One row's error never stops it.
 *
 *     import_new(o, KIND_CLIENT, "accounts.csv", &imp, &err);   guesses dialect and columns
 *     ... change imp->dialect (then import_reread()), imp->columns, imp->constants, imp->mode ...
 *     import_run(imp, o, dry, NULL, false, job, &result, &err);
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/job.h"
#include "domain/office.h"
#include "exchange/csv_sniff.h"

enum import_mode { IMPORT_ADD, IMPORT_UPDATE, IMPORT_BOTH };

#define IMPORT_IGNORE (-1)
#define IMPORT_MATCH_NONE (-1)
#define IMPORT_MATCH_ID (-2)
#define IMPORT_SAMPLE_ROWS 50

struct import_column {
	char *header;   /* as in the file, or "Column 3" */
	int field;      /* index in the kind's field table, or IMPORT_IGNORE */
	int64_t factor; /* numbers are multiplied by it ("revenue in millions"); 1 */
	bool is_id;     /* the program's own id, for matching */
};

struct import_constant {
	int field;
	char *text;
};

/* "in column's field, text `from` means `to`", both as people write them; or: make the record that `from` names. */
struct import_value {
	int field;
	char *from, *to; /* to "": take the cell as empty; NULL: as it stands */
	bool create;
};

struct import {
	enum kind_id kind;
	const char *preset; /* "company"/"person" for clients; NULL */
	struct source *source;
	struct csv_sniff sniff; /* sniff.dialect is what will be used */
	enum date_order dates;
	char decimal; /* '.' or ',', 0 guess each number */
	struct import_column *columns;
	int ncolumns;
	struct import_constant *constants;
	int nconstants;
	struct import_value *values;
	int nvalues;
	enum import_mode mode;
	int match_field;     /* IMPORT_MATCH_NONE, IMPORT_MATCH_ID or a field */
	bool create_missing; /* records that links name and that do not exist */
	bool erase_empty;    /* an empty cell empties the field of an existing record */
	char ***sample;      /* nsample rows of ncolumns texts */
	int nsample;
	char *fault; /* why the rows behind the sample cannot be read, with line and column; NULL */
};

/* Guess everything. The source stays open for the life of the import. */
enum status import_new(struct office *o, enum kind_id kind, const char *preset, const char *path,
	struct import **out, struct err *err);
/* The same, but a file whose rows cannot be read as guessed is opened too: imp->fault says why, and another dialect may do. */
enum status import_open(struct office *o, enum kind_id kind, const char *preset, const char *path,
	struct import **out, struct err *err);
void import_free(struct import *imp);
/*
 * After sniff.dialect was changed: headers, sample and fault again, and the mapping of columns whose header is another one.
 * ST_BAD_DATA when there is nothing to read that way (imp->fault says so too).
 */
enum status import_reread(struct import *imp, struct office *o, struct err *err);
/* Dates and decimal as sniff has them by now. */
void import_guess_formats(struct import *imp, struct office *o);

/*
 * The command line's words. map: "name=account,revenue=revenue*1000000,pipeline==Hardware,notes=" (FIELD=COLUMN[*FACTOR],
 * FIELD==CONSTANT, FIELD= for nothing); unnamed columns keep their guess. values: lines "field: from = to".
 */
enum status import_map(struct import *imp, struct office *o, const char *map, struct err *err);
enum status import_values(struct import *imp, struct office *o, const char *text, struct err *err);
void import_set_constant(struct import *imp, int field, const char *text); /* NULL or "" removes */
/* to NULL and no create: forget what was said about it. */
void import_set_value(struct import *imp, int field, const char *from, const char *to);
void import_set_create(struct import *imp, int field, const char *from, bool create);
const struct import_value *import_value(
	const struct import *imp, int field, const char *from); /* NULL */
/* May a file set this field? */
bool import_is_settable(const struct field *f);
/* "external_id", "id", "none" … */
enum status import_set_match(
	struct import *imp, struct office *o, const char *name, struct err *err);
/* A mapping problem that would fail every row ("Name is not mapped"); ST_OK when there is none. */
enum status import_check(const struct import *imp, struct office *o, struct err *err);

enum import_outcome {
	IMPORT_CREATED,
	IMPORT_UPDATED,
	IMPORT_UNCHANGED,
	IMPORT_DUPLICATE,
	IMPORT_FAILED,
	IMPORT_OUTCOMES
};

#define IMPORT_ROWS_KEPT 500 /* rows remembered behind each count */

struct import_row {
	int64_t line;
	char *what;   /* the record's title */
	char *detail; /* reason, or "Field: old → new" lines; NULL */
};

struct import_missing {
	enum kind_id kind;
	char *text;
	int64_t rows; /* that name it */
};

struct import_result {
	bool dry;
	int64_t rows, counts[IMPORT_OUTCOMES];
	struct import_row *kept[IMPORT_OUTCOMES];
	int nkept[IMPORT_OUTCOMES];
	struct import_missing
		*missing; /* link texts that name nothing: created, or the reason of failed rows */
	int nmissing;
	int64_t created_others; /* records made because links named them */
	int64_t txn;            /* the action; 0 for a dry run or when nothing changed */
	int64_t elapsed_ms;
};

/*
 * Run. job (may be NULL) gets bytes read of the file's size and may cancel: then ST_CANCELLED and nothing happened.
 * reject_path (may be NULL): failed rows in the source's own encoding and columns plus a reason column, written when there are any.
 */
enum status import_run(struct import *imp, struct office *o, bool dry, const char *reject_path,
	bool force_reject, struct job *job, struct import_result *out, struct err *err);
void import_result_release(struct import_result *r);

/* Translated names for counts: "created", "failed" … */
const char *import_outcome_title(enum import_outcome outcome);

#endif
