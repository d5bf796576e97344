/* The board: which columns and cards are visible, the cursor, the drawing. */
#include "tui/board.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { BOARD_HEAD_ROWS = 3, BOARD_WIDE_COLS = 80, BOARD_GAP = 1 };

void board_init(struct board *b, struct board_source source)
{
	*b = (struct board){.source = source, .rows = 1, .cols = BOARD_WIDE_COLS};
	board_reset(b);
}

void board_release(struct board *b)
{
	free(b->card);
	free(b->top);
	*b = (struct board){0};
}

static int board_columns(const struct board *b)
{
	return b->source.columns(b->source.arg);
}

static int board_cards(const struct board *b, int column)
{
	return b->source.cards(b->source.arg, column);
}

/* Columns that are shown beside each other. */
static int board_visible(const struct board *b)
{
	int n = board_columns(b), fit = (b->cols + BOARD_GAP) / (BOARD_COLUMN_MIN + BOARD_GAP);

	if (b->cols < BOARD_WIDE_COLS)
		return n > 0 ? 1 : 0;
	return fit < n ? fit : n;
}

/* Rows of one card, the blank line below included. */
static int board_card_rows(const struct board *b)
{
	return b->rows >= 14 ? BOARD_CARD_LINES + 1 : BOARD_CARD_LINES;
}

static int board_page(const struct board *b)
{
	int page =
		(b->rows - BOARD_HEAD_ROWS - (b->cols < BOARD_WIDE_COLS) + 1) / board_card_rows(b);

	return page > 1 ? page : 1;
}

/* Cursor and scrolling of one column back into what there is. */
static void board_settle_column(struct board *b, int column)
{
	int count = board_cards(b, column), page = board_page(b);

	if (b->card[column] >= count)
		b->card[column] = count - 1;
	if (b->card[column] < 0)
		b->card[column] = 0;
	if (b->top[column] > count - page)
		b->top[column] = count - page;
	if (b->top[column] > b->card[column])
		b->top[column] = b->card[column];
	if (b->top[column] < b->card[column] - page + 1)
		b->top[column] = b->card[column] - page + 1;
	if (b->top[column] < 0)
		b->top[column] = 0;
}

void board_reset(struct board *b)
{
	int n = board_columns(b), visible = board_visible(b);

	if (n > b->column_cap) {
		b->card = mem_realloc(b->card, (size_t)n * sizeof(int));
		b->top = mem_realloc(b->top, (size_t)n * sizeof(int));
		for (int i = b->column_cap; i < n; i++)
			b->card[i] = b->top[i] = 0;
		b->column_cap = n;
	}
	if (b->column >= n)
		b->column = n - 1;
	if (b->column < 0)
		b->column = 0;
	if (b->first_column > n - visible)
		b->first_column = n - visible;
	if (b->first_column > b->column)
		b->first_column = b->column;
	if (b->first_column < b->column - visible + 1)
		b->first_column = b->column - visible + 1;
	if (b->first_column < 0)
		b->first_column = 0;
	for (int i = 0; i < n; i++)
		board_settle_column(b, i);
}

void board_fit(struct board *b, struct rect r)
{
	b->rows = r.rows > 1 ? r.rows : 1;
	b->cols = r.cols > 1 ? r.cols : 1;
	board_reset(b);
}

static void board_step_card(struct board *b, int by)
{
	int want = b->card[b->column] + by;

	while (want >= board_cards(b, b->column) && b->source.more != NULL &&
		b->source.more(b->source.arg, b->column))
		;
	b->card[b->column] = want;
}

bool board_move(struct board *b, enum board_move move)
{
	int column = b->column, card;

	if (board_columns(b) == 0)
		return false;
	card = b->card[column];
	switch (move) {
	case BOARD_UP: board_step_card(b, -1); break;
	case BOARD_DOWN: board_step_card(b, 1); break;
	case BOARD_PAGE_UP: board_step_card(b, -board_page(b)); break;
	case BOARD_PAGE_DOWN: board_step_card(b, board_page(b)); break;
	case BOARD_HOME: b->card[column] = 0; break;
	case BOARD_END:
		while (b->source.more != NULL && b->source.more(b->source.arg, column))
			;
		b->card[column] = board_cards(b, column) - 1;
		break;
	case BOARD_LEFT: b->column--; break;
	case BOARD_RIGHT: b->column++; break;
	}
	board_reset(b);
	return b->column != column || b->card[column] != card;
}

