/* A task as a line of a panel, the same on the card of a client and of a deal. */
#ifndef SCREENS_TASK_ITEM_H
#define SCREENS_TASK_ITEM_H

#include "card_panel.h"
#include "domain/record.h"
#include "screens/screen.h"

/* Fill item from a task: when it is due or was done, its subject, and its time when it is open. The rest of `right` is the caller's. */
void task_item(const struct screen_env *env, const struct record *task, struct card_item *item);

#endif
