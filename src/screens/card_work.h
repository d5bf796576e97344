/* The work panel of a card: open tasks first, deals, what was done lately. */
#ifndef SCREENS_CARD_WORK_H
#define SCREENS_CARD_WORK_H

#include "card_state.h"

void card_work_load(struct card_data *d);

#endif
