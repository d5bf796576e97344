/* Items of a card's panel: how tall they are, what is in view, how they look. */
#include "card_panel.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

enum { PANEL_GUTTER = 2, PANEL_INDENT = 2 };

/* --- Items ------------------------------------------------------------------------------------ */

void card_panel_clear(struct card_panel *p)
{
	for (size_t i = 0; i < p->n; i++) {
		buf_release(&p->items[i].left);
		buf_release(&p->items[i].text);
		buf_release(&p->items[i].right);
		buf_release(&p->items[i].note);
	}
	p->n = 0;
	buf_clear(&p->title);
}

void card_panel_release(struct card_panel *p)
{
	card_panel_clear(p);
	buf_release(&p->title);
	free(p->items);
	*p = (struct card_panel){0};
}

struct card_item *card_panel_add(struct card_panel *p, enum card_item_type type)
{
	struct card_item *item;

	p->items = mem_grow(p->items, &p->cap, p->n + 1, sizeof *p->items);
	item = &p->items[p->n++];
	*item = (struct card_item){
		.type = type, .kind = KIND_NONE, .field = -1, .role = ROLE_LABEL};
	return item;
}

void card_panel_head(struct card_panel *p, const char *title)
{
	buf_add(&card_panel_add(p, CARD_HEAD)->text, title);
}

void card_panel_hint(struct card_panel *p, const char *text)
{
	buf_add(&card_panel_add(p, CARD_HINT)->text, text);
}

static bool card_item_can_stand(const struct card_item *item)
{
	return item->type != CARD_HEAD && item->type != CARD_HINT;
}

/* The nearest item to stand on, looking ahead first. */
static void card_panel_settle(struct card_panel *p)
{
	int n = (int)p->n, at = p->cursor < 0 ? 0 : p->cursor;

	if (at >= n)
		at = n - 1;
	for (int i = at; i >= 0 && i < n; i++)
		if (card_item_can_stand(&p->items[i])) {
			p->cursor = i;
			return;
		}
	for (int i = at; i >= 0; i--)
		if (card_item_can_stand(&p->items[i])) {
			p->cursor = i;
			return;
		}
	p->cursor = 0;
}

void card_panel_find(struct card_panel *p, const struct card_item *like)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct card_item *item = &p->items[i];

		if (item->type == like->type && item->kind == like->kind && item->id == like->id &&
			item->field == like->field) {
			p->cursor = (int)i;
			break;
		}
	}
	card_panel_settle(p);
}

const struct card_item *card_panel_current(const struct card_panel *p)
{
	if (p->cursor >= (int)p->n || !card_item_can_stand(&p->items[p->cursor]))
		return NULL;
	return &p->items[p->cursor];
}

int card_panel_count(const struct card_panel *p, int *at)
{
	int n = 0;

	*at = 0;
	for (size_t i = 0; i < p->n; i++) {
		n += card_item_can_stand(&p->items[i]);
		if ((int)i == p->cursor)
			*at = n;
	}
	return n;
}

/* --- Size ------------------------------------------------------------------------------------- */

static void card_count_line(void *arg, const char *s, size_t len)
{
	(void)s;
	(void)len;
	++*(int *)arg;
}

static int card_wrapped_rows(const struct buf *text, int cols)
{
	struct buf b = *text;
	int rows = 0;

	if (b.len == 0 || cols <= 0)
		return 0;
	text_wrap(buf_str(&b), cols, card_count_line, &rows);
	return rows;
}

static int card_item_left_cols(const struct card_panel *p, const struct card_item *item)
{
	if (item->type == CARD_PERSON || item->type == CARD_HEAD || item->type == CARD_HINT)
		return 0;
	return p->left_cols;
}

/* Columns of the value of a field. */
static int card_value_cols(const struct card_panel *p)
{
	return p->r.cols - PANEL_GUTTER - p->left_cols - 1;
}

