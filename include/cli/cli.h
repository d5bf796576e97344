/* The program without a screen: one command and its words. Results go to out, errors to err as `kartoteka: what: where`. */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "cli/command.h"
#include "cli/env.h"

/*
 * argv[0] is the command's name; argc >= 1. Returns the exit code of kartoteka(1). --db FILE and --no-color are understood
 * behind the command too. SIGPIPE is set to its default: a reader that goes away ends the program without a word.
 * Flushing out, and saying when that fails, is the caller's.
 */
int cli_run(const struct cli_env *env, int argc, char **argv);

/* The commands in the order of the manual; NULL behind the last. */
const struct cli_command *cli_command_at(int i);

#endif
