/* Imports leave a trace (domain/import_batch.h): the run looks whether the file was imported before, and notes what it did. */
#ifndef EXCHANGE_IMPORT_HISTORY_H
#define EXCHANGE_IMPORT_HISTORY_H

#include "base/buf.h"
#include "domain/office.h"
#include "exchange/import_result.h"

/* "This file was imported on 12.03.2026 10:15 by Anna (action 17)"; nothing when it was not, or that was undone. */
void import_history_tell(const struct import_result *r, struct office *o, struct buf *out);

#endif
