/*
 * The data of the pipeline board: a pipeline's stages as columns, their deals by pages, counts and sums. Columns of closed
 * stages show only the latest deals, and only while the cursor is in them. Counts of large columns come later, by ticks.
 */
#ifndef SCREENS_DEAL_BOARD_H
#define SCREENS_DEAL_BOARD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "domain/list.h"
#include "domain/record.h"
#include "screens/screen.h"
#include "tui/board.h"

struct deal_sum {
	char currency[8];
	int64_t count, amount, weighted;
};

struct deal_column {
	int64_t stage;
	char *name;
	char *cls; /* class of the stage */
	int64_t rotting_days;
	struct record *deals; /* nearest expected close first; closed: latest first */
	bool *quiet;          /* beside deals: stale */
	int n;
	bool loaded, more;
	bool counted, weighed;
	int64_t count; /* -1: not known yet */
	struct deal_sum *sums;
	int nsums;
};

struct deal_board {
	const struct screen_env *env;
	struct list_page pipelines;
	int pipeline;
	char *condition; /* in force for every column; "" none */
	struct deal_column *columns;
	int ncolumns;
	int64_t wanted;    /* deal to put the cursor on at the next load; 0 none */
	const char *empty; /* borrowed: what to say when no column has a deal; NULL nothing */
	struct board board;
};

void deal_board_init(struct deal_board *b, const struct screen_env *env);
void deal_board_release(struct deal_board *b);
/* A right filter over deals ("owner:me", "amount>1000"); load afterwards. */
void deal_board_set_condition(struct deal_board *b, const char *condition);
/* Read everything again; the cursor stays on its deal, wherever that went. */
enum status deal_board_load(struct deal_board *b, struct err *err);
/* The pipeline after or before this one; load afterwards. False when there is only one. */
bool deal_board_step_pipeline(struct deal_board *b, int step);
/* The cursor goes to that deal with the next load, to its pipeline too. */
void deal_board_want(struct deal_board *b, int64_t deal);
/* To be called after the cursor moved: reads a closed column that the cursor came to. */
enum status deal_board_settle(struct deal_board *b, struct err *err);

int64_t deal_board_pipeline_id(const struct deal_board *b); /* 0: there is none */
const struct deal_column *deal_board_column(
	const struct deal_board *b);                                 /* NULL when there is none */
const struct record *deal_board_current(const struct deal_board *b); /* NULL in an empty column */

/* One step of counting; false when all is known. */
bool deal_board_count(struct deal_board *b);
bool deal_board_is_counted(const struct deal_board *b);
/* "23 open · 4.5 M RUB · 300 k EUR · weighted 1.2 M RUB"; nothing until all is counted. */
void deal_board_total(const struct deal_board *b, struct buf *out);
/* Is that class won or lost? */
bool deal_class_is_closed(const char *cls);

#endif
