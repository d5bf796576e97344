/*
 * The list of clients, filtered as you type; beside it, on wide windows, the card of the client under the cursor. What stands
 * beside the list is read when the cursor has come to rest on another client, in fit().
 */
#include "screens/clients.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "card_data.h"
#include "card_layout.h"
#include "client_preview.h"
#include "domain/client.h"
#include "near_day.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/merge_form.h"
#include "screens/print_dialog.h"
#include "screens/record_acts.h"
#include "screens/record_list.h"
#include "tui/dialog.h"

enum { CLIENTS_NEAR_COLS = 8, CLIENTS_DUE_COLS = 11, CLIENTS_NAME_COLS = 22 };

struct clients {
	const struct screen_env *env;
	struct record_list list;
	struct card_data beside; /* the card beside the list */
	struct card_areas areas;
	int64_t preview_id; /* client that preview is about */
	struct buf preview;
	bool stale; /* what stands beside the list must be read again */
	struct buf empty;
	bool asking; /* the dialog about many marked clients */
	struct dialog dialog;
};

/* --- Columns ---------------------------------------------------------------------------------- */

static bool clients_cell(void *arg, const struct record *r, int field, struct list_cell *out)
{
	const struct clients *s = arg;
	int32_t today = clock_today();

	if (!record_has(r, field))
		return false;
	if (field == CLIENT_LAST_CONTACT_AT) {
		near_day_past(date_of_instant(record_num(r, field), NULL), today,
			s->env->date_order, &out->text);
		return true;
	}
	if (field == CLIENT_NEXT_TASK_DAY) {
		near_day_due((int32_t)record_num(r, field), today, s->env->date_order, &out->text,
			&out->role);
		return true;
	}
	return false;
}

/* The order on the screen, and which go first when it gets narrow. */
static void clients_columns(struct clients *s)
{
	static const struct {
		int field, priority, cols;
	} columns[] = {
		{CLIENT_NAME, 0, CLIENTS_NAME_COLS},
		{CLIENT_PHONE, 1, 17},
		{CLIENT_CITY, 4, 13},
		{CLIENT_OWNER, 5, 12},
		{CLIENT_LAST_CONTACT_AT, 3, CLIENTS_NEAR_COLS},
		{CLIENT_NEXT_TASK_DAY, 2, CLIENTS_DUE_COLS},
	};
	enum { COLUMNS = sizeof columns / sizeof *columns };
	int fields[COLUMNS];

	for (int i = 0; i < COLUMNS; i++)
		fields[i] = columns[i].field;
	record_list_set_columns(&s->list, fields, COLUMNS);
	for (int i = 0; i < COLUMNS; i++) {
		s->list.columns[i].priority = columns[i].priority;
		s->list.columns[i].cols = columns[i].cols;
		s->list.columns[i].grow = i == 0 ? 1 : 0;
	}
	s->list.columns[4].title = _("Last");
	s->list.columns[5].title = _("Next");
}

/* --- Life ------------------------------------------------------------------------------------- */

static void *clients_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct clients *s = mem_alloc(sizeof *s);

	s->env = env;
	record_list_init(&s->list, env, KIND_CLIENT);
	s->list.cell = clients_cell;
	s->list.cell_arg = s;
	clients_columns(s);
	if (arg->preset)
		record_list_set_filter(&s->list, arg->preset);
	card_data_init(&s->beside, env);
	return s;
}

static void clients_release(void *state)
{
	struct clients *s = state;

	if (s->asking)
		dialog_release(&s->dialog);
	record_list_release(&s->list);
	card_data_release(&s->beside);
	buf_release(&s->preview);
	buf_release(&s->empty);
	free(s);
}

/* What an empty list says: how to begin, or how to go on from a filter that lets nobody through. */
static void clients_say_empty(struct clients *s)
{
	const char *typed = lineedit_text(&s->list.filter);
	struct buf key = BUF_INIT, more = BUF_INIT;

	keymap_first_key(s->env->keymap, ACT_NEW, &key);
	keymap_first_key(s->env->keymap, ACT_MORE, &more);
	buf_clear(&s->empty);
	if (*typed)
		buf_addf(&s->empty,
			_("Nobody matches \"%s\".\nEsc clears the filter; %s makes a new client of "
			  "what you typed."),
			typed, buf_str(&key));
	else
		buf_addf(&s->empty,
			_("No clients yet.\n%s makes the first one; More (%s) brings in a file."),
			buf_str(&key), buf_str(&more));
	s->list.list.empty = s->list.no_match = buf_str(&s->empty);
	buf_release(&key);
	buf_release(&more);
}

static enum status clients_load(void *state, const struct screen_env *env, struct err *err)
{
	struct clients *s = state;

