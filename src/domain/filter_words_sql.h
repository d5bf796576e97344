/* Plain words of a filter to SQL: the search index, phone digits, phrases. */
#ifndef DOMAIN_FILTER_WORDS_SQL_H
#define DOMAIN_FILTER_WORDS_SQL_H

#include "filter_build.h"

/* Punctuation only: it asks for nothing. */
bool filter_word_is_nothing(const struct filter_node *word);
/* Append one condition that all n words are there. Never NULL, so it can be negated. */
void filter_words_sql(struct filter_build *b, struct filter_node *const *words, int n);
/* Append that the record's phones contain the digits of text; false, and nothing appended, with fewer than three. */
bool filter_digits_sql(struct filter_build *b, const char *text);

#endif
