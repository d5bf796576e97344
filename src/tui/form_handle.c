/* Keys in a form. What belongs to the whole form comes first, then the open list, then the focused field. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form_state.h"

/* Go to the next (+1) or previous (-1) field, checking the one that is left. */
static enum form_result form_step(struct form *f, int by)
{
	int to = f->focus + by;

	form_check_field(f, f->focus, false);
	while (to >= 0 && to < f->n && !form_is_field(f, to))
		to += by;
	if (to >= 0 && to < f->n)
		form_set_focus(f, to);
	return FORM_MOVED;
}

static bool form_is_last(const struct form *f)
{
	for (int i = f->focus + 1; i < f->n; i++)
		if (form_is_field(f, i))
			return false;
	return true;
}

static enum form_result form_save(struct form *f)
{
	return form_check(f) ? FORM_SAVE : FORM_MOVED;
}

static enum form_result form_leave(struct form *f)
{
	if (!form_is_dirty(f) || f->warned)
		return FORM_CANCEL;
	f->warned = true;
	return FORM_WARN;
}

static enum form_result form_edited(struct form *f, enum edit_result result)
{
	if (result == EDIT_CHANGED) {
		f->values[f->focus].error[0] = '\0';
		f->error[0] = '\0';
		return FORM_CHANGED;
	}
	return result == EDIT_MOVED ? FORM_MOVED : FORM_IGNORED;
}

static enum form_result form_take(struct form *f, const char *value, const char *label)
{
	form_change(f, f->focus, value, label);
	f->error[0] = '\0';
	return FORM_CHANGED;
}

/* Open the list of choices; ev, when it types something, is the first letter. */
static enum form_result form_open(struct form *f, const struct event *ev)
{
	const struct form_field *field = &f->fields[f->focus];

	if (field->type == FORM_LOOKUP)
		picklist_init_find(&f->pick, field->find, field->arg, field->can_add);
	else
		picklist_init(&f->pick, field->choices, field->choice_count);
	f->open = true;
	picklist_open(&f->pick, f->values[f->focus].value);
	if (ev != NULL)
		picklist_handle(&f->pick, ev);
	return FORM_MOVED;
}

/* What was typed into the list is no choice: say so and keep the value that was there. */
static enum form_result form_refuse(struct form *f)
{
	char *typed = mem_strdup(lineedit_text(&f->pick.edit));

	form_close_pick(f);
	if (typed[0] != '\0') {
		char text[200];

		snprintf(text, sizeof text, _("There is no choice \"%.60s\""), typed);
		form_set_error(f, f->focus, text);
	}
	free(typed);
	return FORM_MOVED;
}

/* Leaving the list by another key than Enter takes the choice under the cursor, when something was typed. */
static bool form_settle(struct form *f)
{
	const struct picklist_item *item = picklist_chosen(&f->pick);

	if (lineedit_text(&f->pick.edit)[0] != '\0') {
		if (item == NULL) {
			form_refuse(f);
			return false;
		}
		form_take(f, item->value, item->label);
	}
	form_close_pick(f);
	return true;
}

static enum form_result form_handle_open(struct form *f, const struct event *ev)
{
	const struct picklist_item *item;

	if (event_is(ev, K_TAB, MOD_SHIFT))
		return form_settle(f) ? form_step(f, -1) : FORM_MOVED;
	if (event_is(ev, 's', MOD_CTRL) || event_is(ev, K_F(2), 0))
		return form_settle(f) ? form_save(f) : FORM_MOVED;
	if (event_is(ev, K_TAB, 0) && picklist_chosen(&f->pick) == NULL && !f->pick.can_add)
		return form_refuse(f);
	switch (picklist_handle(&f->pick, ev)) {
	case PICK_CHOSEN:
		item = picklist_chosen(&f->pick);
		form_take(f, item->value, item->label);
		form_close_pick(f);
		form_step(f, 1);
		return FORM_CHANGED;
	case PICK_ADD:
		free(f->typed);
		f->typed = mem_strdup(lineedit_text(&f->pick.edit));
		form_close_pick(f);
		return FORM_ADD;
	case PICK_CANCEL: form_close_pick(f); return FORM_MOVED;
	case PICK_CHANGED: return FORM_MOVED;
	default: return ev->kind == EVENT_KEY ? FORM_MOVED : FORM_IGNORED;
	}
}

/* The next or previous of the fixed choices, all around. */
static enum form_result form_step_choice(struct form *f, int by)
{
	const struct form_field *field = &f->fields[f->focus];
	const char *value = f->values[f->focus].value;
	int n = (int)field->choice_count, at = by > 0 ? -1 : n;

	for (int i = 0; i < n; i++)
		if (strcmp(field->choices[i].value, value) == 0)
			at = i;
	if (n == 0)
		return FORM_MOVED;
	at = (at + by + n) % n;
	return form_take(f, field->choices[at].value, field->choices[at].label);
}

static enum form_result form_handle_choice(struct form *f, const struct event *ev)
{
	bool lookup = f->fields[f->focus].type == FORM_LOOKUP;

