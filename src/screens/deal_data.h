/*
 * One deal as its card shows it, read from the office and written out: lines of the head, the path of stages, and panels of
 * fields with the stage log, and of tasks with the history.
 */
#ifndef SCREENS_DEAL_DATA_H
#define SCREENS_DEAL_DATA_H

#include <stdbool.h>
#include <stdint.h>

#include "card_panel.h"
#include "domain/record.h"
#include "screens/screen.h"

enum deal_panel { DEAL_PANEL_INFO, DEAL_PANEL_WORK, DEAL_PANELS };

struct deal_stage {
	int64_t id;
	char *name;
	char *cls;
};

struct deal_data {
	const struct screen_env *env;
	int64_t id; /* 0: nothing loaded */
	struct record deal;
	struct deal_stage *stages; /* of the pipeline, in order */
	int nstages;
	int64_t rotting_days;
	bool quiet; /* stale */
	struct card_panel panels[DEAL_PANELS];
};

void deal_data_init(struct deal_data *d, const struct screen_env *env);
void deal_data_release(struct deal_data *d);
/* Read the deal with everything; cursors stay on their items. ST_NOT_FOUND; d is empty then. */
enum status deal_data_load(struct deal_data *d, int64_t id, struct err *err);

/* "ООО «Ромашка» · 120 000 RUB · 50 % · weighted 60 000 RUB" */
void deal_data_money_line(const struct deal_data *d, struct buf *out);
/* "Expected close 15.03.2026 · Owner Anna · Product GTX Pro" */
void deal_data_who_line(const struct deal_data *d, struct buf *out);
/* The path of stages in one row, the stage of the deal marked and with its days; scrolled so that it is seen. */
void deal_data_draw_path(const struct deal_data *d, struct canvas *c, struct rect row);

#endif
