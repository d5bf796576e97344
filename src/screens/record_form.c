/*
 * The form for a new or changed record of any kind. What is typed stays in the form until it is saved: data that changes
 * underneath is noticed by the save, which merges field by field and asks when both sides changed one.
 *
 * Besides "field=value" lines the preset knows works_at=ID (a new person of that company, with a role; saved in one action)
 * and focus=FIELD.
 */
#include "screens/record_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "client_twin.h"
#include "domain/client.h"
#include "record_form_state.h"
#include "screens/merge_form.h"

enum { FORM_COLS = 74, FORM_COLS_WIDE = 92, FORM_TWIN_ROWS = 1 };

/* --- Life ------------------------------------------------------------------------------------- */

static void *record_form_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct record_form *f = mem_alloc(sizeof *f);

	f->env = env;
	f->kind = arg->kind;
	f->id = arg->id;
	f->preset = mem_strdup(arg->preset);
	f->all = arg->id != 0;
	f->adding = -1;
	return f;
}

static void record_form_release(void *state)
{
	struct record_form *f = state;

	record_form_close_dialog(f);
	form_free(f->form);
	if (f->form) {
		record_fields_release(&f->fields);
		record_release(&f->record);
	}
	free(f->preset);
	free(f->focus);
	free(f->draft);
	buf_release(&f->title);
	buf_release(&f->twin_text);
	free(f);
}

static void record_form_title(struct record_form *f)
{
	struct buf company = BUF_INIT;

	buf_clear(&f->title);
	if (f->works_at) {
		office_title(f->env->office, KIND_CLIENT, f->works_at, &company);
		buf_addf(&f->title, _("New person at %s"), buf_str(&company));
	} else {
		record_form_what(&f->record, f->id == 0, &f->title);
	}
	buf_release(&company);
}

static void record_form_option(void *arg, const char *name, const char *value)
{
	struct record_form *f = arg;

	if (strcmp(name, "works_at") == 0) {
		f->works_at = *value == '#' ? form_source_id(value) : strtoll(value, NULL, 10);
		record_set_text(&f->record, CLIENT_KIND, "person");
	} else if (strcmp(name, "focus") == 0) {
		free(f->focus);
		f->focus = mem_strdup(value);
	}
}

static void record_form_build(struct record_form *f)
{
	struct form_field role = {.name = "role",
		.label = _("Role"),
		.type = FORM_TEXT,
		.max_chars = 250,
		.hint = _("What this person does there: director, buyer, accountant")};

	record_fields_init(&f->fields, f->env, &f->record, f->all, f->works_at ? &role : NULL);
	f->form = form_new(f->fields.fields, f->fields.n, clock_today(), f->env->date_order);
	record_fields_show(&f->fields, f->form, &f->record);
}

/* Short form or long one; what was typed goes over. */
static void record_form_toggle(struct record_form *f)
{
	struct form *old = f->form;
	struct record_fields fields = f->fields;
	int focus = form_focus(old);

	f->all = !f->all;
	/* Which fields there are depends on company or person. */
	if (f->kind == KIND_CLIENT && f->id == 0)
		record_set_text(&f->record, CLIENT_KIND, form_get_name(old, "kind"));
	record_form_build(f);
	for (int i = 0; i < (int)fields.n; i++) {
		int to = form_find(f->form, fields.fields[i].name);

		if (to < 0 || fields.fields[i].type == FORM_HEAD)
			continue;
		if (form_field_is_dirty(old, i))
			form_change(f->form, to, form_get(old, i), form_label(old, i));
		if (i == focus)
			form_set_focus(f->form, to);
	}
	form_free(old);
	record_fields_release(&fields);
}

static void record_form_apply_draft(struct record_form *f)
{
	if (!f->draft)
		return;
	if (strncmp(f->draft, "@all=1\n", 7) == 0 && !f->all)
		record_form_toggle(f);
	form_undraft(f->form, f->draft);
	free(f->draft);
	f->draft = NULL;
}

/* A new record starts where something must be typed: the first required field that is empty. */
static int record_form_first(const struct record_form *f)
{
	for (size_t i = 0; i < f->fields.n; i++)
		if (f->fields.fields[i].required && form_get(f->form, (int)i)[0] == '\0')
			return (int)i;
	return form_focus(f->form);
}

static enum status record_form_load(void *state, const struct screen_env *env, struct err *err)
{
	struct record_form *f = state;
	enum status st = ST_OK;

