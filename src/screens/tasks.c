/* The agenda: open tasks by day, each completed, moved to another day or opened where it stands. */
#include "screens/tasks.h"

#include <stdlib.h>
#include <string.h>

#include "agenda.h"
#include "base/mem.h"
#include "client_peek.h"
#include "domain/task.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/print_dialog.h"
#include "screens/record_acts.h"

enum { TASKS_CARD_COLS = 60 };

struct tasks {
	const struct screen_env *env;
	struct agenda agenda;
	bool everybody;
	struct client_peek peek;
	struct rect card; /* of the peek; rows 0: not shown */
	char *empty;
};

/* --- Life ------------------------------------------------------------------------------------- */

static void *tasks_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct tasks *s = mem_alloc(sizeof *s);

	(void)arg;
	s->env = env;
	agenda_init(&s->agenda, env);
	return s;
}

static void tasks_release(void *state)
{
	struct tasks *s = state;

	agenda_release(&s->agenda);
	client_peek_release(&s->peek);
	free(s->empty);
	free(s);
}

static const char *tasks_filter(const struct tasks *s)
{
	return lineedit_text(&s->agenda.rows.filter);
}

static void tasks_say_empty(struct tasks *s)
{
	struct buf key = BUF_INIT;

	free(s->empty);
	keymap_first_key(s->env->keymap, *tasks_filter(s) ? ACT_BACK : ACT_NEW, &key);
	s->empty = *tasks_filter(s) ? mem_printf(_("No open task fits the filter. %s clears it."),
					      buf_str(&key))
				    : mem_printf(_("No open tasks. %s = new"), buf_str(&key));
	buf_release(&key);
	s->agenda.list.empty = s->empty;
}

static enum status tasks_load(void *state, const struct screen_env *env, struct err *err)
{
	struct tasks *s = state;
	enum status st;

	(void)env;
	record_list_set_fixed(
		&s->agenda.rows, s->everybody ? "state:open" : "state:open assignee:me");
	agenda_show_assignee(&s->agenda, s->everybody);
	st = agenda_load(&s->agenda, err);
	tasks_say_empty(s);
	s->peek.id = -1;
	return st;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static int64_t tasks_client(const struct tasks *s)
{
	const struct record *r = agenda_current(&s->agenda);

	return r ? record_num(r, TASK_CLIENT) : 0;
}

/* Wide windows give the room to the agenda: one client beside it is enough. */
static void tasks_fit(void *state, const struct layout *l)
{
	struct tasks *s = state;
	struct rect room = l->body;

	s->card = (struct rect){0, 0, 0, 0};
	if (l->panes == 1) {
		agenda_fit(&s->agenda, l->main);
		return;
	}
	s->card = rect_cut_right(
		&room, room.cols * 2 / 5 < TASKS_CARD_COLS ? room.cols * 2 / 5 : TASKS_CARD_COLS);
	rect_cut_right(&room, 1);
	agenda_fit(&s->agenda, room);
	client_peek_read(&s->peek, s->env->office, tasks_client(s), false);
}

static void tasks_draw_preview(const struct tasks *s, struct canvas *c, struct rect r)
{
	static const int fields[] = {
		TASK_CLIENT, TASK_DEAL, TASK_DUE_DAY, TASK_DUE_TIME, TASK_PRIORITY, TASK_NOTES};
	const struct record *task = agenda_current(&s->agenda);
	struct buf line = BUF_INIT;

	if (!task || r.rows <= 0)
		return;
	buf_add(&line, record_text(task, TASK_SUBJECT));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!record_has(task, fields[i]))
			continue;
		buf_add(&line, " · ");
		record_format(s->env->office, task, fields[i], STYLE_SHOW, &line);
	}
	canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_NORMAL, buf_str(&line));
	buf_release(&line);
}

static void tasks_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct tasks *s = state;

	(void)env;
	if (s->card.rows > 0) {
		canvas_vline(c, s->card.row, s->card.col - 1, s->card.rows);
		client_peek_draw(&s->peek, c, s->card);
	} else {
		layout_draw_rules(l, c);
	}
	tasks_draw_preview(s, c, l->preview);
	agenda_draw(&s->agenda, c, l->title,
		s->everybody ? _("Tasks · everybody's") : _("Tasks · mine"));
}

