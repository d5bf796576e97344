/* What is on the screen: the loop's rows (tabs, message, key bar), and the visible screens between them. */
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "base/mem.h"
#include "desk_private.h"
#include "tui/term.h"

static const char *const tab_titles[DESK_TABS] = {
	N_("Today"), N_("Clients"), N_("Deals"), N_("Tasks"), N_("Reports"), N_("More")};

const char *desk_tab_title(int tab)
{
	return _(tab_titles[tab]);
}

void desk_tabs(const struct desk *d, struct tab out[DESK_TABS], struct buf *right)
{
	for (int i = 0; i < DESK_TABS; i++)
		out[i] = (struct tab){.title = desk_tab_title(i)};
	out[0].badge = d->due_count;
	buf_add(right, d->setup->office->login);
}

void desk_layout(struct desk *d)
{
	term_canvas(&d->canvas);
	layout_compute(d->canvas.rows, d->canvas.cols, &d->layout);
	for (int i = 0; !d->layout.too_small && i <= d->depth; i++) {
		struct frame *f = desk_frame(d, i);

		if (f->state && f->ops->fit)
			f->ops->fit(f->state, &d->layout);
	}
}

/* --- Key bar ---------------------------------------------------------------------------------- */

static bool desk_is_form(int id)
{
	return id == SCREEN_FORM || id == SCREEN_LOG || id == SCREEN_FINISH || id == SCREEN_LOST ||
	       id == SCREEN_DATE || id == SCREEN_EXPORT || id == SCREEN_PRINT;
}

/* In a form F2 saves and F4 opens the choices; while a filter is typed only help and back make sense. */
static void desk_form_keys(struct fkey keys[10], int id)
{
	keys[0].label = _("Help");
	if (desk_is_form(id)) {
		keys[1].label = i18n_in("key bar", NC_("key bar", "Save"));
		keys[3].label = _("Choose");
	}
	keys[9].label = _("Close");
}

/* The first key of an action that is a letter, for keyboards without function keys. */
static void desk_letter(const struct desk *d, int action, struct buf *out)
{
	struct buf all = BUF_INIT;
	char *save = NULL, *text;

	keymap_keys(d->env.keymap, action, &all);
	text = mem_strdup(buf_str(&all));
	for (char *p = strtok_r(text, ", ", &save); p; p = strtok_r(NULL, ", ", &save))
		if (p[0] != 'F' || !p[1]) {
			buf_add(out, p);
			break;
		}
	buf_release(&all);
	free(text);
}

static void desk_draw_keys(struct desk *d)
{
	struct fkey keys[10] = {0};
	struct buf letters[10] = {0};
	bool with_letters = options_number(d->setup->options, OPTION_KEY_LETTERS);

	if (desk_is_typing(d)) {
		desk_form_keys(keys, desk_top(d)->id);
		with_letters = false;
	} else {
		for (int i = 0; i < 10; i++) {
			int id = keymap_fkey(d->env.keymap, desk_contexts(d), i + 1);
			const struct action *a = id >= 0 ? keymap_find(d->env.keymap, id) : NULL;

			if (!a)
				continue;
			keys[i].label = id == ACT_CLOSE && d->depth == 0
						? _("Quit")
						: i18n_in("action", a->title);
			desk_letter(d, id, &letters[i]);
			keys[i].letter = buf_str(&letters[i]);
		}
	}
	fkeys_draw(&d->canvas, d->layout.keys, keys, with_letters);
	for (int i = 0; i < 10; i++)
		buf_release(&letters[i]);
}

/* --- Everything ------------------------------------------------------------------------------- */

static void desk_draw_chrome(struct desk *d)
{
	struct tab tabs[DESK_TABS];
	struct buf right = BUF_INIT;

	desk_tabs(d, tabs, &right);
	tabs_draw(&d->canvas, d->layout.tabs, tabs, DESK_TABS, d->tab, buf_str(&right));
	desk_draw_keys(d);
	buf_release(&right);
}

/* Behind the screens: a long message covers their last rows. */
static void desk_draw_message(struct desk *d)
{
	struct frame *f = desk_top(d);
	struct buf position = BUF_INIT;

	if (f->ops->position)
		f->ops->position(f->state, &position);
	message_draw(&d->message, &d->canvas, d->layout.message, buf_str(&position));
	buf_release(&position);
}

void desk_draw(struct desk *d)
{
	struct canvas *c = &d->canvas;

	canvas_clear(c);
	if (d->layout.too_small) {
		layout_draw_too_small(c);
		term_flush(c);
		return;
	}
	desk_draw_chrome(d);
	for (int i = desk_first_visible(d); i <= d->depth; i++) {
		struct frame *f = desk_frame(d, i);
		struct rect old;

		if (f->ops->fit)
			f->ops->fit(f->state, &d->layout);
		/* The hardware cursor is the top screen's. */
		c->cursor_on = false;
		old = canvas_clip(c, (struct rect){d->layout.title.row, 0,
					     d->layout.title.rows + d->layout.body.rows, c->cols});
		f->ops->draw(f->state, &d->env, c, &d->layout);
		canvas_unclip(c, old);
	}
	desk_draw_message(d);
	term_flush(c);
}
