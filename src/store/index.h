/* The index tables themselves: search_T (words, reads its text from T) and digits_T (grams of digit runs, no content). */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"

struct db;

/* Names of all index tables of the file, in order; free with index_list_free(). */
enum status index_list(struct db *db, char ***out, size_t *n, struct err *err);
void index_list_free(char **names, size_t n);
/* Is there a table of this name? (prefix "search_" or "digits_" before table) */
bool index_exists(struct db *db, const char *prefix, const char *table);

/* Merging only when told to (settings are kept in the file). For all index tables; inside a write transaction. */
enum status index_configure(struct db *db, struct err *err);
/* One merge step of at most pages pages, inside a write transaction. *worked: something was merged. */
enum status index_merge(struct db *db, const char *index, int pages, bool *worked, struct err *err);
/* Put the texts and digits of rows first..last of table into its indexes, which do not have them yet. */
enum status index_fill(
	struct db *db, const char *table, int64_t first, int64_t last, struct err *err);

/*
 * The grams of digits: of each run all four neighbouring digits and, because a search may end with three, the last three;
 * runs shorter than four whole. Separated by blanks; appended to out.
 */
void index_grams(struct buf *out, const char *digits);

/* Table names come from the program, never from people; anything but a-z, 0-9 and _ aborts. */
void index_check_name(const char *table);

#endif
