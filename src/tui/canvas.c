/*
 * The grid of cells. Invariant: a wide character's first cell has cols == 2 and is followed by a
 * cell with ch == 0 and cols == 0; whoever overwrites one half blanks the other.
 */
#include "tui/canvas.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

static const struct {
	uint32_t code;
	const char *utf8, *ascii;
} canvas_glyphs[GLYPH_COUNT] = {
	[GLYPH_HLINE] = {0x2500, "─", "-"},
	[GLYPH_VLINE] = {0x2502, "│", "|"},
	[GLYPH_MARK] = {0x258c, "▌", ">"},
	[GLYPH_CHECK] = {0x2713, "✓", "x"},
	[GLYPH_BULLET] = {0x2022, "•", "*"},
	[GLYPH_UP] = {0x25b2, "▲", "^"},
	[GLYPH_DOWN] = {0x25bc, "▼", "v"},
	[GLYPH_LEFT] = {0x25c0, "◀", "<"},
	[GLYPH_RIGHT] = {0x25b6, "▶", ">"},
	[GLYPH_ELLIPSIS] = {0x2026, "…", "~"},
};

static const struct cell canvas_blank = {.ch = ' ', .cols = 1};

static struct cell *canvas_at(const struct canvas *c, int row, int col)
{
	return &c->cells[(size_t)row * (size_t)c->cols + (size_t)col];
}

static struct rect canvas_all(const struct canvas *c)
{
	return (struct rect){0, 0, c->rows, c->cols};
}

void canvas_init(struct canvas *c, int rows, int cols)
{
	*c = (struct canvas){.utf8 = true};
	canvas_resize(c, rows, cols);
}

void canvas_release(struct canvas *c)
{
	free(c->cells);
	*c = (struct canvas){0};
}

void canvas_resize(struct canvas *c, int rows, int cols)
{
	c->rows = rows < 1 ? 1 : rows;
	c->cols = cols < 1 ? 1 : cols;
	c->cells = mem_realloc(c->cells, (size_t)c->rows * (size_t)c->cols * sizeof(struct cell));
	canvas_clear(c);
}

void canvas_clear(struct canvas *c)
{
	size_t n = (size_t)c->rows * (size_t)c->cols;

	for (size_t i = 0; i < n; i++)
		c->cells[i] = canvas_blank;
	c->clip = canvas_all(c);
	c->cursor_on = false;
	c->cursor_row = c->cursor_col = 0;
}

struct rect canvas_clip(struct canvas *c, struct rect r)
{
	struct rect old = c->clip;
	int top = r.row > old.row ? r.row : old.row;
	int left = r.col > old.col ? r.col : old.col;
	int bottom = r.row + r.rows < old.row + old.rows ? r.row + r.rows : old.row + old.rows;
	int right = r.col + r.cols < old.col + old.cols ? r.col + r.cols : old.col + old.cols;

	c->clip = (struct rect){
		top, left, bottom > top ? bottom - top : 0, right > left ? right - left : 0};
	return old;
}

void canvas_unclip(struct canvas *c, struct rect old)
{
	c->clip = old;
}

/* Make way for a cell at (row, col): blank the other half of a wide character that it cuts. */
static void canvas_break(struct canvas *c, int row, int col)
{
	struct cell *cell = canvas_at(c, row, col);

	if (cell->cols == 0 && col > 0) {
		cell[-1].ch = ' ';
		cell[-1].mark[0] = cell[-1].mark[1] = 0;
		cell[-1].cols = 1;
	}
	if (cell->cols == 2 && col + 1 < c->cols) {
		cell[1].ch = ' ';
		cell[1].cols = 1;
	}
}

/* Put a character of `cols` columns; what does not fit the clip whole is dropped. */
static void canvas_set(struct canvas *c, int row, int col, uint32_t ch, int cols, enum role role)
{
	struct cell *cell;

	if (!rect_has(c->clip, row, col))
		return;
	if (cols == 2 && !rect_has(c->clip, row, col + 1)) {
		ch = ' ';
		cols = 1;
	}
	cell = canvas_at(c, row, col);
	canvas_break(c, row, col);
	*cell = (struct cell){.ch = ch, .role = (uint16_t)role, .cols = (uint16_t)cols};
	if (cols == 2) {
		canvas_break(c, row, col + 1);
		cell->cols = 2;
		cell[1] = (struct cell){.role = (uint16_t)role};
	}
}

static void canvas_add_mark(struct canvas *c, int row, int col, uint32_t mark)
{
	struct cell *cell;

	if (!rect_has(c->clip, row, col))
		return;
	cell = canvas_at(c, row, col);
	if (cell->cols == 0 && col > 0)
		cell--;
	if (cell->mark[0] == 0)
		cell->mark[0] = mark;
	else if (cell->mark[1] == 0)
		cell->mark[1] = mark;
}

