/* Fields, stage log, tasks and history of a deal as items of panels. */
#include "deal_data_panels.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "domain/deal.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/task.h"
#include "near_day.h"
#include "screens/actions.h"
#include "task_item.h"

enum { DEAL_LABEL_COLS = 18, DEAL_WORK_COLS = 11, DEAL_ROWS_MAX = 60, DEAL_DONE_MAX = 10 };

typedef void deal_add(struct deal_data *d, const struct record *r);

/* Nearest day first, those without a day last. */
static int deal_data_compare_due(const void *a, const void *b)
{
	const struct record *x = a, *y = b;
	int64_t day = record_has(x, TASK_DUE_DAY) ? record_num(x, TASK_DUE_DAY) : DATE_MAX + 1;
	int64_t other = record_has(y, TASK_DUE_DAY) ? record_num(y, TASK_DUE_DAY) : DATE_MAX + 1;

	if (day == other) {
		day = record_has(x, TASK_DUE_TIME) ? record_num(x, TASK_DUE_TIME) : INT32_MAX;
		other = record_has(y, TASK_DUE_TIME) ? record_num(y, TASK_DUE_TIME) : INT32_MAX;
	}
	return day < other ? -1 : day > other ? 1 : x->id < y->id ? -1 : x->id > y->id;
}

/* Records that belong to the deal; head comes before the first. Returns their number. */
static int deal_data_list(struct deal_data *d, struct list_request req, enum deal_panel panel,
	const char *condition, const char *head, deal_add *add)
{
	char *text = mem_printf("deal:#%lld%s", (long long)d->id, condition);
	struct filter *filter = NULL;
	struct list_page page = {0};
	int n;

	if (filter_compile(d->env->office, req.kind, text, &filter, NULL) == ST_OK) {
		req.filter = filter;
		list_load(d->env->office, &req, &page, NULL);
	}
	/* Asked for by deal, because in order of the day everybody's tasks would be looked through. */
	if (page.n > 1 && req.order_field == TASK_DEAL && req.kind == KIND_TASK)
		qsort(page.rows, (size_t)page.n, sizeof *page.rows, deal_data_compare_due);
	if (page.n > 0 && head)
		card_panel_head(&d->panels[panel], head);
	for (int i = 0; i < page.n; i++)
		add(d, &page.rows[i]);
	n = page.n;
	list_page_release(&page);
	filter_free(filter);
	free(text);
	return n;
}

/* What could stand here, and how to get it. */
static void deal_data_hint(struct deal_data *d, int action)
{
	struct buf key = BUF_INIT, text = BUF_INIT;

	keymap_first_key(d->env->keymap, action, &key);
	buf_addf(&text,
		action == ACT_TASK ? _("No open task. %s makes one.")
				   : _("No contact yet. %s logs a call or a meeting."),
		buf_str(&key));
	card_panel_hint(&d->panels[DEAL_PANEL_WORK], buf_str(&text));
	buf_release(&key);
	buf_release(&text);
}

/* --- Info ------------------------------------------------------------------------------------- */

/* What the title row and the path say, and what is the program's own. */
static bool deal_data_leaves_out(const struct kind *k, int field)
{
	return k->fields[field].flags & FF_HIDDEN || field == DEAL_TITLE || field == DEAL_STAGE ||
	       field == DEAL_CURRENCY || field == DEAL_PROBABILITY_SET || field == DEAL_CLASS ||
	       field == DEAL_STAGE_SINCE;
}

static void deal_data_add_field(struct deal_data *d, int field)
{
	const struct record *r = &d->deal;
	const struct field *f = &r->kind->fields[field];
	struct card_item *item;

	if (!record_has(r, field) || deal_data_leaves_out(r->kind, field))
		return;
	item = card_panel_add(&d->panels[DEAL_PANEL_INFO], CARD_FIELD);
	item->field = field;
	item->lines = f->type == FT_NOTE;
	if (f->type == FT_LINK && f->link == KIND_CLIENT) {
		item->kind = KIND_CLIENT;
		item->id = record_num(r, field);
	}
	buf_add(&item->left, f->custom_id ? f->title : _(f->title));
	record_format(d->env->office, r, field, STYLE_SHOW, &item->text);
	if (f->type == FT_MONEY)
		buf_addf(&item->text, " %s", record_currency(d->env->office, r));
	if (f->type == FT_PERCENT)
		buf_add(&item->text, " %");
}

