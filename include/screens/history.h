/* Past actions, newest first: look into one, take any back. */
#ifndef SCREENS_HISTORY_H
#define SCREENS_HISTORY_H

#include "screens/screen.h"

extern const struct screen_ops history_screen;

#endif
