/* The agenda of tasks by day. */
#ifndef SCREENS_TASKS_H
#define SCREENS_TASKS_H

#include "screens/screen.h"

extern const struct screen_ops tasks_screen;

#endif
