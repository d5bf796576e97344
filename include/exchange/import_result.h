/* What an import did, or a dry run would do: counts, and the rows behind them. */
#ifndef EXCHANGE_IMPORT_RESULT_H
#define EXCHANGE_IMPORT_RESULT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "domain/kind.h"

/* Every row is one of the first five; one that resembles a client that is there is IMPORT_SIMILAR besides. */
enum import_outcome {
	IMPORT_CREATED,
	IMPORT_UPDATED,
	IMPORT_UNCHANGED,
	IMPORT_DUPLICATE, /* known, and only new ones were wanted; or similar, and those were to be left out */
	IMPORT_FAILED,
	IMPORT_SIMILAR,
	IMPORT_OUTCOMES
};

#define IMPORT_ROWS_KEPT 500 /* rows remembered behind each count */

struct import_row {
	int64_t line; /* table_row.line */
	char *what;   /* the record's title */
	char *detail; /* reason; or "Field: old → new" lines; of SIMILAR whom it resembles, and why; NULL */
	int64_t id; /* of UNCHANGED, DUPLICATE, UPDATED, SIMILAR: the record that was there; 0 */
	/* Of FAILED: */
	char **cells; /* as read, with corrections */
	int ncells;
	int column; /* whose cell is to blame; -1 when it is not one */
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
	size_t kept_bytes; /* of their texts; a few rows of megabytes are all that is kept */
	struct import_missing
		*missing; /* link texts that name nothing: created, or the reason of failed rows */
	int nmissing;
	int64_t created_others; /* records made because links and employers named them */
	bool not_compared;      /* look-alikes were not looked for, because of similar_limit */
	int64_t mixed_rows;     /* that look like UTF-8 in a file of another encoding */
	int64_t mixed_line;     /* of the first such row */
	char *left_out;         /* sentences about what the rows leave out of the file; NULL */
	int64_t seen_txn; /* the import in force of the same file (import_history.h); 0 none */
	int64_t seen_at;  /* UTC seconds */
	char seen_by[64]; /* who; "" unknown */
	int64_t txn;      /* the action; 0 for a dry run or when nothing changed */
	int64_t elapsed_ms;
};

void import_result_release(struct import_result *r);

/* Translated headings: "created", "failed" …; and a count with its word: "1 duplicate", "2 duplicates". */
const char *import_outcome_title(enum import_outcome outcome);
void import_outcome_count(enum import_outcome outcome, int64_t n, struct buf *out);

#endif
