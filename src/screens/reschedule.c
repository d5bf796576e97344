/*
 * Another day for a task: one date field, and keys for the days most often meant. The preset may name more tasks ("12,15"), which
 * move in the same action.
 */
#include "screens/reschedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "domain/record.h"
#include "domain/task.h"
#include "domain/work.h"
#include "quick_form.h"

enum { RESCHEDULE_COLS = 56, RESCHEDULE_DAYS = 4 };

struct reschedule {
	struct quick_form quick; /* first: see quick_form.h */
	int64_t *tasks;
	int ntasks;
	int32_t days[RESCHEDULE_DAYS]; /* what F5..F8 mean */
};

static void *reschedule_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct reschedule *s = mem_alloc(sizeof *s);
	const char *more = arg->preset ? arg->preset : "";

	quick_form_init(&s->quick, env, RESCHEDULE_COLS);
	s->quick.keys = _("Enter saves · Esc leaves");
	s->tasks = mem_alloc((strlen(more) + 2) * sizeof *s->tasks);
	if (arg->id)
		s->tasks[s->ntasks++] = arg->id;
	while (*more) {
		char *end;
		int64_t id = strtoll(more, &end, 10);

		if (end == more)
			break;
		if (id > 0 && id != arg->id)
			s->tasks[s->ntasks++] = id;
		more = end + (*end == ',');
	}
	return s;
}

static void reschedule_release(void *state)
{
	struct reschedule *s = state;

	quick_form_release(&s->quick);
	free(s->tasks);
	free(s);
}

/* Today, tomorrow, next Monday, in a month. */
static void reschedule_presets(struct reschedule *s)
{
	int32_t today = clock_today();

	s->days[0] = today;
	s->days[1] = today + 1;
	s->days[2] = today + 7 - date_weekday(today);
	s->days[3] = date_add_months(today, 1);
}

static void reschedule_title(struct reschedule *s, const struct record *t)
{
	char due[64];

	if (s->ntasks > 1) {
		buf_addf(&s->quick.title,
			P_("Another day for %d task", "Another day for %d tasks", s->ntasks),
			s->ntasks);
		return;
	}
	buf_addf(&s->quick.title, _("Another day: %s"), record_text(t, TASK_SUBJECT));
	if (record_has(t, TASK_DUE_DAY)) {
		date_format_near((int32_t)record_num(t, TASK_DUE_DAY), clock_today(),
			s->quick.env->date_order, due, sizeof due);
		buf_addf(&s->quick.title, " · %s", due);
	}
}

static enum status reschedule_load(void *state, const struct screen_env *env, struct err *err)
{
	static const char *const names[RESCHEDULE_DAYS] = {
		N_("F5 today"), N_("F6 tomorrow"), N_("F7 next week"), N_("F8 in a month")};
	struct reschedule *s = state;
	struct quick_form *q = &s->quick;
	struct record t;
	char day[64];
	enum status st;

	if (q->form)
		return ST_OK;
	if (s->ntasks == 0)
		return err_set(err, ST_NOT_FOUND, _("There is no task to give another day."));
	st = record_load(env->office, KIND_TASK, s->tasks[0], &t, err);
	if (st)
		return st;
	reschedule_title(s, &t);
	reschedule_presets(s);
	quick_form_add(q, (struct form_field){.name = "day",
				  .label = _("Due"),
				  .type = FORM_DATE,
				  .required = true,
				  .hint = _("fri, 15.3, +3d; Up and Down: a day on or back")});
	for (int i = 0; i < RESCHEDULE_DAYS; i++)
		quick_form_add_shown(q, _(names[i]));
	quick_form_start(q);
	for (int i = 0; i < RESCHEDULE_DAYS; i++) {
		date_format_long(s->days[i], env->date_order, day, sizeof day);
		form_set(q->form, i + 1, day, day);
	}
	if (record_has(&t, TASK_DUE_DAY)) {
		date_format_iso((int32_t)record_num(&t, TASK_DUE_DAY), day);
		form_set(q->form, 0, day, NULL);
	}
	form_set_focus(q->form, 0);
	record_release(&t);
	return ST_OK;
}

static unsigned reschedule_save(struct reschedule *s, int32_t day, struct nav *nav)
{
	struct err err = ERR_INIT;
	char text[64];
	unsigned flags;

	if (work_reschedule(s->quick.env->office, s->tasks, s->ntasks, day, NULL, &err) != ST_OK) {
		form_set_error(s->quick.form, -1, err.text);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	date_format_long(day, s->quick.env->date_order, text, sizeof text);
	flags = nav_done(nav, s->quick.env, _("Due %s."), text);
	nav->arg.kind = KIND_TASK;
	nav->arg.id = s->tasks[0];
	return flags | SCREEN_CLOSE;
}

static unsigned reschedule_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct reschedule *s = state;
	enum form_result result;
	unsigned flags;
	int32_t day;

	(void)env;
	for (int i = 0; i < RESCHEDULE_DAYS; i++)
		if (event_is(ev, K_F(5 + i), 0))
			return reschedule_save(s, s->days[i], nav);
	flags = quick_form_event(&s->quick, ev, nav, &result);
	if (result == FORM_SAVE && date_parse_iso(form_get(s->quick.form, 0), &day))
		return reschedule_save(s, day, nav);
	return flags;
}

const struct screen_ops reschedule_screen = {
	.title = N_("Another day"),
	.help = N_("Type a day as you would say it: +1d, fri, 15.3, tomorrow; Up and Down move by "
		   "a day. "
		   "F5 to F8 take one of the days shown at once."),
	.overlay = true,
	.open = reschedule_open,
	.load = reschedule_load,
	.draw = quick_form_draw,
	.fit = quick_form_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = reschedule_event,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = reschedule_release,
};
