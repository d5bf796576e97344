/* Find the command, parse its words, run it, say what went wrong, give the exit code. */
#include "cli/cli.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "commands.h"
#include "nearest.h"
#include "say.h"
#include "session.h"

static const struct cli_command *const table[] = {
	&command_demo,
	&command_import,
	&command_export,
	&command_list,
	&command_find,
	&command_show,
	&command_add,
	&command_set,
	&command_rm,
	&command_log,
	&command_due,
	&command_done,
	&command_move,
	&command_report,
	&command_print,
	&command_undo,
	&command_redo,
	&command_history,
	&command_imports,
	&command_duplicates,
	&command_merge,
	&command_unmerge,
	&command_backup,
	&command_restore,
	&command_check,
	&command_stats,
	&command_help,
	&command_version,
};

const struct cli_command *cli_command_at(int i)
{
	return i >= 0 && i < (int)(sizeof(table) / sizeof(table[0])) ? table[i] : NULL;
}

static const struct cli_command *find(const char *name)
{
	const struct cli_command *c;

	for (int i = 0; (c = cli_command_at(i)); i++)
		if (!strcmp(c->name, name))
			return c;
	return NULL;
}

static enum status unknown(const char *name, struct err *err)
{
	const struct cli_command *c;
	struct nearest n;

	nearest_init(&n, name);
	for (int i = 0; (c = cli_command_at(i)); i++)
		nearest_try(&n, c->name);
	if (nearest_best(&n))
		return err_set(err, ST_USAGE,
			_("there is no command \"%.40s\"; did you mean %s? kartoteka help lists "
			  "all"),
			name, nearest_best(&n));
	return err_set(
		err, ST_USAGE, _("there is no command \"%.40s\"; kartoteka help lists all"), name);
}

/* What stands in the common options is the session's, whatever the caller said. */
static void take_common(struct session *s)
{
	const char *db = session_option(s, "db");

	if (db)
		s->env.db_path = db;
	if (session_flag(s, "no-color"))
		s->env.color = false;
}

/* --help behind a command is `help COMMAND`. */
static enum status run(struct session *s, struct err *err)
{
	if (!session_flag(s, "help"))
		return s->command->run(s, err);
	s->args.nwords = 0;
	return command_help.run(s, err);
}

static void say_usage(const struct session *s)
{
	const struct cli_command *c = s->command;

	say_aside(s, _("Usage: kartoteka %s%s%s"), c->name, *c->usage ? " " : "", c->usage);
	say_aside(s, c->options ? _(" [options]; see kartoteka help %s\n") : "\n", c->name);
}

int cli_run(const struct cli_env *env, int argc, char **argv)
{
	struct session s = {.env = *env, .command_at = cli_command_at};
	struct err err = ERR_INIT;
	enum status st;

	signal(SIGPIPE, SIG_DFL);
	s.command = find(argv[0]);
	if (!s.command) {
		unknown(argv[0], &err);
		say_failure(&s, &err);
		return err_exit_code(ST_USAGE);
	}
	st = args_parse(&s.args, s.command, argc, argv, &err);
	if (st) {
		say_failure(&s, &err);
		say_usage(&s);
	} else {
		take_common(&s);
		st = run(&s, &err);
		if (st && *err.text)
			say_failure(&s, &err);
		if (s.after.len)
			say_aside(&s, "%s", s.after.data);
	}
	office_close(s.office);
	args_release(&s.args);
	buf_release(&s.after);
	free(s.input);
	return err_exit_code(st);
}
