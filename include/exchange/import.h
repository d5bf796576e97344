/*
 * Import of a table file (table_in.h) into one record kind: guess, map, dry run, run. The dry run is the real run, rolled back
 * at the end, so its counts are exact. A run is one action: undo takes it back whole. One row's error never stops it. The same
 * file a second time changes nothing.
 *
 *     import_new(o, KIND_CLIENT, "company", "accounts.csv", &imp, &err);   guesses format, dialect and columns
 *     ... change imp->sniff.dialect, imp->sheet (then import_reread()), columns, constants, values, mode ...
 *     import_run(imp, o, dry, NULL, false, job, &result, &err);            import_result.h
 */
#ifndef EXCHANGE_IMPORT_H
#define EXCHANGE_IMPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/job.h"
#include "domain/office.h"
#include "exchange/csv_sniff.h"
#include "exchange/import_result.h"
#include "exchange/import_target.h"
#include "exchange/table_in.h"

enum import_mode { IMPORT_ADD, IMPORT_UPDATE, IMPORT_BOTH };

/*
 * match_field: what tells that a row's record is known. Names are compared with the city, phones by digits, phones and e-mails
 * of a client also among its contact points. A row whose cell is empty is matched by name and city, or as IMPORT_MATCH_ROW.
 */
#define IMPORT_MATCH_NONE (-1) /* every row is new */
#define IMPORT_MATCH_ID (-2)   /* the column that is the id */
#define IMPORT_MATCH_ROW (-3)  /* a record that has everything the row says is that row's */
#define IMPORT_SAMPLE_ROWS 50

struct import_column {
	char *header;                /* as in the file, or "Column 3" */
	struct import_target target; /* change with import_set_target() */
	int64_t factor;              /* numbers are multiplied by it ("revenue in millions"); 1 */
	enum csv_kind kind;          /* what the sample's cells are */
	enum date_order dates;       /* of this column, as far as its cells tell */
	bool dates_sure;             /* only that order fits; else imp->dates is taken */
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

/* A cell that the person has set right: used in place of the file's. */
struct import_correction {
	int64_t line; /* of its row (table_row.line) */
	int column;
	char *text;
};

/* New rows that resemble a client that is there (domain/duplicates.h). Anything but OFF costs about a millisecond a new row. */
enum import_similar {
	SIMILAR_OFF,    /* do not look */
	SIMILAR_ADD,    /* tell (IMPORT_SIMILAR), and make it */
	SIMILAR_SKIP,   /* tell, and leave the row out */
	SIMILAR_UPDATE, /* tell, and take the row for that client's */
};

struct import {
	enum kind_id kind;
	const char *preset; /* "company"/"person" for clients; NULL */
	struct source *source;
	enum table_format format;
	char **sheets; /* of a workbook */
	int nsheets, sheet;
	struct csv_sniff
		sniff; /* sniff.dialect is what will be used; of a workbook only its has_header */
	enum date_order dates; /* of columns that do not tell; of all when dates_fixed */
	bool dates_fixed;      /* the person has chosen dates */
	char decimal;          /* '.' or ',', 0 guess each number */
	struct import_column *columns;
	int ncolumns;
	struct import_constant *constants;
	int nconstants;
	struct import_value *values;
	int nvalues;
	struct import_correction *corrections; /* by line and column */
	int ncorrections;
	enum import_mode mode;
	int match_field;     /* a field, or IMPORT_MATCH_... */
	bool create_missing; /* records that links name and that do not exist */
	bool erase_empty;    /* an empty cell empties the field of an existing record */
	enum import_similar similar;
	int64_t similar_limit; /* files of about more rows are not compared (result: not_compared); 0: any are */
	char *profile;  /* name of the mapping that was applied (import_profile.h); NULL; owned */
	char ***sample; /* nsample rows of ncolumns texts */
	int nsample;
	char sha256[65]; /* of the file; "" as long as nobody asked (import_history.h) */
	char *profile_as; /* what a real run saves its mapping as; NULL: as import_profile_save() calls it */
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
 * After sniff.dialect or sheet was changed: headers, sample and fault again, and the mapping of columns whose header is
 * another one. ST_BAD_DATA when there is nothing to read that way (imp->fault says so too).
 */
enum status import_reread(struct import *imp, struct office *o, struct err *err);
/* Dates and decimal as the file has them by now; dates_fixed is forgotten. */
void import_guess_formats(struct import *imp, struct office *o);

/* A column becomes t (copied); what only one column can fill is taken from the other one and from the constants. */
void import_set_target(struct import *imp, int column, const struct import_target *t);
/* The type that the sample of a column suggests for a new custom field: "text", "number", "money", "date", "bool". */
const char *import_guess_type(const struct import *imp, int column);
void import_set_constant(struct import *imp, int field, const char *text); /* NULL or "" removes */
/* to NULL and no create: forget what was said about it. */
void import_set_value(struct import *imp, int field, const char *from, const char *to);
void import_set_create(struct import *imp, int field, const char *from, bool create);
const struct import_value *import_value(
	const struct import *imp, int field, const char *from); /* NULL */
/* The cell is to be read as text; NULL: as it stands in the file. */
void import_correct(struct import *imp, int64_t line, int column, const char *text);
const char *import_corrected(const struct import *imp, int64_t line, int column); /* NULL */
/* A mapping problem that would fail every row ("Name is not mapped"); ST_OK when there is none. */
enum status import_check(const struct import *imp, struct office *o, struct err *err);

/*
 * Run. job (may be NULL) gets how much of the file is read and may cancel: then ST_CANCELLED and nothing happened.
 * reject_path (may be NULL): failed rows plus a reason column, written when there are any: of a delimited text in its own
 * encoding and delimiter, else as CSV in UTF-8.
 */
enum status import_run(struct import *imp, struct office *o, bool dry, const char *reject_path,
	bool force_reject, struct job *job, struct import_result *out, struct err *err);

#endif
