/*
 * Write a list to a file: name, format, encoding, delimiter and columns in a box, then a job with a connection of its own. An
 * existing file is replaced only after a yes.
 */
#include "screens/export_dialog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/job.h"
#include "base/mem.h"
#include "domain/list.h"
#include "domain/setup.h"
#include "exchange/export.h"
#include "quick_form.h"
#include "tui/dialog.h"
#include "tui/progress.h"

enum {
	EXPORT_COLS = 66,
	EXPORT_PATH = 1000,
	EXPORT_TICK_MS = 50,
	EXPORT_CHARSETS = CHARSET_COUNT + 1
};

static const struct pick formats[] = {
	{"csv", N_("CSV (spreadsheets, other programs)"), NULL},
	{"json", N_("JSON lines (programs)"), NULL},
};
static const struct pick delimiters[] = {
	{",", N_("comma  ,"), NULL},
	{";", N_("semicolon  ;  and decimal commas"), NULL},
	{"\t", N_("tab"), NULL},
	{"|", N_("bar  |"), NULL},
};
static const struct pick column_sets[] = {
	{"all", N_("all fields"), NULL},
	{"main", N_("those of the list"), NULL},
};
static const struct pick headings[] = {
	{"titles", N_("as on the screen"), NULL},
	{"names", N_("short names (for programs)"), NULL},
};

/* What the thread works with; the screen leaves it alone meanwhile. */
struct export_work {
	struct job *job;
	const char *db_path;
	const struct office_options *options;
	enum kind_id kind;
	char *filter, *path;
	bool main_columns, force;
	struct export_request req;
	struct export_result result;
};

struct export_dialog {
	struct quick_form quick; /* first: see quick_form.h */
	enum kind_id kind;
	char *filter;
	struct pick charsets[EXPORT_CHARSETS];
	struct pick picks[4][4]; /* translated */
	int file, format;
	bool asking; /* whether to replace the file */
	struct dialog dialog;
	struct export_work *work;
	struct progress progress;
};

/* --- Life ------------------------------------------------------------------------------------- */

static void *export_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct export_dialog *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, EXPORT_COLS);
	s->quick.keys = _("Ctrl-S writes · Esc leaves");
	s->kind = arg->kind == KIND_NONE ? KIND_CLIENT : arg->kind;
	s->filter = mem_strdup(arg->preset ? arg->preset : "");
	return s;
}

static void export_work_free(struct export_dialog *s)
{
	struct export_work *k = s->work;

	s->work = NULL;
	progress_release(&s->progress);
	free(k->filter);
	free(k->path);
	free(k);
}

static void export_release(void *state)
{
	struct export_dialog *s = state;

	if (s->work) {
		job_cancel(s->work->job);
		job_finish(s->work->job, NULL);
		export_work_free(s);
	}
	if (s->asking)
		dialog_release(&s->dialog);
	quick_form_release(&s->quick);
	free(s->filter);
	free(s);
}

static char *export_default_path(const struct export_dialog *s, const char *format)
{
	char day[DATE_LEN];

	date_format_iso(clock_today(), day);
	return mem_printf(
		"%s-%s.%s", office_kind(s->quick.env->office, s->kind)->name, day, format);
}

/* A pick field of a fixed table, translated into slot. */
static int export_add_pick(struct export_dialog *s, int slot, const char *name, const char *label,
	const struct pick *table, size_t n, const char *hint)
{
	for (size_t i = 0; i < n; i++)
		s->picks[slot][i] = (struct pick){table[i].value, _(table[i].label), NULL};
	return quick_form_add(&s->quick, (struct form_field){.name = name,
						 .label = label,
						 .type = FORM_PICK,
						 .required = true,
						 .choices = s->picks[slot],
						 .choice_count = n,
						 .hint = hint});
}

static void export_add_charsets(struct export_dialog *s)
{
	s->charsets[0] = (struct pick){"bom", _("UTF-8 with a mark (Excel)"), NULL};
	for (int i = 0; i < CHARSET_COUNT; i++)
		s->charsets[i + 1] = (struct pick){
			charset_name((enum charset)i), charset_title((enum charset)i), NULL};
	quick_form_add(&s->quick, (struct form_field){.name = "encoding",
					  .label = _("Encoding"),
					  .type = FORM_PICK,
					  .required = true,
					  .choices = s->charsets,
					  .choice_count = EXPORT_CHARSETS,
					  .hint = _("Old programs want CP1251 or CP1250")});
}

