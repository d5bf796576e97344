/*
 * Files written whole or not at all: a private temporary file in the target's directory, synced,
 * renamed over the target or linked where none may be, then the directory synced. Everything goes
 * through a descriptor of the directory, so that nobody can swap the directory in between.
 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { FILE_TMP_LEN = 40, FILE_TRIES = 10, FILE_BUFFER = 1 << 18, FILE_CHUNK = 1 << 16 };

struct file_out {
	int dir_fd;
	FILE *stream;
	char *path;       /* as given, for sentences */
	const char *name; /* the last part of path */
	bool force;
	char tmp[FILE_TMP_LEN];
};

static enum status file_exists(struct err *err, const char *path)
{
	return err_set(err, ST_CONFLICT,
		_("%s already exists. Choose another name, or use --force to replace it."), path);
}

/* Open the directory that path is in. */
static int file_open_dir(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *dir = slash == NULL   ? mem_strdup(".")
		    : slash == path ? mem_strdup("/")
				    : mem_strndup(path, (size_t)(slash - path));
	int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(dir);
	return fd;
}

enum status file_check_dir(const char *path, struct err *err)
{
	const char *slash = strrchr(path, '/');
	enum status st = ST_OK;
	struct stat found;
	char *dir;

	if (slash == NULL || slash == path)
		return ST_OK;
	dir = mem_strndup(path, (size_t)(slash - path));
	if (stat(dir, &found) != 0 && errno == ENOENT)
		st = err_set(err, ST_IO, _("There is no directory %s."), dir);
	free(dir);
	return st;
}

/* After the directory of path could not be opened. */
static enum status file_dir_failed(const char *path, struct err *err)
{
	enum status st = err_errno(err, path), missing = file_check_dir(path, err);

	return missing != ST_OK ? missing : st;
}

/* May a file of this name be written there? */
static enum status file_check_target(const struct file_out *f, struct err *err)
{
	struct stat st;

