/*
 * Import sources. Reads go through pread, so that readers of one source never share a position.
 *
 * A path whose "-wal" file exists is an open database, perhaps our own: it is refused without being
 * opened, since closing it again would drop SQLite's locks on it.
 */
#include "exchange/source.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/scratch.h"
#include "not_text.h"

#define SOURCE_LOOK 4096 /* bytes looked at to tell what it is */
#define SOURCE_COPY (256 * 1024)
#define PIPE_WAIT_MS 5000 /* for somebody who writes into a named pipe */
#define PIPE_STEP_MS 50

struct source {
	char *name;
	int fd; /* -1: memory */
	bool owns_fd;
	bool is_file;            /* of other people, who may change it */
	struct timespec written; /* its time of modification when it was opened */
	const char *data;
	uint64_t size;
	enum source_format format;
};

/* What s is by its bytes; NULL when it may be a table. */
static const char *source_look(struct source *s, const struct look *head)
{
	uint64_t offset = not_text_more(head, s->size);
	struct look more = {0};
	const char *what;
	char *data = NULL;

	if (offset > 0) {
		data = mem_alloc(NOT_TEXT_MORE);
		more.data = data;
		/* What cannot be read now, the reader will meet again. */
		source_read(s, offset, data, NOT_TEXT_MORE, &more.len, NULL);
	}
	what = not_text(head, &more, &s->format);
	free(data);
	return what;
}

/* Take s as it is when it holds something that may be a table; else free it and say what it is. */
static enum status source_accept(struct source *s, struct source **out, struct err *err)
{
	char bytes[SOURCE_LOOK];
	struct look head = {bytes, 0};
	const char *what;
	enum status st = source_read(s, 0, bytes, sizeof(bytes), &head.len, err);

	if (st == ST_OK && head.len == 0)
		st = err_set(err, ST_BAD_DATA, _("%s is empty."), s->name);
	what = st == ST_OK ? source_look(s, &head) : NULL;
	if (what)
		st = err_set(err, ST_BAD_DATA, "%s %s.", s->name, what);
	if (st == ST_OK)
		*out = s;
	else
		source_free(s);
	return st;
}

static struct source *source_new(const char *name)
{
	struct source *s = mem_alloc(sizeof(*s));

	s->name = mem_strdup(name);
	s->fd = -1;
	return s;
}

static bool write_all(int fd, const char *data, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, data, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		data += n;
		len -= (size_t)n;
	}
	return true;
}

/*
 * Read from a pipe, whether or not it lets itself be waited for. begun: something has come out of it already; else, when it has
 * a name, there may be nobody yet who writes into it.
 */
static ssize_t pipe_read(int fd, char *data, size_t len, bool named, bool begun)
{
	int waited = 0;

	for (;;) {
		struct pollfd wanted = {.fd = fd, .events = POLLIN};
		ssize_t n = read(fd, data, len);

		if (n < 0 && errno == EAGAIN) {
			begun = true;
			poll(&wanted, 1, -1);
		} else if (n == 0 && named && !begun && waited < PIPE_WAIT_MS) {
			waited += PIPE_STEP_MS;
			poll(NULL, 0, PIPE_STEP_MS);
		} else if (n >= 0 || errno != EINTR) {
			return n;
		}
	}
}

/* Refuse what is no table before it, perhaps without an end, fills the disk. */
static enum status source_look_early(
	const struct source *s, const char *data, size_t len, struct err *err)
{
	struct look head = {data, len < SOURCE_LOOK ? len : SOURCE_LOOK}, none = {0};
	enum source_format format;
	const char *what;

	/* Of what has a list of parts that list must be seen first. */
	if (len < SOURCE_LOOK || not_text_more(&head, UINT64_MAX) != 0)
		return ST_OK;
	what = not_text(&head, &none, &format);
	return what ? err_set(err, ST_BAD_DATA, "%s %s.", s->name, what) : ST_OK;
}

/* Copy everything that fd gives into a temporary file, which becomes the source. */
static enum status source_spool(struct source *s, int fd, bool named, struct err *err)
{
	enum status st = ST_OK;
	char *chunk;
	ssize_t n = 1;

	s->fd = scratch_open();
	if (s->fd < 0)
		return err_errno(err, _("temporary file"));
	s->owns_fd = true;
	chunk = mem_alloc(SOURCE_COPY);
	while (st == ST_OK && n > 0) {
		n = pipe_read(fd, chunk, SOURCE_COPY, named, s->size > 0);
		if (n < 0)
			st = err_errno(err, s->name);
		else if (s->size == 0)
			st = source_look_early(s, chunk, (size_t)n, err);
		if (st != ST_OK || n <= 0)
			break;
		if (!write_all(s->fd, chunk, (size_t)n))
			st = err_errno(err, _("temporary file"));
		s->size += (uint64_t)n;
	}
	free(chunk);
	if (st == ST_OK && s->size == 0 && named)
		st = err_set(
			err, ST_BAD_DATA, _("%s is a pipe into which nobody writes."), s->name);
	return st;
}

