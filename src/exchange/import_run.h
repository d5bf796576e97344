/* What the parts of a running import share. */
#ifndef EXCHANGE_IMPORT_RUN_H
#define EXCHANGE_IMPORT_RUN_H

#include "base/buf.h"
#include "domain/record.h"
#include "exchange/import.h"
#include "import_name.h"
#include "import_parts.h"

struct import_reject; /* of import_reject.c */
struct import_keys;   /* of import_key.c */
struct import_links;  /* of import_link.c */
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
enum status import_keys_open(struct import_run *run, int64_t expected, struct err *err);
void import_keys_free(struct import_run *run);
/* *id 0: none. *by_row: the row has no key, import_key_of_row() must say, of what it became. */
enum status import_key_find(struct import_run *run, const struct table_row *row, int64_t *id,
	bool *by_row, struct err *err);
enum status import_key_of_row(
	struct import_run *run, const struct record *r, int64_t *id, struct err *err);
/* The row that was asked for last has become a new record. */
void import_key_made(struct import_run *run, const struct table_row *row, int64_t id);

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

/* import_result.c */
struct import_row *import_keep(struct import_run *run, enum import_outcome outcome, int64_t line,
	const char *what, const char *detail, int64_t id); /* NULL: only counted */
void import_keep_failed(
	struct import_run *run, const struct table_row *row, const char *what, const char *reason);
/* A row that was kept counts as something else after all. */
void import_keep_instead(struct import_run *run, enum import_outcome before,
	enum import_outcome after, int64_t line, const char *what, const char *detail, int64_t id);
void import_keep_cells(struct import_row *kept, const struct table_row *row);
void import_count_missing(struct import_run *run, enum kind_id kind, const char *text);
/* "Phone: +7 1 → +7 2" lines. */
void import_describe(struct import_run *run, const struct record *r, struct buf *b);

/* import_history.c: fill seen_... of the result when a file with the same bytes was imported before and that is not undone. */
enum status import_history_look(struct import_run *run, struct err *err);
/* In the open action, when all else is written: save the mapping and note the import. reject_path: of failed rows; NULL. */
enum status import_history_note(struct import_run *run, const char *reject_path, struct err *err);

/* import_reject.c: failed rows in the source's own form. */
enum status import_reject_open(
	struct import_run *run, const char *path, bool force, struct err *err);
void import_reject_row(struct import_run *run, const struct table_row *row, const char *reason);
/* keep: it is written when it has rows, and then on the disk. Closed already is fine. */
enum status import_reject_close(struct import_run *run, bool keep, struct err *err);

#endif