	(void)env;
	s->stale = true;
	clients_say_empty(s);
	return record_list_load(&s->list, err);
}

/* Read what stands beside or below the list, when it is about another client now. */
static void clients_sync(struct clients *s, const struct layout *l)
{
	int64_t id = record_list_id(&s->list);

	if (l->panes > 1) {
		if (s->beside.id != id || s->stale)
			card_data_load(&s->beside, id, false, NULL);
		if (l->chart.rows > 0)
			card_data_load_months(&s->beside);
	} else if (l->preview.rows > 0 && (s->preview_id != id || s->stale)) {
		buf_clear(&s->preview);
		client_preview(s->env, record_list_current(&s->list), &s->preview);
		s->preview_id = id;
	}
	s->stale = false;
}

static void clients_fit(void *state, const struct layout *l)
{
	struct clients *s = state;

	record_list_fit(&s->list, l->main);
	clients_sync(s, l);
	card_layout_beside(l, &s->beside, &s->areas);
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_fit(&s->beside.panels[i], s->areas.panels[i], s->areas.note_rows[i]);
}

static void clients_draw_beside(const struct clients *s, struct canvas *c, const struct layout *l)
{
	if (!s->beside.id)
		return;
	card_layout_draw_title(
		&s->beside, c, (struct rect){l->card.row, l->card.col, 1, l->card.cols});
	for (int i = 0; i < PANEL_COUNT; i++)
		card_panel_draw(&s->beside.panels[i], c, false);
	card_layout_draw_chart(s->areas.chart, &s->beside, c);
}

static void clients_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct clients *s = state;
	struct buf preview = s->preview;

	(void)env;
	layout_draw_rules(l, c);
	if (l->panes > 1)
		clients_draw_beside(s, c, l);
	else if (l->preview.rows > 0)
		canvas_text(c, l->preview.row, l->preview.col + 1, l->preview.cols - 2, ROLE_NORMAL,
			buf_str(&preview));
	record_list_draw(&s->list, c, l->title, _("Clients"));
	if (s->asking)
		dialog_draw(&s->dialog, c, l->all);
}

/* --- Actions ---------------------------------------------------------------------------------- */

/* A new client takes over what was looked for in vain: a name, a phone or an e-mail. */
static unsigned clients_new(struct clients *s, struct nav *nav)
{
	const char *typed = lineedit_text(&s->list.filter);
	struct buf preset = BUF_INIT;
	unsigned flags;
	int digits = 0, letters = 0;

	for (const char *p = typed; *p; p++) {
		digits += isdigit((unsigned char)*p) != 0;
		letters += !strchr(" +-./()0123456789", *p);
	}
	s->list.typing = false;
	if (*typed && s->list.n == 0 && s->list.compiled && filter_is_plain(s->list.compiled))
		buf_addf(&preset, "%s=%s\n",
			strchr(typed, '@')            ? "email"
			: digits >= 3 && letters == 0 ? "phone"
						      : "name",
			typed);
	flags = nav_open(nav, SCREEN_FORM, KIND_CLIENT, 0, preset.len ? buf_str(&preset) : NULL);
	buf_release(&preset);
	return flags;
}

static unsigned clients_delete_chosen(struct clients *s, struct nav *nav)
{
	const int64_t *ids;
	int n = record_list_chosen(&s->list, &ids);
	unsigned flags = record_acts_delete(s->env, KIND_CLIENT, ids, n, nav);

	if (flags & SCREEN_CHANGED)
		list_mark_clear(&s->list.list);
	return flags;
}

