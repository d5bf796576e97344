/*
 * What to print and where to in a box, then a job with a connection of its own. A report is run again by the job, for the pages
 * are its own. An existing file is replaced only after a yes.
 */
#include "screens/print_dialog.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/job.h"
#include "base/mem.h"
#include "domain/list.h"
#include "domain/setup.h"
#include "print_work.h"
#include "quick_form.h"
#include "tui/dialog.h"
#include "tui/progress.h"

enum { PRINT_COLS = 66, PRINT_PATH = 1000, PRINT_TICK_MS = 50, PRINT_FORMATS = 16 };

struct print_dialog {
	struct quick_form quick; /* first: see quick_form.h */
	enum kind_id kind;
	int64_t id;
	char *preset;
	struct pick targets[2], documents[2], formats[PRINT_FORMATS];
	int file, what; /* fields; what -1: nothing to choose */
	bool asking;    /* whether to replace the file */
	bool told;      /* what went wrong: the dialog is a notice */
	struct dialog dialog;
	struct print_work *work;
	struct progress progress;
};

/* --- Wishes ----------------------------------------------------------------------------------- */

unsigned print_dialog_card(struct nav *nav, enum kind_id kind, int64_t id)
{
	return nav_open(nav, SCREEN_PRINT, kind, id, NULL);
}

unsigned print_dialog_list(
	struct nav *nav, enum kind_id kind, const char *filter, int order_field, bool descending)
{
	char *preset =
		mem_printf("order=%d\ndescending=%d\nfilter=%s", order_field, descending, filter);
	unsigned flags = nav_open(nav, SCREEN_PRINT, kind, 0, preset);

	free(preset);
	return flags;
}

unsigned print_dialog_report(
	struct nav *nav, const struct report_request *report, const char *period)
{
	char *preset = mem_printf("report=%s\nperiod=%s\ncut=%s\nfilter=%s", report->name,
		period ? period : "", report->cut ? report->cut : "",
		report->filter ? report->filter : "");
	unsigned flags = nav_open(nav, SCREEN_PRINT, KIND_NONE, 0, preset);

	free(preset);
	return flags;
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *print_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct print_dialog *s = mem_alloc(sizeof *s);

	quick_form_init(&s->quick, env, PRINT_COLS);
	s->quick.keys = _("Ctrl-S prints · Esc leaves");
	s->kind = arg->kind;
	s->id = arg->id;
	s->preset = mem_strdup(arg->preset ? arg->preset : "");
	s->what = -1;
	return s;
}

static void print_release(void *state)
{
	struct print_dialog *s = state;

	if (s->work) {
		print_work_stop(s->work);
		progress_release(&s->progress);
	}
	if (s->asking || s->told)
		dialog_release(&s->dialog);
	quick_form_release(&s->quick);
	free(s->preset);
	free(s);
}

/* --- The form --------------------------------------------------------------------------------- */

static bool print_is_list(const struct print_dialog *s)
{
	return s->kind != KIND_NONE && !s->id;
}

static bool print_is(const struct print_dialog *s, const char *field, const char *value)
{
	return strcmp(form_get_name(s->quick.form, field), value) == 0;
}

static char *print_default_path(const struct print_dialog *s, bool labels)
{
	char day[DATE_LEN], *name = NULL, *path;

	date_format_iso(clock_today(), day);
	if (s->kind == KIND_NONE)
		name = print_preset_value(s->preset, "report");
	else if (labels)
		name = mem_strdup("labels");
	else if (s->id)
		name = mem_printf("%s-%lld", office_kind(s->quick.env->office, s->kind)->name,
			(long long)s->id);
	else
		name = mem_strdup(office_kind(s->quick.env->office, s->kind)->name);
	path = mem_printf("%s-%s.pdf", name, day);
	free(name);
	return path;
}

static void print_title(struct print_dialog *s)
{
	struct office *o = s->quick.env->office;
	char *report;

	if (s->kind == KIND_NONE) {
		report = print_preset_value(s->preset, "report");
		buf_addf(&s->quick.title, _("Print: %s"), _(report_find(report)->title));
		free(report);
	} else if (s->id) {
		struct buf title = BUF_INIT;

		office_title(o, s->kind, s->id, &title);
		buf_addf(&s->quick.title, _("Print: %s"), buf_str(&title));
		buf_release(&title);
	} else {
		buf_addf(&s->quick.title, _("Print: %s"), _(office_kind(o, s->kind)->plural));
	}
}

