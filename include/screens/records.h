/* A plain list of the records of any kind. */
#ifndef SCREENS_RECORDS_H
#define SCREENS_RECORDS_H

#include "screens/screen.h"

extern const struct screen_ops records_screen;

#endif
