/*
 * Records that may be there twice, in groups with their reasons. The search runs in a thread with a connection of its own. arg.kind:
 * what is compared; KIND_NONE clients.
 */
#ifndef SCREENS_DUPLICATES_H
#define SCREENS_DUPLICATES_H

#include "screens/screen.h"

extern const struct screen_ops duplicates_screen;

#endif