static int print_add_pick(struct print_dialog *s, const char *name, const char *label,
	const struct pick *choices, size_t n, const char *hint)
{
	return quick_form_add(&s->quick, (struct form_field){.name = name,
						 .label = label,
						 .type = FORM_PICK,
						 .required = true,
						 .choices = choices,
						 .choice_count = n,
						 .hint = hint});
}

/* Of client lists: the list itself or labels, and what labels need to know. */
static void print_add_labels(struct print_dialog *s)
{
	size_t n = 0;

	s->documents[0] = (struct pick){"list", _("the list"), NULL};
	s->documents[1] = (struct pick){"labels", _("address labels"), NULL};
	s->what = print_add_pick(s, "what", _("What"), s->documents, 2, NULL);
	for (const struct label_format *f; n < PRINT_FORMATS && (f = label_format_at((int)n)); n++)
		s->formats[n] = (struct pick){f->name, f->title, NULL};
	print_add_pick(s, "format", _("Label sheets"), s->formats, n,
		_("For address labels only: what the box of the sheets says"));
	quick_form_add(
		&s->quick, (struct form_field){.name = "skip",
				   .label = _("Used up"),
				   .type = FORM_NUMBER,
				   .max_chars = 2,
				   .hint = _("Labels that are already gone from the first sheet")});
}

static void print_set(struct print_dialog *s, const char *name, const char *value)
{
	form_set(s->quick.form, form_find(s->quick.form, name), value, NULL);
}

static enum status print_load(void *state, const struct screen_env *env, struct err *err)
{
	struct print_dialog *s = state;
	struct quick_form *q = &s->quick;
	char *path;

	(void)env;
	(void)err;
	if (q->form)
		return ST_OK;
	print_title(s);
	s->targets[0] = (struct pick){"file", _("PDF file"), NULL};
	s->targets[1] = (struct pick){"printer", _("printer"), NULL};
	print_add_pick(s, "to", _("Where to"), s->targets, 2,
		_("The printer is that of kartoteka.ini, [print] command"));
	s->file = quick_form_add(
		q, (struct form_field){.name = "file",
			   .label = _("File"),
			   .type = FORM_TEXT,
			   .max_chars = PRINT_PATH,
			   .hint = _("Where to write; a folder may stand before the name")});
	if (s->kind == KIND_CLIENT && print_is_list(s))
		print_add_labels(s);
	quick_form_start(q);
	path = print_default_path(s, false);
	print_set(s, "to", "file");
	print_set(s, "file", path);
	if (s->what >= 0) {
		print_set(s, "what", "list");
		print_set(s, "format", label_format_at(0)->name);
		print_set(s, "skip", "0");
	}
	free(path);
	return ST_OK;
}

/* The name follows what is printed while it is the one that was proposed. */
static void print_follow(struct print_dialog *s)
{
	bool labels = print_is(s, "what", "labels");
	char *was = print_default_path(s, !labels), *now = print_default_path(s, labels);

	if (strcmp(form_get(s->quick.form, s->file), was) == 0)
		form_set(s->quick.form, s->file, now, NULL);
	free(was);
	free(now);
}

/* --- The job ---------------------------------------------------------------------------------- */

static char *print_path(const struct print_dialog *s)
{
	char *name = print_default_path(s, print_is(s, "what", "labels"));
	char *path = file_typed_path(form_get(s->quick.form, s->file), name);

	free(name);
	return path;
}

