/* How much a workbook may hold to be read, and the count of what reading left out. */
#ifndef EXCHANGE_XLSX_LIMITS_H
#define EXCHANGE_XLSX_LIMITS_H

#include <stdint.h>

#define XLSX_SHEET_ROWS 1048576                /* what a sheet of Excel holds */
#define XLSX_IN_MAX_CELL (1024 * 1024)         /* bytes of UTF-8 */
#define XLSX_IN_MAX_ROW (4 * 1024 * 1024)      /* bytes of UTF-8 */
#define XLSX_IN_MAX_COLUMNS 1024               /* cells with a value further right are refused */
#define XLSX_IN_MAX_EMPTY XLSX_SHEET_ROWS      /* rows without a value in a sheet */
#define XLSX_IN_MAX_SHARED (256 * 1024 * 1024) /* bytes of UTF-8 in the shared texts */

/* What was left out of the rows given so far. */
struct xlsx_notes {
	int64_t errors;      /* cells with an error */
	int64_t first_error; /* row of the first one; 0: none */
	char first_text[16]; /* its place and text: "C7 #N/A" */
	int64_t no_value;    /* formulas saved without a value, by programs that cannot calculate */
	int64_t first_no_value;
};

#endif
