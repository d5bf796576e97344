/*
 * Steps 5 and 6: what would happen, exactly, with the rows behind each count; and afterwards what did. Both look at a result; the
 * first was rolled back.
 */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "import_choices.h"
#include "import_state.h"
#include "screens/actions.h"

enum {
	HEAD_ROWS = 2,
	GROUPS = IMPORT_OUTCOMES + 1,
	MISSING = IMPORT_OUTCOMES,
	GROUPED_FROM = 1000
};

/* --- Groups ----------------------------------------------------------------------------------- */

static int64_t import_check_size(const struct import_wizard *w, int group)
{
	return group == MISSING ? w->result.nmissing : w->result.counts[group];
}

/* "8 800 created" */
static void import_check_count_text(const struct import_wizard *w, int group, struct buf *out)
{
	struct buf n = BUF_INIT;
	int64_t size = import_check_size(w, group);

	import_number(w, size, &n);
	if (group != MISSING && size < GROUPED_FROM)
		import_outcome_count((enum import_outcome)group, size, out);
	else if (group != MISSING)
		buf_addf(out, "%s %s", buf_str(&n),
			import_outcome_title((enum import_outcome)group));
	else if (w->result.created_others)
		buf_addf(out, P_("%s new name", "%s new names", size), buf_str(&n));
	else
		buf_addf(out, P_("%s name missing", "%s names missing", size), buf_str(&n));
	buf_release(&n);
}

/* What wants to be looked at first: what failed, else what is there at all. */
static int import_check_first(const struct import_wizard *w)
{
	static const int order[] = {IMPORT_FAILED, IMPORT_SIMILAR, IMPORT_CREATED, IMPORT_UPDATED,
		MISSING, IMPORT_DUPLICATE, IMPORT_UNCHANGED};

	if (w->result.nmissing && !w->result.created_others)
		return MISSING;
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		if (import_check_size(w, order[i]))
			return order[i];
	return IMPORT_CREATED;
}

static int import_check_count(void *arg)
{
	const struct import_wizard *w = arg;

	return w->group == MISSING ? w->result.nmissing : w->result.nkept[w->group];
}

/* A name that is made is missing only once; the survey knows all its rows. */
static int64_t import_check_rows(const struct import_wizard *w, const struct import_missing *m)
{
	int64_t rows = 0;

	for (int i = 0; i < w->survey.n; i++) {
		const struct import_unknown *u = &w->survey.unknown[i];

		if (import_field(w, u->field)->link == m->kind && u->kind == UNKNOWN_LINK &&
			strcmp(u->text, m->text) == 0)
			rows += u->rows;
	}
	return rows > m->rows ? rows : m->rows;
}

static void import_check_missing_cell(
	const struct import_wizard *w, int row, int column, struct list_cell *out)
{
	const struct import_missing *m = &w->result.missing[row];

	if (column == 0)
		import_number(w, import_check_rows(w, m), &out->text);
	else if (column == 1)
		buf_add(&out->text, m->text);
	else
		buf_add(&out->text, _(office_kind(w->env->office, m->kind)->title));
}

/* What the person wrote in place of the row's cells; false when nothing. */
static bool import_check_corrections(
	const struct import_wizard *w, const struct import_row *r, struct list_cell *out)
{
	bool any = false;

	for (int i = 0; i < w->imp->ncorrections; i++) {
		const struct import_correction *c = &w->imp->corrections[i];

		if (c->line != r->line || c->column >= w->imp->ncolumns)
			continue;
		/* One that was there in this check already has not helped. */
		if (c->column < r->ncells && strcmp(r->cells[c->column], c->text) == 0)
			continue;
		buf_addf(&out->text, "%s%s = %s", any ? " · " : "",
			w->imp->columns[c->column].header, c->text);
		any = true;
	}
	if (any)
		out->role = ROLE_GOOD;
	return any;
}

