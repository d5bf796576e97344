/* Paths and file systems. Uses stat(2), never open(2), on the office file and what belongs to it. */
#include "place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/mem.h"

/* Locks or shared memory of these do not reach the other machines (or are not worth trusting). */
static const struct {
	unsigned long type;
	const char *name;
} place_remote[] = {
	{0x6969, "NFS"},
	{0x517B, "SMB"},
	{0xFF534D42, "CIFS"},
	{0xFE534D42, "SMB2"},
	{0x65735546, "FUSE"},
	{0x01021997, "9P"},
	{0x00C36400, "Ceph"},
	{0x5346414F, "AFS"},
	{0x6B414653, "AFS"},
	{0x73757245, "Coda"},
	{0x564C, "NCP"},
	{0x7461636F, "OCFS2"},
	{0x01161970, "GFS2"},
	{0x0BD00BD0, "Lustre"},
	{0x47504653, "GPFS"},
	{0x786F4256, "vboxsf"},
	{0xBACBACBC, "vmhgfs"},
};

const char *place_remote_name(unsigned long f_type)
{
	size_t i;

	for (i = 0; i < sizeof place_remote / sizeof place_remote[0]; i++)
		if (place_remote[i].type == (f_type & 0xFFFFFFFFUL))
			return place_remote[i].name;
	return NULL;
}

static char *place_dir_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return mem_strdup(".");
	if (slash == path)
		return mem_strdup("/");
	return mem_strndup(path, (size_t)(slash - path));
}

/* The real path of something that need not exist yet; its directory must. */
static char *place_real(const char *path)
{
	char *found = realpath(path, NULL);
	char *dir, *real_dir;
	const char *base = strrchr(path, '/');

	if (found != NULL || errno != ENOENT)
		return found;
	dir = place_dir_of(path);
	real_dir = realpath(dir, NULL);
	free(dir);
	if (real_dir == NULL)
		return NULL;
	base = base != NULL ? base + 1 : path;
	found = mem_printf("%s/%s", strcmp(real_dir, "/") == 0 ? "" : real_dir, base);
	free(real_dir);
	return found;
}

enum status place_find(const char *path, struct place *out, struct err *err)
{
	struct place p = {0};
	size_t len = strlen(path);

	if (len == 0)
		return err_set(err, ST_IO, _("The name of the office file is empty."));
	p.real = place_real(path);
	if (p.real == NULL)
		return err_errno(err, path);
	p.dir = place_dir_of(p.real);
	p.exists = stat(p.real, &p.st) == 0;
	if (!p.exists && errno != ENOENT && errno != ENOTDIR) {
		enum status st = err_errno(err, path);

		place_release(&p);
		return st;
	}
	if (p.exists && S_ISDIR(p.st.st_mode)) {
		place_release(&p);
		return err_set(
			err, ST_CORRUPT, _("%s is a directory, not a Kartoteka file."), path);
	}
	if ((p.exists && !S_ISREG(p.st.st_mode)) || (!p.exists && place_side_exists(p.real, ""))) {
		place_release(&p);
		return err_set(err, ST_CORRUPT, _("%s is not a regular file."), path);
	}
	*out = p;
	return ST_OK;
}

void place_release(struct place *p)
{
	free(p->real);
	free(p->dir);
	memset(p, 0, sizeof *p);
}

enum status place_check_fs(const struct place *p, const char *shown, struct err *err)
{
	struct statfs fs;
	const char *name;

	if (statfs(p->exists ? p->real : p->dir, &fs) != 0)
		return err_errno(err, shown);
	name = place_remote_name((unsigned long)fs.f_type);
	if (name == NULL)
		return ST_OK;
	return err_set(err, ST_IO,
		_("%s is on a network or foreign file system (%s), where an office would lose "
		  "data. Keep it on a local "
		  "disk and work on that machine, for example over SSH."),
		shown, name);
}

static bool place_access(const char *path, int how)
{
	return faccessat(AT_FDCWD, path, how, AT_EACCESS) == 0;
}

bool place_can_read(const struct place *p)
{
	return place_access(p->real, R_OK);
}

bool place_can_write(const struct place *p)
{
	return place_access(p->real, W_OK) && place_can_make(p);
}

bool place_can_make(const struct place *p)
{
	return place_access(p->dir, W_OK | X_OK);
}

mode_t place_mode(const struct place *p)
{
	struct stat st;

	if (p->exists)
		return p->st.st_mode & 0666;
	if (stat(p->dir, &st) == 0 && (st.st_mode & S_ISGID) != 0)
		return 0660;
	return 0600;
}

bool place_side_exists(const char *real, const char *suffix)
{
	struct stat st;
	char *name = mem_printf("%s%s", real, suffix);
	bool there = lstat(name, &st) == 0;

	free(name);
	return there;
}

char *place_free_name(const char *real, const char *suffix)
{
	char *name = mem_printf("%s%s", real, suffix);
	int n;

	for (n = 2; place_side_exists(name, ""); n++) {
		free(name);
		name = mem_printf("%s%s-%d", real, suffix, n);
	}
	return name;
}

char *place_temp_name(const char *real)
{
	uint32_t r = 0;
	char *name;

	do {
		if (getrandom(&r, sizeof r, 0) != sizeof r)
			r = r * 2654435761U + (uint32_t)getpid();
		name = mem_printf("%s.tmp-%08x", real, r);
		if (!place_side_exists(name, ""))
			return name;
		free(name);
	} while (true);
}

enum status place_sync(const char *path, struct err *err)
{
	/* arch: opens a finished copy or its directory, never an office in use */
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	enum status st = ST_OK;

	if (fd < 0)
		return err_errno(err, path);
	/* Some file systems cannot sync a directory and say EINVAL; there is nothing to do about it. */
	if (fsync(fd) != 0 && errno != EINVAL)
		st = err_errno(err, path);
	close(fd);
	return st;
}
