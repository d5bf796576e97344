/* What main() works out before anything is opened: options, office options, keys. Tests start here without a terminal. */
#ifndef APP_START_H
#define APP_START_H

#include <stdbool.h>

#include "app/options.h"
#include "app/whoami.h"
#include "base/buf.h"
#include "domain/office.h"
#include "exchange/print.h"
#include "tui/keymap.h"

/* Words of the command line before the command. Texts are borrowed from argv. */
struct start_args {
	const char *db, *config, *lang;
	bool no_color;
	bool help, version, man_keys, man_options, man_commands;
	int command; /* index of the command in argv; argc when there is none */
};

/* ST_USAGE with a sentence. */
enum status start_parse(int argc, char **argv, struct start_args *out, struct err *err);

struct start {
	struct options options;
	struct buf notes; /* what was wrong in the configuration, a sentence a line */
	struct whoami who;
	struct office_options office; /* texts borrowed from the above */
	struct print_settings print;  /* the same */
	char *db_path;
	struct keymap *keymap;
	enum key_layout layout;
	bool no_color; /* on the command line or NO_COLOR */
};

/*
 * Read the configuration, choose the language, bind the keys. Fails only for what the command line names: a --config that
 * cannot be read, an unknown --lang. Release with start_release() in any case.
 */
enum status start_init(struct start *s, const struct start_args *args, struct err *err);
void start_release(struct start *s);

#endif