static void export_set(struct export_dialog *s, const char *name, const char *value)
{
	form_set(s->quick.form, form_find(s->quick.form, name), value, NULL);
}

static enum status export_load(void *state, const struct screen_env *env, struct err *err)
{
	struct export_dialog *s = state;
	struct quick_form *q = &s->quick;
	char *path;

	(void)env;
	(void)err;
	if (q->form)
		return ST_OK;
	path = export_default_path(s, "csv");
	buf_addf(&q->title, _("Export: %s"), _(office_kind(q->env->office, s->kind)->plural));
	s->file = quick_form_add(
		q, (struct form_field){.name = "file",
			   .label = _("File"),
			   .type = FORM_TEXT,
			   .required = true,
			   .max_chars = EXPORT_PATH,
			   .hint = _("Where to write; a folder may stand before the name")});
	s->format = export_add_pick(s, 0, "format", _("Format"), formats, 2, NULL);
	export_add_charsets(s);
	export_add_pick(s, 1, "delimiter", _("Delimiter"), delimiters, 4,
		_("Russian, Bulgarian and Polish spreadsheets expect the semicolon"));
	export_add_pick(s, 2, "columns", _("Columns"), column_sets, 2, NULL);
	export_add_pick(
		s, 3, "headings", _("Headings"), headings, 2, _("Either can be brought in again"));
	quick_form_start(q);
	export_set(s, "file", path);
	export_set(s, "format", "csv");
	export_set(s, "encoding", "bom");
	export_set(s, "delimiter", q->env->decimal == ',' ? ";" : ",");
	export_set(s, "columns", "all");
	export_set(s, "headings", "titles");
	free(path);
	return ST_OK;
}

/* --- The job ---------------------------------------------------------------------------------- */

/* The columns that lists begin with. */
static int *export_main_columns(const struct kind *k, int *n)
{
	int *fields = mem_alloc(sizeof *fields * (size_t)k->nfields);

	*n = 0;
	for (int i = 0; i < k->nfields; i++)
		if (k->fields[i].flags & FF_COLUMN || i == k->title_field)
			fields[(*n)++] = i;
	return fields;
}

static enum status export_do(struct job *job, void *arg, struct err *err)
{
	struct export_work *k = arg;
	struct export_request req = k->req;
	struct filter *filter = NULL;
	struct office *o;
	int *fields = NULL;
	enum status st = office_start(k->db_path, k->options, &o, err);

	if (st)
		return st;
	st = filter_compile(o, k->kind, k->filter, &filter, err);
	req.list = (struct list_request){
		.kind = k->kind, .filter = filter, .order_field = LIST_ORDER_DEFAULT};
	if (!st && k->main_columns)
		req.fields = fields = export_main_columns(office_kind(o, k->kind), &req.nfields);
	if (!st)
		st = export_file(o, &req, k->path, k->force, job, &k->result, err);
	free(fields);
	filter_free(filter);
	office_close(o);
	return st;
}

static char *export_path(const struct export_dialog *s)
{
	char *name = export_default_path(s, form_get_name(s->quick.form, "format"));
	char *path = file_typed_path(form_get(s->quick.form, s->file), name);

	free(name);
	return path;
}

static bool export_is(const struct export_dialog *s, const char *field, const char *value)
{
	return strcmp(form_get_name(s->quick.form, field), value) == 0;
}

