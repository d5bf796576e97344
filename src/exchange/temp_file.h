/* Temporary files without a name, which are gone when they are closed or the program ends. */
#ifndef EXCHANGE_TEMP_FILE_H
#define EXCHANGE_TEMP_FILE_H

#include <stdio.h>

#include "base/err.h"

/* The folder for them: $TMPDIR or /tmp. */
const char *temp_file_dir(void);
/* A new one, for reading and writing; -1 and errno when there is no place. The caller closes it. */
int temp_file_open(void);
/* Give all that fd holds to the stream and flush it. ST_IO when a file cannot be read or written. */
enum status temp_file_copy(int fd, FILE *to, struct err *err);

#endif
