/* Reading one deal and writing it out for its card. */
#include "deal_data.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "deal_data_panels.h"
#include "deal_quiet.h"
#include "domain/deal.h"
#include "domain/list.h"

enum { DEAL_STAGES_MAX = 60 };

static void deal_data_drop(struct deal_data *d)
{
	for (int i = 0; i < d->nstages; i++) {
		free(d->stages[i].name);
		free(d->stages[i].cls);
	}
	free(d->stages);
	d->stages = NULL;
	d->nstages = 0;
	if (d->id)
		record_release(&d->deal);
	d->id = 0;
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_clear(&d->panels[i]);
}

void deal_data_init(struct deal_data *d, const struct screen_env *env)
{
	*d = (struct deal_data){.env = env};
}

void deal_data_release(struct deal_data *d)
{
	deal_data_drop(d);
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_release(&d->panels[i]);
}

static void deal_data_stages(struct deal_data *d)
{
	struct list_request req = {
		.kind = KIND_STAGE, .order_field = STAGE_POSITION, .limit = DEAL_STAGES_MAX};
	char *text = mem_printf("pipeline:#%lld", (long long)record_num(&d->deal, DEAL_PIPELINE));
	struct filter *filter = NULL;
	struct list_page page = {0};

	if (filter_compile(d->env->office, KIND_STAGE, text, &filter, NULL) == ST_OK) {
		req.filter = filter;
		list_load(d->env->office, &req, &page, NULL);
	}
	d->stages = mem_alloc(((size_t)page.n + 1) * sizeof *d->stages);
	for (int i = 0; i < page.n; i++) {
		const struct record *r = &page.rows[i];

		d->stages[i] = (struct deal_stage){r->id, mem_strdup(record_text(r, STAGE_NAME)),
			mem_strdup(record_text(r, STAGE_CLASS))};
		if (r->id == record_num(&d->deal, DEAL_STAGE))
			d->rotting_days = record_num(r, STAGE_ROTTING_DAYS);
	}
	d->nstages = page.n;
	list_page_release(&page);
	filter_free(filter);
	free(text);
}

enum status deal_data_load(struct deal_data *d, int64_t id, struct err *err)
{
	struct card_item under[DEAL_PANELS];
	bool same = id && d->id == id;
	enum status st;

	for (int i = 0; i < DEAL_PANELS; i++) {
		const struct card_item *item = card_panel_current(&d->panels[i]);

		under[i] = item && same ? *item : (struct card_item){.kind = KIND_NONE};
		if (!same)
			d->panels[i].cursor = d->panels[i].top = 0;
	}
	deal_data_drop(d);
	st = record_load(d->env->office, KIND_DEAL, id, &d->deal, err);
	if (st)
		return st;
	d->id = id;
	d->rotting_days = 0;
	deal_data_stages(d);
	d->quiet = strcmp(record_text(&d->deal, DEAL_CLASS), "won") &&
		   strcmp(record_text(&d->deal, DEAL_CLASS), "lost") &&
		   deal_is_quiet(d->env->office, &d->deal, d->rotting_days);
	deal_data_fill_info(d);
	deal_data_fill_work(d);
	for (int i = 0; i < DEAL_PANELS; i++)
		card_panel_find(&d->panels[i], &under[i]);
	return ST_OK;
}

/* --- Lines of the head ------------------------------------------------------------------------ */

static void deal_data_part(const struct deal_data *d, int field, const char *label, struct buf *out)
{
	if (!record_has(&d->deal, field))
		return;
	if (out->len)
		buf_add(out, " · ");
	if (label)
		buf_addf(out, "%s ", label);
	record_format(d->env->office, &d->deal, field, STYLE_SHOW, out);
}

