/* Fields, stage log, tasks and history of a deal as items of panels. */
#ifndef SCREENS_DEAL_DATA_PANELS_H
#define SCREENS_DEAL_DATA_PANELS_H

#include "deal_data.h"

void deal_data_fill_info(struct deal_data *d);
void deal_data_fill_work(struct deal_data *d);

#endif
