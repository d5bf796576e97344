/* What the terminal, the system and the clock tell the program. Plain data. */
#ifndef TUI_EVENT_H
#define TUI_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum event_kind {
	EVENT_TIMEOUT, /* nothing happened within the time */
	EVENT_KEY,
	EVENT_PASTE, /* text pasted by the terminal; never run keys from it */
	EVENT_MOUSE,
	EVENT_FOCUS,     /* the window was entered (key = 1) or left (key = 0) */
	EVENT_RESIZE,    /* size changed, or everything must be drawn anew (after a suspend) */
	EVENT_SUSPEND,   /* SIGTSTP: call term_suspend() when nothing stands against it */
	EVENT_HANGUP,    /* the terminal is gone (SIGHUP, EOF): save drafts, then stop */
	EVENT_TERM,      /* SIGTERM: the same with a living terminal */
	EVENT_INTERRUPT, /* SIGINT from outside (Ctrl-C arrives as a key) */
	EVENT_FD,        /* one of the descriptors is readable */
};

/* Keys that are no character. Characters are their code point; Enter, Tab, Esc and Backspace are here. */
enum key_code {
	K_ENTER = 0x110000,
	K_TAB,
	K_ESC,
	K_BACKSPACE,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_HOME,
	K_END,
	K_PGUP,
	K_PGDN,
	K_INSERT,
	K_DELETE,
	K_F1, /* K_F1 + n - 1 is Fn, up to F20 */
	K_F20 = K_F1 + 19,
	K_LAST
};
#define K_F(n) (K_F1 + (n)-1)

/*
 * Ctrl with a letter is that small letter with MOD_CTRL; a capital is itself without MOD_SHIFT;
 * Shift-Tab is K_TAB with MOD_SHIFT.
 */
enum { MOD_SHIFT = 1, MOD_ALT = 2, MOD_CTRL = 4 };

enum mouse_kind {
	MOUSE_PRESS,
	MOUSE_DOUBLE,
	MOUSE_RELEASE,
	MOUSE_DRAG,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
	MOUSE_RIGHT
};

struct event {
	enum event_kind kind;
	uint32_t key; /* EVENT_KEY: code point or enum key_code */
	unsigned mods;
	const char *
		text; /* EVENT_PASTE: UTF-8, newlines as \n; borrowed until the next term_wait() or term_pending() */
	enum mouse_kind mouse;
	int row, col; /* EVENT_MOUSE, from 0 */
	int fd;       /* EVENT_FD */
};

/* Is it that key with exactly these modifiers? */
bool event_is(const struct event *ev, uint32_t key, unsigned mods);
/* Does it type a character into a text field? (a printable code point without Alt and Ctrl) */
bool event_is_text(const struct event *ev);

#endif
