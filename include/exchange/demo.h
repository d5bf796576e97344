/*
 * A small believable office to try things on: companies and people in four languages, products, deals in every stage, half a
 * year of history, and tasks overdue, for today and to come. It is kept as CSV in data/demo/ and built into the program.
 */
#ifndef EXCHANGE_DEMO_H
#define EXCHANGE_DEMO_H

#include "base/err.h"
#include "domain/office.h"

/*
 * Fill a new office with it, as one action that undo takes back. All days are counted from today. ST_BAD_DATA names the file and
 * the line of a row that did not go in (where the demo is in already, its article numbers are taken); then nothing is changed.
 */
enum status demo_fill(struct office *o, struct err *err);

#endif
