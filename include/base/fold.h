/*
 * Folded text: what search, sorting and duplicate checks compare. Unicode case fold and stripped
 * marks (utf8proc), plus what Unicode does not do: ё=е, й=и, ł=l, ß=ss, đ=d, ø=o, ı=i,
 * typographic quotes and dashes as plain ones (records.md). A table serves code points below U+0600.
 */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Append the folded form of s; runs of blanks become one space, none at the ends. */
void fold_text(struct buf *b, const char *s);

/*
 * Append the sort key of s: folded, but letters that an alphabet counts as their own come after
 * their base (й after и, ł after l, ą after a, ї after и), and quotation marks do not count
 * («Ромашка» stands among Р). Compare with memcmp/strcmp. The key of the beginning of a name is the
 * beginning of the name's key, so that "starts with" is a range.
 * FOLD_SORT_VERSION is kept in the file's meta; a file with another version is rebuilt.
 */
#define FOLD_SORT_VERSION 1
void fold_sort_key(struct buf *b, const char *s);

/*
 * Append the duplicate key: folded, only letters and digits, company forms (ООО, ЕООД, Sp. z o.o.,
 * Ltd …) dropped from both ends; a name that is nothing else keeps it.
 */
void fold_dup_key(struct buf *b, const char *s);
/* Append the sort key of s without company forms at both ends: what the keys of its twins begin with, behind a form or nothing. */
void fold_dup_sort_key(struct buf *b, const char *s);

/* Are two labels the same when folded and stripped to letters and digits? ("E-mail" = "email") */
bool fold_same(const char *a, const char *b);

/*
 * Append the digits of the first phone number in s; an extension or a second number is left out. A
 * national number (trunk 0, or 8 where that is dialled; or as long as the country's numbers are)
 * gets the country code: "8 (495) 1" with "7" gives "74951". country_code NULL or "": digits only.
 */
void fold_phone(struct buf *b, const char *s, const char *country_code);

/*
 * What to look for inside the stored digits of phones when s is typed, whole or in part: digits,
 * several ways to put them with a blank between, the likeliest first. "8 495 12-34" is also looked for
 * as "4951234"; of a whole number only the last nine digits count, so that "8 (495) 123-45-67" and
 * "+7 495 123-45-67" find each other without a country code. b is emptied first; "" without digits.
 */
void fold_phone_asked(struct buf *b, const char *s, const char *country_code);

/*
 * The text as it would read when typed on the other keyboard layout ("bdfyjd" gives "иванов", and
 * back: text with Cyrillic letters in it is read as typed on layout instead of a Latin one).
 * layout: "ru", "uk", "bg" (BDS), "bg-phonetic". Returns false when nothing changed.
 */
bool fold_layout(struct buf *b, const char *s, const char *layout);

#endif
