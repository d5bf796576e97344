/* Past actions, newest first: look into one, take any of them back. */
#include "screens/history.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "change_text.h"
#include "domain/undo.h"
#include "screens/actions.h"
#include "tui/help.h"
#include "tui/list.h"

enum { HISTORY_PAGE = 60, HISTORY_COLUMNS = 4, HISTORY_CHANGES = 500, HISTORY_LOOK = 600 };

struct history {
	struct office *office;
	int64_t client_id; /* 0: everything */
	int64_t wanted;    /* action to begin at; 0: the newest */
	enum date_order date_order;
	struct history_entry *rows;
	int n;
	bool more;
	struct list list;
	struct list_column columns[HISTORY_COLUMNS];
	struct rect rect, all;
	bool detail; /* the panel with the changes of one action is open */
	struct help help;
};

static void history_append(struct history *s, struct history_entry *rows, int n)
{
	if (n > 0) {
		s->rows = mem_realloc(s->rows, (size_t)(s->n + n) * sizeof *s->rows);
		memcpy(s->rows + s->n, rows, (size_t)n * sizeof *rows);
		s->n += n;
	}
	free(rows);
}

static enum status history_read(struct history *s, int64_t before, int limit, struct err *err)
{
	struct history_entry *rows = NULL;
	int n = 0;
	enum status st = history_list(s->office, s->client_id, before, limit, &rows, &n, err);

	if (st)
		return st;
	s->more = n == limit;
	history_append(s, rows, n);
	return ST_OK;
}

/* --- Rows for the list ------------------------------------------------------------------------ */

static int history_count(void *arg)
{
	return ((struct history *)arg)->n;
}

static int64_t history_id(void *arg, int row)
{
	return ((struct history *)arg)->rows[row].txn;
}

static bool history_more(void *arg, enum list_end end, struct list_shift *out)
{
	struct history *s = arg;
	int had = s->n;

	if (end == LIST_FIRST || !s->more || !had)
		return false;
	if (history_read(s, s->rows[had - 1].txn, HISTORY_PAGE, NULL) != ST_OK)
		return false;
	*out = (struct list_shift){.added = s->n - had};
	return out->added > 0;
}

static void history_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct history *s = arg;
	const struct history_entry *e = &s->rows[row];
	char at[40];

	if (e->undone_by)
		out->role = ROLE_DIM;
	switch (column) {
	case 0:
		date_format_instant(e->at, s->date_order, at, sizeof at);
		buf_add(&out->text, at);
		break;
	case 1: change_text_what(e, &out->text); break;
	case 2: buf_add(&out->text, e->user); break;
	default: buf_addf(&out->text, "%lld", (long long)e->changes); break;
	}
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *history_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct history *s = mem_alloc(sizeof *s);

	s->office = env->office;
	s->client_id = arg->id;
	s->wanted = arg->other;
	s->date_order = env->date_order;
	s->columns[0] = (struct list_column){.title = _("When"), .cols = 16};
	s->columns[1] = (struct list_column){.title = _("What"), .cols = 24, .grow = 1};
	s->columns[2] = (struct list_column){.title = _("Who"), .cols = 14, .priority = 1};
	s->columns[3] = (struct list_column){
		.title = _("Records"), .cols = 8, .priority = 2, .right = true};
	list_init(&s->list, s->columns, HISTORY_COLUMNS,
		(struct list_source){.arg = s,
			.count = history_count,
			.cell = history_cell,
			.id = history_id,
			.more = history_more});
	s->list.name_column = 1;
	s->list.focus = true;
	s->list.empty = _("Nothing was done yet.");
	return s;
}

static enum status history_load(void *state, const struct screen_env *env, struct err *err)
{
	struct history *s = state;
	int64_t id = s->n ? list_id(&s->list) : s->wanted;
	int limit = s->n > HISTORY_PAGE ? s->n : HISTORY_PAGE;

	(void)env;
	s->n = 0;
	enum status st = history_read(s, 0, limit, err);
	while (!st && s->wanted && s->more && s->n < HISTORY_LOOK &&
		s->rows[s->n - 1].txn > s->wanted)
		st = history_read(s, s->rows[s->n - 1].txn, HISTORY_PAGE, err);
	s->wanted = 0;
	list_reset(&s->list);
	if (id)
		list_select_id(&s->list, id);
	return st;
}