static void import_check_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct import_wizard *w = arg;
	const struct import_row *r;

	if (w->group == MISSING) {
		import_check_missing_cell(w, row, column, out);
		return;
	}
	r = &w->result.kept[w->group][row];
	if (column == 0)
		buf_addf(&out->text, "%lld", (long long)r->line);
	else if (column == 1)
		buf_add(&out->text, r->what ? r->what : "");
	else if (w->group != IMPORT_FAILED || !import_check_corrections(w, r, out)) {
		buf_add(&out->text, r->detail ? r->detail : "");
		if (w->group == IMPORT_FAILED)
			out->role = ROLE_BAD;
	}
}

/* What failed is told in a sentence, which wants most of the room. */
static void import_check_layout(struct import_wizard *w)
{
	bool missing = w->group == MISSING, failed = w->group == IMPORT_FAILED;

	w->outcome_columns[0] = (struct list_column){
		.title = missing ? _("Rows") : _("Line"), .cols = 7, .right = true};
	w->outcome_columns[1] = (struct list_column){.title = missing ? _("Name") : _("Record"),
		.cols = failed ? 16 : 20,
		.grow = failed ? 1 : 2};
	w->outcome_columns[2] =
		(struct list_column){.title = missing                      ? _("Kind")
					      : failed                     ? _("Why")
					      : w->group == IMPORT_SIMILAR ? _("Looks like")
									   : _("What changes"),
			.cols = failed ? 34 : 14,
			.grow = missing ? 1 : 3};
	list_release(&w->outcome);
	list_init(&w->outcome, w->outcome_columns, 3,
		(struct list_source){
			.arg = w, .count = import_check_count, .cell = import_check_cell});
	w->outcome.focus = true;
	w->outcome.name_column = 1;
	w->outcome.empty = _("There are none.");
}

static void import_check_fit(struct import_wizard *w, struct rect r)
{
	list_fit(&w->outcome, r.rows - HEAD_ROWS);
}

static void import_check_enter(struct import_wizard *w)
{
	if (!w->checked && w->step == IMPORT_CHECK)
		import_result_release(&w->result);
	w->corrected = 0;
	w->group = import_check_first(w);
	import_check_layout(w);
	import_check_fit(w, w->body);
}

/* --- Screen ----------------------------------------------------------------------------------- */

static int64_t import_check_changes(const struct import_wizard *w)
{
	return w->result.counts[IMPORT_CREATED] + w->result.counts[IMPORT_UPDATED];
}

static void import_check_ask(const struct import_wizard *w, struct buf *out)
{
	struct buf n = BUF_INIT;

	if (w->failure) {
		buf_add(out, _("The file cannot be read to its end."));
	} else if (w->corrected) {
		buf_addf(out,
			P_("%d cell is set right. n looks again at what would happen.",
				"%d cells are set right. n looks again at what would happen.",
				w->corrected),
			w->corrected);
	} else if (!import_check_changes(w) && !w->result.counts[IMPORT_FAILED]) {
		buf_add(out, _("Nothing would change. Esc goes back to what was chosen."));
	} else if (w->result.nmissing && !w->result.created_others) {
		buf_add(out,
			_("Some rows name what is not there: make it with C, or go back (Esc)."));
	} else if (w->result.counts[IMPORT_FAILED]) {
		import_number(w, w->result.counts[IMPORT_FAILED], &n);
		buf_addf(out,
			P_("%s row fails: Enter mends it here, Esc goes back. n leaves it out.",
				"%s rows fail: Enter mends one here, Esc goes back. n leaves "
				"them out.",
				w->result.counts[IMPORT_FAILED]),
			buf_str(&n));
	} else {
		import_number(w, import_check_changes(w), &n);
		buf_addf(out,
			P_("This is what would happen. n brings in %s row.",
				"This is what would happen. n brings in %s rows.",
				import_check_changes(w)),
			buf_str(&n));
	}
	buf_release(&n);
}

