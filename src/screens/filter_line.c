/* The filter line of screens that show more than one list. */
#include "filter_line.h"

#include "base/i18n.h"
#include "base/text.h"

enum { FILTER_LINE_MAX = 400, FILTER_LINE_LABEL_COLS = 12 };

void filter_line_init(struct filter_line *f)
{
	*f = (struct filter_line){.err = ERR_INIT};
	lineedit_init(&f->edit, FILTER_LINE_MAX);
}

void filter_line_release(struct filter_line *f)
{
	lineedit_release(&f->edit);
}

const char *filter_line_text(const struct filter_line *f)
{
	return lineedit_text(&f->edit);
}

void filter_line_set(struct filter_line *f, const char *text)
{
	lineedit_set(&f->edit, text);
	f->err = (struct err)ERR_INIT;
}

bool filter_line_check(struct filter_line *f, struct office *o, enum kind_id kind)
{
	struct filter *filter = NULL;

	f->err = (struct err)ERR_INIT;
	if (filter_compile(o, kind, filter_line_text(f), &filter, &f->err) != ST_OK)
		return false;
	f->err.status = ST_OK;
	filter_free(filter);
	return true;
}

static enum filter_line_result filter_line_escape(struct filter_line *f)
{
	f->typing = false;
	if (!*filter_line_text(f))
		return FILTER_LINE_LEFT;
	filter_line_set(f, "");
	return FILTER_LINE_CHANGED;
}

enum filter_line_result filter_line_event(struct filter_line *f, const struct event *ev)
{
	if (event_is(ev, K_ESC, 0))
		return filter_line_escape(f);
	if (event_is(ev, K_ENTER, 0) || event_is(ev, K_TAB, 0)) {
		f->typing = false;
		return FILTER_LINE_LEFT;
	}
	switch (lineedit_handle(&f->edit, ev)) {
	case EDIT_CHANGED: return FILTER_LINE_CHANGED;
	case EDIT_MOVED: return FILTER_LINE_MOVED;
	default: return FILTER_LINE_IGNORED;
	}
}

/* The mark stands below the character where the mistake begins; a long sentence goes to its left. */
static void filter_line_draw_error(
	const struct filter_line *f, struct canvas *c, struct rect row, int col)
{
	int end = row.col + row.cols, cols = text_cols(f->err.text) + 2;

	if (f->err.offset > 0 && col + f->err.offset < end)
		col += f->err.offset;
	canvas_fill(c, row, ROLE_NORMAL);
	canvas_text(c, row.row, col, 1, ROLE_ERROR, "^");
	if (col + cols <= end)
		canvas_text(c, row.row, col + 2, end - col - 2, ROLE_ERROR, f->err.text);
	else if (col - cols >= row.col)
		canvas_text_right(c, row.row, row.col, col - 1 - row.col, ROLE_ERROR, f->err.text);
	else
		canvas_text_right(c, row.row + 1, row.col, row.cols, ROLE_ERROR, f->err.text);
}

void filter_line_draw(const struct filter_line *f, struct canvas *c, struct rect row, int col)
{
	int end = row.col + row.cols;

	if (!f->typing && !*filter_line_text(f))
		return;
	col += canvas_text(c, row.row, col, FILTER_LINE_LABEL_COLS, ROLE_LABEL, _("Filter:")) + 1;
	canvas_fill(c, (struct rect){row.row, col, 1, end - col}, ROLE_NORMAL);
	lineedit_draw(&f->edit, c, row.row, col, end - col, f->typing);
	if (f->err.status != ST_OK)
		filter_line_draw_error(f, c, (struct rect){row.row + 1, row.col, 1, row.cols}, col);
}
