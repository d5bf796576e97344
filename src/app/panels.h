/* The screens of the app room itself: drawn over the others, made from the tables of the program. */
#ifndef APP_PANELS_H
#define APP_PANELS_H

#include "screens/screen.h"

extern const struct screen_ops palette_screen, menu_screen, help_screen, messages_screen,
	settings_screen, about_screen, quit_screen, backup_screen, draft_screen;

#endif
