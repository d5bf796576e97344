/* Write a list to a file. */
#ifndef SCREENS_EXPORT_DIALOG_H
#define SCREENS_EXPORT_DIALOG_H

#include "screens/screen.h"

extern const struct screen_ops export_dialog_screen;

#endif
