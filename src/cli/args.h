/* The words of one command, told apart: options wherever they stand, `--` ends them. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "cli/command.h"

struct arg {
	const struct cli_option *option;
	const char *value; /* NULL when the option takes none */
};

struct args {
	struct arg *options;
	size_t noptions, cap_options;
	const char **words;
	size_t nwords, cap_words;
};

/*
 * Parse argv[1..]. ST_USAGE names the wrong word and, when there is one, the option that was probably meant. Too few or too
 * many words are ST_USAGE too, unless --help was among them. Texts are borrowed from argv.
 */
enum status args_parse(
	struct args *a, const struct cli_command *c, int argc, char **argv, struct err *err);
void args_release(struct args *a);

bool args_has(const struct args *a, const char *name);
const char *args_value(const struct args *a, const char *name); /* the last one given; NULL */
/* Every value of an option that was given several times: *at starts at 0; NULL at the end. */
const char *args_next(const struct args *a, const char *name, size_t *at);

/* The options that every command takes. */
extern const struct cli_option args_common[];

#endif
