/* A date field: a line editor whose text is read as a date at every change. */
#include "tui/datefield.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"

enum {
	DATEFIELD_MAX_CHARS = 40,
	DATEFIELD_CALENDAR_ROWS = 10,
	DATEFIELD_CALENDAR_COLS = 24,
	DATEFIELD_TEXT_MIN = 10
};

void datefield_init(struct datefield *d, int32_t today, enum date_order order)
{
	*d = (struct datefield){.today = today, .order = order};
	lineedit_init(&d->edit, DATEFIELD_MAX_CHARS);
}

void datefield_release(struct datefield *d)
{
	lineedit_release(&d->edit);
}

void datefield_set(struct datefield *d, int32_t day)
{
	char text[DATE_LEN];

	date_format(day, d->order, text);
	lineedit_set(&d->edit, text);
}

void datefield_clear(struct datefield *d)
{
	lineedit_set(&d->edit, "");
}

static const char *datefield_text(const struct datefield *d)
{
	const char *s = lineedit_text(&d->edit);

	return s + strspn(s, " ");
}

bool datefield_is_empty(const struct datefield *d)
{
	return datefield_text(d)[0] == '\0';
}

bool datefield_day(const struct datefield *d, int32_t *out)
{
	const char *s = datefield_text(d);

	if (s[0] == '\0')
		return false;
	/* The full form in the user's order comes first: words read day before month. */
	if (strspn(s, "0123456789./-") == strlen(s) && strlen(s) >= 8 &&
		date_parse_file(s, d->order, out))
		return true;
	return date_parse_words(s, d->today, out);
}

/* The day to step from: what is typed, else today. */
static int32_t datefield_base(const struct datefield *d)
{
	int32_t day;

	return datefield_day(d, &day) ? day : d->today;
}

static enum edit_result datefield_step(struct datefield *d, int days, int months)
{
	int32_t day = datefield_base(d);

	if (!datefield_is_empty(d))
		day = date_add_months(day, months) + days;
	if (day < DATE_MIN || day > DATE_MAX)
		return EDIT_MOVED;
	datefield_set(d, day);
	lineedit_select_all(&d->edit);
	return EDIT_CHANGED;
}

static enum edit_result datefield_calendar_move(struct datefield *d, int days, int months)
{
	int32_t day = date_add_months(d->calendar_day, months) + days;

	if (day >= DATE_MIN && day <= DATE_MAX)
		d->calendar_day = day;
	return EDIT_MOVED;
}

static enum edit_result datefield_handle_calendar(struct datefield *d, const struct event *ev)
{
	if (ev->kind != EVENT_KEY)
		return EDIT_MOVED;
	switch (ev->key) {
	case K_LEFT: return datefield_calendar_move(d, -1, 0);
	case K_RIGHT: return datefield_calendar_move(d, 1, 0);
	case K_UP: return datefield_calendar_move(d, -7, 0);
	case K_DOWN: return datefield_calendar_move(d, 7, 0);
	case K_PGUP: return datefield_calendar_move(d, 0, -1);
	case K_PGDN: return datefield_calendar_move(d, 0, 1);
	case K_HOME: d->calendar_day = d->today; return EDIT_MOVED;
	case K_ENTER:
	case ' ':
		datefield_set(d, d->calendar_day);
		d->calendar = false;
		return EDIT_CHANGED;
	case K_ESC:
	case K_F(4): d->calendar = false; return EDIT_MOVED;
	default: return EDIT_MOVED;
	}
}

enum edit_result datefield_handle(struct datefield *d, const struct event *ev)
{
	if (d->calendar)
		return datefield_handle_calendar(d, ev);
	if (ev->kind == EVENT_KEY && ev->mods == 0)
		switch (ev->key) {
		case K_UP: return datefield_step(d, 1, 0);
		case K_DOWN: return datefield_step(d, -1, 0);
		case K_PGUP: return datefield_step(d, 0, 1);
		case K_PGDN: return datefield_step(d, 0, -1);
		case K_F(4):
			d->calendar = true;
			d->calendar_day = datefield_base(d);
			return EDIT_MOVED;
		default: break;
		}
	return lineedit_handle(&d->edit, ev);
}

void datefield_draw(
	const struct datefield *d, struct canvas *c, int row, int col, int cols, bool focus)
{
	int field = cols >= 30 ? 14 : cols > DATEFIELD_TEXT_MIN ? DATEFIELD_TEXT_MIN + 1 : cols;
	char preview[64];
	int32_t day;

	lineedit_draw(&d->edit, c, row, col, field, focus);
	if (datefield_is_empty(d))
		return;
	if (!datefield_day(d, &day)) {
		canvas_text(c, row, col + field + 1, cols - field - 1, ROLE_ERROR, _("? no date"));
		return;
	}
	date_format_long(day, d->order, preview, sizeof(preview));
	canvas_textf(c, row, col + field + 1, cols - field - 1, ROLE_HINT, "= %s", preview);
}

/* Where the calendar goes: below the field, above it when there is no room. */
static struct rect datefield_place(struct rect inside, int row, int col)
{
	struct rect r = {row + 1, col, DATEFIELD_CALENDAR_ROWS, DATEFIELD_CALENDAR_COLS};

	if (r.row + r.rows > inside.row + inside.rows && row - r.rows >= inside.row)
		r.row = row - r.rows;
	if (r.row + r.rows > inside.row + inside.rows)
		r.row = inside.row + inside.rows - r.rows;
	if (r.row < inside.row)
		r.row = inside.row;
	if (r.col + r.cols > inside.col + inside.cols)
		r.col = inside.col + inside.cols - r.cols;
	if (r.col < inside.col)
		r.col = inside.col;
	return r;
}

void datefield_draw_calendar(
	const struct datefield *d, struct canvas *c, struct rect inside, int row, int col)
{
	struct rect r, in;
	int year, month, mday;
	int32_t day, first;

	if (!d->calendar)
		return;
	r = datefield_place(inside, row, col);
	in = rect_inset(r, 1, 1);
	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, NULL);
	date_to_ymd(d->calendar_day, &year, &month, &mday);
	canvas_textf(c, in.row, in.col + 1, in.cols - 1, ROLE_TITLE, "%s %d",
		date_month_name(month), year);
	for (int i = 0; i < 7; i++)
		canvas_text(c, in.row + 1, in.col + 1 + i * 3, 2, ROLE_LABEL, date_weekday_name(i));
	first = date_month_start(d->calendar_day);
	for (day = first; day < date_add_months(first, 1); day++) {
		int at = date_weekday(first) + (day - first), x = in.col + 1 + at % 7 * 3,
		    y = in.row + 2 + at / 7;
		enum role role = day == d->calendar_day ? ROLE_POPUP_SELECTED
				 : day == d->today      ? ROLE_TODAY
							: ROLE_POPUP;

		canvas_textf(c, y, x, 2, role, "%2d", (int)(day - first) + 1);
		if (day == d->calendar_day)
			canvas_cursor(c, y, x);
	}
}