void deal_data_money_line(const struct deal_data *d, struct buf *out)
{
	const char *currency = d->id ? record_currency(d->env->office, &d->deal) : "";

	if (!d->id)
		return;
	deal_data_part(d, DEAL_CLIENT, NULL, out);
	deal_data_part(d, DEAL_AMOUNT, NULL, out);
	if (!record_has(&d->deal, DEAL_AMOUNT))
		return;
	buf_addf(out, " %s", currency);
	deal_data_part(d, DEAL_PROBABILITY, NULL, out);
	buf_add(out, " %");
	deal_data_part(d, DEAL_WEIGHTED, _("weighted"), out);
}

void deal_data_who_line(const struct deal_data *d, struct buf *out)
{
	const struct record *r = &d->deal;
	int day = DEAL_EXPECTED_CLOSE;

	if (!d->id)
		return;
	if (record_has(r, DEAL_CLOSED_AT))
		day = DEAL_CLOSED_AT;
	deal_data_part(d, day, _(r->kind->fields[day].title), out);
	if (day == DEAL_EXPECTED_CLOSE && record_has(r, day) && record_num(r, day) < clock_today())
		buf_add(out, " !");
	deal_data_part(d, DEAL_OWNER, _(r->kind->fields[DEAL_OWNER].title), out);
	deal_data_part(d, DEAL_PRODUCT, _(r->kind->fields[DEAL_PRODUCT].title), out);
}

/* --- The path --------------------------------------------------------------------------------- */

static const char path_gap[] = " › ";

/* Name of a stage in the path; the deal's own with its days. */
static void deal_path_label(const struct deal_data *d, int i, struct buf *out)
{
	buf_clear(out);
	if (d->stages[i].id != record_num(&d->deal, DEAL_STAGE)) {
		buf_add(out, d->stages[i].name);
		return;
	}
	int days = deal_days_in_stage(&d->deal);
	buf_addf(out, "[%s%s · ", d->quiet ? "! " : "", d->stages[i].name);
	buf_addf(out, P_("%d day", "%d days", days), days);
	buf_add(out, "]");
}

static int deal_path_at(const struct deal_data *d)
{
	for (int i = 0; i < d->nstages; i++)
		if (d->stages[i].id == record_num(&d->deal, DEAL_STAGE))
			return i;
	return 0;
}

/* The first stage to draw, so that the deal's own and the one behind it have room. */
static int deal_path_first(const struct deal_data *d, const struct canvas *c, int cols)
{
	int first = deal_path_at(d), last = first + 1 < d->nstages ? first + 1 : first, used = 0;
	struct buf label = BUF_INIT;

	for (int i = first; i <= last && i < d->nstages; i++) {
		deal_path_label(d, i, &label);
		used += canvas_cols(c, buf_str(&label)) + 3;
	}
	while (first > 0) {
		deal_path_label(d, first - 1, &label);
		used += canvas_cols(c, buf_str(&label)) + 3;
		if (used > cols - 2)
			break;
		first--;
	}
	buf_release(&label);
	return first;
}

static enum role deal_path_role(const struct deal_data *d, int i, int at)
{
	if (i == at)
		return !strcmp(d->stages[i].cls, "won")    ? ROLE_GOOD
		       : !strcmp(d->stages[i].cls, "lost") ? ROLE_BAD
		       : d->quiet                          ? ROLE_OVERDUE
							   : ROLE_TITLE;
	return i < at ? ROLE_NORMAL : ROLE_DIM;
}

void deal_data_draw_path(const struct deal_data *d, struct canvas *c, struct rect row)
{
	struct buf label = BUF_INIT;
	int first = deal_path_first(d, c, row.cols), at = deal_path_at(d), col = row.col;
	int end = row.col + row.cols;

	if (first > 0) {
		canvas_glyph(c, row.row, col, ROLE_DIM, GLYPH_ELLIPSIS);
		col += 2;
	}
	for (int i = first; i < d->nstages && col < end; i++) {
		if (i > first)
			col += canvas_text(c, row.row, col, end - col, ROLE_DIM, path_gap);
		deal_path_label(d, i, &label);
		col += canvas_text(
			c, row.row, col, end - col, deal_path_role(d, i, at), buf_str(&label));
	}
	buf_release(&label);
}
