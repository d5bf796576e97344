/* Panels of text that is scrolled and searched: help, past messages, settings, about. All are made from the tables of the program. */
#include <stdlib.h>
#include <string.h>

#include "app/actions.h"
#include "base/clock.h"
#include "base/mem.h"
#include "desk_private.h"
#include "panels.h"
#include "store/upkeep.h"
#include "tui/help.h"
#include "tui/term.h"

enum { TEXT_COLS = 92 };

struct text_panel {
	struct help help;
	enum key_layout layout;
};

static struct text_panel *text_panel_new(const struct screen_env *env, const char *title)
{
	struct text_panel *s = mem_alloc(sizeof *s);

	help_init(&s->help, title);
	s->layout = env->key_layout;
	return s;
}

static struct rect text_panel_rect(const struct layout *l)
{
	struct rect r = {l->title.row, 0, l->title.rows + l->body.rows, l->all.cols};

	return rect_center(r, r.rows, TEXT_COLS);
}

static void text_panel_fit(void *state, const struct layout *l)
{
	help_fit(&((struct text_panel *)state)->help, text_panel_rect(l));
}

static void text_panel_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	(void)env;
	help_draw(&((const struct text_panel *)state)->help, c, text_panel_rect(l));
}

static bool text_panel_typing(const void *state)
{
	(void)state;
	return true;
}

static unsigned text_panel_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct text_panel *s = state;
	struct event latin = *ev;

	(void)env;
	(void)nav;
	/* Its letters are commands, by their place on the keyboard, until something is searched. */
	if (ev->kind == EVENT_KEY && !s->help.searching && key_latin(s->layout, ev->key))
		latin.key = key_latin(s->layout, ev->key);
	switch (help_handle(&s->help, &latin)) {
	case HELP_CLOSE: return SCREEN_HANDLED | SCREEN_CLOSE;
	case HELP_CHANGED: return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return ev->kind == EVENT_KEY && event_is_text(ev) ? SCREEN_HANDLED : 0;
	}
}

static void text_panel_close(void *state)
{
	struct text_panel *s = state;

	help_release(&s->help);
	free(s);
}

/* --- Help ------------------------------------------------------------------------------------- */

static void help_add_action(struct help *h, const struct screen_env *env, const struct action *a)
{
	struct buf keys = BUF_INIT;
	char *text = mem_printf("%s: %s", i18n_in("action", a->title), _(a->help));

	keymap_keys(env->keymap, a->id, &keys);
	if (!keys.len)
		buf_addf(&keys, ":%s", a->name);
	help_key(h, buf_str(&keys), text);
	buf_release(&keys);
	free(text);
}

static void help_add_actions(
	struct help *h, const struct screen_env *env, unsigned contexts, bool global)
{
	for (size_t i = 0; i < keymap_count(env->keymap); i++) {
		const struct action *a = keymap_at(env->keymap, i);

		if (global ? a->contexts & CTX_GLOBAL
			   : !(a->contexts & CTX_GLOBAL) && a->contexts & contexts)
			help_add_action(h, env, a);
	}
}

static void help_add_form(struct help *h)
{
	help_heading(h, _("In a form"));
	help_key(h, "Tab, Shift-Tab", _("Next and previous field"));
	help_key(h, "Enter", _("Next field; on the last one save"));
	help_key(h, "Ctrl-S, F2", _("Save"));
	help_key(h, "Esc", _("Leave; asks once when something was changed"));
	help_key(h, "F4, Space, Ctrl-E",
		_("Open the choices or the calendar; a note in your editor"));
	help_key(h, "Ctrl-Z", _("Take back what was typed"));
	help_text(
		h, _("Dates may be typed as words: today, tomorrow, fri, +3d, -1w, 15, 15.3, eom; "
		     "Up and Down change the day, PgUp and PgDn the month."));
}

static void help_add_filter(struct help *h)
{
	help_heading(h, _("In a filter"));
	help_key(h, "ivan moscow", _("Both words, anywhere in the text, in any order"));
	help_key(h, "city:moscow", _("A field that contains the text"));
	help_key(h, "rank:A,B", _("One of several"));
	help_key(h, "due_day<=today", _("Dates and numbers: < <= > >= and a..b"));
	help_key(h, "owner:me", _("me is you; empty; a minus turns round"));
	help_key(h, "-email:empty", "");
	help_key(h, "(a or b) c", _("or, and parentheses"));
}

static void help_add_mouse(struct help *h)
{
	help_heading(h, _("Mouse"));
	help_text(
		h, _("A click chooses, a double click opens, the wheel scrolls; tabs, headings and "
		     "the key bar can be clicked. Shift with the mouse selects text."));
}

