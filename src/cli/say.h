/* Everything that people read goes through here: stored text can steer no terminal, and one without UTF-8 gets Latin letters. */
#ifndef CLI_SAY_H
#define CLI_SAY_H

#include "base/buf.h"
#include "session.h"

/* To standard output; newlines are kept, every other control character is made visible. */
void say(const struct session *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* To standard error, for what is not the result. */
void say_aside(const struct session *s, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
/* "kartoteka: ..." with the text that was pointed into and a mark under the place. */
void say_failure(const struct session *s, const struct err *err);

/* Append text as this session shows it on one line: visible, and in Latin letters where the terminal knows no others. */
void say_line(const struct session *s, const char *text, struct buf *b);

enum say_color { SAY_PLAIN, SAY_BOLD, SAY_RED, SAY_GREEN, SAY_DIM };
/* The sequence that starts a colour, "" where there are none; SAY_PLAIN ends it. */
const char *say_color(const struct session *s, enum say_color color);

/* Columns that a line may take: of the terminal, of COLUMNS; 0: as many as it needs. */
int say_cols(const struct session *s);

#endif
