/*
 * Reports: the catalogue, and the answer of the report under the cursor as a table with bars. Period, cut and filter are kept
 * for each report while the screen lives. A report that took long is run again only when the keys have come to rest.
 */
#include "screens/reports.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/mem.h"
#include "reports_state.h"
#include "screens/actions.h"
#include "screens/print_dialog.h"
#include "tui/term.h"

enum { REPORTS_SLOW_MS = 80, REPORTS_REST_MS = 60, REPORTS_PATH_MAX = 1000 };

/* --- Life ------------------------------------------------------------------------------------- */

static void *reports_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct reports *s = mem_alloc(sizeof *s);

	(void)arg;
	s->env = env;
	s->shown = -1;
	while (report_at(s->n))
		s->n++;
	s->asks = mem_alloc((size_t)s->n * sizeof *s->asks);
	report_view_init(&s->view, env->decimal);
	filter_line_init(&s->filter);
	lineedit_init(&s->path, REPORTS_PATH_MAX);
	return s;
}

static void reports_release(void *state)
{
	struct reports *s = state;

	for (int i = 0; i < s->n; i++) {
		free(s->asks[i].period);
		free(s->asks[i].cut);
		free(s->asks[i].filter);
	}
	free(s->asks);
	report_pick_close(&s->pick);
	report_view_release(&s->view);
	filter_line_release(&s->filter);
	lineedit_release(&s->path);
	free(s);
}

/* --- Running ---------------------------------------------------------------------------------- */

const struct report_def *reports_def(const struct reports *s)
{
	return report_at(s->current);
}

struct period reports_period(const struct reports *s)
{
	const char *text = s->asks[s->current].period;
	struct period p = {DATE_MIN, DATE_MAX};

	if (!text || period_parse(text, clock_today(), &p, NULL) != ST_OK)
		period_parse(reports_def(s)->period, clock_today(), &p, NULL);
	return p;
}

struct report_request reports_request(const struct reports *s)
{
	const struct report_ask *ask = &s->asks[s->current];

	return (struct report_request){.name = reports_def(s)->name,
		.period = reports_period(s),
		.cut = ask->cut,
		.filter = ask->filter};
}

static enum status reports_run(struct reports *s, struct err *err)
{
	struct report_request req = reports_request(s);
	struct report_table table;
	int64_t start = clock_monotonic_ms();
	enum status st = report_run(s->env->office, &req, &table, err);

	s->stale = false;
	s->failed = (struct err)ERR_INIT;
	s->asks[s->current].cost_ms = clock_monotonic_ms() - start;
	if (st) {
		if (err)
			s->failed = *err;
		return st;
	}
	report_view_take(&s->view, &table, s->shown != s->current);
	s->shown = s->current;
	return ST_OK;
}

/* Now, or when the keys have come to rest. */
static enum status reports_refresh(struct reports *s, struct err *err)
{
	s->stale = true;
	if (s->asks[s->current].cost_ms >= REPORTS_SLOW_MS)
		return ST_OK;
	return reports_run(s, err);
}

static enum status reports_load(void *state, const struct screen_env *env, struct err *err)
{
	struct reports *s = state;

	(void)env;
	return reports_refresh(s, err);
}