/* What is asked about stands first: the fields of a form, the filter that is being typed, else the screen's keys. */
static void *help_open(const struct screen_env *env, const struct screen_arg *arg)
{
	const struct frame *below = desk_top(desk_of(env));
	char *title = mem_printf(_("Help: %s"), _(below->ops->title));
	struct text_panel *s = text_panel_new(env, title);
	bool typing = below->ops->typing && below->ops->typing(below->state);
	bool form = typing && !below->ops->contexts, filter = typing && !form;

	(void)arg;
	if (below->ops->help)
		help_text(&s->help, _(below->ops->help));
	if (form)
		help_add_form(&s->help);
	if (filter)
		help_add_filter(&s->help);
	if (below->ops->contexts) {
		help_heading(&s->help, _("On this screen"));
		help_key(&s->help, _("arrows, PgUp, PgDn"), _("Move"));
		help_add_actions(&s->help, env, below->ops->contexts, false);
	}
	help_heading(&s->help, _("Everywhere"));
	help_add_actions(&s->help, env, 0, true);
	help_key(&s->help, "Esc 1 .. Esc 0", _("F1 to F10 on keyboards without them"));
	if (!form)
		help_add_form(&s->help);
	if (!filter)
		help_add_filter(&s->help);
	help_add_mouse(&s->help);
	free(title);
	return s;
}

/* --- Messages --------------------------------------------------------------------------------- */

static void *messages_open(const struct screen_env *env, const struct screen_arg *arg)
{
	const struct message *m = &desk_of(env)->message;
	struct text_panel *s = text_panel_new(env, _("Messages"));

	(void)arg;
	for (size_t i = m->count; i-- > 0;) {
		char at[40];

		date_format_instant(m->items[i].at, env->date_order, at, sizeof at);
		help_key(&s->help, at, m->items[i].text);
	}
	if (!m->count)
		help_text(&s->help, _("There were no messages."));
	return s;
}

/* --- Settings --------------------------------------------------------------------------------- */

static void *settings_open(const struct screen_env *env, const struct screen_arg *arg)
{
	const struct options *o = desk_of(env)->setup->options;
	struct text_panel *s = text_panel_new(env, _("Settings"));
	const char *section = "";

	(void)arg;
	help_text(&s->help, _("Options are set in kartoteka.ini, see kartoteka.ini(5)."));
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option *opt = option_at(i);
		struct buf text = BUF_INIT;

		if (strcmp(section, opt->section) != 0) {
			section = opt->section;
			help_heading(&s->help, section);
		}
		options_print(o, i, &text);
		buf_addf(&text, "  (%s)",
			o->value[i].origin ? o->value[i].origin : _("not set: the default"));
		help_key(&s->help, opt->name, buf_str(&text));
		help_key(&s->help, "", _(opt->text));
		buf_release(&text);
	}
	help_heading(&s->help, "keys");
	for (size_t i = 0; i < o->nkeys; i++)
		help_key(&s->help, o->keys[i].action, o->keys[i].keys);
	help_text(&s->help, _("Any action's keys: key_edit = \"e,F4\"; the names are those of the "
			      "palette."));
	return s;
}

/* --- About ------------------------------------------------------------------------------------ */

static void *about_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct text_panel *s = text_panel_new(env, _("About"));
	const struct office_options *office = env->options;
	struct buf text = BUF_INIT;

	(void)arg;
	help_key(&s->help, "Kartoteka", VERSION);
	help_key(&s->help, _("Office file"), env->db_path);
	help_key(&s->help, _("User"), office->user_name ? office->user_name : office->login);
	help_key(&s->help, _("Workplace"), office->origin ? office->origin : "-");
	help_key(&s->help, _("Language"), i18n_language());
	buf_addf(&text, "%s, %dx%d, %d", getenv("TERM") ? getenv("TERM") : "-", term_cols(),
		term_rows(), term_colors());
	help_key(&s->help, _("Terminal, colours"), buf_str(&text));
	buf_clear(&text);
	buf_addf(&text, "%d", db_schema_version(office_db(env->office)));
	help_key(&s->help, _("Schema"), buf_str(&text));
	buf_release(&text);
	help_text(&s->help, _("Free software under the MIT licence."));
	return s;
}

#define TEXT_PANEL(screen_title, open_function)                                              \
	{                                                                                    \
		.title = screen_title, .overlay = true, .open = open_function,               \
		.fit = text_panel_fit, .draw = text_panel_draw, .typing = text_panel_typing, \
		.event = text_panel_event, .release = text_panel_close,                      \
	}

const struct screen_ops help_screen = TEXT_PANEL(N_("Help"), help_open);
const struct screen_ops messages_screen = TEXT_PANEL(N_("Messages"), messages_open);
const struct screen_ops settings_screen = TEXT_PANEL(N_("Settings"), settings_open);
const struct screen_ops about_screen = TEXT_PANEL(N_("About"), about_open);
