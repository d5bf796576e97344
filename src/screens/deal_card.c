/*
 * One deal: what it is worth, how far it is, and what was done and is to be done for it. Edit and delete mean the row under the
 * cursor where it has a record of its own, else the deal.
 */
#include "screens/deal_card.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "deal_data.h"
#include "deal_move.h"
#include "domain/deal.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/print_dialog.h"
#include "screens/record_acts.h"

enum { DEAL_HEAD_ROWS = 4, DEAL_SPLIT_COLS = 76, DEAL_NOTE_ROWS = 3, DEAL_NOTE_ROWS_TALL = 8 };

struct deal_card {
	struct deal_data data;
	int64_t id;
	enum deal_panel focus;
};

/* --- Life ------------------------------------------------------------------------------------- */

static void *deal_card_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct deal_card *s = mem_alloc(sizeof *s);

	deal_data_init(&s->data, env);
	s->id = arg->id;
	s->focus =
		arg->preset && strstr(arg->preset, "panel=1") ? DEAL_PANEL_WORK : DEAL_PANEL_INFO;
	return s;
}

static void deal_card_release(void *state)
{
	struct deal_card *s = state;

	deal_data_release(&s->data);
	free(s);
}

static enum status deal_card_load(void *state, const struct screen_env *env, struct err *err)
{
	struct deal_card *s = state;

	(void)env;
	return deal_data_load(&s->data, s->id, err);
}

/* Both panels side by side; on narrow windows the one that has the focus. */
static void deal_card_fit(void *state, const struct layout *l)
{
	struct deal_card *s = state;
	struct rect room = l->body, none = {room.row, room.col, 0, 0};
	struct rect place[DEAL_PANELS] = {none, none};
	int notes = l->all.rows >= LAYOUT_CHART_ROWS ? DEAL_NOTE_ROWS_TALL : DEAL_NOTE_ROWS;

	rect_cut_top(&room, DEAL_HEAD_ROWS);
	if (room.cols < DEAL_SPLIT_COLS) {
		place[s->focus] = room;
	} else {
		place[DEAL_PANEL_INFO] = rect_cut_left(&room, room.cols * 9 / 20);
		rect_cut_left(&room, 1);
		place[DEAL_PANEL_WORK] = room;
	}
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_fit(&s->data.panels[i], place[i], notes);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void deal_card_draw_title(const struct deal_card *s, struct canvas *c, struct rect r)
{
	const struct record *deal = &s->data.deal;
	const char *state = deal->deleted_at ? _("in the trash")
			    : s->data.quiet  ? _("! stale")
					     : "";
	int cols = *state ? canvas_cols(c, state) + 2 : 0;

	canvas_text(
		c, r.row, r.col + 1, r.cols - 2 - cols, ROLE_TITLE, record_text(deal, DEAL_TITLE));
	canvas_text(c, r.row, r.col + r.cols - cols, cols,
		deal->deleted_at ? ROLE_BAD : ROLE_OVERDUE, state);
}

static void deal_card_draw_head(const struct deal_card *s, struct canvas *c, struct rect r)
{
	struct buf line = BUF_INIT;

	deal_data_money_line(&s->data, &line);
	canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_NORMAL, buf_str(&line));
	buf_clear(&line);
	deal_data_who_line(&s->data, &line);
	canvas_text(c, r.row + 1, r.col + 1, r.cols - 2, ROLE_NORMAL, buf_str(&line));
	deal_data_draw_path(&s->data, c, (struct rect){r.row + 2, r.col + 1, 1, r.cols - 2});
	buf_release(&line);
}

static void deal_card_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct deal_card *s = state;
	const struct card_panel *work = &s->data.panels[DEAL_PANEL_WORK];

	(void)env;
	if (!s->data.id)
		return;
	deal_card_draw_title(s, c, l->title);
	deal_card_draw_head(s, c, l->body);
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_draw(&s->data.panels[i], c, i == (int)s->focus);
	if (work->r.rows > 0 && work->r.col > l->body.col)
		canvas_vline(c, work->r.row, work->r.col - 1, work->r.rows);
}

