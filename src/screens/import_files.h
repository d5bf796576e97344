/* Files that may be imported: those below the working directory, and the completion of a path. */
#ifndef SCREENS_IMPORT_FILES_H
#define SCREENS_IMPORT_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

struct import_file {
	char *path;
	int64_t bytes, changed_at;
};

/* *.csv, *.tsv and *.txt of a folder ("/" at its end), NULL: below the working directory; newest first; import_files_free(). */
void import_files_find(const char *dir, struct import_file **out, int *n);
/* The folder that a typed path names, when it lies elsewhere than below the working directory; else NULL. Caller frees. */
char *import_files_elsewhere(const char *typed);
void import_files_free(struct import_file *files, int n);
/* Append path, completed as far as it is certain; nothing when nothing begins so. False when it got no longer. */
bool import_files_complete(const char *path, struct buf *out);

#endif
