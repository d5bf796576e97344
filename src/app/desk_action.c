/* From an event to what is done: typing, keys, the mouse on tabs and key bar, and the actions that are the loop's own. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "app/actions.h"
#include "base/clock.h"
#include "desk_private.h"
#include "domain/undo.h"
#include "tui/term.h"

enum { DESK_WARNING_SECONDS = 3 };

void desk_say(struct desk *d, enum message_kind kind, const char *fmt, ...)
{
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	message_set(&d->message, kind, clock_now(), "%s", text);
}

bool desk_is_typing(struct desk *d)
{
	struct frame *f = desk_top(d);

	return f->ops->typing && f->ops->typing(f->state);
}

unsigned desk_contexts(struct desk *d)
{
	return desk_top(d)->ops->contexts | CTX_GLOBAL;
}

/* --- The loop's own actions ------------------------------------------------------------------- */

static void desk_kept(char *out, size_t size, int64_t kept)
{
	out[0] = '\0';
	if (kept > 0)
		snprintf(out, size,
			P_("  %lld later change was kept.", "  %lld later changes were kept.",
				kept),
			(long long)kept);
}

static void desk_undo(struct desk *d)
{
	struct undo_result done = {0};
	struct err err = ERR_INIT;
	struct buf key = BUF_INIT;
	char kept[100];

	if (undo_action(d->env.office, 0, &done, &err) != ST_OK) {
		desk_say(d, MESSAGE_WARNING, "%s", err.text);
		return;
	}
	if (!done.records && !done.kept) {
		desk_say(d, MESSAGE_INFO, _("Nothing changed: %s"), done.what);
		return;
	}
	keymap_first_key(d->env.keymap, ACT_REDO, &key);
	desk_kept(kept, sizeof kept, done.kept);
	desk_say(d, done.kept ? MESSAGE_WARNING : MESSAGE_GOOD, _("Undone: %s.%s  %s = redo"),
		done.what, kept, buf_str(&key));
	buf_release(&key);
	desk_stale(d);
}

static void desk_redo(struct desk *d)
{
	struct undo_result done = {0};
	struct err err = ERR_INIT;
	struct buf key = BUF_INIT;
	char kept[100];

	if (redo_action(d->env.office, &done, &err) != ST_OK) {
		desk_say(d, MESSAGE_WARNING, "%s", err.text);
		return;
	}
	keymap_first_key(d->env.keymap, ACT_UNDO, &key);
	desk_kept(kept, sizeof kept, done.kept);
	desk_say(d, done.kept ? MESSAGE_WARNING : MESSAGE_GOOD, _("Done again: %s.%s  %s = undo"),
		done.what, kept, buf_str(&key));
	buf_release(&key);
	desk_stale(d);
}

static void desk_mouse(struct desk *d)
{
	bool on = !term_has_mouse();

	term_mouse(on);
	desk_say(d, MESSAGE_INFO,
		on ? _("The mouse is on; Shift with the mouse selects text.")
		   : _("The mouse is off; the terminal selects text."));
}

/* One step back; at the top Esc only clears the message line. */
static void desk_back(struct desk *d)
{
	if (d->depth > 0)
		desk_pop(d, NULL);
	else
		message_clear(&d->message);
}

static void desk_open(struct desk *d, int id)
{
	struct screen_arg arg = {.kind = KIND_NONE};

	/* The same overlay twice is once. */
	if (d->depth == 0 || desk_top(d)->id != id)
		desk_push(d, id, &arg);
}