static bool canvas_shows(const struct canvas *c, uint32_t ch)
{
	if (ch < 0x80)
		return true;
	return c->can_show != NULL ? c->can_show(ch) : c->utf8;
}

/* Is s printable ASCII of at most cols bytes? Most text is, and needs none of the work below. */
static bool canvas_is_plain(const char *s, int cols)
{
	int i = 0;

	for (; i < cols && s[i] != '\0'; i++)
		if (s[i] < 0x20 || s[i] > 0x7e)
			return false;
	return s[i] == '\0';
}

/* Text as this canvas can show it: safe, and in Latin letters where it must. */
static void canvas_prepare(const struct canvas *c, const char *s, bool multiline, struct buf *out)
{
	struct buf safe = BUF_INIT;
	const char *p, *end;

	text_visible(&safe, s, multiline);
	p = buf_str(&safe);
	end = p + safe.len;
	while (p < end) {
		const char *from = p;
		uint32_t ch = text_decode(&p, end);

		if (canvas_shows(c, ch)) {
			buf_addn(out, from, (size_t)(p - from));
		} else if (text_char_cols(ch) > 0) {
			char one[5] = {0};

			memcpy(one, from, (size_t)(p - from));
			text_translit(out, one);
		}
	}
	buf_release(&safe);
}

/* Columns of prepared text. */
static int canvas_measure(const char *p, size_t len)
{
	const char *end = p + len;
	int cols = 0;

	while (p < end)
		cols += text_char_cols(text_decode(&p, end));
	return cols;
}

/* Draw prepared text that may be cut; returns the columns used. */
static int canvas_prepared(
	struct canvas *c, int row, int col, int cols, enum role role, const char *p, size_t len)
{
	const char *end = p + len;
	bool cut = canvas_measure(p, len) > cols;
	int room = cut ? cols - 1 : cols, used = 0;

	while (p < end) {
		uint32_t ch = text_decode(&p, end);
		int w = text_char_cols(ch);

		if (w == 0) {
			if (used > 0)
				canvas_add_mark(c, row, col + used - 1, ch);
			continue;
		}
		if (used + w > room)
			break;
		canvas_set(c, row, col + used, ch == '\t' ? ' ' : ch, w, role);
		used += w;
	}
	if (cut) {
		canvas_glyph(c, row, col + used, role, GLYPH_ELLIPSIS);
		used++;
	}
	return used;
}

int canvas_text(struct canvas *c, int row, int col, int cols, enum role role, const char *s)
{
	struct buf b = BUF_INIT;
	int used = 0;

	if (s == NULL || cols <= 0 || row < c->clip.row || row >= c->clip.row + c->clip.rows)
		return 0;
	if (canvas_is_plain(s, cols)) {
		for (; s[used] != '\0'; used++)
			canvas_set(c, row, col + used, (unsigned char)s[used], 1, role);
		return used;
	}
	canvas_prepare(c, s, false, &b);
	used = canvas_prepared(c, row, col, cols, role, buf_str(&b), b.len);
	buf_release(&b);
	return used;
}

void canvas_text_pad(struct canvas *c, int row, int col, int cols, enum role role, const char *s)
{
	int used = canvas_text(c, row, col, cols, role, s);

	canvas_fill(c, (struct rect){row, col + used, 1, cols - used}, role);
}

int canvas_cols(const struct canvas *c, const char *s)
{
	struct buf b = BUF_INIT;
	int n;

	canvas_prepare(c, s, false, &b);
	n = canvas_measure(buf_str(&b), b.len);
	buf_release(&b);
	return n;
}

/* Columns that s will take of at most cols. */
static int canvas_text_cols(const struct canvas *c, int cols, const char *s)
{
	int n = canvas_cols(c, s);

	return n < cols ? n : cols;
}

void canvas_text_right(struct canvas *c, int row, int col, int cols, enum role role, const char *s)
{
	int n;

	if (s == NULL || cols <= 0)
		return;
	n = canvas_text_cols(c, cols, s);
	canvas_fill(c, (struct rect){row, col, 1, cols - n}, role);
	canvas_text_pad(c, row, col + cols - n, n, role, s);
}

void canvas_text_center(struct canvas *c, int row, int col, int cols, enum role role, const char *s)
{
	int n;

	if (s == NULL || cols <= 0)
		return;
	n = canvas_text_cols(c, cols, s);
	canvas_text(c, row, col + (cols - n) / 2, n, role, s);
}

int canvas_textf(struct canvas *c, int row, int col, int cols, enum role role, const char *fmt, ...)
{
	char text[1024];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	return canvas_text(c, row, col, cols, role, text);
}

struct canvas_wrap_state {
	struct canvas *c;
	struct rect r;
	int skip, line;
	enum role role;
};

