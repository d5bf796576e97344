/*
 * From the hashes of keys to ids, any number of them in bounded memory (about 7 MB): the latest in a table, the others as sorted
 * runs in a scratch file, and a filter that knows of nearly every hash that was never put in that it is not there.
 */
#ifndef EXCHANGE_KEY_STORE_H
#define EXCHANGE_KEY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct key_store;

/* held: how many are kept in the table before they become a run; 0: as many as usual. */
struct key_store *key_store_new(size_t held);
void key_store_free(struct key_store *s); /* NULL is fine */

/* Hashes must be good in all bits. id > 0; the same hash may have many. */
void key_store_add(struct key_store *s, uint64_t hash, int64_t id);

/*
 * Calls each(arg, id) for the ids of a hash in the order in which they were added, until it returns false. False when the scratch
 * file failed, with errno, now or earlier.
 */
bool key_store_find(
	struct key_store *s, uint64_t hash, bool (*each)(void *arg, int64_t id), void *arg);

#endif
