/* What was deleted, latest first, and how to bring it back. */
#ifndef SCREENS_TRASH_H
#define SCREENS_TRASH_H

#include "screens/screen.h"

extern const struct screen_ops trash_screen;

#endif
