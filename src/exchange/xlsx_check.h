/* What a finished workbook really holds. */
#ifndef EXCHANGE_XLSX_CHECK_H
#define EXCHANGE_XLSX_CHECK_H

#include <stdint.h>

#include "base/err.h"

/*
 * Unpack the first nsheets sheets of the workbook in fd (not closed) and count their cells; nothing is parsed. Any failure, and
 * another number of cells, means that what was written did not reach the disk: ST_IO.
 */
enum status xlsx_check(int fd, int nsheets, int64_t cells, struct err *err);

#endif
