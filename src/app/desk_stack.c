/* The screen stack: one screen per tab, and above the open tab what was opened from it; and what screens wish for. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "desk_private.h"

struct frame *desk_frame(struct desk *d, int i)
{
	return i == 0 ? &d->tabs[d->tab] : &d->stack[i - 1];
}

struct frame *desk_top(struct desk *d)
{
	return desk_frame(d, d->depth);
}

static void frame_open(struct desk *d, struct frame *f, int id, const struct screen_arg *arg)
{
	*f = (struct frame){.id = id, .ops = screen_table(id), .stale = true, .tick_at = -1};
	f->arg = arg ? *arg : (struct screen_arg){.kind = KIND_NONE};
	f->arg.preset = mem_strdup(f->arg.preset);
	f->state = f->ops->open(&d->env, &f->arg);
}

static void frame_close(struct frame *f)
{
	if (f->state)
		f->ops->release(f->state);
	free(f->arg.preset);
	*f = (struct frame){0};
}

/* Read what a frame shows; a failure is said. */
static bool frame_load(struct desk *d, struct frame *f)
{
	struct err err = ERR_INIT;

	f->stale = false;
	f->tick_at = -1;
	if (f->ops->fit && !d->layout.too_small)
		f->ops->fit(f->state, &d->layout);
	if (!f->ops->load || f->ops->load(f->state, &d->env, &err) == ST_OK)
		return true;
	desk_say(d, MESSAGE_ERROR, "%s", err.text);
	return false;
}

bool desk_push(struct desk *d, int id, const struct screen_arg *arg)
{
	struct frame *f = &d->stack[d->depth];

	if (d->depth == DESK_DEPTH) {
		desk_say(d, MESSAGE_WARNING, _("Too many screens are open; close one with Esc."));
		return false;
	}
	frame_open(d, f, id, arg);
	if (!frame_load(d, f)) {
		frame_close(f);
		return false;
	}
	d->depth++;
	return true;
}

void desk_pop(struct desk *d, const struct screen_arg *arg)
{
	struct frame *below;

	if (d->depth == 0)
		return;
	frame_close(desk_top(d));
	d->depth--;
	below = desk_top(d);
	below->tick_at = -1;
	if (arg && below->ops->returned)
		below->ops->returned(below->state, &d->env, arg);
}

void desk_go_tab(struct desk *d, int tab)
{
	while (d->depth > 0)
		desk_pop(d, NULL);
	d->tab = tab;
	if (!d->tabs[tab].state)
		frame_open(d, &d->tabs[tab], SCREEN_TODAY + tab, NULL);
}

void desk_stale(struct desk *d)
{
	for (int i = 0; i < DESK_TABS; i++)
		d->tabs[i].stale = true;
	for (int i = 0; i < d->depth; i++)
		d->stack[i].stale = true;
	d->due_stale = d->dirty = true;
}

int desk_first_visible(struct desk *d)
{
	int i = d->depth;

	while (i > 0 && desk_frame(d, i)->ops->overlay)
		i--;
	return i;
}

void desk_reload(struct desk *d)
{
	for (int i = desk_first_visible(d); i <= d->depth; i++) {
		struct frame *f = desk_frame(d, i);

		if (f->stale)
			frame_load(d, f);
	}
}

/* The screen below moves its cursor, and what was opened from it is opened again on that record. */
static void desk_step(struct desk *d, struct nav *nav)
{
	struct frame *top = desk_top(d), *below;
	struct screen_arg arg = {.kind = KIND_NONE};
	int id = top->id;

	if (d->depth == 0)
		return;
	below = desk_frame(d, d->depth - 1);
	if (!below->ops->step ||
		!below->ops->step(below->state, &d->env, (int)nav->arg.other, &arg)) {
		desk_say(d, MESSAGE_INFO,
			nav->arg.other < 0 ? _("This is the first one of the list.")
					   : _("This is the last one of the list."));
		return;
	}
	arg.preset = nav->arg.preset;
	desk_pop(d, NULL);
	desk_push(d, id, &arg);
}

static void desk_editor(struct desk *d, const char *text)
{
	struct frame *f = desk_top(d);
	struct err err = ERR_INIT;
	char *edited = desk_edit_text(d, text, &err);

	if (edited && f->ops->edited)
		f->ops->edited(f->state, edited);
	else if (!edited)
		desk_say(d, MESSAGE_ERROR, "%s", err.text);
	free(edited);
}

static void desk_wish(struct desk *d, struct nav *nav)
{
	switch (nav->kind) {
	case NAV_OPEN: desk_push(d, nav->screen, &nav->arg); break;
	case NAV_REPLACE:
		desk_pop(d, NULL);
		desk_push(d, nav->screen, &nav->arg);
		break;
	case NAV_TAB: desk_go_tab(d, (int)nav->screen - SCREEN_TODAY); break;
	case NAV_EDITOR: desk_editor(d, nav->text); break;
	case NAV_ACTION: desk_action(d, nav->action); break;
	case NAV_STEP: desk_step(d, nav); break;
	default: break;
	}
}

void desk_apply(struct desk *d, unsigned flags, struct nav *nav)
{
	if (nav->message[0])
		desk_say(d, nav->message_kind, "%s", nav->message);
	if (flags & SCREEN_CHANGED)
		desk_stale(d);
	if (flags & SCREEN_RELOAD)
		desk_top(d)->stale = true;
	if (flags & SCREEN_CLOSE)
		desk_pop(d, nav->kind == NAV_NONE ? &nav->arg : NULL);
	if (flags & SCREEN_QUIT)
		d->quit = true;
	desk_wish(d, nav);
	nav_release(nav);
}

void desk_close_all(struct desk *d)
{
	while (d->depth > 0)
		frame_close(&d->stack[--d->depth]);
	for (int i = 0; i < DESK_TABS; i++)
		frame_close(&d->tabs[i]);
}
