/* Words for days, months and spans in four languages, for the readers in date_read.c only. */
#ifndef BASE_DATE_NAMES_H
#define BASE_DATE_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All take folded text (base/fold.h) of len bytes. */

/* Month 1..12 of a name or of three or more of its first letters; 0 when it is none. */
int date_names_month(const char *word, size_t len);

/* 0 Monday .. 6 Sunday, or -1. */
int date_names_weekday(const char *word, size_t len);

/* The day that "today", "fri", "end of month" mean; false when it is no such phrase. */
bool date_names_day(const char *phrase, size_t len, int32_t today, int32_t *out);

/* 'd', 'w', 'm' or 'y' of a word for a span ("weeks", "нед", "r"); 0 when it is none. */
char date_names_unit(const char *word, size_t len);

#endif
