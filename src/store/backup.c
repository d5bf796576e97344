/*
 * Copies of the office through the engine's own means; the file itself is never opened here. A copy is made in one step,
 * because one in small steps starts again whenever somebody saves.
 */
#include "backup.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "connect.h"
#include "place.h"
#include "store/upkeep.h"
#include "store_private.h"

enum status backup_verify(sqlite3 *h, const char *shown, bool thorough, struct err *err)
{
	const char *sql = thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
	char result[256];
	int version = 0, rc;
	enum status st = connect_identify(h, shown, &version, err);

	if (st != ST_OK)
		return st;
	if (version < 0)
		return err_set(err, ST_CORRUPT, _("%s is empty, it is not an office."), shown);
	rc = connect_text(h, sql, result, sizeof result);
	if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_CORRUPT)
		return fail_set(h, shown, rc, err);
	if (strcmp(result, "ok") != 0)
		return err_set(err, ST_CORRUPT, _("%s is damaged: %s"), shown,
			rc != SQLITE_OK ? sqlite3_errmsg(h) : result);
	return ST_OK;
}

enum status backup_open(const char *path, sqlite3 **out, struct err *err)
{
	struct place p;
	enum status st = place_find(path, &p, err);
	bool quiet;

	if (st != ST_OK)
		return st;
	if (!p.exists)
		st = err_set(err, ST_NOT_FOUND, _("There is no file %s."), path);
	else if (p.st.st_size == 0)
		st = err_set(err, ST_CORRUPT, _("%s is empty, it is not an office."), path);
	else if (!place_can_read(&p))
		st = err_set(err, ST_IO, _("%s: you are not allowed to read it."), path);
	if (st == ST_OK) {
		quiet = !place_side_exists(p.real, "-wal") &&
			!place_side_exists(p.real, "-journal");
		st = connect_open(
			p.real, path, quiet ? CONNECT_SNAPSHOT : CONNECT_READ, NULL, out, err);
	}
	place_release(&p);
	return st;
}

/* Copy, then leave the write-ahead log mode, so that the copy is one plain file. */
static int backup_pages(sqlite3 *src, sqlite3 *dst)
{
	sqlite3_backup *b;
	char mode[16];
	int rc = sqlite3_exec(
		dst, "PRAGMA locking_mode=EXCLUSIVE; PRAGMA synchronous=OFF", NULL, NULL, NULL);

	if (rc != SQLITE_OK)
		return rc;
	b = sqlite3_backup_init(dst, "main", src, "main");
	if (b == NULL)
		return sqlite3_extended_errcode(dst);
	rc = sqlite3_backup_step(b, -1);
	if (rc == SQLITE_DONE)
		rc = sqlite3_backup_finish(b);
	else
		sqlite3_backup_finish(b);
	if (rc == SQLITE_OK)
		rc = connect_text(dst, "PRAGMA journal_mode=DELETE", mode, sizeof mode);
	if (rc == SQLITE_OK && strcmp(mode, "delete") != 0)
		rc = SQLITE_BUSY;
	return rc;
}

static void backup_remove(const char *temp)
{
	static const char *const side[] = {"-wal", "-shm", "-journal", ""};
	size_t i;

	for (i = 0; i < sizeof side / sizeof side[0]; i++) {
		char *name = mem_printf("%s%s", temp, side[i]);

		unlink(name);
		free(name);
	}
}

enum status backup_copy(sqlite3 *src, const char *temp, const char *mode_of, const char *shown,
	bool thorough, struct err *err)
{
	sqlite3 *dst;
	enum status st = connect_open(temp, shown, CONNECT_CREATE, mode_of, &dst, err);
	int rc;

	if (st == ST_OK) {
		rc = backup_pages(src, dst);
		if (rc != SQLITE_OK)
			st = fail_set(dst, shown, rc, err);
		if (st == ST_OK)
			st = backup_verify(dst, shown, thorough, err);
		sqlite3_close(dst);
	}
	if (st == ST_OK)
		st = place_sync(temp, err);
	if (st != ST_OK)
		backup_remove(temp);
	return st;
}

enum status backup_install(
	const char *temp, const char *target, bool replace, const char *shown, struct err *err)
{
	char *dir = mem_strndup(target, (size_t)(strrchr(target, '/') - target) + 1);
	int rc = replace ? rename(temp, target)
			 : renameat2(AT_FDCWD, temp, AT_FDCWD, target, RENAME_NOREPLACE);
	enum status st = ST_OK;

	/* Not every file system knows RENAME_NOREPLACE; link() is as strict. */
	if (rc != 0 && !replace && errno == EINVAL && (rc = link(temp, target)) == 0)
		unlink(temp);
	if (rc != 0 && errno == EEXIST)
		st = err_set(err, ST_CONFLICT,
			_("%s already exists. Choose another name, or use --force to replace it."),
			shown);
	else if (rc != 0)
		st = err_errno(err, shown);
	if (st != ST_OK)
		backup_remove(temp);
	else
		st = place_sync(dir, err);
	free(dir);
	return st;
}

static enum status backup_check_target(
	struct db *db, const struct place *p, const char *target, bool force, struct err *err)
{
	struct stat own;

	if (!p->exists)
		return ST_OK;
	if (stat(db->real, &own) == 0 && own.st_dev == p->st.st_dev && own.st_ino == p->st.st_ino)
		return err_set(err, ST_CONFLICT,
			_("%s is the office itself. Choose another name for the backup."), target);
	if (!force)
		return err_set(err, ST_CONFLICT,
			_("%s already exists. Choose another name, or use --force to replace it."),
			target);
	if (place_side_exists(p->real, "-wal") || place_side_exists(p->real, "-journal"))
		return err_set(err, ST_CONFLICT,
			_("%s is in use by another program and cannot be replaced."), target);
	return ST_OK;
}

static enum status backup_to(
	struct db *db, const struct place *p, const char *target, bool force, struct err *err)
{
	char *temp = place_temp_name(p->real);
	sqlite3 *src;
	enum status st = connect_open(db->real, db->path,
		db->snapshot ? CONNECT_SNAPSHOT : CONNECT_READ, NULL, &src, err);

	if (st == ST_OK) {
		st = backup_copy(src, temp, db->real, target, true, err);
		sqlite3_close(src);
	}
	if (st == ST_OK)
		st = backup_install(temp, p->real, force, target, err);
	free(temp);
	return st;
}

enum status db_backup(struct db *db, const char *target, bool force, struct err *err)
{
	struct place p;
	enum status st = file_check_dir(target, err);

	if (st == ST_OK)
		st = place_find(target, &p, err);
	if (st != ST_OK)
		return st;
	st = backup_check_target(db, &p, target, force, err);
	if (st == ST_OK)
		st = backup_to(db, &p, target, force, err);
	place_release(&p);
	return st;
}

enum status db_verify_file(const char *path, struct err *err)
{
	sqlite3 *h;
	enum status st = backup_open(path, &h, err);

	if (st != ST_OK)
		return st;
	st = backup_verify(h, path, true, err);
	sqlite3_close(h);
	return st;
}