static unsigned print_start(struct print_dialog *s, bool force)
{
	struct print_wish wish = {
		.kind = s->kind, .id = s->id, .preset = s->preset, .path = NULL, .force = force};
	char *path = print_path(s);

	if (!print_is(s, "to", "printer"))
		wish.path = path;
	if (s->what >= 0 && print_is(s, "what", "labels")) {
		wish.labels = label_format_find(form_get_name(s->quick.form, "format"));
		wish.skip = atoi(form_get_name(s->quick.form, "skip"));
	}
	progress_init(&s->progress, _("Printing"), _("rows"), 0, clock_monotonic_ms());
	s->work = print_work_start(s->quick.env, &wish);
	free(path);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned print_save(struct print_dialog *s)
{
	char *path = print_path(s), *text;
	bool to_file = print_is(s, "to", "file"), exists = to_file && access(path, F_OK) == 0;

	if (to_file && !*path) {
		form_set_error(s->quick.form, s->file, _("The file name is empty."));
		free(path);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (!exists) {
		free(path);
		return print_start(s, false);
	}
	text = mem_printf(_("%s is there already. Replace it?"), path);
	dialog_init_yesno(&s->dialog, _("Print"), text, false);
	s->dialog.layout = s->quick.env->key_layout;
	s->asking = true;
	free(text);
	free(path);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Sentences about printers are long: they get a box of their own. */
static void print_failed(struct print_dialog *s, const struct err *err)
{
	dialog_init_notice(&s->dialog, _("Print"), err->text);
	s->dialog.layout = s->quick.env->key_layout;
	s->told = true;
}

static unsigned print_finish(struct print_dialog *s, struct nav *nav)
{
	struct err err = ERR_INIT;
	struct buf told = BUF_INIT;
	bool odd = false;
	enum status st = print_work_finish(s->work, &told, &odd, &err);
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	s->work = NULL;
	progress_release(&s->progress);
	if (st == ST_CANCELLED) {
		nav_say(nav, MESSAGE_WARNING, _("Stopped: nothing was printed."));
	} else if (st) {
		print_failed(s, &err);
	} else {
		nav_say(nav, odd ? MESSAGE_WARNING : MESSAGE_GOOD, "%s", buf_str(&told));
		flags |= SCREEN_CLOSE;
	}
	buf_release(&told);
	return flags;
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void print_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct print_dialog *s = state;

	quick_form_draw(state, env, c, l);
	if (s->work)
		progress_draw(&s->progress, c, l->body);
	if (s->asking || s->told)
		dialog_draw(&s->dialog, c, l->body);
}

static unsigned print_ask_event(struct print_dialog *s, const struct event *ev)
{
	int answer = dialog_handle(&s->dialog, ev);
	bool replace = s->asking && answer == 0;

	if (answer == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	dialog_release(&s->dialog);
	s->asking = s->told = false;
	return replace ? print_start(s, true) : SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned print_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct print_dialog *s = state;
	enum form_result result;
	unsigned flags;

	(void)env;
	if (s->work) {
		if (progress_handle(&s->progress, ev))
			print_work_cancel(s->work);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (s->asking || s->told)
		return print_ask_event(s, ev);
	flags = quick_form_event(&s->quick, ev, nav, &result);
	if (result == FORM_CHANGED && s->what >= 0 && form_focus(s->quick.form) == s->what)
		print_follow(s);
	return result == FORM_SAVE ? print_save(s) : flags;
}

static int print_wait_ms(const void *state)
{
	const struct print_dialog *s = state;

	return s->work ? PRINT_TICK_MS : -1;
}

static unsigned print_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct print_dialog *s = state;
	int64_t done;

	(void)env;
	if (!s->work)
		return 0;
	if (print_work_is_done(s->work, &done))
		return print_finish(s, nav);
	progress_update(&s->progress, done, clock_monotonic_ms());
	return SCREEN_REDRAW;
}

const struct screen_ops print_dialog_screen = {
	.title = N_("Print"),
	.help = N_("On paper or as a PDF file: the list with its filter and order, the report with "
		   "its totals, the card with people, tasks, deals and history. A list of clients "
		   "also gives address labels; clients without an address are left out and named. "
		   "Wide tables turn the paper. The printer's command stands in kartoteka.ini."),
	.overlay = true,
	.open = print_open,
	.load = print_load,
	.draw = print_draw,
	.fit = quick_form_fit,
	.typing = quick_form_typing,
	.handle = quick_form_handle,
	.event = print_event,
	.wait_ms = print_wait_ms,
	.tick = print_tick,
	.draft = quick_form_draft,
	.undraft = quick_form_undraft,
	.edited = quick_form_edited,
	.release = print_release,
};
