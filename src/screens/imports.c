/* What was imported, newest first: look into one, take it back. */
#include "screens/imports.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "change_text.h"
#include "domain/import_batch.h"
#include "imports_work.h"
#include "screens/actions.h"
#include "tui/dialog.h"
#include "tui/list.h"

enum { IMPORTS_PAGE = 100, IMPORTS_COLUMNS = 7, IMPORTS_ROWS = 500, IMPORTS_TICK_MS = 50 };

struct imports {
	const struct screen_env *env;
	struct import_batch *rows;
	int n;
	bool more;
	struct list list;
	struct list_column columns[IMPORTS_COLUMNS];
	struct rect rect, all;
	bool detail; /* the panel with one import, or with what an undo left alone */
	struct help help;
	bool asking;
	struct dialog dialog;
	struct imports_work *work; /* an undo that runs; NULL */
	struct progress progress;
};

static const char *imports_file(const struct import_batch *b)
{
	const char *slash = strrchr(b->file, '/');

	return slash ? slash + 1 : b->file;
}

static enum status imports_read(struct imports *s, int64_t before, int limit, struct err *err)
{
	struct import_batch *rows = NULL;
	int n = 0;
	enum status st = import_batch_list(s->env->office, before, limit, &rows, &n, err);

	if (!st && n > 0) {
		s->rows = mem_realloc(s->rows, (size_t)(s->n + n) * sizeof *s->rows);
		memcpy(s->rows + s->n, rows, (size_t)n * sizeof *rows);
		s->n += n;
	}
	s->more = !st && n == limit;
	free(rows);
	return st;
}

/* --- Rows for the list ------------------------------------------------------------------------ */

static int imports_count(void *arg)
{
	return ((struct imports *)arg)->n;
}

static int64_t imports_id(void *arg, int row)
{
	return ((struct imports *)arg)->rows[row].txn;
}

static bool imports_more(void *arg, enum list_end end, struct list_shift *out)
{
	struct imports *s = arg;
	int had = s->n;

	if (end == LIST_FIRST || !s->more || !had ||
		imports_read(s, s->rows[had - 1].txn, IMPORTS_PAGE, NULL) != ST_OK)
		return false;
	*out = (struct list_shift){.added = s->n - had};
	return out->added > 0;
}

static void imports_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct imports *s = arg;
	const struct import_batch *b = &s->rows[row];
	char at[40];

	if (b->undone_at)
		out->role = ROLE_DIM;
	switch (column) {
	case 0:
		date_format_instant(b->at, s->env->date_order, at, sizeof at);
		buf_add(&out->text, at);
		break;
	case 1:
		if (b->undone_at)
			buf_addf(&out->text, "%s ", _("(undone)"));
		buf_add(&out->text, imports_file(b));
		break;
	case 2:
		if (b->kind != KIND_NONE)
			buf_add(&out->text, _(office_kind(s->env->office, b->kind)->plural));
		break;
	case 3: buf_add(&out->text, b->user); break;
	case 4: buf_addf(&out->text, "%lld", (long long)b->created); break;
	case 5: buf_addf(&out->text, "%lld", (long long)b->updated); break;
	default: buf_addf(&out->text, "%lld", (long long)b->failed); break;
	}
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *imports_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct imports *s = mem_alloc(sizeof *s);

	(void)arg;
	s->env = env;
	s->columns[0] = (struct list_column){.title = _("When"), .cols = 16};
	s->columns[1] = (struct list_column){.title = _("File"), .cols = 14, .grow = 1};
	s->columns[2] = (struct list_column){.title = _("What"), .cols = 12};
	s->columns[3] = (struct list_column){.title = _("Who"), .cols = 12, .priority = 2};
	s->columns[4] = (struct list_column){.title = _("Created"), .cols = 9, .right = true};
	s->columns[5] = (struct list_column){
		.title = _("Changed"), .cols = 9, .priority = 1, .right = true};
	s->columns[6] =
		(struct list_column){.title = _("Failed"), .cols = 9, .priority = 1, .right = true};
	list_init(&s->list, s->columns, IMPORTS_COLUMNS,
		(struct list_source){.arg = s,
			.count = imports_count,
			.cell = imports_cell,
			.id = imports_id,
			.more = imports_more});
	s->list.name_column = 1;
	s->list.focus = true;
	s->list.empty = _("Nothing was imported yet. More (6), Import brings a file in.");
	return s;
}

