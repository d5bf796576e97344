/* The sizes of a card's parts. */
#include "card_layout.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "domain/client.h"
#include "tui/chart.h"

enum {
	CARD_ALL_ROWS = 15,  /* body rows from which all panels are shown at 80 columns */
	CARD_TOP_ROWS = 8,   /* of the two upper panels at 80 columns */
	CARD_SIDE_COLS = 46, /* of the outer columns on wide windows */
	CARD_WORK_MIN = 6,
	CARD_CHART_ROWS = 13,
	CARD_TALL_ROWS = 30,
	STRIP_GAP = 2
};

static void card_layout_one(struct rect room, enum card_panel_id focus, struct card_areas *out)
{
	out->strip = rect_cut_top(&room, 1);
	out->panels[focus] = room;
	for (int i = 0; i < PANEL_COUNT; i++)
		out->note_rows[i] = room.rows >= CARD_TALL_ROWS ? 20 : 8;
}

/* Details and work above, history below. */
static void card_layout_home(struct rect room, struct card_areas *out)
{
	struct rect top = rect_cut_top(
		&room, room.rows >= CARD_TALL_ROWS ? room.rows * 2 / 5 : CARD_TOP_ROWS);

	out->panels[PANEL_INFO] = rect_cut_left(&top, top.cols / 2 - 1);
	rect_cut_left(&top, 1);
	out->rules[0] = rect_cut_left(&top, 1);
	out->panels[PANEL_WORK] = top;
	out->panels[PANEL_HISTORY] = room;
}

/* As many rows as the panel's items need, title included, at most `most` and at least `least`. */
static int card_layout_rows(
	struct card_data *d, enum card_panel_id id, int cols, int note_rows, int least, int most)
{
	int rows = card_panel_rows(&d->panels[id], cols, note_rows);

	if (rows < least)
		rows = least;
	return rows < most ? rows : most;
}

/* Details over work at the left, history at the right. */
static void card_layout_two(struct rect room, struct card_data *d, struct card_areas *out)
{
	struct rect side = rect_cut_left(&room, CARD_SIDE_COLS);

	rect_cut_right(&side, 1);
	out->rules[0] = rect_cut_left(&room, 1);
	out->panels[PANEL_HISTORY] = room;
	out->panels[PANEL_INFO] = rect_cut_top(
		&side, card_layout_rows(d, PANEL_INFO, side.cols, out->note_rows[PANEL_INFO],
			       side.rows * 2 / 5, side.rows * 7 / 10));
	out->panels[PANEL_WORK] = side;
}

static void card_layout_three(const struct layout *l, struct rect room, struct card_areas *out)
{
	out->panels[PANEL_INFO] = rect_cut_left(&room, CARD_SIDE_COLS);
	rect_cut_right(&out->panels[PANEL_INFO], 1);
	out->rules[0] = rect_cut_left(&room, 1);
	out->panels[PANEL_WORK] = rect_cut_right(&room, CARD_SIDE_COLS);
	out->rules[1] = rect_cut_right(&room, 1);
	rect_cut_right(&room, 1);
	if (l->all.cols >= LAYOUT_CHART_COLS && l->all.rows >= LAYOUT_CHART_ROWS)
		out->chart = rect_cut_bottom(&room, CARD_CHART_ROWS);
	out->panels[PANEL_HISTORY] = room;
}

void card_layout(const struct layout *l, struct card_data *d, bool zoom, enum card_panel_id focus,
	struct card_areas *out)
{
	struct rect room = l->body;

	memset(out, 0, sizeof *out);
	out->contacts = rect_cut_top(&room, 1);
	out->note_rows[PANEL_INFO] = 2;
	out->note_rows[PANEL_HISTORY] = room.rows >= CARD_TALL_ROWS ? 4 : 2;
	if (zoom || l->all.cols < LAYOUT_HOME_COLS || room.rows < CARD_ALL_ROWS)
		card_layout_one(room, focus, out);
	else if (l->all.cols < LAYOUT_TWO_COLS)
		card_layout_home(room, out);
	else if (l->all.cols < LAYOUT_THREE_COLS)
		card_layout_two(room, d, out);
	else
		card_layout_three(l, room, out);
}

