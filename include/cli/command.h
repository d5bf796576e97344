/*
 * One row of the table of commands: it drives the parsing of options, `kartoteka help`, the COMMANDS section of kartoteka(1)
 * and the completion of shells.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/err.h"

struct session;

struct cli_option {
	const char *name;  /* without the dashes */
	const char *value; /* what follows it: "FILE"; NULL: nothing does */
	const char *help;  /* N_() one sentence without a full stop */
};

struct cli_command {
	const char *name;
	const char *usage;                /* the words that follow: "KIND FILE" */
	const char *summary;              /* N_() one line */
	const char *text;                 /* N_() more, paragraphs ended by newlines; NULL */
	const struct cli_option *options; /* ended by a NULL name; NULL: none of its own */
	int min_words, max_words;         /* behind the name; max -1: any number */
	/* ST_NOT_FOUND with an empty text: nothing was found, and that is all (exit code 1). */
	enum status (*run)(struct session *s, struct err *err);
};

#endif