	if (f->form)
		return ST_OK;
	if (f->id)
		st = record_load(env->office, f->kind, f->id, &f->record, err);
	else
		record_init(&f->record, env->office, f->kind);
	if (st)
		return st;
	if (f->record.deleted_at) {
		record_release(&f->record);
		return err_set(err, ST_NOT_FOUND,
			_("This record is in the trash: restore it there first."));
	}
	record_fields_preset(env, &f->record, f->preset, record_form_option, f);
	record_form_build(f);
	if (f->fields.n == 0)
		return err_set(err, ST_DENIED,
			_("The program keeps these records itself; there is nothing to edit."));
	record_form_title(f);
	if (f->focus && form_find(f->form, f->focus) >= 0)
		form_set_focus(f->form, form_find(f->form, f->focus));
	else if (f->id == 0)
		form_set_focus(f->form, record_form_first(f));
	record_form_apply_draft(f);
	return ST_OK;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static bool record_form_has_twin_line(const struct record_form *f)
{
	return f->kind == KIND_CLIENT && f->id == 0;
}

static struct rect record_form_place(const struct record_form *f)
{
	struct rect r = f->box.inner;

	if (record_form_has_twin_line(f))
		rect_cut_top(&r, FORM_TWIN_ROWS);
	return r;
}

static void record_form_fit(void *state, const struct layout *l)
{
	struct record_form *f = state;
	int extra = record_form_has_twin_line(f) ? FORM_TWIN_ROWS : 0;

	if (!f->form)
		return;
	overlay_box_fit(&f->box, l, form_rows(f->form) + extra,
		l->all.cols >= LAYOUT_TWO_COLS ? FORM_COLS_WIDE : FORM_COLS);
	form_fit(f->form, record_form_place(f));
}

static void record_form_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct record_form *f = state;
	struct buf title = f->title, twin = f->twin_text;

	(void)env;
	overlay_box_draw(&f->box, c, buf_str(&title),
		f->all ? _("Ctrl-S saves · F5 short form · Esc leaves")
		       : _("Ctrl-S saves · F5 all fields · Esc leaves"));
	if (f->twin)
		canvas_text(c, f->box.inner.row, f->box.inner.col + 1, f->box.inner.cols - 1,
			ROLE_TODAY, buf_str(&twin));
	form_draw(f->form, c, record_form_place(f));
	if (f->asking != ASK_NOTHING)
		dialog_draw(&f->dialog, c, l->all);
}

/* --- Duplicates ------------------------------------------------------------------------------- */

static void record_form_look_for_twin(struct record_form *f)
{
	struct client_typed typed = {form_get_name(f->form, "kind"), form_get_name(f->form, "name"),
		form_get_name(f->form, "phone"), form_get_name(f->form, "email"),
		form_get_name(f->form, "city"), form_get_name(f->form, "tax_id")};
	struct record twin;
	int at = record_fields_index(&f->fields, form_focus(f->form));

	if (!record_form_has_twin_line(f) ||
		(at != CLIENT_NAME && at != CLIENT_PHONE && at != CLIENT_EMAIL &&
			at != CLIENT_CITY && at != CLIENT_TAX_ID && at != CLIENT_KIND))
		return;
	f->twin = client_twin_find(f->env->office, &typed);
	if (!f->twin || record_load(f->env->office, KIND_CLIENT, f->twin, &twin, NULL) != ST_OK) {
		f->twin = 0;
		return;
	}
	buf_clear(&f->twin_text);
	buf_addf(&f->twin_text, _("! There is already %s"), record_text(&twin, CLIENT_NAME));
	if (record_has(&twin, CLIENT_CITY))
		buf_addf(&f->twin_text, ", %s", record_text(&twin, CLIENT_CITY));
	buf_add(&f->twin_text, _(". F3 opens it, F6 merges."));
	record_release(&twin);
}

/* --- Keys ------------------------------------------------------------------------------------- */