	if (fstat(f->dir_fd, &st) != 0)
		return err_errno(err, f->path);
	if ((st.st_mode & (S_IWOTH | S_ISVTX)) == S_IWOTH)
		return err_set(err, ST_DENIED,
			_("%s: everybody may write to this directory and rename files in it. "
			  "Choose a safer one."),
			f->path);
	if (fstatat(f->dir_fd, f->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? ST_OK : err_errno(err, f->path);
	if (S_ISDIR(st.st_mode))
		return err_set(
			err, ST_IO, _("%s is a directory. Give the name of a file."), f->path);
	if (!S_ISREG(st.st_mode) && !S_ISLNK(st.st_mode))
		return err_set(err, ST_IO, _("%s is not an ordinary file."), f->path);
	return f->force ? ST_OK : file_exists(err, f->path);
}

/* Make the temporary file; its descriptor or -1 with errno. */
static int file_open_tmp(struct file_out *f)
{
	for (int i = 0; i < FILE_TRIES; i++) {
		uint64_t random;
		int fd;

		if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
			return -1;
		snprintf(f->tmp, sizeof f->tmp, ".kartoteka-%016llx.tmp",
			(unsigned long long)random);
		fd = openat(f->dir_fd, f->tmp, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
			0600);
		if (fd >= 0 || errno != EEXIST)
			return fd;
	}
	return -1;
}

static void file_free(struct file_out *f)
{
	if (f->stream != NULL)
		fclose(f->stream);
	if (f->dir_fd >= 0)
		close(f->dir_fd);
	free(f->path);
	free(f);
}

enum status file_out_open(const char *path, bool force, struct file_out **out, struct err *err)
{
	struct file_out *f = mem_alloc(sizeof *f);
	const char *slash;
	enum status st = ST_OK;
	int fd;

	f->force = force;
	f->path = mem_strdup(path);
	slash = strrchr(f->path, '/');
	f->name = slash != NULL ? slash + 1 : f->path;
	f->dir_fd = -1;
	if (f->path[0] == '\0')
		st = err_set(err, ST_USAGE, _("The file name is empty."));
	else if ((f->dir_fd = file_open_dir(f->path)) < 0)
		st = file_dir_failed(f->path, err);
	else if (f->name[0] == '\0' || strcmp(f->name, ".") == 0 || strcmp(f->name, "..") == 0)
		st = err_set(err, ST_IO, _("%s is a directory. Give the name of a file."), f->path);
	else
		st = file_check_target(f, err);
	if (st == ST_OK && (fd = file_open_tmp(f)) < 0)
		st = err_errno(err, f->path);
	if (st == ST_OK && (f->stream = fdopen(fd, "w")) == NULL) {
		st = err_errno(err, f->path);
		close(fd);
		unlinkat(f->dir_fd, f->tmp, 0);
	}
	if (st != ST_OK) {
		file_free(f);
		return st;
	}
	setvbuf(f->stream, NULL, _IOFBF, FILE_BUFFER);
	*out = f;
	return ST_OK;
}

FILE *file_out_stream(struct file_out *f)
{
	return f->stream;
}

/* Give the temporary file its name where nothing may be of that name yet. 0 or -1 with errno. */
static int file_place_new(struct file_out *f)
{
	if (renameat2(f->dir_fd, f->tmp, f->dir_fd, f->name, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return -1;
	/* a file system without that call: a link never replaces either */
	if (linkat(f->dir_fd, f->tmp, f->dir_fd, f->name, 0) != 0)
		return -1;
	return unlinkat(f->dir_fd, f->tmp, 0);
}

/*
 * A write that failed before leaves its mark on the stream but not its errno. Writing once more to
 * the file, which is lost anyway, tells the reason ("disk full" and not just "error").
 */
static void file_find_reason(int fd)
{
	static const char PAGE[4096];

	errno = 0;
	if (write(fd, PAGE, sizeof PAGE) < 0 && errno != 0)
		return;
	errno = EIO;
}

enum status file_out_commit(struct file_out *f, struct err *err)
{
	enum status st = ST_OK;
	int failed;

	if (ferror(f->stream)) {
		file_find_reason(fileno(f->stream));
		st = err_errno(err, f->path);
	} else if (fflush(f->stream) != 0) {
		st = err_errno(err, f->path);
	} else if (fsync(fileno(f->stream)) != 0) {
		st = err_errno(err, f->path);
	}
	failed = fclose(f->stream);
	f->stream = NULL;
	if (st == ST_OK && failed)
		st = err_errno(err, f->path);
	if (st == ST_OK) {
		failed = f->force ? renameat(f->dir_fd, f->tmp, f->dir_fd, f->name)
				  : file_place_new(f);
		if (failed)
			st = errno == EEXIST ? file_exists(err, f->path) : err_errno(err, f->path);
	}
	if (st != ST_OK)
		unlinkat(f->dir_fd, f->tmp, 0);
	else if (fsync(f->dir_fd) != 0 && errno != EINVAL) /* EINVAL: it cannot sync directories */
		st = err_errno(err, f->path);
	file_free(f);
	return st;
}

enum status file_out_end(struct file_out *f, enum status st, struct err *err)
{
	if (st == ST_OK || ferror(f->stream))
		return file_out_commit(f, err);
	file_out_abandon(f);
	return st;
}

void file_out_abandon(struct file_out *f)
{
	if (f == NULL)
		return;
	unlinkat(f->dir_fd, f->tmp, 0);
	file_free(f);
}

/* Read fd to its end. */
static enum status file_read_fd(
	int fd, const char *path, size_t max, char **data, size_t *len, struct err *err)
{
	char *text = NULL;
	size_t used = 0, cap = 0;

	for (;;) {
		ssize_t got;

		text = mem_grow(text, &cap, used + FILE_CHUNK + 1, 1);
		got = read(fd, text + used, FILE_CHUNK);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			enum status st = err_errno(err, path);

			free(text);
			return st;
		}
		if (got == 0)
			break;
		used += (size_t)got;
		if (used > max) {
			free(text);
			return err_set(err, ST_BAD_DATA,
				_("%s is larger than the %zu bytes that are allowed."), path, max);
		}
	}
	text[used] = '\0';
	*data = text;
	*len = used;
	return ST_OK;
}

enum status file_read(const char *path, size_t max, char **data, size_t *len, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	enum status st;

	if (fd < 0)
		return err_errno(err, path);
	st = file_read_fd(fd, path, max, data, len, err);
	close(fd);
	return st;
}

char *file_typed_path(const char *typed, const char *name)
{
	const char *home = getenv("HOME");
	bool is_home = typed[0] == '~' && (typed[1] == '/' || typed[1] == '\0') && home != NULL;
	char *path = is_home ? mem_printf("%s%s", home, typed + 1) : mem_strdup(typed);
	size_t len = strlen(path);
	struct stat st;

	if (name != NULL && len > 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		char *in = mem_printf("%s%s%s", path, path[len - 1] == '/' ? "" : "/", name);

		free(path);
		path = in;
	}
	return path;
}

enum status file_make_dirs(const char *path, struct err *err)
{
	char *dir = mem_strdup(path);
	enum status st = ST_OK;

	for (char *p = dir; *p != '\0' && st == ST_OK; p++) {
		struct stat at;

		if (*p != '/' || p == dir)
			continue;
		*p = '\0';
		if (mkdir(dir, 0700) != 0) {
			int number = errno;

			if (stat(dir, &at) != 0)
				errno = number;
			else
				errno = S_ISDIR(at.st_mode) ? 0 : ENOTDIR;
			if (errno != 0)
				st = err_errno(err, dir);
		}
		*p = '/';
	}
	free(dir);
	return st;
}
