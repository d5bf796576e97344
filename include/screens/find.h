/* Find a client, deal, task or product anywhere. */
#ifndef SCREENS_FIND_H
#define SCREENS_FIND_H

#include "screens/screen.h"

extern const struct screen_ops find_screen;

#endif
