/* Size and looks of a form: labels left, fields right, an error under its field, hints in the last line. */
#include <stdio.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "form_state.h"

enum {
	FORM_LABEL_MIN = 8,
	FORM_POPUP_COLS = 48,
	FORM_POPUP_TOP = 1,    /* rows of the screen that a list leaves free: the tabs, */
	FORM_POPUP_BOTTOM = 2, /* and messages and keys */
};

int form_field_rows(const struct form *f, int i)
{
	const struct form_field *field = &f->fields[i];
	int rows = 1;

	if (field->type == FORM_HEAD)
		return i > 0 ? 2 : 1;
	if (field->type == FORM_NOTE)
		rows = field->rows > 0 ? field->rows : FORM_NOTE_ROWS;
	return rows + (f->values[i].error[0] != '\0');
}

int form_field_row(const struct form *f, int i)
{
	int row = 0;

	for (int k = 0; k < i; k++)
		row += form_field_rows(f, k);
	return row;
}

int form_rows(const struct form *f)
{
	return form_field_row(f, f->n) + 1;
}

/* Columns in front of the fields: the longest label, the mark of a required field and a blank. */
int form_label_cols(const struct form *f, int cols)
{
	int most = FORM_LABEL_MIN;

	for (int i = 0; i < f->n; i++)
		if (f->fields[i].type != FORM_HEAD && f->fields[i].label != NULL) {
			int n = text_cols(f->fields[i].label) + f->fields[i].required;

			most = n > most ? n : most;
		}
	most += 3;
	return most < cols * 2 / 5 ? most : cols * 2 / 5;
}

void form_fit(struct form *f, struct rect r)
{
	int rows = r.rows - 1, first, last;

	f->size = r;
	if (rows <= 0 || f->n == 0)
		return;
	for (int i = 0; i < f->n; i++)
		if (f->fields[i].type == FORM_NOTE)
			textedit_fit(&f->values[i].note,
				form_field_rows(f, i) - (f->values[i].error[0] != '\0'),
				r.cols - form_label_cols(f, r.cols));
	first = form_field_row(f, f->focus);
	last = first + form_field_rows(f, f->focus);
	if (f->focus > 0 && f->fields[f->focus - 1].type == FORM_HEAD)
		first = form_field_row(f, f->focus - 1);
	if (last > f->top + rows)
		f->top = last - rows;
	if (first < f->top)
		f->top = first;
	if (f->top > form_field_row(f, f->n) - rows)
		f->top = form_field_row(f, f->n) - rows;
	if (f->top < 0)
		f->top = 0;
}

static void form_draw_choice(
	const struct form *f, struct canvas *c, struct rect r, int i, bool focus)
{
	canvas_text_pad(
		c, r.row, r.col, r.cols, focus ? ROLE_FIELD_FOCUS : ROLE_FIELD, f->values[i].label);
	if (r.cols > 4)
		canvas_glyph(c, r.row, r.col + r.cols - 1, focus ? ROLE_FIELD_FOCUS : ROLE_FIELD,
			GLYPH_DOWN);
	if (focus)
		canvas_cursor(c, r.row, r.col);
}

static void form_draw_bool(const struct form *f, struct canvas *c, struct rect r, int i, bool focus)
{
	bool on = f->values[i].value[0] != '\0';

	canvas_textf(c, r.row, r.col, r.cols, focus ? ROLE_FIELD_FOCUS : ROLE_FIELD, "[%s] %s",
		on ? "x" : " ", on ? _("yes") : _("no"));
	if (focus)
		canvas_cursor(c, r.row, r.col + 1);
}

static void form_draw_value(const struct form *f, struct canvas *c, struct rect r, int i)
{
	const struct form_value *v = &f->values[i];
	bool focus = i == f->focus && !f->open;

	switch (f->fields[i].type) {
	case FORM_NOTE:
		r.rows = form_field_rows(f, i) - (v->error[0] != '\0');
		textedit_draw(&v->note, c, r, focus);
		break;
	case FORM_DATE: datefield_draw(&v->date, c, r.row, r.col, r.cols, focus); break;
	case FORM_BOOL: form_draw_bool(f, c, r, i, focus); break;
	case FORM_PICK:
	case FORM_LOOKUP: form_draw_choice(f, c, r, i, focus); break;
	case FORM_SHOW: canvas_text(c, r.row, r.col, r.cols, ROLE_VALUE, v->label); break;
	case FORM_NUMBER:
		r.cols = r.cols < 20 ? r.cols : 20;
		lineedit_draw(&v->line, c, r.row, r.col, r.cols, focus);
		break;
	default: lineedit_draw(&v->line, c, r.row, r.col, r.cols, focus);
	}
}

