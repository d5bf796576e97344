/* What the text of a cell in the file means: numbers as people see them, dates by number format. */
#ifndef EXCHANGE_XLSX_VALUE_H
#define EXCHANGE_XLSX_VALUE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* What a number format makes of a number. */
enum xlsx_look {
	XLSX_LOOK_NUMBER,
	XLSX_LOOK_PERCENT,
	XLSX_LOOK_DATE,
	XLSX_LOOK_TIME,
	XLSX_LOOK_DATE_TIME,
	XLSX_LOOK_ELAPSED /* hours that go on beyond 24 */
};

/* Of a format's code, such as "[$-419]d mmmm yyyy;@". Only the section for positive numbers counts. */
enum xlsx_look xlsx_look_of_code(const char *code);
/* Of the numbers that formats without a code have; the same in all languages (ECMA-376 part 1, 18.8.30). */
enum xlsx_look xlsx_look_of_builtin(unsigned id);

/*
 * Append the number s, len as the cell shows it (see xlsx_in.h). date1904: the workbook counts days from 1904. What is no
 * number is appended as it stands.
 */
void xlsx_number(struct buf *b, const char *s, size_t len, enum xlsx_look look, bool date1904);
/* Append the date s, len of a cell of the ISO 8601 type. */
void xlsx_iso_date(struct buf *b, const char *s, size_t len, enum xlsx_look look);

#endif
