/* One run of a command: its words, its office, and how to reach the other commands. */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "args.h"
#include "base/buf.h"
#include "cli/command.h"
#include "cli/env.h"
#include "domain/office.h"

struct session {
	struct cli_env env;
	const struct cli_command *command;
	const struct cli_command *(*command_at)(int i); /* all of them, for help */
	struct args args;
	struct office *office; /* opened by session_open(), closed at the end of the run */
	const char *pointed;   /* the text that err.offset is a place in; NULL */
	struct buf after;      /* lines that go behind the failure's sentence */
	char *input;           /* what session_input() read; NULL before */
};

/*
 * Open the office of the session. A file that is not there is ST_IO (exit code 5): "nothing found" is an answer of an
 * office, not of the lack of one.
 */
enum status session_open(struct session *s, enum db_mode mode, struct err *err);
/* The same into *out, for a thread that needs its own; the caller closes it. */
enum status session_open_office(
	const struct session *s, enum db_mode mode, struct office **out, struct err *err);

/* Word i behind the command's name; NULL when there are fewer. */
const char *session_word(const struct session *s, size_t i);
const char *session_option(const struct session *s, const char *name);
bool session_flag(const struct session *s, const char *name);
/* A number option, 0..max; fallback when it was not given. */
enum status session_number(const struct session *s, const char *name, int64_t max, int64_t fallback,
	int64_t *out, struct err *err);

/* Standard input to its end (at most 1 MiB) as text, read once; *out is the session's. */
enum status session_input(struct session *s, const char **out, struct err *err);

#endif
