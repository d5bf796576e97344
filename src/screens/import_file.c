/*
 * Step 1: which file, and what it holds. Typing goes into the path; the list below shows the files near by, newest first. What a
 * file holds is guessed from its headings, by how many of them name a field of each kind.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/file.h"
#include "base/fold.h"
#include "base/mem.h"
#include "domain/client.h"
#include "domain/duplicates.h"
#include "exchange/source.h"
#include "import_state.h"
#include "screens/actions.h"

enum {
	SIMILAR_BYTES = 4 * 1024 * 1024,
	LABEL_COLS = 10,
	PATH_CHARS = 1000,
	SIZE_LEN = 32,
	DAY_LEN = 40,
	CARD_SCORE = 100, /* cards are of people */
	TITLE_SCORE = 2,
	NAME_SCORE = 3
};

const struct import_kind import_kinds[] = {
	{KIND_CLIENT, "company", N_("Companies")},
	{KIND_CLIENT, "person", N_("Persons")},
	{KIND_DEAL, NULL, N_("Deals")},
	{KIND_PRODUCT, NULL, N_("Products")},
	{KIND_INTERACTION, NULL, N_("Interactions")},
	{KIND_TASK, NULL, N_("Tasks")},
	{KIND_USER, NULL, N_("Users")},
	{KIND_RELATION, NULL, N_("Relations")},
	{KIND_CONTACT_POINT, NULL, N_("Contact points")},
	{KIND_ADDRESS, NULL, N_("Addresses")},
	{KIND_DEAL_ITEM, NULL, N_("Deal items")},
	{KIND_PIPELINE, NULL, N_("Pipelines")},
	{KIND_STAGE, NULL, N_("Stages")},
	{KIND_CHOICE, NULL, N_("List entries")},
};
const int import_kind_count = (int)(sizeof import_kinds / sizeof *import_kinds);

/* --- The list of files ------------------------------------------------------------------------ */

static int import_file_count(void *arg)
{
	return ((const struct import_wizard *)arg)->nshown;
}

static void import_file_size(int64_t bytes, struct buf *out)
{
	if (bytes < 10 * 1024)
		buf_addf(out, _("%lld B"), (long long)bytes);
	else if (bytes < 10 * 1024 * 1024)
		buf_addf(out, _("%lld KB"), (long long)(bytes / 1024));
	else
		buf_addf(out, _("%lld MB"), (long long)(bytes / (1024 * 1024)));
}

static void import_file_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct import_wizard *w = arg;
	const struct import_file *f = &w->files[w->shown[row]];
	char day[DAY_LEN];

	if (column == 0) {
		buf_add(&out->text, f->path);
	} else if (column == 1) {
		import_file_size(f->bytes, &out->text);
	} else {
		date_format_near(date_of_instant(f->changed_at, NULL), clock_today(),
			w->env->date_order, day, sizeof day);
		buf_add(&out->text, day);
	}
}

static void import_file_look(struct import_wizard *w)
{
	import_files_free(w->files, w->nfiles);
	free(w->shown);
	import_files_find(w->files_dir, &w->files, &w->nfiles);
	w->shown = mem_alloc(sizeof *w->shown * (size_t)(w->nfiles + 1));
}

/* When the path typed leads elsewhere, the files there are listed. */
static void import_file_look_there(struct import_wizard *w, const char *typed)
{
	char *dir = import_files_elsewhere(typed);

	if (strcmp(dir ? dir : "", w->files_dir ? w->files_dir : "") == 0) {
		free(dir);
		return;
	}
	free(w->files_dir);
	w->files_dir = dir;
	w->file_columns[0].title = dir ? dir : _("Files here");
	import_file_look(w);
}

static void import_file_show(struct import_wizard *w, const char *wanted)
{
	w->nshown = 0;
	for (int i = 0; i < w->nfiles; i++) {
		struct buf path = BUF_INIT;

		fold_text(&path, w->files[i].path);
		if (strstr(buf_str(&path), wanted))
			w->shown[w->nshown++] = i;
		buf_release(&path);
	}
}

/* Show the files whose path has typed in it; all of them when none has. */
static void import_file_filter(struct import_wizard *w, const char *typed)
{
	struct buf wanted = BUF_INIT;
	char *path = file_typed_path(typed, NULL);

	import_file_look_there(w, typed);
	fold_text(&wanted, path);
	import_file_show(w, buf_str(&wanted));
	if (!w->nshown)
		import_file_show(w, "");
	buf_release(&wanted);
	free(path);
	list_reset(&w->file_list);
}

