/* Where an office file lives: its real path, its file system, and the mode of files made beside it. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>
#include <sys/stat.h>

#include "base/err.h"

struct place {
	char *real; /* absolute, without links */
	char *dir;
	bool exists;
	struct stat st; /* when it exists */
};

/* ST_IO when the directory is not there; ST_CORRUPT when path is a directory or another thing that is no file. */
enum status place_find(const char *path, struct place *out, struct err *err);
void place_release(struct place *p);

/* The name of a file system that cannot carry a shared office ("NFS"), NULL when it can. f_type as of statfs(2). */
const char *place_remote_name(unsigned long f_type);
/* ST_IO with a sentence when p is on such a file system. */
enum status place_check_fs(const struct place *p, const char *shown, struct err *err);

bool place_can_read(const struct place *p);
bool place_can_write(const struct place *p); /* the file and its directory */
bool place_can_make(const struct place *p);  /* new files in the directory */
/* Mode of files that belong to the office: as the file, or for a new one 0660 in a set-group-id directory, else 0600. */
mode_t place_mode(const struct place *p);

/* lstat(2) on real + suffix: is there such a side file? */
bool place_side_exists(const char *real, const char *suffix);
/* The first free name "real" + suffix, then with "-2", "-3" ... behind it. The caller frees. */
char *place_free_name(const char *real, const char *suffix);
/* A new name for a temporary file beside real; nothing is created. The caller frees. */
char *place_temp_name(const char *real);
/* fsync(2) of a directory, and of a file that no connection has open. */
enum status place_sync(const char *path, struct err *err);

#endif
