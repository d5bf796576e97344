/* Complete a task: result and next step. */
#ifndef SCREENS_FINISH_TASK_H
#define SCREENS_FINISH_TASK_H

#include "screens/screen.h"

extern const struct screen_ops finish_task_screen;

#endif
