/* Copies and verification on engine connections, shared by backup, restore and migration. */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/err.h"

/*
 * Copy all of src into a new single file (no log beside it), verify and sync it. thorough: indexes are compared with their
 * tables as well. On failure the file is removed. mode_of: whose mode it gets.
 */
enum status backup_copy(sqlite3 *src, const char *temp, const char *mode_of, const char *shown,
	bool thorough, struct err *err);
/* Open a file to read it, without leaving side files when there are none. */
enum status backup_open(const char *path, sqlite3 **out, struct err *err);
/* Is what h has open a healthy office? */
enum status backup_verify(sqlite3 *h, const char *shown, bool thorough, struct err *err);
/* Rename temp to target and sync the directory; replace says whether target may exist. */
enum status backup_install(
	const char *temp, const char *target, bool replace, const char *shown, struct err *err);

#endif
