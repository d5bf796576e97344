/*
 * One client: fields and people, history, tasks and deals in three panels. Actions mean the row under the cursor of the panel
 * that has the focus; what has no row of its own means the client. The preset carries panel and zoom from record to record.
 */
#include "screens/card.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "card_data.h"
#include "card_layout.h"
#include "domain/action.h"
#include "domain/client.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/merge_form.h"
#include "screens/print_dialog.h"
#include "screens/record_acts.h"

struct card {
	struct card_data data;
	int64_t id;
	enum card_panel_id focus;
	bool zoom;
	struct card_areas areas;
};

/* --- Life ------------------------------------------------------------------------------------- */

static void *card_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct card *s = mem_alloc(sizeof *s);
	const char *panel = arg->preset ? strstr(arg->preset, "panel=") : NULL;

	card_data_init(&s->data, env);
	s->id = arg->id;
	s->focus = PANEL_INFO;
	s->zoom = arg->preset && strstr(arg->preset, "zoom=1");
	if (panel && panel[6] >= '0' && panel[6] < '0' + PANEL_COUNT)
		s->focus = (enum card_panel_id)(panel[6] - '0');
	return s;
}

static void card_release(void *state)
{
	struct card *s = state;

	card_data_release(&s->data);
	free(s);
}

static enum status card_load(void *state, const struct screen_env *env, struct err *err)
{
	struct card *s = state;

	(void)env;
	return card_data_load(&s->data, s->id, true, err);
}

static void card_fit(void *state, const struct layout *l)
{
	struct card *s = state;

	card_layout(l, &s->data, s->zoom, s->focus, &s->areas);
	for (int i = 0; i < PANEL_COUNT; i++) {
		s->data.panels[i].bare = s->areas.strip.rows > 0;
		card_panel_fit(&s->data.panels[i], s->areas.panels[i], s->areas.note_rows[i]);
	}
	if (s->areas.chart.rows > 0)
		card_data_load_months(&s->data);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

/* How to reach the client, and what must not be overlooked. */
static void card_draw_contacts(const struct card *s, struct canvas *c, struct rect r)
{
	const struct record *client = &s->data.client;
	struct buf line = BUF_INIT, warning = BUF_INIT;
	int cols;

	if (client->deleted_at)
		buf_add(&warning, _("! in the trash"));
	if (record_num(client, CLIENT_DO_NOT_CALL))
		buf_addf(&warning, "%s%s", warning.len ? "  " : "", _("! do not call"));
	if (record_num(client, CLIENT_DO_NOT_MAIL))
		buf_addf(&warning, "%s%s", warning.len ? "  " : "", _("! do not mail"));
	cols = warning.len ? text_cols(buf_str(&warning)) + 2 : 0;
	card_data_contact_line(&s->data, &line);
	canvas_text_right(c, r.row, r.col, r.cols - 1, ROLE_OVERDUE, buf_str(&warning));
	canvas_text(c, r.row, r.col + 1, r.cols - 2 - cols, ROLE_NORMAL, buf_str(&line));
	buf_release(&line);
	buf_release(&warning);
}

static void card_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct card *s = state;

	(void)env;
	if (!s->data.id) {
		canvas_text(c, l->body.row + 1, l->body.col + 2, l->body.cols - 4, ROLE_HINT,
			_("This client does not exist any more. Esc goes back."));
		return;
	}
	card_layout_draw_title(&s->data, c, l->title);
	card_draw_contacts(s, c, s->areas.contacts);
	card_layout_draw_strip(&s->areas, &s->data, s->focus, c);
	for (int i = 0; i < 2; i++)
		if (s->areas.rules[i].rows > 0)
			canvas_vline(c, s->areas.rules[i].row, s->areas.rules[i].col,
				s->areas.rules[i].rows);
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_draw(&s->data.panels[i], c, i == (int)s->focus);
	card_layout_draw_chart(s->areas.chart, &s->data, c);
}