static unsigned export_start(struct export_dialog *s, bool force)
{
	struct export_work *k = mem_alloc(sizeof *k);
	struct csv_out_options csv = CSV_OUT_OPTIONS_INIT;

	csv.bom = export_is(s, "encoding", "bom");
	if (!csv.bom)
		charset_find(form_get_name(s->quick.form, "encoding"), &csv.charset);
	csv.delimiter = form_get_name(s->quick.form, "delimiter")[0];
	csv.decimal = csv.delimiter == ';' ? ',' : '.';
	k->db_path = s->quick.env->db_path;
	k->options = s->quick.env->options;
	k->kind = s->kind;
	k->filter = mem_strdup(s->filter);
	k->path = export_path(s);
	k->force = force;
	k->main_columns = export_is(s, "columns", "main");
	k->req = (struct export_request){
		.format = export_is(s, "format", "json") ? EXPORT_JSON : EXPORT_CSV,
		.csv = csv,
		.titles = export_is(s, "headings", "titles")};
	progress_init(&s->progress, _("Writing"), _("rows"), 0, clock_monotonic_ms());
	s->work = k;
	k->job = job_start(export_do, k);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_save(struct export_dialog *s)
{
	char *path = export_path(s), *text;
	bool exists = access(path, F_OK) == 0;

	if (!exists) {
		free(path);
		return export_start(s, false);
	}
	text = mem_printf(_("%s is there already. Replace it?"), path);
	dialog_init_yesno(&s->dialog, _("Export"), text, false);
	s->dialog.layout = s->quick.env->key_layout;
	s->asking = true;
	free(text);
	free(path);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_finish(struct export_dialog *s, struct nav *nav)
{
	struct err err = ERR_INIT;
	struct export_work *k = s->work;
	enum status st = job_finish(k->job, &err);
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	if (st == ST_CANCELLED) {
		nav_say(nav, MESSAGE_WARNING, _("Stopped: no file was written."));
	} else if (st) {
		form_set_error(s->quick.form, s->file, err.text);
	} else if (k->result.missing) {
		const char *slash = strrchr(k->path, '/');

		nav_say(nav, MESSAGE_WARNING,
			_("%s: %lld rows. This encoding lacks, so a ? stands for: %s"),
			slash ? slash + 1 : k->path, (long long)k->result.rows,
			k->result.missing_text);
		flags |= SCREEN_CLOSE;
	} else {
		nav_say(nav, MESSAGE_GOOD,
			P_("%s: %lld row is written.", "%s: %lld rows are written.",
				k->result.rows),
			k->path, (long long)k->result.rows);
		flags |= SCREEN_CLOSE;
	}
	export_work_free(s);
	return flags;
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void export_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct export_dialog *s = state;

	quick_form_draw(state, env, c, l);
	if (s->work)
		progress_draw(&s->progress, c, l->body);
	if (s->asking)
		dialog_draw(&s->dialog, c, l->body);
}

/* The name follows the format while it is the one that was proposed. */
static void export_follow_format(struct export_dialog *s)
{
	const char *format = form_get_name(s->quick.form, "format");
	const char *other = strcmp(format, "json") == 0 ? "csv" : "json";
	char *was = export_default_path(s, other), *now = export_default_path(s, format);

	if (strcmp(form_get(s->quick.form, s->file), was) == 0)
		form_set(s->quick.form, s->file, now, NULL);
	free(was);
	free(now);
}

static unsigned export_ask_event(struct export_dialog *s, const struct event *ev)
{
	int answer = dialog_handle(&s->dialog, ev);

	if (answer == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	dialog_release(&s->dialog);
	s->asking = false;
	return answer == 0 ? export_start(s, true) : SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned export_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct export_dialog *s = state;
	enum form_result result;
	unsigned flags;

	(void)env;
	if (s->work) {
		if (progress_handle(&s->progress, ev))
			job_cancel(s->work->job);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (s->asking)
		return export_ask_event(s, ev);
	flags = quick_form_event(&s->quick, ev, nav, &result);
	if (result == FORM_CHANGED && form_focus(s->quick.form) == s->format)
		export_follow_format(s);
	return result == FORM_SAVE ? export_save(s) : flags;
}

static int export_wait_ms(const void *state)
{
	const struct export_dialog *s = state;

	return s->work ? EXPORT_TICK_MS : -1;
}

static unsigned export_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct export_dialog *s = state;
	int64_t done, total, elapsed;

	(void)env;
	if (!s->work)
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
	.help = N_("What the list shows, with its filter, goes to a file. Cells that a spreadsheet "
		   "would run as a formula are made harmless; bringing the file in again restores "
		   "them. The file is readable by you alone."),
	.overlay = true,
	.open = export_open,
	.load = export_load,
	.draw = export_draw,
	.fit = quick_form_fit,
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
