/*
 * Shared libraries that are loaded when they are first needed. Spreadsheets, PDF and fonts would add twenty libraries
 * and 5 ms to a start of 8 ms for what most sessions never do.
 *
 * Whoever uses one holds a struct of function pointers, typed by the library's own header:
 *
 *     struct zip_library { __typeof__(&zip_open) open; ... } zip;
 *     const struct library_symbol symbols[] = {{"zip_open", &zip.open}, ...};
 *
 *     st = library_load("libzip.so.4", "libzip4", symbols, 1, err);
 */
#ifndef BASE_LIBRARY_H
#define BASE_LIBRARY_H

#include "base/err.h"

struct library_symbol {
	const char *name;
	void *address; /* of the function pointer that gets it */
};

/*
 * Fill all pointers. package is Debian's, for the sentence when the library is missing. The library stays loaded; asking again
 * is cheap. ST_IO when the system does not have it (err names the package) or has one without a symbol that is asked for.
 */
enum status library_load(const char *soname, const char *package,
	const struct library_symbol *symbols, int n, struct err *err);

#endif
