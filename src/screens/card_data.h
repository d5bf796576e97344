/*
 * What a client's card shows, read from the office and written out as items of panels: fields and people, the history newest
 * first, tasks and deals. A company's history and work include those of the people who work there.
 */
#ifndef SCREENS_CARD_DATA_H
#define SCREENS_CARD_DATA_H

#include "card_state.h"

void card_data_init(struct card_data *d, const struct screen_env *env);
void card_data_release(struct card_data *d);
/*
 * Read a client with everything. Cursors stay on their items when it is the same client as before. brief leaves the phone and
 * the e-mail out of the fields (the card has them in its head). ST_NOT_FOUND; d is empty then.
 */
enum status card_data_load(struct card_data *d, int64_t id, bool brief, struct err *err);
/* Read further back into the history; false when there is no more. */
bool card_data_more(struct card_data *d);
/* Count the contacts of the last months; does nothing when that is done. */
void card_data_load_months(struct card_data *d);

/* "Company · Active · A" */
void card_data_kind_line(const struct card_data *d, struct buf *out);
/* "+7 495 123-45-67 · info@romashka.ru · Москва" */
void card_data_contact_line(const struct card_data *d, struct buf *out);

#endif
