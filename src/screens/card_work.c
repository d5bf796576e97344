/* Tasks and deals of a card as items. */
#include "card_work.h"

#include <string.h>

#include "amount_text.h"
#include "client_work.h"
#include "domain/deal.h"
#include "domain/task.h"
#include "screens/actions.h"
#include "task_item.h"
#include "tui/canvas.h"

enum { WORK_OPEN_MAX = 50, WORK_PAST_MAX = 10, WORK_LEFT_COLS = 11 };

typedef void card_work_add(struct card_data *d, const struct record *r);

/* The records asked for under a heading (may be NULL); returns their number. */
static int card_work_list(
	struct card_data *d, struct client_work_request req, const char *head, card_work_add *add)
{
	struct list_page page;
	int n;

	req.clients = d->clients;
	client_work_load(d->env->office, &req, &page);
	n = page.n;
	if (n > 0 && head)
		card_panel_head(&d->panels[PANEL_WORK], head);
	for (int i = 0; i < n; i++)
		add(d, &page.rows[i]);
	list_page_release(&page);
	return n;
}

static void card_work_add_task(struct card_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[PANEL_WORK], CARD_TASK);
	const char *priority = record_text(r, TASK_PRIORITY);

	task_item(d->env, r, item);
	if (item->open && (strcmp(priority, "urgent") == 0 || strcmp(priority, "high") == 0)) {
		buf_add(&item->right, item->right.len ? " " : "");
		record_format(d->env->office, r, TASK_PRIORITY, STYLE_SHOW, &item->right);
	}
}

static void card_work_add_deal(struct card_data *d, const struct record *r)
{
	struct card_item *item = card_panel_add(&d->panels[PANEL_WORK], CARD_DEAL);
	const char *cls = record_text(r, DEAL_CLASS);

	item->kind = KIND_DEAL;
	item->id = r->id;
	item->role = strcmp(cls, "won") == 0    ? ROLE_GOOD
		     : strcmp(cls, "lost") == 0 ? ROLE_BAD
						: ROLE_LABEL;
	record_format(d->env->office, r, DEAL_STAGE, STYLE_SHOW, &item->left);
	buf_add(&item->text, record_text(r, DEAL_TITLE));
	amount_text(d->env, r, DEAL_AMOUNT, &item->right);
}

static void card_work_hint(struct card_data *d)
{
	struct buf task = BUF_INIT, deal = BUF_INIT, text = BUF_INIT;

	keymap_first_key(d->env->keymap, ACT_TASK, &task);
	keymap_first_key(d->env->keymap, ACT_NEW_DEAL, &deal);
	buf_addf(&text, _("No open task. %s makes one, %s makes a deal."), buf_str(&task),
		buf_str(&deal));
	card_panel_hint(&d->panels[PANEL_WORK], buf_str(&text));
	buf_release(&task);
	buf_release(&deal);
	buf_release(&text);
}

void card_work_load(struct card_data *d)
{
	struct client_work_request open_tasks = {.kind = KIND_TASK,
		.condition = "state:open",
		.day_field = TASK_DUE_DAY,
		.max = WORK_OPEN_MAX};
	struct client_work_request open_deals = {.kind = KIND_DEAL,
		.condition = "class:open,ongoing,hold",
		.day_field = DEAL_EXPECTED_CLOSE,
		.max = WORK_OPEN_MAX};
	struct client_work_request closed_deals = {.kind = KIND_DEAL,
		.condition = "class:won,lost",
		.day_field = DEAL_CLOSED_AT,
		.latest_first = true,
		.max = WORK_PAST_MAX};
	struct client_work_request done_tasks = {.kind = KIND_TASK,
		.condition = "-state:open",
		.day_field = TASK_COMPLETED_AT,
		.latest_first = true,
		.max = WORK_PAST_MAX};
	struct card_panel *p = &d->panels[PANEL_WORK];
	int tasks = card_work_list(d, open_tasks, NULL, card_work_add_task), deals;

	if (!tasks)
		card_work_hint(d);
	deals = card_work_list(d, open_deals, _("Deals"), card_work_add_deal);
	card_work_list(d, closed_deals, _("Closed deals"), card_work_add_deal);
	card_work_list(d, done_tasks, _("Done"), card_work_add_task);
	p->left_cols = WORK_LEFT_COLS;
	buf_addf(&p->title, _("Tasks %d · Deals %d"), tasks, deals);
}