static void history_fit(void *state, const struct layout *l)
{
	struct history *s = state;

	s->rect = l->body;
	s->all = (struct rect){l->title.row, 0, l->title.rows + l->body.rows, l->all.cols};
	list_fit(&s->list, l->body.rows);
	if (s->detail)
		help_fit(&s->help, s->all);
}

static void history_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct history *s = state;
	struct buf title = BUF_INIT, key = BUF_INIT;

	buf_add(&title, _("History"));
	if (s->client_id) {
		buf_add(&title, ": ");
		office_title(env->office, KIND_CLIENT, s->client_id, &title);
	}
	keymap_first_key(env->keymap, ACT_UNDO_THIS, &key);
	int used = canvas_text(
		c, l->title.row, l->title.col + 1, l->title.cols - 1, ROLE_TITLE, buf_str(&title));
	canvas_textf(c, l->title.row, l->title.col + used + 4, l->title.cols - used - 4, ROLE_HINT,
		_("%s takes the action under the cursor back"), buf_str(&key));
	buf_release(&title);
	buf_release(&key);
	list_draw(&s->list, c, s->rect);
	if (s->detail)
		help_draw(&s->help, c, s->all);
}

static bool history_typing(const void *state)
{
	return ((const struct history *)state)->detail;
}

/* --- Actions ---------------------------------------------------------------------------------- */

static unsigned history_undo(struct history *s, const struct screen_env *env, struct nav *nav)
{
	struct undo_result done = {0};
	struct err err = ERR_INIT;

	if (!s->n)
		return 0;
	if (undo_action(env->office, list_id(&s->list), &done, &err) != ST_OK)
		return nav_fail(nav, &err);
	change_text_undone(env->office, &done, &s->help, &s->detail, nav);
	if (s->detail)
		help_fit(&s->help, s->all);
	return SCREEN_HANDLED | SCREEN_CHANGED;
}

static unsigned history_detail(struct history *s, const struct screen_env *env, struct nav *nav)
{
	const struct history_entry *e = &s->rows[s->list.cursor];
	struct change_entry *changes = NULL;
	struct buf title = BUF_INIT;
	struct err err = ERR_INIT;
	int n = 0;

	if (!s->n)
		return 0;
	if (change_list(env->office, e->txn, KIND_NONE, 0, HISTORY_CHANGES, &changes, &n, &err) !=
		ST_OK)
		return nav_fail(nav, &err);
	change_text_what(e, &title);
	help_init(&s->help, buf_str(&title));
	buf_release(&title);
	change_text_add(env->office, changes, n, &s->help);
	if (e->changes > n)
		help_text(&s->help, _("… and more"));
	help_fit(&s->help, s->all);
	s->detail = true;
	change_list_free(changes, n);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned history_move(struct history *s, enum list_move move)
{
	list_move(&s->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned history_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct history *s = state;

	switch (action) {
	case ACT_OPEN: return history_detail(s, env, nav);
	case ACT_UNDO_THIS: return history_undo(s, env, nav);
	case ACT_UP: return history_move(s, LIST_UP);
	case ACT_DOWN: return history_move(s, LIST_DOWN);
	case ACT_TOP: return history_move(s, LIST_HOME);
	case ACT_BOTTOM: return history_move(s, LIST_END);
	default: return 0;
	}
}

static unsigned history_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct history *s = state;

	(void)env;
	(void)nav;
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

static void history_position(const void *state, struct buf *out)
{
	const struct history *s = state;

	if (s->n)
		buf_addf(out, "%d/%d%s", s->list.cursor + 1, s->n, s->more ? "+" : "");
}

static void history_release(void *state)
{
	struct history *s = state;

	if (s->detail)
		help_release(&s->help);
	list_release(&s->list);
	free(s->rows);
	free(s);
}

const struct screen_ops history_screen = {
	.title = N_("History"),
	.contexts = CTX_HISTORY,
	.help = N_("Every action of everybody, newest first; undo and redo are actions too. Enter "
		   "shows what one changed. Any of them can be taken back; what was changed later "
		   "is kept and listed."),
	.open = history_open,
	.load = history_load,
	.draw = history_draw,
	.fit = history_fit,
	.typing = history_typing,
	.handle = history_handle,
	.event = history_event,
	.position = history_position,
	.release = history_release,
};