/* A look-up asks for a record that is not there yet: list entries are made by use, clients by their own form. */
static unsigned record_form_add(struct record_form *f, struct nav *nav)
{
	int at = form_focus(f->form);
	const struct field *field = &f->record.kind->fields[record_fields_index(&f->fields, at)];
	int64_t client = form_source_id(form_get_name(f->form, "client"));
	struct buf preset = BUF_INIT;
	const char *typed = form_typed(f->form);

	if (field->type != FT_LINK) {
		form_change(f->form, at, typed, typed);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	f->adding = at;
	buf_addf(&preset, "name=%s\n", typed);
	if (strcmp(field->name, "person") == 0)
		buf_add(&preset, "kind=person\n");
	if (strcmp(field->name, "person") == 0 && client)
		buf_addf(&preset, "works_at=%lld\n", (long long)client);
	nav_open(nav, SCREEN_FORM, field->link, 0, buf_str(&preset));
	buf_release(&preset);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* What was typed is saved, so that nothing is lost, and put beside the one that it repeats. */
static unsigned record_form_merge(struct record_form *f, struct nav *nav)
{
	int64_t ids[2] = {f->twin, 0};
	unsigned flags =
		form_check(f->form) ? record_form_save(f, nav) : SCREEN_HANDLED | SCREEN_REDRAW;

	ids[1] = nav->arg.id;
	if (flags & SCREEN_CLOSE && ids[1])
		merge_form_open_ids(nav, KIND_CLIENT, ids, 2);
	return flags;
}

static unsigned record_form_own_key(struct record_form *f, const struct event *ev, struct nav *nav)
{
	if (event_is(ev, K_F(5), 0)) {
		record_form_toggle(f);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (event_is(ev, K_F(3), 0) && f->twin)
		return nav_open(nav, SCREEN_CARD, KIND_CLIENT, f->twin, NULL);
	if (event_is(ev, K_F(6), 0) && f->twin)
		return record_form_merge(f, nav);
	return 0;
}

/* Enter in an empty note goes on, so that Enter leads through the whole form; in a filled one it breaks the line. */
static enum form_result record_form_keys(struct record_form *f, const struct event *ev)
{
	int at = form_focus(f->form), last = (int)f->fields.n - 1;
	struct event next = {.kind = EVENT_KEY, .key = K_TAB};

	if (!event_is(ev, K_ENTER, 0) || f->fields.fields[at].type != FORM_NOTE ||
		*form_get(f->form, at))
		return form_handle(f->form, ev);
	if (at == last)
		next = (struct event){.kind = EVENT_KEY, .key = 's', .mods = MOD_CTRL};
	return form_handle(f->form, &next);
}

static unsigned record_form_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct record_form *f = state;

	(void)env;
	if (f->asking != ASK_NOTHING)
		return record_form_answer(f, dialog_handle(&f->dialog, ev), nav);
	switch (record_form_keys(f, ev)) {
	case FORM_SAVE: return record_form_save(f, nav);
	case FORM_CANCEL: return SCREEN_HANDLED | SCREEN_CLOSE;
	case FORM_EDITOR: return nav_editor(nav, form_get(f->form, form_focus(f->form)));
	case FORM_ADD: return record_form_add(f, nav);
	case FORM_CHANGED: record_form_look_for_twin(f); break;
	case FORM_IGNORED: return record_form_own_key(f, ev, nav);
	default: break;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned record_form_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	(void)state;
	(void)env;
	(void)action;
	(void)nav;
	return 0;
}

static bool record_form_typing(const void *state)
{
	(void)state;
	return true;
}

static void record_form_returned(
	void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct record_form *f = state;
	int at = f->adding;

	f->adding = -1;
	if (at < 0 || !arg->id)
		return;
	form_source_change(f->form, at, env->office,
		f->record.kind->fields[record_fields_index(&f->fields, at)].link, arg->id);
	if (at + 1 < (int)f->fields.n)
		form_set_focus(f->form, at + 1);
}

static void record_form_draft(const void *state, struct buf *out)
{
	const struct record_form *f = state;

	if (!f->form || !form_is_dirty(f->form))
		return;
	if (f->all)
		buf_add(out, "@all=1\n");
	form_draft(f->form, out);
}

static void record_form_undraft(void *state, const struct screen_env *env, const char *draft)
{
	struct record_form *f = state;

	(void)env;
	free(f->draft);
	f->draft = mem_strdup(draft);
	if (f->form)
		record_form_apply_draft(f);
}

static void record_form_edited(void *state, const char *text)
{
	struct record_form *f = state;

	form_change(f->form, form_focus(f->form), text, NULL);
}

const struct screen_ops record_form_screen = {
	.title = N_("Form"),
	.help = N_(
		"Enter goes to the next field and saves on the last one; Ctrl-S or F2 saves at "
		"once. "
		"A star marks what must be given. F5 shows all fields or only the main ones. Esc "
		"leaves and warns once when something was changed."),
	.overlay = true,
	.open = record_form_open,
	.load = record_form_load,
	.draw = record_form_draw,
	.fit = record_form_fit,
	.typing = record_form_typing,
	.handle = record_form_handle,
	.event = record_form_event,
	.returned = record_form_returned,
	.draft = record_form_draft,
	.undraft = record_form_undraft,
	.edited = record_form_edited,
	.release = record_form_release,
};