void import_file_open(struct import_wizard *w, const struct screen_arg *arg)
{
	lineedit_init(&w->path, PATH_CHARS);
	w->file_columns[0] = (struct list_column){.title = _("Files here"), .cols = 30, .grow = 1};
	w->file_columns[1] = (struct list_column){.title = _("Size"), .cols = 9, .right = true};
	w->file_columns[2] = (struct list_column){.title = _("Changed"), .cols = 11};
	list_init(&w->file_list, w->file_columns, 3,
		(struct list_source){
			.arg = w, .count = import_file_count, .cell = import_file_cell});
	import_file_look(w);
	import_file_filter(w, "");
	w->file_list.empty =
		_("No .csv, .tsv, .txt, .xlsx or .vcf file here: type the path of one above.");
	w->focus = w->nfiles ? IMPORT_FILES : IMPORT_PATH;
	for (int i = 0; arg->kind != KIND_NONE && i < import_kind_count && !w->kind_given; i++)
		if (import_kinds[i].kind == arg->kind) {
			w->kind = i;
			w->kind_given = w->kind_fixed = true;
		}
	if (arg->preset && *arg->preset) {
		lineedit_set(&w->path, arg->preset);
		w->focus = IMPORT_PATH;
	}
}

void import_file_release(struct import_wizard *w)
{
	lineedit_release(&w->path);
	list_release(&w->file_list);
	import_files_free(w->files, w->nfiles);
	free(w->files_dir);
	free(w->shown);
}

/* --- Opening it ------------------------------------------------------------------------------- */

/* How well do the headings fit a kind? */
static int import_file_score(const struct import_wizard *w, const struct import_kind *ik)
{
	const struct kind *k = office_kind(w->env->office, ik->kind);
	const char *base = strrchr(w->opened, '/');
	bool person = ik->preset && strcmp(ik->preset, "person") == 0;
	struct buf name = BUF_INIT, title = BUF_INIT;
	int score = w->imp->format == TABLE_VCARD && person ? CARD_SCORE : 0;

	for (int c = 0; c < w->imp->ncolumns; c++) {
		const char *header = w->imp->columns[c].header;
		struct import_target t =
			import_target_guess(w->env->office, ik->kind, ik->preset, header);
		int field = t.field;
		bool of_person = t.kind == TARGET_FULL_NAME || t.kind == TARGET_EMPLOYER ||
				 t.kind == TARGET_JOB_TITLE;

		score += t.kind != TARGET_NONE;
		import_target_release(&t);
		if (person && of_person)
			score++;
		if (field < 0)
			continue;
		score += field == k->title_field ? TITLE_SCORE - 1 : 0;
		score += fold_same(header, k->fields[field].name) ||
			 fold_same(header, _(k->fields[field].title));
		if (k->id == KIND_CLIENT &&
			(field == CLIENT_FIRST_NAME || field == CLIENT_LAST_NAME))
			score += person ? 1 : -1;
	}
	fold_text(&name, base ? base + 1 : w->opened);
	fold_text(&title, _(ik->title));
	if (strstr(buf_str(&name), buf_str(&title)) || strstr(buf_str(&name), k->name))
		score += NAME_SCORE;
	buf_release(&name);
	buf_release(&title);
	return score;
}

static void import_file_guess(struct import_wizard *w)
{
	int best = 0, best_score = -1;

	if (w->kind_given)
		return;
	for (int i = 0; i < import_kind_count; i++) {
		int score = import_file_score(w, &import_kinds[i]);

		if (score > best_score) {
			best = i;
			best_score = score;
		}
	}
	w->kind = best;
	w->kind_guessed = true;
}

static char *import_file_path(const struct import_wizard *w)
{
	const char *path = lineedit_text(&w->path);

	if (!strcmp(path, "-")) /* elsewhere that is standard input, which is the keyboard here */
		return mem_strdup("./-");
	return file_typed_path(path, NULL);
}

/* Pipes and terminals would keep the desk waiting for whoever writes to them. */
static enum status import_file_check(const char *path, struct err *err)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return err_errno(err, path);
	if (!S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return err_set(err, ST_IO, _("%s is not an ordinary file."), path);
	return ST_OK;
}

/* Open what the path line names, as the kind chosen; what was decided about the same file stays. */
static enum status import_file_read(struct import_wizard *w, struct err *err)
{
	const struct import_kind *k = &import_kinds[w->kind];
	char *path = import_file_path(w);
	struct import *imp;
	enum status st;

