/* The SQL of lists: one page is a few index ranges ("spans"), read one after another until the page is full. */
#ifndef DOMAIN_LIST_SQL_H
#define DOMAIN_LIST_SQL_H

#include <stdbool.h>

#include "base/buf.h"
#include "domain/filter.h"
#include "domain/kind.h"

#define LIST_EXPR_SIZE 2048

/* What orders a list: an expression over the alias t, whose rows without a value come last in either direction. */
struct list_key {
	char expr[LIST_EXPR_SIZE];
	bool is_text;  /* compared as text (dates are ISO text), else as a number */
	bool nullable; /* there can be rows without a value: the field is not required */
	bool by_name;  /* the sort key, made from the title */
	bool indexed;  /* an index serves it */
	int field;     /* whose value an anchor gives; -1 with by_name */
};

/* field: as in struct list_request, LIST_ORDER_DEFAULT resolved already. */
void list_sql_key(struct list_key *key, const struct kind *k, int field);

enum list_span {
	SPAN_TIES,       /* the anchor's value, ids behind the anchor's */
	SPAN_BEYOND,     /* values beyond the anchor's */
	SPAN_VALUES,     /* every row with a value */
	SPAN_EMPTY,      /* every row without one */
	SPAN_EMPTY_TIES, /* rows without one, ids behind the anchor's */
};

/*
 * Append the query of one span: columns of the rows of kind k that pass the filter (NULL: live ones), read upwards or downwards.
 * Parameters behind the filter's: value (SPAN_TIES, SPAN_BEYOND, SPAN_VALUES: the least value), id, limit, in this order and
 * numbered filter_nparams() + 1, 2, 3 whether the span uses them or not (list_sql_uses()). limited false: no limit.
 */
void list_sql_span(struct buf *sql, const struct kind *k, const char *columns,
	const struct filter *f, const struct list_key *key, enum list_span span, bool down,
	bool inclusive, bool limited);
bool list_span_has_value(enum list_span span);
bool list_span_has_id(enum list_span span);

/*
 * Id, version and the fields of the rows whose id is beyond parameter filter_nparams() + 1, by id: bounded, up to the id that
 * the next parameter gives; else as many as it says.
 */
void list_sql_beyond(struct buf *sql, const struct kind *k, const int *fields, int nfields,
	const struct filter *f, bool bounded);
/* The highest id there is. */
void list_sql_last(struct buf *sql, const struct kind *k);
/* One row by id ?1. */
void list_sql_row(struct buf *sql, const struct kind *k, const char *columns);
/* Id of the first match in name order whose key is at or after a value, parameter filter_nparams() + 1. */
void list_sql_seek(
	struct buf *sql, const struct kind *k, const struct filter *f, const struct list_key *key);
/* Number of matches; bounded takes parameter filter_nparams() + 1. */
void list_sql_count(struct buf *sql, const struct kind *k, const struct filter *f, bool bounded);
/* currency, matches, sum / LIST_SUM_SPLIT, sum of the remainders: two sums, so that no total overflows inside the engine. */
#define LIST_SUM_SPLIT 1000000
void list_sql_sum(struct buf *sql, const struct kind *k, const struct filter *f, int field);

#endif
