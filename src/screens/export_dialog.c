/*
 * What to write, how and where to in a box, then a job with a connection of its own. An existing file is replaced only after a
 * yes, and so are characters that the encoding lacks.
 */
#include "screens/export_dialog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "domain/list.h"
#include "export_memory.h"
#include "export_state.h"

/* --- Wishes ----------------------------------------------------------------------------------- */

unsigned export_dialog_rows(struct nav *nav, const struct record_list *rl)
{
	struct buf preset = BUF_INIT;
	unsigned flags;

	buf_addf(&preset, "order=%d\ndescending=%d\nfields=", rl->order_field, rl->descending);
	for (int i = 0; i < rl->ncolumns; i++)
		buf_addf(&preset, "%s%s", i ? "," : "", rl->kind->fields[rl->fields[i]].name);
	buf_add(&preset, "\nfilter=");
	record_list_filter_text(rl, &preset);
	flags = nav_open(nav, SCREEN_EXPORT, rl->kind->id, 0, buf_str(&preset));
	buf_release(&preset);
	return flags;
}

unsigned export_dialog_list(struct nav *nav, enum kind_id kind, const char *filter)
{
	char *preset = mem_printf("filter=%s", filter);
	unsigned flags = nav_open(nav, SCREEN_EXPORT, kind, 0, preset);

	free(preset);
	return flags;
}

unsigned export_dialog_record(struct nav *nav, enum kind_id kind, int64_t id)
{
	return nav_open(nav, SCREEN_EXPORT, kind, id, NULL);
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *export_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct export_dialog *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, EXPORT_COLS);
	s->quick.keys = _("Ctrl-S writes · F6 columns · Esc leaves");
	s->kind = arg->kind == KIND_NONE ? KIND_CLIENT : arg->kind;
	s->id = arg->id;
	s->preset = mem_strdup(arg->preset ? arg->preset : "");
	return s;
}

static void export_drop_work(struct export_dialog *s)
{
	if (!s->work)
		return;
	export_work_free(s->work);
	s->work = NULL;
	progress_release(&s->progress);
}

static void export_release(void *state)
{
	struct export_dialog *s = state;

	export_drop_work(s);
	if (s->question)
		dialog_release(&s->dialog);
	export_columns_release(&s->own);
	quick_form_release(&s->quick);
	free(s->preset);
	free(s);
}

static enum status export_load(void *state, const struct screen_env *env, struct err *err)
{
	struct export_dialog *s = state;
	struct quick_form *q = &s->quick;
	struct buf title = BUF_INIT;

	(void)err;
	if (q->form)
		return ST_OK;
	if (s->id)
		office_title(env->office, s->kind, s->id, &title);
	buf_addf(&q->title, _("Export: %s"), s->id ? buf_str(&title) : _(export_kind(s)->plural));
	buf_release(&title);
	export_form_start(s);
	return ST_OK;
}

/* --- The job ---------------------------------------------------------------------------------- */

static char *export_path(const struct export_dialog *s)
{
	char *name = export_default_path(s, form_get_name(s->quick.form, "format"));
	char *path = file_typed_path(form_get(s->quick.form, s->file), name);

	free(name);
	return path;
}

static struct csv_out_options export_csv(const struct export_dialog *s)
{
	struct csv_out_options csv = CSV_OUT_OPTIONS_INIT;

	csv.bom = export_is(s, "encoding", "bom");
	if (!csv.bom)
		charset_find(form_get_name(s->quick.form, "encoding"), &csv.charset);
	csv.delimiter = form_get_name(s->quick.form, "delimiter")[0];
	csv.decimal = form_get_name(s->quick.form, "decimal")[0];
	return csv;
}