static void imports_forget(struct imports *s)
{
	for (int i = 0; i < s->n; i++)
		import_batch_release(&s->rows[i]);
	s->n = 0;
}

static enum status imports_load(void *state, const struct screen_env *env, struct err *err)
{
	struct imports *s = state;
	int64_t id = s->n ? list_id(&s->list) : 0;
	int limit = s->n > IMPORTS_PAGE ? s->n : IMPORTS_PAGE;
	enum status st;

	(void)env;
	imports_forget(s);
	st = imports_read(s, 0, limit, err);
	list_reset(&s->list);
	if (id)
		list_select_id(&s->list, id);
	return st;
}

static void imports_fit(void *state, const struct layout *l)
{
	struct imports *s = state;

	s->rect = l->body;
	s->all = (struct rect){l->title.row, 0, l->title.rows + l->body.rows, l->all.cols};
	list_fit(&s->list, l->body.rows);
	if (s->detail)
		help_fit(&s->help, s->all);
}

static void imports_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct imports *s = state;
	struct buf key = BUF_INIT;

	keymap_first_key(env->keymap, ACT_UNDO, &key);
	int used = canvas_text(
		c, l->title.row, l->title.col + 1, l->title.cols - 1, ROLE_TITLE, _("Imports"));
	if (s->n)
		canvas_textf(c, l->title.row, l->title.col + used + 4, l->title.cols - used - 4,
			ROLE_HINT, _("Enter shows its records, %s takes it back"), buf_str(&key));
	buf_release(&key);
	list_draw(&s->list, c, s->rect);
	if (s->detail)
		help_draw(&s->help, c, s->all);
	if (s->work)
		progress_draw(&s->progress, c, s->all);
	if (s->asking)
		dialog_draw(&s->dialog, c, s->all);
}

static bool imports_typing(const void *state)
{
	const struct imports *s = state;

	return s->detail || s->asking || s->work;
}

static void imports_release(void *state)
{
	struct imports *s = state;

	if (s->work) {
		imports_work_stop(s->work);
		progress_release(&s->progress);
	}
	if (s->detail)
		help_release(&s->help);
	if (s->asking)
		dialog_release(&s->dialog);
	list_release(&s->list);
	imports_forget(s);
	free(s->rows);
	free(s);
}

/* --- One import ------------------------------------------------------------------------------- */

static void imports_facts(struct imports *s, const struct import_batch *b)
{
	struct buf text = BUF_INIT;
	char at[40];

	help_key(&s->help, _("File"), b->file);
	buf_addf(&text, _("%s, %lld bytes"), b->format, (long long)b->bytes);
	help_key(&s->help, _("Format"), buf_str(&text));
	help_key(&s->help, "SHA-256", b->sha256);
	if (b->profile)
		help_key(&s->help, _("Mapping"), b->profile);
	buf_clear(&text);
	buf_addf(&text,
		_("%lld created, %lld updated, %lld unchanged, %lld duplicates, %lld failed"),
		(long long)b->created, (long long)b->updated, (long long)b->unchanged,
		(long long)b->duplicates, (long long)b->failed);
	help_key(&s->help, _("Records"), buf_str(&text));
	if (b->reject)
		help_key(&s->help, _("Failed rows"), b->reject);
	buf_clear(&text);
	if (b->undone_at) {
		date_format_instant(b->undone_at, s->env->date_order, at, sizeof at);
		buf_addf(&text, "%s, %s", at, b->undone_by);
		help_key(&s->help, _("Undone"), buf_str(&text));
	}
	buf_release(&text);
}