static void tasks_position(const void *state, struct buf *out)
{
	record_list_position(&((const struct tasks *)state)->agenda.rows, out);
}

/* --- Actions ---------------------------------------------------------------------------------- */

/* One task, or all that are marked: the dialog takes their ids in its preset. */
static unsigned tasks_reschedule(struct tasks *s, struct nav *nav)
{
	const int64_t *ids;
	int n = agenda_chosen(&s->agenda, &ids);
	struct buf more = BUF_INIT;
	unsigned flags;

	if (n < 2)
		return record_acts_task(ACT_RESCHEDULE, n ? ids[0] : 0, nav);
	for (int i = 1; i < n; i++)
		buf_addf(&more, "%s%lld", i > 1 ? "," : "", (long long)ids[i]);
	flags = nav_open(nav, SCREEN_DATE, KIND_TASK, ids[0], buf_str(&more));
	buf_release(&more);
	return flags;
}

static unsigned tasks_delete(struct tasks *s, struct nav *nav)
{
	const int64_t *ids;
	int n = agenda_chosen(&s->agenda, &ids);
	unsigned flags = record_acts_delete(s->env, KIND_TASK, ids, n, nav);

	if (flags & SCREEN_CHANGED && s->agenda.list.mark_count > 0)
		agenda_mark_all(&s->agenda);
	return flags;
}

static unsigned tasks_print(struct tasks *s, struct nav *nav)
{
	struct buf filter = BUF_INIT;
	unsigned flags;

	record_list_filter_text(&s->agenda.rows, &filter);
	flags = print_dialog_list(nav, KIND_TASK, buf_str(&filter), s->agenda.rows.order_field,
		s->agenda.rows.descending);
	buf_release(&filter);
	return flags;
}

/* A task opens its client; one without a client its own form. */
static unsigned tasks_open_client(struct tasks *s, const struct record *r, struct nav *nav)
{
	if (!r)
		return 0;
	if (record_num(r, TASK_CLIENT))
		return nav_open(nav, SCREEN_CARD, KIND_CLIENT, record_num(r, TASK_CLIENT), NULL);
	if (record_num(r, TASK_DEAL))
		return nav_open(nav, SCREEN_DEAL, KIND_DEAL, record_num(r, TASK_DEAL), NULL);
	(void)s;
	return nav_open(nav, SCREEN_FORM, KIND_TASK, r->id, NULL);
}

static unsigned tasks_act(struct tasks *s, int action, struct nav *nav)
{
	const struct record *r = agenda_current(&s->agenda);

	switch (action) {
	case ACT_OPEN: return tasks_open_client(s, r, nav);
	case ACT_EDIT: return r ? nav_open(nav, SCREEN_FORM, KIND_TASK, r->id, NULL) : 0;
	case ACT_COPY: return r ? record_acts_copy(s->env, r, nav) : 0;
	case ACT_NEW: return nav_open(nav, SCREEN_FORM, KIND_TASK, 0, NULL);
	case ACT_DONE: return record_acts_task(action, r ? r->id : 0, nav);
	case ACT_RESCHEDULE: return tasks_reschedule(s, nav);
	case ACT_DELETE: return tasks_delete(s, nav);
	case ACT_EXPORT: return export_dialog_rows(nav, &s->agenda.rows);
	case ACT_PRINT: return tasks_print(s, nav);
	case ACT_MINE: s->everybody = !s->everybody; return SCREEN_HANDLED | SCREEN_RELOAD;
	default:
		return record_acts_client(
			s->env, action, tasks_client(s), r ? record_num(r, TASK_DEAL) : 0, nav);
	}
}

