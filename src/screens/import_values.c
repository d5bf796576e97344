/*
 * Step 4: texts that name nothing yet. Each gets a meaning: a record or choice that is there, nothing, or a new record. What
 * differs from a name that is there only by blanks, signs or accents is proposed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "domain/list.h"
#include "import_choices.h"
#include "import_state.h"
#include "screens/actions.h"

enum { LOOK_ALIKES = 500 }; /* records of a kind that are compared by name */

static struct import_unknown *import_values_at(const struct import_wizard *w, int row)
{
	return &w->survey.unknown[row];
}

/* Does what happens to its rows stand fast? */
static bool import_values_is_settled(const struct import_wizard *w, const struct import_unknown *u)
{
	return u->kind == UNKNOWN_ENTRY || import_value(w->imp, u->field, u->text) ||
	       (u->kind == UNKNOWN_LINK && w->imp->create_missing);
}

/* --- The list --------------------------------------------------------------------------------- */

static int import_values_count(void *arg)
{
	return ((const struct import_wizard *)arg)->survey.n;
}

static void import_values_meaning(
	struct import_wizard *w, const struct import_unknown *u, struct list_cell *out)
{
	const struct import_value *v = import_value(w->imp, u->field, u->text);

	if (v && v->to && !*v->to)
		buf_add(&out->text, _("left empty"));
	else if (v && v->to)
		import_value_title(w, u->field, v->to, &out->text);
	else if (v || (u->kind == UNKNOWN_LINK && w->imp->create_missing)) {
		buf_addf(&out->text, _("a new one is made"));
	} else if (u->kind == UNKNOWN_ENTRY) {
		buf_add(&out->text, _("a new entry of the list"));
	} else {
		buf_add(&out->text, _("? its rows fail"));
		out->role = ROLE_OVERDUE;
	}
}

static void import_values_cell(void *arg, int row, int column, struct list_cell *out)
{
	struct import_wizard *w = arg;
	const struct import_unknown *u = import_values_at(w, row);

	switch (column) {
	case 0: buf_add(&out->text, _(import_field(w, u->field)->title)); break;
	case 1: buf_add(&out->text, u->text); break;
	case 2: import_number(w, u->rows, &out->text); break;
	default: import_values_meaning(w, u, out); break;
	}
}

/* --- Look-alikes ------------------------------------------------------------------------------ */

static void import_values_propose_one(
	struct import_wizard *w, const struct import_unknown *u, const struct list_page *page)
{
	const char *to = NULL;
	int n = 0;

	for (int i = 0; i < page->n; i++) {
		const struct record *r = &page->rows[i];

		if (fold_same(record_text(r, r->kind->title_field), u->text)) {
			to = record_text(r, r->kind->title_field);
			n++;
		}
	}
	if (n == 1)
		import_set_value(w->imp, u->field, u->text, to);
}

/* For links to kinds with few records: "GTXPro" is most likely "GTX Pro". */
static void import_values_propose(struct import_wizard *w)
{
	for (int i = 0; i < w->survey.n; i++) {
		const struct import_unknown *u = import_values_at(w, i);
		const struct field *f = import_field(w, u->field);
		struct list_request req = {
			.kind = f->link, .order_field = LIST_ORDER_DEFAULT, .limit = LOOK_ALIKES};
		struct list_page page;
		bool again = i > 0 && import_values_at(w, i - 1)->field == u->field;

		if (u->kind != UNKNOWN_LINK || f->link == KIND_STAGE || again ||
			list_load(w->env->office, &req, &page, NULL))
			continue;
		for (int k = i; !page.more && k < w->survey.n; k++)
			if (import_values_at(w, k)->field == u->field &&
				!import_value(w->imp, u->field, import_values_at(w, k)->text))
				import_values_propose_one(w, import_values_at(w, k), &page);
		list_page_release(&page);
	}
}

