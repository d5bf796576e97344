/*
 * The import wizard: file, preview, columns, values, dry run, run, summary. Esc goes one step back and keeps what was chosen.
 * Surveys and runs are jobs; meanwhile only Esc does anything.
 */
#include "screens/import_wizard.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/money.h"
#include "base/text.h"
#include "domain/undo.h"
#include "exchange/import_history.h"
#include "import_state.h"
#include "screens/actions.h"

enum { TICK_MS = 50, NUMBER_LEN = 40 };

static const struct import_step_ops *const steps[IMPORT_STEPS] = {
	[IMPORT_FILE] = &import_file_step,
	[IMPORT_PREVIEW] = &import_preview_step,
	[IMPORT_COLUMNS] = &import_columns_step,
	[IMPORT_VALUES] = &import_values_step,
	[IMPORT_CHECK] = &import_check_step,
	[IMPORT_DONE] = &import_done_step,
};

/* --- For the steps ---------------------------------------------------------------------------- */

void import_changed(struct import_wizard *w, bool mapping)
{
	w->checked = false;
	if (!mapping)
		return;
	import_survey_release(&w->survey);
	w->surveyed = false;
}

const struct field *import_field(const struct import_wizard *w, int field)
{
	return &office_kind(w->env->office, w->imp->kind)->fields[field];
}

void import_number(const struct import_wizard *w, int64_t n, struct buf *out)
{
	char text[NUMBER_LEN];

	money_format(n, 0, w->env->decimal, text, sizeof text);
	buf_add(out, text);
}

/* --- From step to step ------------------------------------------------------------------------ */

static void wizard_enter(struct import_wizard *w, enum import_step step)
{
	w->step = step;
	import_prompt_close(&w->prompt);
	if (steps[step]->enter)
		steps[step]->enter(w);
	if (steps[step]->fit)
		steps[step]->fit(w, w->body);
}

/* Values are asked only when something needs an answer; what needs a look through the file starts it. */
static void wizard_go_on(struct import_wizard *w)
{
	switch (w->step) {
	case IMPORT_FILE: wizard_enter(w, IMPORT_PREVIEW); break;
	case IMPORT_PREVIEW: wizard_enter(w, IMPORT_COLUMNS); break;
	case IMPORT_COLUMNS:
		if (!w->surveyed)
			import_work_start(w, IMPORT_SURVEY);
		else
			wizard_enter(w, w->survey.n ? IMPORT_VALUES : IMPORT_CHECK);
		break;
	case IMPORT_VALUES: wizard_enter(w, IMPORT_CHECK); break;
	case IMPORT_CHECK:
		if (w->checked)
			import_work_start(w, IMPORT_REAL);
		break;
	default: break;
	}
	if (w->step == IMPORT_CHECK && !w->checked && !w->work)
		import_work_start(w, IMPORT_DRY);
}