static void card_position(const void *state, struct buf *out)
{
	const struct card *s = state;
	int at, n = card_panel_count(&s->data.panels[s->focus], &at);

	if (n > 0)
		buf_addf(out, "%d/%d%s", at, n,
			s->focus == PANEL_HISTORY && s->data.more_history ? "+" : "");
}

/* --- Moving ----------------------------------------------------------------------------------- */

static struct card_panel *card_panel(struct card *s)
{
	return &s->data.panels[s->focus];
}

/* Down at the end of the history reads further back. */
static unsigned card_move(struct card *s, int by)
{
	struct card_panel *p = card_panel(s);

	if (!card_panel_move(p, by) && by > 0 && s->focus == PANEL_HISTORY &&
		card_data_more(&s->data))
		card_panel_move(p, by);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned card_page(struct card *s, int direction)
{
	struct card_panel *p = card_panel(s);
	int before = p->cursor;

	card_panel_page(p, direction);
	if (direction > 0 && s->focus == PANEL_HISTORY && p->cursor == (int)p->n - 1 &&
		card_data_more(&s->data) && p->cursor == before)
		card_panel_page(p, direction);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned card_end(struct card *s, int direction)
{
	while (direction > 0 && s->focus == PANEL_HISTORY && card_data_more(&s->data))
		;
	card_panel_move(card_panel(s), direction * (int)card_panel(s)->n);
	if (direction < 0)
		card_panel(s)->top = 0;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned card_turn(struct card *s, int by)
{
	s->focus = (enum card_panel_id)((s->focus + PANEL_COUNT + by) % PANEL_COUNT);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned card_step_record(struct card *s, int step, struct nav *nav)
{
	char *preset = mem_printf("panel=%d\nzoom=%d\n", (int)s->focus, (int)s->zoom);
	unsigned flags = nav_step(nav, step, preset);

	free(preset);
	return flags;
}

/* --- Actions ---------------------------------------------------------------------------------- */

static unsigned card_edit_client(struct card *s, int field, struct nav *nav)
{
	const struct kind *k = s->data.client.kind;
	char *preset = field >= 0 && !(k->fields[field].flags & FF_READONLY)
			       ? mem_printf("focus=%s\n", k->fields[field].name)
			       : NULL;
	unsigned flags = nav_open(nav, SCREEN_FORM, KIND_CLIENT, s->id, preset);

	free(preset);
	return flags;
}

/* Tasks, interactions, phones and addresses have no card of their own: their form. */
static unsigned card_open_item(struct card *s, bool edit, struct nav *nav)
{
	const struct card_item *item = card_panel_current(card_panel(s));

	if (!item || item->type == CARD_FIELD)
		return card_edit_client(s, item ? item->field : -1, nav);
	if (edit)
		return nav_open(nav, SCREEN_FORM, item->kind, item->id, NULL);
	return record_acts_open(item->kind, item->id, nav);
}

static int64_t card_task(struct card *s)
{
	const struct card_panel *work = &s->data.panels[PANEL_WORK];
	const struct card_item *item = card_panel_current(card_panel(s));
	int64_t only = 0;
	int n = 0;

	if (item && item->type == CARD_TASK)
		return item->open ? item->id : 0;
	/* From another panel: the one that can be meant. */
	for (size_t i = 0; i < work->n && s->focus != PANEL_WORK; i++)
		if (work->items[i].type == CARD_TASK && work->items[i].open) {
			only = work->items[i].id;
			n++;
		}
	return n == 1 ? only : 0;
}

static unsigned card_act_task(struct card *s, int action, struct nav *nav)
{
	int64_t id = card_task(s);

	if (id)
		return record_acts_task(action, id, nav);
	nav_say(nav, MESSAGE_INFO, _("Put the cursor on an open task first; Tab goes to them."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned card_delete(struct card *s, const struct screen_env *env, struct nav *nav)
{
	const struct card_item *item = card_panel_current(card_panel(s));
	bool client =
		!item || item->type == CARD_FIELD || (item->type == CARD_PERSON && !item->relation);
	unsigned flags;

	if (!client && item->type == CARD_PERSON)
		return record_acts_delete(env, KIND_RELATION, &item->relation, 1, nav);
	if (!client)
		return record_acts_delete(env, item->kind, &item->id, 1, nav);
	flags = record_acts_delete(env, KIND_CLIENT, &s->id, 1, nav);
	return flags & SCREEN_CHANGED ? flags | SCREEN_CLOSE : flags;
}

static unsigned card_person(struct card *s, const struct screen_env *env, struct nav *nav)
{
	if (strcmp(record_text(&s->data.client, CLIENT_KIND), "person") != 0)
		return record_acts_client(env, ACT_NEW_PERSON, s->id, 0, nav);
	nav_say(nav, MESSAGE_INFO, _("This is a person; open the company to add people to it."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* What "new" means depends on the panel: a person, a call, a task or a deal. */
static unsigned card_new(struct card *s, const struct screen_env *env, struct nav *nav)
{
	const struct card_item *item = card_panel_current(card_panel(s));

	if (s->focus == PANEL_INFO)
		return card_person(s, env, nav);
	if (s->focus == PANEL_HISTORY)
		return record_acts_client(env, ACT_LOG, s->id, 0, nav);
	return record_acts_client(
		env, item && item->type == CARD_DEAL ? ACT_NEW_DEAL : ACT_TASK, s->id, 0, nav);
}

/* Calls, notes and tasks of a deal under the cursor belong to the deal as well. */
static unsigned card_act_client(
	struct card *s, const struct screen_env *env, int action, struct nav *nav)
{
	const struct card_item *item = card_panel_current(card_panel(s));

	return record_acts_client(
		env, action, s->id, item && item->type == CARD_DEAL ? item->id : 0, nav);
}

static unsigned card_copy(struct card *s, const struct screen_env *env, struct nav *nav)
{
	const struct card_item *item = card_panel_current(card_panel(s));
	struct record r;
	unsigned flags;

	if (!item || item->type == CARD_FIELD ||
		record_load(env->office, item->kind, item->id, &r, NULL) != ST_OK)
		return record_acts_copy(env, &s->data.client, nav);
	flags = record_acts_copy(env, &r, nav);
	record_release(&r);
	return flags;
}

static unsigned card_back(struct card *s, struct nav *nav)
{
	if (s->zoom) {
		s->zoom = false;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	nav->arg.kind = KIND_CLIENT;
	nav->arg.id = s->id;
	return SCREEN_HANDLED | SCREEN_CLOSE;
}

static unsigned card_handle_move(struct card *s, int action, struct nav *nav)
{
	switch (action) {
	case ACT_UP: return card_move(s, -1);
	case ACT_DOWN: return card_move(s, 1);
	case ACT_TOP: return card_end(s, -1);
	case ACT_BOTTOM: return card_end(s, 1);
	case ACT_NEXT_PANE: return card_turn(s, 1);
	case ACT_PREV_PANE: return card_turn(s, -1);
	case ACT_PREV_RECORD: return card_step_record(s, -1, nav);
	case ACT_NEXT_RECORD: return card_step_record(s, 1, nav);
	case ACT_ZOOM: s->zoom = !s->zoom; return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_BACK: return card_back(s, nav);
	default: return 0;
	}
}

static unsigned card_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct card *s = state;
	unsigned flags = card_handle_move(s, action, nav);

	if (flags || !s->data.id)
		return flags;
	switch (action) {
	case ACT_OPEN: return card_open_item(s, false, nav);
	case ACT_EDIT: return card_open_item(s, true, nav);
	case ACT_NEW: return card_new(s, env, nav);
	case ACT_DELETE: return card_delete(s, env, nav);
	case ACT_NEW_PERSON: return card_person(s, env, nav);
	case ACT_DONE:
	case ACT_RESCHEDULE: return card_act_task(s, action, nav);
	case ACT_COPY: return card_copy(s, env, nav);
	case ACT_PRINT: return print_dialog_card(nav, KIND_CLIENT, s->id);
	case ACT_EXPORT: return export_dialog_record(nav, KIND_CLIENT, s->id);
	case ACT_MERGE: return merge_form_open_duplicates(env, KIND_CLIENT, s->id, nav);
	case ACT_UNMERGE: return merge_form_unmerge(env, KIND_CLIENT, s->id, nav);
	case ACT_HISTORY: return nav_open(nav, SCREEN_HISTORY, KIND_CLIENT, s->id, NULL);
	default: return card_act_client(s, env, action, nav);
	}
}

/* --- Keys and clicks -------------------------------------------------------------------------- */

static unsigned card_click(struct card *s, const struct event *ev, struct nav *nav)
{
	if (s->areas.strip.rows > 0 && ev->row == s->areas.strip.row) {
		enum card_panel_id at = card_layout_strip_at(&s->areas, &s->data, ev->col);

		s->focus = at == PANEL_COUNT ? s->focus : at;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	for (int i = 0; i < PANEL_COUNT; i++) {
		if (!rect_has(s->areas.panels[i], ev->row, ev->col))
			continue;
		s->focus = (enum card_panel_id)i;
		if (card_panel_click(card_panel(s), ev->row) && ev->mouse == MOUSE_DOUBLE)
			return nav_action(nav, ACT_OPEN) | SCREEN_REDRAW;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	return SCREEN_HANDLED;
}

static unsigned card_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct card *s = state;

	(void)env;
	if (ev->kind == EVENT_MOUSE) {
		if (ev->mouse == MOUSE_WHEEL_UP || ev->mouse == MOUSE_WHEEL_DOWN)
			return card_move(s, ev->mouse == MOUSE_WHEEL_UP ? -1 : 1);
		return ev->mouse == MOUSE_PRESS || ev->mouse == MOUSE_DOUBLE
			       ? card_click(s, ev, nav)
			       : SCREEN_HANDLED;
	}
	if (ev->kind != EVENT_KEY || ev->mods != 0)
		return 0;
	switch (ev->key) {
	case K_UP: return card_move(s, -1);
	case K_DOWN: return card_move(s, 1);
	case K_PGUP: return card_page(s, -1);
	case K_PGDN: return card_page(s, 1);
	case K_HOME: return card_end(s, -1);
	case K_END: return card_end(s, 1);
	case K_LEFT: return card_turn(s, -1);
	case K_RIGHT: return card_turn(s, 1);
	default: return 0;
	}
}

/* For a card opened from this one: the next person or company in the panel. */
static bool card_step(void *state, const struct screen_env *env, int step, struct screen_arg *out)
{
	struct card *s = state;
	struct card_panel *p = card_panel(s);
	int before = p->cursor;

	(void)env;
	while (card_panel_move(p, step)) {
		const struct card_item *item = card_panel_current(p);

		if (item && item->type == CARD_PERSON) {
			*out = (struct screen_arg){.kind = KIND_CLIENT, .id = item->id};
			return true;
		}
	}
	p->cursor = before;
	return false;
}

const struct screen_ops card_screen = {
	.title = N_("Client"),
	.contexts = CTX_CARD,
	.help = N_("Everything about one client. Tab goes from panel to panel: details and people, "
		   "history, "
		   "tasks and deals; actions mean the row under the cursor. [ and ] go to the "
		   "previous and "
		   "the next client of the list."),
	.open = card_open,
	.load = card_load,
	.draw = card_draw,
	.fit = card_fit,
	.handle = card_handle,
	.event = card_event,
	.step = card_step,
	.position = card_position,
	.release = card_release,
};
