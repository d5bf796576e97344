/* Another day for a task. */
#ifndef SCREENS_RESCHEDULE_H
#define SCREENS_RESCHEDULE_H

#include "screens/screen.h"

extern const struct screen_ops reschedule_screen;

#endif