/* Fill s from fd; owns says whether fd is closed with it (also on failure). */
static enum status source_from_fd(
	struct source *s, int fd, bool owns, struct source **out, struct err *err)
{
	struct stat info;
	enum status st = ST_OK;

	if (fstat(fd, &info) != 0)
		st = err_errno(err, s->name);
	else if (S_ISDIR(info.st_mode))
		st = err_set(err, ST_BAD_DATA, _("%s is a directory, not a file."), s->name);
	else if (S_ISBLK(info.st_mode) || (S_ISCHR(info.st_mode) && !isatty(fd)))
		st = err_set(err, ST_BAD_DATA, _("%s is a device, not a file."), s->name);
	if (st == ST_OK && S_ISREG(info.st_mode)) {
		s->fd = fd;
		s->owns_fd = owns;
		s->is_file = true;
		s->written = info.st_mtim;
		s->size = (uint64_t)info.st_size;
		return source_accept(s, out, err);
	}
	if (st == ST_OK)
		st = source_spool(s, fd, owns && S_ISFIFO(info.st_mode), err);
	if (owns)
		close(fd);
	if (st == ST_OK)
		return source_accept(s, out, err);
	source_free(s);
	return st;
}

/* Is there a write-ahead log beside the file? Or is it one itself? */
static bool source_is_open_database(const char *path)
{
	char *full = realpath(path, NULL);
	char *wal = mem_printf("%s-wal", full ? full : path);
	size_t len = strlen(wal);
	bool is = access(wal, F_OK) == 0 ||
		  (len > 8 && (memcmp(wal + len - 8, "-wal", 4) == 0 ||
				      memcmp(wal + len - 8, "-shm", 4) == 0));

	free(wal);
	free(full);
	return is;
}

enum status source_open(const char *path, struct source **out, struct err *err)
{
	int fd;

	if (strcmp(path, "-") == 0)
		return source_open_fd(STDIN_FILENO, _("standard input"), out, err);
	if (source_is_open_database(path))
		return err_set(err, ST_BAD_DATA, "%s %s.", path,
			_("is a database; export its table as CSV first"));
	/* A pipe is not waited for here: nobody may ever write into it. */
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return err_errno(err, path);
	return source_from_fd(source_new(path), fd, true, out, err);
}

enum status source_open_fd(int fd, const char *name, struct source **out, struct err *err)
{
	return source_from_fd(source_new(name), fd, false, out, err);
}

enum status source_open_memory(
	const void *data, size_t len, const char *name, struct source **out, struct err *err)
{
	struct source *s = source_new(name);

	s->data = data;
	s->size = len;
	return source_accept(s, out, err);
}

void source_free(struct source *s)
{
	if (!s)
		return;
	if (s->owns_fd)
		close(s->fd);
	free(s->name);
	free(s);
}

const char *source_name(const struct source *s)
{
	return s->name;
}

uint64_t source_size(const struct source *s)
{
	return s->size;
}

enum source_format source_format(const struct source *s)
{
	return s->format;
}

static enum status source_changed(const struct source *s, struct err *err)
{
	return err_set(err, ST_IO,
		_("%s was changed by another program while it was read. Try again when it is "
		  "complete."),
		s->name);
}

enum status source_check(const struct source *s, struct err *err)
{
	struct stat info;

	if (!s->is_file)
		return ST_OK;
	if (fstat(s->fd, &info) != 0)
		return err_errno(err, s->name);
	if ((uint64_t)info.st_size != s->size || info.st_mtim.tv_sec != s->written.tv_sec ||
		info.st_mtim.tv_nsec != s->written.tv_nsec)
		return source_changed(s, err);
	return ST_OK;
}

enum status source_read(const struct source *s, uint64_t offset, void *data, size_t len,
	size_t *got, struct err *err)
{
	*got = 0;
	if (offset >= s->size)
		return ST_OK;
	if (len > s->size - offset)
		len = (size_t)(s->size - offset);
	if (s->fd < 0) {
		memcpy(data, s->data + offset, len);
		*got = len;
		return ST_OK;
	}
	while (*got < len) {
		ssize_t n = pread(s->fd, (char *)data + *got, len - *got, (off_t)(offset + *got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_errno(err, s->name);
		if (n == 0)
			return source_changed(s, err);
		*got += (size_t)n;
	}
	return ST_OK;
}
