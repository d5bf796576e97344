/* Reading much of a file once, front to back: nothing is read twice, so few pages need to be kept. */
#ifndef STORE_SCAN_H
#define STORE_SCAN_H

#include "store/db.h"

/* Keep few pages from now on, so that memory does not grow with the file. Costs nothing; no statement may be open. */
void db_scan_begin(struct db *db);
/* As it was before. */
void db_scan_end(struct db *db);

#endif
