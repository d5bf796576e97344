/* Reading the board: stages, pages of deals, counts and sums. What cards look like is in deal_board_cards.c. */
#include "deal_board.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "deal_board_cards.h"
#include "deal_quiet.h"
#include "domain/deal.h"

enum {
	BOARD_PAGE = 20,
	BOARD_CLOSED_MAX = 50,
	BOARD_FOLLOW_MAX = 2000, /* cards read to find the one that the cursor is to be on */
	BOARD_COUNT_MS = 30,     /* counting before the first frame */
	BOARD_STAGES_MAX = 60,
};

bool deal_class_is_closed(const char *cls)
{
	return !strcmp(cls, "won") || !strcmp(cls, "lost");
}

/* --- Life ------------------------------------------------------------------------------------- */

static void deal_column_clear(struct deal_column *col)
{
	for (int i = 0; i < col->n; i++)
		record_release(&col->deals[i]);
	free(col->deals);
	free(col->quiet);
	col->deals = NULL;
	col->quiet = NULL;
	col->n = 0;
	col->loaded = col->more = false;
}

static void deal_board_clear(struct deal_board *b)
{
	for (int i = 0; i < b->ncolumns; i++) {
		deal_column_clear(&b->columns[i]);
		free(b->columns[i].name);
		free(b->columns[i].cls);
		free(b->columns[i].sums);
	}
	free(b->columns);
	b->columns = NULL;
	b->ncolumns = 0;
}

static bool deal_board_more(void *arg, int column);

void deal_board_init(struct deal_board *b, const struct screen_env *env)
{
	struct board_source source = {.more = deal_board_more};

	*b = (struct deal_board){.env = env, .condition = mem_strdup("")};
	deal_board_cards_source(b, &source);
	board_init(&b->board, source);
	b->board.focus = true;
}

void deal_board_release(struct deal_board *b)
{
	deal_board_clear(b);
	list_page_release(&b->pipelines);
	board_release(&b->board);
	free(b->condition);
}

void deal_board_set_condition(struct deal_board *b, const char *condition)
{
	free(b->condition);
	b->condition = mem_strdup(condition);
}

void deal_board_want(struct deal_board *b, int64_t deal)
{
	b->wanted = deal;
}

/* --- What is there ---------------------------------------------------------------------------- */

int64_t deal_board_pipeline_id(const struct deal_board *b)
{
	return b->pipeline < b->pipelines.n ? b->pipelines.rows[b->pipeline].id : 0;
}

const struct deal_column *deal_board_column(const struct deal_board *b)
{
	int at = board_column(&b->board);

	return at < b->ncolumns ? &b->columns[at] : NULL;
}

const struct record *deal_board_current(const struct deal_board *b)
{
	const struct deal_column *col = deal_board_column(b);
	int card = col ? board_card(&b->board) : -1;

	return card >= 0 && card < col->n ? &col->deals[card] : NULL;
}

bool deal_board_step_pipeline(struct deal_board *b, int step)
{
	int n = b->pipelines.n;

	if (n < 2)
		return false;
	b->pipeline = (b->pipeline + step + n) % n;
	board_select(&b->board, 0, 0);
	return true;
}

/* --- Reading ---------------------------------------------------------------------------------- */

static enum status deal_board_list(struct deal_board *b, struct list_request *req,
	const char *filter, struct list_page *page, struct err *err)
{
	struct filter *compiled = NULL;
	enum status st = filter_compile(b->env->office, req->kind, filter, &compiled, err);

	if (st)
		return st;
	req->filter = compiled;
	st = list_load(b->env->office, req, page, err);
	filter_free(compiled);
	return st;
}

static bool deal_column_is_only(const struct deal_board *b, const struct deal_column *col)
{
	for (int i = 0; i < b->ncolumns; i++)
		if (&b->columns[i] != col && !strcmp(b->columns[i].cls, col->cls))
			return false;
	return true;
}

/*
 * The deals of a column. The only stage of its closed class is asked for by the class: its latest deals then come from the
 * order of closing, while the index by stage would have all of them read and sorted.
 */