	if (w->imp && strcmp(w->opened, path) == 0 && w->opened_kind == w->kind) {
		free(path);
		return ST_OK;
	}
	st = import_file_check(path, err);
	if (!st)
		st = import_open(w->env->office, k->kind, k->preset, path, &imp, err);
	if (st) {
		free(path);
		return st;
	}
	/* Every new row is looked up: that is quick for files that people look through, and not for others. */
	if (duplicates_apply(k->kind) && source_size(imp->source) <= SIMILAR_BYTES)
		imp->similar = SIMILAR_ADD;
	import_free(w->imp);
	free(w->opened);
	w->imp = imp;
	w->opened = path;
	w->opened_kind = w->kind;
	w->sure = 0;
	w->first_column = 0;
	import_columns_recognise(w);
	import_changed(w, true);
	return ST_OK;
}

/* A part of a name that only one of the files has stands for that file. */
static void import_file_by_part(struct import_wizard *w)
{
	char *path = import_file_path(w);

	if (w->nshown == 1 && w->nfiles > 1 && access(path, F_OK) != 0)
		lineedit_set(&w->path, w->files[w->shown[0]].path);
	free(path);
}

static unsigned import_file_take(struct import_wizard *w, struct nav *nav)
{
	struct err err = ERR_INIT;
	char *path;

	if (!*lineedit_text(&w->path)) {
		nav_say(nav, MESSAGE_WARNING,
			_("Choose a file from the list, or type where it is."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	import_file_by_part(w);
	path = import_file_path(w);
	if (!w->imp || strcmp(w->opened, path) != 0)
		w->kind_given = w->kind_fixed;
	free(path);
	if (import_file_read(w, &err))
		return nav_fail(nav, &err);
	import_file_guess(w);
	w->focus = IMPORT_KIND;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* --- Screen ----------------------------------------------------------------------------------- */

static void import_file_ask(const struct import_wizard *w, struct buf *out)
{
	if (w->focus == IMPORT_KIND)
		buf_add(out, _("What does each row of the file stand for?"));
	else
		buf_add(out, _("Which file do you want to bring in?"));
}

static void import_file_fit(struct import_wizard *w, struct rect r)
{
	w->file_list.focus = w->focus == IMPORT_FILES;
	list_fit(&w->file_list, r.rows - 3);
}

static void import_file_draw_kind(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	bool focus = w->focus == IMPORT_KIND;
	int col = r.col + 1 + LABEL_COLS;

	canvas_text(c, r.row + 1, r.col + 1, LABEL_COLS, ROLE_LABEL, _("Holds"));
	if (!w->kind_given && !w->kind_guessed) {
		canvas_text(c, r.row + 1, col, r.cols - LABEL_COLS - 2, ROLE_HINT,
			_("asked when the file is chosen"));
		return;
	}
	canvas_glyph(c, r.row + 1, col, focus ? ROLE_KEY : ROLE_DIM, GLYPH_LEFT);
	canvas_text_center(c, r.row + 1, col + 2, 18, focus ? ROLE_FIELD_FOCUS : ROLE_FIELD,
		_(import_kinds[w->kind].title));
	canvas_glyph(c, r.row + 1, col + 21, focus ? ROLE_KEY : ROLE_DIM, GLYPH_RIGHT);
	if (w->kind_guessed)
		canvas_text(c, r.row + 1, col + 24, r.cols - LABEL_COLS - 26, ROLE_HINT,
			_("guessed from the headings"));
	if (focus)
		canvas_cursor(c, r.row + 1, col + 2);
}

static void import_file_draw(const struct import_wizard *w, struct canvas *c, struct rect r)
{
	canvas_text(c, r.row, r.col + 1, LABEL_COLS, ROLE_LABEL, _("File"));
	lineedit_draw(&w->path, c, r.row, r.col + 1 + LABEL_COLS, r.cols - LABEL_COLS - 2,
		w->focus == IMPORT_PATH);
	import_file_draw_kind(w, c, r);
	rect_cut_top(&r, 3);
	list_draw(&w->file_list, c, r);
}

/* --- Keys ------------------------------------------------------------------------------------- */

static bool import_file_typing(const struct import_wizard *w)
{
	(void)w;
	return true;
}

static unsigned import_file_step_kind(struct import_wizard *w, int by)
{
	w->kind = (w->kind + by + import_kind_count) % import_kind_count;
	w->kind_given = true;
	w->kind_guessed = false;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_file_on_kind(
	struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	struct err err = ERR_INIT;

	if (event_is(ev, K_LEFT, 0))
		return import_file_step_kind(w, -1);
	if (event_is(ev, K_RIGHT, 0) || event_is(ev, ' ', 0))
		return import_file_step_kind(w, 1);
	if (event_is(ev, K_ENTER, 0)) {
		if (import_file_read(w, &err))
			return nav_fail(nav, &err);
		return IMPORT_GO_ON;
	}
	if (event_is(ev, K_UP, 0) || event_is(ev, K_TAB, MOD_SHIFT))
		w->focus = IMPORT_PATH;
	else if (event_is(ev, K_DOWN, 0) || event_is(ev, K_TAB, 0))
		w->focus = IMPORT_FILES;
	else
		return 0;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_file_on_list(
	struct import_wizard *w, const struct event *ev, struct nav *nav, struct rect r)
{
	if (event_is(ev, K_ENTER, 0) && w->nshown) {
		lineedit_set(&w->path, w->files[w->shown[w->file_list.cursor]].path);
		return import_file_take(w, nav);
	}
	if (event_is(ev, K_UP, 0) && w->file_list.cursor == 0) {
		w->focus = w->imp ? IMPORT_KIND : IMPORT_PATH;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (list_handle(&w->file_list, ev, r))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	if (event_is_text(ev) || ev->kind == EVENT_PASTE || event_is(ev, K_TAB, 0) ||
		event_is(ev, K_BACKSPACE, 0) || event_is(ev, K_TAB, MOD_SHIFT)) {
		w->focus = IMPORT_PATH;
		if (lineedit_handle(&w->path, ev) == EDIT_CHANGED)
			import_file_filter(w, lineedit_text(&w->path));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return 0;
}

static unsigned import_file_complete(struct import_wizard *w, struct nav *nav)
{
	struct buf b = BUF_INIT;

	if (import_files_complete(lineedit_text(&w->path), &b)) {
		lineedit_set(&w->path, buf_str(&b));
		import_file_filter(w, buf_str(&b));
	} else {
		nav_say(nav, MESSAGE_INFO, "%s",
			b.len ? _("Type one more letter: several names begin like this.")
			      : _("Nothing here begins like this."));
	}
	buf_release(&b);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_file_on_path(
	struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	if (event_is(ev, K_ENTER, 0))
		return import_file_take(w, nav);
	if (event_is(ev, K_TAB, 0))
		return import_file_complete(w, nav);
	if (event_is(ev, K_DOWN, 0)) {
		w->focus = w->imp ? IMPORT_KIND : IMPORT_FILES;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	switch (lineedit_handle(&w->path, ev)) {
	case EDIT_IGNORED: return 0;
	case EDIT_CHANGED: import_file_filter(w, lineedit_text(&w->path)); break;
	default: break;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned import_file_event(struct import_wizard *w, const struct event *ev, struct nav *nav)
{
	struct rect r = w->body;
	unsigned flags;

	rect_cut_top(&r, 3);
	if (event_is(ev, K_ESC, 0))
		return SCREEN_HANDLED | SCREEN_CLOSE;
	if (ev->kind == EVENT_MOUSE) {
		w->focus = rect_has(r, ev->row, ev->col) ? IMPORT_FILES
			   : ev->row == w->body.row      ? IMPORT_PATH
			   : w->imp                      ? IMPORT_KIND
							 : w->focus;
		list_handle(&w->file_list, ev, r);
		flags = SCREEN_HANDLED | SCREEN_REDRAW;
	} else if (w->focus == IMPORT_KIND)
		flags = import_file_on_kind(w, ev, nav);
	else if (w->focus == IMPORT_FILES)
		flags = import_file_on_list(w, ev, nav, r);
	else
		flags = import_file_on_path(w, ev, nav);
	w->file_list.focus = w->focus == IMPORT_FILES;
	return flags;
}

static void import_file_enter(struct import_wizard *w)
{
	if (w->imp) {
		w->focus = IMPORT_KIND;
		return;
	}
	import_file_look(w);
	import_file_filter(w, lineedit_text(&w->path));
}

const struct import_step_ops import_file_step = {
	.title = N_("choose the file"),
	.keys = N_("Enter takes it · ↑↓ move · Tab completes · ←→ what it holds · Esc leaves"),
	.ask = import_file_ask,
	.enter = import_file_enter,
	.fit = import_file_fit,
	.draw = import_file_draw,
	.typing = import_file_typing,
	.event = import_file_event,
};
