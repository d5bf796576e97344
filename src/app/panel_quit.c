/* "Leave Kartoteka?" What is being typed somewhere is kept as a draft, and the question says so. */
#include <stdlib.h>

#include "base/mem.h"
#include "desk_private.h"
#include "panels.h"
#include "tui/dialog.h"

static bool quit_has_drafts(struct desk *d)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i <= d->depth; i++) {
		const struct frame *f = desk_frame(d, i);

		if (f->ops->draft && f->state)
			f->ops->draft(f->state, &text);
	}
	bool any = text.len > 0;
	buf_release(&text);
	return any;
}

static void *quit_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct dialog *q = mem_alloc(sizeof *q);

	(void)arg;
	dialog_init_yesno(q, _("Quit"),
		quit_has_drafts(desk_of(env))
			? _("Leave Kartoteka? What you are typing is kept and offered at the next "
			    "start.")
			: _("Leave Kartoteka?"),
		true);
	q->layout = env->key_layout;
	return q;
}

static void quit_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	(void)env;
	dialog_draw(state, c, l->body);
}

static bool quit_typing(const void *state)
{
	(void)state;
	return true;
}

static unsigned quit_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	(void)env;
	(void)nav;
	switch (dialog_handle(state, ev)) {
	case 0: return SCREEN_HANDLED | SCREEN_QUIT;
	case DIALOG_OPEN: return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return SCREEN_HANDLED | SCREEN_CLOSE;
	}
}

static void quit_close(void *state)
{
	dialog_release(state);
	free(state);
}

const struct screen_ops quit_screen = {
	.title = N_("Quit"),
	.overlay = true,
	.open = quit_open,
	.draw = quit_draw,
	.typing = quit_typing,
	.event = quit_event,
	.release = quit_close,
};
