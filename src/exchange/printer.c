/*
 * The printer command. It may run in a thread of base/job.h, which has all signals blocked, so the child gets an empty mask and
 * the default actions; and it is started without a fork of ours.
 */
#include "exchange/printer.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

extern char **environ;

enum { PRINTER_SAID = 2000, PRINTER_POLL_MS = 100, PRINTER_PATIENCE = 20 };

/* --- Words -------------------------------------------------------------------------------------- */

/* One word from *p, which is moved behind it; false when a quote is open at the end. */
static bool printer_word(const char **p, struct buf *word)
{
	char quote = 0;
	const char *s = *p;

	for (; *s && (quote || (*s != ' ' && *s != '\t')); s++) {
		if (*s == quote) {
			quote = 0;
		} else if (!quote && (*s == '\'' || *s == '"')) {
			quote = *s;
		} else {
			if (*s == '\\' && quote != '\'' && s[1])
				s++;
			buf_addch(word, *s);
		}
	}
	*p = s;
	return !quote;
}

enum status printer_words(const char *command, char ***words, struct err *err)
{
	char **list = NULL;
	size_t n = 0, cap = 0;
	bool closed = true;

	while (closed) {
		struct buf word = BUF_INIT;

		command += strspn(command, " \t");
		list = mem_grow(list, &cap, n + 2, sizeof *list);
		list[n] = NULL;
		if (!*command)
			break;
		closed = printer_word(&command, &word);
		buf_add(&word, "");
		list[n++] = buf_take(&word);
		list[n] = NULL;
	}
	if (closed && n) {
		*words = list;
		return ST_OK;
	}
	printer_words_free(list);
	return err_set(err, ST_BAD_DATA,
		closed ? _("[print] command: it names no program")
		       : _("[print] command: a quotation mark is not closed"));
}

void printer_words_free(char **words)
{
	for (size_t i = 0; words && words[i]; i++)
		free(words[i]);
	free(words);
}

/* --- The usual command -------------------------------------------------------------------------- */

static bool printer_has(const char *name)
{
	const char *path = getenv("PATH");
	bool found = false;

	path = path ? path : "/usr/bin:/bin";
	while (*path && !found) {
		size_t len = strcspn(path, ":");
		char *file = mem_printf("%.*s/%s", (int)len, path, name);

		found = len && access(file, X_OK) == 0;
		free(file);
		path += len + (path[len] == ':');
	}
	return found;
}

static enum status printer_usual(const char **command, struct err *err)
{
	*command = printer_has("lp") ? "lp" : printer_has("lpr") ? "lpr" : NULL;
	if (*command)
		return ST_OK;
	return err_set(err, ST_IO,
		_("There is no command to print with: neither lp nor lpr is installed (package "
		  "cups-client). Name one in kartoteka.ini, [print] command, or write a PDF "
		  "file."));
}

/* --- Running ------------------------------------------------------------------------------------ */

static int printer_spawn(char **words, int fd, int out, pid_t *pid)
{
	static const int signals[] = {SIGINT, SIGQUIT, SIGTSTP, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ};
	posix_spawn_file_actions_t files;
	posix_spawnattr_t attr;
	sigset_t defaults, none;
	int failed;

	sigemptyset(&none);
	sigemptyset(&defaults);
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaddset(&defaults, signals[i]);
	posix_spawnattr_init(&attr);
	posix_spawnattr_setsigmask(&attr, &none);
	posix_spawnattr_setsigdefault(&attr, &defaults);
	posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	posix_spawn_file_actions_init(&files);
	posix_spawn_file_actions_adddup2(&files, fd, STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDOUT_FILENO);
	posix_spawn_file_actions_adddup2(&files, out, STDERR_FILENO);
	failed = posix_spawnp(pid, words[0], &files, &attr, words, environ);
	posix_spawn_file_actions_destroy(&files);
	posix_spawnattr_destroy(&attr);
	return failed;
}

