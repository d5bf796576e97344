/* Temporary files without a name. */
#include "temp_file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

#define CHUNK (256 * 1024)

const char *temp_file_dir(void)
{
	const char *dir = getenv("TMPDIR");

	return dir && *dir ? dir : "/tmp";
}

int temp_file_open(void)
{
	const char *dir = temp_file_dir();
	char path[PATH_MAX];
	int fd;

	fd = open(dir, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
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

enum status temp_file_copy(int fd, FILE *to, struct err *err)
{
	char *chunk = mem_alloc(CHUNK);
	enum status st = ST_OK;
	off_t at = 0;
	ssize_t n = 1;

	while (st == ST_OK && n > 0) {
		n = pread(fd, chunk, CHUNK, at);
		if (n < 0 && errno == EINTR) {
			n = 1;
			continue;
		}
		if (n < 0)
			st = err_errno(err, _("temporary file"));
		else if (fwrite(chunk, 1, (size_t)n, to) != (size_t)n)
			st = err_errno(err, _("output"));
		at += n;
	}
	free(chunk);
	if (st == ST_OK && fflush(to) != 0)
		st = err_errno(err, _("output"));
	return st;
}
