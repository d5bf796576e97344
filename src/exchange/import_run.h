/* What the parts of a running import share. */
#ifndef EXCHANGE_IMPORT_RUN_H
#define EXCHANGE_IMPORT_RUN_H

#include "base/buf.h"
#include "domain/record.h"
#include "import_keep.h"
#include "import_name.h"

struct import_reject; /* of import_reject.c */
struct import_keys;   /* of import_key.c */
struct import_links;  /* of import_link.c */
struct import_parts;  /* of import_parts.c */
struct import_reader; /* of import_read.c */

/* What a text of a pick-list column came to, so that the list is looked through once per text. */
struct code_cache_entry {
	int field;
	char *text, *code; /* text NULL: free */
};

#define CODE_CACHE_SIZE 512

/* A column's target, as it is while the import runs. */
struct import_plan {
	int field;             /* also of a field that this import makes; -1 */
	enum date_order dates; /* of its cells */
};

struct import_run {
	struct import *imp;
	struct office *o;
	struct import_result *out;
	struct parse_options parse;
	struct import_reader *in;
	struct import_plan *plan; /* beside imp->columns */
	int *order; /* columns with a field in the order they are read: what others depend on comes first */
	int norder;
	int name_column, employer_column, job_column, outcome_column; /* -1 */
	enum name_order name_order;
	struct name_parts name; /* of the row */
	int at_column;          /* that is read: the one to blame */
	bool row_currency;      /* an amount of this row has named its currency */
	bool compares;          /* new rows are looked up for look-alikes */
	bool defers;            /* rows may name others of the file, or employers */
	bool wrote;             /* something in the office changed */
	int64_t first_new;      /* id of the first record that was made; 0 */
	struct code_cache_entry codes[CODE_CACHE_SIZE];
	struct import_keys *keys;
	struct import_links *links;
	struct import_parts *parts; /* NULL: no column is one */
	struct import_reject *reject;
	struct buf scratch;
	struct record blank; /* of every new row: its memory is used again */
};

/* import_read.c: the file's rows, with corrections. */
enum status import_table_open(struct import *imp, struct table_in **out, struct err *err);
enum status import_reader_open(struct import *imp, struct import_reader **out, struct err *err);
void import_reader_free(struct import_reader *r); /* NULL is fine */
enum status import_reader_next(struct import_reader *r, struct table_row *row, struct err *err);
int64_t import_reader_done(const struct import_reader *r);
int64_t import_reader_total(const struct import_reader *r);
/* What the rows so far leave out of the file (table_in.h); NULL: nothing. The caller frees it. */
char *import_reader_left_out(const struct import_reader *r);

/* import_fill.c: columns into fields. */
void import_fill_plan(struct import_run *run);
void import_fill_release(struct import_run *run);
/* The row's cells and the constants into r. run->at_column is the column to blame when that fails. */
enum status import_fill(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err);
/* The cell of a field as the value map has it; "" when no column gives it. */
const char *import_cell_of_field(
	const struct import_run *run, const struct table_row *row, int field);
/* What the value map makes of a text. */
const char *import_mapped(const struct import *imp, int field, const char *text);

/* import_fields.c: make the new custom fields; before import_fill_plan(). */
enum status import_fields_make(struct import_run *run, struct err *err);

/*
 * import_money.c: an amount's text without its currency, appended to out. The currency must be the record's; a new record
 * whose currency no column and no constant gives takes that one.
 */
enum status import_money(struct import_run *run, struct record *r, int field, const char *text,
	struct buf *out, struct err *err);

/* import_key.c: which record a row means. */
enum status import_keys_open(struct import_run *run, struct err *err);
void import_keys_free(struct import_run *run);
/* *id 0: none. *by_row: the row has no key, import_key_of_row() must say, of what it became. */
enum status import_key_find(struct import_run *run, const struct table_row *row, int64_t *id,
	bool *by_row, struct err *err);
enum status import_key_of_row(
	struct import_run *run, const struct record *r, int64_t *id, struct err *err);
/* The row that was asked for last has become a new record. */
void import_key_made(struct import_run *run, const struct table_row *row, int64_t id);

/* import_parts.c: contact points and addresses that come with a client's row. Leaves run->parts NULL when no column is a part. */
void import_parts_open(struct import_run *run);
void import_parts_free(struct import_run *run);
/*
 * The parts of a row, checked; what is wrong fails the row before anything is written. The first phone, e-mail and website of a
 * new client that has none go into its fields.
 */
enum status import_parts_read(
	struct import_run *run, struct record *r, const struct table_row *row, struct err *err);
/* r was there before: what it has already is left out, of the rest *detail gets lines and *changed is set. */
enum status import_parts_compare(struct import_run *run, const struct record *r, struct buf *detail,
	bool *changed, struct err *err);
/* The row's record is saved: its parts follow, some rows later. */
enum status import_parts_queue(struct import_run *run, const struct record *r, struct err *err);
enum status import_parts_flush(struct import_run *run, struct err *err);

/*
 * A cell may hold several: separated by a line break, ";" or ":::" (as Google writes them), and by "," where that is no part of
 * one. Appends part n, from 0; false when there are not so many. point: "phone", "email" ...
 */
bool import_part_of_cell(const char *cell, const char *point, int n, struct buf *out);

/* import_link.c: the id that text names for a link field of r; 0 with ST_OK when it waits for the other rows. */
void import_links_open(struct import_run *run);
void import_links_free(struct import_run *run);
enum status import_link(struct import_run *run, const struct record *r, int field, const char *text,
	int64_t *id, struct err *err);
/* A row begins and ends: the records that its links made go with it when it fails. */
enum status import_link_row_end(struct import_run *run, bool keep, struct err *err);
/* Links to rows of the same kind, and employers: after all rows. so_far is what the row counts as. */
void import_link_defer(struct import_run *run, const struct record *r, const struct table_row *row,
	enum import_outcome so_far);
enum status import_link_finish(struct import_run *run, struct job *job, struct err *err);

#endif
