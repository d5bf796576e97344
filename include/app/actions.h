/* The action list of screens/actions.h as the keymap's table. */
#ifndef APP_ACTIONS_H
#define APP_ACTIONS_H

#include "base/buf.h"
#include "screens/actions.h"
#include "tui/keymap.h"

extern const struct action app_actions[ACTION_COUNT];

/* Where an action works, in words: "Clients, Deals"; "everywhere". Appends. */
void action_print_places(unsigned contexts, struct buf *out);

#endif
