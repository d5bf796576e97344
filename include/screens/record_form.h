/* The form for a new or changed record of any kind. */
#ifndef SCREENS_RECORD_FORM_H
#define SCREENS_RECORD_FORM_H

#include "screens/screen.h"

extern const struct screen_ops record_form_screen;

#endif
