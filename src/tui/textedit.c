/*
 * The note editor: a line editor with newlines, and screen lines computed from the text whenever
 * they are needed. A screen line is a span of bytes; a blank or newline that ends it belongs to it.
 */
#include "tui/textedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

struct textedit_line {
	size_t start, end; /* end: behind the blank or newline that ends the line */
};

void textedit_init(struct textedit *t, int max_chars)
{
	*t = (struct textedit){.cols = 80, .rows = 4, .want_col = -1};
	lineedit_init(&t->edit, max_chars);
	t->edit.multiline = true;
}

void textedit_release(struct textedit *t)
{
	lineedit_release(&t->edit);
}

void textedit_set(struct textedit *t, const char *text)
{
	lineedit_set(&t->edit, text);
	t->top = 0;
	t->want_col = -1;
}

const char *textedit_text(const struct textedit *t)
{
	return lineedit_text(&t->edit);
}

/* Columns of the bytes from..to, which hold no newline. */
static int textedit_cols(const char *s, size_t from, size_t to)
{
	const char *p = s + from, *end = s + to;
	int cols = 0;

	while (p < end) {
		uint32_t c = text_decode(&p, end);

		cols += c == '\t' ? 1 : text_char_cols(c); /* a tab is drawn as one blank */
	}
	return cols;
}

static size_t textedit_line_end(const char *s, size_t start, int cols)
{
	size_t at = start, after_blank = start;
	int col = 0;

	while (s[at] != '\0' && s[at] != '\n') {
		size_t next = text_next(s, at);

		if (s[at] == ' ') {
			after_blank = next; /* a blank may hang over the edge */
			col++;
		} else {
			col += textedit_cols(s, at, next);
			if (col > cols)
				return after_blank > start ? after_blank : at > start ? at : next;
		}
		at = next;
	}
	return s[at] == '\n' ? at + 1 : at;
}

/* The line at `start`; false when there is none. A final newline is followed by an empty line. */
static bool textedit_line_at(const struct textedit *t, size_t start, struct textedit_line *out)
{
	const char *s = textedit_text(t);

	if (s[start] == '\0' && start > 0 && s[start - 1] != '\n')
		return false;
	out->start = start;
	out->end = textedit_line_end(s, start, t->cols > 1 ? t->cols - 1 : 1);
	return true;
}

/* Go to the line after *line; false at the end. */
static bool textedit_line_next(const struct textedit *t, struct textedit_line *line)
{
	return line->end > line->start && textedit_line_at(t, line->end, line);
}

int textedit_lines(const struct textedit *t)
{
	struct textedit_line line = {0, 0};
	int n = 1;

	textedit_line_at(t, 0, &line);
	while (textedit_line_next(t, &line))
		n++;
	return n;
}

/* Number of the line with the cursor, and the line. */
static int textedit_cursor_line(const struct textedit *t, struct textedit_line *out)
{
	struct textedit_line line = {0, 0}, next;
	int n = 0;

	textedit_line_at(t, 0, &line);
	for (;;) {
		next = line;
		if (t->edit.cursor < line.end || !textedit_line_next(t, &next))
			break;
		line = next;
		n++;
	}
	*out = line;
	return n;
}

void textedit_fit(struct textedit *t, int rows, int cols)
{
	struct textedit_line line;
	int at;

	t->rows = rows > 0 ? rows : 1;
	t->cols = cols > 1 ? cols : 2;
	at = textedit_cursor_line(t, &line);
	if (at < t->top)
		t->top = at;
	if (at >= t->top + t->rows)
		t->top = at - t->rows + 1;
}

/* Put the cursor into line n, at the wanted column. */
static void textedit_go_line(struct textedit *t, int n)
{
	const char *s = textedit_text(t);
	struct textedit_line line = {0, 0};
	size_t at, last;
	int col = 0;

	textedit_line_at(t, 0, &line);
	while (n-- > 0 && textedit_line_next(t, &line))
		;
	last = line.end;
	if (s[last] != '\0' || (last > line.start && s[last - 1] == '\n'))
		last = text_prev(s, last);
	for (at = line.start; at < last && col < t->want_col; at = text_next(s, at))
		col += textedit_cols(s, at, text_next(s, at));
	t->edit.cursor = at < last ? at : last > line.start ? last : line.start;
}

static enum edit_result textedit_vertical(struct textedit *t, int by)
{
	struct textedit_line line;
	int at = textedit_cursor_line(t, &line), want = at + by, last = textedit_lines(t) - 1;

	if ((by == -1 && at == 0) || (by == 1 && at == last))
		return EDIT_IGNORED;
	if (t->want_col < 0)
		t->want_col = textedit_cols(textedit_text(t), line.start, t->edit.cursor);
	textedit_go_line(t, want < 0 ? 0 : want > last ? last : want);
	t->edit.typing = false;
	textedit_fit(t, t->rows, t->cols);
	return EDIT_MOVED;
}

enum edit_result textedit_handle(struct textedit *t, const struct event *ev)
{
	enum edit_result result;

	if (event_is(ev, K_UP, 0))
		return textedit_vertical(t, -1);
	if (event_is(ev, K_DOWN, 0))
		return textedit_vertical(t, 1);
	if (event_is(ev, K_PGUP, 0))
		return textedit_vertical(t, t->rows > 2 ? 1 - t->rows : -2);
	if (event_is(ev, K_PGDN, 0))
		return textedit_vertical(t, t->rows > 2 ? t->rows - 1 : 2);
	t->want_col = -1;
	if (event_is(ev, K_ENTER, 0)) {
		size_t before = t->edit.text.len;

		lineedit_insert(&t->edit, "\n");
		result = t->edit.text.len != before ? EDIT_CHANGED : EDIT_MOVED;
	} else {
		result = lineedit_handle(&t->edit, ev);
	}
	textedit_fit(t, t->rows, t->cols);
	return result;
}

void textedit_draw(const struct textedit *t, struct canvas *c, struct rect r, bool focus)
{
	enum role role = focus ? ROLE_FIELD_FOCUS : ROLE_FIELD;
	const char *s = textedit_text(t);
	struct textedit_line line = {0, 0}, at;
	int cursor = textedit_cursor_line(t, &at), n = 0;
	bool more = textedit_line_at(t, 0, &line);

	canvas_fill(c, r, role);
	for (; more && n < t->top + r.rows; more = textedit_line_next(t, &line), n++) {
		size_t end = line.end;
		char *text;

		if (n < t->top)
			continue;
		if (end > line.start && s[end - 1] == '\n')
			end--;
		text = mem_strndup(s + line.start, end - line.start);
		canvas_text(c, r.row + n - t->top, r.col, r.cols, role, text);
		free(text);
	}
	if (focus && cursor >= t->top && cursor < t->top + r.rows) {
		char *text = mem_strndup(s + at.start, t->edit.cursor - at.start);
		int col = canvas_cols(c, text);

		canvas_cursor(
			c, r.row + cursor - t->top, r.col + (col < r.cols ? col : r.cols - 1));
		free(text);
	}
}
