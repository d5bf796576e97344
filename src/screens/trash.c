/* What was deleted, latest first, and how to bring it back. */
#include "screens/trash.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/mem.h"
#include "domain/action.h"
#include "domain/trash_list.h"
#include "screens/actions.h"
#include "tui/list.h"

enum { TRASH_ROWS = 300, TRASH_COLUMNS = 4 };

/* Kinds that a person deletes; what belongs to them (contact points, lines) comes back with them. */
static const enum kind_id trash_kinds[] = {KIND_CLIENT, KIND_DEAL, KIND_TASK, KIND_INTERACTION,
	KIND_PRODUCT, KIND_USER, KIND_CHOICE, KIND_STAGE, KIND_PIPELINE, KIND_CUSTOM_FIELD,
	KIND_IMPORT_PROFILE};
#define TRASH_KINDS (sizeof trash_kinds / sizeof *trash_kinds)

struct trash {
	struct office *office;
	enum date_order date_order;
	struct trash_entry *rows;
	int n;
	struct list list;
	struct list_column columns[TRASH_COLUMNS];
	struct rect rect;
};

static int trash_count(void *arg)
{
	return ((struct trash *)arg)->n;
}

static int64_t trash_key(const struct trash_entry *r)
{
	return ((int64_t)r->kind << 48) | r->id;
}

static int64_t trash_id(void *arg, int row)
{
	return trash_key(&((struct trash *)arg)->rows[row]);
}

static void trash_cell(void *arg, int row, int column, struct list_cell *out)
{
	const struct trash *s = arg;
	const struct trash_entry *r = &s->rows[row];
	char at[40];

	switch (column) {
	case 0: office_title(s->office, r->kind, r->id, &out->text); break;
	case 1: buf_add(&out->text, _(office_kind(s->office, r->kind)->title)); break;
	case 2:
		date_format_instant(r->deleted_at, s->date_order, at, sizeof at);
		buf_add(&out->text, at);
		break;
	default:
		if (r->by)
			office_title(s->office, KIND_USER, r->by, &out->text);
		break;
	}
}

static void *trash_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct trash *s = mem_alloc(sizeof *s);

	(void)arg;
	s->office = env->office;
	s->date_order = env->date_order;
	s->columns[0] = (struct list_column){.title = _("What"), .cols = 24, .grow = 1};
	s->columns[1] = (struct list_column){.title = _("Kind"), .cols = 12};
	s->columns[2] = (struct list_column){.title = _("Deleted"), .cols = 16};
	s->columns[3] = (struct list_column){.title = _("By"), .cols = 14, .priority = 1};
	list_init(&s->list, s->columns, TRASH_COLUMNS,
		(struct list_source){
			.arg = s, .count = trash_count, .cell = trash_cell, .id = trash_id});
	s->list.focus = true;
	s->list.empty = _("The trash is empty.");
	return s;
}

static int trash_compare(const void *a, const void *b)
{
	const struct trash_entry *x = a, *y = b;

	if (x->deleted_at != y->deleted_at)
		return x->deleted_at > y->deleted_at ? -1 : 1;
	if (x->kind != y->kind) /* a client stands before what went with it */
		return x->kind < y->kind ? -1 : 1;
	return x->id > y->id ? -1 : x->id < y->id;
}

/* The latest of one kind. */
static enum status trash_read(struct trash *s, enum kind_id kind, struct err *err)
{
	struct trash_entry *rows = NULL;
	int n = 0;
	enum status st = trash_list(s->office, kind, TRASH_ROWS, &rows, &n, err);

	if (!st && n) {
		s->rows = mem_realloc(s->rows, (size_t)(s->n + n) * sizeof *s->rows);
		memcpy(s->rows + s->n, rows, (size_t)n * sizeof *rows);
		s->n += n;
	}
	free(rows);
	return st;
}

static enum status trash_load(void *state, const struct screen_env *env, struct err *err)
{
	struct trash *s = state;
	int64_t id = s->n ? list_id(&s->list) : 0;
	enum status st = ST_OK;