/* The counts in a row; the one whose rows are shown stands out. */
static void import_check_draw_groups(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	int col = r.col + 1, row = r.row;

	for (int g = 0; g < GROUPS; g++) {
		struct buf b = BUF_INIT;
		int cols;

		if (!import_check_size(w, g) && g != IMPORT_CREATED && g != w->group)
			continue;
		import_check_count_text(w, g, &b);
		cols = canvas_cols(c, buf_str(&b));
		if (col + cols + 2 > r.col + r.cols && row == r.row) {
			row++;
			col = r.col + 1;
		}
		canvas_textf(c, row, col, cols + 2,
			g == w->group        ? ROLE_TAB_ACTIVE
			: g == IMPORT_FAILED ? ROLE_BAD
					     : ROLE_TAB,
			" %s ", buf_str(&b));
		col += cols + 3;
		buf_release(&b);
	}
}

static void import_check_draw_failure(
	const struct import_wizard *w, struct canvas *c, struct rect r)
{
	r = rect_inset(r, 1, 2);
	canvas_wrap(c, r, 0, ROLE_ERROR, w->failure);
	rect_cut_top(&r, 4);
	canvas_wrap(c, r, 0, ROLE_NORMAL,
		_("x reads on and takes stray quotation marks and wrong bytes as they stand.\n"
		  "Esc goes back to the columns; one step further back another encoding, delimiter "
		  "or quotes can be tried.\nNothing has been written."));
}

