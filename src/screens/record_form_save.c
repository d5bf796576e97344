/* Saving a record from its form: the sentence, the person with a relation in one action, conflicts. */
#include "domain/action.h"
#include "domain/client.h"
#include "record_form_state.h"
#include "record_merge.h"

void record_form_what(const struct record *r, bool is_new, struct buf *b)
{
	const char *name = record_text(r, r->kind->title_field);

	switch (r->kind->id) {
	case KIND_CLIENT:
		buf_addf(b, is_new ? _("New client %s") : _("Edit client %s"), name);
		break;
	case KIND_TASK: buf_addf(b, is_new ? _("New task %s") : _("Edit task %s"), name); break;
	case KIND_DEAL: buf_addf(b, is_new ? _("New deal %s") : _("Edit deal %s"), name); break;
	case KIND_PRODUCT:
		buf_addf(b, is_new ? _("New product %s") : _("Edit product %s"), name);
		break;
	case KIND_USER: buf_addf(b, is_new ? _("New user %s") : _("Edit user %s"), name); break;
	default: buf_addf(b, is_new ? _("New: %s %s") : _("Edit: %s %s"), _(r->kind->title), name);
	}
	/* Without a name yet. */
	while (b->len > 0 && b->data[b->len - 1] == ' ')
		b->data[--b->len] = '\0';
}

void record_form_close_dialog(struct record_form *f)
{
	if (f->asking == ASK_NOTHING)
		return;
	dialog_release(&f->dialog);
	record_release(&f->merged);
	f->asking = ASK_NOTHING;
}

static enum status record_form_put_person(
	struct record_form *f, struct record *r, const char *what, struct err *err)
{
	struct office *o = f->env->office;
	struct record relation;
	enum status st = action_begin(o, what, err);

	if (st)
		return st;
	st = record_save(o, r, err);
	if (!st) {
		record_init(&relation, o, KIND_RELATION);
		record_set_num(&relation, RELATION_A, r->id);
		record_set_text(&relation, RELATION_TYPE, "works_at");
		record_set_num(&relation, RELATION_B, f->works_at);
		record_set_text(&relation, RELATION_ROLE, form_get_name(f->form, "role"));
		st = record_save(o, &relation, err);
		record_release(&relation);
	}
	if (st) {
		action_cancel(o);
		r->id = 0;
		return st;
	}
	return action_commit(o, NULL, err);
}

static unsigned record_form_saved(struct record_form *f, const struct record *r, struct nav *nav)
{
	nav->arg.kind = f->kind;
	nav->arg.id = r->id;
	return SCREEN_CLOSE |
	       nav_done(nav, f->env, _("Saved: %s."), record_text(r, r->kind->title_field));
}

static void record_form_ask_gone(struct record_form *f, struct record *mine)
{
	const char *choices[] = {_("Bring it back"), _("Look again")};

	f->asking = ASK_GONE;
	f->merged = *mine;
	dialog_init(&f->dialog, _("Deleted meanwhile"),
		_("Somebody moved this record to the trash while you were editing it. Bring it "
		  "back with your changes?"),
		choices, 2);
	f->dialog.layout = f->env->key_layout;
}

static void record_form_ask_conflict(
	struct record_form *f, const struct record *before, struct record *mine)
{
	const char *choices[] = {_("Keep mine"), _("Take theirs"), _("Look again")};
	struct buf text = BUF_INIT;

	record_merge_text(f->env->office, before, mine, &text);
	f->asking = ASK_CONFLICT;
	f->merged = *mine;
	dialog_init(&f->dialog, _("Somebody else changed this too"), buf_str(&text), choices, 3);
	f->dialog.layout = f->env->key_layout;
	buf_release(&text);
}

/* After ST_CONFLICT: is the record gone, or did both change a field? Takes mine over. */
static void record_form_conflict(
	struct record_form *f, const struct record *before, struct record *mine)
{
	struct record now;
	bool gone = record_load(f->env->office, f->kind, f->id, &now, NULL) != ST_OK;

