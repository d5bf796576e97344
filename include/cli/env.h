/* What a command works with: the file, who is working, and where words go. */
#ifndef CLI_ENV_H
#define CLI_ENV_H

#include <stdbool.h>
#include <stdio.h>

#include "domain/office.h"
#include "exchange/print.h"

/* Borrowed for the life of the call. options.mode is set by each command as it needs. */
struct cli_env {
	const char *db_path;
	struct office_options options;
	struct print_settings print;
	FILE *out, *err;
	bool color;  /* out may get colours */
	bool is_tty; /* out is a terminal: tables are cut to its width */
};

#endif
