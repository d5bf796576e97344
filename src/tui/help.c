/*
 * Help text. Lines are wrapped when drawn; a "screen line" below is one row of that. Searching looks for the
 * folded words in whole help lines and scrolls the next one that has them to the top.
 */
#include "tui/help.h"

#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { HELP_KEY_COLS = 20 };

void help_init(struct help *h, const char *title)
{
	*h = (struct help){.title = mem_strdup(title), .rows = 1, .cols = 78};
	lineedit_init(&h->search, 0);
}

void help_release(struct help *h)
{
	for (size_t i = 0; i < h->count; i++) {
		free(h->lines[i].key);
		free(h->lines[i].text);
	}
	free(h->lines);
	free(h->title);
	lineedit_release(&h->search);
	*h = (struct help){0};
}

static void help_add(struct help *h, const char *key, const char *text, bool heading)
{
	h->lines = mem_grow(h->lines, &h->cap, h->count + 1, sizeof(*h->lines));
	h->lines[h->count++] = (struct help_line){mem_strdup(key), mem_strdup(text), heading};
}

void help_heading(struct help *h, const char *text)
{
	if (h->count > 0)
		help_add(h, NULL, "", false);
	help_add(h, NULL, text, true);
}

void help_key(struct help *h, const char *key, const char *text)
{
	help_add(h, key, text, false);
}

void help_text(struct help *h, const char *text)
{
	help_add(h, NULL, text, false);
}

static int help_key_cols(const struct help *h)
{
	return h->cols > 2 * HELP_KEY_COLS ? HELP_KEY_COLS : h->cols / 3;
}

static void help_count_line(void *arg, const char *s, size_t len)
{
	(void)s;
	(void)len;
	(*(int *)arg)++;
}

/* Screen lines of help line i. */
static int help_line_rows(const struct help *h, size_t i)
{
	const struct help_line *l = &h->lines[i];
	int rows = 0;

	text_wrap(l->text, l->key != NULL ? h->cols - help_key_cols(h) : h->cols, help_count_line,
		&rows);
	return rows > 0 ? rows : 1;
}

/* First screen line of help line i; of i == count, all of them. */
static int help_line_row(const struct help *h, size_t i)
{
	int row = 0;

	for (size_t k = 0; k < i; k++)
		row += help_line_rows(h, k);
	return row;
}

static void help_scroll(struct help *h, int top)
{
	int last = help_line_row(h, h->count) - h->rows;

	h->top = top > last ? last : top;
	if (h->top < 0)
		h->top = 0;
}

void help_fit(struct help *h, struct rect r)
{
	h->rows = r.rows > 3 ? r.rows - 3 : 1;
	h->cols = r.cols > 6 ? r.cols - 4 : 2;
	help_scroll(h, h->top);
}

static bool help_line_has(const struct help_line *l, const char *folded)
{
	struct buf b = BUF_INIT;
	bool has;

	fold_text(&b, l->text);
	has = strstr(buf_str(&b), folded) != NULL;
	if (!has && l->key != NULL) {
		buf_clear(&b);
		fold_text(&b, l->key);
		has = strstr(buf_str(&b), folded) != NULL;
	}
	buf_release(&b);
	return has;
}

/* The help line at the top of the view. */
static size_t help_top_line(const struct help *h)
{
	size_t i = 0;
	int row = 0;

	while (i < h->count && (row += help_line_rows(h, i)) <= h->top)
		i++;
	return i;
}

/* Scroll to the next (by 1) or previous (by -1) line that has what is searched; from 0 includes the present one. */
static void help_search(struct help *h, int from, int by)
{
	struct buf folded = BUF_INIT;
	int n = (int)h->count, at = (int)help_top_line(h) + from;

	fold_text(&folded, lineedit_text(&h->search));
	for (int i = 0; i < n && folded.len > 0; i++, at += by) {
		int k = ((at % n) + n) % n;

		if (help_line_has(&h->lines[k], buf_str(&folded))) {
			help_scroll(h, help_line_row(h, (size_t)k));
			break;
		}
	}
	buf_release(&folded);
}