static unsigned imports_detail(struct imports *s, struct nav *nav)
{
	struct import_batch_cursor at = {0};
	struct change_entry *changes = NULL;
	const struct import_batch *b;
	struct err err = ERR_INIT;
	int n = 0;

	if (!s->n)
		return 0;
	b = &s->rows[s->list.cursor];
	if (import_batch_rows(s->env->office, b->txn, &at, IMPORTS_ROWS, &changes, &n, &err) !=
		ST_OK)
		return nav_fail(nav, &err);
	help_init(&s->help, imports_file(b));
	imports_facts(s, b);
	change_text_add(s->env->office, changes, n, &s->help);
	if (n == IMPORTS_ROWS)
		help_text(&s->help, _("… and more"));
	help_fit(&s->help, s->all);
	s->detail = true;
	change_list_free(changes, n);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned imports_ask(struct imports *s, struct nav *nav)
{
	const struct import_batch *b;
	struct buf text = BUF_INIT;

	if (!s->n)
		return 0;
	b = &s->rows[s->list.cursor];
	if (b->undone_at) {
		nav_say(nav, MESSAGE_INFO, _("\"%s\" is undone already"), imports_file(b));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	buf_addf(&text,
		_("%lld new records are put away, %lld changed ones become what they "
		  "were. What others changed since stays as it is and is listed."),
		(long long)(b->created + b->others), (long long)b->updated);
	dialog_init_yesno(&s->dialog, _("Take this import back?"), buf_str(&text), true);
	s->dialog.layout = s->env->key_layout;
	s->asking = true;
	buf_release(&text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned imports_answer(struct imports *s, const struct event *ev)
{
	const struct import_batch *b = &s->rows[s->list.cursor];
	int choice = dialog_handle(&s->dialog, ev);

	if (choice == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	dialog_release(&s->dialog);
	s->asking = false;
	if (choice == 0)
		s->work = imports_work_start(
			s->env, b->txn, b->created + b->updated + b->others, &s->progress);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned imports_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct imports *s = state;
	struct undo_result done = {0};
	struct err err = ERR_INIT;
	enum status st;

	if (!s->work)
		return 0;
	if (!imports_work_poll(s->work, &s->progress, &st, &done, &err))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	s->work = NULL;
	if (st)
		return nav_fail(nav, &err) | SCREEN_RELOAD;
	change_text_undone(env->office, &done, &s->help, &s->detail, nav);
	if (s->detail)
		help_fit(&s->help, s->all);
	return SCREEN_HANDLED | SCREEN_CHANGED | SCREEN_RELOAD;
}

static int imports_wait(const void *state)
{
	return ((const struct imports *)state)->work ? IMPORTS_TICK_MS : -1;
}

/* --- Keys --------------------------------------------------------------------------------------- */

static unsigned imports_move(struct imports *s, enum list_move move)
{
	list_move(&s->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned imports_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct imports *s = state;

	(void)env;
	switch (action) {
	case ACT_OPEN: return imports_detail(s, nav);
	case ACT_UNDO:
	case ACT_UNDO_THIS: return imports_ask(s, nav);
	case ACT_UP: return imports_move(s, LIST_UP);
	case ACT_DOWN: return imports_move(s, LIST_DOWN);
	case ACT_TOP: return imports_move(s, LIST_HOME);
	case ACT_BOTTOM: return imports_move(s, LIST_END);
	default: return 0;
	}
}

static unsigned imports_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct imports *s = state;

	(void)env;
	(void)nav;
	if (s->asking)
		return imports_answer(s, ev);
	if (s->work) {
		if (progress_handle(&s->progress, ev))
			imports_work_cancel(s->work);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (!s->detail)
		return list_handle(&s->list, ev, s->rect) ? SCREEN_HANDLED | SCREEN_REDRAW : 0;
	switch (help_handle(&s->help, ev)) {
	case HELP_CLOSE:
		help_release(&s->help);
		s->detail = false;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	case HELP_CHANGED: return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static void imports_position(const void *state, struct buf *out)
{
	const struct imports *s = state;

	if (s->n)
		buf_addf(out, "%d/%d%s", s->list.cursor + 1, s->n, s->more ? "+" : "");
}

const struct screen_ops imports_screen = {
	.title = N_("Imports"),
	.contexts = CTX_HISTORY,
	.help = N_("Every file that was brought in, newest first. Enter shows what came of it: the "
		   "records it made and the fields it changed, old → new. u takes one back, also "
		   "years later; what others changed since stays and is listed."),
	.open = imports_open,
	.load = imports_load,
	.draw = imports_draw,
	.fit = imports_fit,
	.typing = imports_typing,
	.handle = imports_handle,
	.event = imports_event,
	.wait_ms = imports_wait,
	.tick = imports_tick,
	.position = imports_position,
	.release = imports_release,
};