/* The columns that the list showed, else those that lists begin with. */
static int *export_list_columns(const struct export_dialog *s, int *n)
{
	char *names = export_memory_value(s->preset, "fields");
	struct export_columns c;
	int *fields;

	export_columns_init(&c, export_kind(s));
	if (names)
		export_columns_read(&c, names);
	else
		for (int i = 0; i < c.n; i++)
			c.taken[i] = (export_kind(s)->fields[c.fields[i]].flags & FF_COLUMN) ||
				     c.fields[i] == export_kind(s)->title_field;
	fields = export_columns_taken(&c, n);
	export_columns_release(&c);
	free(names);
	return fields;
}

static void export_list(const struct export_dialog *s, struct export_request *req)
{
	char *order = export_memory_value(s->preset, "order");
	char *descending = export_memory_value(s->preset, "descending");

	req->id = s->id;
	req->list.kind = s->kind;
	req->list.order_field = order ? atoi(order) : LIST_ORDER_DEFAULT;
	req->list.descending = descending && *descending == '1';
	free(order);
	free(descending);
}

static enum export_format export_chosen_format(const struct export_dialog *s)
{
	const char *name = form_get_name(s->quick.form, "format");
	enum export_format format = EXPORT_CSV;
	char *end = mem_printf("x.%s", name);

	export_format_of(end, &format);
	free(end);
	return format;
}