static int card_item_rows(const struct card_panel *p, const struct card_item *item)
{
	int rows, note;

	if (item->type == CARD_HEAD)
		return 1;
	if (item->type == CARD_HINT)
		return card_wrapped_rows(&item->text, p->r.cols - PANEL_GUTTER);
	if (item->type == CARD_FIELD || item->type == CARD_PART) {
		rows = card_wrapped_rows(&item->text, card_value_cols(p));
		return rows < 1 ? 1 : rows > p->note_rows + 1 ? p->note_rows + 1 : rows;
	}
	note = card_wrapped_rows(&item->note, p->r.cols - PANEL_GUTTER - PANEL_INDENT);
	return 1 + (note > p->note_rows ? p->note_rows : note);
}

static int card_panel_title_rows(const struct card_panel *p)
{
	return p->bare ? 0 : 1;
}

static int card_panel_body_rows(const struct card_panel *p)
{
	return p->r.rows - card_panel_title_rows(p);
}

/* Rows from item `from` to the end of the cursor's; behind the last one to stand on, to the very end. */
static int card_panel_rows_to_cursor(const struct card_panel *p, int from)
{
	int rows = 0, last = (int)p->n - 1;

	while (last > p->cursor && !card_item_can_stand(&p->items[last]))
		last--;
	last = last == p->cursor ? (int)p->n - 1 : p->cursor;
	for (int i = from; i <= last; i++)
		rows += card_item_rows(p, &p->items[i]);
	return rows;
}

/* Only notes have lines of their own; line ends that another program stored in a name or a phone are blanks. */
static void card_panel_flatten(struct card_panel *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct buf *text = &p->items[i].text;

		for (size_t at = 0; !p->items[i].lines && at < text->len; at++)
			if (text->data[at] == '\n')
				text->data[at] = ' ';
	}
}

int card_panel_rows(struct card_panel *p, int cols, int note_rows)
{
	int rows = card_panel_title_rows(p);

	p->r.cols = cols;
	p->note_rows = note_rows;
	card_panel_flatten(p);
	for (size_t i = 0; i < p->n; i++)
		rows += card_item_rows(p, &p->items[i]);
	return rows;
}

void card_panel_fit(struct card_panel *p, struct rect r, int note_rows)
{
	int rows = 0, first;

	p->r = r;
	p->note_rows = note_rows;
	card_panel_flatten(p);
	card_panel_settle(p);
	if (r.rows <= card_panel_title_rows(p))
		return;
	/* The heading of its section comes with the first item. */
	first = p->cursor;
	while (first > 0 && !card_item_can_stand(&p->items[first - 1]))
		first--;
	if (p->top > first)
		p->top = first;
	while (p->top < p->cursor && card_panel_rows_to_cursor(p, p->top) > card_panel_body_rows(p))
		p->top++;
	/* No empty rows below while there is something above. */
	for (size_t i = (size_t)p->top; i < p->n && rows <= card_panel_body_rows(p); i++)
		rows += card_item_rows(p, &p->items[i]);
	while (p->top > 0) {
		rows += card_item_rows(p, &p->items[p->top - 1]);
		if (rows > card_panel_body_rows(p))
			break;
		p->top--;
	}
}

bool card_panel_move(struct card_panel *p, int by)
{
	int step = by < 0 ? -1 : 1, at = p->cursor, before = p->cursor;

	for (int i = at + step; i >= 0 && i < (int)p->n && by != 0; i += step)
		if (card_item_can_stand(&p->items[i])) {
			p->cursor = i;
			by -= step;
		}
	/* At the upper end the heading comes into view again. */
	if (step < 0 && p->cursor == before)
		p->top = 0;
	return p->cursor != before;
}

void card_panel_page(struct card_panel *p, int direction)
{
	int rows = 0;

	while (rows < card_panel_body_rows(p) && card_panel_move(p, direction))
		rows += card_item_rows(p, &p->items[p->cursor]);
}

bool card_panel_click(struct card_panel *p, int row)
{
	int at = p->r.row + card_panel_title_rows(p);

	for (int i = p->top; i < (int)p->n && at < p->r.row + p->r.rows; i++) {
		int rows = card_item_rows(p, &p->items[i]);

		if (row >= at && row < at + rows && card_item_can_stand(&p->items[i])) {
			p->cursor = i;
			return true;
		}
		at += rows;
	}
	return false;
}

/* --- Looks ------------------------------------------------------------------------------------ */

