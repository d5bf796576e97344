/* The deals screen: the board with a line about the deal under the cursor, or the list with its card beside. */
#include "deals_state.h"

#include "domain/deal.h"

enum {
	DEALS_PREVIEW_ROWS = 2,
	DEALS_PREVIEW_FROM = 18,
	DEALS_PEEK_HEAD_ROWS = 4,
	DEALS_PEEK_NOTE_ROWS = 3
};

/* The deal under the cursor beside the list: its fields, and on wide windows its tasks and history. */
static void deals_fit_list(struct deals *s, const struct layout *l)
{
	struct rect info = l->card;
	int64_t id;

	record_list_fit(&s->list, l->main);
	id = record_list_id(&s->list);
	if (l->card.rows > 0 && id && s->peek.id != id)
		deal_data_load(&s->peek, id, NULL);
	rect_cut_top(&info, DEALS_PEEK_HEAD_ROWS);
	card_panel_fit(&s->peek.panels[DEAL_PANEL_INFO], info, DEALS_PEEK_NOTE_ROWS);
	card_panel_fit(&s->peek.panels[DEAL_PANEL_WORK], l->side, DEALS_PEEK_NOTE_ROWS);
}

void deals_fit(void *state, const struct layout *l)
{
	struct deals *s = state;

	if (s->as_list) {
		deals_fit_list(s, l);
		return;
	}
	s->place = l->body;
	s->preview = (struct rect){0, 0, 0, 0};
	if (s->place.rows >= DEALS_PREVIEW_FROM)
		s->preview = rect_cut_bottom(&s->place, DEALS_PREVIEW_ROWS);
	board_fit(&s->board.board, s->place);
}

static void deals_title(const struct deals *s, struct buf *out)
{
	const struct deal_board *b = &s->board;

	if (b->pipelines.n > 0)
		buf_add(out, record_text(&b->pipelines.rows[b->pipeline], PIPELINE_NAME));
	else
		buf_add(out, _("Deals"));
	if (b->pipelines.n > 1)
		buf_addf(out, " (%d/%d)", b->pipeline + 1, b->pipelines.n);
	if (s->mine)
		buf_addf(out, " · %s", _("mine"));
}

/* A rule, and below it the deal under the cursor in one line. */
static void deals_draw_preview(const struct deals *s, struct canvas *c, struct rect place)
{
	static const int fields[] = {DEAL_CLIENT, DEAL_AMOUNT, DEAL_PROBABILITY, DEAL_NEXT_STEP,
		DEAL_NEXT_STEP_DAY, DEAL_LOST_REASON, DEAL_OWNER};
	const struct record *r = deals_current(s);
	struct buf line = BUF_INIT;

	canvas_hline(c, place.row, place.col, place.cols);
	if (!r)
		return;
	buf_add(&line, record_text(r, DEAL_TITLE));
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
		if (!record_has(r, fields[i]))
			continue;
		buf_add(&line, " · ");
		record_format(s->env->office, r, fields[i], STYLE_SHOW, &line);
		if (fields[i] == DEAL_AMOUNT)
			buf_addf(&line, " %s", record_currency(s->env->office, r));
		else if (fields[i] == DEAL_PROBABILITY)
			buf_add(&line, " %");
	}
	canvas_text(c, place.row + 1, place.col + 1, place.cols - 2, ROLE_NORMAL, buf_str(&line));
	buf_release(&line);
}

static void deals_draw_board(const struct deals *s, struct canvas *c, const struct layout *l)
{
	struct buf title = BUF_INIT, total = BUF_INIT;
	int col = l->title.col + 1, end = l->title.col + l->title.cols;

	if (!s->board.ncolumns)
		canvas_wrap(c, rect_inset(s->place, 1, 2), 0, ROLE_HINT,
			_("There is no pipeline with stages. Add them: 6, then Pipelines and "
			  "Stages."));
	board_draw(&s->board.board, c, s->place);
	if (s->preview.rows > 0)
		deals_draw_preview(s, c, s->preview);
	deals_title(s, &title);
	col += canvas_text(c, l->title.row, col, end - col, ROLE_TITLE, buf_str(&title)) + 2;
	if (s->filter.typing || *filter_line_text(&s->filter)) {
		filter_line_draw(&s->filter, c, l->title, col);
	} else {
		deal_board_total(&s->board, &total);
		canvas_text_right(
			c, l->title.row, col, end - col - 1, ROLE_NORMAL, buf_str(&total));
	}
	buf_release(&title);
	buf_release(&total);
}

static void deals_draw_peek(const struct deals *s, struct canvas *c, struct rect r)
{
	struct buf line = BUF_INIT;

	if (s->peek.id != record_list_id(&s->list) || !s->peek.id)
		return;
	canvas_text(c, r.row, r.col + 1, r.cols - 2, ROLE_TITLE,
		record_text(&s->peek.deal, DEAL_TITLE));
	deal_data_money_line(&s->peek, &line);
	canvas_text(c, r.row + 1, r.col + 1, r.cols - 2, ROLE_NORMAL, buf_str(&line));
	deal_data_draw_path(&s->peek, c, (struct rect){r.row + 2, r.col + 1, 1, r.cols - 2});
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_draw(&s->peek.panels[i], c, false);
	buf_release(&line);
}

static void deals_draw_list(const struct deals *s, struct canvas *c, const struct layout *l)
{
	struct buf title = BUF_INIT;

	deals_title(s, &title);
	layout_draw_rules(l, c);
	if (l->card.rows > 0)
		deals_draw_peek(s, c, l->card);
	record_list_draw(&s->list, c, l->title, buf_str(&title));
	buf_release(&title);
	if (l->preview.rows > 0)
		deals_draw_preview(s, c, l->rule);
}

void deals_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct deals *s = state;

	(void)env;
	if (s->as_list)
		deals_draw_list(s, c, l);
	else
		deals_draw_board(s, c, l);
}