static unsigned tasks_moved(struct tasks *s, enum list_move move)
{
	agenda_move(&s->agenda, move);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned tasks_clear_marks(struct tasks *s)
{
	agenda_mark_all(&s->agenda);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Filter and order are the record list's; the rows may be other ones afterwards. */
static unsigned tasks_forward(struct tasks *s, int action, struct nav *nav)
{
	unsigned flags = record_list_handle(&s->agenda.rows, action, nav);

	s->agenda.list.sort_column = -1;
	if (flags)
		agenda_refresh(&s->agenda);
	return flags;
}

static unsigned tasks_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct tasks *s = state;
	unsigned flags;

	(void)env;
	switch (action) {
	case ACT_UP: return tasks_moved(s, LIST_UP);
	case ACT_DOWN: return tasks_moved(s, LIST_DOWN);
	case ACT_TOP: return tasks_moved(s, LIST_HOME);
	case ACT_BOTTOM: return tasks_moved(s, LIST_END);
	case ACT_MARK: agenda_mark(&s->agenda); return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_MARK_ALL: agenda_mark_all(&s->agenda); return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_BACK:
		return s->agenda.list.mark_count ? tasks_clear_marks(s)
						 : tasks_forward(s, action, nav);
	default: flags = tasks_act(s, action, nav); break;
	}
	return flags ? flags : tasks_forward(s, action, nav);
}

static unsigned tasks_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct tasks *s = state;
	bool typed_end =
		s->agenda.rows.typing && (event_is(ev, K_HOME, 0) || event_is(ev, K_END, 0));
	unsigned flags;

	(void)env;
	if (!typed_end && agenda_event(&s->agenda, ev)) {
		if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE)
			return tasks_act(s, ACT_OPEN, nav);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (!s->agenda.rows.typing)
		return 0;
	flags = record_list_event(&s->agenda.rows, ev, nav);
	if (flags) {
		agenda_refresh(&s->agenda);
		tasks_say_empty(s);
	}
	return flags;
}

static bool tasks_typing(const void *state)
{
	return record_list_typing(&((const struct tasks *)state)->agenda.rows);
}

/* Was the task under the cursor completed, or did it go to another day? */
static bool tasks_went_away(const struct tasks *s, int64_t id)
{
	const struct record *r = agenda_current(&s->agenda);
	struct record now;
	bool went;

	if (!r || r->id != id || record_load(s->env->office, KIND_TASK, id, &now, NULL) != ST_OK)
		return false;
	went = record_num(&now, TASK_DUE_DAY) != record_num(r, TASK_DUE_DAY) ||
	       strcmp(record_text(&now, TASK_STATE), "open");
	record_release(&now);
	return went;
}

/* The cursor goes to a new task; from one that is done or got another day it goes on to the next, as one sorts out a day. */
static void tasks_returned(void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct tasks *s = state;

	(void)env;
	if (arg->kind != KIND_TASK || !arg->id)
		return;
	if (s->agenda.list.mark_count > 0)
		agenda_mark_all(&s->agenda);
	record_list_want(&s->agenda.rows,
		tasks_went_away(s, arg->id) ? agenda_next_id(&s->agenda) : arg->id);
}

static bool tasks_step(void *state, const struct screen_env *env, int step, struct screen_arg *out)
{
	struct tasks *s = state;
	int64_t client = tasks_client(s), other = client;

	(void)env;
	/* To the next client: several tasks of one client are one step. */
	while (other == client || !other) {
		const struct record *before = agenda_current(&s->agenda);
		int64_t id = before ? before->id : 0;

		agenda_move(&s->agenda, step < 0 ? LIST_UP : LIST_DOWN);
		if (!agenda_current(&s->agenda) || agenda_current(&s->agenda)->id == id)
			return false;
		other = tasks_client(s);
	}
	*out = (struct screen_arg){.kind = KIND_CLIENT, .id = other};
	return true;
}

static int tasks_wait_ms(const void *state)
{
	return record_list_wait_ms(&((const struct tasks *)state)->agenda.rows);
}

static unsigned tasks_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	(void)env;
	(void)nav;
	return record_list_tick(&((struct tasks *)state)->agenda.rows);
}

const struct screen_ops tasks_screen = {
	.title = N_("Tasks"),
	.contexts = CTX_TASKS | CTX_LIST,
	.help = N_(
		"Open tasks by day, within a day by time. Enter opens the client; x completes a "
		"task and asks for result and next step, X gives it another day, all marked ones "
		"at once. ↑ is a high priority, ↑↑ an urgent one; ! is overdue. m shows "
		"everybody's tasks."),
	.open = tasks_open,
	.load = tasks_load,
	.draw = tasks_draw,
	.fit = tasks_fit,
	.typing = tasks_typing,
	.handle = tasks_handle,
	.event = tasks_event,
	.returned = tasks_returned,
	.step = tasks_step,
	.position = tasks_position,
	.wait_ms = tasks_wait_ms,
	.tick = tasks_tick,
	.release = tasks_release,
};
