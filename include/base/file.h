/* Files that are written whole or not at all. Never used on the database or its -wal/-shm. */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/err.h"

/*
 * Open a temporary file beside path (mode 0600, O_EXCL, O_NOFOLLOW). With force an existing path is
 * replaced on commit, a symbolic link itself and not what it points to; without it an existing path
 * is refused now, and one that appears meanwhile on commit (ST_CONFLICT, "already exists, use
 * --force"). Directories and devices are refused (ST_IO), and so is a directory that everybody may
 * write to without the sticky bit (ST_DENIED).
 */
struct file_out;
enum status file_out_open(const char *path, bool force, struct file_out **out, struct err *err);
FILE *file_out_stream(struct file_out *f);
/*
 * Flush, fsync, rename, fsync the directory; frees f whatever happens. Reports writes to the stream
 * that failed before, so that they need not be checked one by one; nothing is left on failure.
 */
enum status file_out_commit(struct file_out *f, struct err *err);
/*
 * The end of a file whose writer came to st: committed for ST_OK, else abandoned and st given back. When it was the file
 * itself that could not be written, the sentence in err is made anew with its name.
 */
enum status file_out_end(struct file_out *f, enum status st, struct err *err);
void file_out_abandon(struct file_out *f); /* removes the temporary file; f may be NULL */

/* ST_IO with a sentence when the directory that path names is not there: its own name is of no help then. */
enum status file_check_dir(const char *path, struct err *err);

/*
 * Read a whole text file of at most max bytes (ST_BAD_DATA when larger); the caller frees *data
 * (NUL-terminated).
 */
enum status file_read(const char *path, size_t max, char **data, size_t *len, struct err *err);
/*
 * The path of a file as a person typed it: "~/" put out, and when a directory is meant, name (may be NULL) in it.
 * The caller frees.
 */
char *file_typed_path(const char *typed, const char *name);
/* Make the directories that lead to path (all of it when it ends in '/'), mode 0700, as needed. */
enum status file_make_dirs(const char *path, struct err *err);

#endif
