/* Log a call: channel, result, note and next step in one dialog. */
#ifndef SCREENS_LOG_CALL_H
#define SCREENS_LOG_CALL_H

#include "screens/screen.h"

extern const struct screen_ops log_call_screen;

#endif
