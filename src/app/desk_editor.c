/* A long text in the user's own editor: a private temporary file, the editor started by the shell without a fork of ours. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/mem.h"
#include "desk_private.h"
#include "tui/term.h"

extern char **environ;

enum { EDITOR_TEXT_MAX = 4 << 20 };

static const char *editor_command(const struct desk *d)
{
	const char *names[] = {"VISUAL", "EDITOR"};
	const char *set = options_text(d->setup->options, OPTION_EDITOR);

	if (*set)
		return set;
	for (int i = 0; i < 2; i++)
		if (getenv(names[i]) && *getenv(names[i]))
			return getenv(names[i]);
	return "vi";
}

/* In memory where there is a runtime directory, else in /tmp. */
static char *editor_file(const char *text, struct err *err)
{
	const char *dir = getenv("XDG_RUNTIME_DIR");
	char *path = mem_printf("%s/kartoteka-XXXXXX.txt", dir && *dir == '/' ? dir : "/tmp");
	int fd = mkostemps(path, 4, O_CLOEXEC);
	size_t len = strlen(text);

	if (fd < 0) {
		err_errno(err, path);
		free(path);
		return NULL;
	}
	if (write(fd, text, len) != (ssize_t)len) {
		err_errno(err, path);
		unlink(path);
		free(path);
		path = NULL;
	}
	close(fd);
	return path;
}

static const int editor_signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};

/* The editor gets the signals of the keyboard; the program waits and leaves them alone. */
static enum status editor_run(const char *command, const char *path, struct err *err)
{
	char *script = mem_printf("%s \"$1\"", command);
	char *argv[] = {(char *)"sh", (char *)"-c", script, (char *)"sh", (char *)path, NULL};
	posix_spawnattr_t attr;
	sigset_t defaults, none;
	pid_t pid;
	int status = 0, failed;

	sigemptyset(&none);
	sigemptyset(&defaults);
	for (size_t i = 0; i < sizeof editor_signals / sizeof *editor_signals; i++)
		sigaddset(&defaults, editor_signals[i]);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	failed = posix_spawn(&pid, "/bin/sh", NULL, &attr, argv, environ);
	posix_spawnattr_destroy(&attr);
	free(script);
	if (failed) {
		errno = failed;
		return err_errno(err, command);
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		return err_set(err, ST_CANCELLED,
			_("The editor \"%s\" did not end well; the text is unchanged."), command);
	return ST_OK;
}

char *desk_edit_text(const struct desk *d, const char *text, struct err *err)
{
	const char *command = editor_command(d);
	char *path = editor_file(text, err), *edited = NULL;
	size_t len = 0;
	enum status st;

	if (!path)
		return NULL;
	term_leave();
	st = editor_run(command, path, err);
	term_return();
	if (!st)
		file_read(path, EDITOR_TEXT_MAX, &edited, &len, err);
	/* Editors end the last line; the note does not need it. */
	while (edited && len > 0 && edited[len - 1] == '\n')
		edited[--len] = '\0';
	unlink(path);
	free(path);
	return edited;
}
