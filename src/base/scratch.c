/* Files without a name: O_TMPFILE, or unlinked at once where the file system has no such thing. */
#include "base/scratch.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { SCRATCH_CHUNK = 256 * 1024 };

static int scratch_in(const char *dir)
{
	char path[PATH_MAX];
	int fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);

	if (fd >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT))
		return fd;
	if ((size_t)snprintf(path, sizeof(path), "%s/kartoteka-XXXXXX", dir) >= sizeof(path)) {
		errno = ENAMETOOLONG;
		return -1;
	}
	fd = mkostemp(path, O_CLOEXEC);
	if (fd >= 0)
		unlink(path);
	return fd;
}

int scratch_open(void)
{
	const char *dir = getenv("TMPDIR");
	int fd = dir && *dir ? scratch_in(dir) : -1;

	if (fd < 0)
		fd = scratch_in("/var/tmp");
	return fd < 0 ? scratch_in("/tmp") : fd;
}

bool scratch_write(int fd, uint64_t at, const void *data, size_t len)
{
	const char *p = data;

	while (len > 0) {
		ssize_t n = pwrite(fd, p, len, (off_t)at);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		p += n;
		at += (uint64_t)n;
		len -= (size_t)n;
	}
	return true;
}

long scratch_read(int fd, uint64_t at, void *data, size_t len)
{
	char *p = data;
	size_t got = 0;

	while (got < len) {
		ssize_t n = pread(fd, p + got, len - got, (off_t)(at + got));

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		if (n == 0)
			break;
		got += (size_t)n;
	}
	return (long)got;
}

enum status scratch_copy(int fd, FILE *to, struct err *err)
{
	char *chunk = mem_alloc(SCRATCH_CHUNK);
	enum status st = ST_OK;
	uint64_t at = 0;
	long n = 1;

	for (; st == ST_OK && n > 0; at += (uint64_t)n) {
		n = scratch_read(fd, at, chunk, SCRATCH_CHUNK);
		if (n < 0)
			st = err_errno(err, _("temporary file"));
		else if (fwrite(chunk, 1, (size_t)n, to) != (size_t)n)
			st = err_errno(err, _("output"));
	}
	free(chunk);
	if (st == ST_OK && fflush(to) != 0)
		st = err_errno(err, _("output"));
	return st;
}

const char *scratch_dir(void)
{
	const char *dir = getenv("TMPDIR");

	return dir && *dir && access(dir, W_OK | X_OK) == 0 ? dir : "/tmp";
}
