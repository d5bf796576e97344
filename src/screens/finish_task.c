/* Complete a task: its result, a note, and what comes next, as one action. */
#include "screens/finish_task.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "domain/record.h"
#include "domain/task.h"
#include "domain/work.h"
#include "next_step.h"
#include "quick_form.h"

enum { FINISH_COLS = 70, FINISH_NOTE_ROWS = 3 };

struct finish_task {
	struct quick_form quick; /* first: see quick_form.h */
	int64_t task;
};

static void *finish_task_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct finish_task *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, FINISH_COLS);
	s->task = arg->id;
	return s;
}

static void finish_task_release(void *state)
{
	struct finish_task *s = state;

	quick_form_release(&s->quick);
	free(s);
}

/* "Call back · Ромашка · 05.03.2026" */
static void finish_task_title(struct finish_task *s, const struct record *t)
{
	struct office *o = s->quick.env->office;
	struct buf *b = &s->quick.title;

	buf_addf(b, _("Done: %s"), record_text(t, TASK_SUBJECT));
	if (record_has(t, TASK_CLIENT)) {
		buf_add(b, " · ");
		record_format(o, t, TASK_CLIENT, STYLE_SHOW, b);
	}
}

static void finish_task_fields(struct finish_task *s, const struct record *t)
{
	struct quick_form *q = &s->quick;
	struct form *f;

	quick_form_add_list(q, "result", _("Result"), "result", false);
	quick_form_add(q,
		(struct form_field){.name = "note",
			.label = _("Note"),
			.type = FORM_NOTE,
			.rows = FINISH_NOTE_ROWS,
			.hint = _(
				"Goes into the client's history; Enter on an empty line goes on")});
	next_step_add(q);
	quick_form_start(q);
	f = q->form;
	if (!q->draft)
		form_set(f, form_find(f, "next_kind"), record_text(t, TASK_KIND), NULL);
}

static enum status finish_task_load(void *state, const struct screen_env *env, struct err *err)
{
	struct finish_task *s = state;
	struct record t;
	enum status st;

	if (s->quick.form)
		return ST_OK;
	st = record_load(env->office, KIND_TASK, s->task, &t, err);
	if (st)
		return st;
	if (t.deleted_at || strcmp(record_text(&t, TASK_STATE), "open") != 0) {
		st = err_set(err, ST_CONFLICT, _("The task \"%s\" is not open any more."),
			record_text(&t, TASK_SUBJECT));
	} else {
		finish_task_title(s, &t);
		finish_task_fields(s, &t);
	}
	record_release(&t);
	return st;
}

static unsigned finish_task_save(struct finish_task *s, struct nav *nav)
{
	const struct form *f = s->quick.form;
	struct next_step next = next_step_read(&s->quick);
	struct buf words = BUF_INIT;
	struct err err = ERR_INIT;
	enum status st = work_finish(s->quick.env->office, s->task, form_get_name(f, "result"),
		form_get_name(f, "note"), &next, NULL, &err);

	if (st == ST_CONFLICT)
		return nav_fail(nav, &err) | SCREEN_CLOSE | SCREEN_CHANGED;
	if (st) {
		form_set_error(s->quick.form, -1, err.text);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (next_step_is_given(&next)) {
		next_step_words(&s->quick, &next, &words);
		nav_done(nav, s->quick.env, _("Done. Next: %s."), buf_str(&words));
	} else {
		nav_done(nav, s->quick.env, _("Done."));
	}
	buf_release(&words);
	nav->arg.kind = KIND_TASK;
	nav->arg.id = s->task;
	return SCREEN_HANDLED | SCREEN_CHANGED | SCREEN_CLOSE;
}

static unsigned finish_task_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct finish_task *s = state;
	enum form_result result;
	unsigned flags = quick_form_event(&s->quick, ev, nav, &result);

	(void)env;
	return result == FORM_SAVE ? finish_task_save(s, nav) : flags;
}

const struct screen_ops finish_task_screen = {
	.title = N_("Complete a task"),
	.help = N_(
		"The result and the note go into the client's history; the next step becomes a new "
		"task. Ctrl-S completes at once, without a word more."),
	.overlay = true,
	.open = finish_task_open,
	.load = finish_task_load,
	.draw = quick_form_draw,
	.fit = quick_form_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = finish_task_event,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = finish_task_release,
};
