/*
 * The formula guard: one apostrophe before a cell that a spreadsheet would run or alter, taken away
 * again on import. Reversible at every level: a text that already looks guarded gets one more
 * apostrophe, so that guard_present() and dropping one byte always gives the text back, and a
 * guarded file never has a text cell that starts with a formula character.
 *
 * After leading blanks and apostrophes, formula characters are = + - @ tab CR LF and the full-width
 * = + - @ (OWASP's list).
 */
#ifndef EXCHANGE_GUARD_H
#define EXCHANGE_GUARD_H

#include <stdbool.h>
#include <stddef.h>

enum guard_level {
	GUARD_NONE,    /* as is, for machines (--raw); read back with csv_dialect.raw */
	GUARD_FORMULA, /* what a spreadsheet would run; phones such as +48... are among it */
	GUARD_SHEET, /* also what it would alter: 00700, 12 digits and more, 1E5, 3/4, 08.03.2026 */
};

/* Must an apostrophe be put before this text cell? */
bool guard_needed(const char *s, size_t len, enum guard_level level);
/* Does this cell of a file carry a guard? Then the text is s + 1, len - 1. */
bool guard_present(const char *s, size_t len);
/* Is it a plain number (-12, +3.50, 1200,5), safe unguarded in a numeric column? */
bool guard_is_number(const char *s, size_t len);

#endif
