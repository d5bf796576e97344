/* What reports are cut by: where the key of a group comes from and how it is called. */
#ifndef REPORT_CUT_H
#define REPORT_CUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "domain/office.h"

enum report_axis {
	AXIS_RECORD,  /* id of a record */
	AXIS_LIST,    /* code of an office list */
	AXIS_CHOICE,  /* code of a field with fixed choices */
	AXIS_TEXT,    /* as it stands */
	AXIS_DAY,     /* days since 1970-01-01 */
	AXIS_WEEK,    /* the Monday */
	AXIS_MONTH,   /* the first day */
	AXIS_QUARTER, /* the first day */
};

struct report_cut {
	const char *code;
	const char *title; /* N_() heading of the column */
	enum report_axis axis;
	const char *
		sql; /* of a deal or task: over t, or over its client c; NULL: the report knows itself */
	bool of_client;    /* sql needs c */
	enum kind_id kind; /* AXIS_RECORD, AXIS_CHOICE */
	int field;         /* AXIS_CHOICE */
	const char *list;  /* AXIS_LIST */
};

const struct report_cut *report_cut_find(const char *code); /* NULL when there is none */
/* Is the key a number (else a text)? */
bool report_cut_is_number(const struct report_cut *c);
/* Is it a time, so that groups stand in its order? */
bool report_cut_is_time(const struct report_cut *c);
/* First day of the group that a day is in. */
int32_t report_cut_day(const struct report_cut *c, int32_t day);
/* First day of the group after the one that begins with day. */
int32_t report_cut_next(const struct report_cut *c, int32_t day);
/* Append what a group is called; "(none)" for no key. */
void report_cut_label(
	struct office *o, const struct report_cut *c, int64_t num, const char *text, struct buf *b);

#endif