static void deal_data_add_log(struct deal_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[DEAL_PANEL_INFO], CARD_PART);
	char when[DATE_LEN];

	item->id = r->id;
	date_format(date_of_instant(record_num(r, STAGE_LOG_AT), NULL), d->env->date_order, when);
	buf_add(&item->left, when);
	if (record_has(r, STAGE_LOG_FROM_STAGE)) {
		record_format(d->env->office, r, STAGE_LOG_FROM_STAGE, STYLE_SHOW, &item->text);
		buf_add(&item->text, " → ");
	}
	record_format(d->env->office, r, STAGE_LOG_TO_STAGE, STYLE_SHOW, &item->text);
	if (record_has(r, STAGE_LOG_SECONDS)) {
		int days = (int)(record_num(r, STAGE_LOG_SECONDS) / 86400);

		buf_add(&item->text, ", ");
		buf_addf(&item->text, P_("after %d day", "after %d days", days), days);
	}
}

void deal_data_fill_info(struct deal_data *d)
{
	struct card_panel *p = &d->panels[DEAL_PANEL_INFO];
	struct list_request log = {.kind = KIND_STAGE_LOG,
		.order_field = STAGE_LOG_AT,
		.descending = true,
		.limit = DEAL_ROWS_MAX};

	p->left_cols = DEAL_LABEL_COLS;
	buf_add(&p->title, _("Details"));
	for (int i = 0; i < d->deal.nvalues && i < d->deal.kind->nfields; i++)
		deal_data_add_field(d, i);
	deal_data_list(d, log, DEAL_PANEL_INFO, "", _("Stages so far"), deal_data_add_log);
}

/* --- Work ------------------------------------------------------------------------------------- */

static void deal_data_add_task(struct deal_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[DEAL_PANEL_WORK], CARD_TASK);

	task_item(d->env, r, item);
	if (!item->open || !record_has(r, TASK_DUE_TIME))
		record_format(d->env->office, r, TASK_KIND, STYLE_SHOW, &item->right);
}

static void deal_data_add_interaction(struct deal_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[DEAL_PANEL_WORK], CARD_INTERACTION);
	int64_t at = record_num(r, INTERACTION_STARTED_AT);

	item->kind = KIND_INTERACTION;
	item->id = r->id;
	near_day_past(date_of_instant(at, NULL), clock_today(), d->env->date_order, &item->left);
	record_format(d->env->office, r, INTERACTION_CHANNEL, STYLE_SHOW, &item->text);
	if (record_has(r, INTERACTION_RESULT)) {
		buf_add(&item->text, " · ");
		record_format(d->env->office, r, INTERACTION_RESULT, STYLE_SHOW, &item->text);
	}
	if (record_has(r, INTERACTION_SUBJECT))
		buf_addf(&item->text, "  %s", record_text(r, INTERACTION_SUBJECT));
	record_format(d->env->office, r, INTERACTION_USER, STYLE_SHOW, &item->right);
	buf_add(&item->note, record_text(r, INTERACTION_BODY));
}

void deal_data_fill_work(struct deal_data *d)
{
	struct card_panel *p = &d->panels[DEAL_PANEL_WORK];
	struct list_request open = {
		.kind = KIND_TASK, .order_field = TASK_DEAL, .limit = DEAL_ROWS_MAX};
	struct list_request done = {.kind = KIND_TASK,
		.order_field = TASK_COMPLETED_AT,
		.descending = true,
		.limit = DEAL_DONE_MAX};
	struct list_request history = {.kind = KIND_INTERACTION,
		.order_field = LIST_ORDER_DEFAULT,
		.limit = DEAL_ROWS_MAX};

	p->left_cols = DEAL_WORK_COLS;
	buf_add(&p->title, _("Tasks and history"));
	if (!deal_data_list(d, open, DEAL_PANEL_WORK, " state:open", NULL, deal_data_add_task))
		deal_data_hint(d, ACT_TASK);
	if (!deal_data_list(
		    d, history, DEAL_PANEL_WORK, "", _("History"), deal_data_add_interaction) &&
		record_has(&d->deal, DEAL_CLIENT))
		deal_data_hint(d, ACT_LOG);
	deal_data_list(d, done, DEAL_PANEL_WORK, " -state:open", _("Done"), deal_data_add_task);
}