static void import_values_enter(struct import_wizard *w)
{
	w->value_columns[0] = (struct list_column){.title = _("Field"), .cols = 12, .grow = 1};
	w->value_columns[1] =
		(struct list_column){.title = _("In the file"), .cols = 16, .grow = 2};
	w->value_columns[2] = (struct list_column){.title = _("Rows"), .cols = 7, .right = true};
	w->value_columns[3] = (struct list_column){.title = _("Means"), .cols = 18, .grow = 2};
	list_release(&w->values);
	list_init(&w->values, w->value_columns, 4,
		(struct list_source){
			.arg = w, .count = import_values_count, .cell = import_values_cell});
	w->values.focus = true;
	w->values.name_column = 1;
	import_values_propose(w);
	for (int i = 0; i < w->survey.n; i++)
		if (!import_values_is_settled(w, import_values_at(w, i))) {
			list_select(&w->values, i);
			break;
		}
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void import_values_ask(const struct import_wizard *w, struct buf *out)
{
	int open = 0;

	for (int i = 0; i < w->survey.n; i++)
		open += !import_values_is_settled(w, import_values_at(w, i));
	if (open)
		buf_addf(out,
			P_("What does this name mean? %d is not settled.",
				"What do these names mean? %d are not settled.", open),
			open);
	else
		buf_add(out, _("These names are new here. Is what becomes of them right?"));
}

static void import_values_fit(struct import_wizard *w, struct rect r)
{
	list_fit(&w->values, r.rows);
}

static void import_values_draw(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	list_draw(&w->values, c, r);
}

/* --- Changing it ------------------------------------------------------------------------------ */

static void import_values_find(void *arg, const char *typed, struct picklist *out)
{
	struct import_wizard *w = arg;

	import_find_values(w, import_values_at(w, w->prompt.arg)->field, true, typed, out);
}

static unsigned import_values_choose(struct import_wizard *w)
{
	const struct import_unknown *u = import_values_at(w, w->values.cursor);
	char *title =
		mem_printf(_("What is %s \"%s\"?"), _(import_field(w, u->field)->title), u->text);

	import_prompt_pick(
		&w->prompt, 0, w->values.cursor, title, import_values_find, w, false, NULL);
	free(title);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_values_answer(struct import_wizard *w, struct nav *nav)
{
	const struct import_unknown *u = import_values_at(w, w->prompt.arg);

	(void)nav;
	import_set_value(w->imp, u->field, u->text, w->prompt.answer);
	import_prompt_close(&w->prompt);
	import_changed(w, false);
	list_move(&w->values, LIST_DOWN);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_values_create(struct import_wizard *w, struct nav *nav)
{
	const struct import_unknown *u = import_values_at(w, w->values.cursor);
	const struct import_value *v = import_value(w->imp, u->field, u->text);

	if (u->kind == UNKNOWN_CHOICE) {
		nav_say(nav, MESSAGE_INFO, _("%s has fixed choices: Enter chooses one of them."),
			_(import_field(w, u->field)->title));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (u->kind == UNKNOWN_ENTRY)
		import_set_value(w->imp, u->field, u->text, NULL);
	else
		import_set_create(w->imp, u->field, u->text, !(v && v->create));
	import_changed(w, false);
	list_move(&w->values, LIST_DOWN);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* The same key again takes nothing back: the rows of all those names would fail. */
static unsigned import_values_create_all(struct import_wizard *w, struct nav *nav)
{
	if (w->imp->create_missing) {
		nav_say(nav, MESSAGE_INFO,
			_("New names are made already; Enter gives one another meaning."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	w->imp->create_missing = true;
	import_changed(w, false);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_values_handle(struct import_wizard *w, int action, struct nav *nav)
{
	switch (action) {
	case ACT_OPEN: return import_values_choose(w);
	case ACT_IMPORT_NEXT: return IMPORT_GO_ON;
	case ACT_IMPORT_CREATE: return import_values_create(w, nav);
	case ACT_IMPORT_CREATE_ALL: return import_values_create_all(w, nav);
	default: return 0;
	}
}

static struct list *import_values_list(struct import_wizard *w)
{
	return &w->values;
}

const struct import_step_ops import_values_step = {
	.title = N_("names that are new"),
	.keys = N_("n goes on · Enter what it means · c make it · C make all open · Esc back"),
	.ask = import_values_ask,
	.enter = import_values_enter,
	.fit = import_values_fit,
	.draw = import_values_draw,
	.handle = import_values_handle,
	.answer = import_values_answer,
	.list = import_values_list,
};
