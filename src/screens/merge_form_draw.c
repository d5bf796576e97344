/* The columns of the merge screen: labels, as many records as have room, the result. */
#include <string.h>

#include "merge_form_state.h"

enum { LABEL_COLS = 14, LABEL_COLS_WIDE = 22, COLUMN_MIN = 15, COLUMN_MAX = 40, FULL_ROWS = 2 };

/* --- Places ----------------------------------------------------------------------------------- */

void merge_form_scroll(struct merge_form *s)
{
	if (s->cursor < s->top)
		s->top = s->cursor;
	if (s->page > 0 && s->cursor >= s->top + s->page)
		s->top = s->cursor - s->page + 1;
}

void merge_form_show_column(struct merge_form *s, int which)
{
	if (which < 0)
		return;
	if (which < s->first)
		s->first = which;
	if (s->shown > 0 && which >= s->first + s->shown)
		s->first = which - s->shown + 1;
}

static int merge_form_col(const struct merge_form *s, int column)
{
	return s->rows.col + s->label_cols + column * s->cols;
}

int merge_form_column_at(const struct merge_form *s, int col)
{
	for (int i = 0; i < s->shown; i++)
		if (col >= merge_form_col(s, i) && col < merge_form_col(s, i + 1))
			return s->first + i;
	return -1;
}

void merge_form_fit(void *state, const struct layout *l)
{
	struct merge_form *s = state;
	struct rect body = l->body;
	int room, n = s->merge.n;

	s->head = rect_cut_top(&body, 1);
	s->hint = rect_cut_bottom(&body, 1);
	s->full = rect_cut_bottom(&body, FULL_ROWS);
	s->rows = body;
	s->page = body.rows;
	s->label_cols = l->all.cols >= LAYOUT_TWO_COLS ? LABEL_COLS_WIDE : LABEL_COLS;
	room = body.cols - s->label_cols;
	s->shown = room / COLUMN_MIN - 1 < n ? room / COLUMN_MIN - 1 : n;
	if (s->shown < 1)
		s->shown = 1;
	s->cols = room / (s->shown + 1) < COLUMN_MAX ? room / (s->shown + 1) : COLUMN_MAX;
	if (s->first + s->shown > n)
		s->first = n > s->shown ? n - s->shown : 0;
	merge_form_scroll(s);
}

/* --- Drawing ---------------------------------------------------------------------------------- */

static void merge_form_value(
	const struct merge_form *s, const struct record *r, int field, struct buf *out)
{
	buf_clear(out);
	record_format(s->env->office, r, field, STYLE_SHOW, out);
	if (!out->len)
		buf_add(out, "–");
}

static void merge_form_draw_head(const struct merge_form *s, struct canvas *c)
{
	for (int i = 0; i < s->shown; i++) {
		int which = s->first + i, col = merge_form_col(s, i);
		const char *left = i == 0 && which > 0 ? canvas_glyph_text(c, GLYPH_LEFT) : "";
		const char *right = i == s->shown - 1 && which < s->merge.n - 1
					    ? canvas_glyph_text(c, GLYPH_RIGHT)
					    : "";

		canvas_textf(c, s->head.row, col, s->cols - 1, ROLE_HEADER, "%s%d #%lld%s%s", left,
			which + 1, (long long)s->merge.records[which].id,
			which == 0 ? _(" stays") : "", right);
	}
	canvas_text(
		c, s->head.row, merge_form_col(s, s->shown), s->cols - 1, ROLE_HEADER, _("Result"));
}

static bool merge_form_wins(const struct merge_form *s, int field, int which)
{
	int take = s->merge.take[field];

	return take == which ||
	       (take == MERGE_UNITED && record_has(&s->merge.records[which], field));
}

static void merge_form_draw_field(const struct merge_form *s, struct canvas *c, int at)
{
	int field = s->fields[at], row = s->rows.row + at - s->top;
	const struct field *f = &s->merge.kind->fields[field];
	bool current = at == s->cursor;
	struct buf text = BUF_INIT;

	if (current)
		canvas_glyph(c, row, s->rows.col, ROLE_SELECTED_MARK, GLYPH_MARK);
	canvas_text(c, row, s->rows.col + 1, s->label_cols - 2,
		current ? ROLE_SELECTED : ROLE_LABEL, f->custom_id ? f->title : _(f->title));
	for (int i = 0; i < s->shown; i++) {
		bool wins = merge_form_wins(s, field, s->first + i);
		int col = merge_form_col(s, i);

		merge_form_value(s, &s->merge.records[s->first + i], field, &text);
		if (wins)
			canvas_glyph(c, row, col, ROLE_GOOD, GLYPH_CHECK);
		canvas_text(c, row, col + 2, s->cols - 3,
			wins && current ? ROLE_FIELD_FOCUS
			: wins          ? ROLE_NORMAL
					: ROLE_DIM,
			buf_str(&text));
		if (wins && current)
			canvas_cursor(c, row, col + 2);
	}
	merge_form_value(s, &s->merge.result, field, &text);
	canvas_text(c, row, merge_form_col(s, s->shown), s->cols - 1,
		current ? ROLE_SELECTED : ROLE_VALUE, buf_str(&text));
	buf_release(&text);
}

/* The whole result of the field under the cursor: columns are narrow. */
static void merge_form_draw_full(const struct merge_form *s, struct canvas *c)
{
	const struct kind *k = s->merge.kind;
	struct buf text = BUF_INIT, value = BUF_INIT;
	int field = s->fields[s->cursor];

	merge_form_value(s, &s->merge.result, field, &value);
	buf_addf(&text, "%s: %s",
		k->fields[field].custom_id ? k->fields[field].title : _(k->fields[field].title),
		buf_str(&value));
	canvas_wrap(c, (struct rect){s->full.row, s->full.col + 1, s->full.rows, s->full.cols - 2},
		0, ROLE_VALUE, buf_str(&text));
	buf_release(&text);
	buf_release(&value);
}

void merge_form_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct merge_form *s = state;

	(void)env;
	if (!s->loaded)
		return;
	canvas_textf(c, l->title.row, l->title.col + 1, l->title.cols - 1, ROLE_TITLE,
		P_("Merge %d record: %s", "Merge %d records: %s", s->merge.n), s->merge.n,
		record_text(&s->merge.result, s->merge.kind->title_field));
	merge_form_draw_head(s, c);
	for (int i = s->top; i < s->nfields && i < s->top + s->page; i++)
		merge_form_draw_field(s, c, i);
	if (s->nfields)
		merge_form_draw_full(s, c);
	else
		canvas_text(c, s->rows.row + 1, s->rows.col + 2, s->rows.cols - 4, ROLE_HINT,
			_("They say the same everywhere."));
	canvas_text(c, s->hint.row, s->hint.col + 1, s->hint.cols - 2, ROLE_HINT,
		_("←→ or 1-9 choose · + all · F2 merges · Esc leaves"));
}