static unsigned wizard_go_back(struct import_wizard *w)
{
	switch (w->step) {
	case IMPORT_PREVIEW: wizard_enter(w, IMPORT_FILE); break;
	case IMPORT_COLUMNS: wizard_enter(w, IMPORT_PREVIEW); break;
	case IMPORT_VALUES: wizard_enter(w, IMPORT_COLUMNS); break;
	case IMPORT_CHECK: wizard_enter(w, w->survey.n ? IMPORT_VALUES : IMPORT_COLUMNS); break;
	default: return SCREEN_HANDLED | SCREEN_CLOSE;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Take a step's wish out of its flags. */
static unsigned wizard_do(struct import_wizard *w, unsigned flags)
{
	unsigned rest = flags & ~(unsigned)(IMPORT_GO_ON | IMPORT_GO_BACK | IMPORT_AGAIN);

	if (flags & IMPORT_GO_ON)
		wizard_go_on(w);
	else if (flags & IMPORT_GO_BACK)
		rest |= wizard_go_back(w);
	else if (flags & IMPORT_AGAIN)
		wizard_enter(w, IMPORT_FILE);
	else
		return rest;
	return rest | SCREEN_HANDLED | SCREEN_REDRAW;
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *wizard_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct import_wizard *w = mem_alloc(sizeof *w);

	w->env = env;
	import_file_open(w, arg);
	wizard_enter(w, IMPORT_FILE);
	return w;
}

static void wizard_release(void *state)
{
	struct import_wizard *w = state;

	import_work_stop(w);
	import_prompt_close(&w->prompt);
	import_file_release(w);
	import_free(w->imp);
	import_survey_release(&w->survey);
	import_result_release(&w->result);
	list_release(&w->rows);
	list_release(&w->columns);
	list_release(&w->values);
	list_release(&w->outcome);
	free(w->opened);
	free(w->new_title);
	free(w->recognised);
	free(w->failure);
	free(w->reject);
	free(w);
}

/* Is the import that was done still in force? u may have been pressed, here or at another desk. */
static enum status wizard_load(void *state, const struct screen_env *env, struct err *err)
{
	struct import_wizard *w = state;
	struct history_entry *entry = NULL;
	enum status st = ST_OK;
	int n = 0;

	w->undone = false;
	if (w->step != IMPORT_DONE || !w->result.txn)
		return ST_OK;
	st = history_list(env->office, 0, w->result.txn + 1, 1, &entry, &n, err);
	w->undone = !st && n == 1 && entry->txn == w->result.txn && entry->undone_by;
	free(entry);
	return st;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static const char *wizard_keys(const struct import_wizard *w)
{
	const struct import_step_ops *step = steps[w->step];

	return step->keys_now ? step->keys_now(w) : _(step->keys);
}

/* The line that says what to do, the step, the keys: one row each; the keys take two when they do not fit. */
static int wizard_key_rows(const struct import_wizard *w, int cols)
{
	return text_cols(wizard_keys(w)) > cols - 2 ? 2 : 1;
}

static void wizard_fit(void *state, const struct layout *l)
{
	struct import_wizard *w = state;
	struct rect r = l->body;

	rect_cut_top(&r, 2);
	rect_cut_bottom(&r, wizard_key_rows(w, r.cols));
	w->body = r;
	if (steps[w->step]->fit)
		steps[w->step]->fit(w, r);
}

static void wizard_draw_title(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	int used = canvas_textf(c, r.row, r.col + 1, r.cols - 2, ROLE_TITLE, _("Import %d/%d: %s"),
		(int)w->step + 1, IMPORT_STEPS, _(steps[w->step]->title));
	struct buf b = BUF_INIT;

	if (w->step > IMPORT_FILE && w->imp) {
		const char *name = strrchr(w->opened, '/');

		buf_addf(&b, "%s %s %s", name ? name + 1 : w->opened,
			canvas_glyph_text(c, GLYPH_RIGHT), _(import_kinds[w->kind].title));
		canvas_text_right(
			c, r.row, r.col + used + 3, r.cols - used - 4, ROLE_NORMAL, buf_str(&b));
	}
	buf_release(&b);
}

static void wizard_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct import_wizard *w = state;
	struct rect r = l->body, foot;
	struct buf ask = BUF_INIT;

	(void)env;
	wizard_draw_title(w, c, l->title);
	foot = rect_cut_bottom(&r, wizard_key_rows(w, r.cols));
	if (w->work)
		buf_add(&ask, _("One moment: the file is being read."));
	else
		steps[w->step]->ask(w, &ask);
	canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_NORMAL, buf_str(&ask));
	canvas_hline(c, r.row + 1, r.col, r.cols);
	buf_release(&ask);
	canvas_wrap(c, (struct rect){foot.row, foot.col + 1, foot.rows, foot.cols - 2}, 0,
		ROLE_HINT, wizard_keys(w));
	steps[w->step]->draw(w, c, w->body);
	if (w->work)
		progress_draw(&w->progress, c, l->body);
	else
		import_prompt_draw(&w->prompt, c, l->body);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static bool wizard_typing(const void *state)
{
	const struct import_wizard *w = state;

	if (w->work || w->prompt.kind != PROMPT_CLOSED)
		return true;
	return steps[w->step]->typing && steps[w->step]->typing(w);
}

static unsigned wizard_move(struct import_wizard *w, int action)
{
	static const struct {
		int action;
		enum list_move move;
	} moves[] = {{ACT_UP, LIST_UP}, {ACT_DOWN, LIST_DOWN}, {ACT_TOP, LIST_HOME},
		{ACT_BOTTOM, LIST_END}};
	struct list *list = steps[w->step]->list ? steps[w->step]->list(w) : NULL;

	for (size_t i = 0; list && i < sizeof moves / sizeof *moves; i++)
		if (moves[i].action == action) {
			list_move(list, moves[i].move);
			return SCREEN_HANDLED | SCREEN_REDRAW;
		}
	return 0;
}

/* A tab key that slips would forget every choice: it is asked for twice. */
static bool wizard_holds(struct import_wizard *w, int action, struct nav *nav)
{
	bool leaves = action >= ACT_TODAY && action <= ACT_MORE;

	if (!leaves || w->step == IMPORT_FILE || w->step == IMPORT_DONE || w->warned == action) {
		w->warned = 0;
		return false;
	}
	w->warned = action;
	nav_say(nav, MESSAGE_WARNING,
		_("The import is not done; the same key again leaves it and forgets the choices."));
	return true;
}

static unsigned wizard_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct import_wizard *w = state;
	unsigned flags;

	(void)env;
	if (wizard_holds(w, action, nav))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	flags = steps[w->step]->handle ? steps[w->step]->handle(w, action, nav) : 0;
	if (flags)
		return wizard_do(w, flags);
	if (action == ACT_BACK)
		return wizard_go_back(w);
	return wizard_move(w, action);
}

static unsigned wizard_prompt_event(
	struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	switch (import_prompt_event(&w->prompt, ev)) {
	case PROMPT_ANSWERED:
		return wizard_do(w, steps[w->step]->answer(w, nav)) | SCREEN_HANDLED |
		       SCREEN_REDRAW;
	case PROMPT_MOVED: return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static unsigned wizard_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct import_wizard *w = state;
	struct list *list = steps[w->step]->list ? steps[w->step]->list(w) : NULL;
	unsigned flags;

	(void)env;
	w->warned = 0;
	if (w->work) {
		if (progress_handle(&w->progress, ev))
			import_work_cancel(w);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (w->prompt.kind != PROMPT_CLOSED)
		return wizard_prompt_event(w, ev, nav);
	flags = steps[w->step]->event ? steps[w->step]->event(w, ev, nav) : 0;
	if (flags)
		return wizard_do(w, flags);
	if (list && list_handle(list, ev, w->body))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	return 0;
}

/* --- Jobs ------------------------------------------------------------------------------------- */

static int wizard_wait_ms(const void *state)
{
	const struct import_wizard *w = state;

	return w->work ? TICK_MS : -1;
}

/* What the check saw besides the rows. */
static void wizard_warn(const struct import_wizard *w, struct nav *nav)
{
	const struct import_result *r = &w->result;
	struct buf b = BUF_INIT;

	import_history_tell(r, w->env->office, &b);
	if (!b.len && r->mixed_rows)
		buf_addf(&b,
			P_("%lld row (the first is line %lld) looks like UTF-8 in a file of "
			   "another encoding.",
				"%lld rows (the first is line %lld) look like UTF-8 in a file of "
				"another encoding.",
				r->mixed_rows),
			(long long)r->mixed_rows, (long long)r->mixed_line);
	if (b.len)
		nav_say(nav, MESSAGE_WARNING, "%s", buf_str(&b));
	buf_release(&b);
}

static unsigned wizard_finished(struct import_wizard *w, enum import_work_kind kind, enum status st,
	const struct err *err, struct nav *nav)
{
	const char *slash;

	if (st == ST_CANCELLED) {
		nav_say(nav, MESSAGE_WARNING, "%s",
			kind == IMPORT_REAL ? _("Stopped: nothing was imported.") : _("Stopped."));
		return kind == IMPORT_DRY ? wizard_go_back(w) : SCREEN_REDRAW;
	}
	if (st && kind == IMPORT_SURVEY)
		nav_fail(nav, err);
	if (st) {
		free(w->failure);
		w->failure = mem_strdup(err->text);
		if (kind == IMPORT_SURVEY)
			wizard_enter(w, IMPORT_CHECK);
		return SCREEN_REDRAW;
	}
	if (kind == IMPORT_SURVEY) {
		w->surveyed = true;
		wizard_go_on(w);
		return SCREEN_REDRAW;
	}
	if (kind == IMPORT_DRY) {
		w->checked = true;
		wizard_enter(w, IMPORT_CHECK);
		wizard_warn(w, nav);
		return SCREEN_REDRAW;
	}
	wizard_enter(w, IMPORT_DONE);
	if (!w->result.txn)
		return SCREEN_REDRAW;
	slash = strrchr(w->opened, '/');
	return nav_done(nav, w->env, _("Imported: %s"), slash ? slash + 1 : w->opened) |
	       SCREEN_REDRAW;
}

static unsigned wizard_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct import_wizard *w = state;
	struct err err = ERR_INIT;
	enum import_work_kind kind;
	enum status st;

	(void)env;
	if (!w->work)
		return 0;
	if (!import_work_poll(w, &kind, &st, &err))
		return SCREEN_REDRAW;
	return wizard_finished(w, kind, st, &err, nav);
}

const struct screen_ops import_wizard_screen = {
	.title = N_("Import"),
	.contexts = CTX_IMPORT | CTX_MENU,
	.help = N_(
		"A file (CSV, Excel or vCard) becomes records in a few steps: choose the file, see "
		"that it is read "
		"right, say which column fills which field and what unknown names mean, look at "
		"what would happen, and do it. Nothing is written before the last step, Esc goes "
		"one step back, and afterwards one undo takes the whole import back."),
	.open = wizard_open,
	.load = wizard_load,
	.draw = wizard_draw,
	.fit = wizard_fit,
	.typing = wizard_typing,
	.handle = wizard_handle,
	.event = wizard_event,
	.wait_ms = wizard_wait_ms,
	.tick = wizard_tick,
	.release = wizard_release,
};