void card_layout_beside(const struct layout *l, struct card_data *d, struct card_areas *out)
{
	struct rect room = l->card;

	memset(out, 0, sizeof *out);
	if (room.rows <= 0)
		return;
	out->note_rows[PANEL_INFO] = 2;
	out->note_rows[PANEL_HISTORY] = 2;
	rect_cut_top(&room, 1); /* the name */
	rect_cut_right(&room, 1);
	out->panels[PANEL_INFO] = rect_cut_top(
		&room, card_layout_rows(d, PANEL_INFO, room.cols, 2, CARD_WORK_MIN, room.rows / 2));
	if (l->side.rows > 0)
		out->panels[PANEL_WORK] = l->side;
	else
		out->panels[PANEL_WORK] = rect_cut_top(
			&room, card_layout_rows(d, PANEL_WORK, room.cols, 0, 2, room.rows * 2 / 5));
	out->panels[PANEL_HISTORY] = room;
	out->chart = l->chart;
}

void card_layout_draw_title(const struct card_data *d, struct canvas *c, struct rect r)
{
	const char *name = record_text(&d->client, CLIENT_NAME);
	struct buf line = BUF_INIT;

	card_data_kind_line(d, &line);
	if (text_cols(name) + text_cols(buf_str(&line)) + 4 <= r.cols)
		canvas_text_right(c, r.row, r.col, r.cols - 1, ROLE_NORMAL, buf_str(&line));
	canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_TITLE, name);
	buf_release(&line);
}

static int card_strip_cols(const struct card_data *d, int i)
{
	struct buf title = d->panels[i].title;

	return text_cols(buf_str(&title)) + 2;
}

void card_layout_draw_strip(const struct card_areas *a, const struct card_data *d,
	enum card_panel_id focus, struct canvas *c)
{
	int col = a->strip.col + 1;

	for (int i = 0; i < PANEL_COUNT && a->strip.rows > 0; i++) {
		struct buf title = d->panels[i].title;
		enum role role = i == (int)focus ? ROLE_TAB_ACTIVE : ROLE_TAB;
		int cols = card_strip_cols(d, i);

		canvas_fill(c, (struct rect){a->strip.row, col, 1, cols}, role);
		canvas_text(c, a->strip.row, col + 1, cols - 2, role, buf_str(&title));
		col += cols + STRIP_GAP;
	}
}

enum card_panel_id card_layout_strip_at(
	const struct card_areas *a, const struct card_data *d, int col)
{
	int at = a->strip.col + 1;

	for (int i = 0; i < PANEL_COUNT; i++) {
		int cols = card_strip_cols(d, i);

		if (col >= at && col < at + cols)
			return (enum card_panel_id)i;
		at += cols + STRIP_GAP;
	}
	return PANEL_COUNT;
}

void card_layout_draw_chart(struct rect r, const struct card_data *d, struct canvas *c)
{
	struct chart_bar bars[CARD_MONTHS];
	char labels[CARD_MONTHS][32], texts[CARD_MONTHS][24];
	int32_t month = date_month_start(clock_today());
	int cols;

	if (r.rows <= 1 || !d->has_months)
		return;
	for (int i = 0; i < CARD_MONTHS; i++) {
		int year, number, mday;

		date_to_ymd(date_add_months(month, i - CARD_MONTHS + 1), &year, &number, &mday);
		snprintf(labels[i], sizeof labels[i], "%s %d", date_month_name(number), year);
		snprintf(texts[i], sizeof texts[i], "%lld", (long long)d->contacts[i]);
		bars[i] = (struct chart_bar){.label = labels[i],
			.value = (double)d->contacts[i],
			.text = texts[i],
			.role = ROLE_CHART};
	}
	cols = canvas_text(c, r.row, r.col + 1, r.cols - 1, ROLE_TITLE, _("Contacts by month"));
	canvas_hline(c, r.row, r.col + cols + 2, r.cols - cols - 2);
	rect_cut_top(&r, 1);
	rect_cut_left(&r, 2);
	chart_bars(c, r, bars, CARD_MONTHS, 0);
}
