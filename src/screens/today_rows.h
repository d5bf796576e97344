/* What is on the Today screen: sections of rows, each about one record. */
#ifndef SCREENS_TODAY_ROWS_H
#define SCREENS_TODAY_ROWS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "domain/office.h"
#include "tui/theme.h"

enum today_section {
	TODAY_DUE,     /* overdue and today's tasks, most urgent first */
	TODAY_STALE,   /* open deals on which nothing happened for longer than their stage allows */
	TODAY_STUCK,   /* open deals without a next step */
	TODAY_WAITING, /* clients whom nobody contacted yet */
	TODAY_NEWS,    /* what was done since yesterday */
	TODAY_SECTIONS
};

struct today_row {
	enum kind_id kind; /* KIND_NONE: an action of the history, id is its number */
	int64_t id;
	int64_t client, deal, task; /* what keys act on; 0 none */
	char *when, *what, *who, *note;
	enum role role;
};

struct today_rows {
	struct today_row *rows;
	int n;
	bool more; /* there are more than shown */
};

struct today_ask {
	struct office *office;
	bool mine; /* else everybody's */
	enum date_order date_order;
	int32_t today;
};

/* Read one section anew into *out; what was in it is freed. */
enum status today_rows_read(const struct today_ask *ask, enum today_section section,
	struct today_rows *out, struct err *err);
void today_rows_release(struct today_rows *r);
const char *today_section_title(enum today_section section); /* translated */

#endif
