/* The table that joins the rooms: which screen stands behind an id. */
#ifndef APP_SCREEN_TABLE_H
#define APP_SCREEN_TABLE_H

#include "screens/screen.h"

/* Screens of the app room, beside enum screen_id. */
enum desk_screen {
	DESK_PALETTE = SCREEN_COUNT,
	DESK_MENU,
	DESK_HELP,
	DESK_MESSAGES,
	DESK_SETTINGS,
	DESK_ABOUT,
	DESK_QUIT,
	DESK_BACKUP,
	DESK_DRAFT, /* arg.preset = file of the draft */
	DESK_SCREEN_COUNT
};

/* NULL for SCREEN_NONE. */
const struct screen_ops *screen_table(int id);
const char *screen_table_name(int id);   /* for drafts: "form" */
int screen_table_find(const char *name); /* SCREEN_NONE when there is none */

#endif
