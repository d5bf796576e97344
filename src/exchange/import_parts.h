/* Contact points and addresses that come with a client's row. */
#ifndef EXCHANGE_IMPORT_PARTS_H
#define EXCHANGE_IMPORT_PARTS_H

#include "base/buf.h"
#include "base/err.h"
#include "domain/record.h"
#include "exchange/table_row.h"

struct import_run;
struct import_parts;

/* Leaves run->parts NULL when no column is a part. */
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

#endif
