/* The reports screen: catalogue at the left or, on narrow windows, above; title, subtitle, table. */
#include "reports_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "screens/actions.h"

enum { NAMES_COLS = 36, NAMES_TITLE_COLS = 28, NAMES_SHARE = 3 };

/* --- Places ----------------------------------------------------------------------------------- */

/* Below 120 columns the catalogue stands above the table, and shrinks to one line while the table has the focus. */
static void reports_fit_names(struct reports *s, struct rect *room, bool beside)
{
	int rows = s->on_table || s->view.chart ? 1 : room->rows / NAMES_SHARE;

	if (beside) {
		s->names = rect_cut_left(room, NAMES_COLS);
		rect_cut_left(room, 1);
	} else {
		s->names = rect_cut_top(room, rows < s->n ? rows : s->n);
		rect_cut_top(room, 1);
	}
	if (s->current < s->names_top)
		s->names_top = s->current;
	if (s->names.rows > 0 && s->current >= s->names_top + s->names.rows)
		s->names_top = s->current - s->names.rows + 1;
	if (s->names_top > s->n - s->names.rows)
		s->names_top = s->n > s->names.rows ? s->n - s->names.rows : 0;
}

void reports_fit(void *state, const struct layout *l)
{
	struct reports *s = state;
	struct rect room = l->body;

	reports_fit_names(s, &room, l->panes > 1);
	s->answer = room;
	rect_cut_top(&room, 1);
	report_view_fit(&s->view, room);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void reports_draw_names(const struct reports *s, struct canvas *c, bool beside)
{
	for (int i = 0; i < s->names.rows && s->names_top + i < s->n; i++) {
		const struct report_def *def = report_at(s->names_top + i);
		bool here = s->names_top + i == s->current;
		int row = s->names.row + i, cols = s->names.cols - 2;
		int title = beside || cols < NAMES_TITLE_COLS * 2 ? cols : NAMES_TITLE_COLS;

		if (here)
			canvas_glyph(c, row, s->names.col, ROLE_SELECTED_MARK, GLYPH_MARK);
		canvas_text(c, row, s->names.col + 2, title, here ? ROLE_SELECTED : ROLE_NORMAL,
			_(def->title));
		if (title < cols)
			canvas_text(c, row, s->names.col + 2 + title + 1, cols - title - 1,
				ROLE_HINT, _(def->help));
		if (here && !s->on_table)
			canvas_cursor(c, row, s->names.col + 2);
	}
	if (beside && s->names.rows > s->n + 2)
		canvas_wrap(c,
			(struct rect){s->names.row + s->n + 1, s->names.col + 2,
				s->names.rows - s->n - 1, s->names.cols - 3},
			0, ROLE_HINT, _(reports_def(s)->help));
}

/* What to press for another answer. */
static void reports_draw_hint(const struct reports *s, struct canvas *c, struct rect r)
{
	struct buf text = BUF_INIT, period = BUF_INIT, cut = BUF_INIT, zoom = BUF_INIT;
	const struct keymap *km = s->env->keymap;

	keymap_first_key(km, ACT_PERIOD, &period);
	keymap_first_key(km, ACT_CUT, &cut);
	keymap_first_key(km, ACT_ZOOM, &zoom);
	if (reports_def(s)->period_of)
		buf_addf(&text, _("%s period  "), buf_str(&period));
	buf_addf(&text, _("%s group by  %s chart"), buf_str(&cut), buf_str(&zoom));
	canvas_text_right(c, r.row, r.col, r.cols - 1, ROLE_HINT, buf_str(&text));
	buf_release(&text);
	buf_release(&period);
	buf_release(&cut);
	buf_release(&zoom);
}

static void reports_draw_title(const struct reports *s, struct canvas *c, struct rect r)
{
	const char *title = s->shown == s->current ? s->view.table.title : NULL;
	int col = r.col + 1;

	if (s->naming) {
		col += canvas_text(c, r.row, col, r.cols, ROLE_LABEL,
			       _("Write .csv, .xlsx or .json:")) +
		       1;
		lineedit_draw(&s->path, c, r.row, col, r.col + r.cols - col - 1, true);
		return;
	}
	col += canvas_text(c, r.row, col, r.cols - 1, ROLE_TITLE,
		       title ? title : _(reports_def(s)->title)) +
	       2;
	if (s->filter.typing)
		filter_line_draw(&s->filter, c, r, col);
	else
		reports_draw_hint(s, c, (struct rect){r.row, col, 1, r.col + r.cols - col});
}

/* No rows: what was asked, and what to change. */
static void reports_draw_empty(const struct reports *s, struct canvas *c, struct rect r)
{
	struct buf text = BUF_INIT, dates = BUF_INIT, key = BUF_INIT;

	if (reports_def(s)->period_of) {
		report_pick_dates(reports_period(s), s->env->date_order, &dates);
		keymap_first_key(s->env->keymap, ACT_PERIOD, &key);
		buf_addf(&text,
			_("Nothing in this period: %s.\n%s chooses another one, [ and ] "
			  "step through them."),
			buf_str(&dates), buf_str(&key));
	} else {
		buf_add(&text, _("Nothing to show, and that is good."));
	}
	if (s->asks[s->current].filter)
		buf_addf(&text, "\n%s %s", _("Filter:"), s->asks[s->current].filter);
	canvas_wrap(c, rect_inset(r, 1, 2), 0, ROLE_HINT, buf_str(&text));
	buf_release(&text);
	buf_release(&dates);
	buf_release(&key);
}

static void reports_draw_answer(const struct reports *s, struct canvas *c)
{
	struct rect r = s->answer, line = rect_cut_top(&r, 1);
	int hidden = report_view_hidden(&s->view), cols = 0;

	if (s->failed.status) {
		canvas_wrap(c, rect_inset(r, 1, 2), 0, ROLE_ERROR, s->failed.text);
		return;
	}
	if (s->stale || s->shown != s->current) {
		canvas_text(c, r.row, r.col + 2, r.cols - 2, ROLE_HINT, _("Counting…"));
		return;
	}
	if (hidden > 0 && s->view.table.nrows > 0) {
		char *more =
			mem_printf(P_("→ %d more column", "→ %d more columns", hidden), hidden);

		cols = canvas_cols(c, more) + 2;
		canvas_text_right(c, line.row, line.col, line.cols - 1, ROLE_HINT, more);
		free(more);
	}
	canvas_text(c, line.row, line.col + 1, line.cols - 2 - cols, ROLE_NORMAL,
		s->view.table.subtitle);
	if (s->view.table.nrows == 0)
		reports_draw_empty(s, c, r);
	else
		report_view_draw(&s->view, c, s->on_table);
}

void reports_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct reports *s = state;
	bool beside = l->panes > 1;

	(void)env;
	reports_draw_names(s, c, beside);
	if (beside)
		canvas_vline(c, l->body.row, s->answer.col - 1, l->body.rows);
	else
		canvas_hline(c, s->answer.row - 1, l->body.col, l->body.cols);
	reports_draw_answer(s, c);
	reports_draw_title(s, c, l->title);
	if (s->pick.kind != REPORT_PICK_NONE)
		report_pick_draw(&s->pick, c, l->body);
}
