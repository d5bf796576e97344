/* How well does a typed pattern fit a text? The letters in order, better at word starts and in runs; folded. */
#ifndef TUI_FUZZY_H
#define TUI_FUZZY_H

/* 0 = no match; higher is better; an empty pattern gives 1. Words of the pattern may come in any order. */
int fuzzy_score(const char *pattern, const char *text);

#endif
