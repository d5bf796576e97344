/* The details panel of a card: fields, further phones and addresses, people, daughter companies. */
#ifndef SCREENS_CARD_INFO_H
#define SCREENS_CARD_INFO_H

#include "card_state.h"

/* d->client and d->people are loaded; brief leaves out the phone and the e-mail. */
void card_info_load(struct card_data *d, bool brief);

#endif
