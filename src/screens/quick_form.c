/* A few fields in a box. Enter leads through all of them: in a note it goes on from an empty line. */
#include "quick_form.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"

void quick_form_init(struct quick_form *q, const struct screen_env *env, int cols)
{
	*q = (struct quick_form){.env = env, .cols = cols, .keys = _("Ctrl-S saves · Esc leaves")};
}

void quick_form_release(struct quick_form *q)
{
	form_free(q->form);
	for (size_t i = 0; i < q->n; i++)
		form_source_release(&q->sources[i]);
	buf_release(&q->title);
	free(q->draft);
}

struct form_source *quick_form_source(struct quick_form *q)
{
	return &q->sources[q->n];
}

int quick_form_add(struct quick_form *q, struct form_field field)
{
	assert(q->n < QUICK_FIELDS);
	q->fields[q->n] = field;
	return (int)q->n++;
}

static int quick_form_add_pick(
	struct quick_form *q, const char *name, const char *label, bool required)
{
	const struct form_source *s = quick_form_source(q);

	return quick_form_add(q, (struct form_field){.name = name,
					 .label = label,
					 .type = FORM_PICK,
					 .required = required,
					 .choices = s->picks,
					 .choice_count = s->npicks});
}

int quick_form_add_choice(struct quick_form *q, const char *name, const char *label,
	const struct choice *choices, bool required)
{
	form_source_choices(quick_form_source(q), choices);
	return quick_form_add_pick(q, name, label, required);
}

int quick_form_add_list(
	struct quick_form *q, const char *name, const char *label, const char *list, bool required)
{
	form_source_entries(quick_form_source(q), q->env->office, list);
	return quick_form_add_pick(q, name, label, required);
}

int quick_form_add_shown(struct quick_form *q, const char *label)
{
	return quick_form_add(
		q, (struct form_field){.name = "", .label = label, .type = FORM_SHOW});
}

void quick_form_start(struct quick_form *q)
{
	q->form = form_new(q->fields, q->n, clock_today(), q->env->date_order);
	if (q->draft)
		form_undraft(q->form, q->draft);
}

void quick_form_next(struct quick_form *q)
{
	int at = form_focus(q->form) + 1;

	while (at < (int)q->n &&
		(q->fields[at].type == FORM_HEAD || q->fields[at].type == FORM_SHOW))
		at++;
	if (at < (int)q->n)
		form_set_focus(q->form, at);
}

static bool quick_form_is_last(const struct quick_form *q, int field)
{
	for (int i = field + 1; i < (int)q->n; i++)
		if (q->fields[i].type != FORM_HEAD && q->fields[i].type != FORM_SHOW)
			return false;
	return true;
}

/* Enter on an empty line of a note: the line goes, the next field comes; an empty note at the end is saved. */
static enum form_result quick_form_keys(struct quick_form *q, const struct event *ev)
{
	static const struct event save = {.kind = EVENT_KEY, .key = 's', .mods = MOD_CTRL};
	int at = form_focus(q->form);
	const char *text = form_get(q->form, at);
	size_t len = strlen(text);
	char *cut;

	if (q->fields[at].type != FORM_NOTE || !event_is(ev, K_ENTER, 0) ||
		(len > 0 && text[len - 1] != '\n'))
		return form_handle(q->form, ev);
	while (len > 0 && text[len - 1] == '\n')
		len--;
	cut = mem_strndup(text, len);
	form_change(q->form, at, cut, NULL);
	free(cut);
	if (quick_form_is_last(q, at))
		return form_handle(q->form, &save);
	quick_form_next(q);
	return FORM_MOVED;
}

unsigned quick_form_event(
	struct quick_form *q, const struct event *ev, struct nav *nav, enum form_result *result)
{
	*result = quick_form_keys(q, ev);
	switch (*result) {
	case FORM_IGNORED: return 0;
	case FORM_CANCEL: return SCREEN_HANDLED | SCREEN_CLOSE;
	case FORM_EDITOR: return nav_editor(nav, form_get(q->form, form_focus(q->form)));
	default: return SCREEN_HANDLED | SCREEN_REDRAW;
	}
}

void quick_form_fit(void *state, const struct layout *l)
{
	struct quick_form *q = state;

	if (!q->form)
		return;
	overlay_box_fit(&q->box, l, form_rows(q->form), q->cols);
	form_fit(q->form, q->box.inner);
}

void quick_form_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct quick_form *q = state;
	struct buf title = q->title;

	(void)env;
	(void)l;
	overlay_box_draw(&q->box, c, buf_str(&title), q->keys);
	form_draw(q->form, c, q->box.inner);
}

bool quick_form_typing(const void *state)
{
	(void)state;
	return true;
}

unsigned quick_form_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	(void)state;
	(void)env;
	(void)action;
	(void)nav;
	return 0;
}

void quick_form_draft(const void *state, struct buf *out)
{
	const struct quick_form *q = state;

	if (q->form)
		form_draft(q->form, out);
}

void quick_form_undraft(void *state, const struct screen_env *env, const char *draft)
{
	struct quick_form *q = state;

	(void)env;
	free(q->draft);
	q->draft = mem_strdup(draft);
	if (q->form)
		form_undraft(q->form, draft);
}

void quick_form_edited(void *state, const char *text)
{
	struct quick_form *q = state;

	form_change(q->form, form_focus(q->form), text, NULL);
}