static void deal_column_filter(
	const struct deal_board *b, const struct deal_column *col, struct buf *out)
{
	if (deal_class_is_closed(col->cls) && deal_column_is_only(b, col))
		buf_addf(out, "pipeline:#%lld class:%s", (long long)deal_board_pipeline_id(b),
			col->cls);
	else
		buf_addf(out, "stage:#%lld", (long long)col->stage);
	if (*b->condition)
		buf_addf(out, " (%s)", b->condition);
}

static void deal_column_take(struct deal_board *b, struct deal_column *col, struct list_page *page)
{
	size_t n = (size_t)col->n + (size_t)page->n;

	if (page->n > 0) {
		col->deals = mem_realloc(col->deals, n * sizeof *col->deals);
		col->quiet = mem_realloc(col->quiet, n * sizeof *col->quiet);
	}
	for (int i = 0; i < page->n; i++) {
		col->quiet[col->n] =
			deal_is_quiet(b->env->office, &page->rows[i], col->rotting_days);
		col->deals[col->n++] = page->rows[i];
	}
	col->more = page->more;
	free(page->rows);
	*page = (struct list_page){0};
}

static enum status deal_column_read(
	struct deal_board *b, struct deal_column *col, int limit, struct err *err)
{
	bool closed = deal_class_is_closed(col->cls);
	struct list_request req = {.kind = KIND_DEAL,
		.order_field = closed ? DEAL_CLOSED_AT : DEAL_EXPECTED_CLOSE,
		.descending = closed,
		.anchor = col->n ? &col->deals[col->n - 1] : NULL,
		.limit = limit};
	struct list_page page = {0};
	struct buf filter = BUF_INIT;
	enum status st;

	if (closed && limit > BOARD_CLOSED_MAX - col->n)
		req.limit = BOARD_CLOSED_MAX - col->n;
	deal_column_filter(b, col, &filter);
	st = deal_board_list(b, &req, buf_str(&filter), &page, err);
	buf_release(&filter);
	if (st)
		return st;
	deal_column_take(b, col, &page);
	col->loaded = true;
	if (closed && col->n >= BOARD_CLOSED_MAX)
		col->more = false;
	return ST_OK;
}

static bool deal_board_more(void *arg, int column)
{
	struct deal_board *b = arg;
	struct deal_column *col = &b->columns[column];
	int before = col->n;

	return col->more && deal_column_read(b, col, BOARD_PAGE, NULL) == ST_OK && col->n > before;
}

enum status deal_board_settle(struct deal_board *b, struct err *err)
{
	int at = board_column(&b->board);
	enum status st;

	if (at >= b->ncolumns || b->columns[at].loaded)
		return ST_OK;
	st = deal_column_read(b, &b->columns[at], BOARD_PAGE, err);
	board_reset(&b->board);
	return st;
}

/* --- Loading ---------------------------------------------------------------------------------- */

/* Counts of the same stage as before stay until they are counted again, so that heads do not flicker. */
static void deal_column_inherit(struct deal_column *col, struct deal_board *b)
{
	col->count = -1;
	for (int i = 0; i < b->ncolumns; i++) {
		struct deal_column *old = &b->columns[i];

		if (old->stage != col->stage)
			continue;
		col->count = old->count;
		col->sums = old->sums;
		col->nsums = old->nsums;
		old->sums = NULL;
	}
}

static enum status deal_board_load_stages(struct deal_board *b, struct err *err)
{
	struct list_request req = {
		.kind = KIND_STAGE, .order_field = STAGE_POSITION, .limit = BOARD_STAGES_MAX};
	struct list_page page = {0};
	char *filter = mem_printf("pipeline:#%lld", (long long)deal_board_pipeline_id(b));
	enum status st = deal_board_list(b, &req, filter, &page, err);
	struct deal_column *columns;

