/* The pipeline as a board, or as a list. */
#ifndef SCREENS_DEALS_H
#define SCREENS_DEALS_H

#include "screens/screen.h"

extern const struct screen_ops deals_screen;

#endif