/* Read what it says until it closes its outputs; false when the job was cancelled meanwhile. */
static bool printer_listen(int in, struct job *job, struct buf *said)
{
	struct pollfd p = {.fd = in, .events = POLLIN};
	char text[512];
	ssize_t got = 1;

	while (got != 0) {
		if (job_is_cancelled(job))
			return false;
		if (poll(&p, 1, PRINTER_POLL_MS) <= 0)
			continue;
		got = read(in, text, sizeof text);
		if (got > 0 && said->len < PRINTER_SAID)
			buf_addn(said, text, (size_t)got);
		else if (got < 0 && errno != EINTR)
			break;
	}
	return true;
}

/* The end of the command. One that is not wanted any more is asked to go, and after a while not asked. */
static int printer_end(pid_t pid, bool wanted)
{
	int status = 0, waited = 0;
	pid_t ended;

	if (!wanted)
		kill(pid, SIGTERM);
	while ((ended = waitpid(pid, &status, wanted ? 0 : WNOHANG)) != pid) {
		if (ended < 0 && errno != EINTR)
			break;
		if (wanted)
			continue;
		poll(NULL, 0, PRINTER_POLL_MS);
		if (++waited == PRINTER_PATIENCE)
			kill(pid, SIGKILL);
	}
	return status;
}

/* The first line that is not empty, safe to show. */
static void printer_first_line(struct buf *said, char *out, size_t size)
{
	const char *s = buf_str(said);
	struct buf line = BUF_INIT, shown = BUF_INIT;

	s += strspn(s, "\r\n \t");
	buf_addn(&line, s, strcspn(s, "\r\n"));
	text_visible(&shown, buf_str(&line), false);
	text_copy(out, size, buf_str(&shown));
	buf_release(&line);
	buf_release(&shown);
}

static enum status printer_verdict(
	const char *command, int status, const char *said, struct err *err)
{
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return ST_OK;
	if (WIFSIGNALED(status))
		return err_set(err, ST_IO, _("The print command \"%s\" was ended by signal %d"),
			command, WTERMSIG(status));
	if (!*said)
		return err_set(err, ST_IO,
			_("The print command \"%s\" failed with code %d and said nothing"), command,
			WEXITSTATUS(status));
	return err_set(err, ST_IO, _("The print command \"%s\" failed with code %d: %s"), command,
		WEXITSTATUS(status), said);
}

static enum status printer_run(const char *command, char **words, int fd, struct job *job,
	char *said, size_t size, struct err *err)
{
	struct buf text = BUF_INIT;
	int ends[2], failed, status;
	bool whole;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) != 0)
		return err_errno(err, command);
	lseek(fd, 0, SEEK_SET);
	failed = printer_spawn(words, fd, ends[1], &pid);
	close(ends[1]);
	if (failed) {
		close(ends[0]);
		errno = failed;
		return failed == ENOENT ? err_set(err, ST_IO,
						  _("The print command \"%s\" does not exist: see "
						    "kartoteka.ini, [print] command"),
						  words[0])
					: err_errno(err, words[0]);
	}
	whole = printer_listen(ends[0], job, &text);
	close(ends[0]);
	status = printer_end(pid, whole);
	printer_first_line(&text, said, size);
	buf_release(&text);
	return whole ? printer_verdict(command, status, said, err)
		     : err_set(err, ST_CANCELLED, _("Cancelled: the printing was stopped"));
}

enum status printer_send(
	const char *command, int fd, struct job *job, char *said, size_t size, struct err *err)
{
	char **words;
	enum status st = ST_OK;

	*said = '\0';
	if (!command || !command[strspn(command, " \t")])
		st = printer_usual(&command, err);
	if (!st)
		st = printer_words(command, &words, err);
	if (st)
		return st;
	st = printer_run(command, words, fd, job, said, size, err);
	printer_words_free(words);
	return st;
}