static unsigned export_start(struct export_dialog *s, bool force, bool replace)
{
	struct export_work *w = mem_alloc(sizeof *w);
	struct export_request *req = &w->req;

	w->db_path = s->quick.env->db_path;
	w->options = s->quick.env->options;
	w->filter = export_memory_value(s->preset, "filter");
	w->path = export_is(s, "to", "file") ? export_path(s) : NULL;
	w->force = force;
	if (export_is(s, "columns", "own"))
		w->fields = export_columns_taken(&s->own, &req->nfields);
	else if (export_is(s, "columns", "list"))
		w->fields = export_list_columns(s, &req->nfields);
	export_list(s, req);
	req->format = export_chosen_format(s);
	req->csv = export_csv(s);
	req->dates = export_is(s, "dates", "dmy")   ? EXPORT_DATES_DMY
		     : export_is(s, "dates", "mdy") ? EXPORT_DATES_MDY
						    : EXPORT_DATES_ISO;
	req->titles = export_is(s, "headings", "titles");
	req->replace = replace;
	progress_init(&s->progress, _("Writing"), _("rows"), 0, clock_monotonic_ms());
	s->work = w;
	export_work_start(w);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_ask(struct export_dialog *s, enum question question, const char *text)
{
	dialog_init_yesno(&s->dialog, _("Export"), text, false);
	s->dialog.layout = s->quick.env->key_layout;
	s->question = question;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_save(struct export_dialog *s, struct nav *nav)
{
	bool to_file = export_is(s, "to", "file"), exists;
	char *path, *text;

	if (!to_file && export_is(s, "format", "xlsx")) {
		form_set_error(s->quick.form, s->format, _("A workbook can only go to a file."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	(void)nav;
	path = export_path(s);
	exists = to_file && access(path, F_OK) == 0;
	text = mem_printf(_("%s is there already. Replace it?"), path);
	free(path);
	if (exists)
		export_ask(s, ASK_FILE, text);
	else
		export_start(s, false, false);
	free(text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static void export_tell(const struct export_dialog *s, struct nav *nav)
{
	const struct export_result *r = &s->work->result;
	const char *path = s->work->path, *slash = path ? strrchr(path, '/') : NULL;

	if (!path)
		nav_say(nav, MESSAGE_GOOD,
			P_("%lld row was sent to the terminal's clipboard.",
				"%lld rows were sent to the terminal's clipboard.", r->rows),
			(long long)r->rows);
	else if (r->missing)
		nav_say(nav, MESSAGE_WARNING,
			_("%s: %lld rows. This encoding lacks, so a ? stands for: %s"),
			slash ? slash + 1 : path, (long long)r->rows, r->missing_text);
	else
		nav_say(nav, MESSAGE_GOOD,
			P_("%s: %lld row is written.", "%s: %lld rows are written.", r->rows), path,
			(long long)r->rows);
}

static unsigned export_finish(struct export_dialog *s, struct nav *nav)
{
	struct err err = ERR_INIT;
	enum status st = export_work_finish(s->work, &err);
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	if (st == ST_CANCELLED) {
		nav_say(nav, MESSAGE_WARNING, _("Stopped: no file was written."));
	} else if (st == ST_BAD_DATA && s->work->result.missing) {
		char *text = mem_printf(_("%s. Write a ? in their place?"), err.text);

		export_ask(s, ASK_CHARACTERS, text);
		free(text);
		return flags; /* the work tells whether the file may be replaced */
	} else if (st) {
		form_set_error(s->quick.form, s->file, err.text);
	} else {
		export_tell(s, nav);
		export_form_keep(s);
		flags |= SCREEN_CLOSE;
	}
	export_drop_work(s);
	return flags;
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void export_fit(void *state, const struct layout *l)
{
	struct export_dialog *s = state;

	quick_form_fit(state, l);
	s->chooser = rect_center(l->body, EXPORT_CHOOSER_ROWS, EXPORT_CHOOSER_COLS);
	if (s->choosing)
		export_columns_fit(&s->own, s->chooser);
}

static void export_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct export_dialog *s = state;

	quick_form_draw(state, env, c, l);
	if (s->choosing)
		export_columns_draw(&s->own, c, s->chooser);
	if (s->work && s->work->job)
		progress_draw(&s->progress, c, l->body);
	if (s->question)
		dialog_draw(&s->dialog, c, l->body);
}

static unsigned export_answer(struct export_dialog *s, const struct event *ev)
{
	enum question question = s->question;
	int answer = dialog_handle(&s->dialog, ev);
	bool force = question == ASK_FILE || (s->work && s->work->force);

	if (answer == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	dialog_release(&s->dialog);
	s->question = ASK_NOTHING;
	export_drop_work(s);
	return answer == 0 ? export_start(s, force, question == ASK_CHARACTERS)
			   : SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_choose(struct export_dialog *s, const struct event *ev)
{
	if (export_columns_handle(&s->own, ev) == EXPORT_COLUMNS_DONE)
		s->choosing = false;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct export_dialog *s = state;
	enum form_result result;
	unsigned flags;

	(void)env;
	if (s->question)
		return export_answer(s, ev);
	if (s->work) {
		if (progress_handle(&s->progress, ev))
			job_cancel(s->work->job);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (s->choosing)
		return export_choose(s, ev);
	if (event_is(ev, K_F(6), 0)) {
		form_change(s->quick.form, s->columns, "own", NULL);
		s->choosing = true;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	flags = quick_form_event(&s->quick, ev, nav, &result);
	if (result == FORM_CHANGED && form_focus(s->quick.form) == s->format)
		export_follow_format(s);
	return result == FORM_SAVE ? export_save(s, nav) : flags;
}

static int export_wait_ms(const void *state)
{
	const struct export_dialog *s = state;

	return s->work && s->work->job ? EXPORT_TICK_MS : -1;
}

static unsigned export_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct export_dialog *s = state;
	int64_t done, total, elapsed;

	(void)env;
	if (!s->work || !s->work->job)
		return 0;
	if (job_is_done(s->work->job))
		return export_finish(s, nav);
	job_state(s->work->job, &done, &total, &elapsed);
	s->progress.total = total;
	progress_update(&s->progress, done, clock_monotonic_ms());
	return SCREEN_REDRAW;
}

const struct screen_ops export_dialog_screen = {
	.title = N_("Export"),
	.help = N_(
		"What the list shows, with its filter and order, or one record, goes to a file or "
		"to the terminal's clipboard. In CSV files, cells that a spreadsheet would run as "
		"a formula are made harmless; bringing the file in again restores them. The file "
		"is readable by you alone. F6 chooses the columns; all choices are kept for the "
		"next time."),
	.overlay = true,
	.open = export_open,
	.load = export_load,
	.draw = export_draw,
	.fit = export_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = export_event,
	.wait_ms = export_wait_ms,
	.tick = export_tick,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = export_release,
};