/* One client goes at once, undo brings it back; before many go, a question. */
static unsigned clients_delete(struct clients *s, struct nav *nav)
{
	const int64_t *ids;
	int n = record_list_chosen(&s->list, &ids);
	char *text;

	if (n < 2)
		return clients_delete_chosen(s, nav);
	text = mem_printf(
		P_("Move %d client to the trash, with its history, tasks and deals?",
			"Move %d clients to the trash, with their history, tasks and deals?", n),
		n);
	dialog_init_yesno(&s->dialog, _("Delete"), text, false);
	s->dialog.layout = s->env->key_layout;
	s->asking = true;
	free(text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned clients_answer(struct clients *s, const struct event *ev, struct nav *nav)
{
	int answer = dialog_handle(&s->dialog, ev);

	if (answer == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	dialog_release(&s->dialog);
	s->asking = false;
	return answer == 0 ? clients_delete_chosen(s, nav) : SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned clients_print(struct clients *s, struct nav *nav)
{
	struct buf filter = BUF_INIT;
	unsigned flags;

	record_list_filter_text(&s->list, &filter);
	flags = print_dialog_list(
		nav, KIND_CLIENT, buf_str(&filter), s->list.order_field, s->list.descending);
	buf_release(&filter);
	return flags;
}

/* Those that are marked; else the one under the cursor with its duplicates. */
static unsigned clients_merge(struct clients *s, struct nav *nav)
{
	const int64_t *ids;
	int n = record_list_chosen(&s->list, &ids);

	if (n != 1)
		return merge_form_open_ids(nav, KIND_CLIENT, ids, n);
	return merge_form_open_duplicates(s->env, KIND_CLIENT, ids[0], nav);
}

static unsigned clients_act(struct clients *s, int action, struct nav *nav)
{
	int64_t id = record_list_id(&s->list);

	switch (action) {
	case ACT_NEW: return clients_new(s, nav);
	case ACT_DELETE: return clients_delete(s, nav);
	case ACT_EXPORT: return export_dialog_rows(nav, &s->list);
	case ACT_PRINT: return clients_print(s, nav);
	case ACT_MERGE: return clients_merge(s, nav);
	case ACT_UNMERGE: return id ? merge_form_unmerge(s->env, KIND_CLIENT, id, nav) : 0;
	case ACT_COPY: return record_acts_copy(s->env, record_list_current(&s->list), nav);
	case ACT_OPEN: return id ? nav_open(nav, SCREEN_CARD, KIND_CLIENT, id, NULL) : 0;
	case ACT_EDIT: return id ? nav_open(nav, SCREEN_FORM, KIND_CLIENT, id, NULL) : 0;
	default: return record_acts_client(s->env, action, id, 0, nav);
	}
}

static unsigned clients_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct clients *s = state;
	unsigned flags = record_list_handle(&s->list, action, nav);

	(void)env;
	clients_say_empty(s);
	return flags ? flags : clients_act(s, action, nav);
}

/* --- Keys ------------------------------------------------------------------------------------- */

/* While the filter is typed, keys that are no text still do what they do in the list (F7, F4 ...). */
static unsigned clients_key_in_filter(struct clients *s, const struct event *ev, struct nav *nav)
{
	int action;

	if (ev->kind != EVENT_KEY || event_is_text(ev) || event_is(ev, K_BACKSPACE, 0))
		return 0;
	action = keymap_lookup(s->env->keymap, CTX_LIST | CTX_CLIENTS, ev);
	if (action < 0)
		return 0;
	s->list.typing = false;
	return nav_action(nav, action) | SCREEN_REDRAW;
}

static unsigned clients_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct clients *s = state;
	bool typing = s->list.typing;
	unsigned flags;

	(void)env;
	if (s->asking)
		return clients_answer(s, ev, nav);
	flags = record_list_event(&s->list, ev, nav);
	if (!flags && typing)
		flags = clients_key_in_filter(s, ev, nav);
	clients_say_empty(s);
	return flags;
}

static bool clients_typing(const void *state)
{
	const struct clients *s = state;

	return s->asking || record_list_typing(&s->list);
}

static void clients_returned(
	void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct clients *s = state;

	(void)env;
	if (arg->id) /* of those that were marked there may be one now */
		list_mark_clear(&s->list.list);
	/* A new one is found by the reload that follows. */
	if (arg->kind == KIND_CLIENT && arg->id && !record_list_select(&s->list, arg->id))
		record_list_want(&s->list, arg->id);
}

static bool clients_step(
	void *state, const struct screen_env *env, int step, struct screen_arg *out)
{
	(void)env;
	return record_list_step(&((struct clients *)state)->list, step, out);
}

static void clients_position(const void *state, struct buf *out)
{
	record_list_position(&((const struct clients *)state)->list, out);
}

static int clients_wait_ms(const void *state)
{
	return record_list_wait_ms(&((const struct clients *)state)->list);
}

static unsigned clients_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	(void)env;
	(void)nav;
	return record_list_tick(&((struct clients *)state)->list);
}

const struct screen_ops clients_screen = {
	.title = N_("Clients"),
	.contexts = CTX_LIST | CTX_CLIENTS,
	.help = N_("All clients, companies and persons. / filters as you type: a part of a name, "
		   "phone digits "
		   "in any form, or conditions such as city:Москва, owner:me, last_contact<-90d, "
		   "due<=today. "
		   "Calls, notes, tasks and deals go to the client under the cursor."),
	.open = clients_open,
	.load = clients_load,
	.draw = clients_draw,
	.fit = clients_fit,
	.typing = clients_typing,
	.handle = clients_handle,
	.event = clients_event,
	.returned = clients_returned,
	.step = clients_step,
	.position = clients_position,
	.wait_ms = clients_wait_ms,
	.tick = clients_tick,
	.release = clients_release,
};