static enum help_result help_handle_search(struct help *h, const struct event *ev)
{
	if (event_is(ev, K_ENTER, 0) || event_is(ev, K_ESC, 0)) {
		h->searching = false;
		return HELP_CHANGED;
	}
	if (lineedit_handle(&h->search, ev) == EDIT_IGNORED)
		return HELP_IGNORED;
	help_search(h, 0, 1);
	return HELP_CHANGED;
}

static enum help_result help_to(struct help *h, int top)
{
	help_scroll(h, top);
	return HELP_CHANGED;
}

static enum help_result help_begin_search(struct help *h)
{
	lineedit_set(&h->search, "");
	h->searching = true;
	return HELP_CHANGED;
}

enum help_result help_handle(struct help *h, const struct event *ev)
{
	int page = h->rows > 1 ? h->rows - 1 : 1;
	uint32_t latin;

	if (h->searching)
		return help_handle_search(h, ev);
	if (ev->kind == EVENT_MOUSE &&
		(ev->mouse == MOUSE_WHEEL_UP || ev->mouse == MOUSE_WHEEL_DOWN))
		return help_to(h, h->top + (ev->mouse == MOUSE_WHEEL_UP ? -3 : 3));
	if (ev->kind != EVENT_KEY)
		return HELP_IGNORED;
	latin = key_latin(h->layout, ev->key);
	switch (latin != 0 ? latin : ev->key) {
	case K_UP:
	case 'k': return help_to(h, h->top - 1);
	case K_DOWN:
	case 'j': return help_to(h, h->top + 1);
	case K_PGUP:
	case 'b': return help_to(h, h->top - page);
	case K_PGDN:
	case ' ': return help_to(h, h->top + page);
	case K_HOME:
	case 'g': return help_to(h, 0);
	case K_END:
	case 'G': return help_to(h, help_line_row(h, h->count));
	case '/':
	case K_F(9): return help_begin_search(h);
	case 'n': help_search(h, 1, 1); return HELP_CHANGED;
	case 'N': help_search(h, -1, -1); return HELP_CHANGED;
	case 'q':
	case K_ESC:
	case K_ENTER:
	case K_F(1):
	case K_F(10): return HELP_CLOSE;
	default: return event_is(ev, 'c', MOD_CTRL) ? HELP_CLOSE : HELP_IGNORED;
	}
}

static void help_draw_line(
	const struct help *h, struct canvas *c, struct rect in, size_t i, int row, const char *find)
{
	const struct help_line *l = &h->lines[i];
	int key = l->key != NULL ? help_key_cols(h) : 0, rows = help_line_rows(h, i);
	bool match = find[0] != '\0' && help_line_has(l, find);
	enum role role = match ? ROLE_MATCH : l->heading ? ROLE_TITLE : ROLE_POPUP;

	if (l->key != NULL)
		canvas_text(c, in.row + row, in.col, key - 1, ROLE_KEY, l->key);
	canvas_wrap(c, (struct rect){in.row + row, in.col + key, rows, in.cols - key}, 0, role,
		l->text);
}

void help_draw(const struct help *h, struct canvas *c, struct rect r)
{
	struct rect in = rect_inset(r, 1, 2), foot, old = canvas_clip(c, r);
	struct buf find = BUF_INIT;
	int row = 0;

	fold_text(&find, lineedit_text(&h->search));
	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, h->title);
	foot = rect_cut_bottom(&in, 1);
	if (h->searching) {
		canvas_text(c, foot.row, foot.col, 1, ROLE_KEY, "/");
		lineedit_draw(&h->search, c, foot.row, foot.col + 1, foot.cols - 1, true);
	} else {
		canvas_text(c, foot.row, foot.col, foot.cols, ROLE_HINT,
			_("Arrows scroll   / search   n next   Esc close"));
		canvas_cursor(c, in.row, in.col);
	}
	canvas_clip(c, in);
	for (size_t i = 0; i < h->count; i++) {
		int rows = help_line_rows(h, i);

		if (row + rows > h->top && row < h->top + in.rows)
			help_draw_line(h, c, in, i, row - h->top, buf_str(&find));
		row += rows;
	}
	buf_release(&find);
	canvas_unclip(c, old);
}
