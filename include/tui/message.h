/* The message line, and what it said before. */
#ifndef TUI_MESSAGE_H
#define TUI_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/canvas.h"

enum { MESSAGE_HISTORY = 200 };

enum message_kind { MESSAGE_INFO, MESSAGE_GOOD, MESSAGE_WARNING, MESSAGE_ERROR };

struct message_item {
	enum message_kind kind;
	int64_t at; /* UTC seconds */
	char *text;
};

struct message {
	struct message_item *items; /* oldest first */
	size_t count;
	bool shown; /* the last item is on the line */
};

void message_init(struct message *m);
void message_release(struct message *m);
/* Show a sentence from now on; at is clock_now(). */
void message_set(struct message *m, enum message_kind kind, int64_t at, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void message_clear(struct message *m);             /* the line, not the history */
const char *message_text(const struct message *m); /* "" when the line is empty */
/*
 * Left the message, right a position text (may be NULL). A warning or error that is too long for the line takes up to four,
 * growing upwards from r over what is drawn there, when there is room.
 */
void message_draw(const struct message *m, struct canvas *c, struct rect r, const char *right);

#endif
