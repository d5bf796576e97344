/*
 * Write transactions. The gate file (flock) is held from begin to the end, then BEGIN IMMEDIATE; SIGHUP, SIGINT, SIGTERM and
 * SIGTSTP are blocked meanwhile. Nothing inside may prompt, draw, fork or wait. What tx_commit() returned ST_OK for is on disk.
 */
#ifndef STORE_TX_H
#define STORE_TX_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"

/* ST_BUSY only after 60 s of waiting; ST_DENIED on a read-only file; ST_CORRUPT when a newer program changed the schema meanwhile. */
enum status tx_begin(struct db *db, struct err *err);
enum status tx_commit(struct db *db, struct err *err); /* on failure everything is rolled back */
void tx_rollback(struct db *db);                       /* no open transaction is fine */
bool tx_is_open(const struct db *db);

#endif
