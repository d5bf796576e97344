/*
 * The line editor. Undo keeps whole copies: a field is short, and a note of some kilobytes times a
 * hundred steps is still little. Typed characters join one step until something else happens.
 */
#include "tui/lineedit.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

void lineedit_init(struct lineedit *e, int max_chars)
{
	*e = (struct lineedit){.max_chars = max_chars};
}

static void lineedit_forget(struct lineedit *e)
{
	for (int i = 0; i < e->undo_count; i++)
		free(e->undo[i].text);
	e->undo_count = 0;
	e->typing = false;
}

void lineedit_release(struct lineedit *e)
{
	lineedit_forget(e);
	free(e->undo);
	buf_release(&e->text);
	*e = (struct lineedit){0};
}

const char *lineedit_text(const struct lineedit *e)
{
	return e->text.data != NULL ? e->text.data : "";
}

void lineedit_set(struct lineedit *e, const char *text)
{
	struct buf b = BUF_INIT;

	buf_add(&b, text != NULL ? text : "");
	buf_release(&e->text);
	e->text = b;
	e->cursor = b.len;
	e->fresh = false;
	lineedit_forget(e);
}

/* Keep the present text, to come back to it. */
static void lineedit_keep(struct lineedit *e)
{
	if (e->undo == NULL)
		e->undo = mem_alloc(LINEEDIT_UNDO_MAX * sizeof(*e->undo));
	if (e->undo_count == LINEEDIT_UNDO_MAX) {
		free(e->undo[0].text);
		e->undo_count--;
		memmove(e->undo, e->undo + 1, (size_t)e->undo_count * sizeof(*e->undo));
	}
	e->undo[e->undo_count++] = (struct lineedit_step){mem_strdup(lineedit_text(e)), e->cursor};
}

bool lineedit_undo(struct lineedit *e)
{
	struct lineedit_step step;

	if (e->undo_count == 0)
		return false;
	step = e->undo[--e->undo_count];
	buf_clear(&e->text);
	buf_add(&e->text, step.text);
	e->cursor = step.cursor;
	e->typing = false;
	free(step.text);
	return true;
}

/* Replace the bytes from..to by len bytes of s; the cursor goes behind them. */
static void lineedit_replace(struct lineedit *e, size_t from, size_t to, const char *s, size_t len)
{
	struct buf b = BUF_INIT;

	buf_addn(&b, lineedit_text(e), from);
	buf_addn(&b, s, len);
	buf_add(&b, lineedit_text(e) + to);
	buf_release(&e->text);
	e->text = b;
	e->cursor = from + len;
}

/* Bytes of s that still fit the limit when `gone` is going to be replaced. */
static size_t lineedit_room(const struct lineedit *e, const char *s, size_t len, bool gone)
{
	const char *p = s, *end = s + len;
	size_t room;

	if (e->max_chars <= 0)
		return len;
	room = gone ? 0 : text_count(lineedit_text(e));
	room = room < (size_t)e->max_chars ? (size_t)e->max_chars - room : 0;
	while (p < end && room > 0) {
		text_decode(&p, end);
		room--;
	}
	return (size_t)(p - s);
}

static bool lineedit_put(struct lineedit *e, const char *s, size_t len)
{
	bool fresh = e->fresh;

	len = lineedit_room(e, s, len, fresh);
	e->fresh = false;
	if (len == 0)
		return false;
	if (fresh)
		lineedit_replace(e, 0, e->text.len, s, len);
	else
		lineedit_replace(e, e->cursor, e->cursor, s, len);
	return true;
}

void lineedit_insert(struct lineedit *e, const char *text)
{
	struct buf b = BUF_INIT;

	/* text_clean() trims, and a blank at the end of a paste may be meant: guard both ends. */
	buf_addch(&b, '|');
	buf_add(&b, text);
	buf_addch(&b, '|');
	if (b.len > 2) {
		struct buf clean = BUF_INIT;

		text_clean(&clean, b.data, b.len, e->multiline);
		lineedit_keep(e);
		e->typing = false;
		if (!lineedit_put(e, clean.data + 1, clean.len - 2))
			free(e->undo[--e->undo_count].text);
		buf_release(&clean);
	}
	buf_release(&b);
}

