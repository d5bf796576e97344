/* The inside of the test terminal, shared by vt.c and vt_keys.c. */
#ifndef TESTS_SCREEN_VT_STATE_H
#define TESTS_SCREEN_VT_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <vterm.h>

#include "base/buf.h"
#include "vt.h"

struct vt {
	int rows, cols;
	int master, slave;
	pid_t pid;
	bool ended;
	int code;
	VTerm *vterm;
	VTermScreen *screen;
	struct buf out; /* every byte that came */
	size_t idle_at; /* length of out behind the last idle mark */
	bool idle;      /* an idle mark came after the last input was sent */
	int bells;
	char title[256];
	struct buf clipboard;
	bool altscreen, cursor_visible;
	VTermPos cursor;
	struct buf row, text;
};

/* Fail the test, the screen printed before. */
void vt_fail(struct vt *vt, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
