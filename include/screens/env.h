/* What every screen may read, whichever it is. */
#ifndef SCREENS_ENV_H
#define SCREENS_ENV_H

#include "base/date.h"
#include "domain/office.h"
#include "exchange/print.h"
#include "tui/keymap.h"

/* Borrowed for the life of the program. */
struct screen_env {
	struct office *office;
	const struct keymap *keymap; /* for hints that name keys */
	enum key_layout key_layout;  /* for struct dialog */
	const struct office_options
		*options; /* of the office: for jobs with their own connection */
	const char *db_path;
	const char *state_dir; /* for habits, ends in '/'; NULL: nothing is remembered */
	struct print_settings print;
	enum date_order date_order;
	char decimal;
};

#endif