static void form_draw_field(const struct form *f, struct canvas *c, struct rect r, int i)
{
	const struct form_field *field = &f->fields[i];
	int label = form_label_cols(f, r.cols);

	if (field->type == FORM_HEAD) {
		canvas_text(c, r.row + (i > 0), r.col, r.cols, ROLE_TITLE, field->label);
		return;
	}
	if (i == f->focus)
		canvas_glyph(c, r.row, r.col, ROLE_SELECTED_MARK, GLYPH_MARK);
	if (field->required)
		canvas_text(c, r.row, r.col + label - 2, 1, ROLE_ERROR, "*");
	canvas_text(c, r.row, r.col + 1, label - 3, ROLE_LABEL, field->label);
	form_draw_value(f, c, (struct rect){r.row, r.col + label, 1, r.cols - label}, i);
	if (f->values[i].error[0] != '\0')
		canvas_textf(c, r.row + form_field_rows(f, i) - 1, r.col + label, r.cols - label,
			ROLE_ERROR, "! %s", f->values[i].error);
}

/* What to press in a field of that type, when the field has no hint of its own. */
static const char *form_type_hint(enum form_type type)
{
	switch (type) {
	case FORM_NOTE: return _("F4 opens your editor");
	case FORM_DATE:
		return _("15.3, fri, tomorrow, +3d; arrows change it; F4 opens the calendar");
	case FORM_BOOL: return _("Space changes it");
	case FORM_PICK: return _("Left and Right choose; Space opens the list");
	case FORM_LOOKUP: return _("Type to search; Del empties it");
	default: return "";
	}
}

/* How many fields stand above and below what is shown, at the end of the hint's line; r shrinks by it. */
static void form_draw_more(const struct form *f, struct canvas *c, struct rect *r, int shown_rows)
{
	int above = 0, below = 0, row = -f->top;
	char text[48] = "";

	for (int i = 0; i < f->n; i++) {
		int rows = form_field_rows(f, i);

		if (f->fields[i].type != FORM_HEAD) {
			above += row < 0;
			below += row + rows > shown_rows;
		}
		row += rows;
	}
	if (above > 0)
		snprintf(text, sizeof(text), " %s%d", canvas_glyph_text(c, GLYPH_UP), above);
	if (below > 0)
		snprintf(text + strlen(text), sizeof(text) - strlen(text), " %s%d",
			canvas_glyph_text(c, GLYPH_DOWN), below);
	if (text[0] == '\0')
		return;
	r->cols -= text_cols(text);
	canvas_text(c, r->row, r->col + r->cols, text_cols(text), ROLE_HINT, text);
}

static void form_draw_hint(const struct form *f, struct canvas *c, struct rect r, int shown_rows)
{
	const struct form_field *field = &f->fields[f->focus];

	form_draw_more(f, c, &r, shown_rows);
	if (f->warned)
		canvas_text(c, r.row, r.col, r.cols, ROLE_ERROR,
			_("Changed and not saved. Esc again discards, Ctrl-S saves."));
	else if (f->error[0] != '\0')
		canvas_textf(c, r.row, r.col, r.cols, ROLE_ERROR, "! %s", f->error);
	else
		canvas_text(c, r.row, r.col + 1, r.cols - 1, ROLE_HINT,
			field->hint != NULL ? field->hint : form_type_hint(field->type));
}

/* The open list or calendar, over everything else, near its field; the list may stand out of a small form. */
static void form_draw_popup(const struct form *f, struct canvas *c, struct rect r)
{
	int label = form_label_cols(f, r.cols);
	int row = r.row + form_field_row(f, f->focus) - f->top, col = r.col + label;
	int first = r.row < FORM_POPUP_TOP ? r.row : FORM_POPUP_TOP;
	int below = r.row + r.rows > c->rows - FORM_POPUP_BOTTOM ? r.row + r.rows
								 : c->rows - FORM_POPUP_BOTTOM;
	struct rect place = {row + 1, col, picklist_rows(&f->pick), r.cols - label};

	if (f->fields[f->focus].type == FORM_DATE)
		datefield_draw_calendar(&f->values[f->focus].date, c,
			(struct rect){0, 0, c->rows, c->cols}, row, col);
	if (!f->open)
		return;
	if (place.cols > FORM_POPUP_COLS)
		place.cols = FORM_POPUP_COLS;
	if (place.row + place.rows > below)
		place.row = below - place.rows;
	if (place.row < first) {
		place.row = first;
		place.rows = place.rows < below - first ? place.rows : below - first;
	}
	picklist_draw(&f->pick, c, place, f->fields[f->focus].label);
}

void form_draw(const struct form *f, struct canvas *c, struct rect r)
{
	struct rect room = r, hint = rect_cut_bottom(&room, 1), old;
	int row = room.row - f->top;

	if (f->n == 0 || r.rows <= 0)
		return;
	old = canvas_clip(c, room);
	for (int i = 0; i < f->n; i++) {
		int rows = form_field_rows(f, i);

		if (row + rows > room.row && row < room.row + room.rows)
			form_draw_field(f, c, (struct rect){row, room.col, rows, room.cols}, i);
		row += rows;
	}
	canvas_unclip(c, old);
	form_draw_hint(f, c, hint, room.rows);
	form_draw_popup(f, c, r);
}
