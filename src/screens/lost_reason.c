/* Move a deal to a lost stage: why, and a note, which the reason "other" needs. */
#include "screens/lost_reason.h"

#include <stdlib.h>
#include <string.h>

#include "amount_text.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "domain/record.h"
#include "domain/work.h"
#include "quick_form.h"

enum { LOST_COLS = 62, LOST_NOTE_ROWS = 2 };

struct lost_reason {
	struct quick_form quick; /* first: see quick_form.h */
	int64_t deal, stage;
};

static void *lost_reason_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct lost_reason *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, LOST_COLS);
	s->deal = arg->id;
	s->stage = arg->other;
	return s;
}

static void lost_reason_release(void *state)
{
	struct lost_reason *s = state;

	quick_form_release(&s->quick);
	free(s);
}

static enum status lost_reason_load(void *state, const struct screen_env *env, struct err *err)
{
	struct lost_reason *s = state;
	struct quick_form *q = &s->quick;
	struct record deal;
	enum status st;

	if (q->form)
		return ST_OK;
	st = record_load(env->office, KIND_DEAL, s->deal, &deal, err);
	if (st)
		return st;
	buf_addf(&q->title, _("Lost: %s"), record_text(&deal, DEAL_TITLE));
	if (record_has(&deal, DEAL_AMOUNT)) {
		buf_add(&q->title, " · ");
		amount_text(env, &deal, DEAL_AMOUNT, &q->title);
	}
	record_release(&deal);
	quick_form_add_list(q, "reason", _("Reason"), "lost_reason", true);
	quick_form_add(q, (struct form_field){.name = "note",
				  .label = _("Note"),
				  .type = FORM_NOTE,
				  .rows = LOST_NOTE_ROWS,
				  .max_chars = 2000,
				  .hint = _("What would have won it? Ctrl-S saves")});
	quick_form_start(q);
	return ST_OK;
}

static unsigned lost_reason_save(struct lost_reason *s, struct nav *nav)
{
	const struct form *f = s->quick.form;
	struct err err = ERR_INIT;
	struct buf title = BUF_INIT;
	unsigned flags;

	if (work_move_deal(s->quick.env->office, s->deal, s->stage, form_get_name(f, "reason"),
		    form_get_name(f, "note"), NULL, &err) != ST_OK) {
		form_set_error(s->quick.form, -1, err.text);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	office_title(s->quick.env->office, KIND_DEAL, s->deal, &title);
	flags = nav_done(nav, s->quick.env, _("Lost: %s."), buf_str(&title));
	buf_release(&title);
	nav->arg.kind = KIND_DEAL;
	nav->arg.id = s->deal;
	return flags | SCREEN_CLOSE;
}

static unsigned lost_reason_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct lost_reason *s = state;
	enum form_result result;
	unsigned flags = quick_form_event(&s->quick, ev, nav, &result);

	(void)env;
	return result == FORM_SAVE ? lost_reason_save(s, nav) : flags;
}

const struct screen_ops lost_reason_screen = {
	.title = N_("Lost deal"),
	.help = N_("Reports count lost deals by reason, so one is needed; the reason \"other\" "
		   "needs a "
		   "note as well. Esc leaves the deal where it was."),
	.overlay = true,
	.open = lost_reason_open,
	.load = lost_reason_load,
	.draw = quick_form_draw,
	.fit = quick_form_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = lost_reason_event,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = lost_reason_release,
};
