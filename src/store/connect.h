/* Engine connections with the room's settings: nothing in a file can run anything, nothing is checkpointed by itself. */
#ifndef STORE_CONNECT_H
#define STORE_CONNECT_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum connect_how {
	CONNECT_READ,     /* with locks, writes nothing to the office */
	CONNECT_SNAPSHOT, /* without locks and side files: only for a file that nobody writes */
	CONNECT_WRITE,
	CONNECT_CREATE, /* makes the file with the mode of the file mode_of */
};

/* *out is NULL on failure. The file is not looked at yet. mode_of may be NULL. */
enum status connect_open(const char *real, const char *shown, enum connect_how how,
	const char *mode_of, sqlite3 **out, struct err *err);
/* The first integer a statement gives; the engine's code is returned. */
int connect_int(sqlite3 *h, const char *sql, int64_t *out);
/* The same with a text of at most size - 1 bytes. */
int connect_text(sqlite3 *h, const char *sql, char *out, size_t size);

/* Is it an office of ours? ST_CORRUPT with a sentence when not. *version gets its schema number, -1 for an empty file. */
enum status connect_identify(sqlite3 *h, const char *shown, int *version, struct err *err);

#endif
