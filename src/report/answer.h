/* From a tally to the answer: order of the groups, columns, rows, and a total line for each currency. */
#ifndef REPORT_ANSWER_H
#define REPORT_ANSWER_H

#include "report/table.h"
#include "scope.h"
#include "tally.h"

enum measure_rule {
	MEASURE_SUM,     /* the value; totals add up */
	MEASURE_MAX,     /* the value; the total is the greatest */
	MEASURE_AVERAGE, /* value / of */
	MEASURE_SHARE,   /* value / its total in that currency */
};

struct report_measure {
	const char *name;  /* of the column, for files */
	const char *title; /* N_() */
	enum report_type type;
	enum measure_rule rule;
	int value, of; /* indexes into tally_row.values */
};

/* ST_BAD_DATA when the sums are too large. */
enum status answer_check(const struct tally *t, struct err *err);

/* The currency of most records (value count); "" when there are none. */
void answer_main_currency(const struct tally *t, int count, char out[4]);

/*
 * Put the groups in order: times and stages as they follow each other (rank gives a stage's place, NULL when the key is its
 * own rank), others by value, greatest first; currencies by the number of their records (value count), most first.
 */
void answer_order(const struct report_scope *s, struct tally *t, int count, int value,
	int64_t (*rank)(const void *arg, int64_t num), const void *arg);

/* Columns, rows and totals. label (may be NULL) overrules the cut's names. chart: index into measures, -1: none. */
void answer_build(const struct report_scope *s, const struct tally *t,
	const struct report_measure *measures, int n, int chart,
	void (*label)(const void *arg, const struct tally_row *row, struct buf *b), const void *arg,
	struct report_table *out);

#endif
