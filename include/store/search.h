/*
 * The search index engine. An index belongs to a table that has the columns id, search_text (folded words) and, where
 * digits are searched, digits (digit runs separated by blanks). Words are found by prefix, all words must be there, in any order; digits are found
 * anywhere in a run from three digits on. The data layer keeps the index: no triggers.
 */
#ifndef STORE_SEARCH_H
#define STORE_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "store/db.h"

/* Inside a write transaction; old texts must be exactly what was added. NULL text = nothing. */
enum status search_add(
	struct db *db, const char *table, int64_t id, const char *text, struct err *err);
enum status search_remove(
	struct db *db, const char *table, int64_t id, const char *text, struct err *err);
enum status search_add_digits(
	struct db *db, const char *table, int64_t id, const char *digits, struct err *err);
enum status search_remove_digits(
	struct db *db, const char *table, int64_t id, const char *digits, struct err *err);

/*
 * SQL for a WHERE clause: `alias.id IN (...)` with one text parameter ?param; search_term() makes the parameter's value from
 * folded words. Empty or unsearchable words (punctuation only) make search_term return NULL.
 */
void search_sql_words(char *out, size_t size, const char *table, const char *alias, int param);
char *search_term_words(const char *folded_words); /* caller frees; NULL when nothing is left */
void search_sql_digits(
	char *out, size_t size, const char *table, const char *alias, int param, int param_like);
char *search_term_digits(const char *digits); /* caller frees; NULL when fewer than 3 digits */

/*
 * As-you-type: ids of live rows (deleted_at IS NULL) for folded words: first those whose sort_key starts with key_prefix
 * (alphabetical), then rows with these digits, then any word match, newest first, no id twice. key_prefix, digits and
 * folded_words may each be NULL. *n of max ids are filled. extra_where (may be NULL) is SQL over alias t without parameters.
 */
enum status search_find(struct db *db, const char *table, const char *folded_words,
	const char *key_prefix, const char *digits, const char *extra_where, int64_t *ids, int max,
	int *n, struct err *err);

/* Rebuild the index of one table from its columns (repair, new sort version). Inside a write transaction. */
enum status search_rebuild(struct db *db, const char *table, struct err *err);
/* Compare index and table: ST_CORRUPT when they differ. Holds the gate; a read-only file has only its digits compared. */
enum status search_check(struct db *db, const char *table, struct err *err);

#endif
