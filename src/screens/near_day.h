/* Days as lists show them: short, from today's point of view. */
#ifndef SCREENS_NEAR_DAY_H
#define SCREENS_NEAR_DAY_H

#include <stdint.h>

#include "base/buf.h"
#include "base/date.h"
#include "tui/theme.h"

/* How long ago: "today", "1 d", "12 d", "5 mo", "2 y". A day to come is written out. */
void near_day_past(int32_t day, int32_t today, enum date_order order, struct buf *out);
/* When something is due: "! 3 d ago", "! today", "tomorrow", "fri", a date. *role says it in colour. */
void near_day_due(
	int32_t day, int32_t today, enum date_order order, struct buf *out, enum role *role);

#endif
