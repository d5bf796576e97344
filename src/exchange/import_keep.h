/* What a running import keeps of its rows: the counts and rows of its result, and the file of failed rows. */
#ifndef EXCHANGE_IMPORT_KEEP_H
#define EXCHANGE_IMPORT_KEEP_H

#include "domain/record.h"
#include "exchange/import.h"

struct import_run;

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
