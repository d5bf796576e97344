/* Reports: table and chart with period, cut and filter. */
#ifndef SCREENS_REPORTS_H
#define SCREENS_REPORTS_H

#include "screens/screen.h"

extern const struct screen_ops reports_screen;

#endif