void lineedit_select_all(struct lineedit *e)
{
	e->fresh = e->text.len > 0;
	e->cursor = e->text.len;
}

static bool lineedit_is_word(const char *s, size_t at)
{
	unsigned char b = (unsigned char)s[at];

	return b >= 0x80 || (b >= '0' && b <= '9') || (b >= 'a' && b <= 'z') ||
	       (b >= 'A' && b <= 'Z') || b == '_';
}

static size_t lineedit_word_before(const struct lineedit *e)
{
	const char *s = lineedit_text(e);
	size_t at = e->cursor;

	while (at > 0 && !lineedit_is_word(s, text_prev(s, at)))
		at = text_prev(s, at);
	while (at > 0 && lineedit_is_word(s, text_prev(s, at)))
		at = text_prev(s, at);
	return at;
}

static size_t lineedit_word_after(const struct lineedit *e)
{
	const char *s = lineedit_text(e);
	size_t at = e->cursor;

	while (s[at] != '\0' && !lineedit_is_word(s, at))
		at = text_next(s, at);
	while (s[at] != '\0' && lineedit_is_word(s, at))
		at = text_next(s, at);
	return at;
}

/* Start and end of the line with the cursor: all of the text unless it has newlines. */
static size_t lineedit_line_start(const struct lineedit *e)
{
	size_t at = e->cursor;

	while (at > 0 && lineedit_text(e)[at - 1] != '\n')
		at--;
	return at;
}

static size_t lineedit_line_end(const struct lineedit *e)
{
	return e->cursor + strcspn(lineedit_text(e) + e->cursor, "\n");
}

static enum edit_result lineedit_delete(struct lineedit *e, size_t from, size_t to)
{
	e->typing = false;
	if (e->fresh) {
		from = 0;
		to = e->text.len;
		e->fresh = false;
	}
	if (from == to)
		return EDIT_MOVED;
	lineedit_keep(e);
	lineedit_replace(e, from, to, "", 0);
	return EDIT_CHANGED;
}

static enum edit_result lineedit_move(struct lineedit *e, size_t at)
{
	e->cursor = at;
	e->typing = false;
	e->fresh = false;
	return EDIT_MOVED;
}

static enum edit_result lineedit_type(struct lineedit *e, uint32_t c)
{
	char bytes[4];
	size_t len = (size_t)text_encode(c, bytes);
	bool typing = e->typing && !e->fresh;

	if (!typing)
		lineedit_keep(e);
	if (!lineedit_put(e, bytes, len)) {
		if (!typing)
			free(e->undo[--e->undo_count].text);
		return EDIT_MOVED;
	}
	e->typing = true;
	return EDIT_CHANGED;
}

static enum edit_result lineedit_handle_ctrl(struct lineedit *e, uint32_t key)
{
	const char *s = lineedit_text(e);

	switch (key) {
	case 'a': return lineedit_move(e, lineedit_line_start(e));
	case 'e': return lineedit_move(e, lineedit_line_end(e));
	case 'd': return lineedit_delete(e, e->cursor, text_next(s, e->cursor));
	case 'w': return lineedit_delete(e, lineedit_word_before(e), e->cursor);
	case 'u': return lineedit_delete(e, lineedit_line_start(e), e->cursor);
	case 'k': return lineedit_delete(e, e->cursor, lineedit_line_end(e));
	case 'z': return lineedit_undo(e) ? EDIT_CHANGED : EDIT_MOVED;
	case K_LEFT: return lineedit_move(e, lineedit_word_before(e));
	case K_RIGHT: return lineedit_move(e, lineedit_word_after(e));
	case K_HOME: return lineedit_move(e, 0);
	case K_END: return lineedit_move(e, e->text.len);
	default: return EDIT_IGNORED;
	}
}

