/*
 * Texts cut into words exactly as the tokenizer of the search index does it (unicode61, remove_diacritics 0), many times faster:
 * at the start the tokenizer is asked for each letter up to U+07FF, and only texts with letters that are not so simple go
 * through it.
 */
#ifndef STORE_WORDS_H
#define STORE_WORDS_H

#include <stddef.h>

struct db;
struct words;

struct words *words_new(struct db *db); /* NULL when the engine has no such tokenizer */
void words_free(struct words *w);       /* NULL is fine */

/* Each word of the text, in order; len > 0. Does not use the connection: any one thread at a time may call it. */
void words_each(struct words *w, const char *text,
	void (*each)(void *arg, const char *word, size_t len), void *arg);

#endif
