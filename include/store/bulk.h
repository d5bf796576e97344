/*
 * Many rows in one write transaction. Dropping the secondary indexes and making them again at the end is four times cheaper
 * than keeping them when the new rows are more than about a fifth of the table (speed.md section 1).
 */
#ifndef STORE_BULK_H
#define STORE_BULK_H

#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

struct bulk;

/*
 * Inside a write transaction. expected_rows decides whether bulk_columns() drops the indexes of table that these columns fill;
 * unique ones stay. Until bulk_end() nothing should look rows of table up by other columns than id: it would read the whole table.
 */
enum status bulk_begin(struct db *db, const char *table, int64_t expected_rows, struct bulk **out,
	struct err *err);
/* The same for rows that stay and only get another value in one column: indexes without that column are left alone. */
enum status bulk_begin_column(struct db *db, const char *table, const char *column,
	int64_t expected_rows, struct bulk **out, struct err *err);

/*
 * Rows of the table, much cheaper than an INSERT each: they are put in many at a time, by a thread of their own while the caller
 * makes the next ones. Any other statement on the connection waits until they are in. A row is: its values, then bulk_add();
 * nothing else on the connection in between.
 */

/* The columns of the rows that follow, id not among them; columns that get no value are NULL. The names outlive b. */
enum status bulk_columns(struct bulk *b, const char *const *names, int n, struct err *err);
void bulk_int(struct bulk *b, int column, int64_t v);
void bulk_text(struct bulk *b, int column, const char *s); /* copied */
/* The row is complete; *id is what it will have. A failure may be that of an earlier row: then nothing more is taken. */
enum status bulk_add(struct bulk *b, int64_t *id, struct err *err);

/* A row that came in by bulk_add() has got other texts meanwhile: what was made of the search index is not used. */
void bulk_changed(struct bulk *b);

/* Make the indexes again; index the search text of ids first..last of table (0,0: none). Frees b. */
enum status bulk_end(struct bulk *b, int64_t first_id, int64_t last_id, struct err *err);
/* After a failure, before tx_rollback(): frees b, touches nothing. */
void bulk_abandon(struct bulk *b);

#endif