static void deal_card_position(const void *state, struct buf *out)
{
	const struct deal_card *s = state;
	int at, n = card_panel_count(&s->data.panels[s->focus], &at);

	if (n > 0)
		buf_addf(out, "%d/%d", at, n);
}

/* --- Actions ---------------------------------------------------------------------------------- */

static struct card_panel *deal_card_panel(struct deal_card *s)
{
	return &s->data.panels[s->focus];
}

/* The record of its own that the row under the cursor has; NULL: the row is of the deal. */
static const struct card_item *deal_card_item(struct deal_card *s)
{
	const struct card_item *item = card_panel_current(deal_card_panel(s));

	return item && item->kind != KIND_NONE ? item : NULL;
}

static unsigned deal_card_edit(struct deal_card *s, struct nav *nav)
{
	const struct card_item *item = card_panel_current(deal_card_panel(s));
	const struct kind *k = s->data.deal.kind;
	char *preset = NULL;
	unsigned flags;

	if (item && (item->type == CARD_TASK || item->type == CARD_INTERACTION))
		return nav_open(nav, SCREEN_FORM, item->kind, item->id, NULL);
	if (item && item->field >= 0 && !(k->fields[item->field].flags & FF_READONLY))
		preset = mem_printf("focus=%s\n", k->fields[item->field].name);
	flags = nav_open(nav, SCREEN_FORM, KIND_DEAL, s->id, preset);
	free(preset);
	return flags;
}

static unsigned deal_card_open_item(struct deal_card *s, struct nav *nav)
{
	const struct card_item *item = deal_card_item(s);

	return item ? record_acts_open(item->kind, item->id, nav) : deal_card_edit(s, nav);
}

static unsigned deal_card_delete(struct deal_card *s, const struct screen_env *env, struct nav *nav)
{
	const struct card_item *item = deal_card_item(s);
	unsigned flags;

	if (item && item->type != CARD_FIELD)
		return record_acts_delete(env, item->kind, &item->id, 1, nav);
	flags = record_acts_delete(env, KIND_DEAL, &s->id, 1, nav);
	return flags & SCREEN_CHANGED ? flags | SCREEN_CLOSE : flags;
}

