/* The list of columns. Taken ones have a check; all of them can be moved, so that a column is at its place before it is taken. */
#include "export_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { EDGE = 1, FOOT = 1 };

void export_columns_init(struct export_columns *c, const struct kind *k)
{
	*c = (struct export_columns){.kind = k};
	c->fields = mem_alloc(sizeof *c->fields * (size_t)k->nfields);
	c->taken = mem_alloc(sizeof *c->taken * (size_t)k->nfields);
	for (int i = 0; i < k->nfields; i++)
		if (!(k->fields[i].flags & FF_HIDDEN))
			c->fields[c->n++] = i;
}

void export_columns_release(struct export_columns *c)
{
	free(c->fields);
	free(c->taken);
	*c = (struct export_columns){0};
}

/* Put the column at `from` to `to`; those between close up. */
static void columns_shift(struct export_columns *c, int from, int to)
{
	int field = c->fields[from], step = to < from ? -1 : 1;
	bool taken = c->taken[from];

	for (int i = from; i != to; i += step) {
		c->fields[i] = c->fields[i + step];
		c->taken[i] = c->taken[i + step];
	}
	c->fields[to] = field;
	c->taken[to] = taken;
}

static int columns_find(const struct export_columns *c, int field, int from)
{
	for (int i = from; i < c->n; i++)
		if (c->fields[i] == field)
			return i;
	return -1;
}

void export_columns_set(struct export_columns *c, const int *fields, int n)
{
	int at = 0;

	memset(c->taken, 0, sizeof *c->taken * (size_t)c->n);
	for (int i = 0; i < n; i++) {
		int was = columns_find(c, fields[i], at);

		if (was < 0)
			continue;
		columns_shift(c, was, at);
		c->taken[at++] = true;
	}
	c->cursor = c->top = 0;
}

void export_columns_read(struct export_columns *c, const char *names)
{
	char *copy = mem_strdup(names), *rest = copy, *name;
	int *fields = mem_alloc(sizeof *fields * (strlen(names) + 1)), n = 0;

	while ((name = strsep(&rest, ",")))
		fields[n++] = kind_field(c->kind, name);
	export_columns_set(c, fields, n);
	free(fields);
	free(copy);
}

void export_columns_name(const struct export_columns *c, struct buf *out)
{
	const char *comma = "";

	for (int i = 0; i < c->n; i++) {
		if (!c->taken[i])
			continue;
		buf_addf(out, "%s%s", comma, c->kind->fields[c->fields[i]].name);
		comma = ",";
	}
}

int *export_columns_taken(const struct export_columns *c, int *n)
{
	int *fields = mem_alloc(sizeof *fields * (size_t)(c->n + 1));

	*n = 0;
	for (int i = 0; i < c->n; i++)
		if (c->taken[i])
			fields[(*n)++] = c->fields[i];
	return fields;
}

/* --- Keys ------------------------------------------------------------------------------------- */

static void columns_go(struct export_columns *c, int to)
{
	c->cursor = to < 0 ? 0 : to >= c->n ? c->n - 1 : to;
	if (c->cursor < c->top)
		c->top = c->cursor;
	if (c->rows > 0 && c->cursor >= c->top + c->rows)
		c->top = c->cursor - c->rows + 1;
}

static void columns_move(struct export_columns *c, int step)
{
	int to = c->cursor + step;

	if (to < 0 || to >= c->n)
		return;
	columns_shift(c, c->cursor, to);
	columns_go(c, to);
}

static void columns_toggle_all(struct export_columns *c)
{
	bool all = true;

	for (int i = 0; i < c->n; i++)
		all &= c->taken[i];
	for (int i = 0; i < c->n; i++)
		c->taken[i] = !all;
}

static void columns_key(struct export_columns *c, const struct event *ev)
{
	switch (ev->key) {
	case K_UP: ev->mods &MOD_ALT ? columns_move(c, -1) : columns_go(c, c->cursor - 1); break;
	case K_DOWN: ev->mods &MOD_ALT ? columns_move(c, 1) : columns_go(c, c->cursor + 1); break;
	case K_PGUP: columns_go(c, c->cursor - c->rows); break;
	case K_PGDN: columns_go(c, c->cursor + c->rows); break;
	case K_HOME: columns_go(c, 0); break;
	case K_END: columns_go(c, c->n - 1); break;
	case '-': columns_move(c, -1); break;
	case '+':
	case '=': columns_move(c, 1); break;
	case '*': columns_toggle_all(c); break;
	case ' ':
		c->taken[c->cursor] = !c->taken[c->cursor];
		columns_go(c, c->cursor + 1);
		break;
	default: break;
	}
}

enum export_columns_answer export_columns_handle(struct export_columns *c, const struct event *ev)
{
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_WHEEL_UP)
		columns_go(c, c->cursor - 1);
	if (ev->kind == EVENT_MOUSE && ev->mouse == MOUSE_WHEEL_DOWN)
		columns_go(c, c->cursor + 1);
	if (ev->kind != EVENT_KEY)
		return EXPORT_COLUMNS_OPEN;
	if (ev->key == K_ENTER || ev->key == K_ESC || ev->key == K_F(2) ||
		event_is(ev, 's', MOD_CTRL))
		return EXPORT_COLUMNS_DONE;
	columns_key(c, ev);
	return EXPORT_COLUMNS_OPEN;
}

/* --- Drawing ---------------------------------------------------------------------------------- */

void export_columns_fit(struct export_columns *c, struct rect r)
{
	c->rows = r.rows - 2 * EDGE - FOOT;
	columns_go(c, c->cursor);
}

static void columns_draw_row(
	const struct export_columns *c, struct canvas *cv, struct rect r, int row, int number)
{
	const struct field *f = &c->kind->fields[c->fields[row]];
	enum role role = row == c->cursor ? ROLE_POPUP_SELECTED : ROLE_POPUP;

	canvas_fill(cv, r, role);
	if (row == c->cursor)
		canvas_cursor(cv, r.row, r.col);
	if (c->taken[row]) {
		canvas_glyph(cv, r.row, r.col + 1, role, GLYPH_CHECK);
		canvas_textf(cv, r.row, r.col + 3, 3, role, "%3d", number);
	}
	canvas_text(cv, r.row, r.col + 7, r.cols - 8, role, f->custom_id ? f->title : _(f->title));
}

void export_columns_draw(const struct export_columns *c, struct canvas *cv, struct rect r)
{
	struct rect in = rect_inset(r, EDGE, EDGE), foot;
	int number = 0;

	canvas_fill(cv, r, ROLE_POPUP);
	canvas_box(cv, r, _("Columns"));
	foot = rect_cut_bottom(&in, FOOT);
	for (int i = 0; i < c->n; i++) {
		number += c->taken[i];
		if (i >= c->top && i < c->top + in.rows)
			columns_draw_row(c, cv,
				(struct rect){in.row + i - c->top, in.col, 1, in.cols}, i, number);
	}
	canvas_text(cv, foot.row, foot.col + 1, foot.cols - 1, ROLE_HINT,
		_("Space takes · - + move · * all · Enter is done"));
}
