/* kartoteka: a command, or the desk full screen. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/desk.h"
#include "app/start.h"
#include "base/i18n.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cli.h"
#include "print_man.h"

/* A database must never get the number of a closed standard descriptor. */
static void main_open_standard(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

/* To standard error, safely: file names and words of the command line may hold anything. */
static void main_say(const char *before, const char *text)
{
	struct buf visible = BUF_INIT, shown = BUF_INIT;

	text_visible(&visible, text, false);
	if (i18n_is_utf8() || !isatty(STDERR_FILENO))
		buf_add(&shown, buf_str(&visible));
	else
		text_translit(&shown, buf_str(&visible));
	fprintf(stderr, "%s%s", before, buf_str(&shown));
	buf_release(&visible);
	buf_release(&shown);
}

static int main_fail(const struct err *err)
{
	main_say("kartoteka: ", err->text);
	fputc('\n', stderr);
	return err_exit_code(err->status);
}

/* The exit code, or the failure to write what was printed. */
static int main_printed(int code)
{
	struct err err = ERR_INIT;

	if ((fflush(stdout) == 0 && !ferror(stdout)) || errno == EPIPE)
		return code;
	err_errno(&err, _("standard output"));
	return main_fail(&err);
}

/* What was wrong in the configuration, a line each. */
static void main_notes(const char *notes)
{
	char *copy = mem_strdup(notes ? notes : ""), *save = NULL;

	for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		main_say("kartoteka: ", line);
		fputc('\n', stderr);
	}
	free(copy);
}

static int main_command(const struct start *s, int argc, char **argv)
{
	const char *term = getenv("TERM");
	bool tty = isatty(STDOUT_FILENO);
	struct cli_env env = {.db_path = s->db_path,
		.options = s->office,
		.print = s->print,
		.out = stdout,
		.err = stderr,
		.is_tty = tty,
		.color = tty && !s->no_color && term && strcmp(term, "dumb") != 0};

	main_notes(s->notes.data);
	return main_printed(cli_run(&env, argc, argv));
}

static int main_desk(struct start *s)
{
	struct desk_setup setup = {.db_path = s->db_path,
		.office = &s->office,
		.print = s->print,
		.options = &s->options,
		.keymap = s->keymap,
		.layout = s->layout,
		.no_color = s->no_color,
		.notes = s->notes.data};
	struct err err = ERR_INIT;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		err_set(&err, ST_USAGE,
			_("the full screen needs a terminal; for pipes and scripts there are "
			  "commands, see kartoteka help"));
		return main_fail(&err);
	}
	return desk_run(&setup, &err) == ST_OK ? EXIT_SUCCESS : main_fail(&err);
}

int main(int argc, char **argv)
{
	struct start_args args;
	struct start start;
	struct err err = ERR_INIT;
	int code;

	main_open_standard();
	signal(SIGXFSZ,
		SIG_IGN); /* a limit on the size of files is an error of the write, told like others */
	log_open(getenv("KARTOTEKA_LOG"));
	if (start_parse(argc, argv, &args, &err) != ST_OK) {
		i18n_init(NULL);
		start_parse(argc, argv, &args, &err);
		return main_fail(&err);
	}
	if (args.man_keys || args.man_options || args.man_commands) {
		(args.man_keys             ? print_man_keys
			: args.man_options ? print_man_options
					   : print_man_commands)(stdout);
		return main_printed(EXIT_SUCCESS);
	}
	if (start_init(&start, &args, &err) != ST_OK) {
		code = main_fail(&err);
	} else if (args.version) {
		printf("kartoteka %s\n", VERSION);
		code = main_printed(EXIT_SUCCESS);
	} else if (args.help) {
		code = main_command(&start, 1, (char *[]){(char *)"help", NULL});
	} else if (args.command < argc) {
		code = main_command(&start, argc - args.command, argv + args.command);
	} else {
		code = main_desk(&start);
	}
	start_release(&start);
	return code;
}