void board_select(struct board *b, int column, int card)
{
	if (column < 0 || column >= board_columns(b))
		return;
	b->column = column;
	b->card[column] = card;
	board_reset(b);
}

int board_column(const struct board *b)
{
	return b->column;
}

int board_card(const struct board *b)
{
	if (board_columns(b) == 0 || board_cards(b, b->column) == 0)
		return -1;
	return b->card[b->column];
}

/* Where the k-th shown column goes. */
static struct rect board_place(const struct board *b, struct rect r, int k)
{
	int n = board_visible(b), from, to;

	if (n < 1)
		return (struct rect){r.row, r.col, 0, 0};
	from = k * (r.cols + BOARD_GAP) / n;
	to = (k + 1) * (r.cols + BOARD_GAP) / n - BOARD_GAP;
	return (struct rect){r.row, r.col + from, r.rows, to - from};
}

static bool board_click(struct board *b, const struct event *ev, struct rect r)
{
	if (b->cols < BOARD_WIDE_COLS)
		rect_cut_top(&r, 1);
	for (int k = 0; k < board_visible(b); k++) {
		struct rect place = board_place(b, r, k);
		int column = b->first_column + k, card;

		if (!rect_has(place, ev->row, ev->col))
			continue;
		card = ev->row < place.row + BOARD_HEAD_ROWS
			       ? b->card[column]
			       : b->top[column] + (ev->row - place.row - BOARD_HEAD_ROWS) /
							  board_card_rows(b);
		board_select(b, column, card);
		return true;
	}
	return false;
}

bool board_handle(struct board *b, const struct event *ev, struct rect r)
{
	if (ev->kind == EVENT_MOUSE && rect_has(r, ev->row, ev->col))
		switch (ev->mouse) {
		case MOUSE_WHEEL_UP: return board_move(b, BOARD_UP);
		case MOUSE_WHEEL_DOWN: return board_move(b, BOARD_DOWN);
		case MOUSE_PRESS:
		case MOUSE_DOUBLE: return board_click(b, ev, r);
		default: return false;
		}
	if (ev->kind != EVENT_KEY || ev->mods != 0)
		return false;
	switch (ev->key) {
	case K_UP: return board_move(b, BOARD_UP);
	case K_DOWN: return board_move(b, BOARD_DOWN);
	case K_LEFT: return board_move(b, BOARD_LEFT);
	case K_RIGHT: return board_move(b, BOARD_RIGHT);
	case K_PGUP: return board_move(b, BOARD_PAGE_UP);
	case K_PGDN: return board_move(b, BOARD_PAGE_DOWN);
	case K_HOME: return board_move(b, BOARD_HOME);
	case K_END: return board_move(b, BOARD_END);
	default: return false;
	}
}

static void board_get_head(const struct board *b, int column, struct board_head *head)
{
	buf_clear(&head->title);
	buf_clear(&head->sum);
	buf_clear(&head->note);
	head->count = 0;
	head->role = ROLE_NORMAL;
	b->source.head(b->source.arg, column, head);
}

static void board_head_release(struct board_head *head)
{
	buf_release(&head->title);
	buf_release(&head->sum);
	buf_release(&head->note);
}

static void board_count_text(int64_t count, char *out, size_t size)
{
	if (count < 0)
		snprintf(out, size, "…");
	else
		snprintf(out, size, "%lld", (long long)count);
}

static void board_draw_head(
	const struct board *b, struct canvas *c, struct rect r, int column, struct board_head *head)
{
	enum role role = column == b->column && b->focus ? ROLE_TAB_ACTIVE : ROLE_TAB;
	char count[24];
	int cols;

	board_get_head(b, column, head);
	canvas_fill(c, (struct rect){r.row, r.col, 1, r.cols}, role);
	board_count_text(head->count, count, sizeof(count));
	cols = canvas_cols(c, count) + 1;
	canvas_text(c, r.row, r.col + 1, r.cols - 1 - cols - 1, role, buf_str(&head->title));
	canvas_text_right(c, r.row, r.col + r.cols - cols - 1, cols, role, count);
	canvas_text_right(c, r.row + 1, r.col, r.cols - 1, head->role, buf_str(&head->sum));
	canvas_hline(c, r.row + 2, r.col, r.cols);
}