	(void)env;
	s->n = 0;
	for (size_t i = 0; i < TRASH_KINDS && !st; i++)
		st = trash_read(s, trash_kinds[i], err);
	if (s->n)
		qsort(s->rows, (size_t)s->n, sizeof *s->rows, trash_compare);
	list_reset(&s->list);
	if (id)
		list_select_id(&s->list, id);
	return st;
}

static void trash_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct trash *s = state;
	struct buf key = BUF_INIT;

	keymap_first_key(env->keymap, ACT_RESTORE, &key);
	int used = canvas_text(
		c, l->title.row, l->title.col + 1, l->title.cols - 1, ROLE_TITLE, _("Trash"));
	canvas_textf(c, l->title.row, l->title.col + used + 4, l->title.cols - used - 4, ROLE_HINT,
		_("%s brings back what is under the cursor"), buf_str(&key));
	buf_release(&key);
	list_draw(&s->list, c, s->rect);
}

static void trash_fit(void *state, const struct layout *l)
{
	struct trash *s = state;

	s->rect = l->body;
	list_fit(&s->list, l->body.rows);
}

static unsigned trash_restore(struct trash *s, const struct screen_env *env, struct nav *nav)
{
	const struct trash_entry *r = &s->rows[s->list.cursor];
	struct buf what = BUF_INIT, title = BUF_INIT;
	struct err err = ERR_INIT;
	enum status st;
	unsigned flags;

	if (!s->n)
		return 0;
	office_title(env->office, r->kind, r->id, &title);
	buf_addf(&what, _("Restore %s "), _(office_kind(env->office, r->kind)->title));
	buf_add(&what, buf_str(&title));
	st = action_begin(env->office, buf_str(&what), &err);
	buf_release(&what);
	if (!st)
		st = record_restore(env->office, r->kind, r->id, &err);
	if (!st)
		st = action_commit(env->office, NULL, &err);
	if (st)
		action_cancel(env->office);
	flags = st ? nav_fail(nav, &err)
		   : nav_done(nav, env, _("Brought back: %s."), buf_str(&title));
	buf_release(&title);
	return flags;
}

/* There is nothing to open here; the key that helps is told. */
static unsigned trash_tell(const struct trash *s, const struct screen_env *env, struct nav *nav)
{
	struct buf key = BUF_INIT;

	if (!s->n)
		return 0;
	keymap_first_key(env->keymap, ACT_RESTORE, &key);
	nav_say(nav, MESSAGE_INFO, _("%s brings back what is under the cursor"), buf_str(&key));
	buf_release(&key);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned trash_move(struct trash *s, enum list_move move)
{
	list_move(&s->list, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned trash_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct trash *s = state;

	switch (action) {
	case ACT_RESTORE:
	case ACT_UNDO_THIS: return trash_restore(s, env, nav);
	case ACT_OPEN: return trash_tell(s, env, nav);
	case ACT_UP: return trash_move(s, LIST_UP);
	case ACT_DOWN: return trash_move(s, LIST_DOWN);
	case ACT_TOP: return trash_move(s, LIST_HOME);
	case ACT_BOTTOM: return trash_move(s, LIST_END);
	default: return 0;
	}
}

static unsigned trash_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct trash *s = state;

	(void)env;
	(void)nav;
	return list_handle(&s->list, ev, s->rect) ? SCREEN_HANDLED | SCREEN_REDRAW : 0;
}

static void trash_position(const void *state, struct buf *out)
{
	const struct trash *s = state;

	if (s->n)
		buf_addf(out, "%d/%d", s->list.cursor + 1, s->n);
}

static void trash_release(void *state)
{
	struct trash *s = state;

	list_release(&s->list);
	free(s->rows);
	free(s);
}

const struct screen_ops trash_screen = {
	.title = N_("Trash"),
	.contexts = CTX_HISTORY,
	.help = N_(
		"What was deleted, latest first. Nothing is ever lost by deleting: bring it back "
		"from here, with everything that belongs to it. What an undone import made is not "
		"here: redo brings it back, or History."),
	.open = trash_open,
	.load = trash_load,
	.draw = trash_draw,
	.fit = trash_fit,
	.handle = trash_handle,
	.event = trash_event,
	.position = trash_position,
	.release = trash_release,
};
