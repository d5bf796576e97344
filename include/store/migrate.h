/* Numbered migrations data/schema/NNN-name.sql, embedded at build; applied in one transaction with user_version. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/err.h"

#define DB_APPLICATION_ID 0x4b415254 /* "KART" */

struct db;

int migrate_latest(void); /* highest embedded number */
/* Bring an open connection from its version to the latest, inside the caller's transaction. */
enum status migrate_apply(struct db *db, int from, struct err *err);

#endif