static void canvas_wrap_line(void *arg, const char *s, size_t len)
{
	struct canvas_wrap_state *w = arg;
	int at = w->line++ - w->skip;

	if (at >= 0 && at < w->r.rows)
		canvas_prepared(w->c, w->r.row + at, w->r.col, w->r.cols, w->role, s, len);
}

int canvas_wrap(struct canvas *c, struct rect r, int skip, enum role role, const char *s)
{
	struct canvas_wrap_state w = {c, r, skip, 0, role};
	struct buf b = BUF_INIT;

	if (r.cols <= 0)
		return 0;
	canvas_prepare(c, s, true, &b);
	text_wrap(buf_str(&b), r.cols, canvas_wrap_line, &w);
	buf_release(&b);
	return w.line;
}

void canvas_put(struct canvas *c, int row, int col, int n, enum role role, uint32_t ch)
{
	int w = text_char_cols(ch);

	if (w == 0 || !canvas_shows(c, ch))
		return;
	for (int i = 0; i < n; i++)
		canvas_set(c, row, col + i * w, ch, w, role);
}

const char *canvas_glyph_text(const struct canvas *c, enum glyph glyph)
{
	return c->utf8 ? canvas_glyphs[glyph].utf8 : canvas_glyphs[glyph].ascii;
}

void canvas_glyph(struct canvas *c, int row, int col, enum role role, enum glyph glyph)
{
	uint32_t ch =
		c->utf8 ? canvas_glyphs[glyph].code : (unsigned char)canvas_glyphs[glyph].ascii[0];

	canvas_set(c, row, col, ch, 1, role);
}

void canvas_fill(struct canvas *c, struct rect r, enum role role)
{
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			canvas_set(c, row, col, ' ', 1, role);
}

void canvas_role(struct canvas *c, struct rect r, enum role role)
{
	for (int row = r.row; row < r.row + r.rows; row++)
		for (int col = r.col; col < r.col + r.cols; col++)
			if (rect_has(c->clip, row, col))
				canvas_at(c, row, col)->role = (uint16_t)role;
}

void canvas_hline(struct canvas *c, int row, int col, int cols)
{
	for (int i = 0; i < cols; i++)
		canvas_glyph(c, row, col + i, ROLE_BORDER, GLYPH_HLINE);
}

void canvas_vline(struct canvas *c, int row, int col, int rows)
{
	for (int i = 0; i < rows; i++)
		canvas_glyph(c, row + i, col, ROLE_BORDER, GLYPH_VLINE);
}

void canvas_box(struct canvas *c, struct rect r, const char *title)
{
	static const uint32_t corner[4] = {0x250c, 0x2510, 0x2514, 0x2518};
	int bottom = r.row + r.rows - 1, right = r.col + r.cols - 1;

	if (r.rows < 2 || r.cols < 2)
		return;
	canvas_hline(c, r.row, r.col + 1, r.cols - 2);
	canvas_hline(c, bottom, r.col + 1, r.cols - 2);
	canvas_vline(c, r.row + 1, r.col, r.rows - 2);
	canvas_vline(c, r.row + 1, right, r.rows - 2);
	for (int i = 0; i < 4; i++)
		canvas_set(c, i < 2 ? r.row : bottom, i % 2 == 0 ? r.col : right,
			c->utf8 ? corner[i] : '+', 1, ROLE_BORDER);
	if (title != NULL && title[0] != '\0' && r.cols > 6) {
		int n = canvas_text(c, r.row, r.col + 3, r.cols - 6, ROLE_TITLE, title);

		canvas_set(c, r.row, r.col + 2, ' ', 1, ROLE_BORDER);
		canvas_set(c, r.row, r.col + 3 + n, ' ', 1, ROLE_BORDER);
	}
}

void canvas_cursor(struct canvas *c, int row, int col)
{
	if (!rect_has(c->clip, row, col))
		return;
	c->cursor_row = row;
	c->cursor_col = col;
	c->cursor_on = true;
}

void canvas_row(const struct canvas *c, int row, struct buf *out)
{
	int last = c->cols - 1;

	assert(row >= 0 && row < c->rows);
	while (last >= 0 && canvas_at(c, row, last)->ch == ' ')
		last--;
	for (int col = 0; col <= last; col++) {
		const struct cell *cell = canvas_at(c, row, col);
		const uint32_t chars[3] = {cell->ch, cell->mark[0], cell->mark[1]};

		for (int i = 0; i < 3 && chars[i] != 0; i++) {
			char bytes[4];

			buf_addn(out, bytes, (size_t)text_encode(chars[i], bytes));
		}
	}
}

void canvas_dump(const struct canvas *c, struct buf *out)
{
	for (int row = 0; row < c->rows; row++) {
		canvas_row(c, row, out);
		buf_addch(out, '\n');
	}
}

enum role canvas_role_at(const struct canvas *c, int row, int col)
{
	if (!rect_has(canvas_all(c), row, col))
		return ROLE_NORMAL;
	return (enum role)canvas_at(c, row, col)->role;
}