static void import_check_draw(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	if (w->failure) {
		import_check_draw_failure(w, c, r);
		return;
	}
	if (w->work && w->step == IMPORT_CHECK && !w->checked)
		return;
	import_check_draw_groups(w, c, r);
	rect_cut_top(&r, HEAD_ROWS);
	list_draw(&w->outcome, c, r);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static unsigned import_check_group(struct import_wizard *w, int by)
{
	for (int i = 0; i < GROUPS; i++) {
		w->group = (w->group + by + GROUPS) % GROUPS;
		if (import_check_size(w, w->group))
			break;
	}
	import_check_layout(w);
	import_check_fit(w, w->body);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Look again, from where the file is surveyed. */
static unsigned import_check_again(struct import_wizard *w)
{
	free(w->failure);
	w->failure = NULL;
	w->checked = false;
	w->step = w->surveyed ? IMPORT_VALUES : IMPORT_COLUMNS;
	return IMPORT_GO_ON;
}

static unsigned import_check_lenient(struct import_wizard *w)
{
	struct err err = ERR_INIT;

	if (!w->failure)
		return 0;
	w->imp->sniff.dialect.lenient = w->imp->sniff.dialect.replace_bad = true;
	import_reread(w->imp, w->env->office, &err);
	import_changed(w, true);
	return import_check_again(w);
}

static unsigned import_check_on(struct import_wizard *w, struct nav *nav)
{
	if (w->corrected)
		return import_check_again(w);
	if (w->failure || !import_check_changes(w)) {
		nav_say(nav, MESSAGE_WARNING, _("There is nothing to bring in this way."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return IMPORT_GO_ON;
}

/* --- Setting a cell right --------------------------------------------------------------------- */

enum purpose { ASK_WHICH_CELL, ASK_CELL };

const struct import_row *import_check_row(const struct import_wizard *w)
{
	return w->group == IMPORT_FAILED && w->outcome.cursor < w->result.nkept[w->group]
		       ? &w->result.kept[w->group][w->outcome.cursor]
		       : NULL;
}

static void import_check_ask_cell(struct import_wizard *w, const struct import_row *r, int column)
{
	const char *text = import_corrected(w->imp, r->line, column);
	char *title =
		mem_printf(_("Line %lld, %s"), (long long)r->line, w->imp->columns[column].header);

	if (!text)
		text = column < r->ncells ? r->cells[column] : "";
	import_prompt_line(&w->prompt, ASK_CELL, column, title, text);
	if (r->detail)
		import_prompt_refuse(&w->prompt, r->detail);
	free(title);
}

/* The column whose cell is to blame: what is missing stands in the empty cell of a field that must not be; -1. */
static int import_check_blamed(const struct import_wizard *w, const struct import_row *r)
{
	if (r->column >= 0 && r->column < w->imp->ncolumns)
		return r->column;
	for (int c = 0; c < w->imp->ncolumns; c++) {
		const struct import_target *t = &w->imp->columns[c].target;

		if (t->kind == TARGET_FIELD && c < r->ncells && !*r->cells[c] &&
			import_field(w, t->field)->flags & FF_REQUIRED)
			return c;
	}
	return -1;
}

/* The cell that is to blame, or one to be chosen. */
static unsigned import_check_correct(struct import_wizard *w, bool choose, struct nav *nav)
{
	const struct import_row *r = import_check_row(w);
	int column = r && !choose ? import_check_blamed(w, r) : -1;

	if (!r) {
		nav_say(nav, MESSAGE_INFO, _("Only cells of rows that fail are set right here."));
	} else if (column >= 0) {
		import_check_ask_cell(w, r, column);
	} else {
		char *title = mem_printf(_("Line %lld: which cell?"), (long long)r->line);

		import_prompt_pick(
			&w->prompt, ASK_WHICH_CELL, 0, title, import_find_cells, w, false, NULL);
		free(title);
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_check_answer(struct import_wizard *w, struct nav *nav)
{
	const struct import_row *r = import_check_row(w);

	(void)nav;
	if (r && w->prompt.purpose == ASK_WHICH_CELL) {
		import_check_ask_cell(w, r, atoi(w->prompt.answer));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (r) {
		import_correct(w->imp, r->line, w->prompt.arg, w->prompt.answer);
		w->corrected++;
		list_move(&w->outcome, LIST_DOWN);
	}
	import_prompt_close(&w->prompt);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_check_create_all(struct import_wizard *w, struct nav *nav)
{
	if (w->imp->create_missing) {
		nav_say(nav, MESSAGE_INFO, _("Missing names are made already."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	w->imp->create_missing = true;
	return import_check_again(w);
}

static unsigned import_check_handle(struct import_wizard *w, int action, struct nav *nav)
{
	switch (action) {
	case ACT_NEXT_PANE: return import_check_group(w, 1);
	case ACT_PREV_PANE: return import_check_group(w, -1);
	case ACT_OPEN: return import_check_correct(w, false, nav);
	case ACT_IMPORT_CELL: return import_check_correct(w, true, nav);
	case ACT_IMPORT_NEXT: return import_check_on(w, nav);
	case ACT_IMPORT_LENIENT: return import_check_lenient(w);
	case ACT_IMPORT_CREATE_ALL: return import_check_create_all(w, nav);
	case ACT_BACK:
		free(w->failure);
		w->failure = NULL;
		return IMPORT_GO_BACK;
	default: return 0;
	}
}

static unsigned import_check_event(struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	(void)nav;
	if (event_is(ev, K_LEFT, 0))
		return import_check_group(w, -1);
	if (event_is(ev, K_RIGHT, 0))
		return import_check_group(w, 1);
	return 0;
}

static struct list *import_check_list(struct import_wizard *w)
{
	return &w->outcome;
}

/* Only what there is something to do for; n does not bring in what was set right before it was looked at. */
static const char *import_check_keys(const struct import_wizard *w)
{
	if (w->corrected)
		return _("n looks again · Enter mends · w other cell · Tab ←→ other rows · Esc "
			 "back");
	if (!w->failure && !w->result.nmissing && !w->result.counts[IMPORT_FAILED])
		return _("n brings it in · Tab ←→ other rows · Esc back");
	return _(import_check_step.keys);
}

const struct import_step_ops import_check_step = {
	.title = N_("what would happen"),
	.keys = N_("n brings it in · Tab ←→ other rows · Enter mends · w other cell · C makes "
		   "missing names · Esc back"),
	.keys_now = import_check_keys,
	.ask = import_check_ask,
	.enter = import_check_enter,
	.fit = import_check_fit,
	.draw = import_check_draw,
	.handle = import_check_handle,
	.event = import_check_event,
	.answer = import_check_answer,
	.list = import_check_list,
};

/* --- Afterwards ------------------------------------------------------------------------------- */

/* Where failed rows went: beside the file its name is enough, and all that there is room for. */
static const char *import_done_reject(const struct import_wizard *w)
{
	const char *slash = strrchr(w->reject, '/');
	size_t dir = slash ? (size_t)(slash + 1 - w->reject) : 0;

	return dir && strncmp(w->reject, w->opened, dir) == 0 && !strchr(w->opened + dir, '/')
		       ? slash + 1
		       : w->reject;
}

static void import_done_ask(const struct import_wizard *w, struct buf *out)
{
	struct buf key = BUF_INIT;

	keymap_first_key(w->env->keymap, w->undone ? ACT_REDO : ACT_UNDO, &key);
	if (!w->result.txn)
		buf_add(out, _("Nothing was changed."));
	else if (w->undone)
		buf_addf(out, _("The import was taken back; %s brings it again."), buf_str(&key));
	else if (w->reject)
		buf_addf(out, _("Done; %s takes it all back. Rows that failed are in %s"),
			buf_str(&key), import_done_reject(w));
	else
		buf_addf(out, _("Done. %s takes the whole import back."), buf_str(&key));
	buf_release(&key);
}

/* Where the new records are looked at. */
static unsigned import_done_show(const struct import_wizard *w, struct nav *nav)
{
	static const struct {
		enum kind_id kind;
		enum screen_id tab;
	} tabs[] = {{KIND_CLIENT, SCREEN_CLIENTS}, {KIND_DEAL, SCREEN_DEALS},
		{KIND_TASK, SCREEN_TASKS}};

	nav->kind = NAV_REPLACE;
	nav->screen = SCREEN_RECORDS;
	nav->arg = (struct screen_arg){.kind = w->imp->kind};
	for (size_t i = 0; i < sizeof tabs / sizeof *tabs; i++)
		if (tabs[i].kind == w->imp->kind) {
			nav->kind = NAV_TAB;
			nav->screen = tabs[i].tab;
		}
	return SCREEN_HANDLED;
}

/* The next file is another one: the old choices are of no use to it. */
static unsigned import_done_again(struct import_wizard *w)
{
	import_free(w->imp);
	w->imp = NULL;
	free(w->opened);
	w->opened = NULL;
	import_changed(w, true);
	import_result_release(&w->result);
	w->kind_given = w->kind_fixed = w->kind_guessed = false;
	lineedit_set(&w->path, "");
	w->focus = w->nfiles ? IMPORT_FILES : IMPORT_PATH;
	return IMPORT_AGAIN;
}

static unsigned import_done_handle(struct import_wizard *w, int action, struct nav *nav)
{
	switch (action) {
	case ACT_NEXT_PANE: return import_check_group(w, 1);
	case ACT_PREV_PANE: return import_check_group(w, -1);
	case ACT_OPEN: return import_done_show(w, nav);
	case ACT_IMPORT_NEXT: return import_done_again(w);
	default: return 0;
	}
}

const struct import_step_ops import_done_step = {
	.title = N_("done"),
	.keys = N_("Enter shows the records · n next file · Tab ←→ other rows · Esc "
		   "leaves"),
	.ask = import_done_ask,
	.enter = import_check_enter,
	.fit = import_check_fit,
	.draw = import_check_draw,
	.handle = import_done_handle,
	.event = import_check_event,
	.list = import_check_list,
};
