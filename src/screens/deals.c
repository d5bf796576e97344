/*
 * The deals of one pipeline, as a board or as a list. Both show the same deals: pipeline, filter and "mine" are common, and
 * the cursor keeps its deal from one to the other.
 */
#include "screens/deals.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "deal_move.h"
#include "deals_state.h"
#include "domain/deal.h"
#include "screens/actions.h"
#include "screens/export_dialog.h"
#include "screens/print_dialog.h"
#include "screens/record_acts.h"

/* --- Life ------------------------------------------------------------------------------------- */

static bool deals_cell(void *arg, const struct record *r, int field, struct list_cell *out)
{
	const struct deals *s = arg;

	if (field != DEAL_AMOUNT || !record_has(r, field))
		return false;
	record_format(s->env->office, r, field, STYLE_SHOW, &out->text);
	buf_addf(&out->text, " %s", record_currency(s->env->office, r));
	return true;
}

static void deals_init_list(struct deals *s)
{
	static const int fields[] = {
		DEAL_TITLE, DEAL_STAGE, DEAL_AMOUNT, DEAL_EXPECTED_CLOSE, DEAL_CLIENT, DEAL_OWNER};
	static const int cols[] = {18, 12, 16, 11, 16, 12};

	record_list_init(&s->list, s->env, KIND_DEAL);
	record_list_set_columns(&s->list, fields, sizeof fields / sizeof *fields);
	for (size_t i = 0; i < sizeof cols / sizeof *cols; i++)
		s->list.columns[i].cols = cols[i];
	s->list.columns[3].title = _("Expected");
	s->list.cell = deals_cell;
	s->list.cell_arg = s;
	s->list.list.empty = s->empty;
}

static void *deals_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct deals *s = mem_alloc(sizeof *s);
	struct buf key = BUF_INIT;

	(void)arg;
	s->env = env;
	keymap_first_key(env->keymap, ACT_NEW, &key);
	s->empty = mem_printf(_("No deals here. %s = new"), buf_str(&key));
	buf_release(&key);
	deal_board_init(&s->board, env);
	filter_line_init(&s->filter);
	deals_init_list(s);
	deal_data_init(&s->peek, env);
	return s;
}

static void deals_release(void *state)
{
	struct deals *s = state;

	deal_board_release(&s->board);
	filter_line_release(&s->filter);
	record_list_release(&s->list);
	deal_data_release(&s->peek);
	free(s->empty);
	free(s);
}

const struct record *deals_current(const struct deals *s)
{
	return s->as_list ? record_list_current(&s->list) : deal_board_current(&s->board);
}

static void deals_condition(struct deals *s)
{
	struct buf text = BUF_INIT;

	if (!filter_line_check(&s->filter, s->env->office, KIND_DEAL))
		return;
	if (s->mine)
		buf_add(&text, "owner:me");
	if (*filter_line_text(&s->filter))
		buf_addf(&text, text.len ? " (%s)" : "%s", filter_line_text(&s->filter));
	deal_board_set_condition(&s->board, buf_str(&text));
	buf_release(&text);
}

static enum status deals_load_list(struct deals *s, struct err *err)
{
	struct buf fixed = BUF_INIT;
	enum status st;

	buf_addf(&fixed, "pipeline:#%lld%s", (long long)deal_board_pipeline_id(&s->board),
		s->mine ? " owner:me" : "");
	record_list_set_fixed(&s->list, buf_str(&fixed));
	buf_release(&fixed);
	st = record_list_load(&s->list, err);
	if (!st && s->peek.id && record_list_id(&s->list) == s->peek.id)
		deal_data_load(&s->peek, s->peek.id, NULL);
	return st;
}

static enum status deals_load(void *state, const struct screen_env *env, struct err *err)
{
	struct deals *s = state;

	(void)env;
	deals_condition(s);
	s->board.empty = *filter_line_text(&s->filter) ? _("No deal fits the filter.") : s->empty;
	if (!s->as_list || !s->board.pipelines.n) {
		enum status st = deal_board_load(&s->board, err);

		if (st || !s->as_list)
			return st;
	}
	return deals_load_list(s, err);
}

static void deals_position(const void *state, struct buf *out)
{
	const struct deals *s = state;
	const struct deal_column *col = deal_board_column(&s->board);

	if (s->as_list)
		record_list_position(&s->list, out);
	else if (deal_board_current(&s->board)) {
		buf_addf(out, "%d", board_card(&s->board.board) + 1);
		if (col->count >= 0)
			buf_addf(out, "/%lld", (long long)col->count);
	}
}

/* --- Actions ---------------------------------------------------------------------------------- */

