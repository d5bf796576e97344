/* Names of sheets: what Excel allows, and how a table goes on in the next sheet. */
#ifndef EXCHANGE_XLSX_NAME_H
#define EXCHANGE_XLSX_NAME_H

#include "base/buf.h"

#define XLSX_NAME_UNITS 31 /* UTF-16 units in a sheet's name */

/*
 * Append name as a sheet may be called: without []:*?/\ and controls, no apostrophe at its ends, not "History", cut to 31
 * characters. NULL or nothing left: the translated "Sheet".
 */
void xlsx_name(struct buf *b, const char *name);
/* Append the name of the sheet in which sheet base goes on for the nth time, n from 2: "Clients 2". base is cut to make room. */
void xlsx_name_continued(struct buf *b, const char *base, int n);
/* UTF-16 units of a text. */
size_t xlsx_units(const char *s, size_t len);

#endif
