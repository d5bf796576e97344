/* The pop-up of the reports screen: choose a period by word or type one; choose what to group by. */
#ifndef SCREENS_REPORT_PICK_H
#define SCREENS_REPORT_PICK_H

#include <stdbool.h>

#include "base/date.h"
#include "report/report.h"
#include "tui/picklist.h"

enum report_pick_kind { REPORT_PICK_NONE, REPORT_PICK_PERIOD, REPORT_PICK_CUT };

/* It keeps a pointer to itself while it is open. */
struct report_pick {
	enum report_pick_kind kind;
	const struct report_def *def;
	enum date_order order;
	struct picklist list;
};

/* now: the period word or text, or the cut, that is in force. */
void report_pick_open(struct report_pick *p, enum report_pick_kind kind,
	const struct report_def *def, enum date_order order, const char *now);
void report_pick_close(struct report_pick *p);
/* PICK_CHOSEN: *value is a text for period_parse(), or the code of a cut; borrowed until it is closed. */
enum pick_result report_pick_event(
	struct report_pick *p, const struct event *ev, const char **value);
void report_pick_draw(const struct report_pick *p, struct canvas *c, struct rect body);
/* "01.03.2026 – 31.03.2026", "all time" */
void report_pick_dates(struct period period, enum date_order order, struct buf *out);

#endif