/* The task under the cursor, or the only open one. */
static unsigned deal_card_task(struct deal_card *s, int action, struct nav *nav)
{
	const struct card_panel *work = &s->data.panels[DEAL_PANEL_WORK];
	const struct card_item *item = deal_card_item(s);
	int64_t only = 0;
	int n = 0;

	if (action != ACT_DONE && action != ACT_RESCHEDULE)
		return 0;
	if (item && item->type == CARD_TASK && item->open)
		return record_acts_task(action, item->id, nav);
	for (size_t i = 0; i < work->n; i++)
		if (work->items[i].type == CARD_TASK && work->items[i].open) {
			only = work->items[i].id;
			n++;
		}
	if (n == 1)
		return record_acts_task(action, only, nav);
	nav_say(nav, MESSAGE_INFO, _("Put the cursor on an open task first; Tab goes to them."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned deal_card_step(struct deal_card *s, int step, struct nav *nav)
{
	return nav_step(nav, step, s->focus == DEAL_PANEL_WORK ? "panel=1\n" : "panel=0\n");
}

static unsigned deal_card_back(struct deal_card *s, struct nav *nav)
{
	nav->arg.kind = KIND_DEAL;
	nav->arg.id = s->id;
	return SCREEN_HANDLED | SCREEN_CLOSE;
}

static unsigned deal_card_move(struct deal_card *s, int by)
{
	card_panel_move(deal_card_panel(s), by);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned deal_card_turn(struct deal_card *s)
{
	s->focus = s->focus == DEAL_PANEL_INFO ? DEAL_PANEL_WORK : DEAL_PANEL_INFO;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned deal_card_handle_move(struct deal_card *s, int action, struct nav *nav)
{
	switch (action) {
	case ACT_UP: return deal_card_move(s, -1);
	case ACT_DOWN: return deal_card_move(s, 1);
	case ACT_TOP: return deal_card_move(s, -(int)deal_card_panel(s)->n);
	case ACT_BOTTOM: return deal_card_move(s, (int)deal_card_panel(s)->n);
	case ACT_NEXT_PANE:
	case ACT_PREV_PANE: return deal_card_turn(s);
	case ACT_PREV_RECORD: return deal_card_step(s, -1, nav);
	case ACT_NEXT_RECORD: return deal_card_step(s, 1, nav);
	case ACT_BACK: return deal_card_back(s, nav);
	default: return 0;
	}
}

static unsigned deal_card_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct deal_card *s = state;
	unsigned flags = deal_card_handle_move(s, action, nav);

	if (flags || !s->data.id)
		return flags;
	flags = deal_move(env, action, &s->data.deal, nav);
	if (!flags)
		flags = deal_card_task(s, action, nav);
	if (!flags)
		flags = record_acts_client(
			env, action, record_num(&s->data.deal, DEAL_CLIENT), s->id, nav);
	if (flags)
		return flags;
	switch (action) {
	case ACT_OPEN: return deal_card_open_item(s, nav);
	case ACT_EDIT: return deal_card_edit(s, nav);
	case ACT_DELETE: return deal_card_delete(s, env, nav);
	case ACT_NEW:
		return record_acts_client(
			env, ACT_TASK, record_num(&s->data.deal, DEAL_CLIENT), s->id, nav);
	case ACT_COPY: return record_acts_copy(env, &s->data.deal, nav);
	case ACT_PRINT: return print_dialog_card(nav, KIND_DEAL, s->id);
	case ACT_EXPORT: return export_dialog_record(nav, KIND_DEAL, s->id);
	default: return 0;
	}
}

static unsigned deal_card_mouse(struct deal_card *s, const struct event *ev, struct nav *nav)
{
	for (int i = 0; i < DEAL_PANELS; i++) {
		if (!rect_has(s->data.panels[i].r, ev->row, ev->col))
			continue;
		s->focus = (enum deal_panel)i;
		if (ev->mouse == MOUSE_WHEEL_UP)
			return deal_card_move(s, -3);
		if (ev->mouse == MOUSE_WHEEL_DOWN)
			return deal_card_move(s, 3);
		if (card_panel_click(&s->data.panels[i], ev->row) && ev->mouse == MOUSE_DOUBLE)
			return deal_card_open_item(s, nav);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return 0;
}

static unsigned deal_card_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct deal_card *s = state;

	(void)env;
	if (ev->kind == EVENT_MOUSE)
		return deal_card_mouse(s, ev, nav);
	if (ev->kind != EVENT_KEY || ev->mods)
		return 0;
	switch (ev->key) {
	case K_UP: return deal_card_move(s, -1);
	case K_DOWN: return deal_card_move(s, 1);
	case K_HOME: return deal_card_move(s, -(int)deal_card_panel(s)->n);
	case K_END: return deal_card_move(s, (int)deal_card_panel(s)->n);
	case K_LEFT:
	case K_RIGHT: return deal_card_turn(s);
	case K_PGUP: card_panel_page(deal_card_panel(s), -1); break;
	case K_PGDN: card_panel_page(deal_card_panel(s), 1); break;
	default: return 0;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

const struct screen_ops deal_card_screen = {
	.title = N_("Deal"),
	.contexts = CTX_DEAL,
	.help = N_("One deal: its worth, the way through its stages, what is known, the tasks and "
		   "the history. < and > move it through the pipeline, W wins it, L loses it. "
		   "Enter on a client opens the client; on a task or a line of history, its form."),
	.open = deal_card_open,
	.load = deal_card_load,
	.draw = deal_card_draw,
	.fit = deal_card_fit,
	.handle = deal_card_handle,
	.event = deal_card_event,
	.position = deal_card_position,
	.release = deal_card_release,
};
