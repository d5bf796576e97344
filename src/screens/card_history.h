/* The history panel of a card: interactions, newest first, paged by key. */
#ifndef SCREENS_CARD_HISTORY_H
#define SCREENS_CARD_HISTORY_H

#include "card_state.h"

/* Read the first pages, at least `want` interactions. */
void card_history_load(struct card_data *d, int want);
/* The next page; false when there is none. */
bool card_history_more(struct card_data *d);

#endif