static bool desk_own(struct desk *d, int action)
{
	switch (action) {
	case ACT_TODAY:
	case ACT_CLIENTS:
	case ACT_DEALS:
	case ACT_TASKS:
	case ACT_REPORTS:
	case ACT_MORE: desk_go_tab(d, action - ACT_TODAY); return true;
	case ACT_HELP: desk_open(d, DESK_HELP); return true;
	case ACT_MENU: desk_open(d, DESK_MENU); return true;
	case ACT_PALETTE: desk_open(d, DESK_PALETTE); return true;
	case ACT_FIND: desk_open(d, SCREEN_FIND); return true;
	case ACT_UNDO: desk_undo(d); return true;
	case ACT_REDO: desk_redo(d); return true;
	case ACT_HISTORY: desk_open(d, SCREEN_HISTORY); return true;
	case ACT_IMPORT: desk_open(d, SCREEN_IMPORT); return true;
	case ACT_IMPORTS: desk_open(d, SCREEN_IMPORTS); return true;
	case ACT_TRASH: desk_open(d, SCREEN_TRASH); return true;
	case ACT_DUPLICATES: desk_open(d, SCREEN_DUPLICATES); return true;
	case ACT_MESSAGES: desk_open(d, DESK_MESSAGES); return true;
	case ACT_BACKUP: desk_open(d, DESK_BACKUP); return true;
	case ACT_SETTINGS: desk_open(d, DESK_SETTINGS); return true;
	case ACT_ABOUT: desk_open(d, DESK_ABOUT); return true;
	case ACT_MOUSE: desk_mouse(d); return true;
	case ACT_REDRAW: term_redraw(); return true;
	case ACT_SUSPEND: term_suspend(); return true;
	case ACT_BACK: desk_back(d); return true;
	case ACT_QUIT: desk_open(d, DESK_QUIT); return true;
	default: return false;
	}
}

static void desk_say_elsewhere(struct desk *d, int action)
{
	const struct action *a = keymap_find(d->env.keymap, action);
	struct buf places = BUF_INIT;

	action_print_places(a->contexts, &places);
	if (!(a->contexts & desk_contexts(d)))
		desk_say(d, MESSAGE_WARNING, _("\"%s\" works on: %s."), i18n_in("action", a->title),
			buf_str(&places));
	else
		desk_say(d, MESSAGE_INFO, _("There is nothing here for \"%s\"."),
			i18n_in("action", a->title));
	buf_release(&places);
}

/* Tabs are left by asking, other screens like any step back. */
static void desk_close(struct desk *d)
{
	if (d->depth == 0)
		desk_open(d, DESK_QUIT);
	else
		desk_action(d, ACT_BACK);
}

void desk_action(struct desk *d, int action)
{
	struct frame *f = desk_top(d);
	struct nav nav = {.arg = {.kind = KIND_NONE}};
	const struct action *a = keymap_find(d->env.keymap, action);
	unsigned flags;

	if (action == ACT_CLOSE) {
		desk_close(d);
		return;
	}
	if (!(a->contexts & desk_contexts(d))) {
		desk_say_elsewhere(d, action);
		return;
	}
	flags = f->ops->handle ? f->ops->handle(f->state, &d->env, action, &nav) : 0;
	if (flags) {
		desk_apply(d, flags, &nav);
		return;
	}
	nav_release(&nav);
	if (!desk_own(d, action))
		desk_say_elsewhere(d, action);
}

/* --- Events ----------------------------------------------------------------------------------- */

/* Give an event to the top screen; false when it had no use for it. */
static bool desk_give(struct desk *d, const struct event *ev)
{
	struct frame *f = desk_top(d);
	struct nav nav = {.arg = {.kind = KIND_NONE}};
	unsigned flags = f->ops->event ? f->ops->event(f->state, &d->env, ev, &nav) : 0;

	if (flags)
		desk_apply(d, flags, &nav);
	else
		nav_release(&nav);
	return flags != 0;
}

/* A key without a meaning here says so, and where it has one. */
static void desk_say_unknown(struct desk *d, const struct event *ev)
{
	int action = keymap_lookup(d->env.keymap, ~0u, ev);
	struct buf key = BUF_INIT, help = BUF_INIT;

	/* At the end of a list the arrows do nothing, and that needs no word. */
	if (ev->key >= K_UP && ev->key <= K_PGDN)
		return;
	if (action >= 0) {
		desk_say_elsewhere(d, action);
		return;
	}
	key_print((struct key){ev->key, ev->mods}, &key);
	keymap_first_key(d->env.keymap, ACT_HELP, &help);
	desk_say(d, MESSAGE_INFO, _("%s does nothing here.  %s = the keys of this screen"),
		buf_str(&key), buf_str(&help));
	buf_release(&key);
	buf_release(&help);
}

