/* Home: what is due, what has gone quiet, what changed since yesterday. */
#ifndef SCREENS_TODAY_H
#define SCREENS_TODAY_H

#include "screens/screen.h"

extern const struct screen_ops today_screen;

#endif
