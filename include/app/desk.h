/* The program full screen: the event loop and the screen stack over one open office. */
#ifndef APP_DESK_H
#define APP_DESK_H

#include <stdbool.h>

#include "app/options.h"
#include "base/err.h"
#include "domain/office.h"
#include "exchange/print.h"
#include "tui/keymap.h"

struct desk_setup {
	const char *db_path;
	const struct office_options *office;
	struct print_settings print;
	const struct options *options;
	struct keymap *keymap; /* keys of the configuration are bound, the layout is set */
	enum key_layout layout;
	bool no_color;
	const char *notes; /* lines for the message history: what was wrong in the configuration */
};

/* Runs until the user leaves. Fails before the screen is touched: no terminal, no such file, a damaged file ... */
enum status desk_run(const struct desk_setup *setup, struct err *err);

#endif