/* Keys that a text field left alone: those that cannot be text still reach the loop. */
static void desk_typed(struct desk *d, const struct event *ev)
{
	struct event esc = *ev;
	int action;

	if (event_is(ev, 'c', MOD_CTRL)) {
		esc.key = K_ESC;
		esc.mods = 0;
		ev = &esc;
	}
	if (event_is(ev, 'l', MOD_CTRL)) {
		term_redraw();
		return;
	}
	if (desk_give(d, ev) || ev->kind != EVENT_KEY || event_is_text(ev) ||
		event_is(ev, K_BACKSPACE, 0))
		return;
	action = keymap_lookup(d->env.keymap, CTX_GLOBAL, ev);
	if (action >= 0 && action != ACT_SUSPEND)
		desk_action(d, action);
}

static void desk_key(struct desk *d, const struct event *ev)
{
	int action;

	if (desk_is_typing(d)) {
		desk_typed(d, ev);
		return;
	}
	action = keymap_lookup(d->env.keymap, desk_contexts(d), ev);
	if (action >= 0)
		desk_action(d, action);
	else if (!desk_give(d, ev))
		desk_say_unknown(d, ev);
}

static void desk_fkey(struct desk *d, int n)
{
	struct event ev = {.kind = EVENT_KEY, .key = n == 11 ? '?' : (uint32_t)K_F(n)};

	if (n > 0)
		desk_key(d, &ev);
}

static void desk_click(struct desk *d, const struct event *ev)
{
	bool press = ev->mouse == MOUSE_PRESS || ev->mouse == MOUSE_DOUBLE;

	if (press && ev->row == d->layout.keys.row) {
		desk_fkey(d, fkeys_at(d->layout.keys, ev->col));
	} else if (press && ev->row == d->layout.tabs.row && !desk_is_typing(d)) {
		struct tab tabs[DESK_TABS];
		struct buf right = BUF_INIT;
		int tab;

		desk_tabs(d, tabs, &right);
		tab = tabs_at(d->layout.tabs, tabs, DESK_TABS, buf_str(&right), ev->col);
		buf_release(&right);
		if (tab >= 0)
			desk_action(d, ACT_TODAY + tab);
	} else {
		desk_give(d, ev);
	}
}

/* In a window that shows nothing, keys must not act blindly. What is being typed is kept as a draft. */
static void desk_small(struct desk *d, const struct event *ev)
{
	if (ev->kind != EVENT_KEY)
		return;
	if (event_is(ev, 'l', MOD_CTRL))
		term_redraw();
	else if (event_is(ev, 'c', MOD_CTRL) || event_is(ev, 'q', 0) ||
		 key_latin(d->env.key_layout, ev->key) == 'q')
		d->quit = true;
}

/* A remark has been read by now, a warning after some seconds; results stay, they tell what u would undo. */
static void desk_forget_message(struct desk *d)
{
	const struct message_item *last;

	if (d->message.count == 0)
		return;
	last = &d->message.items[d->message.count - 1];
	if (last->kind == MESSAGE_INFO ||
		(last->kind != MESSAGE_GOOD && clock_now() - last->at >= DESK_WARNING_SECONDS))
		message_clear(&d->message);
}

void desk_event(struct desk *d, const struct event *ev)
{
	desk_top(d)->tick_at = -1;
	desk_forget_message(d);
	if (d->layout.too_small) {
		desk_small(d, ev);
	} else if (ev->kind == EVENT_KEY) {
		desk_key(d, ev);
	} else if (ev->kind == EVENT_MOUSE) {
		desk_click(d, ev);
	} else if (ev->kind == EVENT_PASTE && !desk_give(d, ev)) {
		desk_say(d, MESSAGE_INFO, _("Text can be pasted into fields and the filter line."));
	}
}
