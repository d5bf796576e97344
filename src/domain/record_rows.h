/* Many new records of one kind on their way into their table (store/bulk.h). */
#ifndef DOMAIN_RECORD_ROWS_H
#define DOMAIN_RECORD_ROWS_H

#include "domain/record.h"
#include "store/bulk.h"

struct record_rows;

/* bulk and the office's field tables outlive it. */
struct record_rows *record_rows_new(const struct kind *k, struct bulk *bulk);
void record_rows_free(struct record_rows *rows); /* NULL is fine */
/* As record_sql_insert(): r gets its id at once, its row a little later. */
enum status record_rows_add(
	struct record_rows *rows, struct office *o, struct record *r, struct err *err);

#endif