static void board_draw_card(const struct board *b, struct canvas *c, struct rect r, int column,
	int card, struct board_card *text)
{
	bool cursor = b->focus && column == b->column && card == b->card[column];

	for (int i = 0; i < BOARD_CARD_LINES; i++) {
		buf_clear(&text->line[i]);
		text->role[i] = ROLE_NORMAL;
	}
	b->source.card(b->source.arg, column, card, text);
	for (int i = 0; i < BOARD_CARD_LINES; i++) {
		enum role role = cursor && i == 0 ? ROLE_SELECTED : text->role[i];

		canvas_text(c, r.row + i, r.col + 1, r.cols - 1, role, buf_str(&text->line[i]));
		if (cursor)
			canvas_glyph(c, r.row + i, r.col, ROLE_SELECTED_MARK, GLYPH_MARK);
	}
	if (cursor)
		canvas_cursor(c, r.row, r.col + 1);
}

/* How many cards of a column are out of sight, on the rule above the cards. */
static void board_draw_rest(
	const struct board *b, struct canvas *c, struct rect r, int column, int64_t count)
{
	int64_t below = count - b->top[column] - board_page(b);
	char text[64];
	int cols;

	if (below <= 0)
		return;
	snprintf(text, sizeof(text), P_(" %lld more ", " %lld more ", below), (long long)below);
	cols = canvas_cols(c, text);
	canvas_text(c, r.row + 2, r.col + r.cols - cols - 1, cols, ROLE_HINT, text);
}

static void board_draw_column(const struct board *b, struct canvas *c, struct rect r, int column)
{
	struct board_head head = {.title = BUF_INIT, .sum = BUF_INIT};
	struct board_card card = {.line = {BUF_INIT}};
	struct rect old = canvas_clip(c, r);
	int rows = board_card_rows(b), page = board_page(b), count = board_cards(b, column);

	board_draw_head(b, c, r, column, &head);
	for (int i = 0; i < page && b->top[column] + i < count; i++) {
		struct rect place = {r.row + BOARD_HEAD_ROWS + i * rows, r.col, rows, r.cols};

		board_draw_card(b, c, place, column, b->top[column] + i, &card);
	}
	if (count == 0) {
		struct rect place = {
			r.row + BOARD_HEAD_ROWS, r.col + 1, r.rows - BOARD_HEAD_ROWS, r.cols - 1};

		if (head.note.len > 0)
			canvas_wrap(c, place, 0, ROLE_HINT, buf_str(&head.note));
		else if (b->empty != NULL)
			canvas_wrap(c, place, 0, ROLE_HINT, b->empty);
		if (b->focus && column == b->column)
			canvas_cursor(c, r.row, r.col + 1);
	}
	if (count > 0)
		board_draw_rest(b, c, r, column, head.count);
	board_head_release(&head);
	for (int i = 0; i < BOARD_CARD_LINES; i++)
		buf_release(&card.line[i]);
	canvas_unclip(c, old);
}

/* All columns in one line, "New 4  Offer 7", the open one marked; begins so that it is visible. */
static void board_draw_strip(const struct board *b, struct canvas *c, struct rect r)
{
	struct board_head head = {.title = BUF_INIT, .sum = BUF_INIT};
	int n = board_columns(b), col = r.col, from = b->column > 0 ? b->column - 1 : 0;

	canvas_fill(c, r, ROLE_TAB);
	if (from > 0) {
		canvas_glyph(c, r.row, col, ROLE_TAB, GLYPH_LEFT);
		col++;
	}
	for (int i = from; i < n && col < r.col + r.cols; i++) {
		char count[24];

		board_get_head(b, i, &head);
		board_count_text(head.count, count, sizeof(count));
		col += canvas_textf(c, r.row, col, r.col + r.cols - col,
			i == b->column ? ROLE_TAB_ACTIVE : ROLE_TAB, " %s %s ",
			buf_str(&head.title), count);
	}
	board_head_release(&head);
}

void board_draw(const struct board *b, struct canvas *c, struct rect r)
{
	int visible = board_visible(b), n = board_columns(b);

	if (b->cols < BOARD_WIDE_COLS)
		board_draw_strip(b, c, rect_cut_top(&r, 1));
	for (int k = 0; k < visible && b->first_column + k < n; k++) {
		struct rect place = board_place(b, r, k);

		board_draw_column(b, c, place, b->first_column + k);
		if (k > 0)
			canvas_vline(c, r.row, place.col - 1, r.rows);
	}
}