	if (event_is(ev, K_F(4), 0) || event_is(ev, ' ', 0))
		return form_open(f, NULL);
	if (event_is_text(ev) || (lookup && ev->kind == EVENT_PASTE))
		return form_open(f, ev);
	if (event_is(ev, K_DELETE, 0) || event_is(ev, K_BACKSPACE, 0))
		return form_take(f, "", "");
	if (!lookup && event_is(ev, K_LEFT, 0))
		return form_step_choice(f, -1);
	if (!lookup && event_is(ev, K_RIGHT, 0))
		return form_step_choice(f, 1);
	return FORM_IGNORED;
}

static enum form_result form_handle_bool(struct form *f, const struct event *ev)
{
	bool on = f->values[f->focus].value[0] != '\0';

	if (event_is(ev, ' ', 0) || event_is(ev, K_LEFT, 0) || event_is(ev, K_RIGHT, 0))
		return form_take(f, on ? "" : "1", NULL);
	return FORM_IGNORED;
}

static enum form_result form_handle_note(struct form *f, const struct event *ev)
{
	if (event_is(ev, K_F(4), 0) || event_is(ev, 'e', MOD_CTRL))
		return FORM_EDITOR;
	return form_edited(f, textedit_handle(&f->values[f->focus].note, ev));
}

static enum form_result form_handle_field(struct form *f, const struct event *ev)
{
	struct form_value *v = &f->values[f->focus];
	enum edit_result edited;

	if (!form_is_field(f, f->focus))
		return FORM_IGNORED;
	switch (f->fields[f->focus].type) {
	case FORM_NOTE: return form_handle_note(f, ev);
	case FORM_DATE: edited = datefield_handle(&v->date, ev); return form_edited(f, edited);
	case FORM_BOOL: return form_handle_bool(f, ev);
	case FORM_PICK:
	case FORM_LOOKUP: return form_handle_choice(f, ev);
	default: return form_edited(f, lineedit_handle(&v->line, ev));
	}
}

/* Keys that mean the same in every field. FORM_IGNORED: the field may have them. */
static enum form_result form_handle_form(struct form *f, const struct event *ev)
{
	if (event_is(ev, K_ESC, 0) || event_is(ev, 'c', MOD_CTRL))
		return form_leave(f);
	f->warned = false;
	if (event_is(ev, 's', MOD_CTRL) || event_is(ev, K_F(2), 0))
		return form_save(f);
	if (event_is(ev, K_TAB, 0))
		return form_step(f, 1);
	if (event_is(ev, K_TAB, MOD_SHIFT))
		return form_step(f, -1);
	return FORM_IGNORED;
}

/* Keys that no field wanted. */
static enum form_result form_handle_rest(struct form *f, const struct event *ev)
{
	if (event_is(ev, K_ENTER, 0))
		return form_is_last(f) ? form_save(f) : form_step(f, 1);
	if (event_is(ev, K_UP, 0))
		return form_step(f, -1);
	if (event_is(ev, K_DOWN, 0))
		return form_step(f, 1);
	return FORM_IGNORED;
}

static enum form_result form_handle_mouse(struct form *f, const struct event *ev)
{
	int row = ev->row - f->size.row + f->top;

	if (ev->mouse == MOUSE_WHEEL_UP || ev->mouse == MOUSE_WHEEL_DOWN)
		return form_step(f, ev->mouse == MOUSE_WHEEL_UP ? -1 : 1);
	if (!rect_has(f->size, ev->row, ev->col) ||
		(ev->mouse != MOUSE_PRESS && ev->mouse != MOUSE_DOUBLE))
		return FORM_IGNORED;
	for (int i = 0; i < f->n; i++)
		if (form_is_field(f, i) && row >= form_field_row(f, i) &&
			row < form_field_row(f, i) + form_field_rows(f, i)) {
			if (i != f->focus)
				form_check_field(f, f->focus, false);
			form_set_focus(f, i);
			if (f->fields[i].type == FORM_TEXT)
				lineedit_click(&f->values[i].line,
					f->size.cols - form_label_cols(f, f->size.cols),
					ev->col - f->size.col - form_label_cols(f, f->size.cols));
			return FORM_MOVED;
		}
	return FORM_IGNORED;
}

enum form_result form_handle(struct form *f, const struct event *ev)
{
	enum form_result result;

	if (f->n == 0 ||
		(ev->kind != EVENT_KEY && ev->kind != EVENT_PASTE && ev->kind != EVENT_MOUSE))
		return FORM_IGNORED;
	if (f->open)
		return form_handle_open(f, ev);
	if (f->fields[f->focus].type == FORM_DATE && f->values[f->focus].date.calendar)
		return form_handle_field(f, ev);
	if (ev->kind == EVENT_MOUSE)
		return form_handle_mouse(f, ev);
	result = form_handle_form(f, ev);
	if (result == FORM_IGNORED)
		result = form_handle_field(f, ev);
	if (result == FORM_IGNORED)
		result = form_handle_rest(f, ev);
	form_fit(f, f->size);
	return result;
}
