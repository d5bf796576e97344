/* The line below the list of clients. */
#include "client_preview.h"

#include <stdio.h>

#include "amount_text.h"
#include "base/clock.h"
#include "client_work.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/task.h"
#include "near_day.h"

static void client_preview_part(struct buf *out)
{
	if (out->len)
		buf_add(out, " · ");
}

static void client_preview_field(
	const struct screen_env *env, const struct record *r, int field, struct buf *out)
{
	if (!record_has(r, field))
		return;
	client_preview_part(out);
	record_format(env->office, r, field, STYLE_SHOW, out);
}

/* The first record of a client by a day. */
static bool client_preview_first(const struct screen_env *env, struct client_work_request req,
	int64_t id, struct record *out)
{
	struct list_page page;
	char clients[40];
	bool found;

	snprintf(clients, sizeof clients, "client:#%lld", (long long)id);
	req.clients = clients;
	req.max = 1;
	client_work_load(env->office, &req, &page);
	found = page.n > 0;
	if (found)
		record_copy(out, &page.rows[0]);
	list_page_release(&page);
	return found;
}

static void client_preview_deal(const struct screen_env *env, int64_t id, struct buf *out)
{
	struct client_work_request req = {.kind = KIND_DEAL,
		.condition = "class:open,ongoing,hold",
		.day_field = DEAL_EXPECTED_CLOSE};
	struct record deal;

	if (!client_preview_first(env, req, id, &deal))
		return;
	client_preview_part(out);
	buf_addf(out, _("deal \"%s\""), record_text(&deal, DEAL_TITLE));
	if (record_has(&deal, DEAL_AMOUNT)) {
		buf_addch(out, ' ');
		amount_text(env, &deal, DEAL_AMOUNT, out);
	}
	buf_add(out, ", ");
	record_format(env->office, &deal, DEAL_STAGE, STYLE_SHOW, out);
	record_release(&deal);
}

static void client_preview_task(const struct screen_env *env, int64_t id, struct buf *out)
{
	struct client_work_request req = {
		.kind = KIND_TASK, .condition = "state:open", .day_field = TASK_DUE_DAY};
	struct record task;
	enum role role;

	if (!client_preview_first(env, req, id, &task))
		return;
	client_preview_part(out);
	buf_add(out, record_text(&task, TASK_SUBJECT));
	if (record_has(&task, TASK_DUE_DAY)) {
		buf_addch(out, ' ');
		near_day_due((int32_t)record_num(&task, TASK_DUE_DAY), clock_today(),
			env->date_order, out, &role);
	}
	record_release(&task);
}

void client_preview(const struct screen_env *env, const struct record *r, struct buf *out)
{
	if (!r)
		return;
	client_preview_field(env, r, CLIENT_STATUS, out);
	client_preview_task(env, r->id, out);
	client_preview_deal(env, r->id, out);
	client_preview_field(env, r, CLIENT_EMAIL, out);
}
