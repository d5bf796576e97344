/*
 * The terminal: the only module that talks to it. Starts and stops full-screen mode, shows a canvas,
 * waits for events. One per process, so it keeps its state itself.
 *
 * On every way out (term_stop(), a fatal signal, the out-of-memory hook) the terminal is left as
 * it was found: main screen, echo, cursor, no mouse reports, no bracketed paste.
 */
#ifndef TUI_TERM_H
#define TUI_TERM_H

#include <stdbool.h>

#include "base/err.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/theme.h"

struct term_options {
	enum theme theme;
	bool mouse; /* reports at start */
	bool title; /* set the window title */
};

/*
 * Enter full-screen mode. Call i18n_init() first: the locale decides what can be shown.
 * Fails with ST_USAGE and a sentence, the terminal untouched, when standard input or output is no
 * terminal, or TERM is "dumb". An unknown TERM falls back to xterm-256color or vt100; *note
 * (may be NULL) is then a sentence to show on the message line, "" otherwise (owned by the module).
 */
enum status term_start(const struct term_options *opt, const char **note, struct err *err);
void term_stop(void); /* harmless when not started, or twice */
bool term_is_on(void);
/* For mem_set_hook(): give the terminal back without allocating. */
void term_emergency(void);

int term_rows(void);
int term_cols(void);
int term_colors(void);
void term_set_theme(enum theme theme);
enum theme term_theme(void);

/* Prepare a canvas for this terminal (size, charset); call it at the start and after EVENT_RESIZE. */
void term_canvas(struct canvas *c);
/* Show the canvas: only what changed goes out. */
void term_flush(const struct canvas *c);
/* Draw everything anew at the next term_flush() (Ctrl-L). */
void term_redraw(void);

/*
 * Wait for the next event. Keys that are already there come first, one a call.
 *   fds         descriptors to watch for reading, n of them
 *   timeout_ms  -1 waits for ever
 * With KARTOTEKA_TEST_IDLE in the environment a mark (OSC 7777;idle) goes out before it blocks.
 */
void term_wait(const int *fds, int n, int timeout_ms, struct event *out);
/* Is an event ready at once? The loop draws only when not, so that a burst of keys costs one frame.
 * Call it when done with the last event: it may end the life of a paste's text. */
bool term_pending(void);

/* Stop the process like any job on Ctrl-Z; returns when it is continued. Then comes EVENT_RESIZE. */
void term_suspend(void);
/* Hand the terminal to another program (an editor) and take it back. Then comes EVENT_RESIZE. */
void term_leave(void);
void term_return(void);

void term_mouse(bool on);
bool term_has_mouse(void);
void term_bell(void);
void term_title(const char *text); /* controls removed */
/* Offer text to the terminal's clipboard (OSC 52). False when it is too long: nothing sent. Nobody can
 * know whether the terminal took it: say "sent to the terminal". */
bool term_copy(const char *text);

#endif
