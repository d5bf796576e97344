/* The engine's result codes as statuses and sentences. */
#include "store_private.h"

#include <errno.h>
#include <stddef.h>

#include "base/i18n.h"
#include "base/log.h"

/* The system's error number of the last failed write, to the log or the file. The engine's own note of it is often lost. */
static int fail_write_errno(sqlite3 *h)
{
	sqlite3_file *log = NULL;
	int number = 0;

	if (sqlite3_file_control(h, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) == SQLITE_OK &&
		log != NULL && log->pMethods != NULL)
		log->pMethods->xFileControl(log, SQLITE_FCNTL_LAST_ERRNO, &number);
	if (number == 0)
		sqlite3_file_control(h, "main", SQLITE_FCNTL_LAST_ERRNO, &number);
	return number;
}

static bool fail_is_full(sqlite3 *h, int rc)
{
	int number;

	if ((rc & 0xff) == SQLITE_FULL)
		return true;
	if ((rc & 0xff) != SQLITE_IOERR || rc == SQLITE_IOERR_READ || h == NULL)
		return false;
	number = sqlite3_system_errno(h);
	if (number == 0)
		number = fail_write_errno(h);
	return number == ENOSPC || number == EDQUOT || number == EFBIG;
}

static enum status fail_constraint(sqlite3 *h, int rc, struct err *err)
{
	const char *detail = h != NULL ? sqlite3_errmsg(h) : sqlite3_errstr(rc);

	switch (rc) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return err_set(err, ST_CONFLICT, _("There is such a record already (%s)."), detail);
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return err_set(err, ST_CONFLICT,
			_("The record refers to another one that is not there, or others still "
			  "refer to it."));
	default:
		return err_set(err, ST_BAD_DATA, _("A value does not fit its field (%s)."), detail);
	}
}

enum status fail_set(sqlite3 *h, const char *path, int rc, struct err *err)
{
	const char *detail = h != NULL ? sqlite3_errmsg(h) : sqlite3_errstr(rc);

	log_line("store: %s: %s (%d)", path, detail, rc);
	if (fail_is_full(h, rc))
		return err_set(err, ST_IO,
			_("%s: the disk is full or your quota is used up. Free some space and try "
			  "again."),
			path);
	switch (rc & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
	case SQLITE_PROTOCOL:
		return err_set(err, ST_BUSY,
			_("%s is being used by another program. Wait a little and try again."),
			path);
	case SQLITE_CORRUPT:
		return err_set(err, ST_CORRUPT,
			_("%s could not be read correctly. Run \"kartoteka check\"; if it finds "
			  "damage, restore a backup."),
			path);
	case SQLITE_NOTADB: return err_set(err, ST_CORRUPT, _("%s is not a Kartoteka file."), path);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return err_set(
			err, ST_DENIED, _("%s cannot be written: you may only read it."), path);
	case SQLITE_CANTOPEN:
		return err_set(
			err, ST_IO, _("%s, or a file beside it, could not be opened."), path);
	case SQLITE_INTERRUPT: return err_set(err, ST_CANCELLED, _("Stopped."));
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH: return fail_constraint(h, rc, err);
	case SQLITE_ABORT:
		return err_set(err, ST_IO,
			_("%s: the change was not saved; it was taken back whole."), path);
	case SQLITE_TOOBIG: return err_set(err, ST_BAD_DATA, _("A text is too long to be stored."));
	case SQLITE_NOMEM: return err_set(err, ST_IO, _("%s: not enough memory."), path);
	case SQLITE_IOERR:
		return err_set(err, ST_IO,
			_("%s: the disk or the system reported an error (%d). A change "
			  "that was being saved was taken back."),
			path, rc);
	default: return err_set(err, ST_IO, "%s: %s (%d)", path, detail, rc);
	}
}

enum status fail_db(struct db *db, int rc, struct err *err)
{
	return fail_set(db->h, db->path, rc, err);
}
