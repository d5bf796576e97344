/*
 * Bytes from the terminal into events: UTF-8 or an 8-bit charset, the key sequences of xterm,
 * PuTTY, rxvt, the Linux console and VT100/220, modifiers, bracketed paste, SGR mouse, focus.
 * It knows no descriptor and no clock: the terminal module feeds it and says when an escape has
 * been alone for too long. ESC x is Alt-x; ESC and a digit is a function key (ESC 1 = F1, ESC 0 = F10).
 */
#ifndef TUI_INPUT_H
#define TUI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tui/event.h"

struct input;

/* high: code points of the bytes 128..255 in the terminal's 8-bit charset (copied), NULL for UTF-8. */
struct input *input_new(const uint32_t *high);
void input_free(struct input *in);

/* One more key sequence (from terminfo); the built-in ones stay. */
void input_define(struct input *in, const char *seq, uint32_t key, unsigned mods);

void input_feed(struct input *in, const char *bytes, size_t len);

/*
 * Take the next event. expired says that what is waiting has waited long enough, so that a lone
 * escape is the Esc key. now_ms tells double clicks. Returns false when nothing is complete.
 */
bool input_next(struct input *in, bool expired, int64_t now_ms, struct event *out);

/* Is an unfinished sequence waiting, so that the caller should come back with expired? */
bool input_is_waiting(const struct input *in);

#endif
