/* The size of a connection's page cache while it reads a file front to back. */
#include "store/scan.h"

#include <stdio.h>

#include "store_private.h"

enum { SCAN_CACHE_KIB = 1024 };

static void scan_cache(struct db *db, int kib)
{
	char sql[64];

	snprintf(sql, sizeof sql, "PRAGMA cache_size=-%d", kib);
	(void)db_exec(db, sql, NULL);
}

void db_scan_begin(struct db *db)
{
	scan_cache(db, SCAN_CACHE_KIB);
}

void db_scan_end(struct db *db)
{
	scan_cache(db, DB_CACHE_KIB);
}
