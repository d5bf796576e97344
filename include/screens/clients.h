/* The list of clients; on wide windows the card of the client under the cursor beside it. */
#ifndef SCREENS_CLIENTS_H
#define SCREENS_CLIENTS_H

#include "screens/screen.h"

extern const struct screen_ops clients_screen;

#endif
