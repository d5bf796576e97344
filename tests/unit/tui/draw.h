/* What every widget test needs: keys, and reading the memory canvas back. */
#ifndef TESTS_UNIT_TUI_DRAW_H
#define TESTS_UNIT_TUI_DRAW_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/text.h"
#include "tui/canvas.h"
#include "tui/event.h"

static inline struct event draw_key_mod(uint32_t key, unsigned mods)
{
	return (struct event){.kind = EVENT_KEY, .key = key, .mods = mods};
}

static inline struct event draw_key(uint32_t key)
{
	return draw_key_mod(key, 0);
}

static inline struct event draw_paste(const char *text)
{
	return (struct event){.kind = EVENT_PASTE, .text = text};
}

static inline struct event draw_mouse(enum mouse_kind kind, int row, int col)
{
	return (struct event){.kind = EVENT_MOUSE, .mouse = kind, .row = row, .col = col};
}

/* Feed text as key events to a handler called as HANDLE(widget, &event). */
#define draw_type(handle, widget, text)                                      \
	do {                                                                 \
		const char *p_ = (text), *end_ = p_ + strlen(p_);            \
		while (p_ < end_) {                                          \
			struct event ev_ = draw_key(text_decode(&p_, end_)); \
			handle(widget, &ev_);                                \
		}                                                            \
	} while (0)

/* One key to a handler; its result. */
#define draw_press(handle, widget, code) draw_press_mod(handle, widget, code, 0)
#define draw_press_mod(handle, widget, code, mod)           \
	({                                                  \
		struct event ev_ = draw_key_mod(code, mod); \
		handle(widget, &ev_);                       \
	})

/* The row as text must be exactly this (trailing blanks cut). */
static inline void draw_assert_row_at(
	const struct canvas *c, int row, const char *wanted, const char *file, int line)
{
	struct buf b = BUF_INIT;

	canvas_row(c, row, &b);
	if (strcmp(buf_str(&b), wanted) != 0) {
		struct buf all = BUF_INIT;

		canvas_dump(c, &all);
		print_error("row %d is \"%s\", wanted \"%s\"; all:\n%s", row, buf_str(&b), wanted,
			buf_str(&all));
		buf_release(&all);
		buf_release(&b);
		_fail(file, line);
		return;
	}
	buf_release(&b);
}
#define draw_assert_row(canvas, row, wanted) \
	draw_assert_row_at(canvas, row, wanted, __FILE__, __LINE__)

static inline bool draw_has(const struct canvas *c, const char *text)
{
	struct buf b = BUF_INIT;
	bool has;

	canvas_dump(c, &b);
	has = strstr(buf_str(&b), text) != NULL;
	buf_release(&b);
	return has;
}

static inline void draw_assert_has_at(
	const struct canvas *c, const char *text, bool wanted, const char *file, int line)
{
	if (draw_has(c, text) != wanted) {
		struct buf all = BUF_INIT;

		canvas_dump(c, &all);
		print_error(
			"\"%s\" is %s on:\n%s", text, wanted ? "not" : "wrongly", buf_str(&all));
		buf_release(&all);
		_fail(file, line);
	}
}
#define draw_assert_has(canvas, text) draw_assert_has_at(canvas, text, true, __FILE__, __LINE__)
#define draw_assert_not(canvas, text) draw_assert_has_at(canvas, text, false, __FILE__, __LINE__)

/* A canvas of a terminal that shows only ASCII. */
static inline bool draw_only_ascii(uint32_t c)
{
	return c < 0x80;
}

static inline void draw_make_ascii(struct canvas *c)
{
	c->utf8 = false;
	c->can_show = draw_only_ascii;
}

#endif