	free(filter);
	if (st)
		return st;
	columns = mem_alloc(((size_t)page.n + 1) * sizeof *columns);
	for (int i = 0; i < page.n; i++) {
		columns[i].stage = page.rows[i].id;
		columns[i].name = mem_strdup(record_text(&page.rows[i], STAGE_NAME));
		columns[i].cls = mem_strdup(record_text(&page.rows[i], STAGE_CLASS));
		columns[i].rotting_days = deal_class_is_closed(columns[i].cls)
						  ? 0
						  : record_num(&page.rows[i], STAGE_ROTTING_DAYS);
		columns[i].weighed = deal_class_is_closed(columns[i].cls);
		deal_column_inherit(&columns[i], b);
	}
	deal_board_clear(b);
	b->columns = columns;
	b->ncolumns = page.n;
	list_page_release(&page);
	return ST_OK;
}

/* Pipelines that are not used any more stay out. */
static enum status deal_board_load_pipelines(
	struct deal_board *b, int64_t pipeline, struct err *err)
{
	struct list_request req = {.kind = KIND_PIPELINE,
		.order_field = LIST_ORDER_DEFAULT,
		.limit = BOARD_STAGES_MAX};
	struct list_page page = {0};
	enum status st = deal_board_list(b, &req, "active:yes", &page, err);

	if (st)
		return st;
	list_page_release(&b->pipelines);
	b->pipelines = page;
	b->pipeline = 0;
	for (int i = 0; i < page.n; i++)
		if (page.rows[i].id == pipeline)
			b->pipeline = i;
	return ST_OK;
}

static int deal_column_find(const struct deal_column *col, int64_t deal)
{
	for (int i = 0; i < col->n; i++)
		if (col->deals[i].id == deal)
			return i;
	return -1;
}

/* Put the cursor on that deal; its column is read on until it comes. */
static enum status deal_board_follow(struct deal_board *b, const struct record *deal)
{
	for (int i = 0; i < b->ncolumns; i++) {
		struct deal_column *col = &b->columns[i];
		int at;

		if (col->stage != record_num(deal, DEAL_STAGE))
			continue;
		if (!col->loaded && deal_column_read(b, col, BOARD_PAGE, NULL) != ST_OK)
			return ST_NOT_FOUND;
		at = deal_column_find(col, deal->id);
		while (at < 0 && col->n < BOARD_FOLLOW_MAX && deal_board_more(b, i))
			at = deal_column_find(col, deal->id);
		board_select(&b->board, i, at < 0 ? 0 : at);
		return at < 0 ? ST_NOT_FOUND : ST_OK;
	}
	return ST_NOT_FOUND;
}

static enum status deal_board_load_columns(struct deal_board *b, const int *depth, struct err *err)
{
	enum status st = ST_OK;

	for (int i = 0; i < b->ncolumns && !st; i++)
		if (!deal_class_is_closed(b->columns[i].cls))
			st = deal_column_read(b, &b->columns[i],
				depth[i] > BOARD_PAGE ? depth[i] : BOARD_PAGE, err);
	return st;
}

static int *deal_board_depths(const struct deal_board *b)
{
	int *depth = mem_alloc((BOARD_STAGES_MAX + 1) * sizeof *depth);

	for (int i = 0; i < b->ncolumns; i++)
		depth[i] = b->columns[i].n;
	return depth;
}

enum status deal_board_load(struct deal_board *b, struct err *err)
{
	const struct record *current = deal_board_current(b);
	int64_t id = b->wanted ? b->wanted : current ? current->id : 0;
	int64_t pipeline = deal_board_pipeline_id(b), start = clock_monotonic_ms();
	int *depth = deal_board_depths(b);
	struct record deal = {0};
	bool known = id && record_load(b->env->office, KIND_DEAL, id, &deal, NULL) == ST_OK;
	enum status st;

	if (known && b->wanted)
		pipeline = record_num(&deal, DEAL_PIPELINE);
	b->wanted = 0;
	st = deal_board_load_pipelines(b, pipeline, err);
	if (!st)
		st = deal_board_load_stages(b, err);
	if (!st)
		st = deal_board_load_columns(b, depth, err);
	board_reset(&b->board);
	if (!st && known && !deal.deleted_at)
		deal_board_follow(b, &deal);
	if (!st)
		st = deal_board_settle(b, err);
	while (!st && clock_monotonic_ms() - start < BOARD_COUNT_MS && deal_board_count(b))
		;
	if (known)
		record_release(&deal);
	free(depth);
	return st;
}
