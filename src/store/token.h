/* Words of folded text, cut exactly as the index engine's tokenizer (unicode61, remove_diacritics 0) cuts them. */
#ifndef STORE_TOKEN_H
#define STORE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

/* The next word at or after *p: *p moves behind it, *word and *len say where it is. False at the end. */
bool token_next(const char **p, const char **word, size_t *len);
/* Characters of a word. */
size_t token_chars(const char *word, size_t len);

#endif
