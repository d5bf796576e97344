/*
 * Step 3: which field each column fills. Below the columns stand the fields that get the same value in every row. A field is
 * filled by one column or value only; the last word counts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "domain/duplicates.h"
#include "domain/record.h"
#include "exchange/import_profile.h"
#include "exchange/import_words.h"
#include "import_choices.h"
#include "import_state.h"
#include "screens/actions.h"

enum { FOOT_ROWS = 3, SAMPLES = 3 };

enum purpose {
	ASK_TARGET,
	ASK_NEW_TITLE,
	ASK_NEW_TYPE,
	ASK_FACTOR,
	ASK_CONSTANT,
	ASK_VALUE,
	ASK_TEXT,
	ASK_MATCH
};

/* --- The list --------------------------------------------------------------------------------- */

static int import_columns_count(void *arg)
{
	const struct import *imp = ((const struct import_wizard *)arg)->imp;

	return imp->ncolumns + imp->nconstants;
}

/* The first different values of a column: what it holds. */
static void import_columns_samples(const struct import *imp, int column, struct buf *out)
{
	const char *seen[SAMPLES];
	int n = 0;

	for (int i = 0; i < imp->nsample && n < SAMPLES; i++) {
		const char *text = imp->sample[i][column];
		bool known = !*text;

		for (int k = 0; k < n; k++)
			known |= strcmp(seen[k], text) == 0;
		if (known)
			continue;
		buf_addf(out, "%s%s", n ? " · " : "", text);
		seen[n++] = text;
	}
}

static void import_columns_field(
	const struct import_wizard *w, const struct import_column *col, struct list_cell *out)
{
	if (col->target.kind == TARGET_NONE) {
		buf_add(&out->text, _("left out"));
		out->role = ROLE_DIM;
	} else {
		import_target_title(w->env->office, w->imp->kind, &col->target, &out->text);
		if (col->factor != 1)
			buf_addf(&out->text, " × %lld", (long long)col->factor);
	}
}

static void import_columns_cell(void *arg, int row, int column, struct list_cell *out)
{
	struct import_wizard *w = arg;
	const struct import *imp = w->imp;

	if (row < imp->ncolumns) {
		if (column == 0)
			buf_add(&out->text, imp->columns[row].header);
		else if (column == 1)
			import_columns_samples(imp, row, &out->text);
		else
			import_columns_field(w, &imp->columns[row], out);
		return;
	}
	row -= imp->ncolumns;
	if (column == 0) {
		buf_add(&out->text, _("every row"));
		out->role = ROLE_HINT;
	} else if (column == 1)
		import_value_title(
			w, imp->constants[row].field, imp->constants[row].text, &out->text);
	else
		buf_add(&out->text, _(import_field(w, imp->constants[row].field)->title));
}

