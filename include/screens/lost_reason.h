/* Why a deal was lost. */
#ifndef SCREENS_LOST_REASON_H
#define SCREENS_LOST_REASON_H

#include "screens/screen.h"

extern const struct screen_ops lost_reason_screen;

#endif
