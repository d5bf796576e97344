/* Opening and identifying. Files that others made are opened with everything closed that could run code of theirs. */
#include "connect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/i18n.h"
#include "base/log.h"
#include "store/migrate.h"
#include "store_private.h"

static const struct {
	int id, value;
} connect_limits[] = {
	{SQLITE_LIMIT_LENGTH, 16 * 1024 * 1024},
	{SQLITE_LIMIT_SQL_LENGTH, 1024 * 1024},
	{SQLITE_LIMIT_COLUMN, 500},
	{SQLITE_LIMIT_EXPR_DEPTH, 500},
	{SQLITE_LIMIT_COMPOUND_SELECT, 100},
	{SQLITE_LIMIT_VDBE_OP, 250000},
	{SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 10000},
	{SQLITE_LIMIT_TRIGGER_DEPTH, 10},
};

static const struct {
	int id, on;
} connect_switches[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_ENABLE_FKEY, 1},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
	{SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1},
};

/* These touch no file. */
static const char connect_settings[] = "PRAGMA cell_size_check=ON;"
				       "PRAGMA mmap_size=0;"
				       "PRAGMA temp_store=MEMORY;"
				       "PRAGMA secure_delete=ON";

static void connect_uri_escape(struct buf *b, const char *s)
{
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			strchr("/._-", c))
			buf_addch(b, (char)c);
		else
			buf_addf(b, "%%%02X", (unsigned)c);
	}
}

static char *connect_uri(const char *real, enum connect_how how, const char *mode_of)
{
	struct buf b = BUF_INIT;

	buf_add(&b, "file:");
	connect_uri_escape(&b, real);
	if (how == CONNECT_SNAPSHOT)
		buf_add(&b, "?immutable=1");
	if (mode_of != NULL) {
		buf_add(&b, how == CONNECT_SNAPSHOT ? "&modeof=" : "?modeof=");
		connect_uri_escape(&b, mode_of);
	}
	return buf_take(&b);
}

static void connect_configure(sqlite3 *h)
{
	size_t i;

	sqlite3_extended_result_codes(h, 1);
	sqlite3_busy_timeout(h, DB_BUSY_MS);
	sqlite3_wal_autocheckpoint(h, 0);
	sqlite3_limit(h, SQLITE_LIMIT_ATTACHED, 0);
	for (i = 0; i < sizeof connect_limits / sizeof connect_limits[0]; i++)
		sqlite3_limit(h, connect_limits[i].id, connect_limits[i].value);
	for (i = 0; i < sizeof connect_switches / sizeof connect_switches[0]; i++)
		sqlite3_db_config(h, connect_switches[i].id, connect_switches[i].on, NULL);
}

enum status connect_open(const char *real, const char *shown, enum connect_how how,
	const char *mode_of, sqlite3 **out, struct err *err)
{
	int flags = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
		    SQLITE_OPEN_NOFOLLOW;
	char *uri = connect_uri(real, how, mode_of);
	sqlite3 *h = NULL;
	int rc;

	if (how == CONNECT_READ || how == CONNECT_SNAPSHOT)
		flags |= SQLITE_OPEN_READONLY;
	else
		flags |= SQLITE_OPEN_READWRITE;
	if (how == CONNECT_CREATE)
		flags |= SQLITE_OPEN_CREATE;
	rc = sqlite3_open_v2(uri, &h, flags, NULL);
	free(uri);
	if (rc == SQLITE_OK) {
		connect_configure(h);
		rc = sqlite3_exec(h, connect_settings, NULL, NULL, NULL);
	}
	if (rc != SQLITE_OK) {
		enum status st = fail_set(h, shown, rc, err);

		sqlite3_close(h);
		*out = NULL;
		return st;
	}
	*out = h;
	return ST_OK;
}

int connect_text(sqlite3 *h, const char *sql, char *out, size_t size)
{
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(h, sql, -1, &stmt, NULL);

	out[0] = '\0';
	if (rc == SQLITE_OK)
		rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		const char *s = (const char *)sqlite3_column_text(stmt, 0);

		snprintf(out, size, "%s", s != NULL ? s : "");
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

int connect_int(sqlite3 *h, const char *sql, int64_t *out)
{
	char text[32];
	int rc = connect_text(h, sql, text, sizeof text);

	*out = strtoll(text, NULL, 10);
	return rc;
}

static enum status connect_foreign(const char *shown, struct err *err)
{
	return err_set(err, ST_CORRUPT,
		_("%s is a database of another program, not a Kartoteka file."), shown);
}

enum status connect_identify(sqlite3 *h, const char *shown, int *version, struct err *err)
{
	int64_t app = 0, user = 0, tables = 0;
	int rc = connect_int(h, "PRAGMA application_id", &app);

	if (rc == SQLITE_OK)
		rc = connect_int(h, "PRAGMA user_version", &user);
	if (rc == SQLITE_OK)
		rc = connect_int(h, "SELECT count(*) FROM sqlite_schema", &tables);
	*version = -1;
	if ((rc & 0xff) == SQLITE_CORRUPT) {
		log_line("store: %s: %s", shown, sqlite3_errmsg(h));
		return err_set(err, ST_CORRUPT,
			_("%s is damaged: it was cut off or overwritten. Restore a backup "
			  "(kartoteka restore)."),
			shown);
	}
	if (rc != SQLITE_OK)
		return fail_set(h, shown, rc, err);
	if (app == 0 && user == 0 && tables == 0)
		return ST_OK;
	if (app != DB_APPLICATION_ID)
		return connect_foreign(shown, err);
	if (user > migrate_latest())
		return err_set(err, ST_CORRUPT,
			_("%s was made by a newer Kartoteka (format %lld, this program knows %d). "
			  "Update the program."),
			shown, (long long)user, migrate_latest());
	*version = (int)user;
	return ST_OK;
}
