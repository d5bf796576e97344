/* A private file without a name for what does not belong into memory: gone when it is closed, whatever happens. */
#ifndef BASE_SCRATCH_H
#define BASE_SCRATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/err.h"

/* In $TMPDIR, or where the system keeps what may be large (/var/tmp, then /tmp). A descriptor; -1 and errno when there is no place. */
int scratch_open(void);
/* All of it at this place, or false and errno. */
bool scratch_write(int fd, uint64_t at, const void *data, size_t len);
/* As many bytes as there are, at most len; -1 and errno. */
long scratch_read(int fd, uint64_t at, void *data, size_t len);
/* Give all that it holds to the stream and flush it. ST_IO when a file cannot be read or written. */
enum status scratch_copy(int fd, FILE *to, struct err *err);

/* The folder of small ones, for libraries that make their own: $TMPDIR when it can be written, or /tmp. */
const char *scratch_dir(void);

#endif
