/* Questions and notices. */
#include "tui/dialog.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/fold.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

enum { DIALOG_COLS = 60, DIALOG_PAD = 2 };

void dialog_init(
	struct dialog *d, const char *title, const char *text, const char *const *choices, int n)
{
	*d = (struct dialog){.count = n < DIALOG_CHOICES_MAX ? n : DIALOG_CHOICES_MAX};
	d->title = mem_strdup(title);
	d->text = mem_strdup(text);
	for (int i = 0; i < d->count; i++)
		d->choices[i] = mem_strdup(choices[i]);
}

void dialog_init_yesno(struct dialog *d, const char *title, const char *text, bool yes_first)
{
	const char *choices[] = {_("Yes"), _("No")};

	dialog_init(d, title, text, choices, 2);
	d->selected = yes_first ? 0 : 1;
}

void dialog_init_notice(struct dialog *d, const char *title, const char *text)
{
	const char *choices[] = {_("OK")};

	dialog_init(d, title, text, choices, 1);
}

void dialog_release(struct dialog *d)
{
	free(d->title);
	free(d->text);
	for (int i = 0; i < d->count; i++)
		free(d->choices[i]);
	*d = (struct dialog){0};
}

/* The folded first letter of s, for comparing. */
static uint32_t dialog_letter(const char *s)
{
	struct buf b = BUF_INIT;
	const char *p;
	uint32_t c = 0;

	fold_text(&b, s);
	p = buf_str(&b);
	if (b.len > 0)
		c = text_decode(&p, p + b.len);
	buf_release(&b);
	return c;
}

static uint32_t dialog_letter_of_key(uint32_t key)
{
	char s[5] = {0};

	text_encode(key, s);
	return dialog_letter(s);
}

/*
 * The choice that begins with the typed letter. The layouts go both ways: й chooses "Quit" by its place on the
 * keyboard, and q chooses "Йод".
 */
static int dialog_by_letter(const struct dialog *d, uint32_t key)
{
	uint32_t typed = dialog_letter_of_key(key), latin = key_latin(d->layout, key);

	for (int i = 0; i < d->count; i++)
		if (dialog_letter(d->choices[i]) == typed)
			return i;
	for (int i = 0; i < d->count; i++) {
		const char *p = d->choices[i];
		uint32_t first = text_decode(&p, p + strlen(p));

		if (latin != 0 && dialog_letter(d->choices[i]) == dialog_letter_of_key(latin))
			return i;
		if (key_latin(d->layout, first) != 0 &&
			dialog_letter_of_key(key_latin(d->layout, first)) == typed)
			return i;
	}
	return DIALOG_OPEN;
}

static int dialog_step(struct dialog *d, int by)
{
	d->selected = (d->selected + by + d->count) % d->count;
	return DIALOG_OPEN;
}

int dialog_handle(struct dialog *d, const struct event *ev)
{
	if (ev->kind != EVENT_KEY)
		return DIALOG_OPEN;
	if (event_is(ev, 'c', MOD_CTRL))
		return DIALOG_CANCEL;
	switch (ev->key) {
	case K_ESC: return DIALOG_CANCEL;
	case K_ENTER: return d->selected;
	case K_LEFT: return dialog_step(d, -1);
	case K_RIGHT: return dialog_step(d, 1);
	case K_TAB: return dialog_step(d, ev->mods & MOD_SHIFT ? -1 : 1);
	case K_UP: d->skip -= d->skip > 0; return DIALOG_OPEN;
	case K_DOWN: d->skip++; return DIALOG_OPEN;
	default: return event_is_text(ev) ? dialog_by_letter(d, ev->key) : DIALOG_OPEN;
	}
}

static void dialog_count_line(void *arg, const char *s, size_t len)
{
	(void)s;
	(void)len;
	(*(int *)arg)++;
}

static void dialog_draw_choices(const struct dialog *d, struct canvas *c, struct rect r)
{
	int cols = -2, col;

	for (int i = 0; i < d->count; i++)
		cols += canvas_cols(c, d->choices[i]) + 6;
	col = r.col + (r.cols > cols ? (r.cols - cols) / 2 : 0);
	for (int i = 0; i < d->count; i++) {
		bool focus = i == d->selected;
		int room = r.col + r.cols - col;
		char *text = mem_printf(focus ? "[ %s ]" : "  %s  ", d->choices[i]);
		int used = canvas_text(
			c, r.row, col, room, focus ? ROLE_BUTTON_FOCUS : ROLE_BUTTON, text);

		if (focus)
			canvas_cursor(c, r.row, col + 2);
		col += used + 2;
		free(text);
	}
}

void dialog_draw(const struct dialog *d, struct canvas *c, struct rect inside)
{
	int cols = inside.cols - 4 < DIALOG_COLS ? inside.cols - 4 : DIALOG_COLS, lines = 0,
	    skip = d->skip;
	struct rect r, text, old;
	struct buf safe = BUF_INIT;

	text_visible(&safe, d->text, true);
	text_wrap(buf_str(&safe), cols - 2 * DIALOG_PAD - 2, dialog_count_line, &lines);
	buf_release(&safe);
	r = rect_center(inside, lines + 5, cols);
	old = canvas_clip(c, r);
	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, d->title);
	text = rect_inset(r, 1, DIALOG_PAD + 1);
	dialog_draw_choices(d, c, rect_cut_bottom(&text, 1));
	rect_cut_bottom(&text, 1);
	if (lines <= text.rows)
		rect_cut_top(&text, 1);
	if (skip > lines - text.rows)
		skip = lines > text.rows ? lines - text.rows : 0;
	canvas_wrap(c, text, skip, ROLE_POPUP, d->text);
	canvas_unclip(c, old);
}
