/*
 * A grid of cells that screens draw on. It needs no terminal: term_flush() shows it, and unit tests
 * read it back with canvas_dump(). Whatever is drawn outside the clip rectangle is dropped, so
 * widgets need not check sizes; zero and negative sizes draw nothing.
 *
 * All text passes text_visible(), is cut at its columns, and becomes Latin letters where the
 * terminal cannot show it: stored text can be drawn as it is.
 */
#ifndef TUI_CANVAS_H
#define TUI_CANVAS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "tui/theme.h"

struct rect {
	int row, col, rows, cols;
};

struct cell {
	uint32_t ch;      /* base code point; 0 in the second half of a wide character */
	uint32_t mark[2]; /* combining marks, 0 when none */
	uint16_t role;
	uint16_t cols; /* 1, 2, or 0 in the second half of a wide character */
};

struct canvas {
	int rows, cols;
	struct cell *cells; /* row by row */
	struct rect clip;
	bool utf8;                    /* false: frames and bars in ASCII */
	bool (*can_show)(uint32_t c); /* can the terminal show c? NULL: everything */
	int cursor_row, cursor_col;   /* where the hardware cursor goes */
	bool cursor_on;
};

/* A box or line is drawn with these; ASCII when the canvas is not UTF-8. */
enum glyph {
	GLYPH_HLINE,
	GLYPH_VLINE,
	GLYPH_MARK,     /* ▌ in front of the selected row */
	GLYPH_CHECK,    /* ✓ */
	GLYPH_BULLET,   /* • */
	GLYPH_UP,       /* ▲ */
	GLYPH_DOWN,     /* ▼ */
	GLYPH_LEFT,     /* ◀ */
	GLYPH_RIGHT,    /* ▶ */
	GLYPH_ELLIPSIS, /* … */
	GLYPH_COUNT
};

/* A blank UTF-8 canvas whose clip is all of it; sizes below 1 become 1. Release with canvas_release(). */
void canvas_init(struct canvas *c, int rows, int cols);
void canvas_release(struct canvas *c);
/* New size, blank; utf8 and can_show stay. */
void canvas_resize(struct canvas *c, int rows, int cols);
/* Blank the whole grid (ROLE_NORMAL spaces), clip to all of it, hide the cursor. */
void canvas_clear(struct canvas *c);

/* Narrow the clip to its overlap with r; returns the old clip, to be given back to canvas_unclip(). */
struct rect canvas_clip(struct canvas *c, struct rect r);
void canvas_unclip(struct canvas *c, struct rect old);

/* Draw s from (row, col) in at most cols columns, "…" at the end when cut; returns the columns used. */
int canvas_text(struct canvas *c, int row, int col, int cols, enum role role, const char *s);
/* The same padded with spaces of that role to exactly cols columns. */
void canvas_text_pad(struct canvas *c, int row, int col, int cols, enum role role, const char *s);
/* The same with the text at the right end of the columns. */
void canvas_text_right(struct canvas *c, int row, int col, int cols, enum role role, const char *s);
void canvas_text_center(
	struct canvas *c, int row, int col, int cols, enum role role, const char *s);
/* printf, then canvas_text(); returns the columns used. */
int canvas_textf(struct canvas *c, int row, int col, int cols, enum role role, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* Columns that s takes on this canvas when it is not cut. */
int canvas_cols(const struct canvas *c, const char *s);
/* Wrap s into the rectangle (newlines kept); skip the first `skip` lines. Returns all lines of s. */
int canvas_wrap(struct canvas *c, struct rect r, int skip, enum role role, const char *s);

/* One code point as it is, times n to the right; nothing when the canvas cannot show it. */
void canvas_put(struct canvas *c, int row, int col, int n, enum role role, uint32_t ch);
void canvas_glyph(struct canvas *c, int row, int col, enum role role, enum glyph glyph);
const char *canvas_glyph_text(
	const struct canvas *c, enum glyph glyph);                 /* for use inside strings */
void canvas_fill(struct canvas *c, struct rect r, enum role role); /* with spaces */
void canvas_role(struct canvas *c, struct rect r, enum role role); /* keep text, change role */
void canvas_hline(struct canvas *c, int row, int col, int cols);
void canvas_vline(struct canvas *c, int row, int col, int rows);
/* Frame along the edge of r; title (may be NULL) in the upper edge. The inside stays as it is. */
void canvas_box(struct canvas *c, struct rect r, const char *title);

/* Put the hardware cursor there and show it (ignored outside the clip). Readers for the blind follow it. */
void canvas_cursor(struct canvas *c, int row, int col);

/* The text of one row or of all rows (trailing blanks cut, "\n" after each row), for tests. */
void canvas_row(const struct canvas *c, int row, struct buf *out);
void canvas_dump(const struct canvas *c, struct buf *out);
enum role canvas_role_at(const struct canvas *c, int row, int col); /* ROLE_NORMAL outside */

/* Parts of rectangles: the inside of a frame; n rows cut off the top or bottom, columns off the left or right. */
struct rect rect_inset(struct rect r, int rows, int cols);
struct rect rect_cut_top(struct rect *r, int rows);
struct rect rect_cut_bottom(struct rect *r, int rows);
struct rect rect_cut_left(struct rect *r, int cols);
struct rect rect_cut_right(struct rect *r, int cols);
/* A rectangle of that size (at most r's) in the middle of r. */
struct rect rect_center(struct rect r, int rows, int cols);
bool rect_has(struct rect r, int row, int col);

#endif