static unsigned deals_pipeline(struct deals *s, int step, struct nav *nav)
{
	if (deal_board_step_pipeline(&s->board, step))
		return SCREEN_HANDLED | SCREEN_RELOAD;
	nav_say(nav, MESSAGE_INFO, _("There is only one pipeline."));
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* A new deal begins in the stage under the cursor; from the list or a closed one in the first. */
static unsigned deals_new(struct deals *s, struct nav *nav)
{
	const struct deal_column *col = s->as_list ? NULL : deal_board_column(&s->board);
	int64_t pipeline = deal_board_pipeline_id(&s->board), stage;
	char preset[80];

	stage = col && !deal_class_is_closed(col->cls)
			? col->stage
			: office_first_stage(s->env->office, pipeline);
	if (!stage)
		return nav_open(nav, SCREEN_FORM, KIND_DEAL, 0, NULL);
	snprintf(preset, sizeof preset, "pipeline=#%lld\nstage=#%lld\n", (long long)pipeline,
		(long long)stage);
	return nav_open(nav, SCREEN_FORM, KIND_DEAL, 0, preset);
}

/* From board to list and back: same deal, same filter. */
static unsigned deals_turn(struct deals *s)
{
	const struct record *r = deals_current(s);
	int64_t id = r ? r->id : 0;

	s->as_list = !s->as_list;
	if (s->as_list) {
		record_list_set_filter(&s->list, filter_line_text(&s->filter));
		record_list_want(&s->list, id);
	} else {
		filter_line_set(&s->filter, lineedit_text(&s->list.filter));
		deal_board_want(&s->board, id);
	}
	return SCREEN_HANDLED | SCREEN_RELOAD;
}

/* What the list or the board lets through. */
static void deals_filter_text(const struct deals *s, struct buf *filter)
{
	if (s->as_list) {
		record_list_filter_text(&s->list, filter);
		return;
	}
	buf_addf(filter, "pipeline:#%lld", (long long)deal_board_pipeline_id(&s->board));
	if (*s->board.condition)
		buf_addf(filter, " (%s)", s->board.condition);
}

static unsigned deals_export(const struct deals *s, struct nav *nav)
{
	struct buf filter = BUF_INIT;
	unsigned flags;

	if (s->as_list)
		return export_dialog_rows(nav, &s->list);
	deals_filter_text(s, &filter);
	flags = export_dialog_list(nav, KIND_DEAL, buf_str(&filter));
	buf_release(&filter);
	return flags;
}

static unsigned deals_print(const struct deals *s, struct nav *nav)
{
	struct buf filter = BUF_INIT;
	unsigned flags;

	deals_filter_text(s, &filter);
	flags = print_dialog_list(nav, KIND_DEAL, buf_str(&filter),
		s->as_list ? s->list.order_field : LIST_ORDER_DEFAULT,
		s->as_list && s->list.descending);
	buf_release(&filter);
	return flags;
}

static unsigned deals_delete(struct deals *s, struct nav *nav)
{
	const struct record *r = deals_current(s);
	int64_t id = r ? r->id : 0;
	const int64_t *ids = &id;
	int n = s->as_list ? record_list_chosen(&s->list, &ids) : r != NULL;
	unsigned flags = record_acts_delete(s->env, KIND_DEAL, ids, n, nav);

	if (flags & SCREEN_CHANGED)
		list_mark_clear(&s->list.list);
	return flags;
}

static unsigned deals_act(struct deals *s, int action, struct nav *nav)
{
	const struct record *r = deals_current(s);
	unsigned flags = deal_move(s->env, action, r, nav);

	if (!flags)
		flags = record_acts_client(
			s->env, action, r ? record_num(r, DEAL_CLIENT) : 0, r ? r->id : 0, nav);
	if (flags)
		return flags;
	switch (action) {
	case ACT_OPEN: return r ? nav_open(nav, SCREEN_DEAL, KIND_DEAL, r->id, NULL) : 0;
	case ACT_EDIT: return r ? nav_open(nav, SCREEN_FORM, KIND_DEAL, r->id, NULL) : 0;
	case ACT_COPY: return r ? record_acts_copy(s->env, r, nav) : 0;
	case ACT_DELETE: return deals_delete(s, nav);
	case ACT_NEW: return deals_new(s, nav);
	case ACT_BOARD: return deals_turn(s);
	case ACT_EXPORT: return deals_export(s, nav);
	case ACT_PRINT: return deals_print(s, nav);
	case ACT_MINE: s->mine = !s->mine; return SCREEN_HANDLED | SCREEN_RELOAD;
	case ACT_NEXT_PANE: return deals_pipeline(s, 1, nav);
	case ACT_PREV_PANE: return deals_pipeline(s, -1, nav);
	default: return 0;
	}
}

/* --- Keys of the board ------------------------------------------------------------------------ */

static unsigned deals_settle(struct deals *s, struct nav *nav)
{
	struct err err = ERR_INIT;

	if (deal_board_settle(&s->board, &err) != ST_OK)
		return nav_fail(nav, &err);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned deals_move(struct deals *s, enum board_move move, struct nav *nav)
{
	board_move(&s->board.board, move);
	return deals_settle(s, nav);
}

static unsigned deals_clear(struct deals *s)
{
	if (!*filter_line_text(&s->filter))
		return 0;
	filter_line_set(&s->filter, "");
	return SCREEN_HANDLED | SCREEN_RELOAD;
}

static unsigned deals_board_handle(struct deals *s, int action, struct nav *nav)
{
	switch (action) {
	case ACT_UP: return deals_move(s, BOARD_UP, nav);
	case ACT_DOWN: return deals_move(s, BOARD_DOWN, nav);
	case ACT_TOP: return deals_move(s, BOARD_HOME, nav);
	case ACT_BOTTOM: return deals_move(s, BOARD_END, nav);
	case ACT_FILTER: s->filter.typing = true; return SCREEN_HANDLED | SCREEN_REDRAW;
	case ACT_BACK: return deals_clear(s);
	case ACT_SORT:
	case ACT_REVERSE:
	case ACT_MARK:
	case ACT_MARK_ALL:
		nav_say(nav, MESSAGE_INFO,
			_("The board stands by expected close; b shows a list to sort and mark."));
		return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static unsigned deals_handle(void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct deals *s = state;
	unsigned flags = s->as_list ? record_list_handle(&s->list, action, nav)
				    : deals_board_handle(s, action, nav);

	(void)env;
	return flags ? flags : deals_act(s, action, nav);
}

static unsigned deals_type(struct deals *s, const struct event *ev)
{
	if (ev->kind == EVENT_KEY && (ev->key == K_UP || ev->key == K_DOWN) &&
		board_handle(&s->board.board, ev, s->place))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	switch (filter_line_event(&s->filter, ev)) {
	case FILTER_LINE_CHANGED: return SCREEN_HANDLED | SCREEN_RELOAD;
	case FILTER_LINE_IGNORED: return 0;
	default: return SCREEN_HANDLED | SCREEN_REDRAW;
	}
}

static unsigned deals_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct deals *s = state;

	(void)env;
	if (s->as_list)
		return record_list_event(&s->list, ev, nav);
	if (s->filter.typing && ev->kind != EVENT_MOUSE)
		return deals_type(s, ev);
	if (!board_handle(&s->board.board, ev, s->place))
		return 0;
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_DOUBLE)
		return deals_act(s, ACT_OPEN, nav);
	return deals_settle(s, nav);
}

static bool deals_typing(const void *state)
{
	const struct deals *s = state;

	return s->as_list ? record_list_typing(&s->list) : s->filter.typing;
}

static void deals_returned(void *state, const struct screen_env *env, const struct screen_arg *arg)
{
	struct deals *s = state;

	(void)env;
	if (arg->kind != KIND_DEAL || !arg->id)
		return;
	deal_board_want(&s->board, arg->id);
	record_list_want(&s->list, arg->id);
}

static bool deals_step(void *state, const struct screen_env *env, int step, struct screen_arg *out)
{
	struct deals *s = state;

	(void)env;
	if (s->as_list)
		return record_list_step(&s->list, step, out);
	if (!board_move(&s->board.board, step < 0 ? BOARD_UP : BOARD_DOWN))
		return false;
	*out = (struct screen_arg){.kind = KIND_DEAL, .id = deal_board_current(&s->board)->id};
	return true;
}

static int deals_wait_ms(const void *state)
{
	const struct deals *s = state;

	if (s->as_list)
		return record_list_wait_ms(&s->list);
	return deal_board_is_counted(&s->board) ? -1 : 0;
}

static unsigned deals_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct deals *s = state;

	(void)env;
	(void)nav;
	if (s->as_list)
		return record_list_tick(&s->list);
	deal_board_count(&s->board);
	return SCREEN_REDRAW;
}

const struct screen_ops deals_screen = {
	.title = N_("Deals"),
	.contexts = CTX_DEALS | CTX_LIST,
	.help = N_(
		"The pipeline: a column for each stage with its number of deals and their sum, the "
		"nearest expected close first. Arrows move the cursor, < and > move the deal; W "
		"wins it, L loses it and asks why. ! before a title: nothing happened for longer "
		"than the stage allows; ! before a day: the expected close is over. Tab shows "
		"another pipeline, b the same deals as a list. Won and lost columns show the "
		"latest fifty."),
	.open = deals_open,
	.load = deals_load,
	.draw = deals_draw,
	.fit = deals_fit,
	.typing = deals_typing,
	.handle = deals_handle,
	.event = deals_event,
	.returned = deals_returned,
	.step = deals_step,
	.position = deals_position,
	.wait_ms = deals_wait_ms,
	.tick = deals_tick,
	.release = deals_release,
};
