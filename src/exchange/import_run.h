/* What the parts of a running import share. */
#ifndef EXCHANGE_IMPORT_RUN_H
#define EXCHANGE_IMPORT_RUN_H

#include "base/buf.h"
#include "domain/record.h"
#include "exchange/import.h"
#include "import_match.h"

struct import_reject; /* of import_reject.c */

struct link_cache_entry {
	enum kind_id kind;
	int64_t scope; /* the pipeline, for stages */
	char *text;
	int64_t id; /* 0: there is none */
};

#define LINK_CACHE_SIZE 4096

/* What a text of a pick-list column came to, so that the list is looked through once per text. */
struct code_cache_entry {
	int field;
	char *text, *code; /* text NULL: free */
};

#define CODE_CACHE_SIZE 512

/* A link from a row to a row of the same kind that may come later in the file. */
struct deferred_link {
	int64_t id, line;
	int field;
	char *text;
	bool unchanged; /* nothing else changes: the row counts as unchanged so far */
};

/* A row that is in, but for a link: the reason, for the reject file. */
struct late_failure {
	int64_t line;
	char *reason;
};

struct import_run {
	struct import *imp;
	struct office *o;
	struct import_result *out;
	struct parse_options parse;
	struct table_in *in;
	struct import_match *match;
	struct link_cache_entry cache[LINK_CACHE_SIZE];
	struct code_cache_entry codes[CODE_CACHE_SIZE];
	struct deferred_link *deferred;
	size_t ndeferred, cap_deferred;
	struct late_failure *late;
	size_t nlate, cap_late;
	int *order; /* mapped columns in the order they are read: what others depend on comes first */
	int norder;
	struct import_reject *reject;
	struct buf text;     /* scratch */
	struct record blank; /* of every new row: its memory is used again */
};

/* import.c: a reader as the import has it now. */
enum status import_table_open(struct import *imp, struct table_in **out, struct err *err);

/* import_link.c: the id that text names for a link field of r; 0 with ST_OK when it is deferred. */
enum status import_link(struct import_run *run, const struct record *r, int field, const char *text,
	int64_t *id, struct err *err);
void import_link_defer(struct import_run *run, int64_t id, int64_t line, int field,
	const char *text, bool unchanged);
/* After all rows: links to rows of the same file. */
enum status import_link_finish(struct import_run *run, struct job *job, struct err *err);
void import_link_release(struct import_run *run);

/* import_result.c */
void import_keep(struct import_run *run, enum import_outcome outcome, int64_t line,
	const char *what, const char *detail);
/* A row that was kept as unchanged is updated after all. */
void import_keep_updated(
	struct import_run *run, int64_t line, const char *what, const char *detail);
void import_count_missing(struct import_run *run, enum kind_id kind, const char *text);

/* import_run.c: "Phone: +7 1 → +7 2" lines. */
void import_describe(struct import_run *run, const struct record *r, struct buf *b);

/* import_reject.c: failed rows in the source's own form. */
enum status import_reject_open(
	struct import_run *run, const char *path, bool force, struct err *err);
void import_reject_row(struct import_run *run, const struct table_row *row, const char *reason);
/* The rows whose links failed when all had been read: the file is read once more for them. */
enum status import_reject_late(struct import_run *run, struct err *err);
/* keep: it is written when it has rows, and then on the disk. Closed already is fine. */
enum status import_reject_close(struct import_run *run, bool keep, struct err *err);

#endif
