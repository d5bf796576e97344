/*
 * A terminal for tests: starts a program in a pseudo-terminal, sends it keys, and keeps its screen through
 * libvterm. Nothing sleeps: after input the harness waits until the program says that it is idle
 * (OSC 7777;idle, see tui/term.h), or until a text appears. Whatever takes longer than VT_TIMEOUT_S
 * fails the test with the screen printed.
 *
 * Rows and columns count from 0. Strings returned are UTF-8 and live until the next call of the same function.
 */
#ifndef TESTS_SCREEN_VT_H
#define TESTS_SCREEN_VT_H

#include <stdbool.h>
#include <stddef.h>

enum { VT_TIMEOUT_S = 60 };

struct vt;

struct vt_attr {
	int fg, bg; /* palette number, -1 the default, -2 a direct colour */
	bool bold, underline, reverse;
};

/*
 * Start argv (argv[0] with its path) on a terminal of that size.
 *   env   "NAME=value" sets, "NAME" unsets; NULL-terminated, may be NULL. Before that TERM is
 *         xterm-256color, LC_ALL C.UTF-8, and LINES, COLUMNS, NO_COLOR are unset.
 * Does not wait: follow it with vt_idle() or vt_wait().
 */
struct vt *vt_start(int rows, int cols, const char *const *argv, const char *const *env);
/* The program KARTOTEKA names (the test runner sets it) with these arguments, NULL-terminated, may be NULL. */
struct vt *vt_kartoteka(int rows, int cols, const char *const *args, const char *const *env);
void vt_free(struct vt *vt); /* kills the program if it still runs */
/* Path of a file beside the test program ("demo_app"). */
const char *vt_beside(const char *name);

/* Raw bytes to the program; nothing is waited for. */
void vt_send(struct vt *vt, const char *bytes);
void vt_send_n(struct vt *vt, const char *bytes, size_t len);
/* Text or bytes, then wait until the program is idle again. */
void vt_type(struct vt *vt, const char *text);
/*
 * Keys by name, separated by blanks: "Down Down Enter F7 Ctrl-S Alt-m Shift-Tab Esc Space a ж". Waits
 * for idle after each. The bytes are xterm's.
 */
void vt_keys(struct vt *vt, const char *names);
void vt_paste(struct vt *vt, const char *text); /* bracketed, as one input; waits */
/* SGR mouse: button 0 left press and release, 64 and 65 the wheel; waits. */
void vt_mouse(struct vt *vt, int button, int row, int col);
/* New window size (the kernel sends SIGWINCH). vt_resize() waits, vt_resize_raw() does not. */
void vt_resize(struct vt *vt, int rows, int cols);
void vt_resize_raw(struct vt *vt, int rows, int cols);
void vt_signal(struct vt *vt, int sig);
/* The line is dropped: the terminal is gone. Only vt_exit_code() and vt_free() make sense after it. */
void vt_hang_up(struct vt *vt);

/* Wait until the program waits for input and nothing that was sent is unread. */
void vt_idle(struct vt *vt);
void vt_wait(struct vt *vt, const char *text);      /* until it is on the screen */
void vt_wait_gone(struct vt *vt, const char *text); /* until it is not */
/* Wait for the end; the exit code, or -signal. */
int vt_exit_code(struct vt *vt);
bool vt_is_running(struct vt *vt);
/* Wait until the program is stopped (Ctrl-Z). */
void vt_wait_stopped(struct vt *vt);

/* The screen. */
int vt_rows(const struct vt *vt);
int vt_cols(const struct vt *vt);
const char *vt_row(struct vt *vt, int row); /* trailing blanks cut */
const char *vt_screen(struct vt *vt);       /* all rows, "\n" after each */
bool vt_has(struct vt *vt, const char *text);
/* First place of text, in reading order; false when it is not there. row and col may be NULL. */
bool vt_find(struct vt *vt, const char *text, int *row, int *col);
struct vt_attr vt_attr(struct vt *vt, int row, int col);
void vt_cursor(const struct vt *vt, int *row, int *col, bool *visible);

/* What came out. */
size_t vt_bytes(const struct vt *vt);                    /* bytes since the start */
bool vt_sent(const struct vt *vt, const char *sequence); /* did it ever write these bytes? */
/*
 * The first thing from byte `from` on (see vt_bytes()) that the program had no reason to send: a control, a sequence or a
 * character that only stored text could have brought; its beginning in printable form, or NULL.
 */
const char *vt_foreign(struct vt *vt, size_t from);
int vt_bells(const struct vt *vt);
const char *vt_title(const struct vt *vt);
const char *vt_clipboard(const struct vt *vt); /* last OSC 52, base64; "" when none */
bool vt_is_altscreen(const struct vt *vt);
/* Terminal modes: is the line discipline as a shell expects it (echo, line by line, signals)? */
bool vt_is_cooked(const struct vt *vt);

/* Fail the test unless the text is (not) on the screen; the screen is printed. */
#define vt_assert_has(vt, text) vt_expect(vt, text, true, __FILE__, __LINE__)
#define vt_assert_not(vt, text) vt_expect(vt, text, false, __FILE__, __LINE__)
void vt_expect(struct vt *vt, const char *text, bool wanted, const char *file, int line);

/* Fail the test when anything foreign was sent since the start; see vt_foreign(). */
#define vt_assert_clean(vt) vt_expect_clean(vt, __FILE__, __LINE__)
void vt_expect_clean(struct vt *vt, const char *file, int line);

/*
 * Compare the screen with a file of the source tree. With UPDATE_GOLDEN=1 in the environment the file is
 * written instead; it is meant to be read in a review.
 */
void vt_golden(struct vt *vt, const char *path);

#endif