static void card_draw_head(struct canvas *c, struct rect r, const struct buf *title, bool focus)
{
	struct buf b = *title;
	int cols;

	if (focus)
		canvas_glyph(c, r.row, r.col, ROLE_SELECTED_MARK, GLYPH_MARK);
	cols = canvas_text(c, r.row, r.col + 1, r.cols - 1, ROLE_TITLE, buf_str(&b));
	if (cols + 3 < r.cols)
		canvas_hline(c, r.row, r.col + cols + 2, r.cols - cols - 2);
}

/* The end of a wrapped text that does not fit is marked. */
static void card_draw_wrapped(
	struct canvas *c, struct rect r, enum role role, const struct buf *text)
{
	struct buf b = *text;
	int rows = canvas_wrap(c, r, 0, role, buf_str(&b));

	if (rows > r.rows && r.rows > 0)
		canvas_glyph(c, r.row + r.rows - 1, r.col + r.cols - 1, role, GLYPH_ELLIPSIS);
}

static void card_draw_line(const struct card_panel *p, struct canvas *c, struct rect r,
	const struct card_item *item, bool cursor)
{
	struct buf left = item->left, text = item->text, right = item->right;
	int left_cols = card_item_left_cols(p, item), right_cols = text_cols(buf_str(&right));
	int col = r.col + PANEL_GUTTER, room = r.cols - PANEL_GUTTER;
	enum role role = cursor ? ROLE_SELECTED : ROLE_NORMAL;

	if (left_cols > 0) {
		canvas_text(c, r.row, col, left_cols, item->role, buf_str(&left));
		col += left_cols + 1;
		room -= left_cols + 1;
	}
	/* What stands at the right gives way before the text is cut short. */
	if (right_cols > 0 && right_cols + 1 < room - room / 3) {
		canvas_text_right(c, r.row, col, room, ROLE_NORMAL, buf_str(&right));
		room -= right_cols + 1;
	}
	canvas_text(c, r.row, col, room, role, buf_str(&text));
}

static void card_draw_item(const struct card_panel *p, struct canvas *c, struct rect r,
	const struct card_item *item, bool cursor)
{
	struct buf left = item->left;

	if (item->type == CARD_HEAD) {
		card_draw_head(c, r, &item->text, false);
		return;
	}
	if (cursor) {
		canvas_glyph(c, r.row, r.col, ROLE_SELECTED_MARK, GLYPH_MARK);
		canvas_cursor(c, r.row, r.col + PANEL_GUTTER);
	}
	if (item->type == CARD_HINT) {
		rect_cut_left(&r, PANEL_GUTTER);
		card_draw_wrapped(c, r, ROLE_HINT, &item->text);
	} else if (item->type == CARD_FIELD || item->type == CARD_PART) {
		canvas_text(
			c, r.row, r.col + PANEL_GUTTER, p->left_cols, item->role, buf_str(&left));
		rect_cut_left(&r, r.cols - card_value_cols(p));
		card_draw_wrapped(c, r, cursor ? ROLE_SELECTED : ROLE_VALUE, &item->text);
	} else {
		card_draw_line(p, c, r, item, cursor);
		rect_cut_top(&r, 1);
		rect_cut_left(&r, PANEL_GUTTER + PANEL_INDENT);
		card_draw_wrapped(c, r, ROLE_NORMAL, &item->note);
	}
}

void card_panel_draw(const struct card_panel *p, struct canvas *c, bool focus)
{
	struct rect r = p->r, old;
	int row = r.row + card_panel_title_rows(p);

	if (r.rows <= 0)
		return;
	old = canvas_clip(c, r);
	if (!p->bare)
		card_draw_head(c, (struct rect){r.row, r.col, 1, r.cols}, &p->title, focus);
	if (focus && !card_panel_current(p))
		canvas_cursor(c, r.row, r.col + 1);
	for (int i = p->top; i < (int)p->n && row < r.row + r.rows; i++) {
		int rows = card_item_rows(p, &p->items[i]);

		card_draw_item(p, c, (struct rect){row, r.col, rows, r.cols}, &p->items[i],
			focus && &p->items[i] == card_panel_current(p));
		row += rows;
	}
	canvas_unclip(c, old);
}