static unsigned reports_again(struct reports *s, struct nav *nav)
{
	struct err err = ERR_INIT;

	if (reports_refresh(s, &err) != ST_OK)
		return nav_fail(nav, &err);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static int reports_wait_ms(const void *state)
{
	return ((const struct reports *)state)->stale ? REPORTS_REST_MS : -1;
}

static unsigned reports_tick(void *state, const struct screen_env *env, struct nav *nav)
{
	struct err err = ERR_INIT;

	(void)env;
	if (reports_run(state, &err) != ST_OK)
		return nav_fail(nav, &err);
	return SCREEN_REDRAW;
}

/* --- What is asked ---------------------------------------------------------------------------- */

static unsigned reports_set(struct reports *s, char **what, const char *value, struct nav *nav)
{
	free(*what);
	*what = value && *value ? mem_strdup(value) : NULL;
	return reports_again(s, nav);
}

static unsigned reports_say(struct nav *nav, const char *text)
{
	nav_say(nav, MESSAGE_INFO, "%s", text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_step_period(struct reports *s, int step, struct nav *nav)
{
	struct period now = reports_period(s), then = period_step(now, step);
	char from[DATE_LEN], to[DATE_LEN], text[2 * DATE_LEN + 2];

	if (!reports_def(s)->period_of)
		return reports_say(nav, _("This report is about now; it has no period."));
	if (now.from == then.from && now.to == then.to)
		return reports_say(nav, _("All time has no neighbours; v chooses a period."));
	date_format_iso(then.from, from);
	date_format_iso(then.to, to);
	snprintf(text, sizeof text, "%s..%s", from, to);
	return reports_set(s, &s->asks[s->current].period, text, nav);
}

static unsigned reports_ask(struct reports *s, enum report_pick_kind kind, struct nav *nav)
{
	const struct report_def *def = reports_def(s);
	const struct report_ask *ask = &s->asks[s->current];

	if (kind == REPORT_PICK_PERIOD && !def->period_of)
		return reports_say(nav, _("This report is about now; it has no period."));
	if (kind == REPORT_PICK_PERIOD)
		report_pick_open(&s->pick, kind, def, s->env->date_order,
			ask->period ? ask->period : def->period);
	else
		report_pick_open(&s->pick, kind, def, s->env->date_order,
			ask->cut ? ask->cut : def->cuts[0]);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_picked(struct reports *s, const struct event *ev, struct nav *nav)
{
	struct report_ask *ask = &s->asks[s->current];
	bool period = s->pick.kind == REPORT_PICK_PERIOD;
	const char *value = NULL;
	unsigned flags = SCREEN_HANDLED | SCREEN_REDRAW;

	switch (report_pick_event(&s->pick, ev, &value)) {
	case PICK_IGNORED: return 0;
	case PICK_CHOSEN:
		s->shown = -1;
		flags = reports_set(s, period ? &ask->period : &ask->cut, value, nav);
		report_pick_close(&s->pick);
		break;
	case PICK_CANCEL: report_pick_close(&s->pick); break;
	default: break;
	}
	return flags;
}

static unsigned reports_select(struct reports *s, int at, struct nav *nav)
{
	if (at < 0 || at >= s->n || at == s->current)
		return SCREEN_HANDLED;
	s->current = at;
	filter_line_set(&s->filter, s->asks[at].filter ? s->asks[at].filter : "");
	return reports_again(s, nav);
}

/* --- Filter and file -------------------------------------------------------------------------- */

static unsigned reports_type_filter(struct reports *s, const struct event *ev, struct nav *nav)
{
	char **filter = &s->asks[s->current].filter;

	switch (filter_line_event(&s->filter, ev)) {
	case FILTER_LINE_IGNORED: return 0;
	case FILTER_LINE_MOVED: return SCREEN_HANDLED | SCREEN_REDRAW;
	case FILTER_LINE_CHANGED:
		filter_line_check(&s->filter, s->env->office, reports_def(s)->kind);
		if (*filter_line_text(&s->filter) || !*filter)
			return SCREEN_HANDLED | SCREEN_REDRAW;
		return reports_set(s, filter, NULL, nav);
	default: break;
	}
	if (!filter_line_check(&s->filter, s->env->office, reports_def(s)->kind)) {
		s->filter.typing = true;
		return nav_fail(nav, &s->filter.err);
	}
	return reports_set(s, filter, filter_line_text(&s->filter), nav);
}

static char *reports_file_name(const struct reports *s)
{
	char day[DATE_LEN];

	date_format_iso(clock_today(), day);
	return mem_printf("%s-%s.csv", reports_def(s)->name, day);
}

static unsigned reports_export(struct reports *s, struct nav *nav)
{
	char *name;

	if (s->stale || s->failed.status || s->view.table.nrows == 0)
		return reports_say(nav, _("There is nothing to write."));
	name = reports_file_name(s);
	lineedit_set(&s->path, name);
	free(name);
	s->naming = true;
	s->replace = false;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_copy(struct reports *s, struct nav *nav)
{
	struct err err = ERR_INIT;
	char *text;

	if (s->stale || s->failed.status || s->view.table.nrows == 0)
		return reports_say(nav, _("There is nothing to copy."));
	if (report_file_text(&s->view.table, s->env->decimal, &text, &err))
		return nav_fail(nav, &err);
	if (term_copy(text))
		nav_say(nav, MESSAGE_INFO, _("Sent to the terminal's clipboard."));
	else
		nav_say(nav, MESSAGE_WARNING,
			_("This terminal has no clipboard that can be written to."));
	free(text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_print(struct reports *s, struct nav *nav)
{
	struct report_request req = reports_request(s);

	if (s->stale || s->failed.status || s->view.table.nrows == 0)
		return reports_say(nav, _("There is nothing to print."));
	return print_dialog_report(nav, &req, s->asks[s->current].period);
}

/* Pages are printed, with their paper and font, not written. */
static bool reports_wants_pages(const struct reports *s, struct nav *nav)
{
	const char *dot = strrchr(lineedit_text(&s->path), '.');
	struct buf key = BUF_INIT;

	if (!dot || strcasecmp(dot, ".pdf") != 0)
		return false;
	keymap_first_key(s->env->keymap, ACT_PRINT, &key);
	nav_say(nav, MESSAGE_INFO, _("Esc, then %s makes a PDF of the report."), buf_str(&key));
	buf_release(&key);
	return true;
}

static unsigned reports_write(struct reports *s, struct nav *nav)
{
	char *name = reports_file_name(s);
	char *path = file_typed_path(lineedit_text(&s->path), name);
	struct err err = ERR_INIT;
	int n = s->view.table.nrows;
	enum status st = report_file_write(&s->view.table, path, s->env->decimal, s->replace, &err);

	if (st == ST_CONFLICT && !s->replace) {
		s->replace = true;
		nav_say(nav, MESSAGE_WARNING,
			_("Enter again replaces %s, which exists; Esc leaves it."), path);
	} else if (st) {
		nav_fail(nav, &err);
	} else {
		s->naming = false;
		nav_say(nav, MESSAGE_GOOD, P_("%d row written to %s.", "%d rows written to %s.", n),
			n, path);
	}
	free(name);
	free(path);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_type_path(struct reports *s, const struct event *ev, struct nav *nav)
{
	if (event_is(ev, K_ESC, 0)) {
		s->naming = false;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (event_is(ev, K_ENTER, 0) && reports_wants_pages(s, nav))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	if (event_is(ev, K_ENTER, 0))
		return *lineedit_text(&s->path) ? reports_write(s, nav) : SCREEN_HANDLED;
	switch (lineedit_handle(&s->path, ev)) {
	case EDIT_IGNORED: return 0;
	case EDIT_CHANGED: s->replace = false; break;
	default: break;
	}
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* --- Keys ------------------------------------------------------------------------------------- */

static unsigned reports_move(struct reports *s, enum list_move move, struct nav *nav)
{
	bool pages = move == LIST_PAGE_UP || move == LIST_PAGE_DOWN;

	if (s->on_table || pages) {
		list_move(&s->view.list, move);
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	switch (move) {
	case LIST_UP: return reports_select(s, s->current - 1, nav);
	case LIST_DOWN: return reports_select(s, s->current + 1, nav);
	case LIST_HOME: return reports_select(s, 0, nav);
	default: return reports_select(s, s->n - 1, nav);
	}
}

static unsigned reports_turn(struct reports *s)
{
	s->on_table = !s->on_table;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

/* Enter goes from the catalogue into the table, and from a row to what it counts. */
static unsigned reports_enter(struct reports *s, struct nav *nav)
{
	struct report_request req = reports_request(s);
	int row = s->view.list.cursor;

	if (!s->on_table)
		return reports_turn(s);
	if (row >= s->view.table.nrows || s->stale)
		return 0;
	return report_rows_open(reports_def(s), &req, &s->view.table.rows[row], nav);
}

/* One step back: out of the zoom, out of the table, the filter away. */
static unsigned reports_back(struct reports *s, struct nav *nav)
{
	if (s->view.chart) {
		s->view.chart = false;
		return SCREEN_HANDLED | SCREEN_REDRAW;
	}
	if (s->on_table)
		return reports_turn(s);
	if (!s->asks[s->current].filter)
		return 0;
	filter_line_set(&s->filter, "");
	return reports_set(s, &s->asks[s->current].filter, NULL, nav);
}

static unsigned reports_zoom(struct reports *s, struct nav *nav)
{
	if (!s->view.nscales)
		return reports_say(nav, _("This report has no chart."));
	s->view.chart = !s->view.chart;
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_handle(
	void *state, const struct screen_env *env, int action, struct nav *nav)
{
	struct reports *s = state;

	(void)env;
	switch (action) {
	case ACT_UP: return reports_move(s, LIST_UP, nav);
	case ACT_DOWN: return reports_move(s, LIST_DOWN, nav);
	case ACT_TOP: return reports_move(s, LIST_HOME, nav);
	case ACT_BOTTOM: return reports_move(s, LIST_END, nav);
	case ACT_NEXT_PANE:
	case ACT_PREV_PANE: return reports_turn(s);
	case ACT_OPEN: return reports_enter(s, nav);
	case ACT_BACK: return reports_back(s, nav);
	case ACT_ZOOM: return reports_zoom(s, nav);
	case ACT_PERIOD: return reports_ask(s, REPORT_PICK_PERIOD, nav);
	case ACT_CUT: return reports_ask(s, REPORT_PICK_CUT, nav);
	case ACT_EARLIER: return reports_step_period(s, -1, nav);
	case ACT_LATER: return reports_step_period(s, 1, nav);
	case ACT_EXPORT: return reports_export(s, nav);
	case ACT_PRINT: return reports_print(s, nav);
	case ACT_COPY: return reports_copy(s, nav);
	case ACT_REPORT_FILTER: s->filter.typing = true; return SCREEN_HANDLED | SCREEN_REDRAW;
	default: return 0;
	}
}

static unsigned reports_mouse(struct reports *s, const struct event *ev, struct nav *nav)
{
	bool press = ev->mouse == MOUSE_PRESS || ev->mouse == MOUSE_DOUBLE;

	if (press && rect_has(s->names, ev->row, ev->col)) {
		s->on_table = false;
		return reports_select(s, s->names_top + ev->row - s->names.row, nav);
	}
	if (!list_handle(&s->view.list, ev, s->view.rows))
		return 0;
	s->on_table = s->on_table || press;
	return ev->mouse == MOUSE_DOUBLE ? reports_enter(s, nav) : SCREEN_HANDLED | SCREEN_REDRAW;
}

static unsigned reports_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	static const struct {
		uint32_t key;
		enum list_move move;
	} keys[] = {{K_UP, LIST_UP}, {K_DOWN, LIST_DOWN}, {K_PGUP, LIST_PAGE_UP},
		{K_PGDN, LIST_PAGE_DOWN}, {K_HOME, LIST_HOME}, {K_END, LIST_END}};
	struct reports *s = state;

	(void)env;
	if (s->pick.kind != REPORT_PICK_NONE)
		return reports_picked(s, ev, nav);
	if (s->naming)
		return reports_type_path(s, ev, nav);
	if (s->filter.typing && ev->kind != EVENT_MOUSE)
		return reports_type_filter(s, ev, nav);
	if (ev->kind == EVENT_MOUSE)
		return reports_mouse(s, ev, nav);
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
		if (event_is(ev, keys[i].key, 0))
			return reports_move(s, keys[i].move, nav);
	if ((event_is(ev, K_LEFT, 0) && report_view_shift(&s->view, -1)) ||
		(event_is(ev, K_RIGHT, 0) && report_view_shift(&s->view, 1)))
		return SCREEN_HANDLED | SCREEN_REDRAW;
	return 0;
}

static bool reports_typing(const void *state)
{
	const struct reports *s = state;

	return s->pick.kind != REPORT_PICK_NONE || s->naming || s->filter.typing;
}

static void reports_position(const void *state, struct buf *out)
{
	const struct reports *s = state;

	if (s->on_table && s->view.table.nrows > 0)
		buf_addf(out, "%d/%d", s->view.list.cursor + 1, s->view.table.nrows);
	else
		buf_addf(out, "%d/%d", s->current + 1, s->n);
}

const struct screen_ops reports_screen = {
	.title = N_("Reports"),
	.contexts = CTX_REPORTS,
	.help = N_(
		"Up and down choose a report; its answer stands beside or below, with a bar for "
		"each row and the totals. Tab goes into the table, Enter on a row shows what it "
		"counts. v chooses the period or takes one as you type it, [ and ] go to the "
		"period before and after, c groups by something else, z shows the chart alone, E "
		"writes the table to a file. Left and right move to columns that do not fit. "
		"Amounts in different currencies are never added up."),
	.open = reports_open,
	.load = reports_load,
	.draw = reports_draw,
	.fit = reports_fit,
	.typing = reports_typing,
	.handle = reports_handle,
	.event = reports_event,
	.position = reports_position,
	.wait_ms = reports_wait_ms,
	.tick = reports_tick,
	.release = reports_release,
};
