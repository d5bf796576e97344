/* The sixth tab: the way to everything that has no tab of its own. */
#ifndef SCREENS_MORE_H
#define SCREENS_MORE_H

#include "screens/screen.h"

extern const struct screen_ops more_screen;

#endif
