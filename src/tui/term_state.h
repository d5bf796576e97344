/* What term.c (screen) and term_events.c (signals, waiting) share. The one place in the toolkit with mutable state. */
#ifndef TUI_TERM_STATE_H
#define TUI_TERM_STATE_H

#include <stdbool.h>
#include <stddef.h>

enum { TERM_HOME_ROWS = 24, TERM_HOME_COLS = 80 };

/* Write all of it to the terminal, past ncurses; safe in a signal handler. */
void term_write(const char *s, size_t len);

/* Take over the window's present size. */
void term_measure(void);
/* Put the terminal's modes back as we need them, after another process had it. */
void term_set_modes(void);

/* Signals and input. */
bool term_events_start(void);
void term_events_keys(void); /* learn the keys of the terminal that ncurses has opened */
void term_events_stop(void);
void term_events_redraw(void);    /* the next event is EVENT_RESIZE */
void term_events_stop_self(void); /* SIGTSTP to the job, with the default action */

#endif
