/* What was imported, newest first: look into one, take it back. */
#ifndef SCREENS_IMPORTS_H
#define SCREENS_IMPORTS_H

#include "screens/screen.h"

extern const struct screen_ops imports_screen;

#endif