static enum edit_result lineedit_handle_alt(struct lineedit *e, uint32_t key)
{
	switch (key) {
	case 'b': return lineedit_move(e, lineedit_word_before(e));
	case 'f': return lineedit_move(e, lineedit_word_after(e));
	case 'd': return lineedit_delete(e, e->cursor, lineedit_word_after(e));
	case K_BACKSPACE: return lineedit_delete(e, lineedit_word_before(e), e->cursor);
	default: return EDIT_IGNORED;
	}
}

enum edit_result lineedit_handle(struct lineedit *e, const struct event *ev)
{
	const char *s = lineedit_text(e);

	if (ev->kind == EVENT_PASTE) {
		size_t before = e->text.len;

		lineedit_insert(e, ev->text);
		return e->text.len != before ? EDIT_CHANGED : EDIT_MOVED;
	}
	if (ev->kind != EVENT_KEY)
		return EDIT_IGNORED;
	if (ev->mods == MOD_CTRL)
		return lineedit_handle_ctrl(e, ev->key);
	if (ev->mods == MOD_ALT)
		return lineedit_handle_alt(e, ev->key);
	if (event_is_text(ev))
		return lineedit_type(e, ev->key);
	if (ev->mods != 0)
		return EDIT_IGNORED;
	switch (ev->key) {
	case K_LEFT: return lineedit_move(e, text_prev(s, e->cursor));
	case K_RIGHT: return lineedit_move(e, text_next(s, e->cursor));
	case K_HOME: return lineedit_move(e, lineedit_line_start(e));
	case K_END: return lineedit_move(e, lineedit_line_end(e));
	case K_BACKSPACE: return lineedit_delete(e, text_prev(s, e->cursor), e->cursor);
	case K_DELETE: return lineedit_delete(e, e->cursor, text_next(s, e->cursor));
	default: return EDIT_IGNORED;
	}
}

/* What is drawn instead of the text: stars for a password. The caller owns it. */
static char *lineedit_shown(const struct lineedit *e, size_t len)
{
	struct buf b = BUF_INIT;

	if (!e->password)
		return mem_strndup(lineedit_text(e), len);
	for (size_t at = 0; at < len; at = text_next(lineedit_text(e), at))
		buf_addch(&b, '*');
	buf_add(&b, "");
	return buf_take(&b);
}

/* First column shown, so that column `at` is within cols - 1: in steps of half the width. */
static int lineedit_scroll(int at, int cols)
{
	int step = cols / 2 > 0 ? cols / 2 : 1;

	return at < cols ? 0 : (at - cols + 1 + step) / step * step;
}

/* Byte offset of the character at or after that column of s; *col is where it really starts. */
static size_t lineedit_at_col(const char *s, int want, int *col)
{
	size_t at = 0;

	*col = 0;
	while (s[at] != '\0' && *col < want) {
		size_t next = text_next(s, at);
		char *one = mem_strndup(s + at, next - at);

		*col += text_cols(one);
		free(one);
		at = next;
	}
	return at;
}

void lineedit_click(struct lineedit *e, int cols, int col)
{
	char *before = lineedit_shown(e, e->cursor);
	int first = lineedit_scroll(text_cols(before), cols), at;

	if (!e->password)
		lineedit_move(
			e, lineedit_at_col(lineedit_text(e), first + (col < 0 ? 0 : col), &at));
	free(before);
}

void lineedit_draw(
	const struct lineedit *e, struct canvas *c, int row, int col, int cols, bool focus)
{
	enum role role = e->fresh && focus ? ROLE_MATCH : focus ? ROLE_FIELD_FOCUS : ROLE_FIELD;
	char *before = lineedit_shown(e, e->cursor), *all = lineedit_shown(e, e->text.len);
	int cursor = canvas_cols(c, before), first = 0, start;

	if (focus)
		first = lineedit_scroll(cursor, cols);
	canvas_text_pad(c, row, col, cols, role, all + lineedit_at_col(all, first, &start));
	if (e->fresh && focus) /* only the text is "selected" */
		canvas_role(c, (struct rect){row, col + cursor - start, 1, cols - cursor + start},
			ROLE_FIELD_FOCUS);
	if (focus)
		canvas_cursor(c, row, col + (cursor - start < cols ? cursor - start : cols - 1));
	free(before);
	free(all);
}
