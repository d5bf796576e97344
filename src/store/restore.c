/*
 * A backup in the place of an office. The name always leads to a complete file: the backup is copied and verified beside it,
 * the old file gets a second name, and one rename puts the copy in its place.
 */
#include "store/upkeep.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "backup.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "connect.h"
#include "gate.h"
#include "place.h"
#include "store_private.h"

enum { RESTORE_WAIT_MS = 5000 };

/*
 * Make the old office one file without a log, which the engine does only for the last one who has it open. *held keeps it
 * locked until the caller closes it. A file too damaged to be opened is nobody's.
 */
static enum status restore_close_office(
	const struct place *p, const char *shown, sqlite3 **held, struct err *err)
{
	enum status st = connect_open(p->real, shown, CONNECT_WRITE, NULL, held, err);
	char mode[16];
	int rc;

	if (st != ST_OK)
		return st;
	sqlite3_busy_timeout(*held, 200);
	rc = connect_text(*held, "PRAGMA locking_mode=EXCLUSIVE", mode, sizeof mode);
	if (rc == SQLITE_OK)
		rc = connect_text(*held, "PRAGMA journal_mode=DELETE", mode, sizeof mode);
	if ((rc & 0xff) == SQLITE_BUSY || (rc & 0xff) == SQLITE_LOCKED ||
		(rc == SQLITE_OK && strcmp(mode, "delete") != 0)) {
		sqlite3_close(*held);
		*held = NULL;
		return err_set(err, ST_BUSY,
			_("%s is open in another program. Close it there first."), shown);
	}
	return ST_OK;
}

static enum status restore_second_name(const char *from, const char *to, struct err *err)
{
	if (link(from, to) == 0 || rename(from, to) == 0)
		return ST_OK;
	return err_errno(err, to);
}

/* The old file and, when it could not be closed cleanly, its log under the kept name. */
static enum status restore_keep(const struct place *p, struct buf *kept, struct err *err)
{
	char *name = NULL, *wal = mem_printf("%s-wal", p->real),
	     *shm = mem_printf("%s-shm", p->real);
	enum status st;
	int n = 0;

	do {
		free(name);
		name = mem_printf("%s.before-restore-%d", p->real, ++n);
	} while (place_side_exists(name, "") || place_side_exists(name, "-wal"));
	st = restore_second_name(p->real, name, err);
	if (st == ST_OK && place_side_exists(wal, "")) {
		char *kept_wal = mem_printf("%s-wal", name);

		if (rename(wal, kept_wal) != 0)
			st = err_errno(err, wal);
		free(kept_wal);
	}
	if (st == ST_OK) {
		unlink(shm);
		buf_add(kept, name);
	}
	free(shm);
	free(wal);
	free(name);
	return st;
}

static enum status restore_copy(
	const char *backup, const char *temp, const char *mode_of, struct err *err)
{
	sqlite3 *src;
	enum status st = backup_open(backup, &src, err);

	if (st != ST_OK)
		return st;
	st = backup_copy(src, temp, mode_of, backup, true, err);
	sqlite3_close(src);
	return st;
}

/* The gate is held. */
static enum status restore_swap(const struct place *p, const char *temp, const char *shown,
	struct buf *kept, struct err *err)
{
	sqlite3 *held = NULL;
	enum status st = ST_OK;

	if (p->exists && p->st.st_size > 0)
		st = restore_close_office(p, shown, &held, err);
	if (st == ST_OK && p->exists)
		st = restore_keep(p, kept, err);
	if (st == ST_OK)
		st = backup_install(temp, p->real, true, shown, err);
	sqlite3_close(held);
	return st;
}

static enum status restore_into(const char *backup, const struct place *p, const char *shown,
	struct buf *kept, struct err *err)
{
	char *temp = place_temp_name(p->real);
	struct gate *gate = NULL;
	enum status st = gate_open(p, &gate, err);

	if (st == ST_OK)
		st = restore_copy(backup, temp, gate_path(gate), err);
	if (st == ST_OK) {
		st = gate_enter(gate, RESTORE_WAIT_MS, err);
		if (st == ST_OK) {
			st = restore_swap(p, temp, shown, kept, err);
			gate_leave(gate, true);
		}
		unlink(temp);
	}
	gate_close(gate);
	free(temp);
	return st;
}

enum status db_restore(const char *backup, const char *path, struct buf *kept, struct err *err)
{
	struct place p;
	enum status st = db_verify_file(backup, err);

	if (st != ST_OK)
		return st;
	st = place_find(path, &p, err);
	if (st != ST_OK)
		return st;
	st = place_check_fs(&p, path, err);
	if (st == ST_OK && !place_can_make(&p))
		st = err_set(
			err, ST_IO, _("%s: you are not allowed to write in its directory."), path);
	if (st == ST_OK)
		st = restore_into(backup, &p, path, kept, err);
	place_release(&p);
	return st;
}
