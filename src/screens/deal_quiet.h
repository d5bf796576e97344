/* Deals on which nothing happens. */
#ifndef SCREENS_DEAL_QUIET_H
#define SCREENS_DEAL_QUIET_H

#include <stdbool.h>
#include <stdint.h>

#include "domain/record.h"

/*
 * Is the deal stale: neither a stage change nor a held interaction nor a task done within so many days? 0 days: never. Costs
 * two short index look-ups when the last stage change is older.
 */
bool deal_is_quiet(struct office *o, const struct record *deal, int64_t days);
/* Days since the deal entered its stage; 0 when that is not known. */
int deal_days_in_stage(const struct record *deal);

#endif