static void import_columns_enter(struct import_wizard *w)
{
	int cursor = w->columns.cursor;

	w->column_columns[0] =
		(struct list_column){.title = _("In the file"), .cols = 16, .grow = 1};
	w->column_columns[1] = (struct list_column){
		.title = _("For example"), .cols = 16, .grow = 3, .priority = 1};
	w->column_columns[2] = (struct list_column){.title = _("Becomes"), .cols = 18, .grow = 1};
	list_release(&w->columns);
	list_init(&w->columns, w->column_columns, 3,
		(struct list_source){
			.arg = w, .count = import_columns_count, .cell = import_columns_cell});
	w->columns.focus = true;
	list_select(&w->columns, cursor < import_columns_count(w) ? cursor : 0);
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void import_columns_ask(const struct import_wizard *w, struct buf *out)
{
	int taken = 0;

	if (w->recognised && w->imp->profile) {
		buf_add(out, w->recognised);
		return;
	}
	for (int c = 0; c < w->imp->ncolumns; c++)
		taken += w->imp->columns[c].target.kind != TARGET_NONE;
	buf_addf(out, _("What does each column become? %d of %d columns are taken."), taken,
		w->imp->ncolumns);
}

static void import_columns_fit(struct import_wizard *w, struct rect r)
{
	list_fit(&w->columns, r.rows - FOOT_ROWS);
}

static const char *import_columns_mode(const struct import *imp)
{
	switch (imp->mode) {
	case IMPORT_ADD: return _("add new");
	case IMPORT_UPDATE: return _("update only");
	default: return _("add and update");
	}
}

static const char *import_columns_similar(const struct import *imp)
{
	switch (imp->similar) {
	case SIMILAR_OFF: return _("look-alikes: not looked for");
	case SIMILAR_ADD: return _("look-alikes: told, and brought in");
	case SIMILAR_SKIP: return _("look-alikes: left out");
	default: return _("look-alikes: update the one that is here");
	}
}

static int import_columns_draw_key(const struct import_wizard *w, struct canvas *c, int row,
	int col, int right, int action, const char *text)
{
	struct buf key = BUF_INIT;
	int used;

	keymap_first_key(w->env->keymap, action, &key);
	canvas_text(c, row, col, 2, ROLE_KEY, buf_str(&key));
	used = canvas_text(c, row, col + 2, right - col - 2, ROLE_VALUE, text);
	buf_release(&key);
	return col + used + 5;
}

static void import_columns_draw_foot(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;
	int col = r.col + 1, right = r.col + r.cols - 1;

	if (import_check(w->imp, w->env->office, &err))
		canvas_text(c, r.row, col, r.cols - 2, ROLE_ERROR, err.text);
	buf_addf(&text, _("match by: %s"), import_match_title(w->imp, w->env->office));
	col = import_columns_draw_key(
		w, c, r.row + 1, col, right, ACT_IMPORT_MATCH, buf_str(&text));
	buf_clear(&text);
	buf_addf(&text, _("mode: %s"), import_columns_mode(w->imp));
	col = import_columns_draw_key(w, c, r.row + 1, col, right, ACT_IMPORT_MODE, buf_str(&text));
	import_columns_draw_key(w, c, r.row + 1, col, right, ACT_IMPORT_BLANKS,
		w->imp->erase_empty ? _("empty cells: erase") : _("empty cells: keep"));
	if (duplicates_apply(w->imp->kind))
		import_columns_draw_key(w, c, r.row + 2, r.col + 1, right, ACT_IMPORT_SIMILAR,
			import_columns_similar(w->imp));
	buf_release(&text);
}

static void import_columns_draw(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	struct rect foot = rect_cut_bottom(&r, FOOT_ROWS);

	list_draw(&w->columns, c, r);
	import_columns_draw_foot(w, c, foot);
}

/* --- Changing it ------------------------------------------------------------------------------ */

static unsigned import_columns_done(struct import_wizard *w)
{
	import_prompt_close(&w->prompt);
	import_changed(w, true);
	import_columns_enter(w);
	import_columns_fit(w, w->body);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Matching by a field that nothing fills would match nothing. */
static void import_columns_mend_match(struct import_wizard *w)
{
	bool filled = w->imp->match_field == IMPORT_MATCH_ROW;

	for (int c = 0; c < w->imp->ncolumns; c++)
		filled |= w->imp->match_field == IMPORT_MATCH_ID
				  ? w->imp->columns[c].target.kind == TARGET_ID
				  : w->imp->columns[c].target.field == w->imp->match_field;
	if (!filled)
		w->imp->match_field = IMPORT_MATCH_NONE;
}

static void import_columns_set(struct import_wizard *w, int column, const char *name)
{
	struct import_target t;
	struct import_column *col = &w->imp->columns[column];

	if (import_target_parse(w->env->office, w->imp->kind, name, &t, NULL))
		return;
	import_set_target(w->imp, column, &t);
	import_target_release(&t);
	if (col->target.field < 0 || !import_field_is_number(import_field(w, col->target.field)))
		col->factor = 1;
	if (col->target.kind == TARGET_ID)
		w->imp->match_field = IMPORT_MATCH_ID;
	import_columns_mend_match(w);
}

/* --- A mapping that is known ------------------------------------------------------------------- */

void import_columns_recognise(struct import_wizard *w)
{
	struct import_profile p;
	struct buf what = BUF_INIT;

	free(w->recognised);
	w->recognised = NULL;
	if (import_profile_recognise(w->imp, w->env->office, &p, NULL))
		return;
	if (import_profile_apply(&p, w->imp, w->env->office, NULL))
		import_profile_drop(w->imp, w->env->office);
	else
		import_profile_tell(&p, w->env->office, &what);
	w->recognised = what.len ? buf_take(&what) : NULL;
	buf_release(&what);
	import_profile_release(&p);
}

static unsigned import_columns_profile(struct import_wizard *w, struct nav *nav)
{
	if (w->imp->profile)
		import_profile_drop(w->imp, w->env->office);
	else
		import_columns_recognise(w);
	if (!w->recognised)
		nav_say(nav, MESSAGE_INFO,
			_("No mapping is known for such a file; this one will be, once it is "
			  "imported."));
	return import_columns_done(w);
}

/* --- A field that is not there yet ------------------------------------------------------------ */

static void import_columns_ask_new(struct import_wizard *w, int column)
{
	import_prompt_line(&w->prompt, ASK_NEW_TITLE, column, _("What is the new field called?"),
		w->imp->columns[column].header);
}

static unsigned import_columns_ask_type(struct import_wizard *w)
{
	int column = w->prompt.arg;
	const char *type = import_guess_type(w->imp, column);
	struct buf title = BUF_INIT;

	text_clean(&title, w->prompt.answer, strlen(w->prompt.answer), false);
	if (!title.len) {
		import_prompt_refuse(&w->prompt, _("The field needs a name"));
	} else {
		free(w->new_title);
		w->new_title = buf_take(&title);
		import_prompt_pick(&w->prompt, ASK_NEW_TYPE, column, _("What does it hold?"),
			import_find_types, w, false, type);
	}
	buf_release(&title);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static void import_columns_set_new(struct import_wizard *w)
{
	char *name = mem_printf("custom:%s:%s", w->new_title, w->prompt.answer);

	import_columns_set(w, w->prompt.arg, name);
	free(name);
}

/* --- The same in every row -------------------------------------------------------------------- */

static void import_columns_find_value(void *arg, const char *typed, struct picklist *out)
{
	struct import_wizard *w = arg;

	import_find_values(w, w->prompt.arg, false, typed, out);
}

static void import_columns_ask_constant(struct import_wizard *w, int field)
{
	const struct field *f = import_field(w, field);
	char *title = mem_printf(_("%s, the same in every row"), _(f->title));
	const char *now = NULL;

	for (int i = 0; i < w->imp->nconstants; i++)
		if (w->imp->constants[i].field == field)
			now = w->imp->constants[i].text;
	if (import_field_is_chosen(f))
		import_prompt_pick(&w->prompt, ASK_VALUE, field, title, import_columns_find_value,
			w, true, now);
	else
		import_prompt_line(&w->prompt, ASK_TEXT, field, title, now);
	import_prompt_removes(&w->prompt);
	free(title);
}

/* Would a record take it? A name that is not there yet may be made later. */
static enum status import_columns_try(
	struct import_wizard *w, int field, const char *text, struct err *err)
{
	struct parse_options opt = {true, w->imp->dates, w->imp->decimal};
	struct record probe;
	enum status st;

	record_make(&probe, office_kind(w->env->office, w->imp->kind));
	st = record_parse(w->env->office, &probe, field, text, &opt, err);
	record_release(&probe);
	return st == ST_NOT_FOUND && import_field(w, field)->type == FT_LINK ? ST_OK : st;
}

static unsigned import_columns_set_constant(struct import_wizard *w, struct nav *nav)
{
	int field = w->prompt.arg;
	const char *text = w->prompt.answer;
	struct err err = ERR_INIT;

	if (*text && import_columns_try(w, field, text, &err)) {
		import_prompt_refuse(&w->prompt, err.text);
		return nav_fail(nav, &err);
	}
	for (int c = 0; c < w->imp->ncolumns; c++)
		if (w->imp->columns[c].target.field == field)
			import_set_target(w->imp, c, &IMPORT_TARGET_NONE);
	import_set_constant(w->imp, field, text);
	/* A name that was added here on purpose needs no second word. */
	if (*text && w->prompt.added && import_field(w, field)->type == FT_LINK)
		import_set_create(w->imp, field, text, true);
	import_columns_mend_match(w);
	return import_columns_done(w);
}

static unsigned import_columns_set_factor(struct import_wizard *w)
{
	char *end;
	long long factor = strtoll(w->prompt.answer, &end, 10);

	if (*w->prompt.answer && (*end || factor == 0)) {
		import_prompt_refuse(&w->prompt,
			_("A whole number is wanted: 1000 for thousands, 1000000 for millions"));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	w->imp->columns[w->prompt.arg].factor = *w->prompt.answer ? factor : 1;
	return import_columns_done(w);
}

static unsigned import_columns_answer(struct import_wizard *w, struct nav *nav)
{
	const char *answer = w->prompt.answer;

	switch (w->prompt.purpose) {
	case ASK_TARGET:
		if (strcmp(answer, "new") == 0) {
			import_columns_ask_new(w, w->prompt.arg);
			return SCREEN_HANDLED | SCREEN_REDRAW;
		}
		import_columns_set(w, w->prompt.arg, answer);
		break;
	case ASK_NEW_TITLE: return import_columns_ask_type(w);
	case ASK_NEW_TYPE: import_columns_set_new(w); break;
	case ASK_FACTOR: return import_columns_set_factor(w);
	case ASK_CONSTANT:
		import_columns_ask_constant(w, atoi(answer));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	case ASK_VALUE:
	case ASK_TEXT: return import_columns_set_constant(w, nav);
	default:
		w->imp->match_field = strcmp(answer, "none") == 0  ? IMPORT_MATCH_NONE
				      : strcmp(answer, "row") == 0 ? IMPORT_MATCH_ROW
				      : strcmp(answer, "id") == 0  ? IMPORT_MATCH_ID
								   : atoi(answer);
		break;
	}
	return import_columns_done(w);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static unsigned import_columns_choose(struct import_wizard *w)
{
	const struct import *imp = w->imp;
	int row = w->columns.cursor;
	struct buf now = BUF_INIT;
	char *title;

	if (row >= imp->ncolumns) {
		import_columns_ask_constant(w, imp->constants[row - imp->ncolumns].field);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	import_target_name(w->env->office, imp->kind, &imp->columns[row].target, &now);
	title = mem_printf(_("What is \"%s\"?"), imp->columns[row].header);
	import_prompt_pick(&w->prompt, ASK_TARGET, row, title, import_find_targets, w, false,
		imp->columns[row].target.kind == TARGET_NEW_FIELD ? "new" : buf_str(&now));
	free(title);
	buf_release(&now);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_columns_ignore(struct import_wizard *w)
{
	int row = w->columns.cursor;

	if (row < w->imp->ncolumns)
		import_columns_set(w, row, "");
	else
		import_set_constant(w->imp, w->imp->constants[row - w->imp->ncolumns].field, NULL);
	return import_columns_done(w);
}

static unsigned import_columns_ask_factor(struct import_wizard *w, struct nav *nav)
{
	int row = w->columns.cursor;
	const struct import_column *col = row < w->imp->ncolumns ? &w->imp->columns[row] : NULL;
	char now[24], *title;

	if (!col || col->target.field < 0 ||
		!import_field_is_number(import_field(w, col->target.field))) {
		nav_say(nav, MESSAGE_INFO,
			_("Only a column of numbers or amounts can be multiplied."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	snprintf(now, sizeof now, "%lld", (long long)col->factor);
	title = mem_printf(_("Multiply %s by"), _(import_field(w, col->target.field)->title));
	import_prompt_line(&w->prompt, ASK_FACTOR, row, title, now);
	import_prompt_removes(&w->prompt);
	free(title);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_columns_on(struct import_wizard *w, struct nav *nav)
{
	struct err err = ERR_INIT;

	return import_check(w->imp, w->env->office, &err) ? nav_fail(nav, &err) : IMPORT_GO_ON;
}

static unsigned import_columns_handle(struct import_wizard *w, int action, struct nav *nav)
{
	switch (action) {
	case ACT_OPEN: return import_columns_choose(w);
	case ACT_IMPORT_NEXT: return import_columns_on(w, nav);
	case ACT_IMPORT_IGNORE: return import_columns_ignore(w);
	case ACT_IMPORT_FACTOR: return import_columns_ask_factor(w, nav);
	case ACT_IMPORT_CONSTANT:
		import_prompt_pick(&w->prompt, ASK_CONSTANT, 0,
			_("Which field is the same in every row?"), import_find_constants, w, false,
			NULL);
		break;
	case ACT_IMPORT_MATCH:
		import_prompt_pick(&w->prompt, ASK_MATCH, 0,
			_("A row is a record that is here when this is the same"),
			import_find_matches, w, false, NULL);
		break;
	case ACT_IMPORT_MODE:
		w->imp->mode = (enum import_mode)((w->imp->mode + 1) % (IMPORT_BOTH + 1));
		import_changed(w, false);
		break;
	case ACT_IMPORT_PROFILE: return import_columns_profile(w, nav);
	case ACT_IMPORT_SIMILAR:
		if (!duplicates_apply(w->imp->kind))
			return 0;
		w->imp->similar =
			(enum import_similar)((w->imp->similar + 1) % (SIMILAR_UPDATE + 1));
		import_changed(w, false);
		break;
	case ACT_IMPORT_BLANKS:
		w->imp->erase_empty = !w->imp->erase_empty;
		import_changed(w, false);
		break;
	default: return 0;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static struct list *import_columns_list(struct import_wizard *w)
{
	return &w->columns;
}

const struct import_step_ops import_columns_step = {
	.title = N_("columns to fields"),
	.keys = N_("n goes on · Enter field · i leave out · = same for all · * multiply · p known "
		   "mapping · Esc back"),
	.ask = import_columns_ask,
	.enter = import_columns_enter,
	.fit = import_columns_fit,
	.draw = import_columns_draw,
	.handle = import_columns_handle,
	.answer = import_columns_answer,
	.list = import_columns_list,
};