	if (!gone) {
		gone = now.deleted_at != 0;
		record_release(&now);
	}
	if (gone)
		record_form_ask_gone(f, mine);
	else
		record_form_ask_conflict(f, before, mine);
}

/* The stamps of a save that failed do not count. */
static bool record_form_is_changed(const struct record *r)
{
	for (int i = 0; i < r->nvalues; i++)
		if (!(r->kind->fields[i].flags & (FF_READONLY | FF_HIDDEN)) && record_changed(r, i))
			return true;
	return false;
}

/* Save mine (taken over); on failure the form says why. */
static unsigned record_form_put(struct record_form *f, struct record *mine, struct nav *nav)
{
	struct record before;
	struct buf what = BUF_INIT;
	struct err err = ERR_INIT;
	enum status st;
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	if (f->id && !record_form_is_changed(mine)) {
		record_release(mine);
		return SCREEN_HANDLED | SCREEN_CLOSE;
	}
	record_copy(&before, mine);
	record_form_what(mine, f->id == 0, &what);
	if (f->works_at && f->id == 0)
		st = record_form_put_person(f, mine, buf_str(&what), &err);
	else
		st = record_put(f->env->office, mine, buf_str(&what), NULL, &err);
	buf_release(&what);
	if (st == ST_CONFLICT && f->id) {
		record_form_conflict(f, &before, mine);
	} else {
		if (st)
			form_set_error(f->form, -1, err.text);
		else
			flags |= record_form_saved(f, mine, nav);
		record_release(mine);
	}
	record_release(&before);
	return flags;
}

unsigned record_form_save(struct record_form *f, struct nav *nav)
{
	struct err err = ERR_INIT;
	struct record mine;
	int bad = -1;

	record_copy(&mine, &f->record);
	if (record_fields_read(&f->fields, f->form, &mine, &bad, &err) != ST_OK) {
		form_set_error(f->form, bad, err.text);
		record_release(&mine);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return record_form_put(f, &mine, nav);
}

/* Back to the form after a conflict: it stands on their values now, what I typed is still in it. */
static void record_form_rebase(struct record_form *f)
{
	record_release(&f->record);
	record_copy(&f->record, &f->merged);
	for (int i = 0; i < f->record.nvalues; i++)
		value_copy(&f->record.values[i], &f->record.base[i]);
	for (int i = 0; i < (int)f->fields.n; i++)
		if (record_fields_index(&f->fields, i) >= 0 && !form_field_is_dirty(f->form, i))
			record_fields_set(&f->fields, f->form, i, &f->record);
}

static unsigned record_form_revive(struct record_form *f, struct nav *nav)
{
	struct buf what = BUF_INIT;
	struct err err = ERR_INIT;
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	record_form_what(&f->merged, false, &what);
	if (record_merge_revive(f->env->office, &f->merged, buf_str(&what), &err) == ST_OK)
		flags |= record_form_saved(f, &f->merged, nav);
	else
		form_set_error(f->form, -1, err.text);
	buf_release(&what);
	record_form_close_dialog(f);
	return flags;
}

unsigned record_form_answer(struct record_form *f, int answer, struct nav *nav)
{
	enum asking asked = f->asking;
	struct record mine, before;

	if (answer == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	if (asked == ASK_GONE && answer == 0)
		return record_form_revive(f, nav);
	if (asked == ASK_GONE || answer == 2 || answer == DIALOG_CANCEL) {
		if (asked == ASK_CONFLICT)
			record_form_rebase(f);
		record_form_close_dialog(f);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	record_copy(&mine, &f->merged);
	record_copy(&before, &f->record);
	for (int i = 0; i < before.nvalues; i++)
		value_copy(&before.values[i], &mine.values[i]);
	record_form_rebase(f);
	record_form_close_dialog(f);
	if (answer == 1)
		record_merge_theirs(&before, &mine);
	record_release(&before);
	return record_form_put(f, &mine, nav);
}
