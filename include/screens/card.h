/* One client: fields, people, deals, tasks and the whole history. */
#ifndef SCREENS_CARD_H
#define SCREENS_CARD_H

#include "screens/screen.h"

extern const struct screen_ops card_screen;

#endif
