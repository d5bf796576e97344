/* The documents that print.c puts on paper. */
#ifndef EXCHANGE_PRINT_PARTS_H
#define EXCHANGE_PRINT_PARTS_H

#include "domain/record.h"
#include "exchange/print.h"

/* How a list prints a field: an amount in another currency than the office's names it. */
void print_value(struct office *o, const struct record *r, int field, struct buf *b);
enum pdf_column_type print_column_type(const struct field *f);
const char *print_field_title(const struct field *f); /* in the user's language */
/* "02.03.2026 10:00" */
void print_stamp(struct office *o, char *out, size_t size);

/* A record: title into *title (the caller frees) before the pages are made. */
enum status print_card_title(
	struct office *o, enum kind_id kind, int64_t id, char **title, struct err *err);
enum status print_card(struct office *o, const struct print_request *req, struct pdf_flow *f,
	struct job *job, struct err *err);
enum status print_list(struct office *o, const struct print_request *req, struct pdf_flow *f,
	struct job *job, struct print_result *out, struct err *err);

#endif
