/* Bring in a file: preview, mapping, dry run, run, summary. */
#ifndef SCREENS_IMPORT_WIZARD_H
#define SCREENS_IMPORT_WIZARD_H

#include "screens/screen.h"

extern const struct screen_ops import_wizard_screen;

#endif
