/*
 * A shim under the engine: every file operation passes a hook first, which may make it fail or do something else at that
 * moment. Works with the stock library. Version 2 of the methods at least, or the engine would silently refuse its
 * write-ahead log.
 */
#ifndef TESTS_FAULT_VFS_H
#define TESTS_FAULT_VFS_H

#include <sqlite3.h>
#include <string.h>

enum fault_op {
	FAULT_OPEN = 1,
	FAULT_READ = 2,
	FAULT_WRITE = 4,
	FAULT_SYNC = 8,
	FAULT_TRUNCATE = 16,
	FAULT_SIZE = 32,
	FAULT_DELETE = 64,
	FAULT_ACCESS = 128,
	FAULT_LOCK = 256,
	FAULT_SHM_MAP = 512,
	FAULT_SHM_LOCK = 1024,
	FAULT_UNFETCH = 2048,
};

#define FAULT_SHORT_WRITE (-1) /* from the hook: half of the data, then "disk full" */

struct fault_file {
	sqlite3_file base;
	sqlite3_file *real;
};

/* 0 to go on, else the engine's code to return. */
static int (*fault_hook)(enum fault_op op);
static sqlite3_vfs fault_vfs;
static sqlite3_vfs *fault_real;

#define FAULT_REAL(f) (((struct fault_file *)(f))->real)
#define FAULT_CALL(f, method, ...) FAULT_REAL(f)->pMethods->method(FAULT_REAL(f), ##__VA_ARGS__)

static int fault_fires(enum fault_op op)
{
	return fault_hook != NULL ? fault_hook(op) : 0;
}

static int fault_close(sqlite3_file *f)
{
	return FAULT_REAL(f)->pMethods != NULL ? FAULT_CALL(f, xClose) : SQLITE_OK;
}

static int fault_read(sqlite3_file *f, void *p, int n, sqlite3_int64 at)
{
	int rc = fault_fires(FAULT_READ);

	return rc != 0 ? rc : FAULT_CALL(f, xRead, p, n, at);
}

static int fault_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	int rc = fault_fires(FAULT_WRITE);

	if (rc == FAULT_SHORT_WRITE) {
		(void)FAULT_CALL(f, xWrite, p, n / 2, at);
		return SQLITE_FULL;
	}
	return rc != 0 ? rc : FAULT_CALL(f, xWrite, p, n, at);
}

static int fault_truncate(sqlite3_file *f, sqlite3_int64 size)
{
	int rc = fault_fires(FAULT_TRUNCATE);

	return rc != 0 ? rc : FAULT_CALL(f, xTruncate, size);
}

static int fault_sync(sqlite3_file *f, int flags)
{
	int rc = fault_fires(FAULT_SYNC);

	return rc != 0 ? rc : FAULT_CALL(f, xSync, flags);
}

static int fault_size(sqlite3_file *f, sqlite3_int64 *size)
{
	int rc = fault_fires(FAULT_SIZE);

	return rc != 0 ? rc : FAULT_CALL(f, xFileSize, size);
}

static int fault_lock(sqlite3_file *f, int level)
{
	int rc = fault_fires(FAULT_LOCK);

	return rc != 0 ? rc : FAULT_CALL(f, xLock, level);
}

static int fault_unlock(sqlite3_file *f, int level)
{
	return FAULT_CALL(f, xUnlock, level);
}

static int fault_reserved(sqlite3_file *f, int *out)
{
	return FAULT_CALL(f, xCheckReservedLock, out);
}

static int fault_control(sqlite3_file *f, int op, void *arg)
{
	return FAULT_CALL(f, xFileControl, op, arg);
}

static int fault_sector(sqlite3_file *f)
{
	return FAULT_CALL(f, xSectorSize);
}

static int fault_device(sqlite3_file *f)
{
	return FAULT_CALL(f, xDeviceCharacteristics);
}

static int fault_shm_map(sqlite3_file *f, int page, int size, int extend, void volatile **out)
{
	int rc = fault_fires(FAULT_SHM_MAP);

	return rc != 0 ? rc : FAULT_CALL(f, xShmMap, page, size, extend, out);
}

static int fault_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
	int rc = (flags & SQLITE_SHM_LOCK) != 0 ? fault_fires(FAULT_SHM_LOCK) : 0;

	return rc != 0 ? rc : FAULT_CALL(f, xShmLock, offset, n, flags);
}

static void fault_shm_barrier(sqlite3_file *f)
{
	FAULT_CALL(f, xShmBarrier);
}

static int fault_shm_unmap(sqlite3_file *f, int remove)
{
	return FAULT_CALL(f, xShmUnmap, remove);
}

/* Never a mapping; the call itself marks the moment between a checkpoint's look at the log and its locks. */
static int fault_fetch(sqlite3_file *f, sqlite3_int64 at, int n, void **out)
{
	(void)f;
	(void)at;
	(void)n;
	*out = NULL;
	return SQLITE_OK;
}

static int fault_unfetch(sqlite3_file *f, sqlite3_int64 at, void *p)
{
	(void)f;
	(void)at;
	(void)p;
	(void)fault_fires(FAULT_UNFETCH);
	return SQLITE_OK;
}

static const sqlite3_io_methods fault_methods = {
	.iVersion = 3,
	.xClose = fault_close,
	.xRead = fault_read,
	.xWrite = fault_write,
	.xTruncate = fault_truncate,
	.xSync = fault_sync,
	.xFileSize = fault_size,
	.xLock = fault_lock,
	.xUnlock = fault_unlock,
	.xCheckReservedLock = fault_reserved,
	.xFileControl = fault_control,
	.xSectorSize = fault_sector,
	.xDeviceCharacteristics = fault_device,
	.xShmMap = fault_shm_map,
	.xShmLock = fault_shm_lock,
	.xShmBarrier = fault_shm_barrier,
	.xShmUnmap = fault_shm_unmap,
	.xFetch = fault_fetch,
	.xUnfetch = fault_unfetch,
};

static int fault_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *out)
{
	struct fault_file *file = (struct fault_file *)f;
	int rc;

	(void)vfs;
	file->base.pMethods = NULL;
	file->real = (sqlite3_file *)&file[1];
	rc = fault_fires(FAULT_OPEN);
	if (rc != 0)
		return rc;
	rc = fault_real->xOpen(fault_real, name, file->real, flags, out);
	if (rc == SQLITE_OK)
		file->base.pMethods = &fault_methods;
	return rc;
}

static int fault_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
	int rc = fault_fires(FAULT_DELETE);

	(void)vfs;
	return rc != 0 ? rc : fault_real->xDelete(fault_real, name, sync_dir);
}

static int fault_access(sqlite3_vfs *vfs, const char *name, int flags, int *out)
{
	int rc = fault_fires(FAULT_ACCESS);

	(void)vfs;
	return rc != 0 ? rc : fault_real->xAccess(fault_real, name, flags, out);
}

/* From now on every connection goes through the shim. */
static void fault_install(void)
{
	fault_real = sqlite3_vfs_find("unix");
	fault_vfs = *fault_real;
	fault_vfs.zName = "fault";
	fault_vfs.szOsFile += (int)sizeof(struct fault_file);
	fault_vfs.pNext = NULL;
	fault_vfs.xOpen = fault_open;
	fault_vfs.xDelete = fault_delete;
	fault_vfs.xAccess = fault_access;
	sqlite3_vfs_register(&fault_vfs, 1);
}

#endif
