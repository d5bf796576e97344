/* The pop-up of choices. Its items are copies, made anew after each change of the typed text. */
#include "tui/picklist.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "tui/fuzzy.h"

enum { PICKLIST_ROWS_MAX = 8, PICKLIST_SCORED_MAX = 512 };

static void picklist_empty(struct picklist *p)
{
	for (size_t i = 0; i < p->count; i++) {
		free(p->items[i].value);
		free(p->items[i].label);
		free(p->items[i].note);
	}
	p->count = 0;
}

void picklist_init(struct picklist *p, const struct pick *choices, size_t n)
{
	*p = (struct picklist){.choices = choices, .choice_count = n};
	lineedit_init(&p->edit, 0);
}

void picklist_init_find(struct picklist *p, picklist_find_fn *find, void *arg, bool can_add)
{
	*p = (struct picklist){.find = find, .arg = arg, .can_add = can_add};
	lineedit_init(&p->edit, 0);
}

void picklist_release(struct picklist *p)
{
	picklist_empty(p);
	free(p->items);
	lineedit_release(&p->edit);
	*p = (struct picklist){0};
}

void picklist_add(struct picklist *p, const char *value, const char *label, const char *note)
{
	p->items = mem_grow(p->items, &p->cap, p->count + 1, sizeof(*p->items));
	p->items[p->count++] =
		(struct picklist_item){mem_strdup(value), mem_strdup(label), mem_strdup(note)};
}

/* Fixed choices that fit, best first; the order of the table among equals. */
static void picklist_filter(struct picklist *p, const char *typed)
{
	size_t n = p->choice_count < PICKLIST_SCORED_MAX ? p->choice_count : PICKLIST_SCORED_MAX;
	int score[PICKLIST_SCORED_MAX];

	for (size_t i = 0; i < n; i++)
		score[i] = typed[0] == '\0' ? 1 : fuzzy_score(typed, p->choices[i].label);
	for (;;) {
		size_t best = n;

		for (size_t i = 0; i < n; i++)
			if (score[i] > 0 && (best == n || score[i] > score[best]))
				best = i;
		if (best == n)
			return;
		score[best] = 0;
		picklist_add(
			p, p->choices[best].value, p->choices[best].label, p->choices[best].note);
	}
}

static void picklist_refresh(struct picklist *p)
{
	const char *typed = lineedit_text(&p->edit);

	picklist_empty(p);
	if (p->find != NULL)
		p->find(p->arg, typed, p);
	else
		picklist_filter(p, typed);
	p->cursor = p->top = 0;
}

static void picklist_scroll(struct picklist *p)
{
	if (p->cursor < p->top)
		p->top = p->cursor;
	if (p->cursor >= p->top + PICKLIST_ROWS_MAX)
		p->top = p->cursor - PICKLIST_ROWS_MAX + 1;
}

void picklist_open(struct picklist *p, const char *value)
{
	picklist_refresh(p);
	for (size_t i = 0; value != NULL && i < p->count; i++)
		if (p->items[i].value != NULL && strcmp(p->items[i].value, value) == 0)
			p->cursor = (int)i;
	picklist_scroll(p);
}

static enum pick_result picklist_move(struct picklist *p, int by)
{
	int last = (int)p->count - 1;

	p->cursor += by;
	if (p->cursor > last)
		p->cursor = last;
	if (p->cursor < 0)
		p->cursor = 0;
	picklist_scroll(p);
	return PICK_CHANGED;
}

static enum pick_result picklist_take(const struct picklist *p)
{
	if (p->count > 0)
		return PICK_CHOSEN;
	return p->can_add && lineedit_text(&p->edit)[0] != '\0' ? PICK_ADD : PICK_CHANGED;
}

enum pick_result picklist_handle(struct picklist *p, const struct event *ev)
{
	if (ev->kind == EVENT_KEY && ev->mods == 0)
		switch (ev->key) {
		case K_UP: return picklist_move(p, -1);
		case K_DOWN: return picklist_move(p, 1);
		case K_PGUP: return picklist_move(p, -PICKLIST_ROWS_MAX);
		case K_PGDN: return picklist_move(p, PICKLIST_ROWS_MAX);
		case K_ENTER:
		case K_TAB: return picklist_take(p);
		case K_ESC: return PICK_CANCEL;
		case K_F(7):
		case K_INSERT: return p->can_add ? PICK_ADD : PICK_IGNORED;
		default: break;
		}
	switch (lineedit_handle(&p->edit, ev)) {
	case EDIT_CHANGED: picklist_refresh(p); return PICK_CHANGED;
	case EDIT_MOVED: return PICK_CHANGED;
	default: return PICK_IGNORED;
	}
}

const struct picklist_item *picklist_chosen(const struct picklist *p)
{
	return p->cursor < (int)p->count ? &p->items[p->cursor] : NULL;
}

int picklist_rows(const struct picklist *p)
{
	int items = p->count < 1                   ? 1
		    : p->count > PICKLIST_ROWS_MAX ? PICKLIST_ROWS_MAX
						   : (int)p->count;

	return items + 3 + p->can_add;
}

static void picklist_draw_item(const struct picklist *p, struct canvas *c, struct rect r, int i)
{
	const struct picklist_item *item = &p->items[i];
	enum role role = i == p->cursor ? ROLE_POPUP_SELECTED : ROLE_POPUP;
	int note = item->note != NULL && item->note[0] != '\0' && r.cols >= 30 ? r.cols / 3 : 0;

	canvas_fill(c, r, role);
	if (i == p->cursor)
		canvas_glyph(c, r.row, r.col, role, GLYPH_MARK);
	canvas_text(c, r.row, r.col + 1, r.cols - 1 - (note > 0 ? note + 1 : 0), role,
		item->label != NULL ? item->label : "");
	if (note > 0)
		canvas_text(c, r.row, r.col + r.cols - note, note, role, item->note);
}

/* Which of how many, on the frame, when not all of them are to be seen. */
static void picklist_draw_place(const struct picklist *p, struct canvas *c, struct rect r)
{
	char text[32];
	int cols = snprintf(text, sizeof(text), " %d/%zu ", p->cursor + 1, p->count);

	if (cols < r.cols - 2)
		canvas_text(
			c, r.row + r.rows - 1, r.col + r.cols - 1 - cols, cols, ROLE_POPUP, text);
}

void picklist_draw(const struct picklist *p, struct canvas *c, struct rect r, const char *title)
{
	struct rect in = rect_inset(r, 1, 1), line;
	struct rect old = canvas_clip(c, r);
	int top = p->top;

	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, title);
	line = rect_cut_top(&in, 1);
	if (p->can_add) {
		struct rect foot = rect_cut_bottom(&in, 1);

		canvas_text(c, foot.row, foot.col + 1, foot.cols - 1, ROLE_HINT,
			_("Ins or F7: add a new one"));
	}
	if (p->count == 0)
		canvas_text(c, in.row, in.col + 1, in.cols - 1, ROLE_HINT,
			lineedit_text(&p->edit)[0] == '\0' ? _("Type a part of the name")
							   : _("Nothing fits"));
	if (p->cursor >= top + in.rows) /* less room than picklist_scroll() counts with */
		top = p->cursor - in.rows + 1;
	for (int i = top; i < (int)p->count && i < top + in.rows; i++)
		picklist_draw_item(p, c, (struct rect){in.row + i - top, in.col, 1, in.cols}, i);
	if ((int)p->count > in.rows)
		picklist_draw_place(p, c, r);
	lineedit_draw(&p->edit, c, line.row, line.col, line.cols, true);
	canvas_unclip(c, old);
}
